"""The small synthetic city with its layers in every format that careshed reads, and what careshed itself keeps of it.

Each format has a folder with a scenario that is ranked from there; the files that belong to the format are named.
"""

import json
import shutil
import signal
import sys
from pathlib import Path
from typing import Callable, NamedTuple

import format_writers
from bundle import Failed, rows
from kill_resume import Moment, Site, Study

sys.path.append(str(Path(__file__).resolve().parents[1] / "cli"))
from sample_study import shortened, small_study  # noqa: E402

AREAS, STREETS, DEATHS = "synthetic_areas.geojson", "synthetic_streets.geojson", "synthetic_deaths.geojson"
TABLE = 'source = "synthetic_deaths.csv", x = "lon", y = "lat"'
PARTS, TRIES = 3, 20  # of the journal; of a run that is to be killed, and comes to its end instead
DRAWS = ("--draws", "2")
JOURNAL_DRAWS = ("--draws", "12")  # so that there are parts to keep


class Format(NamedTuple):
    """What is written into the city's folder, how the scenario then reads, and which files may be damaged."""

    write: Callable[[Path], None]
    changes: dict[str, str]
    files: str  # a pattern, below the folder
    command: tuple[str, ...] = ("rank", "scenario.toml", *DRAWS)
    can_be_checked: bool = True
    is_own: bool = False  # results do not depend on it


def layers_as(ending: str, driver: str) -> Format:
    """Streets, areas and deaths by one driver."""

    def write(folder: Path) -> None:
        for layer in (AREAS, STREETS, DEATHS):
            format_writers.Gdal().write_layer(folder / layer, folder / f"{Path(layer).stem}.{ending}", driver)

    changes = {AREAS: AREAS.replace("geojson", ending), STREETS: STREETS.replace("geojson", ending),
               TABLE: f'source = "synthetic_deaths.{ending}"'}  # fmt: skip
    if ending == "gdb":  # whose columns have no such names
        changes |= {'from = "from"': 'from = "from_"', 'date = "date"': 'date = "date_"'}
    return Format(write, changes, "*.gdb/*" if ending == "gdb" else f"*.{ending}")


def heights_as(ending: str, driver: str, *creation: str) -> Format:
    def write(folder: Path) -> None:
        format_writers.write_ascii_grid(folder / "grid.asc", -30.02, 39.985)
        if ending == "asc":
            for file in folder.glob("grid.*"):
                file.rename(file.with_stem("heights"))
            return
        format_writers.Gdal().write_raster(folder / "grid.asc", folder / f"heights.{ending}", driver, *creation)

    return Format(write, {"[city]\n": f'[city]\nelevation = {{ source = "heights.{ending}", crs = "EPSG:4326" }}\n'}, "heights.*")


def streets_as(file: str, write: Callable[[Path, Path], None]) -> Format:
    changes = {f'source = "{STREETS}", from = "from", to = "to"': f'osm = "{file}"'}
    return Format(lambda folder: write(folder / STREETS, folder / file), changes, file)


def write_wkt_table(folder: Path) -> None:
    format_writers.Gdal().write_layer(folder / AREAS, folder / "areas.csv", "CSV")


def nothing(_: Path) -> None:
    """The city as `careshed synth` makes it."""


FORMATS = {
    "scenario": Format(nothing, {}, "scenario.toml"),
    "csv": Format(nothing, {}, "synthetic_*.csv"),
    "csv-wkt": Format(write_wkt_table, {f'"{AREAS}"': '"areas.csv", crs = "EPSG:4326"'}, "areas.csv"),
    "geojson": Format(nothing, {TABLE: f'source = "{DEATHS}"'}, "*.geojson"),
    "geopackage": layers_as("gpkg", "GPKG"),
    "shapefile": layers_as("shp", "ESRI Shapefile")._replace(files="*.[sdp][hbr][pxfj]"),
    "flatgeobuf": layers_as("fgb", "FlatGeobuf"),
    "filegdb": layers_as("gdb", "OpenFileGDB"),
    "osm-xml": streets_as("streets.osm", format_writers.write_osm_xml),
    "osm-pbf": streets_as("streets.osm.pbf", lambda layer, file: format_writers.write_osm_pbf(layer, file, False)),
    "osm-pbf-zlib": streets_as("streets.osm.pbf", lambda layer, file: format_writers.write_osm_pbf(layer, file, True)),
    "geotiff": heights_as("tif", "GTiff"),
    "geotiff-deflate": heights_as("tif", "GTiff", "COMPRESS=DEFLATE", "PREDICTOR=2", "TILED=YES"),
    "ascii-grid": heights_as("asc", ""),
    "erdas": heights_as("img", "HFA"),
    "ehdr": heights_as("bil", "EHdr"),
    "cache": Format(nothing, {}, "cache/*.columns", is_own=True),
    "journal": Format(nothing, {}, "out.resume", ("rank", "scenario.toml", *JOURNAL_DRAWS), False, is_own=True),
    "manifest": Format(nothing, {}, "manifest.json", ("rerun", "manifest.json"), False),
}


def write_deaths(folder: Path) -> None:
    """The table of deaths as a layer of points."""
    features = []
    for row in rows(folder / "synthetic_deaths.csv"):
        place = [float(row.pop("lon")), float(row.pop("lat"))]
        features.append({"type": "Feature", "properties": row, "geometry": {"type": "Point", "coordinates": place}})
    (folder / DEATHS).write_text(json.dumps({"type": "FeatureCollection", "features": features}, indent=0))


def first_parts(journal: bytes, parts: int) -> bytes:
    """The journal with its first whole records only; engine/simulate/journal.hpp documents the form."""
    at = len("careshed run journal 1\n") + 64 + 1 + 8
    for _ in range(parts):
        at += 24 + int.from_bytes(journal[at + 8 : at + 16], "little")
    return journal[:at]


def keep_journal(binary: Path, folder: Path, scratch: Path) -> None:
    """A journal as a kill leaves it, in the folder, with the same parts each time."""
    for number in range(TRIES):
        site = Site(scratch / f"killed{number}")
        run = Study(binary, folder / "scenario.toml").start_until(
            site, Moment("simulate", PARTS), "--no-cache", "--threads", "1"
        )
        run.send_signal(signal.SIGKILL)
        run.wait()
        if site.parts() >= PARTS:
            (folder / "out.resume").write_bytes(first_parts(site.journal.read_bytes(), PARTS))
            return
    raise Failed(f"in {TRIES} runs none left {PARTS} parts of a journal")


def city_in(name: str, city: Path, folder: Path) -> Format:
    """Copies the city into the new folder and makes it one of the format."""
    shutil.copytree(city, folder)
    FORMATS[name].write(folder)
    shortened(folder / "scenario.toml", FORMATS[name].changes)
    return FORMATS[name]


def small_city(binary: Path, folder: Path) -> Path:
    """The city that all formats begin with; deaths also as a layer."""
    small_study(str(binary), folder)
    write_deaths(folder)
    return folder
