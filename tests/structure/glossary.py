"""The glossary is whole, and words that were withdrawn stand nowhere.

Each term stands once in docs/glossary.md (terms with a comma are several), in tables of two filled columns. No
withdrawn word occurs in sources, tests, documents or scenarios; the changelog and the decisions keep the words of their
time. Names are read part by part: `BoothLoad` and `booth_load` both hold "booth load". Literal uses (people who live
somewhere, a clock of the machine, lanes of a street) are left out by the patterns, or listed in ALLOWED with the
reason.

usage: glossary.py ROOT
"""

import re
import sys
from dataclasses import dataclass
from pathlib import Path

from source_tree import TOKEN, report

PLACES = ("engine", "models", "tools", "tests", "docs", "findings", "scenarios", "README.md", "CONTRIBUTING.md")
NOT_READ = ("docs/decisions/", "tests/structure/glossary.py")
FORMER = "former_names"  # in the name of a file: it knows the former names of keys, which are still read
DATA = {".geojson", ".csv", ".osm", ".pbf", ".pyc"}

HEAD = re.compile(r"^\| term \| meaning \|$")
RULE = re.compile(r"^\| --- \| --- \|$")

# Between two words: blanks, an underscore, or the end of a line with what begins the next comment or literal.
GAP = r"(?:[ _-]|\s*\n[\s/#<*]*|\"\s*\")"


@dataclass(frozen=True)
class Withdrawn:
    """A word that is no longer used, and the one that is. `pattern` stands between ends of words."""

    word: str
    instead: str
    pattern: str
    in_literals: bool = True  # also within string literals of C++


def one_of(*words: str) -> str:
    return "(?:" + "|".join(words) + ")"


PERSON = one_of("person(?:'s)?", "people", "row", "histor(?:y|ies)", "event", "overdose", "individual")

WITHDRAWN = (
    # Literal: it lives (a process), a site that costs or saves lives, a person who lives near.
    Withdrawn("lives", "individual histories", r"(?<!it )(?<!cost )(?<!save the most )lives(?!"
              r" (?:near|in|within|beyond|here|there|far|at|around|on|somewhere))"),
    Withdrawn("lived", "simulated",
              r"(?<!insite )(?<!vancouver )(?<!who )(?<!they )(?<!people )(?<!short-)(?<!long-)lived"),
    Withdrawn("living draw", "draw that is simulated", "living" + GAP + one_of("draws?", "rows?")),
    Withdrawn("life", "history",
              r"(?<!real )(?<!of )life(?!" + GAP + one_of("threatening", "years?", "expectancy") + ")"),
    Withdrawn("judge", "evaluate, compare with, check", r"judg(?:e|es|ed|ing)"),
    Withdrawn("world", "replication", r"(?<!real )(?<!real-)worlds?"),
    Withdrawn("contenders", "sites still in contention", r"contenders?"),
    Withdrawn("closed form", "analytic expectation", "closed" + GAP + "forms?"),
    Withdrawn("rival", "comparator, alternative model structure", r"rivals?"),
    # Literal: heights or files that are not believed.
    Withdrawn("belief", "structural assumption", one_of(
        "beliefs?", "believable", one_of("one", "model", "prior", "must") + "(?: must)?" + GAP + "believes?")),
    Withdrawn("keep rate", "stability of the top rank", one_of("keep" + GAP + "rates?", "chance deals")),
    Withdrawn("lane", "paired evaluation", r"lanes?"),
    Withdrawn("load", "acceptance, occupancy", one_of(
        one_of("booths?", "sites?", "queues?", "arms?") + "(?:'s?)?" + GAP + "loads?",
        "loads?" + GAP + "of" + GAP + "(?:an? |the )?" + one_of("booth", "site", "queue", "arm"))),
    Withdrawn("clock", "event process", one_of(
        PERSON + GAP + "clocks?", "clocks? of (?:an? |the |each )?" + PERSON, "clocks, lanes")),
    Withdrawn("stretch", "interval", r"stretch(?:es)?(?! of (?:streets?|roads?|rivers?|shore))"),
    Withdrawn("pull", "attraction", one_of("the", "its", "an?", "sites?'?s?", "total", "each", "k") + GAP + "?pulls?"),
    Withdrawn("readiness", "setting factor", r"readiness"),
    Withdrawn("taste", "propensity", r"(?<!draw_key = \")tastes?|liking"),
    Withdrawn("coin, toss", "Bernoulli draw", r"coins?|toss(?:es|ed)?"),
    Withdrawn("played queue", "simulated queue", one_of("played", "play(?:ing)? (?:the |a |its )?queues?")),
    Withdrawn("hangs on", "depends on", r"hang(?:s|ing)?(?: most| only)? on"),
    Withdrawn("booths bind", "capacity-limited", one_of("booths?", "demand", "who") + GAP + "binds?"),
    Withdrawn("goes together nearby", "spatially correlated", r"go(?:es)? together nearby"),
    Withdrawn("as chance asks", "until Monte Carlo error is small", r"as chance asks"),
    # The council's page and sentences say it in plain English.
    Withdrawn("told apart", "statistically indistinguishable", one_of("told", "tells?") + GAP + "apart",
              in_literals=False),
    Withdrawn("an old name", "its present name (docs/reference)", one_of(
        "order_turns_at", "reversal_at", "lived_draws", "worlds_a_draw", "other_beliefs", "page_beliefs")),
)  # fmt: skip

