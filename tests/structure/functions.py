"""The reader of C++ functions that the structure tests share: their heads, bodies, names and parameters.

Standard library only. It reads the shapes that this project writes; self_check() says which.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from source_tree import Source

NOT_A_FUNCTION = re.compile(
    r"^\s*(?:inline\s+)?(?:namespace|class|struct|enum|union|extern|template\s*<[^{]*>\s*(?:class|struct))\b"
)


@dataclass(frozen=True)
class Function:
    """A definition: its head up to the brace, and where it stands from head to closing brace."""

    source: Source
    head: str
    start: int
    end: int

    @property
    def name(self) -> str:
        return function_name(self.head)

    @property
    def first_line(self) -> int:
        return self.source.line_of(self.start)

    @property
    def lines(self) -> int:
        return self.source.line_of(self.end - 1) - self.first_line + 1

    @property
    def parameters(self) -> int:
        return len(parameters(self.head))

    @property
    def code(self) -> str:
        return self.source.code[self.start : self.end]


def functions(source: Source) -> list[Function]:
    """Every function body outside other functions, in order.

    A brace opens a function when the text before it, back to the last ; { or }, has an argument list and
    does not begin a type or namespace. A constructor's initialisers belong to its head.
    """
    code = re.sub(r"^[ \t]*#.*(?:\\\n.*)*", lambda m: re.sub(r"[^\n]", " ", m.group(0)), source.code, flags=re.M)
    found, stack, head = [], [], 0
    inside = None  # depth at which the current function was opened
    parens = 0
    for at, letter in enumerate(code):
        if inside is None:
            parens += {"(": 1, ")": -1}.get(letter, 0)
        if letter == "{":
            text = code[head:at]
            if inside is None and is_function_head(text) and parens == 0:
                inside = len(stack)
                stack.append((text, head))
            else:
                stack.append(None)
                if inside is None and parens == 0 and not is_initialiser(text):
                    head = at + 1
        elif letter == "}" and stack:
            opened = stack.pop()
            if inside == len(stack) and opened:
                text, start = opened
                start += len(text) - len(text.lstrip())
                found.append(Function(source, text.strip(), start, at + 1))
                inside = None
                head = at + 1
            elif inside is None and parens == 0 and not is_initialiser(code[head:at]):
                head = at + 1
        elif letter == ";" and inside is None and parens == 0:
            head = at + 1
    return found


def is_function_head(text: str) -> bool:
    if NOT_A_FUNCTION.match(text) or "(" not in text:
        return False
    before = text.split("(", 1)[0]
    if "=" in before and "operator" not in before:
        return False
    # `: member_{1}` is an initialiser, not yet the body.
    tail = text.rstrip()
    after = tail[tail.rfind(")") + 1 :]
    if is_initialiser(text):
        return after.strip() == "" or after.strip().endswith("}")
    return bool(re.fullmatch(r"\s*(?:const|noexcept|override|final|mutable|&+|->[^;]*|requires[^;]*|\s)*", after))


def is_initialiser(text: str) -> bool:
    """Text that runs inside a constructor's list: `) : a_(1), b_` or `) : a_{1}`."""
    return bool(re.search(r"\)\s*(?:noexcept\s*)?:(?!:)", text))


def function_name(head: str) -> str:
    """With its class where the head names one: `Evaluator::close`."""
    name = re.search(r"(operator\s*(?:\(\s*\)|[^\s(]+)|~?[A-Za-z_][\w:]*)\s*\(", head)
    return name.group(1) if name else "?"


def parameters(head: str) -> list[str]:
    """The declarations between the parentheses after the name: a comma inside brackets parts none."""
    named = re.search(r"(?:operator\s*\(\s*\)|[\w>~\]]|operator\s*[^\s(]+)\s*\(", head)
    if not named:
        return []
    depth, parts = 0, [""]
    for letter in head[named.end() :]:
        if letter == ")" and depth == 0:
            break
        depth += {"(": 1, "<": 1, "{": 1, "[": 1, ")": -1, ">": -1, "}": -1, "]": -1}.get(letter, 0)
        if letter == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += letter
    parts = [part.strip() for part in parts]
    return [] if parts == [""] else parts


def self_check() -> list[str]:
    """The reader must see the shapes we write."""
    sample = Source(Path(), "sample.cpp")
    object.__setattr__(sample, "text", (
        "namespace a {\nstruct S {\n    explicit S(int x)\n        : x_(x), y_{2} {\n    }\n"
        "    int get() const { return x_; }\n    int x_ = 0;\n};\n"
        "const int kTable[] = {1, 2};\nint f(int x, std::map<int, int> m = {1, 2}, void g(int, int)) {\n"
        "    auto g = [&](int y) { return y; };\n"
        "    if (x) {\n        return g(1);\n    }\n    return 2;\n}\n"
        "bool operator()(int x, int y) { return x < y; }\n} // namespace a\n"
    ))  # fmt: skip
    seen = [(one.name, one.first_line, one.lines, one.parameters) for one in functions(sample)]
    wanted = [("S", 3, 3, 1), ("get", 6, 1, 0), ("f", 10, 7, 3), ("operator()", 17, 1, 2)]
    return [] if seen == wanted else [f"the reader of functions sees {seen} instead of {wanted}"]
