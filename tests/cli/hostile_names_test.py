#!/usr/bin/env python3
"""Names that would steer a terminal, turn text around, run as formulas or as markup are shown as what they are.

usage: hostile_names_test.py CARESHED ROOT
"""

import csv
import subprocess
import sys
import tempfile
from pathlib import Path

from sample_study import shortened, small_study

# How TOML writes a right-to-left override, an escape sequence and markup.
HOSTILE = "x\\u202Eedoc\\u001B[2J<script>alert(1)</script>\\u2066"
BIDI = [chr(c) for c in (0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))]
CONTROL = [chr(c) for c in (*range(0x20), *range(0x7F, 0xA0)) if c != 0x0A]


def renamed_sites(layer: Path) -> None:
    """Every place of a table gets a name that acts."""
    with layer.open(newline="") as opened:
        rows = list(csv.DictReader(opened))
    for row in rows:
        row["name"] = f" =1+1 \u202e{row['name']}\u009b31m"
    with layer.open("w", newline="") as opened:
        writer = csv.DictWriter(opened, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def acting(text: str) -> list[str]:
    return sorted({f"U+{ord(c):04X}" for c in text if c in BIDI or c in CONTROL})


def main(program: str) -> int:
    claims = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        scenario = small_study(program, folder / "city")
        before = [line for line in scenario.read_text().splitlines() if line.startswith(("name = ", "note = "))][:2]
        shortened(scenario, {before[0] + "\n": f'name = "{HOSTILE}"\n', before[1] + "\n": f'note = "{HOSTILE}"\n'})
        renamed_sites(scenario.parent / "synthetic_services.csv")
        run = subprocess.run([program, "rank", str(scenario), "--draws", "3", "--no-cache", "-o", str(folder / "out")],
                             check=False, stdin=subprocess.DEVNULL, capture_output=True, text=True)  # fmt: skip
        claims[f"the run ends with 0 {run.stderr}"] = run.returncode == 0
        claims[f"the screen holds nothing that acts {acting(run.stdout + run.stderr)}"] = not acting(run.stdout + run.stderr)
        files = [file for file in sorted((folder / "out").rglob("*")) if file.suffix in (".csv", ".md", ".txt", ".html", ".svg")]
        claims["there are files to look at"] = len(files) > 8
        for file in files:
            text = file.read_text()
            claims[f"{file.name} holds nothing that acts {acting(text)}"] = not acting(text)
            if file.suffix in (".md", ".html", ".svg"):
                claims[f"{file.name} holds no markup of others"] = "<script>alert" not in text
            if file.suffix == ".csv":
                cells = [cell for row in csv.reader(text.splitlines()) for cell in row]
                claims[f"{file.name} holds no formula"] = not any(cell.lstrip().startswith("=") for cell in cells)
    for claim, holds in claims.items():
        print("ok    " if holds else "FAILED", claim)
    return 0 if all(claims.values()) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
