#!/usr/bin/env python3
"""Every file, column and field that a verb writes or prints stands in the gate, and everything in the gate is seen.

usage: released_test.py CARESHED ROOT
"""

import csv
import json
import sqlite3
import subprocess
import sys
import tempfile
from collections import defaultdict
from fnmatch import fnmatchcase
from pathlib import Path

from sample_study import brief_copy

VERBS = {
    "rank": ["--draws", "4"],
    "simulate": ["--draws", "2", "--site", "S01"],
    "compare": ["--draws", "2", "--arm", "S01", "--arm", "nothing"],
    "access": [],
}
# Seen with settings that this test leaves out: simulated_draws with run.allocation = "sequential".
ELSEWHERE = {("ranking.csv", "simulated_draws")}


def gate(root: Path) -> dict[str, set[str]]:
    """Fields by file, from the page that is made of the gate."""
    fields = defaultdict(set)
    for line in (root / "docs/reference/released.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and len(cells) == 3 and cells[0] not in ("file", "---"):
            fields[cells[0]] |= set(cells[1].split()) or {""}
    return fields


def json_keys(value) -> set[str]:
    if isinstance(value, list):
        return set().union(*map(json_keys, value))
    if not isinstance(value, dict):
        return set()
    return set(value) | set().union(*map(json_keys, value.values()))


def map_fields(file: Path) -> list[tuple[str, set[str]]]:
    with sqlite3.connect(file) as base:
        layers = [row[0] for row in base.execute("SELECT table_name FROM gpkg_contents WHERE data_type = 'features'")]
        named = {layer: {row[1] for row in base.execute(f"PRAGMA table_info({layer})")} for layer in layers}
    return [(f"{file.name}: {layer}", fields - {"fid", "geom"}) for layer, fields in named.items()]


def fields_of(file: Path, name: str) -> list[tuple[str, set[str]]]:
    """What stands in one file, by the name under which the gate has it."""
    if file.suffix == ".csv":
        with open(file, newline="", encoding="utf-8") as table:
            return [(name, set(next(csv.reader(table))))]
    if name == "comparison.json":
        return [(name, json_keys(json.loads(file.read_text())))]
    # Layer `sites` holds the columns of the table it is made from, which passed.
    maps = [one for one in map_fields(file) if not one[0].endswith(": sites")] if file.suffix == ".gpkg" else []
    return [(name, {""}), *maps]


def seen_by(program: str, scenario: Path, folder: Path) -> list[tuple[str, str, set[str]]]:
    """(verb, file, fields) of everything that all verbs give."""
    seen = []

    def run(*words: str) -> str:
        command = [program, words[0], str(scenario), *words[1:], "--no-cache"]
        return subprocess.run(command, check=True, capture_output=True, text=True, stdin=subprocess.DEVNULL).stdout

    for verb, options in VERBS.items():
        run(verb, "-o", str(folder / verb), *options)
        for file in sorted(path for path in (folder / verb).rglob("*") if path.is_file()):
            found = fields_of(file, file.relative_to(folder / verb).as_posix())
            seen += [(verb, name, fields) for name, fields in found]
    seen.append(("explain", "explanation.csv", json_keys(json.loads(run("explain", "--format", "json")))))
    seen.append(("check", "check --format json", json_keys(json.loads(run("check", "--format", "json")))))
    planned = json_keys(json.loads(run("rank", "--dry-run", "--format", "json", "--draws", "4")))
    seen.append(("rank", "rank --dry-run --format json", planned))
    return seen


def entry_for(fields: dict[str, set[str]], verb: str, name: str) -> str | None:
    own = f"{verb}/{name}"
    return next((file for file in (own, name) if file in fields), None) or next(
        (file for file in fields if "*" in file and fnmatchcase(name, file)), None
    )


def main() -> int:
    program, root = sys.argv[1], Path(sys.argv[2])
    fields = gate(root)
    missing, met = [], set()
    with tempfile.TemporaryDirectory(prefix="careshed-") as name:
        scenario = brief_copy(root, Path(name) / "scenario")
        for verb, file, found in seen_by(program, scenario, Path(name)):
            entry = entry_for(fields, verb, file)
            for field in sorted(found):
                known = entry and (field in fields[entry] or ("*" in fields[entry] and f"groups_{field}.csv" == file))
                missing += [] if known else [f"{verb}: {file}: {field or 'the file'} has no entry in the gate"]
                met |= {(entry, field), (entry, "*")}
    unseen = {(file, field) for file, all_fields in fields.items() for field in all_fields} - met - ELSEWHERE
    missing += [f"{file}: {field}: stands in the gate, but no verb gives it" for file, field in sorted(unseen)]
    for line in missing:
        print(line)
    print(f"{len(fields)} files in the gate, {len(met)} fields met, {len(missing)} complaints")
    return 1 if missing or not met else 0


if __name__ == "__main__":
    sys.exit(main())
