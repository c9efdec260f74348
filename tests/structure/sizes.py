"""Files, functions and lists of parameters stay short, and names say what they are about.

Prints median, 90th percentile and maximum of files and functions, and by top folder how many functions take
more than four parameters. Fails beyond 600 lines a file, 60 a function (unless it stands in long_functions.txt:
at most five, each with a reason), and where too many of a folder's functions take more than four parameters.

usage: sizes.py ROOT
"""

import re
import sys
from pathlib import Path

from functions import Function, functions, self_check
from source_tree import Source, read_sources, report

MAX_FILE = 600
MAX_FUNCTION = 60
MAX_EXCEPTIONS = 5
MAX_PARAMETERS = 4
MAX_SHARE = {"models": 0.03}  # of a folder's functions, that may take more; constructors count
VAGUE = re.compile(r"(?:^|_)(?:utils?|helpers?|managers?|common|misc)(?:_|$)")
def spread(values: list[int]) -> str:
    ordered = sorted(values)
    at = lambda share: ordered[min(len(ordered) - 1, int(share * len(ordered)))]  # noqa: E731
    return f"median {at(0.5)}, 90 % {at(0.9)}, longest {ordered[-1]}"


def read_exceptions(file: Path) -> tuple[set[str], list[str]]:
    """Lines `path:function  # reason`."""
    lines = [line.strip() for line in file.read_text().splitlines()]
    lines = [line for line in lines if line and not line.startswith("#")]
    complaints = [f"{file.name}: no reason given: {line}" for line in lines if "#" not in line]
    if len(lines) > MAX_EXCEPTIONS:
        complaints.append(f"{file.name}: {len(lines)} exceptions, at most {MAX_EXCEPTIONS} are allowed")
    return {line.split("#")[0].strip() for line in lines}, complaints


def long_lists(found: list[Function]) -> list[str]:
    """Prints by top folder how many functions take many parameters; complains where they are too many."""
    complaints = []
    for top in ("engine", "models", "tools"):
        ours = [one for one in found if one.source.name.startswith(f"{top}/")]
        long = [one for one in ours if one.parameters > MAX_PARAMETERS]
        share = len(long) / max(1, len(ours))
        print(f"{top}: {len(long)} of {len(ours)} functions ({share:.1%}) take more than {MAX_PARAMETERS} parameters")
        if share >= MAX_SHARE.get(top, 1):
            complaints.append(f"{top}: less than {MAX_SHARE[top]:.0%} of functions may; a struct with named fields helps")
            complaints += [f"{one.source.name}:{one.first_line}: {one.name} takes {one.parameters}" for one in long]
    return complaints


def too_long(found: list[Function], allowed: set[str]) -> list[str]:
    complaints, used = [], set()
    for one in found:
        key = f"{one.source.name}:{one.name}"
        if one.lines > MAX_FUNCTION and key in allowed:
            used.add(key)
        elif one.lines > MAX_FUNCTION:
            complaints.append(f"{key}:{one.first_line}: has {one.lines} lines, at most {MAX_FUNCTION}")
    return complaints + [f"long_functions.txt: {key} is not too long (any more)" for key in sorted(allowed - used)]


def files(sources: list[Source]) -> list[str]:
    complaints = []
    for source in sources:
        lines = source.text.count("\n")
        if lines > MAX_FILE:
            complaints.append(f"{source.name}: {lines} lines, at most {MAX_FILE}")
        for part in source.name.removesuffix(".cpp").removesuffix(".hpp").split("/"):
            if VAGUE.search(part):
                complaints.append(f"{source.name}: `{part}` does not say what it is about")
    return complaints


def main() -> int:
    sources = read_sources(Path(sys.argv[1]))
    product = [source for source in sources if not source.name.startswith("tests/")]
    found = [one for source in product for one in functions(source)]
    allowed, complaints = read_exceptions(Path(__file__).with_name("long_functions.txt"))
    complaints += self_check() + files(sources) + too_long(found, allowed)
    print(f"{len(product)} files: {spread([source.text.count(chr(10)) for source in product])}")
    print(f"{len(found)} functions: {spread([one.lines for one in found])}" if found else "no functions")
    complaints += long_lists(found)
    return report(complaints, "sizes and names")


if __name__ == "__main__":
    sys.exit(main())
