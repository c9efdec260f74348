"""Damaged inputs of every format end in results or in a message with a documented exit code: never by a signal, never
in a fault of careshed, within seconds and below 500 MB, and without a partial folder.

A mutant is a format and a number, nothing else: its damage is decided by that number alone and made as the test runs.
Every mutant is checked; those that pass (everyday: some) are ranked. A damaged cache or journal never changes a byte.

usage: mutated_inputs.py BINARY [--mutants N]
       mutated_inputs.py BINARY --format F --seed N --keep DIR    that one alone; its files stay in DIR
"""

import argparse
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from bundle import Failed, careshed, differences, settings
from city_formats import DRAWS, FORMATS, city_in, keep_journal, small_city
from mutations import damaged

IS_LONG = os.environ.get("CARESHED_LONG") == "1"
MUTANTS = 5000 if IS_LONG else 60
RANKED_EVERY = 1 if IS_LONG else 6
WORKERS = 2
SECONDS = 5  # of the processor; a ranking has them on top of what it takes on the whole inputs
LONGEST_WAIT = 900.0  # by the wall, for what waits without using the processor
MOST_MEMORY = 500  # MB
INTENDED = {0, 1, 2, 3, 4}  # of the documented exit codes; 70 is a fault of careshed, and nobody interrupts
FAULTS = re.compile(r"terminate called|Sanitizer|runtime error|Assertion|Traceback|core dumped")


class Ended(NamedTuple):
    """How a run came to its end."""

    code: int  # -number if by a signal
    said: str
    seconds: float  # of the processor
    memory: float  # MB


