"""Studies that take few seconds, for tests of the whole command. Standard library only."""
import shutil
import subprocess
from pathlib import Path


def shortened(scenario: Path, changes: dict[str, str]) -> Path:
    """Changes lines of a scenario in place; each must be there."""
    text = scenario.read_text()
    for before, after in changes.items():
        if before not in text:
            raise ValueError(f"{scenario} is no longer what is shortened here")
        text = text.replace(before, after)
    scenario.write_text(text)
    return scenario


BRIEF = {"years = 5\n": "years = 1\n", "[run]\n": "[run]\nreplications = 2\n"}


def brief_copy(root: Path, folder: Path) -> Path:
    """Copies Harbor into the folder, which may exist; returns its scenario: one year in two replications."""
    shutil.copytree(root / "scenarios/harbor", folder, dirs_exist_ok=True)
    return shortened(folder / "scenario.toml", BRIEF)


def small_study(program: str, folder: Path) -> Path:
    """Makes a city of 10,000 with two sites in the new folder; returns its scenario: one year in two replications."""
    made = ["synth", "--city", "harbor", "--residents", "10000", "--seed", "1", "-o", str(folder), "--quiet"]
    subprocess.run([program, *made], check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    return shortened(folder / "scenario.toml", {**BRIEF, "type IN ('library', 'clinic')": "type = 'clinic'"})
