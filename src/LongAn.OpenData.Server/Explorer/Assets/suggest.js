// Suggestions below the search for datasets: a combobox with a list (ARIA Authoring Practices), made of a plain form.
const form = document.querySelector('form[data-suggest]');
const box = form?.querySelector('input[name=q]');
if (box) begin();

function begin() {
    const language = document.documentElement.lang;
    const numbers = new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-GB');
    const list = document.createElement('ul');
    const status = document.createElement('p');
    let [typed, shown, active, timer, asked] = [box.value, [], -1, 0, null];
    Object.assign(list, { id: 'suggestions', className: 'suggestions', hidden: true });
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-label', form.querySelector('label').textContent);
    status.className = 'hidden';
    status.setAttribute('role', 'status');
    box.closest('.row').append(list, status);
    for (const [name, value] of Object.entries({ role: 'combobox', 'aria-autocomplete': 'list', 'aria-controls': list.id, 'aria-expanded': 'false', autocomplete: 'off' }))
        box.setAttribute(name, value);

    box.addEventListener('input', () => {
        clearTimeout(timer);
        typed = box.value;
        timer = setTimeout(ask, 120);
    });
    box.addEventListener('keydown', event => {
        if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
            if (shown.length === 0) return;
            event.preventDefault();
            if (list.hidden) open(); else mark(event.key === 'ArrowDown' ? active + 1 : active - 1);
        } else if (event.key === 'Enter' && active >= 0 && !list.hidden) {
            event.preventDefault();
            go(shown[active]);
        } else if (event.key === 'Escape' && !list.hidden) {
            event.preventDefault();
            close();
        }
    });
    box.addEventListener('blur', () => setTimeout(close, 150));
    box.addEventListener('focus', () => { if (shown.length > 0 && box.value === typed) open(); });
    list.addEventListener('mousedown', event => event.preventDefault());
    list.addEventListener('click', event => {
        const option = event.target.closest('[role=option]');
        if (option) go(shown[option.dataset.index]);
    });

    async function ask() {
        asked?.abort();
        asked = new AbortController();
        const words = typed.trim();
        if (words.length === 0) {
            show([]);
            return;
        }

        try {
            const answer = await fetch(`${form.dataset.suggest}?q=${encodeURIComponent(words)}&limit=8`, { headers: { Accept: 'application/json' }, signal: asked.signal });
            if (answer.ok) show((await answer.json()).data);
        } catch {
            // whoever types on asks again, and the form works without
        }
    }

    function show(datasets) {
        shown = datasets;
        active = -1;
        list.replaceChildren(...datasets.map((dataset, index) => {
            const [option, count] = [document.createElement('li'), document.createElement('span')];
            option.id = `suggestion-${index}`;
            option.dataset.index = index;
            option.setAttribute('role', 'option');
            option.setAttribute('aria-selected', 'false');
            option.textContent = dataset.title[language] ?? dataset.title.vi;
            count.className = 'hint';
            count.textContent = form.dataset.records.replace('{0}', numbers.format(dataset.record_count));
            option.append(' ', count);
            return option;
        }));
        status.textContent = form.dataset.found.replace('{0}', datasets.length);
        if (datasets.length > 0 && document.activeElement === box) open(); else close();
    }

    function mark(index) {
        active = (index + shown.length) % shown.length;
        [...list.children].forEach((option, i) => option.setAttribute('aria-selected', String(i === active)));
        box.setAttribute('aria-activedescendant', `suggestion-${active}`);
        list.children[active].scrollIntoView({ block: 'nearest' });
    }

    function open() {
        list.hidden = false;
        box.setAttribute('aria-expanded', 'true');
    }

    function close() {
        list.hidden = true;
        active = -1;
        box.setAttribute('aria-expanded', 'false');
        box.removeAttribute('aria-activedescendant');
        [...list.children].forEach(option => option.setAttribute('aria-selected', 'false'));
    }

    function go(dataset) {
        location.href = form.dataset.page + encodeURIComponent(dataset.id) + (form.dataset.lang ? `?lang=${form.dataset.lang}` : '');
    }
}
