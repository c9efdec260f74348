"""Includes only go down: no ring of modules, no upward include between rooms, engine never sees models or tools.

A module is a header and the source of its name: what either of them includes the module depends on, so that two
headers whose sources include each other are a ring too. Prints how many modules stand in rings and how many
includes go up: both are to be 0.

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


Graph = dict[str, set[str]]


def module_of(name: str) -> str:
    return name.rsplit(".", 1)[0]


def modules(sources: list[Source], known: dict[str, Source]) -> Graph:
    """What each module of the product includes of the others."""
    graph: Graph = {}
    for source in sources:
        if not source.name.startswith("tests/"):
            own = module_of(source.name)
            targets = {module_of(target.name) for _, target in project_includes(source, known)}
            graph.setdefault(own, set()).update(targets - {own})
    return graph


def reached_from(start: str, graph: Graph) -> set[str]:
    """All that a module depends on, directly or not; itself where it stands in a ring."""
    reached: set[str] = set()
    waiting = [start]
    while waiting:
        for target in graph.get(waiting.pop(), set()) - reached:
            reached.add(target)
            waiting.append(target)
    return reached


def rings(graph: Graph) -> list[list[str]]:
    """Sets of modules each of which depends on each other one (strongly connected components)."""
    reached = {module: reached_from(module, graph) for module in graph}
    found = []
    for module in sorted(graph):
        ring = sorted(other for other in reached[module] if module in reached.get(other, ()))
        if ring and ring[0] == module:
            found.append(ring)
    return found


def self_check() -> list[str]:
    """A made-up project: two rings, modules that depend on them, and a module apart."""
    graph = {"a": {"b"}, "b": {"c", "e"}, "c": {"a"}, "d": {"a"}, "e": {"f"}, "f": {"e"}, "g": set(), "h": {"g"}}
    wrong = [] if rings(graph) == [["a", "b", "c"], ["e", "f"]] else [f"the finder of rings sees {rings(graph)}"]
    pair = [Source(Path(), name) for name in ("engine/core/a.hpp", "engine/core/b.hpp", "engine/core/a.cpp", "engine/city/c.hpp")]
    for source, text in zip(pair, ("", '#include "engine/core/a.hpp"', '#include "engine/core/b.hpp"', "")):
        object.__setattr__(source, "text", text)
    known = {source.name: source for source in pair}
    if rings(modules(pair, known)) != [["engine/core/a", "engine/core/b"]]:
        wrong.append("a ring through a source is not seen")
    climbing = Source(Path(), "engine/core/a.hpp")
    object.__setattr__(climbing, "text", '#include "engine/city/c.hpp"')
    if len(upward([climbing], known)) != 1:
        wrong.append("an include that goes up is not seen")
    return wrong


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
    graph, climbing = modules(sources, known), upward(sources, known)
    found = rings(graph)
    sizes = ", ".join(str(len(ring)) for ring in found) or "none"
    print(f"{len(graph)} modules; rings of them: {sizes}; includes that go up: {len(climbing)}")
    complaints = self_check() + climbing + ["ring: " + ", ".join(ring) for ring in found]
    complaints += not_from_root(sources, known) + heavy_headers(sources)
    return report(complaints, "includes")


if __name__ == "__main__":
    sys.exit(main())
