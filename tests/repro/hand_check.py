"""The best site's direct effect follows from hand_check.csv by sums and products alone, as anyone can do
in a spreadsheet: it must agree with deaths_averted_analytic of ranking.csv to one in a million.

usage: hand_check.py BINARY SCENARIO
"""

import os
import sys
import tempfile
from math import fsum
from pathlib import Path

from bundle import Failed, careshed, rows

DRAWS = "20" if os.environ.get("CARESHED_LONG") == "1" else "4"
COLUMNS = (
    "people", "private_risk", "public_risk", "private_uses", "public_uses", "acceptance", "selection",
)  # fmt: skip
# What could lead back to a person must not be there.
FORBIDDEN = ("id", "area", "place", "lon", "lat", "walk", "site", "edge", "group", "district")


def by_hand(table: list[dict[str, str]]) -> list[float]:
    """Deaths averted a year of each row: people x risk moved x uses wanted, over both settings."""
    terms = []
    for row in table:
        people, private_risk, public_risk, private_uses, public_uses, acceptance, selection = (
            float(row[column]) for column in COLUMNS
        )
        moved = private_risk * private_uses + public_risk * public_uses
        terms.append(people * moved * acceptance * selection)
    return terms


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="careshed-") as name:
        out = Path(name) / "bundle"
        careshed(Path(sys.argv[1]), "rank", sys.argv[2], "-o", out, "--draws", DRAWS)
        table = rows(out / "hand_check.csv")
        best = rows(out / "ranking.csv")[0]
    if not table:
        raise Failed("hand_check.csv has no rows")
    extra = [column for column in table[0] if column in FORBIDDEN or column not in COLUMNS]
    if extra:
        raise Failed(f"hand_check.csv has columns it should not have: {extra}")
    # Many people from many areas stand behind each row: a finer table would distinguish areas.
    if len(table) > 200 or len({row["people"] for row in table}) < len(table) // 2:
        raise Failed(f"hand_check.csv shows {len(table)} rows: they should be pooled")
    parts = by_hand(table)
    if any(later > earlier * (1 + 1e-12) for earlier, later in zip(parts, parts[1:])):
        raise Failed("hand_check.csv is not sorted by value: its order could tell who is where")
    hand, claimed = fsum(parts), float(best["deaths_averted_analytic"])
    relative = abs(hand - claimed) / abs(claimed)
    print(f"{len(table)} rows give {hand:.9g} deaths averted a year; ranking.csv says {claimed:.9g}")
    print(f"relative difference {relative:.2g}")
    return 0 if relative <= 1e-6 else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failed as failure:
        print(failure)
        sys.exit(1)
