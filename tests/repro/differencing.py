"""Pairs of public results tell of no small count: whoever holds two, of other years, filters or districts, and takes
each number in them for what it may stand for, is left with at least five possible values of every hidden count.

The attack is a linear programme: a variable for the deaths of every area that both results count, and for those that
one alone counts; a constraint for every printed total. What lies in the area is known to the attacker: which rows are
hidden for few deaths and which beside them. A number that stands in the middle of a step of 11 tells the step; any other
tells itself, give or take what the smoothing adds.

usage: differencing.py BINARY [PAIRS]

CARESHED_LONG=1: 200 pairs of 40 results; else 12 pairs of 9.
"""

import csv
import itertools
import json
import os
import random
import re
import sys
import tempfile
from collections import Counter
from pathlib import Path

from bundle import Failed, careshed, inside, rows

STEP = 11
NARROWEST = 5  # possible values of a hidden count
SMOOTHING = 0.75  # deaths by which an exact figure of an area mostly misses its record
LONG = os.environ.get("CARESHED_LONG") == "1"


class Record:
    """Every recorded death: area, district, year, sex. Read without the program."""

    def __init__(self, folder: Path):
        areas = json.loads((folder / "synthetic_areas.geojson").read_text())["features"]
        self.district = {a["properties"]["id"]: a["properties"]["district"] for a in areas}
        self.deaths = []
        for row in rows(folder / "synthetic_deaths.csv"):
            x, y = float(row["lon"]), float(row["lat"])
            here = next((a["properties"]["id"] for a in areas if inside(a["geometry"]["coordinates"][0], x, y)), None)
            if here:
                self.deaths.append((here, int(row["date"][:4]), row["sex"]))


class Variation:
    """One result: which deaths it counts, and by what its rows stand."""

    def __init__(self, years: tuple[int, int], sex: str, by_district: bool, hours: str, with_rules: bool):
        self.years, self.sex, self.by_district, self.hours, self.with_rules = years, sex, by_district, hours, with_rules

    def __str__(self) -> str:
        return f"{self.years[0]}-{self.years[1]} {self.sex or 'all'} by {'district' if self.by_district else 'area'}"

    def counts(self, death: tuple) -> bool:
        return self.years[0] <= death[1] <= self.years[1] and (not self.sex or death[2] == self.sex)

    def scenario(self, text: str) -> str:
        where = f"where = \"sex = '{self.sex}'\", " if self.sex else ""
        text = re.sub(r"years = \[\d+, \d+\], holdout = \[\d+, \d+\]", f"{where}years = {list(self.years)}", text)
        if not self.by_district:
            text = text.replace(', district = "district"', "")
        if not self.with_rules:
            text = re.sub(r"\[\[rules\]\].*?(?=\n\[site\])", "", text, flags=re.S)
        return re.sub(r'hours = "[^"]*"', f'hours = "{self.hours}"', text)


def step_of(deaths: float, error: float) -> tuple[float, float]:
    """What a printed number of deaths may stand for, by itself within an error."""
    low = deaths - (STEP - 1) / 2
    if abs(low / STEP - round(low / STEP)) * STEP < 0.3 and low >= 0:
        return round(low), round(low) + STEP - 1
    return deaths - error, deaths + error


class Seen:
    """What an attacker reads out of one result: ranges of deaths by row, and of all."""

    def __init__(self, out: Path, said: str, variation: Variation, record: Record, years_of_run: int):
        self.variation = variation
        count = variation.years[1] - variation.years[0] + 1
        self.true = Counter()
        for area in record.district:
            self.true[self.row_of(area, record)] += 0
        for death in filter(variation.counts, record.deaths):
            self.true[self.row_of(death[0], record)] += 1
        self.total = (0.0, float("inf"))
        for row in rows(out / "outcomes.csv"):
            if (row["outcome"], row["arm"]) == ("deaths", "baseline"):
                self.total = step_of(float(row["central"]) * count, 0.01)
        for is_few, number in re.findall(r"(fewer than )?([\d,]+) deaths used", said):
            low, high = (0, STEP - 1) if is_few else step_of(float(number.replace(",", "")), 0)
            self.total = max(low, self.total[0]), min(high, self.total[1])
        # A number that is no step is a leak by itself: the smoothing of two results is much alike, so that their
        # difference misses that of the records by about 1.5.
        self.exact = [f"{variation}: all deaths are {self.total[0]:.2f} to {self.total[1]:.2f}"] if self.total[1] - self.total[0] < STEP - 1 else []
        self.range, self.hidden = {}, set()
        for row in rows(out / "areas.csv"):
            name, shown = row["area"], row["baseline_deaths_all_years"]
            if shown != "suppressed":
                low, high = step_of(float(shown) / years_of_run * count, SMOOTHING)
                self.range[name] = (max(0.0, low), high)
                if high - low < STEP - 1:
                    self.exact.append(f"{variation}: {name} is told as {low + SMOOTHING:.2f}")
                continue
            self.hidden.add(name)
            self.range[name] = (0.0, STEP - 1.0 if self.true[name] < STEP else float("inf"))

    def row_of(self, area: str, record: Record) -> str:
        return record.district[area] if self.variation.by_district else area


