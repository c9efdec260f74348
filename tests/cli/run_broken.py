#!/usr/bin/env python3
"""Runs careshed on one broken case and compares what it says with what is stored.

usage: run_broken.py CARESHED CASE [--store]

A case is a folder below broken/ with a scenario.toml (layers in broken/base unless the case has its own),
expected.code, expected.stderr (not compared when absent) and, for usage errors, a file `arguments` with one
argument a line. What is in a case's folder `beside` stands beside the place given by -o beforehand and must stay as
it is; nothing else may be left there. --store writes expected.stderr anew: read it aloud before committing it.
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

BROKEN = pathlib.Path(__file__).resolve().parent / "broken"


def arguments_of(case, out):
    stored = BROKEN / case / "arguments"
    if stored.exists():
        return [line.replace("{out}", out) for line in stored.read_text().splitlines()]
    return ["rank", f"{case}/scenario.toml", "--data", "base", "-o", out]


def put_beside(case, folder):
    """Bytes of what stands beside the results beforehand, by name."""
    files = sorted((BROKEN / case / "beside").glob("*"))
    for file in files:
        shutil.copy(file, folder)
    return {file.name: file.read_bytes() for file in files}


def left_in(folder, before):
    """Names of what a run has made or changed."""
    files = sorted(pathlib.Path(folder).iterdir())
    gone = [f"{name} (deleted)" for name in before if not (pathlib.Path(folder) / name).exists()]
    return gone + [file.name for file in files if file.name not in before or file.read_bytes() != before[file.name]]


def run(binary, case, folder):
    out = os.path.join(folder, "out")
    before = put_beside(case, folder)
    environment = {k: v for k, v in os.environ.items() if k not in ("CARESHED_DATA", "NO_COLOR")}
    done = subprocess.run([binary, *arguments_of(case, out)], cwd=BROKEN, env=environment,
                          capture_output=True, text=True, check=False)
    # Places given by -o are printed as absolute paths.
    done.stderr = done.stderr.replace(f"{BROKEN}/", "").replace(f"{folder}/", "")
    return done, left_in(folder, before)


def complaints(case, done, written):
    """What is not as stored."""
    expected_code = int((BROKEN / case / "expected.code").read_text())
    found = []
    if done.returncode != expected_code:
        found.append(f"exit code {done.returncode}, expected {expected_code}")
    if expected_code == 0 and "out" not in written:
        found.append("no results were written")
    if expected_code != 0 and written:
        found.append(f"something was written: {written}")
    if expected_code != 0 and done.stdout:
        found.append(f"something on stdout: {done.stdout}")
    stored = BROKEN / case / "expected.stderr"
    if stored.exists() and stored.read_text() != done.stderr:
        found.append(f"stderr should be\n{stored.read_text()}but is")
    return found


def main():
    binary, case = os.path.abspath(sys.argv[1]), sys.argv[2]
    with tempfile.TemporaryDirectory() as folder:
        done, written = run(binary, case, folder)
    if "--store" in sys.argv:
        (BROKEN / case / "expected.stderr").write_text(done.stderr)
    found = complaints(case, done, written)
    for text in found:
        print(text)
    print(done.stderr, end="")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
