// Records from the API: the extent that is shown, in pages, up to a bound.
import { latLngBounds } from 'leaflet/dist/leaflet-src.esm.js';

const pageSize = 1000;
// More points than this are not loaded at once: the map says how many there are, and zooming in shows them.
const most = 20000;

export class Records {
    constructor(facts, all) {
        this.address = facts.records;
        // An extent in the address of the page is a filter.
        const limits = (facts.limits ?? '').split(',').map(Number);
        this.limits = limits.length === 4 ? limits : null;
        this.all = this.limits ? latLngBounds([limits[1], limits[0]], [limits[3], limits[2]]) : all;
        this.read_ = null;
        this.features = [];
        this.total = 0;
        this.isWhole = false;
    }

    get located() { return this.features.length; }

    bounds() { return latLngBounds(this.features.map(feature => [feature.geometry.coordinates[1], feature.geometry.coordinates[0]])); }

    // What is shown has been read, and all of it.
    covers(shown) {
        return this.isWhole && this.read_ !== null && (this.read_.contains(shown) || (this.all && this.read_.contains(this.all)));
    }

    async read(shown, signal, give) {
        const extent = shown.pad(0.3);
        let next = this.#first(extent);
        const features = [];
        let total = 0;
        while (next !== null && features.length < most) {
            const answer = await fetch(next, { signal, headers: { Accept: 'application/geo+json' } });
            if (!answer.ok)
                throw new Error(`${answer.status}`);
            total = Number(answer.headers.get('X-Total-Count') ?? total);
            next = /<([^>]*)>; rel="next"/.exec(answer.headers.get('Link') ?? '')?.[1].replace('&count=exact', '') ?? null; // counted once
            features.push(...(await answer.json()).features.map(point).filter(feature => feature !== null));
            this.features = features;
            this.total = Math.max(total, features.length);
            give(features);
        }
        this.isWhole = next === null;
        this.read_ = extent;
    }

    #first(extent) {
        const clamp = (value, bound) => Math.max(-bound, Math.min(bound, value));
        let sides = [clamp(extent.getWest(), 180), clamp(extent.getSouth(), 90), clamp(extent.getEast(), 180), clamp(extent.getNorth(), 90)];
        if (this.limits && this.limits[0] > this.limits[2])
            sides = this.limits;
        else if (this.limits)
            sides = [Math.max(sides[0], this.limits[0]), Math.max(sides[1], this.limits[1]), Math.min(sides[2], this.limits[2]), Math.min(sides[3], this.limits[3])];
        if (sides[0] > sides[2] && !this.limits || sides[1] > sides[3])
            sides = this.limits ?? sides;
        return `${this.address}&bbox=${sides.map(side => side.toFixed(5)).join(',')}&limit=${pageSize}&count=exact`;
    }
}

// A shape is shown at the middle of its box.
function point(feature) {
    if (feature.geometry === null)
        return null;
    if (feature.geometry.type === 'Point')
        return feature;
    const all = flat(feature.geometry.coordinates ?? []);
    if (all.length === 0)
        return null;
    const [x, y] = [0, 1].map(at => (all.reduce((least, each) => Math.min(least, each[at]), Infinity) + all.reduce((most_, each) => Math.max(most_, each[at]), -Infinity)) / 2);
    return { ...feature, geometry: { type: 'Point', coordinates: [x, y] } };
}

const flat = coordinates => typeof coordinates[0] === 'number' ? [coordinates] : coordinates.flatMap(flat);
