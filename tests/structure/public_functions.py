"""Every function that a header of engine/ and models/ offers says what it does, in which units, and when it throws.

A docstring is a `///` comment right before the declaration, or right before the first of a group of declarations
without an empty line between them. Three rules:
 - each function at namespace scope has one;
 - where the header's function takes or gives a bare number (double, int, float) as a quantity, the docstring or
   the header's opening comment names a unit, or says what is counted or shared;
 - where its definition throws an Error, or throws what complaints were gathered, the docstring says "Throws" or
   "Error".

usage: public_functions.py ROOT
"""

import re
import sys
from pathlib import Path

from functions import functions, parameters
from source_tree import Source, read_sources, report

THROWS = re.compile(r"\bthrow\s+Error\b|\bthrow_if_any\s*\(")
# What a number is of: a unit, or a word that says it has none.
UNITS = re.compile(
    r"\b(?:metres?|km|cm|m|seconds?|deciseconds?|ds|minutes?|hours?|days?|weeks?|months?|years?|dollars?|degrees?|"
    r"shares?|probabilit\w+|ratios?|quantiles?|uniforms?|units?|uses?|deaths?|overdoses?|events?|runs?|people|persons?|"
    r"residents?|counts?|numbers?|rank\w*|draws?|bits?|bytes?|rows?|decimals?|per cent|%|threads?|colours?|pixels?|"
    r"points?|correlation|index|deviations?|mean|normal|rates?|NaN|P\()",
    re.IGNORECASE,
)
BARE = re.compile(r"\b(?:double|float|int)\b(?!\s*(?:&&))")
NOT_A_FUNCTION = re.compile(r"^\s*(?:using|typedef|namespace|struct|class|enum|union|friend|extern\s+template|#)")


class Declaration:
    """A function declared or defined at namespace scope in a header, and the `///` lines that document it."""

    def __init__(self, source: Source, start: int, text: str, docstring: str):
        self.source, self.start, self.text, self.docstring = source, start, text, docstring
        self.name = re.search(r"(operator\s*(?:\(\s*\)|[^\s\w(]+)|[A-Za-z_]\w*)\s*\(", text).group(1)
        self.parameters = len(parameters(text))

    @property
    def place(self) -> str:
        return f"{self.source.name}:{self.source.line_of(self.start)}: {self.name}"


def statements(code: str) -> list[tuple[int, str]]:
    """Declarations and heads of definitions at namespace scope, each with where it starts."""
    found, depth, start = [], 0, 0
    opened: list[bool] = []  # whether each open brace is a namespace's
    for at, letter in enumerate(code):
        text = code[start:at]
        if letter == "{":
            is_namespace = re.search(r"\bnamespace\b[^;{}]*$", text) is not None
            if depth == 0 and not is_namespace:
                found.append((start, text))
            opened.append(is_namespace)
            depth += not is_namespace
        elif letter == "}" and opened:
            was_namespace = opened.pop()
            depth -= not was_namespace
        if depth == 0 and letter in ";{}":
            if letter == ";":
                found.append((start, text))
            start = at + 1
    return [(at + len(text) - len(text.lstrip()), text.strip()) for at, text in found]


def is_function(text: str) -> bool:
    head = re.sub(r"^(?:template\s*<[^()]*?>\s*|\[\[\w+\]\]\s*)+", "", text, flags=re.DOTALL)
    if not head or NOT_A_FUNCTION.match(head) or "(" not in head:
        return False
    before = head.split("(", 1)[0]
    return "=" not in before.replace("operator==", "").replace("operator=", "") and bool(re.search(r"[\w>&*\]]\s+[*&]?\s*(?:operator\s*\S+|\w+)\s*$", before))


def docstring_before(source: Source, start: int) -> str:
    """The `///` lines before the declaration, or before the group of lines that it stands in."""
    lines = source.text[: source.text.rfind("\n", 0, start) + 1].splitlines()
    documented: list[str] = []
    for line in reversed(lines):
        text = line.strip()
        if text.startswith("///"):
            documented.insert(0, text[3:].strip())
        elif documented or not text or text.startswith(("//", "#")) or text == "};":
            break
    return " ".join(documented)


def declarations(source: Source) -> list[Declaration]:
    code = re.sub(r"^[ \t]*#.*(?:\\\n.*)*", lambda m: re.sub(r"[^\n]", " ", m.group(0)), source.code, flags=re.M)
    return [
        Declaration(source, at, text, docstring_before(source, at)) for at, text in statements(code) if is_function(text)
    ]


def opening_of(source: Source) -> str:
    lines = []
    for line in source.text.splitlines():
        if not line.startswith("//"):
            break
        lines.append(line.lstrip("/ "))
    return " ".join(lines)


def throwing(sources: list[Source]) -> set[tuple[str, int]]:
    """Name and number of parameters of functions whose body throws an Error."""
    found = set()
    for source in sources:
        for one in functions(source):
            if THROWS.search(one.code):
                found.add((one.name, one.parameters))
    return found


def fault_of(one: Declaration, throws: set[tuple[str, int]]) -> str:
    """What its docstring lacks, or nothing."""
    if not one.docstring:
        return "has no docstring"
    documented = one.docstring + " " + opening_of(one.source)
    if BARE.search(one.text) and not UNITS.search(documented):
        return "takes or gives a bare number and names no unit"
    if (one.name, one.parameters) in throws and not re.search(r"\bthrow|Error", one.docstring, re.IGNORECASE):
        return "throws an Error and does not say when"
    return ""


def self_check() -> list[str]:
    """Each rule must find its fault, and a header as it should be must have none."""

    def faults(text: str) -> list[str]:
        source = Source(Path(), "sample.hpp")
        object.__setattr__(source, "text", text)
        return [f"{one.name}: {fault_of(one, {('read', 1)})}" for one in declarations(source)]

    sample = (
        "// How long a walk takes.\n#pragma once\nnamespace a {\n/// A street.\nstruct S {\n    int x() const;\n};\n"
        "int bare(const S& street);\n/// Long or short.\ndouble length(const S& street);\n"
        "/// Metres.\ntemplate <class T> double good(T&& walk);\n\n/// Reads it.\nS read(const char* text);\n"
        "/// Reads it. Throws an input Error.\nS read(const char* text);\nS read_too();\n\nusing F = int (*)(int);\n"
        "inline constexpr int kTen = ten(10);\n/// Whether.\ninline bool operator==(S a, S b) { return f(a, b); }\n}\n"
    )
    wanted = [
        "bare: has no docstring", "length: takes or gives a bare number and names no unit", "good: ",
        "read: throws an Error and does not say when", "read: ", "read_too: ", "operator==: ",
    ]  # fmt: skip
    seen = faults(sample)
    return [] if seen == wanted else [f"the reader of headers sees {seen} instead of {wanted}"]


def main() -> int:
    sources = [s for s in read_sources(Path(sys.argv[1])) if s.name.startswith(("engine/", "models/"))]
    throws = throwing(sources)
    found = [one for source in sources if source.is_header for one in declarations(source)]
    faults = {one: fault for one in found if (fault := fault_of(one, throws))}
    complaints = self_check()
    complaints += [f"{one.place} {fault}" for one, fault in faults.items()]
    print(f"{len(found)} functions in headers of engine/ and models/, {len(faults)} of them with a gap")
    print(f"{sum((one.name, one.parameters) in throws for one in found)} throw by themselves")
    return report(complaints, "public functions")


if __name__ == "__main__":
    sys.exit(main())
