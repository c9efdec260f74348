"""A ranking that is killed or interrupted, at any moment and as often as one likes, goes on from the same command
and ends in the same bytes; meanwhile it keeps OUT.resume beside the results, and at the end nothing but them.

Moments are known by the stages that the command reports with -v and by the parts that its journal holds, never by a
clock: a busy machine changes nothing. A run that came to its end before its signal is compared as any other.

usage: kill_resume.py BINARY SCENARIO

A small city stands for SCENARIO, which CARESHED_LONG=1 takes as it is, and kills 50 times in place of 3.
"""

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from bundle import Failed, differences, settings

sys.path.append(str(Path(__file__).resolve().parents[1] / "cli"))
from sample_study import small_study  # noqa: E402

IS_LONG = os.environ.get("CARESHED_LONG") == "1"
KILLS = 50 if IS_LONG else 3
SEED = 20261124
DRAWS = 12
PARTS_WORTH_TEARING = 6
MOST_TRIES = 20  # of a run that is to be stopped, and comes to its end instead
LONGEST_STOP = 2.0  # processor seconds from a signal to the end of the process
INTERRUPTED, USAGE = 130, 2

# What is printed when a stage begins: the end of the one before. The first begins with the hidden folder.
STAGES = {
    "read the city": "",
    "find walking times": "layers read",
    "place people": "walking times",
    "compute expectations": "who can walk",
    "simulate": "analytic expectation",
    "rank": "  histories\n",
    "write the results": "  ranking\n",
}
DONE = "be done"


class Moment(NamedTuple):
    """When the stage has begun and the journal holds so many parts."""

    stage: str
    parts: int = 0


class Site:
    """The place of the results, and what stands beside it."""

    def __init__(self, folder: Path):
        folder.mkdir()
        self.out = folder / "ranked"
        self.journal = folder / "ranked.resume"
        self.reported = folder.with_suffix(".reported")

    def hidden(self) -> list[Path]:
        # Folders: a kill may also leave the journal's header as it is being written, a hidden file.
        return sorted(path for path in self.out.parent.glob(".ranked*") if path.is_dir())

    def names(self) -> list[str]:
        return sorted(path.name for path in self.out.parent.iterdir())

    def clear(self) -> None:
        shutil.rmtree(self.out.parent)
        self.out.parent.mkdir()

    def parts(self) -> int:
        """Whole records of the journal, whose format engine/simulate/journal.hpp documents."""
        try:
            kept = self.journal.read_bytes()
        except FileNotFoundError:
            return 0
        count, at = 0, len("careshed run journal 1\n") + 64 + 1 + 8
        while at + 24 <= len(kept):
            at += 24 + int.from_bytes(kept[at + 8 : at + 16], "little")
            count += at <= len(kept)
        return count

    def has_come_to(self, moment: Moment) -> bool:
        if moment.stage == DONE:
            return self.out.exists()
        begun = bool(self.hidden()) and STAGES[moment.stage] in self.reported.read_text()
        return begun and (moment.parts == 0 or self.parts() >= moment.parts)


def heed_signals() -> None:
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


class Study:
    """The command that is given again and again."""

    def __init__(self, binary: Path, scenario: Path):
        self.binary, self.scenario = binary, scenario

    def start(self, site: Site, *more: str) -> subprocess.Popen:
        command = [self.binary, "rank", self.scenario, "-o", site.out, "--draws", str(DRAWS), "-v", *more]
        with site.reported.open("w") as reported:
            # A test in the background of a shell has SIGINT ignored, under nohup SIGHUP, and so would its children.
            return subprocess.Popen(
                [str(word) for word in command], env=settings(), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                stderr=reported, preexec_fn=heed_signals,
            )  # fmt: skip

    def start_until(self, site: Site, moment: Moment, *more: str) -> subprocess.Popen:
        """At the moment, or ended before it."""
        run = self.start(site, *more)
        while run.poll() is None and not site.has_come_to(moment):
            time.sleep(0.002)
        return run

    def complete(self, site: Site, *more: str) -> None:
        code = self.start(site, *more).wait()
        if code != 0:
            raise Failed(f"the run that should complete ended with {code}: {site.reported.read_text()}")


