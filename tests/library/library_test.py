"""A program that links the library alone ranks the sample city; small counts are hidden from it; and one that
reaches for a study's recorded counts does not compile.

usage: library_test.py RANK_HARBOR SMALL_COUNTS COMPILER INCLUDE_FOLDER SOURCE
"""

import re
import subprocess
import sys

failures = 0


def claim(text: str, holds: bool, seen: str = "") -> None:
    global failures
    print(f"{'holds ' if holds else 'FAILED'}  {text}{'' if holds else ': ' + seen}")
    failures += not holds


def run(*words: str) -> subprocess.CompletedProcess:
    return subprocess.run(words, capture_output=True, text=True, check=False)


def main() -> int:
    rank_harbor, small_counts, compiler, include, source = sys.argv[1:]

    ranked = run(rank_harbor)
    lines = ranked.stdout.splitlines()
    claim("three sites are printed, best first", len(lines) == 3 and lines[0].startswith("1 Lantern Street Clinic"),
          ranked.stdout + ranked.stderr)  # fmt: skip

    counts = run(small_counts).stdout
    found = re.findall(r"(\d+) of (\d+) areas hidden", counts)
    claim("small counts are hidden in public", len(found) == 2 and 0 < int(found[0][0]) < int(found[0][1]), counts)
    claim("and shown internally", len(found) == 2 and found[1][0] == "0", counts)

    compile_it = (compiler, "-std=c++20", "-fsyntax-only", "-I", include, '-DSAMPLE_SCENARIO=""')
    outside = run(*compile_it, "-DCARESHED_STAYS_OUTSIDE", source)
    claim("a program that stays outside compiles", outside.returncode == 0, outside.stderr[:800])
    reaches = run(*compile_it, source)
    claim("one that reaches for recorded counts does not", reaches.returncode != 0)
    claim("    because it finds no study", "models/studies/prepared_study.hpp: No such file" in reaches.stderr,
          reaches.stderr[:800])  # fmt: skip
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
