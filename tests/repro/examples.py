"""Every command that the documents show runs as it stands, and the scenario file they show is a valid one.

Commands are the careshed lines of ```sh blocks and of indented blocks, run in the documents' order in a folder
of their own that holds the scenarios. Lines about a reader's own data (with a placeholder) are not run.

usage: examples.py BINARY ROOT

Studies are of one year in two replications, and a command that differs only by where it writes runs once.
CARESHED_LONG=1 runs every line as it stands.
"""

import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

from bundle import settings

sys.path.append(str(Path(__file__).resolve().parents[1] / "cli"))
from sample_study import brief_copy  # noqa: E402

IS_LONG = os.environ.get("CARESHED_LONG") == "1"
DOCUMENTS = (
    "README.md",
    "docs/how-to/first-ranking.md",
    "docs/how-to/tutorial.md",
    "docs/how-to/compare-arrangements.md",
    "docs/how-to/stop-and-go-on.md",
    "docs/how-to/why-this-site.md",
    "docs/reference/commands.md",
)
# A reader's own files stand for these.
PLACEHOLDER = re.compile(r"/path/to|my-city|FOLDER|SCENARIO|MANIFEST|\bOUT\b|\[| scenario\.toml")
COMMAND = re.compile(r"^(?: {4})?(?:build/release/bin/)?careshed (.+)$", re.MULTILINE)


def commands(text: str) -> list[list[str]]:
    found = []
    for match in COMMAND.finditer(text):
        line = match.group(1).split("   #")[0].rstrip()
        line = re.split(r"\s+#\s", line)[0]
        if not PLACEHOLDER.search("careshed " + line):
            found.append(shlex.split(line))
    return found


def again(words: list[str]) -> list[str]:
    """Documents repeat themselves: an example whose folder is already there replaces it."""
    writes = "-o" in words and "--overwrite" not in words
    return words + ["--overwrite"] if writes else words


def with_few_draws(command: list[str]) -> list[str]:
    """A study of as many draws as its scenario asks for takes a minute; what is shown here runs as well with few."""
    is_study = any(word in ("rank", "simulate", "compare") for word in command[:2])
    return [*command, "--draws", "10" if IS_LONG else "4"] if is_study and "--draws" not in command else command


def apart_from_its_place(words: list[str]) -> tuple[str, ...]:
    """A command without where it writes to."""
    place = words.index("-o") if "-o" in words else len(words)
    return tuple(word for word in words[:place] + words[place + 2 :] if word != "--overwrite")


def put_scenarios(root: Path, folder: Path) -> None:
    if IS_LONG:
        (folder / "scenarios").symlink_to(root / "scenarios")
    else:
        brief_copy(root, folder / "scenarios/harbor")


def run_examples(binary: Path, root: Path, folder: Path) -> tuple[int, list[str]]:
    put_scenarios(root, folder)
    (folder / "docs").mkdir()
    (folder / "out").mkdir()  # as tools/demo leaves it
    failures, count, seen = [], 0, set()
    for document in DOCUMENTS:
        for words in commands((root / document).read_text(encoding="utf-8")):
            if apart_from_its_place(words) in seen and not IS_LONG:
                continue
            seen.add(apart_from_its_place(words))
            command = [str(binary), *again(words)]
            done = subprocess.run(
                with_few_draws(command), cwd=folder, env=settings(), capture_output=True, text=True, check=False,
                stdin=subprocess.DEVNULL,
            )  # fmt: skip
            count += 1
            print(f"{done.returncode}  careshed {' '.join(words)}", flush=True)
            if done.returncode != 0:
                failures.append(f"{document}: {' '.join(words)}: {done.stderr.strip()[-800:]}")
    return count, failures


def shown_scenario(binary: Path, root: Path, folder: Path) -> list[str]:
    """The scenario of the tutorial has no key or value that is refused: all it lacks is the reader's layers."""
    text = (root / "docs/how-to/tutorial.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    (folder / "shown.toml").write_text("\n".join(blocks))
    done = subprocess.run(
        [str(binary), "check", "shown.toml"], cwd=folder, env=settings(), capture_output=True, text=True, check=False
    )
    lines = [line for line in done.stderr.splitlines() if "error:" in line]
    layers = r"city\.osm\.pbf|tracts\.gpkg|deaths\.csv|stations\.csv|addresses\.csv|schools\.csv"
    other = [line for line in lines if not re.search(layers, line)]
    if done.returncode not in (3, 4) or not lines:
        return [f"the shown scenario: exit code {done.returncode}, {done.stderr}"]
    print(f"{len(blocks)} blocks of the shown scenario: only its layers are missing")
    return [f"the shown scenario: {line}" for line in other]


def main() -> int:
    binary, root = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    with tempfile.TemporaryDirectory(prefix="careshed-") as name:
        count, failures = run_examples(binary, root, Path(name))
        failures += shown_scenario(binary, root, Path(name))
    if count < 8:
        failures.append(f"only {count} examples found: the reader of documents is broken")
    print(*failures, sep="\n")
    print(f"{count} examples, {len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
