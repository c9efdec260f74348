"""A ranking stops within two processor seconds of Ctrl-C, SIGTERM or SIGHUP in the midst of any stage, however large the
city, and goes on to the same bytes; so it does after kill -9.

A moment is a stage, which the command reports with -v, and a share of the processor time that the stage takes when
nothing disturbs it: no clock decides. CARESHED_LONG=1 takes a city of 900,000 residents, 50 moments and 40 kills.

usage: stops.py BINARY [RESIDENTS]
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from bundle import Failed
from kill_resume import MOST_TRIES, STAGES, Moment, Site, Study, Test, seconds_of
from sample_study import BRIEF, shortened, small_study

IS_LONG = os.environ.get("CARESHED_LONG") == "1"
RESIDENTS = 900_000
MOMENTS, KILLS, COMPLETED_EVERY = (50, 40, 10) if IS_LONG else (6, 2, 6)
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Within(NamedTuple):
    """When so much of the stage's processor time has passed."""

    stage: str
    share: float
    parts: int = 0


class PacedStudy(Study):
    """The command, and what its stages take of the processor when nothing disturbs them."""

    def __init__(self, binary: Path, scenario: Path):
        super().__init__(binary, scenario)
        self.lengths: dict[str, float] = {}

    def start(self, site: Site, *more: str) -> subprocess.Popen:
        return super().start(site, "--no-cache", *more)  # every stage takes its whole time

    def measure(self, site: Site) -> None:
        """Runs to the end."""
        begun, now = {}, 0.0
        run = self.start(site)
        while run.poll() is None:
            now = seconds_of(run)
            for stage in STAGES:
                if stage not in begun and site.has_come_to(Moment(stage)):
                    begun[stage] = now
            time.sleep(0.005)
        if run.returncode != 0:
            raise Failed(f"the run that should complete ended with {run.returncode}: {site.reported.read_text()}")
        ends = [*list(begun.values())[1:], now]
        self.lengths = {stage: end - begin for (stage, begin), end in zip(begun.items(), ends)}

    def start_until(self, site: Site, moment: Within, *more: str) -> subprocess.Popen:
        run, begun = self.start(site, *more), None
        while run.poll() is None:
            if begun is None and site.has_come_to(moment):
                begun = seconds_of(run)
            if begun is not None and seconds_of(run) - begun >= moment.share * self.lengths.get(moment.stage, 0.0):
                break
            time.sleep(0.002)
        return run

    def complete(self, site: Site, *more: str) -> None:
        if self.lengths:
            super().complete(site, *more)
        else:
            self.measure(site)


class StopTest(Test):
    def within(self, number: int) -> Within:
        """One stage after the other, long or short."""
        return Within(list(STAGES)[number % len(STAGES)], self.chance.random())

    def stop_everywhere(self) -> None:
        for number in range(MOMENTS):
            moment = self.within(number)
            self.interrupt_at(SIGNALS[number % len(SIGNALS)], moment, f"{100 * moment.share:.0f} % into {moment.stage}")
            if (number + 1) % COMPLETED_EVERY == 0:
                self.finish(f"stopped up to {COMPLETED_EVERY} times")
        self.claim_prompt()

    def kill_everywhere(self) -> None:
        killed, tries = 0, 0
        while killed < KILLS and tries < KILLS + MOST_TRIES:
            stopped = self.stop_and_settle(signal.SIGKILL, self.within(self.chance.randrange(len(STAGES))))
            killed += not stopped.is_complete
            tries += 1
            if killed % COMPLETED_EVERY == 0 or killed == KILLS:
                self.finish(f"killed up to {COMPLETED_EVERY} times")
        self.claim(f"{killed} kills, {self.completed} runs completed before their signal", killed == KILLS)


def city_of(binary: Path, residents: int, folder: Path) -> Path:
    """The scenario of a synthetic city, shortened to one year in two replications; 0 residents: the small city."""
    if residents == 0:
        return small_study(str(binary), folder)
    made = [binary, "synth", "--city", "harbor", "--residents", residents, "--seed", 1, "-o", folder, "--quiet"]
    subprocess.run([str(word) for word in made], check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    return shortened(folder / "scenario.toml", BRIEF)


def main() -> int:
    residents = int(sys.argv[2]) if len(sys.argv) > 2 else RESIDENTS if IS_LONG else 0
    with tempfile.TemporaryDirectory(prefix="careshed-") as name:
        folder = Path(name)
        shutil.copy(sys.argv[1], folder / "careshed")  # a journal is of one build
        study = PacedStudy(folder / "careshed", city_of(folder / "careshed", residents, folder / "city"))
        test = StopTest(study, folder)
        print("        " + ", ".join(f"{stage}: {seconds:.1f} s" for stage, seconds in study.lengths.items()), flush=True)
        test.stop_everywhere()
        test.kill_everywhere()
    return 1 if test.failures else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failed as failure:
        print(failure)
        sys.exit(1)
