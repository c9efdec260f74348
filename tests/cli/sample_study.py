"""The sample city as a study that takes a second or two: one year in two worlds."""
import shutil
from pathlib import Path


def brief_copy(root: Path, folder: Path) -> Path:
    """Copies Harbor into the folder, which may exist; returns its scenario."""
    shutil.copytree(root / "scenarios/harbor", folder, dirs_exist_ok=True)
    scenario = folder / "scenario.toml"
    text = scenario.read_text()
    if "years = 5\n" not in text or "[run]\n" not in text:
        raise ValueError(f"{scenario} is no longer what is shortened here")
    scenario.write_text(text.replace("years = 5\n", "years = 1\n").replace("[run]\n", "[run]\nworlds = 2\n"))
    return scenario
