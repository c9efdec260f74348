"""Files and functions stay short, and names say what they are about.

Prints median, 90th percentile and maximum of both; fails beyond 600 lines a file and 60 a function, unless
the function stands in long_functions.txt (at most five, each with a reason).

usage: sizes.py ROOT
"""

import re
import sys
from pathlib import Path

from source_tree import Source, read_sources, report

MAX_FILE = 600
MAX_FUNCTION = 60
MAX_EXCEPTIONS = 5
VAGUE = re.compile(r"(?:^|_)(?:utils?|helpers?|managers?|common|misc)(?:_|$)")
NOT_A_FUNCTION = re.compile(
    r"^\s*(?:inline\s+)?(?:namespace|class|struct|enum|union|extern|template\s*<[^{]*>\s*(?:class|struct))\b"
)


def functions(source: Source) -> list[tuple[str, int, int]]:
    """(name, first line, lines) of every function body outside other functions.

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
                first, last = source.line_of(start), source.line_of(at)
                found.append((function_name(text), first, last - first + 1))
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
    name = re.search(r"(operator\s*[^\s(]+|~?[A-Za-z_][\w:]*)\s*\(", head)
    return name.group(1) if name else "?"


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


def self_check(root: Path) -> list[str]:
    """The reader of functions must see the shapes we write."""
    sample = Source(root, "sample.cpp")
    object.__setattr__(sample, "text", (
        "namespace a {\nstruct S {\n    explicit S(int x)\n        : x_(x), y_{2} {\n    }\n"
        "    int get() const { return x_; }\n    int x_ = 0;\n};\n"
        "const int kTable[] = {1, 2};\nint f(int x) {\n    auto g = [&](int y) { return y; };\n"
        "    if (x) {\n        return g(1);\n    }\n    return 2;\n}\n} // namespace a\n"
    ))  # fmt: skip
    seen = functions(sample)
    wanted = [("S", 3, 3), ("get", 6, 1), ("f", 10, 7)]
    return [] if seen == wanted else [f"the reader of functions sees {seen} instead of {wanted}"]


def main() -> int:
    root = Path(sys.argv[1])
    sources = read_sources(root)
    allowed, complaints = read_exceptions(Path(__file__).with_name("long_functions.txt"))
    complaints += self_check(root)
    lengths: list[int] = []
    used = set()
    for source in sources:
        product = not source.name.startswith("tests/")
        lines = source.text.count("\n")
        if lines > MAX_FILE:
            complaints.append(f"{source.name}: {lines} lines, at most {MAX_FILE}")
        for part in source.name.removesuffix(".cpp").removesuffix(".hpp").split("/"):
            if VAGUE.search(part):
                complaints.append(f"{source.name}: `{part}` does not say what it is about")
        for name, first, length in functions(source):
            lengths += [length] if product else []
            key = f"{source.name}:{name}"
            if length > MAX_FUNCTION and key in allowed:
                used.add(key)
            elif length > MAX_FUNCTION and product:
                complaints.append(f"{source.name}:{first}: {name} has {length} lines, at most {MAX_FUNCTION}")
    complaints += [f"long_functions.txt: {key} is not too long (any more)" for key in sorted(allowed - used)]
    files = [s.text.count("\n") for s in sources if not s.name.startswith("tests/")]
    print(f"{len(files)} files: {spread(files)}")
    print(f"{len(lengths)} functions: {spread(lengths)}" if lengths else "no functions")
    return report(complaints, "sizes and names")


if __name__ == "__main__":
    sys.exit(main())
