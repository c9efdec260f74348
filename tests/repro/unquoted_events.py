"""Whatever is wrong with a record of incidents, no message, result, cache or journal quotes an event's row.

The record holds values that stand nowhere else: an id, a remark, a day and a place of its own in each row. It is broken
in ways that people break records, then by chance in every format; all that the command says and writes is searched.

usage: unquoted_events.py BINARY [--keep DIR]
"""

import csv
import io
import json
import os
import random
import signal
import struct
import sys
import tempfile
from pathlib import Path
from typing import Callable, NamedTuple

import format_writers
from bundle import Failed
from city_formats import AREAS, DRAWS, TABLE, small_city
from kill_resume import Moment, Site, Study
from mutated_inputs import SECONDS, Ended, ended
from mutations import damaged
from sample_study import shortened

IS_LONG = os.environ.get("CARESHED_LONG") == "1"
RECORDS = 300 if IS_LONG else 60  # broken in one way each
RANKED_EVERY = 1 if IS_LONG else 15
SEED = 20261130
LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
WINDOW = 6  # characters of a word that tell it
RANKING_SECONDS = 30  # of the processor: only for what hangs
YEARS = ("years = [2021, 2024], holdout = [2025, 2025]", "years = [2001, 2004], holdout = [2005, 2005]")
HEADER = ["date", "sex", "community", "case_id", "remark", "lon", "lat", "deaths", "fatal", "area"]
DRIVERS = {"gpkg": "GPKG", "shp": "ESRI Shapefile", "fgb": "FlatGeobuf", "csv": "CSV", "geojson": ""}


class Record:
    """The rows of the record and what would tell any of them."""

    def __init__(self, city: Path, chance: random.Random):
        with (city / "synthetic_deaths.csv").open(newline="") as text:
            deaths = list(csv.DictReader(text))
        area = json.loads((city / AREAS).read_text())["features"][0]["properties"]["id"]
        days = chance.sample(range(1, 29 * 12), len(deaths))
        self.rows = []
        for death, day in zip(deaths, days):
            date = f"20{int(death['date'][2:4]) - 20:02d}-{day // 29 + 1:02d}-{max(1, day % 29):02d}"
            words = ["".join(chance.choices(LETTERS, k=12)) for _ in range(2)]
            place = [death[axis] + "".join(chance.choices("123456789", k=5)) for axis in ("lon", "lat")]
            self.rows.append([date, death["sex"], death["community"], *words, *place, "1", "yes", area])
        self.words = {word[at : at + WINDOW].lower() for row in self.rows for word in row[3:5] for at in range(13 - WINDOW)}
        self.words |= {shown for row in self.rows for shown in (row[0], row[0].replace("-", "/"), row[0].replace("-", ""))}
        self.words |= {place.lstrip("-")[: place.index(".") + 7] for row in self.rows for place in row[5:7]}
        self.doubles = {struct.pack("<d", float(place)) for row in self.rows for place in row[5:7]}

    def told_by(self, data: bytes) -> list[str]:
        """What of the record stands in the bytes, as its kind only."""
        text = data.decode("latin-1").lower()
        found = sorted(word for word in self.words if word in text)
        return found[:3] + ["a place in binary" for _ in range(any(double in data for double in self.doubles))]


def as_text(table: list[list[str]], delimiter: str = ",") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(table)
    return out.getvalue().encode()


def in_cells(column: str, change: Callable[[str], str], every: int = 3) -> Callable[[list[list[str]]], bytes]:
    """The table with every so many cells of a column changed."""
    at = HEADER.index(column)

    def break_table(table: list[list[str]]) -> bytes:
        for row in table[1::every]:
            row[at] = change(row[at])
        return as_text(table)

    return break_table


def swapped(table: list[list[str]]) -> bytes:
    return as_text([[*row[:5], row[6], row[5], *row[7:]] for row in table])


