"""A front end of the library (the command, a Python module, an explorer) stands at its front door: it includes what a
front end may ask for and what it is answered with, never how that is worked out. What must hold for everybody
(privacy, sources of the scenario, names of sites) lies behind the door, or a second front end would start without it.

usage: front_ends.py ROOT
"""

import re
import sys
from pathlib import Path

from source_tree import Source, project_includes, read_sources, report

# Every program of tools but the one that makes cities, which needs no study.
FRONT_ENDS, NO_FRONT_END = "tools/", "tools/synthetic_city/"
DOOR = re.compile(
    r"models/careshed\.hpp|models/tables/\w+_release\.hpp"
    r"|engine/(?:core|inputs)/\w+\.hpp|engine/report/(?:sheet|manifest)\.hpp|engine/outcomes/summary\.hpp"
    r"|tools/.*"
)


def is_front_end(source: Source) -> bool:
    return source.name.startswith(FRONT_ENDS) and not source.name.startswith(NO_FRONT_END)


def complaints_of(sources: list[Source], known: dict[str, Source]) -> list[str]:
    return [
        f"{source.name}:{line}: {target.name} is not for front ends"
        for source in sources
        if is_front_end(source)
        for line, target in project_includes(source, known)
        if not DOOR.fullmatch(target.name)
    ]


def self_check() -> list[str]:
    open_to_all = (
        "models/careshed.hpp", "models/tables/ranking_release.hpp", "engine/core/error.hpp", "engine/inputs/scenario.hpp",
        "engine/report/sheet.hpp", "engine/report/manifest.hpp", "engine/outcomes/summary.hpp", "tools/careshed/options.hpp",
    )  # fmt: skip
    shut = (
        "models/studies/rank.hpp", "models/tables/equity_sheet.hpp", "engine/report/page.hpp", "engine/city/city.hpp",
        "engine/outcomes/disclosure.hpp", "models/careshed/other.hpp", "models/tables/deep/x_release.hpp",
    )  # fmt: skip
    lines = "\n".join(f'#include "{name}"' for name in open_to_all + shut)
    known = {name: Source(Path(), name) for name in open_to_all + shut}
    found = []
    for name in ("tools/careshed/main.cpp", "tools/synthetic_city/main.cpp", "models/careshed.cpp"):
        source = Source(Path(), name)
        object.__setattr__(source, "text", lines)
        found.append(len(complaints_of([source], known)))
    return [] if found == [len(shut), 0, 0] else [f"the door lets the wrong ones through: {found}"]


def main() -> int:
    sources = read_sources(Path(sys.argv[1]))
    known = {source.name: source for source in sources}
    ours = [source for source in sources if is_front_end(source)]
    complaints = complaints_of(sources, known)
    behind = {complaint.split(": ")[1].split(" ")[0] for complaint in complaints}
    print(f"{len(ours)} files of front ends, {len(complaints)} includes of {len(behind)} headers behind the door")
    return report(self_check() + complaints, "front ends")


if __name__ == "__main__":
    sys.exit(main())
