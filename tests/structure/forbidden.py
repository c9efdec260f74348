"""What must not stand in engine/ and models/, because results would depend on the machine or a library
would take decisions that belong to the program: chance other than keyed draws, libm's transcendental
functions, unordered reductions and iterations, printing, exiting.

usage: forbidden.py ROOT
"""

import re
import sys
from pathlib import Path

from source_tree import Source, project_includes, read_sources, report

LIBM = (
    "exp exp2 exp10 expm1 log log2 log10 log1p pow cbrt hypot sin cos tan asin acos atan atan2 sinh cosh "
    "tanh asinh acosh atanh erf erfc tgamma lgamma sincos"
).split()
LIBM_CALL = r"(?:" + "|".join(LIBM) + r")[fl]?\s*\("

# (advice printed, pattern, files where it may stand)
RULES = (
    ("use keyed draws (engine/core/random.hpp)", r"#\s*include\s*<random>", ()),
    ("use keyed draws", r"\bstd::(?:mt19937\w*|random_device|minstd_rand0?|default_random_engine)\b", ()),
    ("use engine/core/distributions.hpp", r"\bstd::\w+_distribution\b|\bstd::(?:shuffle|sample)\s*\(", ()),
    ("use keyed draws", r"(?<![\w.>])s?rand(?:om|48)?\s*\(", ()),
    ("use careshed::portable", r"\bstd::" + LIBM_CALL, ()),
    ("use std:: only for exact functions", r"\bstd::" + LIBM_CALL.replace(r"\s*\(", r"\b"), ()),
    (
        "say portable:: before it, or it may be libm's",
        r"(?:(?<![\w:.>])|(?<![\w>])::)" + LIBM_CALL,
        ("engine/core/portable_math.hpp", "engine/core/portable_math.cpp"),
    ),
    ("use deterministic_sum (engine/core/parallel.hpp)", r"(?<!\w)parallel_reduce\b(?!\.h)", ()),
    ("std::reduce has no fixed order", r"\bstd::(?:transform_)?reduce\s*\(|\bstd::execution\b", ()),
    ("threads start in engine/core/parallel only", r"\bstd::j?thread\b(?!::)|\bstd::async\b", ("engine/core/parallel.cpp",)),
    ("libraries do not print", r"\bstd::(?:cout|cerr|clog|print|println)\b", ()),
    ("libraries do not print", r"(?<![\w.>])(?:v?f?printf|f?puts|f?putc|putchar|perror)\s*\(", ("engine/core/progress.cpp",)),
    ("libraries do not print", r"\bfmt::print(?:ln)?\s*\(|\bstderr\b|\bstdout\b", ("engine/core/progress.cpp",)),
    ("libraries do not exit: throw an Error", r"(?<![\w.>])(?:_?exit|_Exit|quick_exit|abort|terminate)\s*\(", ("engine/core/interrupt.cpp",)),
    ("the clock is no input", r"\bstd::chrono::system_clock\b|(?<![\w.>])time\s*\(\s*(?:nullptr|NULL|0)\s*\)",
     ("engine/report/manifest.cpp",)),
    ("own memory by values or unique_ptr", r"(?<![\w])new\s+[A-Za-z_:]", ()),
)  # fmt: skip


def matches(source: Source) -> list[str]:
    complaints = []
    for advice, pattern, exempt in RULES:
        if source.name in exempt:
            continue
        for found in re.finditer(pattern, source.code):
            text = found.group(0).strip()
            complaints.append(f"{source.name}:{source.line_of(found.start())}: `{text}`: {advice}")
    return complaints


def declared_unordered(code: str) -> set[str]:
    """Names of variables, members and parameters whose type is an unordered container."""
    names = set()
    for found in re.finditer(r"\bunordered_(?:multi)?(?:map|set)\s*<", code):
        depth, at = 1, found.end()
        while depth and at < len(code):
            depth += {"<": 1, ">": -1}.get(code[at], 0)
            at += 1
        name = re.match(r"[\s&*]*(?:const\s+)?([A-Za-z_]\w*)", code[at:])
        if name:
            names.add(name.group(1))
    return names


def unordered_walks(source: Source, known: dict[str, Source]) -> list[str]:
    """Range-for or begin() over a name declared unordered here or in a directly included header."""
    names = declared_unordered(source.code)
    for _, header in project_includes(source, known):
        names |= declared_unordered(header.code)
    complaints = []
    for name in sorted(names):
        walk = rf"for\s*\([^;()]*:\s*[\w.\->]*\b{name}\s*\)|\b{name}\s*(?:\.|->)\s*c?begin\s*\("
        for found in re.finditer(walk, source.code):
            where = f"{source.name}:{source.line_of(found.start())}"
            complaints.append(f"{where}: walks `{name}` in hash order: sort it first")
    return complaints


def not_ascii(source: Source) -> list[str]:
    for number, line in enumerate(source.text.splitlines(), 1):
        if not line.isascii():
            return [f"{source.name}:{number}: not ASCII (write an escape instead)"]
    return []


def self_check() -> list[str]:
    """The rules must see what they forbid: a test that cannot fail is none."""
    bad = (
        "#include <random>", "double a = std::exp(x);", "double a = pow(x, y);", "return ::log(x);",
        "std::transform(a, b, c, std::sin<double>);", "tbb::parallel_reduce(r, f);", "std::cout << 1;",
        "fmt::print(x);", "exit(1);", "std::abort();", "int r = rand();", "auto* p = new City;",
    )  # fmt: skip
    good = (
        "portable::exp(x)", "tally.log(x)", "parallel_deterministic_reduce(x)", "std::sqrt(x)",
        "expected(x)", "new_york(x)", "catalog(x)", "std::this_thread::yield()", "double exp_rate = 1;",
    )  # fmt: skip
    patterns = [re.compile(pattern) for _, pattern, _ in RULES]
    missed = [text for text in bad if not any(p.search(text) for p in patterns)]
    wrong = [text for text in good if any(p.search(text) for p in patterns)]
    if declared_unordered("std::unordered_map<int, std::vector<int>> seen;") != {"seen"}:
        missed.append("unordered_map")
    return [f"rule misses: {t}" for t in missed] + [f"rule wrongly finds: {t}" for t in wrong]


def main() -> int:
    sources = read_sources(Path(sys.argv[1]))
    known = {source.name: source for source in sources}
    complaints = self_check()
    checked = [s for s in sources if s.name.startswith(("engine/", "models/"))]
    for source in checked:
        complaints += matches(source) + unordered_walks(source, known)
    for source in sources:
        complaints += not_ascii(source)
    print(f"{len(checked)} files of engine/ and models/ checked")
    return report(complaints, "forbidden constructs")


if __name__ == "__main__":
    sys.exit(main())
