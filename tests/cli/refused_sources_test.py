#!/usr/bin/env python3
"""Sources that no library may open or evaluate are refused at once, with a remedy: pipes, views, computed columns.

Pipes cannot be checked in, and a GeoPackage is made here so that what stands in it can be read here.

usage: refused_sources_test.py CARESHED ROOT
"""

import os
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

INPUT = 3
SECONDS = 60  # a command that waits for a pipe would wait for ever
SCENARIO = """schema = 1
name = "Tiny"
[city]
name = "Tiny (made up)"
streets = { source = "streets.geojson" }
areas = { source = "areas.geojson", id = "id", population = "population" }
incidents = { source = "deaths.csv", x = "lon", y = "lat", date = "date", years = [2021, 2022] }
[candidates]
source = "places.csv"
x = "lon"
y = "lat"
id = "id"
name = "name"
[run]
draws = 4
"""
PLACES = 'source = "places.csv"\n'
CONTENTS = """
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
    organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT, description TEXT,
    last_change TEXT, min_x REAL, min_y REAL, max_x REAL, max_y REAL, srs_id INTEGER);
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,
    geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL);
CREATE TABLE plain (fid INTEGER PRIMARY KEY, id TEXT, name TEXT, lon REAL, lat REAL);
INSERT INTO plain VALUES (1, 'a', 'First Library', -29.9988, 40.0019);
CREATE VIEW shown AS SELECT * FROM plain;
CREATE TABLE computed (fid INTEGER PRIMARY KEY, id TEXT, name TEXT AS (upper(id)), lon REAL, lat REAL);
CREATE VIRTUAL TABLE virtual USING rtree (id, west, east, south, north);
"""


def write_geopackage(file: Path) -> None:
    with sqlite3.connect(file) as database:
        database.executescript(CONTENTS)
        for table in ("plain", "shown", "computed", "virtual"):
            database.execute("INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES (?, 'attributes', ?)",
                             (table, table))  # fmt: skip
        database.execute("PRAGMA application_id = 0x47504B47")
        database.execute("PRAGMA user_version = 10300")
    database.close()


def said_of(program: str, folder: Path, data: Path, scenario: str) -> str:
    """What `check` writes on standard error, after its exit code."""
    file = folder / "scenario.toml"
    file.write_text(scenario)
    done = subprocess.run([program, "check", str(file), "--data", str(data), "--no-cache"], check=False, text=True,
                          stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS)  # fmt: skip
    return f"{done.returncode}: {done.stderr.strip()}"


def made_pipes(folder: Path) -> dict[str, str]:
    """Scenarios that name a pipe, each with what is said of it."""
    os.mkfifo(folder / "pipe")
    os.mkfifo(folder / "heights.tif")
    os.mkfifo(folder / "city.osm.pbf")
    (folder / "tables").mkdir()
    os.mkfifo(folder / "tables" / "more.csv")
    (folder / "places.shp").touch()
    os.mkfifo(folder / "places.dbf")
    itself, within = "it is a pipe, socket or device", "the folder holds a pipe, socket or device, more.csv"
    beside = "beside it lies a pipe, socket or device, places.dbf"
    streets = 'streets = { source = "streets.geojson" }\n'
    return {
        SCENARIO.replace(PLACES, f'source = "{folder}/pipe"\n'): itself,
        SCENARIO.replace(PLACES, 'source = "/dev/zero"\n'): itself,
        SCENARIO.replace(streets, f'streets = {{ source = "{folder}/pipe" }}\n'): itself,
        SCENARIO.replace(streets, f'streets = {{ osm = "{folder}/city.osm.pbf" }}\n'): itself,
        SCENARIO.replace(streets, f'{streets}elevation = {{ source = "{folder}/heights.tif" }}\n'): itself,
        SCENARIO.replace(PLACES, f'source = "{folder}/tables"\n'): within,
        SCENARIO.replace(PLACES, f'source = "{folder}/places.shp"\n'): beside,
    }


def of_table(folder: Path, table: str) -> str:
    return SCENARIO.replace(PLACES, f'source = "{folder}/city.gpkg"\nlayer = "{table}"\n')


def main(program: str, root: str) -> int:
    data = Path(root) / "tests" / "cli" / "broken" / "base"
    failures = 0
    with tempfile.TemporaryDirectory() as name:
        folder, tables = Path(name) / "pipes", Path(name) / "tables"
        folder.mkdir()
        tables.mkdir()
        write_geopackage(tables / "city.gpkg")
        expected = made_pipes(folder)
        expected[of_table(tables, "shown")] = "it is a view, which computes while it is read"
        expected[of_table(tables, "virtual")] = "it is a virtual table, which computes while it is read"
        expected[of_table(tables, "computed")] = 'its column "name" is computed while it is read'
        for scenario, text in expected.items():
            said = said_of(program, folder, data, scenario)
            holds = said.startswith(f"{INPUT}: ") and text in said and "(hint: " in said
            failures += not holds
            print("ok    " if holds else "FAILED", text, "" if holds else said)
        said = said_of(program, folder, data, of_table(tables, "plain"))
        holds = said.startswith("0: ")
        failures += not holds
        print("ok    " if holds else "FAILED", "a table that is one is read", said)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
