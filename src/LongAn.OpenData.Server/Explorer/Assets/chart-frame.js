// What all drawings have in common.
import { select } from 'd3-selection';

export function frame(plot, data, width, height) {
    return select(plot).append('svg')
        .attr('viewBox', `0 0 ${width} ${height}`).attr('width', width).attr('height', height)
        .attr('role', 'img').attr('aria-label', data.said);
}

// Series differ by pattern as well as by colour.
const strokes = [null, 'M0,6 L6,0', 'M0,3 L6,3', 'M0,0 L6,6', 'M3,0 L3,6', 'M0,0 L6,6 M0,6 L6,0'];

export function patterns(svg, count) {
    const defs = svg.append('defs');
    for (let at = 0; at < count; at++) {
        const pattern = defs.append('pattern').attr('id', `fill-${at}`).attr('class', `series-${at}`)
            .attr('width', 6).attr('height', 6).attr('patternUnits', 'userSpaceOnUse');
        pattern.append('rect').attr('width', 6).attr('height', 6).attr('class', strokes[at] ? 'thin' : 'full');
        if (strokes[at])
            pattern.append('path').attr('d', strokes[at]).attr('class', 'hatch');
    }
}

// Names beside their patterns; nothing where there is one series. Returns the height used.
export function legend(svg, data, width) {
    if (data.series.length < 2)
        return 0;
    let [x, y] = [0, 0];
    data.series.forEach((name, at) => {
        const room = 30 + lengthOf(name, svg.node());
        if (x > 0 && x + room > width)
            [x, y] = [0, y + 24];
        svg.append('rect').attr('x', x + 0.5).attr('y', y + 4.5).attr('width', 16).attr('height', 14).attr('class', `mark series-${at}`).attr('fill', `url(#fill-${at})`);
        svg.append('text').attr('x', x + 22).attr('y', y + 16).text(name);
        x += room + 10;
    });
    return y + 32;
}

const canvas = document.createElement('canvas').getContext('2d');

// How long a text is, in pixels.
export function lengthOf(text, near) {
    const style = getComputedStyle(near);
    canvas.font = `${style.fontSize} ${style.fontFamily}`;
    return canvas.measureText(text).width;
}

// Words on at most so many lines; what is left over ends in an ellipsis.
export function wrap(text, room, most, near) {
    const lines = [''];
    for (const word of text.split(' ')) {
        const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
        if (lengthOf(longer, near) <= room || !lines.at(-1))
            lines[lines.length - 1] = longer;
        else
            lines.push(word);
    }
    const kept = lines.slice(0, most);
    if (lines.length > most)
        kept[most - 1] += '…';
    return kept.map(line => cut(line, room, near));
}

function cut(text, room, near) {
    let kept = text;
    while (kept.length > 1 && lengthOf(kept, near) > room)
        kept = kept.replace(/.…?$/u, '…');
    return kept;
}
