"""Checks what the portal says of its CSV files against the files: tables.py PORTAL.

Data Packages against the schema of Data Package v2 beside this file, digests and lengths against the bytes; CSV on the Web against its
vocabulary, the header, and the values as the datatypes are written in XML Schema; Croissant and schema.org for what their readers need.
"""
import csv
import hashlib
import io
import json
import pathlib
import re
import sys
import urllib.request

import jsonschema

portal = sys.argv[1]
schema = json.loads((pathlib.Path(__file__).parent / "datapackage.schema.json").read_text())
jsonschema.Draft7Validator.check_schema(schema)
validator = jsonschema.Draft7Validator(schema)

DATATYPES = {
    "string": r"(?s:.*)",
    "json": r"[\[{].*[\]}]",
    "long": r"[-+]?\d+",
    "double": r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?",
    "boolean": r"true|false",
    "date": r"\d{4}-\d{2}-\d{2}",
    "dateTime": r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[-+]\d{2}:\d{2})?",
    "time": r"\d{2}:\d{2}:\d{2}(\.\d+)?",
    "gYear": r"-?\d{4}",
    "gYearMonth": r"-?\d{4}-\d{2}",
    "duration": r"-?P.+",
}
TABLE = {"@context", "@type", "url", "dialect", "tableSchema", "notes"}
DIALECT = {"encoding", "delimiter", "header", "headerRowCount", "lineTerminators", "quoteChar", "doubleQuote", "skipBlankRows", "skipInitialSpace"}
SCHEMA = {"columns", "primaryKey", "aboutUrl", "rowTitles"}
COLUMN = {"name", "titles", "datatype", "required", "null", "virtual"}


def get(address):
    with urllib.request.urlopen(address) as answer:
        return answer.read(), answer.headers


def own(properties):
    return {name for name in properties if ":" not in name}


def check_package(name):
    package = json.loads(get(f"{portal}/api/v1/datasets/{name}/datapackage.json")[0])
    errors = [f"{list(error.path)}: {error.message}" for error in validator.iter_errors(package)]
    assert not errors, (name, errors)
    for resource in package["resources"]:
        body, _ = get(resource["path"])
        if "hash" in resource:
            assert resource["hash"] == "sha256:" + hashlib.sha256(body).hexdigest(), (name, resource["name"])
            assert resource["bytes"] == len(body), (name, resource["name"])
        header = next(csv.reader(io.StringIO(body.decode("utf-8"))))
        assert header == [field["name"] for field in resource["schema"]["fields"]], (name, resource["name"])


def check_csvw(name, query):
    body, headers = get(f"{portal}/api/v1/datasets/{name}/export.csv{query}")
    link = next(part for part in headers["Link"].split(", <") if 'type="application/csvm+json"' in part)
    metadata = json.loads(get(link.strip("<").split(">")[0])[0])
    assert metadata["url"] == f"{portal}/api/v1/datasets/{name}/export.csv{query}", metadata["url"]
    assert metadata["@context"][0] == "http://www.w3.org/ns/csvw"
    dialect, table = metadata["dialect"], metadata["tableSchema"]
    columns = table["columns"]
    assert own(metadata) <= TABLE and own(dialect) <= DIALECT and own(table) <= SCHEMA, name
    rows = list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline=""), delimiter=dialect["delimiter"]))
    if dialect["header"]:
        titles = [title if isinstance(title, str) else next(iter(title.values())) for title in (column["titles"] for column in columns)]
        assert rows.pop(0) == titles, (name, query)
    assert rows, (name, query)
    for position, column in enumerate(columns):
        assert own(column) <= COLUMN, (name, column["name"])
        assert re.fullmatch(r"([A-Za-z0-9]|%[0-9A-F]{2})([A-Za-z0-9_.]|%[0-9A-F]{2})*", column["name"]), column["name"]
        datatype = column["datatype"] if isinstance(column["datatype"], str) else column["datatype"]["base"]
        pattern = re.compile(DATATYPES[datatype])
        for row in rows:
            value = row[position]
            assert pattern.fullmatch(value) if value else not column.get("required"), (name, column["name"], value)
    if "primaryKey" in table:
        key = [[column["name"] for column in columns].index(field) for field in table["primaryKey"]]
        assert len({tuple(row[position] for position in key) for row in rows}) == len(rows), name


def check_croissant(name):
    croissant = json.loads(get(f"{portal}/api/v1/datasets/{name}/croissant.jsonld")[0])
    assert croissant["conformsTo"] == "http://mlcommons.org/croissant/1.0" and croissant["@type"] == "sc:Dataset"
    (file,) = croissant["distribution"]
    body, _ = get(file["contentUrl"])
    assert file["sha256"] == hashlib.sha256(body).hexdigest(), name
    header = next(csv.reader(io.StringIO(body.decode("utf-8"))))
    assert header == [field["source"]["extract"]["column"] for field in croissant["recordSet"][0]["field"]], name
    assert all(field["source"]["fileObject"]["@id"] == file["@id"] for field in croissant["recordSet"][0]["field"])


def check_schema_org(name):
    dataset = json.loads(get(f"{portal}/api/v1/datasets/{name}/schema-org.jsonld")[0])
    assert dataset["@context"] == "https://schema.org/" and dataset["@type"] == "Dataset"
    assert dataset["name"] and 50 <= len(dataset["description"]) <= 5000, (name, len(dataset["description"]))
    assert all(download["contentUrl"] and download["encodingFormat"] for download in dataset["distribution"])
    assert dataset["license"] and dataset["creator"]["name"], name


names = [dataset["id"] for dataset in json.loads(get(f"{portal}/api/v1/datasets")[0])["data"]]
for name in names:
    for query in ("", "?delimiter=semicolon&header=titles_vi", "?header=none&delimiter=tab"):
        check_csvw(name, query)
    check_package(name)
    check_croissant(name)
    check_schema_org(name)
check_csvw("districts", "?fields=name_vi,code&code__in=794,802")
check_csvw("communes", "?expand=district_code&header=titles_en&bom=true")
print(f"{len(names)} datasets are what their Data Package, CSV on the Web, Croissant and schema.org say")
