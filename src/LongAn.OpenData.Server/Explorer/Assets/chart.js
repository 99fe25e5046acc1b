// Draws what a table says. The numbers stand in the page, so nothing is asked of the portal, and the table stays for those who do not see
// the drawing. Everything drawn is SVG whose colours are the sheet's: it follows light and dark, and prints sharp.
import { bars } from './chart-bars.js';
import { columns, lines } from './chart-columns.js';
import { read } from './chart-table.js';

// More columns than this are a line.
const mostColumns = 24;

function draw(plot, data) {
    const shape = plot.dataset.chart;
    plot.replaceChildren();
    if (shape === 'bars')
        bars(plot, data);
    else if (shape === 'bins' || (data.series.length === 1 && data.rows.length <= mostColumns))
        columns(plot, data, shape === 'bins');
    else
        lines(plot, data);
}

for (const plot of document.querySelectorAll('.plot[data-table]')) {
    const data = read(document.getElementById(plot.dataset.table), plot.dataset.chart);
    let width = 0;
    new ResizeObserver(() => {
        const now = Math.floor(plot.clientWidth);
        if (now === width || now === 0)
            return;
        width = now;
        draw(plot, data);
    }).observe(plot);
}
