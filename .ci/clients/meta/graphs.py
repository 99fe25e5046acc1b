"""Checks that the three notations of a resource are one graph, as rdflib reads them: graphs.py FOLDER, with NAME.ttl, NAME.rdf and NAME.jsonld."""
import pathlib
import sys

from rdflib import Graph
from rdflib.compare import isomorphic

folder = pathlib.Path(sys.argv[1])
names = sorted(path.stem for path in folder.glob("*.ttl"))
for name in names:
    turtle, xml, json = (Graph().parse(str(folder / f"{name}.{ending}"), format=form) for ending, form in (("ttl", "turtle"), ("rdf", "xml"), ("jsonld", "json-ld")))
    assert len(turtle) > 50, f"{name}: {len(turtle)} triples"
    assert isomorphic(turtle, xml), f"{name}: Turtle and RDF/XML differ: {list((turtle ^ xml))[:4]}"
    assert isomorphic(turtle, json), f"{name}: Turtle and JSON-LD differ: {list((turtle ^ json))[:4]}"
assert len(names) > 1, names
print(f"{len(names)} resources are one graph each in Turtle, RDF/XML and JSON-LD")
