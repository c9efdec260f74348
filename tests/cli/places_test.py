#!/usr/bin/env python3
"""Where results go and where inputs come from: nothing but old results is replaced, moved runs can be rerun,
and what simulate hides it hides in every column.

usage: places_test.py CARESHED ROOT
"""
import csv
import filecmp
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from sample_study import brief_copy

FEW = ("--draws", "4")


class Command:
    """careshed, run in a folder, with what it got wrong so far."""

    def __init__(self, program: str, folder: Path):
        self.program, self.folder, self.wrong = program, folder, []

    def run(self, *arguments: str, code: int = 0, says: str = "", where: str = ".") -> None:
        environment = {k: v for k, v in os.environ.items() if k != "CARESHED_DATA"}
        done = subprocess.run([self.program, *map(str, arguments)], cwd=self.folder / where, env=environment,
                              capture_output=True, text=True, check=False)
        if done.returncode != code or says not in done.stdout + done.stderr:
            self.wrong.append(f"{' '.join(map(str, arguments))}: wanted exit {code} and {says!r}, "
                              f"got {done.returncode}: {done.stdout[-500:]}{done.stderr[-500:]}")

    def claim(self, holds: bool, text: str) -> None:
        if not holds:
            self.wrong.append(text)


def same_files(one: Path, other: Path) -> bool:
    names = sorted(str(p.relative_to(one)) for p in one.rglob("*") if p.is_file())
    others = sorted(str(p.relative_to(other)) for p in other.rglob("*") if p.is_file())
    names_but = [name for name in names if name != "manifest.json"]
    return names == others and filecmp.cmpfiles(one, other, names_but, shallow=False)[1:] == ([], [])


def check_overwrite(command: Command, scenario: Path) -> None:
    """A mistyped -o costs nobody a file."""
    thesis = command.folder / "thesis"
    thesis.mkdir()
    (thesis / "chapter.txt").write_text("years of work")
    refused = {"code": 2, "says": "something else than old results"}
    command.run("rank", scenario, "-o", "thesis", "--overwrite", *FEW, **refused)
    command.run("synth", "-o", "thesis", "--overwrite", **refused)
    command.claim((thesis / "chapter.txt").exists(), "a person's folder was replaced")

    shutil.copytree(scenario.parent, command.folder / "project")
    command.run("rank", "project/scenario.toml", "-o", "new/folders/out", *FEW)
    shutil.copy(command.folder / "new/folders/out/manifest.json", command.folder / "project")
    command.run("rank", "project/scenario.toml", "-o", "project", "--overwrite", *FEW, code=2, says="this run reads")
    command.claim((command.folder / "project/scenario.toml").exists(), "the scenario was replaced")
    command.run("rank", "project/scenario.toml", "-o", "new/folders/out", "--overwrite", *FEW)
    command.run("rank", "project/scenario.toml", "-o", "other/out", "--data", "absent", *FEW, code=4, says="no such folder")
    command.claim(not (command.folder / "other").exists(), "a failed run left a folder behind")


def check_rerun(command: Command) -> None:
    """The layers of a run may move; they may not change."""
    manifest = command.folder / "new/folders/out/manifest.json"
    (command.folder / "project").rename(command.folder / "moved")
    (command.folder / "moved/scenario.toml").unlink()
    command.run("rerun", manifest, "-o", "again", code=4, says="--data DIR")
    command.run("rerun", manifest, "-o", "again", "--data", "moved")
    command.claim(same_files(manifest.parent, command.folder / "again"), "a moved run gave other bytes")
    (command.folder / "elsewhere").mkdir()
    command.run("rerun", manifest, "-o", "again", "--data", command.folder / "moved", where="elsewhere")
    command.claim(same_files(manifest.parent, command.folder / "elsewhere/again"), "another folder gave other bytes")
    with open(command.folder / "moved/synthetic_deaths.csv", "a", encoding="utf-8") as deaths:
        deaths.write("\n")
    command.run("rerun", manifest, "-o", "changed", "--data", "moved", code=3, says="has changed since the run")


def check_simulate(command: Command, scenario: Path) -> None:
    """Where the baseline is hidden, so is what the site would change; --internal lifts both."""
    command.run("simulate", scenario, "--site", "heron c", "-o", "one", *FEW, says="fitted to recorded deaths")
    command.run("simulate", scenario, "--site", "HERON CLINIC (SYNTHETIC)", "-o", "open", "--internal", *FEW)
    hidden = 0
    for table in sorted((command.folder / "one").glob("*.csv")):
        described = (command.folder / "one/README.txt").read_text()
        command.claim(table.name in described, f"README.txt does not tell of {table.name}")
        with open(table, newline="", encoding="utf-8") as rows:
            for row in csv.DictReader(rows):
                command.claim(all(f"  {column} " in described for column in row), f"{table.name}: a column is not described")
                cells = [row.get(c) == "suppressed" for c in ("baseline_deaths_all_years", "deaths_averted_a_year")]
                command.claim(cells[0] == cells[1], f"{table.name}: {row} hides one of two")
                hidden += cells[0]
    command.claim(hidden > 0, "nothing was small enough to hide: this test sees nothing")
    opened = "".join(table.read_text() for table in (command.folder / "open").glob("*.csv"))
    command.claim("suppressed" not in opened, "--internal hides")
    command.claim("INTERNAL" in (command.folder / "open/README.txt").read_text(), "--internal is not marked")


def main() -> int:
    program, root = os.path.abspath(sys.argv[1]), Path(sys.argv[2]).resolve()
    with tempfile.TemporaryDirectory(prefix="careshed-") as name, tempfile.TemporaryDirectory(prefix="careshed-") as data:
        command = Command(program, Path(name))
        scenario = brief_copy(root, Path(data))
        try:
            check_overwrite(command, scenario)
            check_rerun(command)
            check_simulate(command, scenario)
        except OSError as problem:  # a file that a failed command did not write
            command.wrong.append(str(problem))
    print("\n".join(command.wrong) or "nothing of a person's was replaced, moved runs came out alike, small cells hid")
    return 1 if command.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