# By word: where it stands for something else, or is meant to stand, and why.
ALLOWED = {
    "lane": {
        "docs/streets.md": "lanes of a street",
        "tests/engine/city/small_city.hpp": "a street",
        "tests/engine/access/walk_cache_test.cpp": "a street",
        "tests/perf/walking_bench.cpp": "of a race between programs",
    },
    "told apart": {
        "docs/reference/": "made from the literals of the verbs' help",
        "tools/careshed/verb_table.cpp": "help of the verbs",
    },
}
# Literals of C++ that may say "told apart": what a council reads, and the tests of it.
PLAIN_LITERALS = ("engine/choose/", "engine/report/", "tests/")


def glossary_complaints(text: str) -> list[str]:
    """Of the tables and terms of a glossary."""
    complaints, seen, lines = [], {}, text.splitlines()
    for number, line in enumerate(lines, 1):
        if not line.startswith("|"):
            continue
        follows = number > 1 and lines[number - 2].startswith("|")
        if not follows and not (HEAD.match(line) and number < len(lines) and RULE.match(lines[number])):
            complaints.append(f"{number}: a table begins with | term | meaning | and | --- | --- |")
        if HEAD.match(line) or RULE.match(line):
            continue
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if not line.rstrip().endswith("|") or len(cells) != 2 or not all(cells):
            complaints.append(f"{number}: not a row of two filled cells")
            continue
        for term in cells[0].split(","):
            name = term.strip().strip("`").lower()
            if not name:
                complaints.append(f"{number}: an empty term")
            elif name in seen:
                complaints.append(f"{number}: {name} stands in line {seen[name]} too")
            seen.setdefault(name, number)
    return complaints if seen else [*complaints, "no terms"]


def in_parts(text: str) -> str:
    """Names in CamelCase as in snake_case; lines stay where they are."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", text)


def blanks(match: re.Match) -> str:
    return re.sub(r"[^\n]", " ", match.group(0))


def without_literals(text: str) -> str:
    """C++ whose comments stay."""
    def blank(match: re.Match) -> str:
        stays = match.group("comment") or match.group("include")
        return match.group(0) if stays else blanks(match)

    return TOKEN.sub(blank, text)


def without_blocks(text: str) -> str:
    """Markdown without its code: what a program prints is not the document's words."""
    text = re.sub(r"^```.*?^```", blanks, text, flags=re.DOTALL | re.MULTILINE)
    return re.sub(r"^ {4}[^\n]*", "", text, flags=re.MULTILINE)


def read_as(name: str, text: str, withdrawn: Withdrawn) -> str:
    if name.endswith(".md"):
        text = re.sub(r"\]\([^)\s]*\)", "]", text)  # names of decisions
    if not withdrawn.in_literals and name.endswith((".cpp", ".hpp")) and name.startswith(PLAIN_LITERALS):
        text = without_literals(text)
    if not withdrawn.in_literals and name.endswith(".md"):
        text = without_blocks(text)
    return in_parts(text)


