#!/usr/bin/env python3
"""A raster of heights and a slower pace reach a study: fewer people are near a site, and the reason is reported.

usage: heights_test.py CARESHED ROOT
"""
import csv
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from sample_study import brief_copy

WEST, SOUTH, CELLS, STEP = -30.2, 39.9, 200, 0.002
RISE = 0.12  # metres a metre, to the north


class Study:
    """The sample city beside a ramp that rises to the north, with what went wrong so far."""

    def __init__(self, program: str, root: Path, folder: Path):
        self.program, self.folder, self.wrong = program, folder, []
        text = brief_copy(root, folder).read_text()
        heights = '[city]\nelevation = { source = "ramp.asc", crs = "EPSG:4326" }'
        (folder / "hilly.toml").write_text(text.replace("[city]", heights))
        (folder / "slow.toml").write_text(text.replace("[model]", '[model]\npace = "impaired"'))
        (folder / "waits.toml").write_text(text.replace("[model]", '[model]\ncrossing_wait = "20 s"'))
        rows = [[f"{row * STEP * 111000 * RISE:.2f}"] * CELLS for row in reversed(range(CELLS))]
        (folder / "ramp.asc").write_text(
            f"ncols {CELLS}\nnrows {CELLS}\nxllcorner {WEST}\nyllcorner {SOUTH}\ncellsize {STEP}\n"
            + "\n".join(" ".join(row) for row in rows)
        )

    def run(self, verb: str, scenario: str, *options: str) -> str:
        command = [self.program, verb, scenario, "--no-cache", *options]
        run = subprocess.run(command, cwd=self.folder, text=True, capture_output=True, stdin=subprocess.DEVNULL)
        self.claim(run.returncode == 0, f"{scenario}: exit {run.returncode}: {run.stderr[-800:]}")
        return run.stdout

    def near(self, scenario: str, *options: str) -> float:
        """Residents within 15 minutes, summed over the sites."""
        out = f"{Path(scenario).stem}{''.join(options)}"
        self.run("access", scenario, "-o", out, *options)
        with open(self.folder / out / "access.csv") as table:
            return sum(float(row["residents_15_min"]) for row in csv.DictReader(table))

    def claim(self, holds: bool, text: str) -> None:
        print(f"{'holds ' if holds else 'FAILED'}  {text}")
        if not holds:
            self.wrong.append(text)


def main() -> int:
    program, root = sys.argv[1], Path(sys.argv[2])
    with tempfile.TemporaryDirectory(prefix="careshed-") as name:
        study = Study(program, root, Path(name))
        level, hilly, slow = (study.near(one) for one in ("scenario.toml", "hilly.toml", "slow.toml"))
        study.claim(0.5 * level < hilly < 0.95 * level, f"on the ramp {hilly:,.0f} people are near, {level:,.0f} on the level")
        study.claim(slow < 0.6 * level, f"at the impaired pace {slow:,.0f} are near")
        study.claim(study.near("scenario.toml", "--pace", "impaired") == slow, "the option says what the scenario's key says")
        waits, both = study.near("waits.toml"), study.near("hilly.toml", "--pace", "impaired")
        study.claim(slow < waits < level, f"with waits at crossings {waits:,.0f}")
        study.claim(both < min(hilly, slow), f"the impaired pace on the ramp: {both:,.0f}")
        findings = json.loads(study.run("check", "hilly.toml", "--format", "json"))["findings"]
        reported = [f["text"] for f in findings if f["topic"] == "heights"]
        study.claim(any("raster ramp.asc" in text for text in reported), f"check tells of the heights: {reported}")
        study.run("rank", "hilly.toml", "-o", "ranked", "--draws", "4")
        manifest = (study.folder / "ranked/manifest.json").read_text()
        study.claim("ramp.asc" in manifest, "the manifest holds the raster's fingerprint")
        report = (study.folder / "ranked/report.html").read_text()
        study.claim("slopes" in report, "the report says that slopes count")
        study.run("rerun", "ranked/manifest.json", "-o", "again")
        (study.folder / "ramp.asc").write_text((study.folder / "ramp.asc").read_text().replace("ncols", "NCOLS"))
        changed = subprocess.run([program, "rerun", "ranked/manifest.json", "-o", "third"], cwd=study.folder, capture_output=True)
        study.claim(changed.returncode == 3, "a rerun refuses another raster")
    return 1 if study.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
