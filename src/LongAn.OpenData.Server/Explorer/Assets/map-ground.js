// What lies under the points: lines of latitude and longitude with their degrees, and names of places. None of it is asked of anybody.
import { divIcon, layerGroup, marker, polyline } from 'leaflet/dist/leaflet-src.esm.js';

const steps = [30, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001];
// About so many lines across the map.
const lines = 5;
// The zoom buttons stand in this corner.
const underButtons = 95;
const language = document.documentElement.lang === 'vi' ? 'vi-VN' : 'en-GB';
let graticule = null;
let names = null;

export function drawGraticule(map, words) {
    graticule?.remove();
    graticule = layerGroup().addTo(map);
    const shown = map.getBounds();
    const span = Math.max(shown.getEast() - shown.getWest(), shown.getNorth() - shown.getSouth());
    const step = steps.find(each => span / each >= lines) ?? steps.at(-1);
    const say = new Intl.NumberFormat(language, { maximumFractionDigits: 3 });
    const [south, west, north, east] = [shown.getSouth(), shown.getWest(), shown.getNorth(), shown.getEast()];
    for (let at = Math.ceil(west / step); at * step < east; at++) {
        const degrees = Number((at * step).toFixed(6));
        line([[south, degrees], [north, degrees]]);
        label([south, degrees], [-3, 18], `${say.format(Math.abs(degrees))}° ${degrees < 0 ? words.west : words.east}`);
    }
    for (let at = Math.ceil(south / step); at * step < north; at++) {
        const degrees = Number((at * step).toFixed(6));
        line([[degrees, west], [degrees, east]]);
        if (map.latLngToContainerPoint([degrees, west]).y > underButtons)
            label([degrees, west], [-4, 16], `${say.format(Math.abs(degrees))}° ${degrees < 0 ? words.south : words.north}`);
    }
}

function line(ends) {
    polyline(ends, { className: 'graticule', interactive: false, color: undefined, weight: 1 }).addTo(graticule);
}

function label(at, anchor, text) {
    marker(at, { interactive: false, keyboard: false, pane: 'overlayPane', icon: divIcon({ className: 'degrees', html: written(text), iconSize: null, iconAnchor: anchor }) }).addTo(graticule);
}

// A name stands where its place is, or a little above or below, so that it covers no point and no other name; where there is no room it is left out.
export function drawNames(map, places, points) {
    names?.remove();
    names = layerGroup().addTo(map);
    const taken = [...points];
    for (const [name, longitude, latitude] of places) {
        const at = map.latLngToContainerPoint([latitude, longitude]);
        const half = { halfWidth: name.length * 3.7, halfHeight: 8 };
        const spot = [0, -30, 30, -44, 44].map(up => ({ ...half, x: at.x, y: at.y + up, up })).find(each => !taken.some(other => touches(each, other)));
        if (spot === undefined)
            continue;
        taken.push(spot);
        marker([latitude, longitude], { interactive: false, keyboard: false, pane: 'overlayPane', icon: divIcon({ className: 'place', html: written(name), iconSize: [0, 0], iconAnchor: [0, -spot.up] }) }).addTo(names);
    }
}

const touches = (one, other) => Math.abs(one.x - other.x) < one.halfWidth + other.halfWidth && Math.abs(one.y - other.y) < one.halfHeight + other.halfHeight;

function written(text) {
    const made = document.createElement('span');
    made.textContent = text;
    return made;
}
