"""Includes only go down: no cycle, no upward include between rooms, engine never sees models or tools.

usage: includes.py ROOT
"""

import sys
from pathlib import Path

from source_tree import ENGINE, MODELS, SCIENCE, SCIENCE_TOP, Source, project_includes, read_sources, report

# Each of these takes a compiler seconds to read: one source file each, never a header.
HEAVY = ("gdal", "ogr_", "cpl_", "geos_c.h", "toml++", "CLI/", "nlohmann", "Eigen", "sqlite3.h", "proj.h")
# The one header that owns a library's handles may name that library's plain C header.
ALLOWED_HEAVY = {("engine/city/geos.hpp", "geos_c.h")}


def allowed_rooms(room: str) -> set[str]:
    """Rooms a file of `room` may include."""
    if room in ENGINE:
        return set(ENGINE[: ENGINE.index(room) + 1])
    if room in MODELS:
        top = ENGINE.index(SCIENCE_TOP) + 1 if room in SCIENCE else len(ENGINE)
        return set(ENGINE[:top]) | set(MODELS[: MODELS.index(room) + 1])
    if room == "tools":
        return {*ENGINE, *MODELS, "tools"}
    return {*ENGINE, *MODELS, "tools", "tests"}


def upward(sources: list[Source], known: dict[str, Source]) -> list[str]:
    complaints = []
    for source in sources:
        if source.room not in {*ENGINE, *MODELS, "tools", "tests"}:
            complaints.append(f"{source.name}: {source.room} is no room of the architecture")
            continue
        for line, target in project_includes(source, known):
            if target.room not in allowed_rooms(source.room):
                complaints.append(f"{source.name}:{line}: {source.room} may not include {target.name}")
    return complaints


def cycles(sources: list[Source], known: dict[str, Source]) -> list[str]:
    """Depth-first search over the include graph; a file met again while still open closes a cycle."""
    complaints = []
    state: dict[str, str] = {}

    def visit(source: Source, path: list[str]) -> None:
        state[source.name] = "open"
        for _, target in project_includes(source, known):
            if state.get(target.name) == "open":
                ring = path[path.index(target.name) :] + [target.name]
                complaints.append("cycle: " + " -> ".join(ring))
            elif target.name not in state:
                visit(target, path + [target.name])
        state[source.name] = "closed"

    for source in sources:
        if source.name not in state:
            visit(source, [source.name])
    return complaints


def not_from_root(sources: list[Source], known: dict[str, Source]) -> list[str]:
    """A quoted include must be the path from the root, or a move would go unnoticed here."""
    complaints = []
    for source in sources:
        folder = source.name.rsplit("/", 1)[0]
        for line, path in source.includes:
            beside = f"{folder}/{path}"
            if path not in known and (beside in known or path.startswith((".", "engine/", "models/"))):
                complaints.append(f'{source.name}:{line}: include "{path}" by its path from the root')
    return complaints


def heavy_headers(sources: list[Source]) -> list[str]:
    return [
        f"{source.name}:{line}: <{path}> belongs in a source file, not in a header"
        for source in sources
        if source.is_header
        for line, path in source.includes
        if path.startswith(HEAVY) and (source.name, path) not in ALLOWED_HEAVY
    ]


def main() -> int:
    sources = read_sources(Path(sys.argv[1]))
    known = {source.name: source for source in sources}
    edges = sum(len(project_includes(source, known)) for source in sources)
    print(f"{len(sources)} files, {edges} includes between them")
    if not edges:
        return report(["no include found: the reader of includes is broken"], "includes")
    complaints = upward(sources, known) + cycles(sources, known)
    complaints += not_from_root(sources, known) + heavy_headers(sources)
    return report(complaints, "includes")


if __name__ == "__main__":
    sys.exit(main())