class Simplex:
    """Bounds of sums of variables >= 0 under ranges of sums: the dense tableau, least ratios, Bland's rule. `start` is
    a point that holds: the truth, by which the tableau is shifted so that it needs no first phase."""

    def __init__(self, size: int, ranges: list[tuple[list[int], float, float]]):
        self.size = size
        self.rows: list[tuple[list[float], float]] = []
        for variables, low, high in ranges:
            line = [0.0] * size
            for variable in variables:
                line[variable] = 1.0
            if high < float("inf"):
                self.rows.append((line, high))
            if low > 0:
                self.rows.append(([-value for value in line], -low))

    def most(self, variables: list[int], sign: float, start: list[float]) -> float:
        """Largest sign * sum of the variables. Each is start + up - down, down at most its start."""
        n, m = self.size, len(self.rows) + self.size
        table = []
        for line, bound in self.rows:
            room = bound - sum(v * s for v, s in zip(line, start) if v)
            table.append(line + [-v for v in line] + [max(0.0, room)])
        for variable in range(n):
            line = [0.0] * (2 * n)
            line[variable], line[n + variable] = -1.0, 1.0
            table.append(line + [start[variable]])
        cost = [0.0] * (2 * n + 1)
        for variable in variables:
            cost[variable], cost[n + variable] = sign, -sign
        basis = [None] * m
        # Slack columns are kept implicit: a pivot exchanges a column with a row's slack.
        for _ in range(5000):
            column = max(range(2 * n), key=lambda c: cost[c])
            if cost[column] <= 1e-9:
                return -cost[-1] + sign * sum(start[v] for v in variables)
            rows_in = [(table[r][-1] / table[r][column], r) for r in range(m) if table[r][column] > 1e-9]
            if not rows_in:
                return float("inf")
            _, row = min(rows_in)
            pivot = table[row][column]
            table[row] = [value / pivot for value in table[row]]
            table[row][column] = 1 / pivot
            for other in range(m):
                factor = table[other][column]
                if other != row and factor:
                    table[other] = [a - factor * b for a, b in zip(table[other], table[row])]
                    table[other][column] = -factor / pivot
            factor = cost[column]
            cost = [a - factor * b for a, b in zip(cost, table[row])]
            cost[column] = -factor / pivot
            basis[row] = column
        raise Failed("the linear programme did not end")


def atoms_of(one: Seen, other: Seen, record: Record) -> dict[tuple, int]:
    """Deaths by the finer of the rows of the two, and by which of them counts them: true numbers."""
    def cell(area: str) -> str:
        return area if not (one.variation.by_district and other.variation.by_district) else record.district[area]

    atoms: dict[tuple, int] = {}
    kinds = {(one.variation.counts(d), other.variation.counts(d)) for d in record.deaths} - {(False, False)}
    for area, kind in itertools.product(record.district, kinds):
        atoms.setdefault((cell(area), record.district[area], kind), 0)
    for death in record.deaths:
        kind = (one.variation.counts(death), other.variation.counts(death))
        if any(kind):
            atoms[cell(death[0]), record.district[death[0]], kind] += 1
    return atoms


