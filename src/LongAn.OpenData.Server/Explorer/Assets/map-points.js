// Points on the map, clustered by zoom. All that comes from records is written as text, never as markup.
import { divIcon, layerGroup, marker, popup } from 'leaflet/dist/leaflet-src.esm.js';
import Supercluster from 'supercluster';

const mostListed = 50;
const language = document.documentElement.lang === 'vi' ? 'vi-VN' : 'en-GB';
const [whole, short] = [new Intl.NumberFormat(language), new Intl.NumberFormat(language, { notation: 'compact', maximumSignificantDigits: 3 })];
// As much as there is room for.
const say = count => (count < 10000 ? whole : short).format(count);

export class Points {
    constructor(map, facts, words, fill) {
        Object.assign(this, { map, facts, words, fill });
        this.layer = layerGroup().addTo(map);
        this.index = null;
        this.taken = [];
        this.opener = null;
        map.on('popupclose', () => this.#return());
        map.getContainer().addEventListener('keydown', event => event.key === 'Escape' && map.closePopup());
    }

    show(features) {
        this.index = new Supercluster({ radius: 56, extent: 256, maxZoom: 17 }).load(features);
        this.draw();
    }

    draw() {
        if (this.index === null)
            return;
        const shown = this.map.getBounds().pad(0.02);
        const focused = document.activeElement?.dataset.place;
        this.layer.clearLayers();
        this.taken = [];
        for (const group of this.index.getClusters([shown.getWest(), shown.getSouth(), shown.getEast(), shown.getNorth()], Math.floor(this.map.getZoom())))
            this.#mark(group);
        this.#find(focused)?.focus({ preventScroll: true });
    }

    #mark(group) {
        const [longitude, latitude] = group.geometry.coordinates;
        const count = group.properties.cluster ? group.properties.point_count : 1;
        const size = count === 1 ? 24 : Math.min(54, 25 + 6.5 * Math.log10(count));
        const text = document.createElement('span');
        text.textContent = count === 1 ? '' : say(count);
        const told = this.fill(this.words.cluster, count);
        const title = count === 1 ? this.#nameOf(group) : told.includes(text.textContent) ? told : `${text.textContent}: ${told}`;
        const made = marker([latitude, longitude], { title, keyboard: true, autoPanOnFocus: false, icon: divIcon({ className: count === 1 ? 'point' : 'cluster', html: text, iconSize: [size, size] }) }).addTo(this.layer);
        const element = made.getElement();
        element.setAttribute('aria-label', title);
        element.dataset.place = `${longitude},${latitude}`;
        const at = this.map.latLngToContainerPoint([latitude, longitude]);
        this.taken.push({ x: at.x, y: at.y, halfWidth: size / 2 + 2, halfHeight: size / 2 + 2 });
        made.on('click', () => this.#open(group, [latitude, longitude]));
        made.on('keydown', event => {
            if (event.originalEvent.key === 'Enter' || event.originalEvent.key === ' ') {
                event.originalEvent.preventDefault();
                this.#open(group, [latitude, longitude]);
            }
        });
    }

    // A cluster opens by zooming in; where that would not part it, by a list.
    #open(group, at) {
        if (!group.properties.cluster) {
            this.#popup(at, [group]);
            return;
        }
        const zoom = this.index.getClusterExpansionZoom(group.properties.cluster_id);
        if (zoom <= 17)
            this.map.setView(at, Math.min(zoom, this.map.getMaxZoom()));
        else
            this.#popup(at, this.index.getLeaves(group.properties.cluster_id, mostListed), group.properties.point_count);
    }

    #popup(at, features, count = 1) {
        this.opener = `${at[1]},${at[0]}`;
        const content = document.createElement('div');
        if (count > 1)
            content.append(element('strong', this.fill(this.words.here, count)));
        const list = document.createElement(count > 1 ? 'ul' : 'div');
        for (const feature of features) {
            const item = document.createElement(count > 1 ? 'li' : 'p');
            const link = element('a', this.#nameOf(feature));
            if (feature.id !== undefined) {
                link.href = this.#address(feature.id);
                item.append(link);
            } else
                item.append(link.textContent);
            list.append(item);
        }
        content.append(list);
        content.append(element('p', `${at[0].toFixed(5)}, ${at[1].toFixed(5)}`));
        const opened = popup({ maxWidth: 280 }).setLatLng(at).setContent(content).openOn(this.map);
        const close = opened.getElement()?.querySelector('.leaflet-popup-close-button');
        close?.setAttribute('aria-label', this.words.close);
        content.querySelector('a[href]')?.focus({ preventScroll: true });
    }

    // Whoever closes a popup by the keyboard is where it was opened from.
    #return() {
        if (document.activeElement !== document.body && !document.activeElement?.closest('.leaflet-popup'))
            return;
        (this.#find(this.opener) ?? this.map.getContainer()).focus({ preventScroll: true });
    }

    #find(place) { return place ? this.map.getPane('markerPane').querySelector(`[data-place="${CSS.escape(place)}"]`) : null; }

    #nameOf(feature) {
        const name = this.facts.label ? feature.properties[this.facts.label] : null;
        return String(name ?? feature.id ?? '–');
    }

    // The id of a key of several fields has its escapes already.
    #address(id) {
        const query = new URLSearchParams(location.search).get('lang');
        return `${this.facts.record}/${this.facts.composite ? id : encodeURIComponent(id)}${query ? `?lang=${encodeURIComponent(query)}` : ''}`;
    }
}

function element(name, text) {
    const made = document.createElement(name);
    made.textContent = text;
    return made;
}
