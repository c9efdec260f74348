"""Rooms that know nothing of the domain use none of its words: they could serve another one as they are.

Words are looked for in names, texts and comments alike, part by part (`deathsAverted` and `deaths_averted` both
hold `deaths`): a comment that explains by the domain is where a dependence on it begins. engine/access may
speak of stations and kerbs, never of who drives from there.

usage: domain_words.py ROOT
"""

import re
import sys
from pathlib import Path

from source_tree import Source, read_sources, report

ROOMS = ("engine/core", "engine/access", "engine/simulate", "engine/choose", "engine/study")
WORDS = set(
    "overdose naloxone opioid opc booth drug heroin fentanyl inject injection supervised ambulance ems dispatch "
    "death dead die died fatal fatality mortality survivor tolerance treatment relapse jail prison police "
    "patient clinic outreach frailty propensity".split()
)


def parts(text: str) -> list[tuple[int, str]]:
    """Every part of every word in small letters, with where it stands."""
    found = re.finditer(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", text)
    return [(match.start(), match.group(0).lower()) for match in found]


def is_domain(word: str) -> bool:
    return word in WORDS or (word.endswith("s") and word[:-1] in WORDS) or (word.endswith("es") and word[:-2] in WORDS)


def complaints_of(source: Source) -> list[str]:
    return [
        f"{source.name}:{source.line_of(at)}: `{word}` belongs to the domain, which {source.room} does not know"
        for at, word in parts(source.text)
        if is_domain(word)
    ]


def self_check() -> list[str]:
    bad = ("deaths_averted", "kDeathsAverted", '"an OPC site"', "// an EMS run", "enum { booth }", "// overdoses")
    good = ("parallel_deterministic", "items", "systems", "dictionary", "open", "needless", "stemming")
    wrong = [text for text in bad if not any(is_domain(word) for _, word in parts(text))]
    wrong += [text for text in good if any(is_domain(word) for _, word in parts(text))]
    return [f"the reader of words is wrong about {text}" for text in wrong]


def main() -> int:
    sources = [source for source in read_sources(Path(sys.argv[1])) if source.room in ROOMS]
    complaints = self_check() + [text for source in sources for text in complaints_of(source)]
    print(f"{len(sources)} files of {len({source.room for source in sources})} rooms, {len(WORDS)} words of the domain")
    return report(complaints, "words of the domain")


if __name__ == "__main__":
    sys.exit(main())
