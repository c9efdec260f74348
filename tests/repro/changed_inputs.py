"""An input that is replaced, cut or removed while a ranking runs never gives a bundle whose manifest does not describe
it: either the run ends with an error that names the file, or its bytes are those of a quiet run on the version whose
hash the manifest holds, and `rerun` of its manifest on that version gives them again.

Moments are known by the stages that the command reports with -v and the processor time it has used since: a busy
machine changes which of the two ends a run has, never whether the claim holds.

usage: changed_inputs.py BINARY
"""

import hashlib
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bundle import differences, settings
from kill_resume import seconds_of

sys.path.append(str(Path(__file__).resolve().parents[1] / "cli"))
from sample_study import small_study  # noqa: E402

IS_LONG = os.environ.get("CARESHED_LONG") == "1"
MOMENTS = 20 if IS_LONG else 8  # of each layer that is changed
LAYERS = ("synthetic_deaths.csv", "synthetic_streets.geojson") if IS_LONG else ("synthetic_deaths.csv",)
RERUNS = MOMENTS if IS_LONG else 1  # of each layer's bundles that are kept
SEED = 20261130
RESOURCE, INPUT = 4, 3
LONGEST_WAIT = 0.15  # processor seconds into a stage
STAGES = ("", "", "", "layers read", "walking times", "people at risk", "who can walk", "analytic expectation")


class City:
    """A small city, one of whose layers has three versions: all lines, one line less, the first half."""

    def __init__(self, binary: Path, folder: Path, layer: str):
        self.binary, self.folder = binary, folder
        self.scenario = small_study(str(binary), folder / "city")
        self.layer = self.scenario.parent / layer
        lines = self.layer.read_text().splitlines(keepends=True)
        self.versions = ["".join(kept).encode() for kept in (lines, lines[:4] + lines[5:], lines[: len(lines) // 2])]
        self.reference, self.version = {}, {}
        for number, version in enumerate(self.versions):
            self.put(version)
            out, recorded = folder / f"version{number}", hashlib.sha256(version).hexdigest()
            self.start("rank", self.scenario, "--draws", "6", "-o", out).communicate()
            self.reference[recorded], self.version[recorded] = out, version

    def put(self, version: bytes) -> None:
        """In one step: a reader has the one version or the other."""
        new = self.layer.with_suffix(".new")
        new.write_bytes(version)
        new.replace(self.layer)

    def start(self, *words: str | Path) -> subprocess.Popen:
        command = [str(word) for word in (self.binary, *words, "--no-cache", "-v")]
        return subprocess.Popen(command, env=settings(), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                stderr=subprocess.PIPE, text=True)  # fmt: skip

    def changed_at(self, stage: str, seconds: float, change) -> tuple[int, str, Path]:
        """Exit code, standard error and results of a run with the change so many processor seconds into the stage."""
        self.put(self.versions[0])
        out = self.folder / f"out{time.monotonic_ns()}"
        run, said = self.start("rank", self.scenario, "--draws", "6", "-o", out), ""
        while stage and stage not in said:
            line = run.stderr.readline()
            if not line:
                break
            said += line
        begun = seconds_of(run)
        while run.poll() is None and seconds_of(run) - begun < seconds:
            time.sleep(0.001)
        change()
        said += run.communicate()[1]
        return run.returncode, said, out

    def recorded_in(self, out: Path) -> str:
        """The layer's hash by the manifest."""
        inputs = json.loads((out / "manifest.json").read_text())["inputs"]
        return next(entry["sha256"] for entry in inputs if entry["path"].endswith(self.layer.name))

    def fault(self, code: int, said: str, out: Path) -> str:
        """What does not hold of a run, or nothing."""
        if code != 0:
            named = self.layer.name in said and "error:" in said
            return "" if code in (RESOURCE, INPUT) and named and not out.exists() else f"ends with {code}: {said}"
        recorded = self.recorded_in(out)
        if recorded not in self.reference:
            return "the manifest holds the hash of no version"
        return "; ".join(differences(self.reference[recorded], out))

    def fault_of_rerun(self, out: Path) -> str:
        """What does not hold of a run from the manifest of a bundle that was kept, or nothing."""
        self.put(self.version[self.recorded_in(out)])
        again = out.with_suffix(".again")
        run = self.start("rerun", out / "manifest.json", "-o", again)
        said = run.communicate()[1]
        return "; ".join(differences(out, again)) if run.returncode == 0 else f"ends with {run.returncode}: {said}"


def claim(text: str, fault: str) -> int:
    print("FAILED" if fault else "holds ", text, fault, flush=True)
    return 1 if fault else 0


def failures_with(city: City, chance: random.Random) -> int:
    """Changes the city's layer at moment after moment."""
    failures, reruns = 0, 0
    changes = {
        "replaced": lambda: city.put(city.versions[1]),
        "cut short": lambda: os.truncate(city.layer, len(city.versions[2])),
        "removed": lambda: city.layer.unlink(missing_ok=True),
        "replaced twice": lambda: (city.put(city.versions[1]), time.sleep(0.02), city.put(city.versions[0])),
    }
    for moment in range(MOMENTS):
        kind, stage = list(changes)[moment % len(changes)], chance.choice(STAGES)
        code, said, out = city.changed_at(stage, chance.uniform(0, LONGEST_WAIT), changes[kind])
        fault = city.fault(code, said, out)
        failures += claim(f"{city.layer.name} {kind} after '{stage}' (exit code {code})", fault)
        if code == 0 and not fault and reruns < RERUNS:
            failures += claim("    its manifest gives the same bytes again", city.fault_of_rerun(out))
            reruns += 1
    return failures + claim(f"{reruns} bundles were kept and run again", "" if reruns else "none")


def main() -> int:
    chance, failures = random.Random(SEED), 0
    for layer in LAYERS:
        with tempfile.TemporaryDirectory(prefix="careshed-") as name:
            failures += failures_with(City(Path(sys.argv[1]).resolve(), Path(name), layer), chance)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
