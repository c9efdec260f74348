"""Citations and docs/REFERENCES.md agree, both ways: what a text cites has an entry, and every entry is cited.

A text cites by key (Marshall2011, or a key without a year such as PROFOUND), or by the first author's surname and the
year with nothing but names between them (Meyer and Sanders 2003 is Meyer2003). The source of a parameter gives keys,
or is "assumption: " with the reason.

usage: references.py ROOT
"""

import re
import sys
from pathlib import Path

from source_tree import report

FOLDERS = ("engine", "models", "tools", "docs", "tests")
ENDINGS = {".cpp", ".hpp", ".md", ".py"}
SKIPPED = ("docs/REFERENCES.md", "tests/structure/")

ENTRY = re.compile(r"^\* \*\*(\w+)\*\* ", re.MULTILINE)
YEAR = r"(?:19|20)\d\d"
KEY = re.compile(rf"(?<![\w/.])[A-Z][A-Za-z]+{YEAR}[a-z]?(?!\w)")
DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"'`<>,;]*\w")
ADDRESS = re.compile(r"https?://\S+|no DOI known", re.IGNORECASE)

# "Meyer and Sanders 2003", "Paez A, Higgins CD (2019)", "Salmon and others, 2011", "Grimm et al. 2020". Not the year of
# a date or a range of years.
NAME = r"[A-Z][A-Za-z'-]*[a-z][A-Za-z'-]*(?: [A-Z][A-Z-]{0,3}(?![A-Za-z]))?"
NEXT = rf"(?:, and |, | and | & )(?:(?:van|von|de|del|der) )*{NAME}"
AUTHORS = rf"(?<![\w'-])({NAME})(?:{NEXT})*(?: et al\.?| and others)?,? \(?"
HUMAN = re.compile(rf"{AUTHORS}((?:19[4-9]\d|20[0-2]\d)[a-z]?)(?![\w-])")
# Words before a year that are no authors: places, months.
NO_AUTHORS = set(
    "Baltimore Chicago Vancouver Ferrara Someone January February March April May June July August "
    "September October November December Since In From Until By Of".split()
)

TEXT = r'"(?:[^"\\]|\\.)*"'
PARAMETER = re.compile(rf'\.id = "(\w+)".*?\.source =\s*((?:{TEXT}\s*)+|\w+)', re.DOTALL)
CONSTANT = re.compile(rf"constexpr const char\* (\w+) =\s*((?:{TEXT}\s*)+);")
ROW = re.compile(r"\bevidence row\b|\brow of the evidence\b", re.IGNORECASE)
ROW_FIELD = re.compile(r"\.row = |\bchar\* row\b")


def joined(literals: str) -> str:
    return "".join(text[1:-1] for text in re.findall(TEXT, literals))


def flowing(text: str) -> str:
    """A text as it is read: comments and string literals go on from line to line."""
    text = re.sub(r"\n[ \t]*(?://[/<]?|#)[ \t]*", " ", text)
    text = re.sub(r'"\s*\n\s*"', "", text)
    return re.sub(r"\s+", " ", text)


def entries_of(references: str) -> dict[str, str]:
    """Text of each entry by key; of a key given twice, the last."""
    parts = ENTRY.split(references)
    return {key: flowing(text) for key, text in zip(parts[1::2], parts[2::2])}


def parameters_of(text: str) -> dict[str, str]:
    """Source by id of the parameters that a mechanism's file declares."""
    constants = {name: joined(literals) for name, literals in CONSTANT.findall(text)}
    return {
        name: joined(source) if source.startswith('"') else constants.get(source, "")
        for name, source in PARAMETER.findall(text)
    }


def human_citations(text: str) -> list[tuple[str, str]]:
    """Key and words of each citation by surname and year."""
    found = [(match.group(1).split(" ")[0], match.group(2), match.group(0)) for match in HUMAN.finditer(text)]
    return [(surname + year, words) for surname, year, words in found if surname not in NO_AUTHORS]


def mentions(key: str, text: str) -> bool:
    return re.search(rf"(?<!\w){key}(?!\w)", text) is not None


def of_entries(references: str, entries: dict[str, str]) -> list[str]:
    complaints = []
    keys = ENTRY.findall(references)
    if keys != sorted(set(keys), key=str.lower):
        complaints.append("entries are not in the order of their keys, each once")
    for key, text in entries.items():
        year = re.search(rf"({YEAR})[a-z]?$", key)
        if not re.search(rf"\b{year.group(1) if year else YEAR}\b", text):
            complaints.append(f"{key}: no year{' ' + year.group(1) if year else ''}")
        if not ADDRESS.search(text):
            complaints.append(f"{key}: neither DOI nor address (nor the words: no DOI known)")
        if "Used for: " not in text:
            complaints.append(f"{key}: what is it used for?")
    return complaints


def of_parameters(sources: dict[str, str], keys: set[str]) -> list[str]:
    complaints = []
    for name, source in sources.items():
        if not source.startswith("assumption: ") and not any(mentions(key, source) for key in keys):
            complaints.append(f"{name}: source `{source}` names no key of docs/REFERENCES.md")
        for key, words in human_citations(source):
            complaints.append(f"{name}: source says `{words}`: write the key {key}")
    return complaints


