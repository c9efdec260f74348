"""What the structure tests share: the repository's C++ files, and their text without comments.

Standard library only. A Source is read once; `code` has comments and the insides of literals blanked out,
with every line kept, so that a position in it is a position in the file.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

FOLDERS = ("engine", "models", "tools", "tests")

# Rooms from the bottom up. A file may include its own room and those before it.
ENGINE = (
    "engine/core",
    "engine/inputs",
    "engine/city/streets",
    "engine/city",
    "engine/access",
    "engine/population",
    "engine/simulate",
    "engine/outcomes",
    "engine/choose",
    "engine/report",
)
# The last is the library's front door, models/careshed.hpp.
MODELS = ("models/mechanisms", "models/expected", "models/histories", "models/studies", "models/tables", "models")
# Mechanisms and what is computed of them build on outcomes and what is below it, never on choosing or
# reporting: that is for studies and tables.
SCIENCE = ("models/mechanisms", "models/expected", "models/histories")
SCIENCE_TOP = "engine/outcomes"

TOKEN = re.compile(
    r"""(?P<comment>//[^\n]*|/\*.*?\*/)
      |(?P<raw>R"(?P<mark>[^\s()\\]{0,16})\(.*?\)(?P=mark)")
      |(?P<include>^[ \t]*\#[ \t]*include[^\n]*)
      |(?P<text>"(?:[^"\\\n]|\\.)*")
      |(?P<letter>(?<![0-9a-fA-F])'(?:[^'\\\n]|\\.)+')""",
    re.DOTALL | re.MULTILINE | re.VERBOSE,
)


def _blank(match: re.Match) -> str:
    if match.group("include"):
        return match.group(0)
    kept = re.sub(r"[^\n]", " ", match.group(0))
    if match.group("text") or match.group("raw"):
        return '"' + kept[1:-1] + '"'
    return kept


@dataclass(frozen=True)
class Source:
    """One C++ file. `name` is its path from the root, with forward slashes."""

    root: Path
    name: str

    @cached_property
    def text(self) -> str:
        return (self.root / self.name).read_text(encoding="utf-8")

    @cached_property
    def code(self) -> str:
        return TOKEN.sub(_blank, self.text)

    @cached_property
    def includes(self) -> list[tuple[int, str]]:
        """Line and path of every #include, project and system."""
        found = re.finditer(r'^[ \t]*#[ \t]*include[ \t]*["<]([^">]+)[">]', self.code, re.MULTILINE)
        return [(self.line_of(m.start(1)), m.group(1)) for m in found]

    @property
    def room(self) -> str:
        """The folder of an engine's or a model's file; else tools or tests."""
        folder, _, _ = self.name.rpartition("/")
        return folder if folder.startswith(("engine/", "models/")) else self.name.split("/")[0]

    @property
    def is_header(self) -> bool:
        return self.name.endswith(".hpp")

    def line_of(self, position: int) -> int:
        return self.text.count("\n", 0, position) + 1


def read_sources(root: Path) -> list[Source]:
    """Every .hpp and .cpp of the project, by name."""
    names = []
    for folder in FOLDERS:
        for file in sorted((root / folder).rglob("*.[hc]pp")):
            names.append(file.relative_to(root).as_posix())
    return [Source(root, name) for name in sorted(names)]


def project_includes(source: Source, known: dict[str, Source]) -> list[tuple[int, Source]]:
    """Includes that name a file of this project."""
    return [(line, known[path]) for line, path in source.includes if path in known]


def report(complaints: list[str], what: str) -> int:
    """Prints complaints; the exit code of a test."""
    for complaint in complaints:
        print(complaint)
    print(f"{len(complaints)} complaints about {what}")
    return 1 if complaints else 0
