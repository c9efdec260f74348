"""The whole study of a real city, where its layers are at hand: fit, incidence score, table and hand check.

usage: chicago.py BINARY SCENARIOS_FOLDER REAL_LAYERS_FOLDER
"""

import sys
import tempfile
from math import fsum
from pathlib import Path

from bundle import careshed, real_layers, rows

COLUMNS = (
    "deaths_averted", "deaths_averted_low", "deaths_averted_high", "ems_runs_averted", "ems_runs_on_site",
    "ems_runs_net", "dollars_marginal", "dollars_average", "uses_a_day", "occupancy", "capacity_limited", "p_best",
    "rank_stated", "rank_revealed",
)  # fmt: skip


def claim(text: str, holds: bool) -> int:
    print(f"{'holds ' if holds else 'FAILED'}  {text}")
    return 0 if holds else 1


def check_rank(out: Path) -> int:
    ranking = rows(out / "ranking.csv")
    facts = {row["id"]: float(row["value"]) for row in rows(out / "diagnostics.csv") if row["value"]}
    failures = claim(f"{len(ranking)} candidates are left (at least 80)", len(ranking) >= 80)
    missing = [column for column in COLUMNS if column not in ranking[0]]
    failures += claim(f"every promised column is there, missing: {missing}", not missing)
    error = facts["baseline_error"]
    failures += claim(f"baseline deaths equal recorded deaths within {error:.1e} in every draw (0.005)", error < 0.005)
    hand = fsum(
        float(row["people"]) * float(row["acceptance"]) * float(row["selection"])
        * (float(row["private_risk"]) * float(row["private_uses"]) + float(row["public_risk"]) * float(row["public_uses"]))
        for row in rows(out / "hand_check.csv")
    )  # fmt: skip
    claimed = float(ranking[0]["deaths_averted_analytic"])
    gap = abs(hand / claimed - 1)
    return failures + claim(f"the best site's effect by hand is off by {gap:.1e} (1e-6)", gap < 1e-6)


def check_holdout(out: Path) -> int:
    (score,) = rows(out / "incidence_score.csv")
    ours, plain = float(score["deviance"]), float(score["deviance_by_population"])
    covered = float(score["covered_share"])
    failures = claim(f"{score['districts']} community areas are scored (77)", int(score["districts"]) == 77)
    failures += claim(f"deviance of the smoothed pattern {ours:.1f}, by population {plain:.1f}", ours < plain)
    return failures + claim(f"the predictive intervals cover {covered:.1%} (at least 85 %)", covered >= 0.85)


def main() -> int:
    binary, scenarios = map(Path, sys.argv[1:3])
    data = real_layers(sys.argv[3], "chicago")
    if not data:
        return 0
    with tempfile.TemporaryDirectory(prefix="careshed-") as name:
        work = Path(name)
        scenario = scenarios / "chicago"
        careshed(binary, "rank", scenario / "scenario.toml", "--data", data, "-o", work / "rank")
        careshed(binary, "simulate", scenario / "holdout.toml", "--data", data, "-o", work / "holdout")
        failures = check_rank(work / "rank") + check_holdout(work / "holdout")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