TABLES = {
    "letters in coordinates": in_cells("lon", lambda text: text + "x"),
    "coordinates in words": in_cells("lat", lambda text: "about " + text),
    "degrees and minutes": in_cells("lon", lambda text: text.replace(".", "d ")),
    "coordinates times a thousand": in_cells("lat", lambda text: text.replace(".", "")),
    "coordinates far away": in_cells("lon", lambda text: text.replace("-30", "-31")),
    "one coordinate empty": in_cells("lon", lambda text: ""),
    "longitude and latitude swapped": swapped,
    "days in another order": in_cells("date", lambda text: "/".join(reversed(text.split("-")))),
    "days that are none": in_cells("date", lambda text: text[:5] + "13-" + text[5:]),
    "words after days": in_cells("date", lambda text: text + " or so"),
    "no dash in days": in_cells("date", lambda text: text.replace("-", "")),
    "some days empty": in_cells("date", lambda text: "", 2),
    "not UTF-8": lambda table: as_text(table).replace(b",yes", b"\xff,yes", 3),
    "zero bytes": lambda table: as_text(table).replace(b",yes", b"\0,yes", 3),
    "a quote that is never closed": lambda table: as_text(table).replace(b",yes", b",\"yes", 1),
    "no header": lambda table: as_text(table[1:]),
    "a title above the header": lambda table: b"Deaths of the city\n" + as_text(table),
    "the header in the middle": lambda table: as_text([*table[1:9], table[0], *table[9:]]),
    "semicolons": lambda table: as_text(table, ";"),
    "tabs": lambda table: as_text(table, "\t"),
    "rows moved by a column": lambda table: as_text([table[0], *(["", *row] for row in table[1:])]),
    "old ends of lines": lambda table: as_text(table).replace(b"\n", b"\r"),
    "every row on one line": lambda table: as_text(table).replace(b"\n", b","),
    "rows twice": lambda table: as_text([table[0], *table[1:], *table[1:]]),
}
INCIDENTS = 'date = "date", fatal = "all"'
SCENARIOS = {
    "a date column of ids": {INCIDENTS: 'date = "case_id", fatal = "all"'},
    "a fatal column of remarks": {INCIDENTS: 'date = "date", fatal = "remark"'},
    "a count column of remarks": {INCIDENTS: f'{INCIDENTS}, count = "remark"'},
    "an area column of remarks": {f'{TABLE}, ': f'{TABLE.split(",")[0]}, area = "remark", '},
    "coordinates from remarks": {'x = "lon", y = "lat", date': 'x = "remark", y = "case_id", date'},
    "coordinates from days": {'x = "lon", y = "lat", date': 'x = "date", y = "lat", date'},
    "groups of remarks": {'groups = ["sex", "community"]': 'groups = ["remark"]'},
    "another coordinate system": {f"{TABLE}, ": f'{TABLE}, crs = "EPSG:26916", '},
    "a column that is not there": {INCIDENTS: 'date = "day", fatal = "all"'},
    "a filter that keeps nothing": {f"{TABLE}, ": f"{TABLE}, where = \"sex = 'X'\", "},
    "a filter that is none": {f"{TABLE}, ": f'{TABLE}, where = "remark LIKE", '},
    "other years": {YEARS[1]: "years = [2011, 2014]"},
}


class Broken(NamedTuple):
    """One way to break the record: of its table, of the scenario's keys, or by chance in a format."""

    title: str
    write: Callable[[Path], None]


def put(folder: Path, data: bytes, changes: dict[str, str]) -> None:
    (folder / "synthetic_deaths.csv").write_bytes(data)
    shortened(folder / "scenario.toml", changes)


def write_layer(folder: Path, table: list[list[str]], ending: str) -> list[Path]:
    """The record as a layer of points; its files."""
    features = [{"type": "Feature", "properties": dict(zip(HEADER, row)),
                 "geometry": {"type": "Point", "coordinates": [float(row[5]), float(row[6])]}} for row in table[1:]]  # fmt: skip
    layer = folder / "deaths.geojson"
    layer.write_text(json.dumps({"type": "FeatureCollection", "features": features}, indent=0))
    if ending != "geojson":
        format_writers.Gdal().write_layer(layer, folder / f"deaths.{ending}", DRIVERS[ending])
        layer.unlink()
    crs = ', crs = "EPSG:4326"' if ending == "csv" else ""
    shortened(folder / "scenario.toml", {TABLE: f'source = "deaths.{ending}"{crs}'})
    return sorted(folder.glob("deaths.*"))


