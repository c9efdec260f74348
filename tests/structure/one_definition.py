"""Every type has one definition: two of one name in one namespace are one to the linker, with any members.

usage: one_definition.py ROOT
"""

import re
import sys
from collections import defaultdict
from pathlib import Path

FOLDERS = ("engine", "models", "tools")
ANONYMOUS = re.compile(r"^namespace \{\s*$.*?^\} // namespace\s*$", re.MULTILINE | re.DOTALL)
NAMESPACE = re.compile(r"^namespace ([\w:]+) \{", re.MULTILINE)
TYPE = re.compile(r"^(?:struct|class|enum class|enum) (?:\[\[\w+\]\] )?(\w+)(?: final)?(?: : [^;{]+)?\s*\{", re.MULTILINE)


def types_of(text: str) -> set[str]:
    """Names at the left margin, with the namespace they stand in; those of one source file only are left out."""
    shared = ANONYMOUS.sub("", text)
    space = NAMESPACE.search(shared)
    return {f"{space.group(1) if space else ''}::{name}" for name in TYPE.findall(shared)}


def main() -> int:
    root = Path(sys.argv[1])
    files = defaultdict(list)
    for folder in FOLDERS:
        for file in sorted((root / folder).rglob("*.?pp")):
            for name in types_of(file.read_text(encoding="utf-8")):
                files[name].append(str(file.relative_to(root)))
    twice = {name: where for name, where in files.items() if len(where) > 1}
    for name, where in sorted(twice.items()):
        print(f"{name} is defined in {' and '.join(where)}: give one a name of its own")
    print(f"{len(files)} types, {len(twice)} complaints")
    return 1 if twice or not files else 0


if __name__ == "__main__":
    sys.exit(main())
