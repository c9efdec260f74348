"""Where layers of real cities lie, for the tests in Python: as real_layers.hpp says it. Standard library only."""

import os
from pathlib import Path


def real_layers(usual: str, city: str) -> Path | None:
    """A city's folder in what CARESHED_DATA names, else in `usual`; or nothing, once it is said that the test is skipped."""
    folder = Path(os.environ.get("CARESHED_DATA") or usual) / city
    if folder.is_dir():
        return folder
    print("skipped: no real data")
    return None
