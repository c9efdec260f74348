#!/usr/bin/env python3
"""Arms side by side, from the scenario and the command line: the same bytes on any number of threads and again from
the manifest, nothing for nothing, and a README that describes every table and column.

usage: compare_test.py CARESHED ROOT
"""
import csv
import filecmp
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

DRAWS = "10" if os.environ.get("CARESHED_LONG") == "1" else "4"
ARMS = """
[[arm]]
name = "Lantern Street, nights too"
sites = ["lantern"]
hours = "always"
booths = 20
[[arm]]
name = "as it is"
sites = []
"""


class Comparison:
    """careshed compare in a folder, with what it got wrong so far."""

    def __init__(self, program: str, folder: Path, data: Path):
        self.program, self.folder, self.data, self.wrong = program, folder, data, []
        (folder / "arms.toml").write_text((data / "scenario.toml").read_text() + ARMS)

    def run(self, *arguments: str) -> str:
        command = [self.program, *map(str, arguments)]
        environment = {k: v for k, v in os.environ.items() if k != "CARESHED_DATA"}
        done = subprocess.run(command, cwd=self.folder, env=environment, capture_output=True, text=True,
                              stdin=subprocess.DEVNULL, check=False)
        self.claim(done.returncode == 0, f"{' '.join(command[1:])}: exit {done.returncode} {done.stderr[-800:]}")
        return done.stdout

    def compare(self, out: str, *options: str) -> str:
        return self.run("compare", "arms.toml", "--data", self.data, "--draws", DRAWS, "--arm", "S01",
                        "--arm", "S01 + heron", "-o", out, *options)

    def rows(self, out: str, table: str) -> list[dict]:
        with open(self.folder / out / table, newline="", encoding="utf-8") as lines:
            return list(csv.DictReader(lines))

    def claim(self, holds: bool, text: str) -> None:
        if not holds:
            self.wrong.append(text)

    def claim_same(self, one: str, other: str) -> None:
        names = sorted(file.name for file in (self.folder / one).iterdir())
        self.claim(names == ["README.txt", "arm_pairs.csv", "arms.csv", "comparison.json", "manifest.json"], f"{names}")
        names.remove("manifest.json")
        differing = filecmp.cmpfiles(self.folder / one, self.folder / other, names, shallow=False)[1:]
        self.claim(differing == ([], []), f"{one} and {other} differ: {differing}")


def check_tables(study: Comparison, out: str) -> None:
    described = (study.folder / out / "README.txt").read_text(encoding="utf-8")
    for table in ("arms.csv", "arm_pairs.csv"):
        rows = study.rows(out, table)
        study.claim(table in described and all(f"  {column} " in described for column in rows[0]), f"{table}: not described")
        study.claim(all(f"  {row['outcome']} [{row['unit']}]" in described for row in rows), f"{table}: an outcome is not described")
    arms = study.rows(out, "arms.csv")
    deaths = {row["arm"]: float(row["mean"]) for row in arms if row["outcome"] == "deaths_averted"}
    one, two, nights = "Lantern Street Clinic (synthetic)", "Lantern Street Clinic (synthetic) + Heron Clinic (synthetic)", \
        "Lantern Street, nights too"
    study.claim(list(deaths) == [nights, "as it is", one, two], f"arms are {list(deaths)}")
    study.claim(deaths["as it is"] == 0 < deaths[one] < min(deaths[two], deaths[nights]), f"deaths averted are {deaths}")
    figures = {float(row[c]) for row in arms if row["arm"] == "as it is" and row["outcome"] != "acceptance"
               for c in ("mean", "low", "high", "central")}
    study.claim(figures == {0.0}, f"nothing opens, and yet {figures}")


def check_pairs(study: Comparison, out: str, shown: str) -> None:
    """Tables, JSON and the terminal say the same."""
    mean = {(row["arm"], row["outcome"]): float(row["mean"]) for row in study.rows(out, "arms.csv")}
    reported = json.loads((study.folder / out / "comparison.json").read_text(encoding="utf-8"))
    in_json = {(p["first"], p["second"], k): v for p in reported["pairs"] for k, v in p["outcomes"].items()}
    rows = study.rows(out, "arm_pairs.csv")
    study.claim(len(rows) == len(in_json) == 6 * 14, f"{len(rows)} rows of pairs")
    for row in rows:
        first, second, outcome = row["first"], row["second"], row["outcome"]
        apart = mean[first, outcome] - mean[second, outcome]
        study.claim(abs(float(row["mean"]) - apart) < 1e-9 + 1e-9 * abs(apart), f"{row}: the arms differ by {apart}")
        for column in ("mean", "low", "high", "central", "share_first_better", "standard_error", "chance_in_draw"):
            study.claim(float(row[column]) == in_json[first, second, outcome][column], f"{row}: {column} differs in JSON")
        study.claim(row["interpretation"] == in_json[first, second, outcome]["interpretation"], f"{row}: JSON says something else")
    for pair in reported["pairs"]:
        study.claim(pair["sentence"] in shown, f"the terminal does not say: {pair['sentence']}")
    study.claim([len(arm["sites"]) for arm in reported["arms"]] == [1, 0, 1, 2], "sites of the arms in JSON")
    study.claim(reported["arms"][0]["booths"] == 20 and reported["arms"][0]["hours"] == "always", "hours and booths in JSON")


def main() -> int:
    program, root = os.path.abspath(sys.argv[1]), Path(sys.argv[2]).resolve()
    with tempfile.TemporaryDirectory(prefix="careshed-") as name:
        study = Comparison(program, Path(name), root / "scenarios/harbor")
        try:
            shown = study.compare("one", "--threads", "1")
            again = study.compare("two", "--threads", "2")
            study.claim(shown.replace("results: one", "results: two") == again, "threads change what is shown")
            study.claim_same("one", "two")
            study.run("rerun", "one/manifest.json", "-o", "rerun")
            study.claim_same("one", "rerun")
            check_tables(study, "one")
            # Rounded one by one, differences are not those of rounded figures.
            check_pairs(study, "exact", study.compare("exact", "--internal"))
        except OSError as problem:  # a file that a failed command did not write
            study.wrong.append(str(problem))
    print("\n".join(study.wrong) or "same bytes on one thread and two and again, tables described, nothing for nothing")
    return 1 if study.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
