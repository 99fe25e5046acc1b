// Standing columns for bins and few periods; lines for many periods, or several series.
import { scaleBand, scaleLinear, scalePoint } from 'd3-scale';
import { line } from 'd3-shape';
import { frame, legend, lengthOf, patterns } from './chart-frame.js';
import { measureOf, say, ticksOf } from './chart-table.js';

const height = 340;
const dashes = [null, '7 4', '2 3', '10 3 2 3', '4 2', '1 4'];

export function columns(plot, data, areBins) {
    const values = data.rows.map(row => row.values[0]);
    const { svg, left, right, bottom, y } = axes(plot, data, values.filter(value => value !== null));
    const x = scaleBand(data.rows.map((_, at) => at), [left, right]).paddingInner(areBins ? 0.04 : 0.25).paddingOuter(areBins ? 0 : 0.15);
    const isRoomy = values.every(value => value === null || lengthOf(say(value), plot) < x.step() - 2);
    values.forEach((value, at) => {
        if (value === null)
            return;
        const [head, foot] = value < 0 ? [y(0), y(value)] : [y(value), y(0)];
        svg.append('rect').attr('class', 'mark series-0').attr('fill', 'url(#fill-0)')
            .attr('x', x(at)).attr('width', x.bandwidth()).attr('y', head).attr('height', foot - head)
            .append('title').text(`${data.rows[at].label}: ${say(value)}`);
        if (isRoomy && !areBins)
            svg.append('text').attr('class', 'value').attr('text-anchor', 'middle').attr('x', x(at) + x.bandwidth() / 2).attr('y', head - 6).text(say(value));
    });
    if (areBins)
        names(svg, plot, [...data.rows.map(row => say(row.from)), say(data.rows.at(-1)?.to)], at => left + at * (right - left) / data.rows.length, bottom, left, right);
    else
        names(svg, plot, data.rows.map(row => row.label), at => x(at) + x.bandwidth() / 2, bottom, left, right);
    zero(svg, left, right, y);
}

export function lines(plot, data) {
    const { svg, left, right, bottom, y } = axes(plot, data, data.rows.flatMap(row => row.values).filter(value => value !== null));
    const x = scalePoint(data.rows.map((_, at) => at), [left + 8, right - 8]);
    zero(svg, left, right, y);
    data.series.forEach((name, series) => {
        const points = data.rows.map((row, at) => [at, row.values[series]]);
        svg.append('path').attr('class', `line series-${series}`).attr('stroke-dasharray', dashes[series])
            .attr('d', line().defined(point => point[1] !== null).x(point => x(point[0])).y(point => y(point[1]))(points));
        for (const [at, value] of points.filter(point => point[1] !== null)) {
            svg.append('circle').attr('class', `mark series-${series}`).attr('fill', `url(#fill-${series})`).attr('cx', x(at)).attr('cy', y(value)).attr('r', points.length > 60 ? 2 : 3.5)
                .append('title').text(`${data.rows[at].label}${data.series.length > 1 ? ` · ${name}` : ''}: ${say(value)}`);
        }
    });
    names(svg, plot, data.rows.map(row => row.label), x, bottom, left, right);
}

// Room, the upright axis with its title above it, and the lines across.
function axes(plot, data, values) {
    const width = plot.clientWidth;
    const svg = frame(plot, data, width, height);
    patterns(svg, data.series.length);
    const top = legend(svg, data, width) + 34;
    const bottom = height - 46;
    const y = scaleLinear([Math.min(0, ...values), Math.max(0, ...values) || 1], [bottom, top]).nice(5);
    const ticks = ticksOf(y, 5);
    const left = 10 + Math.max(...ticks.map(tick => lengthOf(say(tick), plot)));
    const right = width - 12;
    for (const tick of ticks) {
        svg.append('line').attr('class', 'grid').attr('x1', left).attr('x2', right).attr('y1', y(tick)).attr('y2', y(tick));
        svg.append('text').attr('class', 'tick').attr('text-anchor', 'end').attr('x', left - 6).attr('y', y(tick) + 4).text(say(tick));
    }
    svg.append('text').attr('class', 'axis-title').attr('x', 0).attr('y', top - 18).text(measureOf(data));
    svg.append('text').attr('class', 'axis-title').attr('text-anchor', 'middle').attr('x', (left + right) / 2).attr('y', height - 6).text(data.axis);
    return { svg, left, right, bottom, y };
}

// As many names below as do not touch each other.
function names(svg, plot, labels, x, bottom, left, right) {
    const widest = Math.max(...labels.map(label => lengthOf(label, plot)));
    const every = Math.max(1, Math.ceil((widest + 14) * labels.length / (right - left)));
    labels.forEach((label, at) => {
        if (at % every === 0)
            svg.append('text').attr('class', 'tick').attr('text-anchor', 'middle').attr('x', x(at)).attr('y', bottom + 18).text(label);
    });
}

function zero(svg, left, right, y) {
    svg.append('line').attr('class', 'zero').attr('x1', left).attr('x2', right).attr('y1', y(0)).attr('y2', y(0));
}
