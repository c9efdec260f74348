#!/usr/bin/env python3
"""A scenario with former names gives the results of the same one with present names, and a line about each.

usage: former_names_test.py CARESHED ROOT
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from sample_study import shortened, small_study

PRESENT = {"[model]\n": '[model]\nqueue = "simulated"\noverrides = { propensity_sigma = 1.2 }\n'}
FORMER = {"replications = 2": "worlds = 2", '"simulated"': '"played"', "propensity_sigma": "taste_sigma"}


def ranked(program: str, scenario: Path, out: Path, *more: str) -> str:
    """Ranks with three draws; returns what was printed on standard error."""
    run = subprocess.run([program, "rank", str(scenario), "--draws", "3", "--no-cache", "-o", str(out), *more],
                         check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    return run.stderr


def main(program: str) -> int:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        scenario = shortened(small_study(program, folder / "city"), PRESENT)
        quiet = ranked(program, scenario, folder / "present")
        shortened(scenario, FORMER)
        notes = ranked(program, scenario, folder / "former")
        by_option = ranked(program, scenario, folder / "option", "--queue", "played")
        silent = ranked(program, scenario, folder / "silent", "--quiet")
        files = [file.relative_to(folder / "present") for file in (folder / "present").rglob("*") if file.is_file()]
        claims = {
            "present names bring no note": "is now called" not in quiet,
            "each former name is followed by its present one": all(
                f"{former} is now called {present};" in notes
                for former, present in (("run.worlds", "replications"), ("taste_sigma", "propensity_sigma"),
                                        ('"played"', '"simulated"'))),
            "a former word works as an option": "is now called" in by_option and (
                (folder / "option/ranking.csv").read_bytes() == (folder / "present/ranking.csv").read_bytes()),
            "--quiet keeps them back": "is now called" not in silent,
            "the results are the same bytes": len(files) > 8 and all(
                (folder / "present" / file).read_bytes() == (folder / "former" / file).read_bytes()
                for file in files if file.name != "manifest.json"),
        }
    for claim, holds in claims.items():
        print("ok    " if holds else "FAILED", claim)
    return 0 if all(claims.values()) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
