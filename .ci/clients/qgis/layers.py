"""Opens every collection of a portal's /ogc with the provider that QGIS reads OGC API - Features by, and compares what it reads with what there is.

QGIS looks at the first ten features to learn what kind of geometry a collection has; where none of them has any it opens a table.
"""

import json
import os
import sys
import urllib.request

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
from qgis.core import Qgis, QgsApplication, QgsFeatureRequest, QgsRectangle, QgsVectorLayer  # noqa: E402

portal = sys.argv[1]
BOX = QgsRectangle(106.4, 10.5, 106.7, 10.9)


def features(name):
    address = f"{portal}/ogc/collections/{name}/items?limit=1000"
    while address:
        with urllib.request.urlopen(address) as answer:
            page = json.load(answer)
        yield from page["features"]
        address = next((link["href"] for link in page["links"] if link["rel"] == "next"), None)


def is_within(feature):
    return feature["geometry"] is not None and BOX.contains(*feature["geometry"]["coordinates"][:2])


def read(layer, request):
    return sum(1 for _ in layer.getFeatures(request))


with urllib.request.urlopen(portal + "/ogc/collections") as answer:
    names = [collection["id"] for collection in json.load(answer)["collections"]]
application = QgsApplication([], False)
application.initQgis()
differing = []
for name in names:
    layer = QgsVectorLayer(f"url='{portal}/ogc' typename='{name}' pageSize='1000'", name, "OAPIF")
    if not layer.isValid():
        sys.exit(f"QGIS cannot open {name}: {layer.error().message()}")

    there = list(features(name))
    found = read(layer, QgsFeatureRequest())
    told = f"QGIS reads {found} of the {len(there)} features of {name}"
    differs = found != len(there)
    if layer.isSpatial():
        expected = sum(map(is_within, there))
        inside = read(QgsVectorLayer(layer.source(), name, "OAPIF"), QgsFeatureRequest(BOX))
        told += f", {inside} of {expected} in a box"
        differs |= inside != expected or layer.crs().authid() != "EPSG:4326"
    else:
        told += ", as a table"
        differs |= any(feature["geometry"] for feature in there[:10])
    print(told)
    if differs:
        differing.append(name)

print(f"QGIS {Qgis.QGIS_VERSION}: " + (", ".join(differing) + " differ" if differing else "all as the portal says"))
sys.stdout.flush()
os._exit(1 if differing else 0)  # QGIS ends its threads after Python has ended, and not always well