def is_allowed(word: str, name: str) -> bool:
    return any(name == place or place.endswith("/") and name.startswith(place) for place in ALLOWED.get(word, ()))


def word_complaints(name: str, text: str) -> list[str]:
    complaints = []
    for withdrawn in WITHDRAWN:
        if is_allowed(withdrawn.word, name):
            continue
        read = read_as(name, text, withdrawn)
        for found in re.finditer(rf"(?<![a-z])(?:{withdrawn.pattern})(?![a-z])", read, re.IGNORECASE):
            line = read.count("\n", 0, found.start()) + 1
            said = re.sub(r"\s+", " ", found.group(0))
            complaints.append(f"{name}:{line}: `{said}` ({withdrawn.word}): write {withdrawn.instead}")
    return complaints


def read_files(root: Path) -> dict[str, str]:
    files = {}
    for place in PLACES:
        for file in sorted((root / place).rglob("*")) if (root / place).is_dir() else [root / place]:
            name = file.relative_to(root).as_posix()
            if not file.is_file() or file.suffix in DATA or name.startswith(NOT_READ) or FORMER in file.name:
                continue
            try:
                files[name] = file.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue  # a broken input of a test
    return files


def self_check() -> list[str]:
    """The rules must see what they forbid: a test that cannot fail is none."""
    bad = (
        "lives that remember", "lives_study", "class LivesStudy", "each draw was lived in 4", "a life in one run",
        "living_draw", "judged by", "one World", "contenders", "in closed form", "// in closed\n    // form",
        "nearest rival", "other_beliefs", "what one must believe", "keep_rate", "paired lanes", "BoothLoad",
        "load of a site", "a person's clock", "event clocks", "a stretch without", "its pull", "readiness",
        "kTasteSigma", "a coin", "queue is played", "hangs most on", "booths_bind", "whoBinds",
        "risk goes together nearby", "as many as chance asks", "cannot be told apart", "order_turns_at",
    )  # fmt: skip
    good = (
        "nobody lives there", "while it lives", "may cost lives", "where users of Insite lived", "life-threatening",
        "lifetime", "life_threatening_share", "kLifeThreateningShare", "value judgement", "std::chrono::steady_clock",
        "clock_gettime", "wall clock", "flag.load(", "json.loads(text)", "heights are not believed", "arrivals",
        "pulled onto it", "git pull", "do not pull a bridge", "displayed", "coincide", "readily", "binds at start",
        "worldwide", "upload", "planes", "overload", '.draw_key = "taste_sigma"', "load average", "a stretch of street",
    )  # fmt: skip
    missed = [f"rule misses: {text}" for text in bad if not word_complaints("docs/a.md", text)]
    wrong = [f"rule wrongly finds: {found}" for text in good for found in word_complaints("docs/a.md", text)]
    literal = 'text = "cannot be told apart"; // '
    name = "engine/choose/a.cpp"
    if word_complaints(name, literal) or not word_complaints(name, literal + "told apart"):
        wrong.append("rule of literals")
    head = "| term | meaning |\n| --- | --- |\n"
    whole = head + "| a, b | c |\n\n" + head + "| `d` | e |\n"
    wrong += [f"rule wrongly finds: {found}" for found in glossary_complaints(whole)]
    tables = (
        "", "| a | b |\n", head + "| a | b |\n| A | c |\n", head + "| a, b | c |\n| b | d |\n", head + "| a | |\n",
        head + "| a | b | c |\n", head + "| a | b\n",
    )  # fmt: skip
    return missed + wrong + [f"rule misses the table {text!r}" for text in tables if not glossary_complaints(text)]


def main() -> int:
    root = Path(sys.argv[1])
    files = read_files(root)
    complaints = self_check()
    complaints += [f"docs/glossary.md:{text}" for text in glossary_complaints(files["docs/glossary.md"])]
    for name, text in files.items():
        complaints += word_complaints(name, text)
    allowed = {place for places in ALLOWED.values() for place in places}
    complaints += [f"ALLOWED names {place}, which does not exist" for place in allowed if not (root / place).exists()]
    print(f"{len(files)} files, {len(WITHDRAWN)} withdrawn words")
    return report(complaints, "the glossary and its words")


if __name__ == "__main__":
    sys.exit(main())
