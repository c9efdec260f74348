"""The files of a public run disclose no single death: no place, no date, no count of 1 to 10 of an area or a label.

usage: privacy.py BINARY SCENARIO_FOLDER
"""

import json
import os
import re
import sqlite3
import struct
import sys
import tempfile
from collections import Counter
from pathlib import Path

from bundle import careshed, inside, rows

SMALLEST = 11
DRAWS = "10" if os.environ.get("CARESHED_LONG") == "1" else "4"


def claim(text: str, holds: bool) -> int:
    print(f"{'holds ' if holds else 'FAILED'}  {text}")
    return 0 if holds else 1


class Record:
    """The recorded deaths of the fitted years, read without the program."""

    def __init__(self, folder: Path, first: int, last: int):
        self.deaths = [row for row in rows(folder / "synthetic_deaths.csv")]
        self.fitted = [d for d in self.deaths if first <= int(d["date"][:4]) <= last]
        areas = json.loads((folder / "synthetic_areas.geojson").read_text())["features"]
        self.by_district: Counter = Counter()
        for death in self.fitted:
            x, y = float(death["lon"]), float(death["lat"])
            for area in areas:
                if inside(area["geometry"]["coordinates"][0], x, y):
                    self.by_district[area["properties"]["district"]] += 1
                    break


def numbers(text: str) -> list[str]:
    return re.findall(r"-?\d+\.\d{4,}", text)


def pairs_of_doubles(file: Path):
    """Every pair of doubles that stands together in a geometry of a GeoPackage."""
    with sqlite3.connect(file) as db:
        tables = db.execute("select table_name, column_name from gpkg_geometry_columns").fetchall()
        for table, column in tables:
            for (blob,) in db.execute(f'select "{column}" from "{table}"'):
                for at in range(0, len(blob or b"") - 15):
                    yield struct.unpack_from("<dd", blob, at)


def tells_places(out: Path, record: Record) -> list[str]:
    # In text a place given to a metre counts; in geometries, where streets have corners, only the very place does.
    to_a_metre = {(f"{float(d['lon']):.5f}", f"{float(d['lat']):.5f}") for d in record.deaths}
    exact = {(float(d["lon"]), float(d["lat"])) for d in record.deaths}
    dates = {d["date"][:10] for d in record.deaths}
    found = []
    for file in (f for f in out.rglob("*") if f.is_file()):
        if file.suffix == ".gpkg":
            reported = sum((round(x, 7), round(y, 7)) in exact for x, y in pairs_of_doubles(file) if abs(x) < 180 and abs(y) < 90)
            if reported:
                found.append(f"{file.name}: {reported} places of deaths")
            continue
        for line in file.read_text(encoding="utf-8").splitlines():
            here = [f"{float(n):.5f}" for n in numbers(line)]
            reported = to_a_metre.intersection(zip(here, here[1:]))
            if reported or dates.intersection(re.findall(r"\d{4}-\d{2}-\d{2}", line)):
                found.append(f"{file.name}: {line[:60]}")
    return found


def rings_of(geometry: bytes) -> list[list[tuple[float, float]]]:
    """All rings of a GeoPackage multipolygon, outer and inner alike."""
    at = 8 + {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}[geometry[3] >> 1 & 7]
    rings = []
    (polygons,) = struct.unpack_from("<I", geometry, at + 5)
    at += 9
    for _ in range(polygons):
        (count,) = struct.unpack_from("<I", geometry, at + 5)
        at += 9
        for _ in range(count):
            (points,) = struct.unpack_from("<I", geometry, at)
            flat = struct.unpack_from(f"<{2 * points}d", geometry, at + 4)
            rings.append(list(zip(flat[::2], flat[1::2])))
            at += 4 + 16 * points
    return rings


def small_rings(access: Path, record: Record) -> list[tuple[str, str]]:
    """Site and longest minutes of rings in whose drawn walksheds 2 to 9 deaths lie: a drawing may err by one."""
    with sqlite3.connect(access / "access.gpkg") as map_file:
        sheds = {(site, minutes): rings_of(shape) for site, minutes, shape in map_file.execute("SELECT site, minutes, geom FROM walksheds")}
    points = [(float(death["lon"]), float(death["lat"])) for death in record.fitted]
    small = []
    for site in {site for site, _ in sheds}:
        before = 0
        for minutes in (5, 10, 15, 20):
            within = sum(sum(inside(ring, x, y) for ring in sheds[site, minutes]) % 2 for x, y in points)
            if 2 <= within - before <= 9:
                small.append((site, str(minutes)))
            before = within
    return small


def main() -> int:
    binary, folder = Path(sys.argv[1]), Path(sys.argv[2])
    record = Record(folder, 2021, 2024)
    small = {district for district, count in record.by_district.items() if count < SMALLEST}
    with tempfile.TemporaryDirectory(prefix="careshed-") as name:
        work = Path(name)
        scenario = folder / "scenario.toml"
        careshed(binary, "rank", scenario, "-o", work / "rank", "--draws", DRAWS)
        careshed(binary, "simulate", scenario, "-o", work / "simulate", "--draws", DRAWS, "--site", "S01")
        careshed(binary, "access", scenario, "-o", work / "access")
        places = tells_places(work, record)
        areas = {row["area"]: row for row in rows(work / "simulate" / "areas.csv")}
        at_risk = rows(work / "access" / "people_at_risk.csv")
        small_ones = small_rings(work / "access", record)
    failures = claim(f"{len(small)} districts have fewer than 11 deaths recorded (some, or this tests nothing)", len(small) > 2)
    failures += claim(f"no place or date of a death is in any file {places}", not places)
    reported = {float(row["people"]) for row in at_risk if row["people"] != "suppressed"}
    steps = sorted(reported - {0.0})
    failures += claim(f"people at risk are reported in steps of {steps[0]:.0f}", all(people % steps[0] == 0 for people in reported))
    of_all = {(row["site"], row["up_to_minutes"]): row["people"] for row in at_risk if row["column"] == "all"}
    failures += claim(f"{len(small_ones)} rings hold few deaths (some, or this tests nothing)", len(small_ones) > 3)
    reported = [ring for ring in small_ones if of_all[ring] != "suppressed"]
    failures += claim(f"every ring with few deaths is hidden {reported}", not reported)
    failures += claim("large rings are shown", any(people != "suppressed" for people in of_all.values()))
    baseline = next(column for column in next(iter(areas.values())) if column.startswith("baseline"))
    shown = sorted(d for d in small if areas[d][baseline] != "suppressed")
    failures += claim(f"no small district is shown {shown}", not shown)
    averted = sorted(
        d for d, row in areas.items()
        if row[baseline] == "suppressed" and any(v not in ("suppressed", d) for v in row.values())
    )  # fmt: skip
    return 1 if failures + claim(f"nothing stands beside a hidden count {averted}", not averted) else 0


if __name__ == "__main__":
    sys.exit(main())
