#!/usr/bin/env python3
"""What is installed is whole: the command runs, its pages lie where they are looked for, and a program that finds the
library by find_package ranks the sample city installed beside it.

usage: installed_test.py CMAKE BUILD_FOLDER ROOT
"""

import subprocess
import sys
import tempfile
from pathlib import Path


def run(*command: str, folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


def main(cmake: str, build: str, root: str) -> int:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prefix = folder / "usr"
        run(cmake, "--install", build, "--prefix", str(prefix), folder=folder)
        scenario = prefix / "share/careshed/scenarios/harbor/scenario.toml"
        ranked = run(str(prefix / "bin/careshed"), "rank", str(scenario), "--draws", "5", "--format", "csv", "--no-cache",
                     "-o", "out", folder=folder)
        run(cmake, "-S", str(Path(root) / "tests/library/installed"), "-B", "program", f"-DCMAKE_PREFIX_PATH={prefix}",
            f"-DSAMPLE_SCENARIO={scenario}", folder=folder)
        run(cmake, "--build", "program", folder=folder)
        named = run("program/rank_harbor", folder=folder)
        pages = [prefix / "share/man/man1/careshed.1", prefix / "share/man/man1/careshed-rank.1",
                 prefix / "share/bash-completion/completions/careshed", prefix / "share/doc/careshed/copyright",
                 prefix / "share/doc/careshed/docs/model.md"]
        headers = {path.relative_to(prefix / "include/careshed") for path in prefix.rglob("*.hpp")}
        claims = {
            "the installed command ranks the installed sample city": "Lantern Street Clinic" in ranked,
            "a program that links the installed library names three sites": len(named.splitlines()) == 3,
            "pages and documents lie where they are looked for": all(page.is_file() for page in pages),
            "only public headers are installed": headers == {
                path.relative_to(Path(build) / "include") for path in (Path(build) / "include").rglob("*.hpp")}
            and not any("studies" in path.parts for path in headers),
        }
    for claim, holds in claims.items():
        print("ok    " if holds else "FAILED", claim)
    return 0 if all(claims.values()) else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))
