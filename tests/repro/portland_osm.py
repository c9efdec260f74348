"""A real OpenStreetMap extract gives the streets that another reader of the same tags counts in it.

Reads central Portland with pyosmium by its own reading of the rules in docs/streets.md and compares nodes,
edges and kilometres by class with what `careshed check` says. pyosmium comes with the system's Python.

usage: portland_osm.py BINARY REAL_LAYERS_FOLDER
"""

import json
import os
import re
import sys
import tempfile
from collections import Counter
from math import cos, radians, sin, sqrt
from pathlib import Path

from bundle import careshed, real_layers

try:
    import osmium
except ImportError:
    SYSTEM = "/usr/bin/python3"
    if os.path.exists(SYSTEM) and os.path.realpath(sys.executable) != os.path.realpath(SYSTEM) and "PORTLAND_OSM" not in os.environ:
        os.environ["PORTLAND_OSM"] = "second try"
        os.execv(SYSTEM, [SYSTEM, "-B", *sys.argv])
    print("skipped: no real data can be counted without python3-pyosmium")
    sys.exit(0)

EXTRACT = "portland-central-filtered.osm.pbf"
BOX = (-122.72, 45.46, -122.55, 45.57)
ROADS = {
    "motorway": "motorway", "trunk": "trunk", "primary": "primary", "secondary": "secondary", "tertiary": "tertiary",
    "unclassified": "local", "residential": "local", "living_street": "local", "road": "local", "service": "service",
}  # fmt: skip
PATHS = {"track", "footway", "path", "pedestrian", "cycleway", "bridleway", "corridor", "platform"}
SHUT = {"no", "private", "agricultural", "forestry", "military", "use_sidepath"}
OPEN = {"yes", "permissive", "designated", "official"}


def claim(text: str, holds: bool) -> int:
    print(f"{'holds ' if holds else 'FAILED'}  {text}")
    return 0 if holds else 1


def admitted(tags: dict, own: list[str], general: list[str], usual: bool) -> bool:
    present = [key for key in own + general if tags.get(key)]
    if not present:
        return usual
    value = tags[present[0]]
    if value in SHUT:
        return False
    return usual or (present[0] in own and value in OPEN)


def speed(text: str) -> int:
    found = re.fullmatch(r"(\d+(?:\.\d+)?) ?(km/h|mph)?", text)
    kmh = float(found[1]) * (1.609344 if found[2] == "mph" else 1) if found else 0
    return int(kmh + 0.5) if kmh <= 200 else 0


def classify(tags: dict) -> tuple | None:
    """(class, walked, driven along, driven against, level, speed), or nothing for a way that is left out."""
    kind = tags["highway"]
    road = ROADS.get(kind) or (ROADS.get(kind[:-5]) if kind.endswith("_link") and kind[:-5] in list(ROADS)[:5] else None)
    if not road and kind not in PATHS | {"steps"}:
        return None
    name = road or ("steps" if kind == "steps" else "footway")
    walked = admitted(tags, ["foot"], ["access"], name != "motorway" and tags.get("motorroad") != "yes")
    driven = admitted(tags, ["motorcar", "motor_vehicle"], ["vehicle", "access"], road is not None)
    driven = driven and name != "steps" and tags.get("area") != "yes"
    way = tags.get("oneway", "")
    if way not in ("yes", "true", "1", "-1", "reverse", "no", "false", "0"):
        way = "yes" if kind == "motorway" or tags.get("junction") in ("roundabout", "circular") else "no"
    along = driven and way not in ("-1", "reverse")
    against = driven and way not in ("yes", "true", "1")
    if not (walked or driven):
        return None
    level = any(tags.get(key, "no") not in ("no", "false", "0", "") for key in ("bridge", "tunnel"))
    return name, walked, along, against, level, speed(tags.get("maxspeed", ""))


class Nodes(osmium.SimpleHandler):
    """Where every node lies, in steps of 1e-7 degree. Some stand behind the ways that name them."""

    def __init__(self):
        super().__init__()
        self.at = {}

    def node(self, node):
        self.at[node.id] = (node.location.x, node.location.y)


class Ways(osmium.SimpleHandler):
    """Runs of known nodes of every way that is kept: [(id, lon, lat), ...]."""

    def __init__(self, places: dict):
        super().__init__()
        self.places, self.runs, self.read = places, [], 0

    def way(self, way):
        tags = {tag.k: tag.v for tag in way.tags}
        if "highway" not in tags:
            return
        self.read += 1
        traffic = classify(tags)
        if traffic is None:
            return
        run = []
        for node in way.nodes:
            if node.ref not in self.places:
                self.keep(run, traffic)
                run = []
            elif not run or run[-1][0] != node.ref:
                run.append((node.ref, *self.places[node.ref]))
        self.keep(run, traffic)

    def keep(self, run, traffic):
        if len(run) > 1:
            self.runs.append((run, traffic))


