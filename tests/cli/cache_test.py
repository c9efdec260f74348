#!/usr/bin/env python3
"""A cache saves time and changes nothing else: same bytes without it, with it and with a damaged one, from two runs
at once and where nothing can be written; and nothing in it follows from the deaths.

usage: cache_test.py CARESHED ROOT
"""
import filecmp
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from sample_study import brief_copy

FEW = ("--draws", "4", "--verbose")


class Study:
    """A small ranking in a folder of its own, with what went wrong so far."""

    def __init__(self, program: str, root: Path, folder: Path):
        self.program, self.folder, self.wrong = program, folder, []
        brief_copy(root, folder / "project")
        self.home = folder / "home"
        self.home.mkdir()

    def start(self, out: str, *options: str, **settings: str) -> subprocess.Popen:
        command = [self.program, "rank", "project/scenario.toml", "-o", out, "--overwrite", *FEW, *options]
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("CARESHED_", "XDG_"))}
        environment = {**kept, "HOME": str(self.home), **settings}
        return subprocess.Popen(command, cwd=self.folder, env=environment, text=True, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, stdin=subprocess.DEVNULL)

    def end(self, run: subprocess.Popen) -> str:
        _, messages = run.communicate(timeout=120)
        self.claim(run.returncode == 0, f"exit {run.returncode}: {messages[-800:]}")
        return messages

    def rank(self, out: str, *options: str, says: str = "", never: str = "", **settings: str) -> None:
        messages = self.end(self.start(out, *options, **settings))
        self.claim(says in messages, f"{out}: wanted {says!r} in {messages}")
        self.claim(not never or never not in messages, f"{out}: did not want {never!r} in {messages}")
        self.same(out)

    def same(self, out: str) -> None:
        """Every file but the manifest is that of the first run, byte for byte."""
        one, other = self.folder / "plain", self.folder / out
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
    study.rank("plain", "--no-cache", never="cache:")
    study.claim(not list(study.home.iterdir()), "--no-cache keeps something")
    study.rank("cold", says="streets kept as")
    study.claim(sorted(name.split("-")[0] for name in kept(cache)) == ["streets", "walks"], f"kept: {list(kept(cache))}")
    for path, mode in ((cache.parent, 0o700), (cache, 0o700), *((file, 0o600) for file in cache.iterdir())):
        study.claim(path.stat().st_mode & 0o777 == mode, f"{path.name} has mode {path.stat().st_mode:o}")
    study.rank("warm", says="streets taken from", never="kept as")
    study.rank("warm-too", says="walking times taken from")
    study.rank("named", "--cache", "a folder/of mine", says="kept as")
    study.rank("by-system", says="kept as", XDG_CACHE_HOME=str(study.folder / "system"))
    study.claim((study.folder / "system" / "careshed").is_dir(), "XDG_CACHE_HOME is not heeded")
    return cache


def check_damage(study: Study, cache: Path) -> None:
    whole = kept(cache)
    for name, content in whole.items():
        for at in (0, 17, 21, 90, len(content) // 2, len(content) - 1):
            changed = bytearray(content)
            changed[at] ^= 0x40
            (cache / name).write_bytes(changed if at % 2 else content[:at])
            study.rank("damaged", says="is damaged")
            study.claim(kept(cache) == whole, f"{name}, damaged at {at}, was not replaced by the same bytes")


def check_two_at_once(study: Study) -> None:
    runs = [study.start(f"at-once-{i}", "--cache", "shared") for i in range(3)]
    for i, run in enumerate(runs):
        study.end(run)
        study.same(f"at-once-{i}")
    study.claim(len(kept(study.folder / "shared")) == 2, f"left behind: {list(kept(study.folder / 'shared'))}")
    study.rank("after", "--cache", "shared", says="streets taken from")


def check_unwritable(study: Study) -> None:
    study.rank("no-room", "--cache", "/dev/null/cache", says="cannot")
    study.rank("no-home", never="cache:", HOME="")
    study.rank("no-disk", "--cache", "/proc/careshed", says="cannot")


def check_no_people(study: Study, cache: Path) -> None:
    """Other deaths and other residents, same entries: so nothing in them follows from any."""
    before = kept(cache)
    deaths = study.folder / "project/synthetic_deaths.csv"
    lines = deaths.read_text().splitlines(keepends=True)
    deaths.write_text("".join([lines[0], *lines[1 : len(lines) // 2]]))
    areas = study.folder / "project/synthetic_areas.geojson"
    areas.write_text(areas.read_text().replace('"population":', '"population":1'))
    messages = study.end(study.start("other-people"))
    study.claim("kept as" not in messages and messages.count("taken from") == 2, f"other entries are used: {messages}")
    study.claim(kept(cache) == before, "the cache follows from deaths or residents")


def main() -> int:
    program, root = os.path.abspath(sys.argv[1]), Path(sys.argv[2]).resolve()
    with tempfile.TemporaryDirectory(prefix="careshed-") as name:
        study = Study(program, root, Path(name))
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