def ways(record: Record, chance: random.Random) -> list[Broken]:
    """As many as are asked for; those that people break records by come first."""
    table = [HEADER, *record.rows]
    found = [Broken(title, lambda folder, b=break_table: put(folder, b([list(row) for row in table]), {}))
             for title, break_table in TABLES.items()]  # fmt: skip
    found += [Broken(title, lambda folder, c=changes: put(folder, as_text(table), c)) for title, changes in SCENARIOS.items()]
    while len(found) < RECORDS:
        ending, seed = chance.choice(list(DRIVERS)), len(found)

        def write(folder: Path, ending: str = ending, seed: int = seed) -> None:
            file = random.Random(seed).choice(write_layer(folder, table, ending))
            file.write_bytes(damaged(file.read_bytes(), random.Random(seed))[0])

        found.append(Broken(f"damage number {seed} of a layer in {ending}", write))
    return found


class Test:
    def __init__(self, binary: Path, folder: Path):
        self.binary, self.folder, self.failures, self.codes = binary, folder, 0, {}
        chance = random.Random(SEED)
        self.city = small_city(binary, folder / "city")
        shortened(self.city / "scenario.toml", {YEARS[0]: YEARS[1]})
        self.record = Record(self.city, chance)
        put(self.city, as_text([HEADER, *self.record.rows]), {})
        self.ways = ways(self.record, chance)

    def claim(self, text: str, holds: bool) -> None:
        print(f"{'holds ' if holds else 'FAILED'}  {text}", flush=True)
        self.failures += not holds

    def copied(self, name: str) -> Path:
        """The city without its other layers of the record."""
        folder = self.folder / name
        folder.mkdir()
        for file in self.city.iterdir():
            if file.name != "synthetic_deaths.geojson":
                (folder / file.name).write_bytes(file.read_bytes())
        return folder

    def told(self, run: Ended, results: Path) -> list[str]:
        told = [f"a message: {word}" for word in self.record.told_by(run.said.encode())]
        for file in sorted(file for file in results.rglob("*") if file.is_file()) if results.exists() else []:
            told += [f"{file.name}: {word}" for word in self.record.told_by(file.read_bytes())]
        return told

    def try_way(self, number: int, broken: Broken) -> None:
        folder = self.copied(f"broken{number}")
        broken.write(folder)
        results = self.folder / f"results{number}"
        results.mkdir()
        check = [str(self.binary), "check", "scenario.toml", "--cache", str(results / "cache")]
        run = ended(check, folder, SECONDS)
        told = self.told(run, results)
        if run.code == 0 and number % RANKED_EVERY == 0:
            rank = [str(self.binary), "rank", "scenario.toml", *DRAWS, "-v", "--cache", str(results / "cache"), "-o", str(results / "out")]
            run = ended(rank, folder, RANKING_SECONDS)
            told += self.told(run, results)
        self.codes[run.code] = self.codes.get(run.code, 0) + 1
        if told:
            self.claim(f"{broken.title} (exit code {run.code}) quotes {told}", False)

    def try_kill(self) -> None:
        """What is left of a run that is killed."""
        site = Site(self.folder / "killed")
        run = Study(self.binary, self.city / "scenario.toml").start_until(site, Moment("simulate", 2), "--no-cache")
        run.send_signal(signal.SIGKILL)
        run.wait()
        said = Ended(run.returncode, site.reported.read_text(), 0, 0)
        self.claim(f"what a killed run leaves quotes nothing: {site.names()}", not self.told(said, site.out.parent))

    def finish(self) -> int:
        shown = ", ".join(f"{count} with {code}" for code, count in sorted(self.codes.items()))
        self.claim(f"{len(self.ways)} broken records are quoted nowhere; the command ends {shown}", self.failures == 0)
        whole = (self.city / "synthetic_deaths.csv").read_bytes()
        self.claim("the whole record would be found (or this tests nothing)", len(self.record.told_by(whole)) == 3)
        return 1 if self.failures else 0


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="careshed-") as name:
        folder = Path(sys.argv[sys.argv.index("--keep") + 1]).resolve() if "--keep" in sys.argv else Path(name)
        folder.mkdir(exist_ok=True)
        test = Test(Path(sys.argv[1]).resolve(), folder)
        for number, broken in enumerate(test.ways):
            test.try_way(number, broken)
        test.try_kill()
        return test.finish()


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failed as failure:
        print(failure)
        sys.exit(1)
