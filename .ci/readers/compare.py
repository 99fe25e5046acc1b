"""Reads the exports of a dataset with readers that nobody here wrote, and says where they differ from the JSON."""
import csv
import datetime
import json
import pathlib
import re
import sqlite3
import subprocess
import sys

import openpyxl
import pandas

folder = pathlib.Path(sys.argv[1])
here = pathlib.Path(__file__).parent
csv.field_size_limit(1 << 24)
records = json.loads((folder / "records.json").read_text("utf-8"))
fields = {field["name"]: field["type"] for field in json.loads(sys.argv[2])}
zone = datetime.timezone(datetime.timedelta(hours=7))
epoch = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
failed = 0


def same(format, rows, equal):
    """Rows are dicts or lists of as many values as records have, in their order."""
    global failed
    wrong = [] if len(rows) == len(records) else [f"{len(rows)} records, {len(records)} in JSON"]
    for number, (row, record) in enumerate(zip(rows, records)):
        values = list(row.values()) if isinstance(row, dict) else list(row)
        for (name, value), got in zip(record.items(), values):
            if not equal(got, value, fields[name]):
                wrong.append(f"record {number + 1}, {name}: {got!r}, {value!r} in JSON")
    for line in wrong[:5]:
        print(f"{format}: {line}")
    failed += len(wrong) > 0
    print(f"{folder.name:24} {format:24} {'differs' if wrong else 'same'}, {len(rows)} records")


def csv_cell(cell, value, kind):
    if value is None or isinstance(value, str):
        return cell == (value or "")
    if isinstance(value, bool):
        return cell == str(value).lower()
    if isinstance(value, (int, float)):
        return type(value)(cell) == value
    return json.loads(cell) == value


def excel_csv_cell(cell, value, kind):
    """As a spreadsheet shows it: the value of ="…", the text behind an apostrophe."""
    formula = re.fullmatch('="(.*)"', cell, re.S)
    shown = formula[1] if formula else cell[1:] if re.match("'[=+\\-@\t\r]", cell) else cell
    guessed = not formula and not cell.startswith("'")
    if isinstance(value, str) and kind in ("string", "yearmonth") and guessed and re.fullmatch(r"[\d.,:/+-]*\d[\d.,:/+\-eE]*", cell):
        return False  # would be taken for a number or a date
    if isinstance(value, str) and guessed and cell[:1] in "=+-@\t\r" and cell:
        return False
    return csv_cell(shown, value, kind)


def unescape(text):
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)


def sheet_cell(cell, value, kind):
    if value is None:
        return cell is None
    if isinstance(cell, datetime.datetime):
        if kind == "date":
            return cell.date().isoformat() == value
        return abs(cell.replace(tzinfo=zone) - datetime.datetime.fromisoformat(value)) < datetime.timedelta(milliseconds=1)
    if isinstance(value, bool) or isinstance(cell, bool):
        return cell is value
    if isinstance(value, (int, float)):
        return cell == str(value) if isinstance(cell, str) else cell == value
    if isinstance(value, str):
        return unescape(cell or "") == value
    return json.loads(cell) == value


def parquet_value(got, value, kind):
    if isinstance(got, dict) and "whole" in got:
        if kind != "time":
            return int(got["whole"]) == value
        return str((datetime.datetime.min + datetime.timedelta(microseconds=int(got["whole"]))).time()).rstrip("0") == value.rstrip("0")
    if isinstance(got, dict) and "milliseconds" in got:
        moment = epoch + datetime.timedelta(milliseconds=got["milliseconds"])
        return moment.date().isoformat() == value if kind == "date" else moment == datetime.datetime.fromisoformat(value)
    return json.loads(got) == value if isinstance(value, (list, dict)) else got == value


def sqlite_value(got, value, kind):
    return json.loads(got) == value if isinstance(value, (list, dict)) else got == value


with open(folder / "records.csv", encoding="utf-8", newline="") as file:
    same("csv, Python", list(csv.DictReader(file, strict=True)), csv_cell)
with open(folder / "excel.csv", encoding="utf-8-sig", newline="") as file:
    same("csv for Excel, Python", list(csv.DictReader(file, strict=True)), excel_csv_cell)
same("ndjson, Python", [json.loads(line) for line in open(folder / "records.ndjson", encoding="utf-8")], lambda got, value, kind: got == value)
frame = pandas.read_csv(folder / "records.csv", dtype=str, keep_default_na=False)
same("csv, pandas", list(frame.itertuples(index=False)), csv_cell)
workbook = openpyxl.load_workbook(folder / "records.xlsx", read_only=False)
if workbook.worksheets[0].freeze_panes != "A2":
    sys.exit("xlsx: the header is not frozen")
same("xlsx, openpyxl", list(workbook.worksheets[0].iter_rows(min_row=2, values_only=True)), sheet_cell)
parquet = json.loads(subprocess.run(["node", here / "parquet.js", folder / "records.parquet"], check=True, capture_output=True).stdout)
same("parquet, hyparquet", parquet["records"], parquet_value)
for name in ("records.sqlite", "whole.sqlite"):
    with sqlite3.connect(folder / name) as database:
        same(f"{name}, sqlite3", [row[1:] for row in database.execute("SELECT * FROM records ORDER BY _row")], lambda got, value, kind: (got == int(value) if isinstance(value, bool) else sqlite_value(got, value, kind)))
if (folder / "records.geojson").exists():
    features = json.loads((folder / "records.geojson").read_text("utf-8"))["features"]
    same("geojson, Python", [feature["properties"] for feature in features], lambda got, value, kind: got == value)
if parquet["facts"]["dataset"] != folder.name:
    sys.exit("parquet: the metadata names another dataset")
sys.exit(1 if failed else 0)
