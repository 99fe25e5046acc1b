// What pages do beyond reading and following links. Every page works without it.
import './suggest.js';

// "Copy" beside an example.
for (const button of document.querySelectorAll('button[data-copy]')) {
    button.hidden = false;
    button.addEventListener('click', async () => {
        const text = document.getElementById(button.dataset.copy).textContent;
        await navigator.clipboard.writeText(text);
        const label = button.textContent;
        button.textContent = button.dataset.done;
        setTimeout(() => { button.textContent = label; }, 2000);
    });
}

// Filters beside a table stand open where there is room for both.
const filters = document.querySelector('details.filters');
if (filters && matchMedia('(min-width: 62rem)').matches) filters.open = true;
