"""Every header compiles by itself, so that it can be included first.

usage: headers_alone.py ROOT COMPILE_COMMANDS [JOBS]
"""

import json
import shlex
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from source_tree import read_sources, report


def shared_flags(commands: Path) -> list[str]:
    """Include folders, macros and language of all compile commands together, each once."""
    flags: dict[str, None] = {}
    for entry in json.loads(commands.read_text()):
        words = shlex.split(entry["command"])
        for at, word in enumerate(words):
            if word.startswith(("-I", "-D", "-std=")):
                flags[word] = None
            elif word == "-isystem":
                flags[word + words[at + 1]] = None
    return list(flags)


def compile_header(root: Path, name: str, flags: list[str]) -> str:
    """The compiler's complaint, or nothing. Included from a one-line source: #pragma once stays quiet."""
    command = ["g++", *flags, "-Wall", "-Wextra", "-Werror", "-fsyntax-only", "-x", "c++", "-"]
    source = f'#include "{name}"\n#include "{name}"\n'
    done = subprocess.run(command, cwd=root, input=source, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else f"{name}: does not compile alone\n{done.stderr[:1500]}"


def main() -> int:
    root, commands = Path(sys.argv[1]), Path(sys.argv[2])
    jobs = int(sys.argv[3]) if len(sys.argv) > 3 else 2
    flags = shared_flags(commands)
    headers = [source.name for source in read_sources(root) if source.is_header]
    with ThreadPoolExecutor(jobs) as pool:
        answers = list(pool.map(lambda name: compile_header(root, name, flags), headers))
    print(f"{len(headers)} headers")
    return report([answer for answer in answers if answer], "headers")


if __name__ == "__main__":
    sys.exit(main())
