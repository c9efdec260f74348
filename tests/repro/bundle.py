"""Running careshed and reading what it wrote: shared by the tests of this folder. Standard library only.

`real_layers`, from the folder above, is passed on.
"""

import csv
import hashlib
import os
import subprocess
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent.parent))
from real_layers import real_layers  # noqa: E402, F401

# The one file of a bundle that may hold time, host, path, thread count, compiler or build.
NOT_COMPARED = {"manifest.json"}


class Failed(Exception):
    """A claim that does not hold; its text says which and why."""


def settings() -> dict[str, str]:
    """What a command is run with: nothing that the person who tests has set for it, or for these tests."""
    return {k: v for k, v in os.environ.items() if not k.startswith(("CARESHED_", "GLIBC_TUNABLES"))}


def careshed(binary: Path, *arguments: str, environment: dict[str, str] | None = None) -> str:
    """Standard output of a run that must succeed."""
    command = [str(binary), *map(str, arguments)]
    # No cache can be there: every run works everything out.
    given = {**settings(), "XDG_CACHE_HOME": "/dev/null", **(environment or {})}
    done = subprocess.run(
        command, capture_output=True, text=True, env=given, check=False, stdin=subprocess.DEVNULL
    )
    if done.returncode != 0:
        raise Failed(f"{' '.join(command)}: exit code {done.returncode}\n{done.stderr[-3000:]}")
    return done.stdout


def inside(ring: list, x: float, y: float) -> bool:
    """Whether a place lies in a ring of (x, y), by the edges that a line to the east crosses."""
    odd = False
    for (x1, y1), (x2, y2) in zip(ring, ring[1:]):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            odd = not odd
    return odd


def fingerprints(folder: Path) -> dict[str, str]:
    """SHA-256 of every file below the folder, by its path, but those that may differ."""
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in files
        if file.relative_to(folder).as_posix() not in NOT_COMPARED
    }


def differences(one: Path, other: Path) -> list[str]:
    """What two bundles do not have in common, file by file; the first differing byte of each."""
    a, b = fingerprints(one), fingerprints(other)
    lines = [f"only in {one.name}: {name}" for name in sorted(a.keys() - b.keys())]
    lines += [f"only in {other.name}: {name}" for name in sorted(b.keys() - a.keys())]
    for name in sorted(a.keys() & b.keys()):
        if a[name] != b[name]:
            left, right = (one / name).read_bytes(), (other / name).read_bytes()
            at = next((i for i, (x, y) in enumerate(zip(left, right)) if x != y), min(len(left), len(right)))
            lines.append(f"{name} differs at byte {at}: {left[at - 30 : at + 30]!r} / {right[at - 30 : at + 30]!r}")
    return lines


def rows(file: Path) -> list[dict[str, str]]:
    """Rows of a CSV table by column name; comment lines are left out."""
    with file.open(newline="", encoding="utf-8") as text:
        return list(csv.DictReader(line for line in text if not line.startswith("#")))
