#!/usr/bin/env python3
"""A standard stream that is full, closed or has lost its reader ends in exit code 4, never by a signal; results that
stand are kept, and nothing that is said lands in a file.

usage: streams_test.py CARESHED
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from sample_study import small_study

RESOURCE = 4


def code_of(command: list[str], broken: str, way: str) -> int:
    """The exit code with standard `broken` (stdout, stderr) full, closed or without a reader."""
    number = {"stdout": 1, "stderr": 2}[broken]
    given = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    if way == "closed":
        return subprocess.run(command, **given, check=False, preexec_fn=lambda: os.close(number)).returncode
    if way == "full":
        with open("/dev/full", "w") as full:
            return subprocess.run(command, **{**given, broken: full}, check=False).returncode
    reader, writer = os.pipe()
    os.close(reader)
    try:
        return subprocess.run(command, **{**given, broken: writer}, check=False).returncode
    finally:
        os.close(writer)


def main(program: str) -> int:
    claims = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        scenario = str(small_study(program, folder / "city"))
        for way in ("full", "closed", "without a reader"):
            code = code_of([program, "check", str(folder / "none.toml")], "stderr", way)
            claims[f"an error for a standard error that is {way} ({code})"] = code == RESOURCE
            code = code_of([program, "parameters"], "stdout", way)
            claims[f"a table for a standard output that is {way} ({code})"] = code == RESOURCE
            out = folder / way.replace(" ", "_")
            rank = [program, "rank", scenario, "--draws", "3", "--no-cache", "-v", "-o", str(out)]
            code = code_of(rank, "stderr", way)
            claims[f"a ranking whose notes are lost, {way} ({code})"] = code == RESOURCE
            claims[f"    its results stand, {way}"] = (out / "manifest.json").exists()
            said = [file.name for file in out.rglob("*") if file.is_file() and b" s  city: layers read" in file.read_bytes()]
            claims[f"    and hold nothing of what was said {said}"] = not said
    for claim, holds in claims.items():
        print("ok    " if holds else "FAILED", claim)
    return 0 if all(claims.values()) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