def of_texts(files: dict[str, str], entries: dict[str, str]) -> list[str]:
    """Citations without an entry, and entries without a citation."""
    complaints, cited = [], set()
    dois = {doi.lower() for text in entries.values() for doi in DOI.findall(text)}
    for name, text in files.items():
        read = flowing(text)
        wanted = {key: key for key in KEY.findall(read)} | dict(human_citations(read))
        for key, citation in wanted.items():
            if key in entries:
                cited.add(key)
            else:
                complaints.append(f"{name}: `{citation}` has no entry {key} in docs/REFERENCES.md")
        for doi in DOI.findall(read):
            if doi.lower() not in dois:
                complaints.append(f"{name}: DOI {doi} is that of no entry in docs/REFERENCES.md")
        for key in entries:
            spaced = re.sub(r"(?<=[A-Za-z])(?=\d)", " ", key)  # RFC 7946
            if mentions(key, read) or mentions(spaced, read):
                cited.add(key)
        if ROW.search(read) or name.startswith("models/mechanisms/") and ROW_FIELD.search(text):
            complaints.append(f"{name}: speaks of a row of a table that is no part of the project")
    return complaints + [f"{key}: cited nowhere" for key in entries if key not in cited]


def checked(files: dict[str, str], references: str) -> tuple[list[str], int, int]:
    """Complaints, number of entries, number of parameters."""
    entries = entries_of(references)
    sources = {}
    for name, text in files.items():
        if name.startswith("models/mechanisms/") and name.endswith(".cpp"):
            sources |= parameters_of(text)
    complaints = of_entries(references, entries) + of_parameters(sources, set(entries)) + of_texts(files, entries)
    return complaints, len(entries), len(sources)


def self_check() -> list[str]:
    """The rules must see what they forbid: a test that cannot fail is none."""
    entry = "* **Meyer2003** Meyer U, Sanders P. 2003. https://doi.org/10.1016/x Used for: ways.\n"
    acronym = "* **RFC7946** Butler H. 2016. https://doi.org/10.17487/RFC7946 Used for: layers.\n"
    ways = {"engine/a.hpp": "/// Bounds grow (Meyer\n/// and Sanders 2003, J Algorithms 49).\n"}
    layers = {"tools/b.cpp": "// As RFC 7946 says, on 2026-11-22; Vancouver 2016.\n"}

    def parameter(source: str) -> dict[str, str]:
        return ways | {"models/mechanisms/m.cpp": f'{{{{.id = "rate",\n .source = {source}}},'}

    good = (
        (ways, entry), (ways | layers, entry + acronym), (parameter('"Meyer2003, table 4"'), entry),
        (parameter('"assumption: wide"'), entry), (parameter('"assumption: as "\n  "Meyer2003"'), entry),
        ({"docs/c.md": "(Meyer U, van Sanders P (2003))"}, entry), ({"docs/c.md": "doi:10.1016/x, Meyer2003."}, entry),
    )  # fmt: skip
    bad = (
        ({}, entry), (ways, ""), (ways, entry.replace("2003. ", "")),
        (ways, entry.replace("https://doi.org/10.1016/x", "")), (ways, entry.replace("Used for", "For")), (ways | layers, acronym + entry), (ways, entry + entry),
        (parameter('"a survey"'), entry), (parameter('"Sanders2004"'), entry), (parameter('"Meyer 2003"'), entry),
        (parameter('"assumption: as Nobody2011"'), entry), (parameter("kNowhere"), entry),
        (ways | {"docs/c.md": "Nobody et al. 2011"}, entry), (ways | {"docs/c.md": "Nobody AB, Other C (2011)"}, entry),
        (ways | {"docs/c.md": "doi:10.1016/y"}, entry), (ways | {"engine/d.hpp": "/// 0.8 (evidence row 74)"}, entry),
        (parameter('"Meyer2003",\n .row = "12"'), entry),
    )  # fmt: skip
    wrong = [f"rule wrongly finds: {found} in {case}" for case in good for found in checked(*case)[0]]
    return wrong + [f"rule misses: {case}" for case in bad if not checked(*case)[0]]


def read_files(root: Path) -> dict[str, str]:
    files = {}
    for folder in FOLDERS:
        for file in sorted((root / folder).rglob("*")):
            name = file.relative_to(root).as_posix()
            if file.suffix in ENDINGS and file.is_file() and not name.startswith(SKIPPED):
                files[name] = file.read_text(encoding="utf-8")
    return files


def main() -> int:
    root = Path(sys.argv[1])
    found, entries, parameters = checked(read_files(root), (root / "docs/REFERENCES.md").read_text(encoding="utf-8"))
    print(f"{entries} references, {parameters} parameters")
    complaints = self_check() + found
    if parameters < 50:  # fewer than there are: the declarations are written otherwise than read here
        complaints.append(f"only {parameters} parameters were found in models/mechanisms")
    return report(complaints, "references")


if __name__ == "__main__":
    sys.exit(main())