def seconds_of(run: subprocess.Popen) -> float:
    """Processor seconds of a process until now."""
    fields = Path(f"/proc/{run.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def seconds_of_ended() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class Stopped(NamedTuple):
    """How a run ended that got a signal."""

    code: int  # -number if killed by it
    reported: str
    seconds: float  # of the processor, from the signal to the end
    is_complete: bool  # its results stood

    def last(self) -> str:
        return (self.reported.strip().splitlines() or [""])[-1]


class Test:
    def __init__(self, study: Study, folder: Path):
        self.study, self.folder, self.chance = study, folder, random.Random(SEED)
        self.failures, self.completed, self.slowest = 0, 0, 0.0
        self.reference, self.site = Site(folder / "uninterrupted"), Site(folder / "stopped")
        study.complete(self.reference)

    def claim(self, text: str, holds: bool) -> None:
        print(f"{'holds ' if holds else 'FAILED'}  {text}", flush=True)
        self.failures += not holds

    def claim_same(self, title: str) -> None:
        found = differences(self.reference.out, self.site.out)
        for line in found:
            print(f"        {line}")
        self.claim(f"{title}: the same bytes", not found)

    def stop(self, number: int, moment: Moment) -> Stopped:
        before = seconds_of_ended()
        run = self.study.start_until(self.site, moment, "--threads", self.chance.choice(("1", "2")))
        spent = seconds_of(run) if run.returncode is None else 0.0
        run.send_signal(number)  # nothing if it has ended
        code = run.wait()
        seconds = seconds_of_ended() - before - spent
        return Stopped(code, self.site.reported.read_text(), seconds, self.site.out.exists())

    def stop_and_settle(self, number: int, moment: Moment) -> Stopped:
        """Results that stand are whole, and cleared away; the run's exit code says which it is."""
        stopped = self.stop(number, moment)
        if stopped.is_complete:
            self.completed += 1
            self.claim_same(f"complete when it was to be stopped as it began to {moment.stage}")
        possible = (0, -signal.SIGKILL) if number == signal.SIGKILL else (0,)
        stop = -signal.SIGKILL if number == signal.SIGKILL else INTERRUPTED
        if stopped.code not in (possible if stopped.is_complete else (stop,)):
            self.claim(f"{signal.Signals(number).name} at {moment} leads to {stopped.code}: {stopped.reported}", False)
        if stopped.is_complete:
            self.site.clear()
        return stopped

    def finish(self, title: str) -> None:
        """The same command once more, to its end."""
        if not self.site.out.exists():
            self.study.complete(self.site)
        self.claim_same(title)
        self.claim(f"{title}: only the results are left {self.site.names()}", self.site.names() == ["ranked"])
        self.site.clear()

    def kill_in_every_stage(self) -> None:
        for stage in STAGES:
            stopped = self.stop_and_settle(signal.SIGKILL, Moment(stage))
            left = len(self.site.hidden())
            self.claim(f"killed when it began to {stage} ({stopped.code}), it leaves at most one hidden folder ({left})", left <= 1)
        self.finish("killed in every stage")

    def signal_when_done(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            stopped = self.stop(number, Moment(DONE))
            self.claim(f"{signal.Signals(number).name} once the results stand changes nothing ({stopped.code})", stopped.code == 0)
            self.finish(f"{signal.Signals(number).name} once the results stand")
        stopped = self.stop(signal.SIGKILL, Moment(DONE))
        self.claim_same(f"killed once the results stand ({stopped.code})")
        self.study.complete(self.site, "--overwrite")
        self.finish("given once more with --overwrite")

    def interrupt(self, number: int, stage: str) -> None:
        more = self.chance.randrange(1, 5) if stage == "simulate" else 0
        self.interrupt_at(number, Moment(stage, self.site.parts() + more if more else 0), f"when it began to {stage}")

    def interrupt_at(self, number: int, moment: Moment, shown: str) -> None:
        had = self.site.journal.exists()  # which a run that is stopped early says nothing of
        stopped = self.stop_and_settle(number, moment)
        if stopped.is_complete:
            return
        kept, last = self.site.journal.exists(), stopped.last()
        self.slowest = max(self.slowest, stopped.seconds)
        self.claim(f"{signal.Signals(number).name} {shown}: exit code {stopped.code}, {last}", stopped.code == INTERRUPTED)
        is_said = "kept here" in last
        self.claim("    it says what is kept", is_said in ({False, True} if had and kept else {kept})
                   and ("no results were written" in last) != is_said and "the same command again" in last)  # fmt: skip
        beside = [self.site.journal.name] if kept else []
        self.claim("    nothing else is left", self.site.names() == beside)

    def interrupt_in_every_stage(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            for stage in STAGES if number == signal.SIGINT or IS_LONG else ("simulate",):
                self.interrupt(number, stage)
            self.site.journal.unlink(missing_ok=True)  # so that the next is interrupted before there is one
        self.claim_prompt()
        self.finish("interrupted in every stage")

    def claim_prompt(self) -> None:
        self.claim(f"the longest stop took {self.slowest:.2f} processor seconds (at most {LONGEST_STOP:.0f})",
                   self.slowest <= LONGEST_STOP)  # fmt: skip

    def kill_in_histories(self) -> None:
        killed, tries = 0, 0
        while killed < KILLS and tries < KILLS + MOST_TRIES:
            more = self.chance.randrange(1, 6)
            stopped = self.stop_and_settle(signal.SIGKILL, Moment("simulate", self.site.parts() + more))
            killed += not stopped.is_complete
            tries += 1
        self.claim(f"{killed} kills in histories, {self.completed} runs completed so far", killed == KILLS)
        self.finish("killed while it simulates")

    def refuse(self, title: str, expected: str, *more: str) -> None:
        before = self.site.journal.read_bytes()
        code = self.study.start(self.site, *more).wait()
        last = self.site.reported.read_text().strip().splitlines()[-1]
        self.claim(f"{title}: {last}", code == USAGE and expected in last and "hint:" in last)
        self.claim("    the journal stays as it was", self.site.journal.read_bytes() == before)

    def change_between(self) -> None:
        """Another option, another input, a torn tail."""
        self.leave_finished_parts()
        self.refuse("another option", "other inputs or options", "--seed", "7")
        layer = next(file for file in sorted(self.study.scenario.parent.glob("*.geojson")))
        layer.write_bytes(layer.read_bytes() + b"\n")
        self.refuse("another byte in a layer", "other inputs or options")
        layer.write_bytes(layer.read_bytes()[:-1])
        self.tear("cut short", lambda kept: kept[: len(kept) - self.chance.randrange(1, 200)])
        self.tear("overrun by garbage", lambda kept: kept + self.chance.randbytes(700))
        self.tear("damaged in the middle", lambda kept: kept[: len(kept) // 2] + b"\0\1\2\3" + kept[len(kept) // 2 + 4 :])
        self.finish("changed and torn")

    def leave_finished_parts(self) -> None:
        for _ in range(MOST_TRIES):
            if self.site.parts() >= PARTS_WORTH_TEARING:
                return
            self.stop_and_settle(signal.SIGKILL, Moment("simulate", PARTS_WORTH_TEARING))
        raise Failed(f"in {MOST_TRIES} runs none left {PARTS_WORTH_TEARING} parts")

    def tear(self, title: str, damage) -> None:
        self.leave_finished_parts()
        self.site.journal.write_bytes(damage(self.site.journal.read_bytes()))
        stopped = self.stop_and_settle(signal.SIGINT, Moment("simulate"))
        going_on = [line for line in stopped.reported.splitlines() if line.startswith("going on from ")]
        self.claim(f"a journal {title}: {going_on}", len(going_on) == 1)

    def drop_beside_results(self) -> None:
        """What the next command finds where a run was killed between its results and the end of its journal."""
        self.leave_finished_parts()
        kept = self.site.journal.read_bytes()
        self.study.complete(self.site)
        self.site.journal.write_bytes(kept)
        os.utime(self.site.journal, (0, 0))
        code = self.study.start(self.site).wait()
        self.claim(f"a journal beside complete results is dropped {self.site.names()}",
                   code == USAGE and self.site.names() == ["ranked"])  # fmt: skip
        self.finish("after its journal was dropped")

    def run_two_at_once(self) -> None:
        """The first is held while the second is given, so that it cannot end meanwhile."""
        for _ in range(MOST_TRIES):
            run = self.study.start_until(self.site, Moment("simulate", 1))
            run.send_signal(signal.SIGSTOP)
            if run.poll() is None:
                os.waitid(os.P_PID, run.pid, os.WSTOPPED | os.WEXITED | os.WNOWAIT)
            if run.poll() is None and self.site.journal.exists():
                break
            run.send_signal(signal.SIGCONT)
            run.wait()
            self.site.clear()
        else:
            raise Failed(f"in {MOST_TRIES} runs none was under way when another was given")
        self.refuse("a second run at the same time", "another run is using")
        run.send_signal(signal.SIGCONT)
        if run.wait() != 0:
            raise Failed(f"the first of two runs at once ended with {run.returncode}")
        self.finish("two at once")


def copied_study(binary: Path, scenario: Path, folder: Path) -> Study:
    """A journal is of one build and one set of layers: those here stay as they are."""
    shutil.copy(binary, folder / "careshed")
    if IS_LONG:
        shutil.copytree(scenario.parent, folder / "scenario")
        return Study(folder / "careshed", folder / "scenario" / scenario.name)
    return Study(folder / "careshed", small_study(str(binary), folder / "scenario"))


def main() -> int:
    binary, scenario = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    with tempfile.TemporaryDirectory(prefix="careshed-") as name:
        folder = Path(name)
        test = Test(copied_study(binary, scenario, folder), folder)
        test.kill_in_every_stage()
        test.signal_when_done()
        test.interrupt_in_every_stage()
        test.change_between()
        test.drop_beside_results()
        test.run_two_at_once()
        test.kill_in_histories()
    return 1 if test.failures else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failed as failure:
        print(failure)
        sys.exit(1)