def narrow_counts(one: Seen, other: Seen, record: Record, chance: random.Random) -> list[str]:
    """Hidden counts that the pair leaves fewer than NARROWEST values: of a row, or of what one counts and one does not."""
    atoms = atoms_of(one, other, record)
    names = list(atoms)
    truth = [float(atoms[name]) for name in names]
    sums: dict[tuple, list[int]] = {}
    for at, (area, district, kind) in enumerate(names):
        for which, seen in enumerate((one, other)):
            if kind[which]:
                sums.setdefault((which, district if seen.variation.by_district else area), []).append(at)
                sums.setdefault((which, None), []).append(at)
    ranges, wrong = [], []
    for (which, row), variables in sums.items():
        seen = (one, other)[which]
        low, high = seen.total if row is None else seen.range[row]
        held = sum(truth[v] for v in variables)
        if not low - 1e-6 <= held <= high + 1e-6:  # an attacker who takes it so would be misled: not a leak
            low, high = min(low, held), max(high, held)
        ranges.append((variables, low, high))
    attack = Simplex(len(names), ranges)
    targets = [(f"{row} of result {which + 1}", variables) for (which, row), variables in sums.items()
               if row is not None and row in (one, other)[which].hidden]  # fmt: skip
    differences: dict[tuple, list[int]] = {}
    for at, (area, district, kind) in enumerate(names):
        if not all(kind):
            differences.setdefault((district, kind), []).append(at)
            differences.setdefault(("city", kind), []).append(at)
    targets += [(f"{district}, difference", variables) for (district, _), variables in differences.items()
                if 0 < sum(truth[v] for v in variables) < STEP]  # fmt: skip
    if not LONG and len(targets) > 8:
        targets = targets[-4:] + chance.sample(targets, 4)
    for name, variables in targets:
        least, largest = -attack.most(variables, -1, truth), attack.most(variables, 1, truth)
        # Whole numbers within.
        values = largest - least + 1 if largest < float("inf") else float("inf")
        if values + 1e-6 < NARROWEST:
            wrong.append(f"{one.variation} / {other.variation}: {name} is {least:.2f} to {largest:.2f}")
    return wrong


def variations(chance: random.Random, number: int) -> list[Variation]:
    """Some that differ by one thing, as a person's would, and any."""
    hours = "Mon-Fri 06:00-20:00"
    near = [Variation((2021, last), "", by_district, hours, True) for last in (2022, 2023, 2024, 2025) for by_district in (True, False)]
    near.append(Variation((2021, 2025), "Male", True, hours, True))
    return near + any_variations(chance, number - len(near))


def any_variations(chance: random.Random, number: int) -> list[Variation]:
    years = [(a, b) for a in range(2021, 2026) for b in range(a, 2026)]
    return [Variation(chance.choice(years), chance.choice(["", "", "", "Male", "Female"]), chance.random() < 0.7,
                      chance.choice(["Mon-Fri 06:00-20:00", "Mon-Sun 00:00-24:00"]), chance.random() < 0.5)
            for _ in range(number)]  # fmt: skip


def main() -> int:
    binary = Path(sys.argv[1])
    chance = random.Random(15)
    count, pairs = (40, 200) if LONG else (9, 12)
    seen, wrong = [], []
    with tempfile.TemporaryDirectory(prefix="careshed-") as name:
        city = Path(name) / "city"
        careshed(binary, "synth", "--residents", "40000", "--seed", "3", "-o", city)
        record, text = Record(city), (city / "scenario.toml").read_text()
        years_of_run = int(re.search(r"(?m)^years = (\d+)", text)[1])
        for number, variation in enumerate(variations(chance, count)):
            scenario = city / f"variation{number}.toml"
            scenario.write_text(variation.scenario(text))
            out = Path(name) / f"out{number}"
            careshed(binary, "simulate", scenario, "-o", out, "--draws", "2")
            said = careshed(binary, "check", scenario)
            seen.append(Seen(out, said, variation, record, years_of_run))
    alike = [(a, b) for a, b in itertools.combinations(seen[:9], 2) if a.variation.by_district and b.variation.by_district]
    for one, other in alike + chance.sample(list(itertools.combinations(seen, 2)), pairs - len(alike)):
        wrong += narrow_counts(one, other, record, chance)
    wrong += [line for one in seen for line in one.exact]
    print(f"{pairs} pairs of {count} results; {sum(len(s.hidden) for s in seen)} hidden rows")
    for line in wrong[:20]:
        print("FAILED ", line)
    return 1 if wrong or not any(s.hidden for s in seen) else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failed as failure:
        print(failure)
        sys.exit(1)
