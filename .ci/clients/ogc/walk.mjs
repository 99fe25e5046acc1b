// Walks every collection of a portal with two clients: node walk.mjs ADDRESS
import assert from 'node:assert/strict';
import { OgcApiEndpoint } from '@camptocamp/ogc-client';
import features from '@ogcapi-js/features';

const root = `${process.argv[2]}/ogc`;
const json = async (address) => (await fetch(address)).json();
const service = new features.FeatureService({ baseUrl: root });
const endpoint = new OgcApiEndpoint(root);

assert.ok(await endpoint.hasFeatures, 'ogc-client finds no features');
assert.ok((await endpoint.conformanceClasses).length > 5);
const { collections } = await service.getCollections();
assert.deepEqual(await endpoint.featureCollections, collections.map(({ id }) => id));

for (const { id } of collections) {
    const { record_count: records, primary_key: key } = await json(`${process.argv[2]}/api/v1/datasets/${id}`);
    const described = await service.getCollection(id);
    assert.equal(described.itemType, 'feature');
    assert.equal((await endpoint.getCollectionInfo(id)).id, id);
    assert.ok((await service.getQueryables(id)).properties.geometry);

    let read = 0;
    let page = await service.getFeatures(id, { limit: 1000 });
    assert.equal(page.numberMatched, records);
    for (;;) {
        read += page.features.length;
        const next = page.links.find(({ rel }) => rel === 'next');
        if (!next) break;
        page = await json(next.href);
    }
    assert.equal(read, records, `@ogcapi-js/features reads ${read} of ${records} ${id}`);

    const [first, second] = await endpoint.getCollectionItems(id, 2);
    const one = await endpoint.getCollectionItem(id, encodeURIComponent(first.id));
    assert.equal(one.properties[key[0]], first.properties[key[0]]);
    assert.deepEqual((await service.getFeature(id, second.id)).geometry, second.geometry);
    console.log(`@ogcapi-js/features and ogc-client walk ${id}: ${records} features`);
}
