"""An input that is replaced, cut or removed while a ranking runs never gives a bundle whose manifest does not describe
it: either the run ends with an error that names the file, or its bytes are those of a quiet run on the version whose
hash the manifest holds.

Moments are known by the stages that the command reports with -v, with a random wait after each: a busy machine changes
which of the two ends a run has, never whether the claim holds.

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

sys.path.append(str(Path(__file__).resolve().parents[1] / "cli"))
from sample_study import small_study  # noqa: E402

MOMENTS = 20 if os.environ.get("CARESHED_LONG") == "1" else 8
SEED = 20261130
RESOURCE, INPUT = 4, 3
STAGES = ("", "layers read", "walking times", "people at risk", "who can walk", "analytic expectation")


class City:
    """A small city, one of whose layers has three versions: all rows, every other, the first half."""

    def __init__(self, binary: Path, folder: Path):
        self.binary, self.folder = binary, folder
        self.scenario = small_study(str(binary), folder / "city")
        self.layer = self.scenario.parent / "synthetic_deaths.csv"
        lines = self.layer.read_text().splitlines(keepends=True)
        self.versions = ["".join(kept).encode() for kept in (lines, lines[:1] + lines[1::2], lines[: len(lines) // 2])]
        self.reference = {}
        for number, version in enumerate(self.versions):
            self.put(version)
            out = folder / f"version{number}"
            self.start(out).communicate()
            self.reference[hashlib.sha256(version).hexdigest()] = out

    def put(self, version: bytes) -> None:
        """In one step: a reader has the one version or the other."""
        new = self.layer.with_suffix(".new")
        new.write_bytes(version)
        new.replace(self.layer)

    def start(self, out: Path) -> subprocess.Popen:
        command = [self.binary, "rank", self.scenario, "-o", out, "--draws", "6", "--no-cache", "-v"]
        return subprocess.Popen([str(word) for word in command], env=settings(), stdin=subprocess.DEVNULL,
                                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)  # fmt: skip

    def changed_at(self, stage: str, wait: float, change) -> tuple[int, str, Path]:
        """Exit code, standard error and results of a run with the change at the moment."""
        self.put(self.versions[0])
        out = self.folder / f"out{time.monotonic_ns()}"
        run, said = self.start(out), ""
        while stage and stage not in said:
            line = run.stderr.readline()
            if not line:
                break
            said += line
        time.sleep(wait)
        change()
        said += run.communicate()[1]
        return run.returncode, said, out

    def claim(self, code: int, said: str, out: Path) -> str:
        """What does not hold, or nothing."""
        if code != 0:
            named = self.layer.name in said and "error:" in said
            return "" if code in (RESOURCE, INPUT) and named and not out.exists() else f"ends with {code}: {said}"
        inputs = json.loads((out / "manifest.json").read_text())["inputs"]
        recorded = next(entry["sha256"] for entry in inputs if entry["path"].endswith(self.layer.name))
        if recorded not in self.reference:
            return "the manifest holds the hash of no version"
        return "; ".join(differences(self.reference[recorded], out))


def main() -> int:
    chance, failures = random.Random(SEED), 0
    with tempfile.TemporaryDirectory(prefix="careshed-") as name:
        city = City(Path(sys.argv[1]).resolve(), Path(name))
        changes = {
            "replaced": lambda: city.put(city.versions[1]),
            "cut short": lambda: os.truncate(city.layer, len(city.versions[2])),
            "removed": lambda: city.layer.unlink(missing_ok=True),
            "replaced twice": lambda: (city.put(city.versions[1]), time.sleep(0.02), city.put(city.versions[0])),
        }
        for moment in range(MOMENTS):
            kind, stage = list(changes)[moment % len(changes)], chance.choice(STAGES)
            code, said, out = city.changed_at(stage, chance.uniform(0, 0.05), changes[kind])
            fault = city.claim(code, said, out)
            failures += bool(fault)
            print("FAILED" if fault else "holds ", f"{kind} after '{stage}' (exit code {code}) {fault}", flush=True)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
