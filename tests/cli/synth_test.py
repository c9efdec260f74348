"""`careshed synth` makes the checked-in cities again, byte for byte, and refuses what it cannot make.

usage: synth_test.py CARESHED ROOT
"""

import filecmp
import subprocess
import sys
import tempfile
from pathlib import Path

CITIES = ["harbor", "harbor-twins", "harbor-flat"]


def synth(program: str, *arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run([program, "synth", *arguments], capture_output=True, text=True, check=False)


def check_same_bytes(program: str, root: Path, folder: Path) -> list[str]:
    """Every file of the checked-in folder and of the new one, in both directions."""
    wrong = []
    for city in CITIES:
        made = folder / city
        run = synth(program, "--city", city, "-o", str(made))
        if run.returncode != 0:
            wrong.append(f"{city}: exit {run.returncode}: {run.stderr}")
            continue
        if run.stdout:
            wrong.append(f"{city}: stdout is for data, got {run.stdout!r}")
        kept = root / "scenarios" / city
        names = {file.name for file in [*made.iterdir(), *kept.iterdir()]}
        _, other, missing = filecmp.cmpfiles(kept, made, sorted(names), shallow=False)
        wrong += [f"{city}/{name}: differs" for name in other]
        wrong += [f"{city}/{name}: not in both" for name in missing]
    return wrong


def check_refusals(program: str, folder: Path) -> list[str]:
    wrong = []
    there = folder / "there"
    there.mkdir()
    for arguments, words in [
        (["--city", "harbr", "-o", str(folder / "x")], "did you mean harbor"),
        (["--city", "harbor"], "-o"),
        (["--city", "harbor", "--residents", "12", "-o", str(folder / "y")], "10000..10000000"),
        (["--city", "harbor", "-o", str(there)], "overwrite"),
    ]:
        run = synth(program, *arguments)
        if run.returncode != 2 or words not in run.stderr:
            wrong.append(f"{arguments}: wanted exit 2 and {words!r}, got {run.returncode}: {run.stderr}")
    return wrong


def main() -> int:
    program, root = sys.argv[1], Path(sys.argv[2])
    with tempfile.TemporaryDirectory() as temporary:
        wrong = check_same_bytes(program, root, Path(temporary))
        wrong += check_refusals(program, Path(temporary))
    print("\n".join(wrong) or "three cities made again, four refusals in words")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
