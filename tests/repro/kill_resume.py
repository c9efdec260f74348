"""A ranking that is killed or interrupted, at any moment and as often as one likes, goes on from the same command
and ends in the same bytes; meanwhile it keeps OUT.resume beside the results, and at the end nothing but them.

Moments are drawn from a fixed seed, counted from the stages that the command tells with -v.

usage: kill_resume.py BINARY SCENARIO

CARESHED_LONG=1 kills 50 times in place of 5.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bundle import Failed, differences

KILLS = 50 if os.environ.get("CARESHED_LONG") == "1" else 5
SEED = 20261124
LONG_ENOUGH = 4.0  # seconds of an uninterrupted run: shorter ones are over before they are killed
PARTS_WORTH_TEARING = 4000  # bytes of a journal
LONGEST_STOP = 2.0  # seconds from a signal to the end of the process
INTERRUPTED, USAGE = 130, 2

# What is told when a stage begins: the end of the one before. The first begins with the hidden folder.
STAGES = {
    "read the city": "",
    "find walking times": "layers read",
    "compute in closed form": "who can walk",
    "live": "draws in closed form",
    "rank": "  lives\n",
    "write the results": "  ranking\n",
}


class Site:
    """The place of the results, and what stands beside it."""

    def __init__(self, folder: Path):
        folder.mkdir()
        self.out = folder / "ranked"
        self.journal = folder / "ranked.resume"
        self.told = folder.with_suffix(".told")

    def hidden(self) -> list[Path]:
        # Folders: a kill may also leave the journal's header as it is being written, a hidden file.
        return sorted(path for path in self.out.parent.glob(".ranked*") if path.is_dir())

    def names(self) -> list[str]:
        return sorted(path.name for path in self.out.parent.iterdir())

    def clear(self) -> None:
        shutil.rmtree(self.out.parent)
        self.out.parent.mkdir()

    def has_begun_to(self, stage: str) -> bool:
        if stage not in STAGES:
            return self.out.exists()
        return bool(self.hidden()) and STAGES[stage] in self.told.read_text()


class Study:
    """The command that is given again and again."""

    def __init__(self, binary: Path, scenario: Path):
        self.binary, self.scenario, self.draws = binary, scenario, 12

    def start(self, site: Site, *more: str) -> subprocess.Popen:
        command = [self.binary, "rank", self.scenario, "-o", site.out, "--draws", str(self.draws), "-v", *more]
        settings = {k: v for k, v in os.environ.items() if not k.startswith("CARESHED_")}
        with site.told.open("w") as told:
            # A test in the background of a shell has SIGINT ignored, and so would its children.
            return subprocess.Popen(
                [str(word) for word in command], env=settings, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                stderr=told, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
            )  # fmt: skip

    def complete(self, site: Site, *more: str) -> None:
        code = self.start(site, *more).wait()
        if code != 0:
            raise Failed(f"the run that should complete ended with {code}: {site.told.read_text()}")

    def grow_until_long_enough(self, site: Site) -> float:
        """Leaves the results of an uninterrupted run at the site; how long it took."""
        while True:
            begin = time.monotonic()
            self.complete(site)
            seconds = time.monotonic() - begin
            if seconds >= LONG_ENOUGH or self.draws >= 200:
                return seconds
            self.draws *= 2
            site.clear()


class Test:
    def __init__(self, study: Study, folder: Path):
        self.study, self.folder, self.chance = study, folder, random.Random(SEED)
        self.reference = Site(folder / "uninterrupted")
        self.seconds = study.grow_until_long_enough(self.reference)
        self.site = Site(folder / "stopped")
        self.failures, self.completed, self.slowest = 0, 0, 0.0
        print(f"an uninterrupted run of {study.draws} draws takes {self.seconds:.1f} s", flush=True)

    def claim(self, text: str, holds: bool) -> None:
        print(f"{'holds ' if holds else 'FAILED'}  {text}", flush=True)
        self.failures += not holds

    def stop(self, number: int, stage: str, delay: float) -> tuple[int, float, str]:
        """Exit code (-number if killed by it), seconds from the signal to the end, and what was told."""
        run = self.study.start(self.site, "--threads", self.chance.choice(("1", "2")))
        while run.poll() is None and not self.site.has_begun_to(stage):
            time.sleep(0.001)
        try:
            run.wait(delay)
        except subprocess.TimeoutExpired:
            pass
        begin = time.monotonic()
        run.send_signal(number)
        code = run.wait()
        return code, time.monotonic() - begin, self.site.told.read_text()

    def compare_if_complete(self) -> bool:
        if not self.site.out.exists():
            return False
        found = differences(self.reference.out, self.site.out)
        for line in found:
            print(f"        {line}")
        self.failures += bool(found)
        self.completed += 1
        return True

    def finish(self, title: str) -> None:
        """The same command once more, to its end."""
        if not self.site.out.exists():
            self.study.complete(self.site)
        found = differences(self.reference.out, self.site.out)
        for line in found:
            print(f"        {line}")
        self.claim(f"{title}: the same bytes", not found)
        self.claim(f"{title}: only the results are left {self.site.names()}", self.site.names() == ["ranked"])
        self.site.clear()

    def kill_in_lives(self) -> None:
        killed = 0
        while killed < KILLS:
            delay = self.chance.uniform(0, 1.5 * self.seconds / min(KILLS, 10))
            code, _, told = self.stop(signal.SIGKILL, "live", delay)
            killed += code == -signal.SIGKILL
            if code not in (0, -signal.SIGKILL):
                raise Failed(f"a run after {killed} kills ended with {code}: {told}")
            if self.compare_if_complete():
                self.site.clear()
        print(f"        {killed} kills, {self.completed} runs completed in between")
        self.finish("killed at random moments")

    def kill_in_other_stages(self) -> None:
        for stage in STAGES:
            code, _, _ = self.stop(signal.SIGKILL, stage, self.chance.uniform(0, 0.05))
            self.compare_if_complete()
            left = len(self.site.hidden())
            self.claim(f"killed when it began to {stage} ({code}), it leaves at most one hidden folder ({left})", left <= 1)
        self.finish("killed in every stage")
        code, _, _ = self.stop(signal.SIGKILL, "be done", 0.0)
        self.claim(f"killed once the results stand ({code}), they are whole", self.compare_if_complete())
        self.study.complete(self.site, "--overwrite")
        self.finish("given once more with --overwrite")

    def interrupt(self, number: int, stage: str, delay: float) -> None:
        code, seconds, told = self.stop(number, stage, delay)
        name, kept = signal.Signals(number).name, self.site.journal.exists()
        if code == 0 and self.compare_if_complete():
            print(f"        {name} came after the results stood")
            self.site.clear()
            return
        self.slowest = max(self.slowest, seconds)
        last = (told.strip().splitlines() or [""])[-1]
        self.claim(f"{name} {delay:.2f} s after it began to {stage}: exit code {code}, {last}", code == INTERRUPTED)
        self.claim("    it says what is kept", ("kept here" in last) == kept
                   and ("no results were written" in last) != kept and "the same command again" in last)  # fmt: skip
        beside = [self.site.journal.name] if kept else []
        self.claim("    nothing else is left", self.site.names() == beside)

    def interrupt_in_every_stage(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM):
            for stage in STAGES:
                longest = 0.3 * self.seconds if stage == "live" else 0.1
                self.interrupt(number, stage, self.chance.uniform(0, longest))
            if self.site.journal.exists():
                self.site.journal.unlink()  # so that the next is interrupted before there is one
        self.claim(f"the slowest stop took {self.slowest:.2f} s (at most {LONGEST_STOP:.0f})", self.slowest <= LONGEST_STOP)
        self.finish("interrupted in every stage")

    def refuse(self, title: str, expected: str, *more: str) -> None:
        before = self.site.journal.read_bytes()
        code = self.study.start(self.site, *more).wait()
        last = self.site.told.read_text().strip().splitlines()[-1]
        self.claim(f"{title}: {last}", code == USAGE and expected in last and "hint:" in last)
        self.claim("    the journal stays as it was", self.site.journal.read_bytes().startswith(before))

    def change_between(self) -> None:
        """Another option, another input, a second run at the same time, a torn tail."""
        self.leave_finished_parts()
        self.refuse("another option", "other inputs or options", "--seed", "7")
        layer = next(file for file in sorted(self.study.scenario.parent.glob("*.geojson")))
        layer.write_bytes(layer.read_bytes() + b"\n")
        self.refuse("another byte in a layer", "other inputs or options")
        layer.write_bytes(layer.read_bytes()[:-1])
        self.tear("cut short", lambda kept: kept[: len(kept) - self.chance.randrange(1, 500)])
        self.tear("overrun by garbage", lambda kept: kept + self.chance.randbytes(700))
        self.tear("damaged in the middle", lambda kept: kept[: len(kept) // 2] + b"\0\1\2\3" + kept[len(kept) // 2 + 4 :])
        run = self.study.start(self.site)
        while run.poll() is None and not self.site.has_begun_to("live"):
            time.sleep(0.001)
        self.refuse("a second run at the same time", "another run is using")
        if run.wait() != 0:
            raise Failed(f"the first of two runs at once ended with {run.returncode}")
        self.finish("changed, torn and shared")

    def leave_finished_parts(self) -> None:
        """A busy machine may not finish one before it is stopped: goes on until some are kept."""
        delay = 0.2 * self.seconds
        while not self.site.journal.exists() or self.site.journal.stat().st_size < PARTS_WORTH_TEARING:
            self.stop(signal.SIGKILL, "live", delay)
            if self.site.out.exists():  # it came to its end instead
                self.site.clear()
                delay /= 2

    def tear(self, title: str, damage) -> None:
        self.site.journal.write_bytes(damage(self.site.journal.read_bytes()))
        code, _, told = self.stop(signal.SIGINT, "live", 0.0)
        going_on = [line for line in told.splitlines() if line.startswith("going on from ")]
        self.claim(f"a journal {title}: {going_on}", code == INTERRUPTED and len(going_on) == 1)


def main() -> int:
    binary, scenario = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    with tempfile.TemporaryDirectory(prefix="careshed-") as name:
        folder = Path(name)
        shutil.copytree(scenario.parent, folder / "scenario")
        shutil.copy(binary, folder / "careshed")  # a journal is of one build: it may be renewed meanwhile
        test = Test(Study(folder / "careshed", folder / "scenario" / scenario.name), folder)
        test.kill_in_other_stages()
        test.interrupt_in_every_stage()
        test.change_between()
        test.kill_in_lives()
    return 1 if test.failures else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failed as failure:
        print(failure)
        sys.exit(1)
