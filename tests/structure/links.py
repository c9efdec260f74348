"""Relative links of the documents lead to files that exist.

usage: links.py ROOT
"""

import re
import sys
from pathlib import Path

from source_tree import report

LINK = re.compile(r"\]\(([^)\s]+)\)")
SKIPPED = {"build", "out", ".git", ".cache"}


def documents(root: Path) -> list[Path]:
    found = sorted(root.rglob("*.md"))
    return [file for file in found if not SKIPPED & set(file.relative_to(root).parts)]


def main() -> int:
    root = Path(sys.argv[1])
    complaints, links = [], 0
    for file in documents(root):
        text = re.sub(r"```.*?```", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
        for target in LINK.findall(text):
            if re.match(r"[a-z]+:|#", target):
                continue
            links += 1
            if not (file.parent / target.split("#")[0]).exists():
                complaints.append(f"{file.relative_to(root)}: link to {target}, which does not exist")
    print(f"{links} links")
    return report(complaints, "links")


if __name__ == "__main__":
    sys.exit(main())
