#!/usr/bin/env python3
"""Compares the checked-in reference documents with those the binary writes now.

usage: compare_reference.py CARESHED ROOT
"""
import pathlib
import subprocess
import sys
import tempfile


def files_below(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def main():
    binary, checked_in = sys.argv[1], pathlib.Path(sys.argv[2]) / "docs/reference"
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([binary, "reference", "-q", "-o", folder], check=True)
        written = files_below(pathlib.Path(folder))
    stored = files_below(checked_in)
    stale = [name for name, content in written.items() if stored.get(name) != content]
    generated_folders = ("man/", "completion/")
    extra = [name for name in stored if name.startswith(generated_folders) and name not in written]
    for name in stale + extra:
        print(f"{name} is not what the tables say now: "
              "careshed reference -o docs/reference --overwrite")
    return 1 if stale or extra or not written else 0


if __name__ == "__main__":
    sys.exit(main())
