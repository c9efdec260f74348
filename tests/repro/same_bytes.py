"""The same study gives the same bytes: at any thread count, on a processor without FMA and AVX2, from a build
without optimisation, from another compiler, with a cache, from the manifest, and from permuted input rows.

usage: same_bytes.py BINARY SCENARIO [VERB]     (VERB: rank, or access)

CARESHED_O0 and CARESHED_CLANG name more builds of the command to compare with; without them these two
comparisons are not made, and the output says so. The study is SCENARIO over one year in two replications, or as it is with
CARESHED_LONG=1, and in more ways: other thread counts, and with a cache (tests/cli/cache_test.py).
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bundle import Failed, careshed, differences, fingerprints
from permuted import permute_folder

sys.path.append(str(Path(__file__).resolve().parents[1] / "cli"))
from sample_study import BRIEF, shortened  # noqa: E402

IS_LONG = os.environ.get("CARESHED_LONG") == "1"

# What each verb is asked for, and the table that its bundle must hold.
VERBS = {"rank": (["--draws", "20" if IS_LONG else "4"], "ranking.csv"), "access": ([], "access.csv")}
# Names of glibc 2.33 and later; unknown ones are ignored.
PLAIN_PROCESSOR = {
    "GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-AVX,-FMA,-FMA4,-AVX512F,-AVX512VL,-BMI2,-SSE4_2,-XSAVE"
}


class Comparison:
    """One reference bundle, and what is held against it."""

    def __init__(self, verb: str, binary: Path, scenario: Path, folder: Path):
        self.verb, self.binary, self.scenario, self.folder = verb, binary, scenario, folder
        self.reference = self.run("reference", "1")
        self.failures = 0
        names = fingerprints(self.reference)
        if len(names) < 5 or VERBS[verb][1] not in names:
            raise Failed(f"the bundle is not complete: {sorted(names)}")
        print(f"reference: {len(names)} files at 1 thread")

    def run(self, name: str, threads: str, **changes) -> Path:
        out = self.folder / name
        binary = changes.get("binary", self.binary)
        scenario = changes.get("scenario", self.scenario)
        arguments = [self.verb, scenario, "-o", out, *VERBS[self.verb][0], "--threads", threads]
        careshed(binary, *arguments, environment=changes.get("environment"))
        return out

    def hold(self, claim: str, out: Path) -> None:
        found = differences(self.reference, out)
        self.failures += bool(found)
        print(f"{'FAILED' if found else 'same  '}  {claim}")
        for line in found:
            print(f"        {line}")


def libm_shows_the_processor() -> bool:
    """Whether libm's exp gives other bits under PLAIN_PROCESSOR here: then equal bundles say something."""
    program = "import math; print(hash(tuple(math.exp(k / 977) for k in range(20000))))"
    answers = [
        subprocess.run(
            [sys.executable, "-c", program], env={**os.environ, **extra}, capture_output=True, check=True
        ).stdout
        for extra in ({}, PLAIN_PROCESSOR)
    ]
    return answers[0] != answers[1]


def compare_builds(comparison: Comparison) -> None:
    for variable, title in (("CARESHED_O0", "without optimisation"), ("CARESHED_CLANG", "by clang")):
        other = os.environ.get(variable)
        if other:
            out = comparison.run(variable.lower(), "2", binary=Path(other))
            comparison.hold(f"built {title}", out)
        else:
            print(f"not compared: a build {title} ({variable} is not set)")


def study_of(scenario: Path, folder: Path) -> Path:
    if IS_LONG:
        return scenario
    shutil.copytree(scenario.parent, folder)
    return shortened(folder / scenario.name, BRIEF)


def compare_in_more_ways(comparison: Comparison) -> None:
    comparison.hold("at 2 threads", comparison.run("threads-2", "2"))
    caches = comparison.folder / "caches"
    for claim in ("with streets and walking times kept", "with streets and walking times taken from a cache"):
        out = comparison.run(claim.split()[-1], "2", environment={"XDG_CACHE_HOME": str(caches)})
        comparison.hold(claim, out)
    if len(list((caches / "careshed").iterdir())) != 2:
        raise Failed("nothing was kept: the comparison with a cache says nothing")


def main() -> int:
    binary = Path(sys.argv[1]).resolve()
    verb = sys.argv[3] if len(sys.argv) > 3 else "rank"
    with tempfile.TemporaryDirectory(prefix="careshed-") as name:
        folder = Path(name)
        scenario = study_of(Path(sys.argv[2]).resolve(), folder / "study")
        comparison = Comparison(verb, binary, scenario, folder)
        comparison.hold("at 4 threads", comparison.run("threads-4", "4"))
        shows = "libm differs there" if libm_shows_the_processor() else "libm does not differ on this one"
        plain = comparison.run("plain-processor", "2", environment=PLAIN_PROCESSOR)
        comparison.hold(f"on a processor without FMA and AVX2 ({shows})", plain)
        compare_builds(comparison)
        careshed(binary, "rerun", comparison.reference / "manifest.json", "-o", folder / "rerun")
        comparison.hold("made again from the manifest", folder / "rerun")
        shuffled = permute_folder(scenario.parent, folder / "permuted", seed=20261122)
        out = comparison.run("from-permuted", "2", scenario=folder / "permuted" / scenario.name)
        comparison.hold(f"with the rows of {shuffled} input files in another order", out)
        if IS_LONG:
            compare_in_more_ways(comparison)
    return 1 if comparison.failures else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failed as failure:
        print(failure)
        sys.exit(1)
