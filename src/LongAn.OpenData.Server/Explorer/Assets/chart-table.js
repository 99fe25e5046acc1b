// The numbers of a chart, from its table.
const language = document.documentElement.lang === 'vi' ? 'vi-VN' : 'en-GB';
const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
const short = new Intl.NumberFormat(language, { notation: 'compact', compactDisplay: 'long', maximumSignificantDigits: 3 });

// 1.234 as it is, 8,3 tỷ where it is long.
export const say = number => (Math.abs(number) < 1e6 ? whole : short).format(number);

// Numbers that count only have whole ticks.
export const ticksOf = (scale, count) => {
    const ticks = scale.ticks(count);
    return ticks.some(tick => !Number.isInteger(tick)) && scale.domain()[1] <= count ? ticks.filter(Number.isInteger) : ticks;
};

export function read(table, shape) {
    const heads = [...table.tHead.rows[0].querySelectorAll('[data-series]')];
    const drawn = heads.map(head => head.dataset.series === 'drawn');
    const rows = [...table.tBodies[0].rows].map(row => ({
        label: row.querySelector('th').textContent.trim(),
        values: [...row.querySelectorAll('[data-value], .number')].filter((_, at) => drawn[at]).map(cell => cell.dataset.value === undefined ? null : Number(cell.dataset.value)),
        isMissing: row.dataset.missing === 'true',
        from: Number(row.dataset.from),
        to: Number(row.dataset.to),
    }));
    const title = document.getElementById('chart-title').textContent;
    return {
        rows: shape === 'bars' ? rows : rows.filter(row => !row.isMissing),
        series: heads.filter((_, at) => drawn[at]).map(head => head.dataset.title),
        unit: table.dataset.unit ?? '',
        axis: table.dataset.axis,
        said: `${title}. ${table.dataset.see}`,
    };
}

// What the numbers are, with their unit.
export const measureOf = data => data.series.length === 1
    ? data.series[0] + (data.unit ? ` (${data.unit})` : '')
    : data.unit;
