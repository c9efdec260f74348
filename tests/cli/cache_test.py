#!/usr/bin/env python3
"""A cache saves time and changes nothing else: same bytes without it, with it and with a damaged one, from two runs
at once and where nothing can be written; and nothing in it follows from the deaths.

A small city is ranked once without, with a new and with an old cache; what else may happen to a cache is tried on the
quicker `access`, which reads and keeps the same. CARESHED_LONG=1 damages each file in six places in place of two.

usage: cache_test.py CARESHED ROOT
"""
import filecmp
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from sample_study import small_study

IS_LONG = os.environ.get("CARESHED_LONG") == "1"
FEW = {"rank": ("--draws", "2"), "access": ()}


class Study:
    """A small city in a folder of its own, with what went wrong so far."""

    def __init__(self, program: str, folder: Path):
        self.program, self.folder, self.wrong = program, folder, []
        small_study(program, folder / "project")
        self.home = folder / "home"
        self.home.mkdir()

    def start(self, verb: str, out: str, *options: str, **settings: str) -> subprocess.Popen:
        command = [self.program, verb, "project/scenario.toml", "-o", f"{verb}-{out}", "--overwrite", "--verbose",
                   *FEW[verb], *options]
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("CARESHED_", "XDG_"))}
        environment = {**kept, "HOME": str(self.home), **settings}
        return subprocess.Popen(command, cwd=self.folder, env=environment, text=True, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, stdin=subprocess.DEVNULL)

    def end(self, run: subprocess.Popen) -> str:
        _, messages = run.communicate()
        self.claim(run.returncode == 0, f"exit {run.returncode}: {messages[-800:]}")
        return messages

    def run(self, verb: str, out: str, *options: str, says: str = "", never: str = "", **settings: str) -> None:
        messages = self.end(self.start(verb, out, *options, **settings))
        self.claim(says in messages, f"{out}: wanted {says!r} in {messages}")
        self.claim(not never or never not in messages, f"{out}: did not want {never!r} in {messages}")
        self.same(verb, out)

    def same(self, verb: str, out: str) -> None:
        """Every file but the manifest is that of the first run, byte for byte."""
        one, other = self.folder / f"{verb}-plain", self.folder / f"{verb}-{out}"
        names = sorted(str(p.relative_to(one)) for p in one.rglob("*") if p.is_file() and p.name != "manifest.json")
        wrong = filecmp.cmpfiles(one, other, names, shallow=False)
        self.claim(len(names) > 5 and wrong[1:] == ([], []), f"{out} differs from a run without a cache: {wrong[1:]}")

    def claim(self, holds: bool, text: str) -> None:
        if not holds:
            self.wrong.append(text)


def kept(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


def check_kept_and_taken(study: Study) -> Path:
    cache = study.home / ".cache" / "careshed"
    for verb in FEW:
        study.run(verb, "plain", "--no-cache", never="cache:")
    study.claim(not list(study.home.iterdir()), "--no-cache keeps something")
    study.run("rank", "cold", says="streets kept as")
    study.claim(sorted(name.split("-")[0] for name in kept(cache)) == ["streets", "walks"], f"kept: {list(kept(cache))}")
    for path, mode in ((cache.parent, 0o700), (cache, 0o700), *((file, 0o600) for file in cache.iterdir())):
        study.claim(path.stat().st_mode & 0o777 == mode, f"{path.name} has mode {path.stat().st_mode:o}")
    study.run("rank", "warm", says="streets taken from", never="kept as")
    study.run("access", "warm", says="walking times taken from", never="kept as")
    study.run("access", "named", "--cache", "a folder/of mine", says="kept as")
    study.run("access", "by-system", says="kept as", XDG_CACHE_HOME=str(study.folder / "system"))
    study.claim((study.folder / "system" / "careshed").is_dir(), "XDG_CACHE_HOME is not heeded")
    return cache


def check_damage(study: Study, cache: Path) -> None:
    whole = kept(cache)
    for name, content in whole.items():
        places = (0, 17, 21, 90, len(content) // 2, len(content) - 1)
        for at in places if IS_LONG else (17, 90):
            changed = bytearray(content)
            changed[at] ^= 0x40
            (cache / name).write_bytes(changed if at % 2 else content[:at])
            study.run("access", "damaged", says="is damaged")
            study.claim(kept(cache) == whole, f"{name}, damaged at {at}, was not replaced by the same bytes")


def check_two_at_once(study: Study) -> None:
    runs = [study.start("access", f"at-once-{i}", "--cache", "shared") for i in range(3)]
    for i, run in enumerate(runs):
        study.end(run)
        study.same("access", f"at-once-{i}")
    study.claim(len(kept(study.folder / "shared")) == 2, f"left behind: {list(kept(study.folder / 'shared'))}")
    study.run("access", "after", "--cache", "shared", says="streets taken from")


def check_unwritable(study: Study) -> None:
    study.run("access", "no-room", "--cache", "/dev/null/cache", says="cannot")
    study.run("access", "no-home", never="cache:", HOME="")
    study.run("access", "no-disk", "--cache", "/proc/careshed", says="cannot")


def check_no_people(study: Study, cache: Path) -> None:
    """Other deaths and other residents, same entries: so nothing in them follows from any."""
    before = kept(cache)
    deaths = study.folder / "project/synthetic_deaths.csv"
    lines = deaths.read_text().splitlines(keepends=True)
    deaths.write_text("".join([lines[0], *lines[1 : len(lines) // 2]]))
    areas = study.folder / "project/synthetic_areas.geojson"
    areas.write_text(areas.read_text().replace('"population":', '"population":1'))
    messages = study.end(study.start("access", "other-people"))
    study.claim("kept as" not in messages and messages.count("taken from") == 2, f"other entries are used: {messages}")
    study.claim(kept(cache) == before, "the cache follows from deaths or residents")


def main() -> int:
    program = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory(prefix="careshed-") as name:
        study = Study(program, Path(name))
        try:
            cache = check_kept_and_taken(study)
            check_damage(study, cache)
            check_two_at_once(study)
            check_unwritable(study)
            check_no_people(study, cache)
        except OSError as problem:  # a file that a failed command did not write
            study.wrong.append(str(problem))
    print("\n".join(study.wrong) or "same bytes with, without and despite a cache; no people in it")
    return 1 if study.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