def metres(a, b) -> float:
    """On the WGS 84 ellipsoid, by its radii of curvature at the middle."""
    latitude = radians((a[2] + b[2]) / 2e7)
    bulge = 1 - 0.00669437999014 * sin(latitude) ** 2
    north = 6378137 * (1 - 0.00669437999014) / bulge**1.5 * radians((b[2] - a[2]) / 1e7)
    east = 6378137 / sqrt(bulge) * cos(latitude) * radians((b[1] - a[1]) / 1e7)
    return sqrt(north * north + east * east)


def pieces(runs):
    """Every piece between nodes that are passed more than once; loops in two halves."""
    passed = Counter(node[0] for run, _ in runs for node in run)
    ends = {run[at][0] for run, _ in runs for at in (0, -1)}
    for run, traffic in runs:
        cuts = [i for i, node in enumerate(run) if node[0] in ends or passed[node[0]] > 1]
        for first, last in zip(cuts, cuts[1:]):
            piece = run[first : last + 1]
            if piece[0][0] != piece[-1][0]:
                yield piece, traffic
            else:
                half = len(piece) // 2
                yield piece[: half + 1], traffic
                yield piece[half:], traffic


def count(extract: Path) -> dict:
    nodes = Nodes()
    nodes.apply_file(str(extract))
    ways = Ways(nodes.at)
    ways.apply_file(str(extract))
    edges = {}
    for piece, (kind, walked, along, against, level, kmh) in pieces(ways.runs):
        if piece[0][0] > piece[-1][0]:
            piece, along, against = piece[::-1], against, along
        length = sum(metres(a, b) for a, b in zip(piece, piece[1:]))
        shape = tuple(node[1:] for node in piece)
        if length >= 0.005:
            edges[piece[0][0], piece[-1][0], shape, kind, walked, along, against, level, kmh] = length / 1000
    km = Counter()
    for edge, length in edges.items():
        km[edge[3]] += length
        km["on foot"] += length if edge[4] else 0
        km["by car"] += length if edge[5] or edge[6] else 0
    ends = {node for edge in edges for node in edge[:2]}
    return {"ways": ways.read, "nodes": len(ends), "edges": len(edges), "km": km}


def number(text: str) -> float:
    return float(text.replace(",", ""))


def reported(binary: Path, data: Path, work: Path) -> dict:
    """Figures `check` reports on the streets of a made-up study on the real extract."""
    west, south, east, north = BOX
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    area = {"type": "Feature", "properties": {"id": "box", "people": 100000}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
    (work / "areas.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": [area]}))
    (work / "deaths.csv").write_text("date,lon,lat\n" + "".join(f"2021-01-{d:02},-122.66,45.52\n" for d in range(1, 29)))
    (work / "places.csv").write_text("name,lon,lat\nLibrary,-122.682,45.519\n")
    (work / "scenario.toml").write_text(
        f"""schema = 1
[city]
name = "Portland (made-up deaths)"
streets = {{ osm = "{EXTRACT}" }}
areas = {{ source = "areas.geojson", id = "id", population = "people" }}
incidents = {{ source = "deaths.csv", x = "lon", y = "lat", date = "date", years = [2021, 2021] }}
[candidates]
source = "places.csv"
x = "lon"
y = "lat"
"""
    )
    text = careshed(binary, "check", work / "scenario.toml", "--data", data, "--format", "json")
    findings = " | ".join(f["text"] for f in json.loads(text)["findings"] if f["topic"] == "streets")
    size = re.search(r"([\d,]+) ways read, ([\d,]+) nodes and ([\d,]+) edges kept", findings)
    by_class = re.search(r"km on foot ([\d,.]+), by car ([\d,.]+); by class: ([^|]+?) (?:\||$)", findings + " |")
    km = {name: number(value) for name, value in re.findall(r"(\w+) ([\d,]+\.\d)", by_class[3])}
    km |= {"on foot": number(by_class[1]), "by car": number(by_class[2])}
    return {"ways": number(size[1]), "nodes": number(size[2]), "edges": number(size[3]), "km": km}


def main() -> int:
    binary, data = Path(sys.argv[1]), real_layers(sys.argv[2], "portland")
    if not data:
        return 0
    with tempfile.TemporaryDirectory(prefix="careshed-") as name:
        ours = reported(binary, data, Path(name))
    theirs = count(data / EXTRACT)
    failures = 0
    for what in ("ways", "nodes", "edges"):
        failures += claim(f"{what}: {ours[what]:.0f} reported, {theirs[what]} counted", ours[what] == theirs[what])
    failures += claim("the classes are the same", set(ours["km"]) == set(theirs["km"]))
    for what, length in sorted(theirs["km"].items()):
        gap = abs(ours["km"].get(what, 0) - length)
        failures += claim(f"{what}: {ours['km'].get(what, 0)} km reported, {length:.3f} counted", gap < 0.0501)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