def ended(command: list[str], folder: Path, seconds: float) -> Ended:
    """Runs the command in the folder, with so many seconds of the processor."""
    said = folder.with_suffix(".said")
    with said.open("wb") as streams:
        run = subprocess.Popen(command, cwd=folder, env={**settings(), "XDG_CACHE_HOME": "/dev/null"},
                               stdin=subprocess.DEVNULL, stdout=streams, stderr=streams)  # fmt: skip
        resource.prlimit(run.pid, resource.RLIMIT_CPU, (int(seconds + 0.999), int(seconds + 0.999) + 1))
        until = time.monotonic() + LONGEST_WAIT
        pid, status, used = os.wait4(run.pid, os.WNOHANG)
        while pid == 0:
            if time.monotonic() > until:
                run.kill()
            time.sleep(0.005)
            pid, status, used = os.wait4(run.pid, os.WNOHANG)
        run.returncode = os.waitstatus_to_exitcode(status)
    text = said.read_text(errors="replace")
    return Ended(run.returncode, text, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def fault_of(run: Ended, left: list[str], expected: list[str]) -> str:
    """What does not hold for every run, or nothing."""
    if run.code < 0:
        return f"ends by signal {-run.code} after {run.seconds:.1f} s of the processor"
    if run.code not in INTENDED:
        return f"ends with exit code {run.code}"
    if run.code != 0 and not re.search(r"error: \S", run.said):
        return f"ends with exit code {run.code} and without a message"
    if FAULTS.search(run.said):
        return f"says \"{FAULTS.search(run.said)[0]}\""
    if run.memory > MOST_MEMORY:
        return f"takes {run.memory:.0f} MB"
    if left != expected:
        return f"ends with exit code {run.code} and leaves {left}"
    return ""


def names_in(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


class Outcome(NamedTuple):
    format: str
    seed: int
    kinds: list[str]
    runs: list[Ended]
    fault: str


class Originals:
    """The undamaged city in each format that is asked for, made once, and its results."""

    def __init__(self, binary: Path, folder: Path, names: list[str]):
        self.binary, self.folder = binary, folder
        small_city(binary, folder / "city")
        for name in names:
            city_in(name, folder / "city", folder / name)
        began = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        careshed(binary, "rank", folder / "city/scenario.toml", *DRAWS, "--threads", "1", "-o", folder / "good")
        self.seconds = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - began
        self.results = {"cache": folder / "good"}
        if "cache" in names:
            careshed(binary, "check", folder / "cache/scenario.toml", "--cache", folder / "cache/cache")
        if "journal" in names:
            keep_journal(binary, folder / "journal", folder)
            self.results["journal"] = folder / "good_journal"
            careshed(binary, *self.command("journal", folder / "journal"), "-o", folder / "good_journal")
        if "manifest" in names:
            self.keep_manifest(folder / "manifest")
        for name in names:
            if FORMATS[name].can_be_checked:
                careshed(binary, "check", folder / name / "scenario.toml", "--quiet")

    def keep_manifest(self, folder: Path) -> None:
        """Its paths are relative to the folder the run is started in."""
        command = [str(self.binary), "rank", "scenario.toml", *DRAWS, "--no-cache", "-q", "-o", "good"]
        subprocess.run(command, cwd=folder, env=settings(), check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        shutil.copy(folder / "good/manifest.json", folder)
        shutil.rmtree(folder / "good")

    def command(self, name: str, folder: Path) -> list[str]:
        verb, file, *more = FORMATS[name].command
        return [verb, str(folder / file), *more, "--threads", "1"]

    def try_mutant(self, name: str, seed: int, scratch: Path) -> Outcome:
        """Damages one file of a copy and runs the command on it."""
        chance, form = random.Random(f"{name} {seed}"), FORMATS[name]
        city, place = scratch / f"{name}-{seed}", scratch / f"{name}-{seed}.results"
        shutil.copytree(self.folder / name, city)
        place.mkdir()
        file = chance.choice(sorted(city.glob(form.files)))
        data, kinds = damaged(file.read_bytes(), chance)
        file.write_bytes(data)
        runs, fault, beside = [], "", names_in(city)
        cache = ["--cache", "cache"] if name == "cache" else ["--no-cache"]
        if form.can_be_checked:
            runs.append(ended([str(self.binary), "check", "scenario.toml", *cache], city, SECONDS))
            fault = fault_of(runs[-1], names_in(city), beside)
        if not fault and (not runs or (runs[-1].code == 0 and seed % RANKED_EVERY == 0)):
            run, fault = self.ranked(name, city, place, cache)
            runs.append(run)
        return Outcome(name, seed, kinds, runs, fault)

    def ranked(self, name: str, city: Path, place: Path, cache: list[str]) -> tuple[Ended, str]:
        """The format's command on the damaged inputs; what does not hold of it, or nothing."""
        before = []
        if name == "journal":
            shutil.move(city / "out.resume", place)
            before = ["out.resume"]
        command = [str(self.binary), *FORMATS[name].command, "--threads", "1", *cache, "-o", str(place / "out")]
        run = ended(command, city, self.seconds + SECONDS)
        fault = fault_of(run, names_in(place), ["out"] if run.code == 0 else before)
        if not fault and run.code == 0 and FORMATS[name].is_own:
            fault = "; ".join(differences(self.results[name], place / "out"))
        return run, fault


def tried(originals: Originals, name: str, seed: int) -> Outcome:
    with tempfile.TemporaryDirectory(prefix="careshed-mutant-") as scratch:
        outcome = originals.try_mutant(name, seed, Path(scratch))
    if outcome.fault:
        print(f"FAILED  --format {name} --seed {seed} ({', '.join(outcome.kinds)}): {outcome.fault}", flush=True)
    return outcome


def report(outcomes: list[Outcome], seconds: float) -> int:
    """Prints the claims; returns how many do not hold."""
    for name in sorted({outcome.format for outcome in outcomes}, key=list(FORMATS).index):
        those = [outcome for outcome in outcomes if outcome.format == name]
        codes = Counter(outcome.runs[-1].code for outcome in those)
        shown = ", ".join(f"{count} with {code}" for code, count in sorted(codes.items()))
        print(f"        {name}: {len(those)} mutants, of which end {shown}")
    runs = [run for outcome in outcomes for run in outcome.runs]
    failures = sum(bool(outcome.fault) for outcome in outcomes)
    print(f"        {len(runs)} runs, {seconds:.0f} processor seconds, of which the longest took "
          f"{max(run.seconds for run in runs):.1f}; at most {max(run.memory for run in runs):.0f} MB")  # fmt: skip
    results = sum(outcome.runs[-1].code == 0 for outcome in outcomes)
    print(f"{'FAILED' if failures else 'holds '}  {len(outcomes)} damaged inputs end in results ({results}) or in a message")
    return failures


def main() -> int:
    words = argparse.ArgumentParser()
    words.add_argument("binary", type=lambda text: Path(text).resolve())
    words.add_argument("--mutants", type=int, default=MUTANTS)
    words.add_argument("--format", choices=FORMATS)
    words.add_argument("--seed", type=int)
    words.add_argument("--keep", type=Path)
    given = words.parse_args()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    names = [given.format] if given.format else list(FORMATS)
    with tempfile.TemporaryDirectory(prefix="careshed-") as name:
        originals = Originals(given.binary, Path(name), names)
        if given.keep:
            given.keep.mkdir(parents=True, exist_ok=True)
            outcome = originals.try_mutant(given.format, given.seed, given.keep.resolve())
            print("\n".join(f"exit code {run.code}: {run.said[-2000:]}" for run in outcome.runs), outcome.kinds, outcome.fault)
            return report([outcome], sum(run.seconds for run in outcome.runs))
        with ThreadPoolExecutor(WORKERS) as workers:
            seeds = range(given.mutants) if given.seed is None else [given.seed]
            outcomes = list(workers.map(lambda seed: tried(originals, names[seed % len(names)], seed), seeds))
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1 if report(outcomes, used.ru_utime + used.ru_stime) else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failed as failure:
        print(failure)
        sys.exit(1)
