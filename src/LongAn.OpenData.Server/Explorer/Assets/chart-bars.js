// Lying bars: their labels can be read at any width. On a phone a label stands above its bar.
import { scaleLinear } from 'd3-scale';
import { frame, legend, lengthOf, patterns, wrap } from './chart-frame.js';
import { measureOf, say, ticksOf } from './chart-table.js';

const bar = 20;
const gap = 12;

export function bars(plot, data) {
    const width = plot.clientWidth;
    const isWide = width >= 560;
    const longest = Math.max(...data.rows.map(row => lengthOf(row.label, plot)));
    const left = isWide ? Math.min(longest + 12, width * 0.36) : 0;
    const right = 14 + Math.max(...data.rows.flatMap(row => row.values).map(value => lengthOf(value === null ? '' : say(value), plot)));
    const labels = data.rows.map(row => wrap(row.label, isWide ? left - 12 : width, 2, plot));
    const heights = labels.map(lines => isWide ? Math.max(bar * data.series.length, lines.length * 16) + gap : lines.length * 18 + bar * data.series.length + gap);
    const svg = frame(plot, data, width, 10);
    patterns(svg, data.series.length);
    const top = legend(svg, data, width) + 4;
    const bottom = top + heights.reduce((sum, height) => sum + height, 0);
    svg.attr('height', bottom + 42).attr('viewBox', `0 0 ${width} ${bottom + 42}`);

    const values = data.rows.flatMap(row => row.values).filter(value => value !== null);
    const x = scaleLinear([Math.min(0, ...values), Math.max(0, ...values) || 1], [left, width - right]);
    for (const tick of ticksOf(x, Math.max(2, Math.floor((width - left) / 130)))) {
        svg.append('line').attr('class', 'grid').attr('x1', x(tick)).attr('x2', x(tick)).attr('y1', top).attr('y2', bottom);
        svg.append('text').attr('class', 'tick').attr('x', x(tick)).attr('y', bottom + 16).attr('text-anchor', x(tick) < 20 ? 'start' : 'middle').text(say(tick));
    }
    svg.append('text').attr('class', 'axis-title').attr('x', left).attr('y', bottom + 36).text(measureOf(data));

    let y = top;
    data.rows.forEach((row, at) => {
        const lines = labels[at];
        const first = isWide ? y + (heights[at] - gap - lines.length * 16) / 2 + 13 : y + 13;
        lines.forEach((line, i) => svg.append('text').attr('x', isWide ? left - 10 : 0).attr('y', first + i * (isWide ? 16 : 18)).attr('text-anchor', isWide ? 'end' : 'start').text(line));
        const from = isWide ? y + (heights[at] - gap - bar * data.series.length) / 2 : y + lines.length * 18;
        row.values.forEach((value, series) => value !== null && mark(svg, x, row, value, series, from + series * bar, data));
        y += heights[at];
    });
    svg.append('line').attr('class', 'zero').attr('x1', x(0)).attr('x2', x(0)).attr('y1', top).attr('y2', bottom);
}

function mark(svg, x, row, value, series, y, data) {
    const [from, to] = value < 0 ? [x(value), x(0)] : [x(0), x(value)];
    svg.append('rect').attr('class', `mark series-${series}${row.isMissing ? ' missing' : ''}`).attr('fill', `url(#fill-${series})`)
        .attr('x', from).attr('y', y + 1).attr('width', Math.max(1, to - from)).attr('height', bar - 3)
        .append('title').text(`${row.label}${data.series.length > 1 ? ` · ${data.series[series]}` : ''}: ${say(value)}`);
    svg.append('text').attr('class', 'value').attr('x', to + 6).attr('y', y + bar / 2 + 4).text(say(value));
}
