"""Ids are names, not facts: with other ids of candidates and areas the same study gives the same answer. The draws of
residence and of the relative-risk surface are keyed by ids, so figures may differ as two seeds do, no more.

usage: relabelled.py CARESHED SCENARIO

CARESHED_LONG=1 takes 100 draws in place of 24.
"""

import json
import os
import shutil
import sys
import tempfile
from math import sqrt
from pathlib import Path

from bundle import careshed, rows

DRAWS = 100 if os.environ.get("CARESHED_LONG") == "1" else 24


def relabel(source: Path, target: Path) -> None:
    """Ids whose order is another one: the old ones read backwards behind a letter."""
    shutil.copytree(source, target)
    layer = target / "synthetic_areas.geojson"
    areas = json.loads(layer.read_text())
    for feature in areas["features"]:
        feature["properties"]["id"] = "q" + feature["properties"]["id"][::-1]
    layer.write_text(json.dumps(areas))
    table = target / "synthetic_services.csv"
    header, *lines = table.read_text().splitlines()
    if header.split(",")[0] != "id":
        raise ValueError(f"{table}: the first column is no longer the id")
    changed = ["q" + line.split(",", 1)[0][::-1] + "," + line.split(",", 1)[1] for line in lines]
    table.write_text("\n".join([header, *changed]) + "\n")


def sites_of(program: str, scenario: Path, out: Path) -> dict[str, dict]:
    careshed(program, "rank", str(scenario), "-o", str(out), "--draws", str(DRAWS), "--internal")
    return {row["name"]: row for row in rows(out / "ranking.csv")}


def standard_error(row: dict) -> float:
    """Of the mean: a quarter of the interval is about a standard deviation, or less where it is skewed."""
    return (float(row["deaths_averted_high"]) - float(row["deaths_averted_low"])) / 4 / sqrt(DRAWS)


def main() -> int:
    program, scenario = sys.argv[1], Path(sys.argv[2])
    wrong = []
    with tempfile.TemporaryDirectory(prefix="careshed-") as name:
        folder = Path(name)
        relabel(scenario.parent, folder / "relabelled")
        one = sites_of(program, scenario, folder / "one")
        other = sites_of(program, folder / "relabelled" / scenario.name, folder / "other")
    if one.keys() != other.keys() or any(row["site_id"] == other[site]["site_id"] for site, row in one.items()):
        wrong.append("not the same sites under other ids")
    for site, row in one.items():
        apart = abs(float(row["deaths_averted"]) - float(other[site]["deaths_averted"]))
        if apart > 4 * standard_error(row):
            wrong.append(f"{site}: {row['deaths_averted']} and {other[site]['deaths_averted']} deaths averted a year")
        if row["rank"] == "1" and other[site]["rank"] != "1":
            wrong.append(f"{site} is first no more")
        if abs(float(row["p_best"]) - float(other[site]["p_best"])) > 4 * 0.5 * sqrt(2 / DRAWS):
            wrong.append(f"{site}: P(best) {row['p_best']} and {other[site]['p_best']}")
    print("\n".join(wrong) or f"{len(one)} sites are the same by any other id")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
