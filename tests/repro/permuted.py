"""A scenario's folder with the rows of every table and the features of every layer in another order."""

import csv
import io
import json
import random
import shutil
from pathlib import Path

# truth.csv is no input; scenario.toml names the layers, whose names stay.
KEPT = {"truth.csv"}


def shuffled_table(text: str, chance: random.Random) -> str:
    lines = list(csv.reader(io.StringIO(text)))
    header, body = lines[0], lines[1:]
    before = list(body)
    chance.shuffle(body)
    if len(body) > 3 and body == before:
        raise ValueError("nothing was shuffled")
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([header, *body])
    return out.getvalue()


def shuffled_layer(text: str, chance: random.Random) -> str:
    layer = json.loads(text)
    chance.shuffle(layer["features"])
    return json.dumps(layer)


def permute_folder(source: Path, target: Path, seed: int) -> int:
    """Copies the folder; how many files were shuffled."""
    chance = random.Random(seed)
    target.mkdir(parents=True)
    shuffled = 0
    for file in sorted(source.iterdir()):
        if file.suffix == ".csv" and file.name not in KEPT:
            (target / file.name).write_text(shuffled_table(file.read_text(), chance))
        elif file.suffix == ".geojson":
            (target / file.name).write_text(shuffled_layer(file.read_text(), chance))
        elif file.is_file():
            shutil.copy(file, target / file.name)
            continue
        shuffled += 1
    return shuffled
