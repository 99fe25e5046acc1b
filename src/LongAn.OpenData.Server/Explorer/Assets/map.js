// The map of a dataset: points clustered by zoom, read a page at a time from the API within what is shown.
import { control, latLngBounds, map as makeMap, tileLayer } from 'leaflet/dist/leaflet-src.esm.js';
import './map.css';
import { Points } from './map-points.js';
import { Records } from './map-records.js';
import { drawGraticule, drawNames } from './map-ground.js';

const place = document.getElementById('map');
const told = document.getElementById('map-told');
const words = JSON.parse(place.dataset.words);
const names = JSON.parse(place.dataset.names);
const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
const numbers = new Intl.NumberFormat(document.documentElement.lang === 'vi' ? 'vi-VN' : 'en-GB');
const fill = (text, ...values) => text.replace(/\{(\d)\}/g, (_, at) => numbers.format(values[at]));

const map = makeMap(place, {
    zoomControl: false, scrollWheelZoom: false, zoomAnimation: !isStill, fadeAnimation: !isStill, markerZoomAnimation: !isStill, maxZoom: 18, worldCopyJump: true,
    zoomSnap: place.dataset.tiles ? 1 : 0.25, // tiles are drawn for whole zooms only
});
map.attributionControl.setPrefix(false);
control.zoom({ zoomInTitle: words.zoomIn, zoomOutTitle: words.zoomOut }).addTo(map);
// The wheel scrolls the page until somebody is at the map.
map.on('focus click', () => map.scrollWheelZoom.enable());
map.on('blur', () => map.scrollWheelZoom.disable());

if (place.dataset.tiles) {
    const credit = document.createElement('span');
    credit.textContent = place.dataset.credit;
    tileLayer(place.dataset.tiles, { attribution: credit.innerHTML, maxZoom: 19 }).addTo(map);
}

const box = (place.dataset.bbox ?? '').split(',').map(Number);
const first = box.length === 4 ? latLngBounds([box[1], box[0]], [box[3], box[2]]) : null;
map.fitBounds(first ?? [[8, 102], [23.5, 110]], { padding: [40, 32], animate: false, maxZoom: 15 });

const points = new Points(map, place.dataset, words, fill);
const records = new Records(place.dataset, first);
let isFitted = !place.dataset.filtered || place.dataset.limits !== undefined;
let loading = null;

async function load() {
    const shown = map.getBounds();
    if (records.covers(shown))
        return;

    loading?.abort();
    loading = new AbortController();
    told.textContent = words.loading;
    try {
        await records.read(shown, loading.signal, features => {
            points.show(features);
            drawNames(map, names, points.taken);
        });
        told.textContent = records.isWhole ? fill(words.all, records.located) : fill(words.some, records.located, records.total);
        if (!isFitted && records.located > 0) {
            isFitted = true;
            map.fitBounds(records.bounds(), { padding: [40, 32], maxZoom: 15, animate: false });
        }
    } catch (fault) {
        if (fault.name !== 'AbortError')
            told.textContent = words.failed;
    }
}

// The addresses of this extent, to share and to read as a table.
function link() {
    const shown = map.getBounds();
    const extent = [Math.max(-180, shown.getWest()), Math.max(-90, shown.getSouth()), Math.min(180, shown.getEast()), Math.min(90, shown.getNorth())].map(degrees => degrees.toFixed(5)).join(',');
    for (const id of ['map-filter', 'map-records']) {
        const anchor = document.getElementById(id);
        const query = new URLSearchParams(place.dataset.page);
        query.set('bbox', extent);
        anchor.href = `${anchor.dataset.path}?${query}`;
    }
    document.getElementById('map-links').hidden = false;
}

let waiting = 0;
map.on('moveend', () => {
    drawGraticule(map, words);
    points.draw();
    drawNames(map, names, points.taken);
    link();
    clearTimeout(waiting);
    waiting = setTimeout(load, 200);
});
map.fire('moveend');
