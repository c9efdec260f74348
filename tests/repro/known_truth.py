"""Synthetic cities whose truth is known: the ranking finds what is there and claims nothing that is not.

harbor        one site leads by far: it is ranked first, with P(best) at least 0.95
harbor-twins  two best sites are mirror images: each is best in half of the draws, and group 1 holds both
harbor-flat   all sites are equally good: no winner is named

usage: known_truth.py BINARY SCENARIOS_FOLDER

CARESHED_LONG=1 takes the draws that the scenarios ask for, in place of 48.
"""

import os
import sys
import tempfile
from pathlib import Path

from bundle import Failed, careshed, rows

FEW = [] if os.environ.get("CARESHED_LONG") == "1" else ["--draws", "48"]
EFFECT = "deaths_averted_stated"  # the cities' scenarios have this decay as headline


class RankedCity:
    """A city's truth and its ranking, both by site id. Sites too close to a school are no candidates."""

    def __init__(self, binary: Path, scenarios: Path, city: str, work: Path):
        folder, out = scenarios / city, work / city
        careshed(binary, "rank", folder / "scenario.toml", "-o", out, *FEW)
        self.city = city
        self.truth = {
            row["id"]: float(row[EFFECT])
            for row in rows(folder / "truth.csv")
            if row["clear_of_schools"] == "yes"
        }
        self.ranking = {row["site_id"]: row for row in rows(out / "ranking.csv")}
        if set(self.truth) != set(self.ranking):
            raise Failed(f"{city}: ranked {sorted(self.ranking)}, but the truth has {sorted(self.truth)}")

    def best_in_truth(self) -> list[str]:
        best = max(self.truth.values())
        return sorted(site for site, effect in self.truth.items() if effect >= 0.9999 * best)

    def p_best(self, site: str) -> float:
        return float(self.ranking[site]["p_best"])

    def first_group(self) -> list[str]:
        return sorted(site for site, row in self.ranking.items() if int(row["group"]) == 1)

    def claim(self, text: str, holds: bool) -> int:
        print(f"{'holds ' if holds else 'FAILED'}  {self.city}: {text}")
        return 0 if holds else 1


def check_harbor(harbor: RankedCity) -> int:
    (best,) = harbor.best_in_truth()
    ordered = sorted(harbor.truth.values())
    lead = ordered[-1] / ordered[-2] - 1
    failures = harbor.claim(f"the best site leads by {lead:.0%} in truth (at least 25 %)", lead >= 0.25)
    failures += harbor.claim(f"{best} is ranked first", int(harbor.ranking[best]["rank"]) == 1)
    p_best = harbor.p_best(best)
    return failures + harbor.claim(f"its P(best) is {p_best:.3f} (at least 0.95)", p_best >= 0.95)


def check_twins(twins: RankedCity) -> int:
    pair = twins.best_in_truth()
    failures = twins.claim(f"two sites are best in truth: {pair}", len(pair) == 2)
    for site in pair:
        p_best = twins.p_best(site)
        failures += twins.claim(f"P(best) of {site} is {p_best:.3f} (0.4 to 0.6)", abs(p_best - 0.5) <= 0.1)
    group = twins.first_group()
    return failures + twins.claim(f"group 1 is {group} and holds both", set(pair) <= set(group))


def check_flat(flat: RankedCity) -> int:
    equal = len(flat.best_in_truth()) == len(flat.truth)
    failures = flat.claim("all sites are equally good in truth", equal)
    group = flat.first_group()
    return failures + flat.claim(f"no winner is named: group 1 is {group}", len(group) > 1)


def main() -> int:
    binary, scenarios = Path(sys.argv[1]), Path(sys.argv[2])
    checks = {"harbor": check_harbor, "harbor-twins": check_twins, "harbor-flat": check_flat}
    failures = 0
    with tempfile.TemporaryDirectory(prefix="careshed-") as name:
        for city, check in checks.items():
            failures += check(RankedCity(binary, scenarios, city, Path(name)))
    return 1 if failures else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failed as failure:
        print(failure)
        sys.exit(1)
