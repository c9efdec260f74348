#!/usr/bin/env python3
"""Equity of access follows the column that ranks areas: the sign shows whether people better off are nearer.

usage: equity_test.py CARESHED ROOT
"""
import csv
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path


def sites_of(folder: Path) -> list[tuple[float, float]]:
    with open(folder / "synthetic_services.csv") as table:
        rows = [row for row in csv.DictReader(table) if row["type"] in ("clinic", "library")]
    return [(float(row["lon"]), float(row["lat"])) for row in rows]


def index_of(program: str, folder: Path, rank) -> dict[str, str]:
    """concentration_index of the residents, by what is measured, with areas ranked by `rank` of the way to a site."""
    sites = sites_of(folder)
    areas = json.loads((folder / "synthetic_areas.geojson").read_text())
    for area in areas["features"]:
        x, y = area["geometry"]["coordinates"][0][0][:2]
        area["properties"]["income"] = rank(min((x - lon) ** 2 + (y - lat) ** 2 for lon, lat in sites))
    (folder / "synthetic_areas.geojson").write_text(json.dumps(areas))
    out = folder / "out"
    command = [program, "access", "ranked.toml", "-o", str(out), "--overwrite", "--no-cache"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, stdin=subprocess.DEVNULL)
    with open(out / "equity.csv") as table:
        rows = [row for row in csv.DictReader(table) if row["column"] == "all" and row["population"] == "residents"]
    return {row["journey"]: row["concentration_index"] for row in rows}


def main() -> int:
    program, root = sys.argv[1], Path(sys.argv[2])
    wrong = 0
    with tempfile.TemporaryDirectory(prefix="careshed-") as name:
        folder = Path(name)
        shutil.copytree(root / "scenarios/harbor", folder, dirs_exist_ok=True)
        text = (folder / "scenario.toml").read_text()
        (folder / "ranked.toml").write_text(text.replace('id = "id", population', 'id = "id", advantage = "income", population'))
        for title, rank, expected in (
            ("the better off live near a site", lambda far: -far, lambda index: index < -0.02),
            ("the better off live far from one", lambda far: far, lambda index: index > 0.02),
            ("all are alike", lambda far: 7, lambda index: abs(index) < 1e-9),
        ):
            index = float(index_of(program, folder, rank)["walk_to_nearest_candidate"])
            print(f"{'holds ' if expected(index) else 'FAILED'}  {title}: {index:.4f}")
            wrong += not expected(index)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
