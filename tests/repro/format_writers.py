"""Writes layers in the formats that careshed reads: GDAL's by the same libgdal, through ctypes, and OpenStreetMap's.

The same layer gives the same bytes, but for the identifiers in a FileGDB. Standard library only.
"""

import ctypes
import ctypes.util
import json
import zlib
from pathlib import Path
from xml.sax.saxutils import quoteattr

VECTOR, RASTER = 4, 2  # GDAL_OF_VECTOR, GDAL_OF_RASTER
OPTIONS = {"ESRI Shapefile": ["-lco", "DBF_DATE_LAST_UPDATE=2026-01-01"], "CSV": ["-lco", "GEOMETRY=AS_WKT"]}


class Gdal:
    """The translation of datasets by the C interface of GDAL."""

    def __init__(self):
        self.library = ctypes.CDLL(ctypes.util.find_library("gdal") or "libgdal.so")
        for kind in ("Vector", ""):
            getattr(self.library, f"GDAL{kind}TranslateOptionsNew").restype = ctypes.c_void_p
            getattr(self.library, f"GDAL{kind}Translate").restype = ctypes.c_void_p
        self.library.GDALOpenEx.restype = ctypes.c_void_p
        self.library.GDALAllRegister()
        self.library.CPLPushErrorHandler(self.library.CPLQuietErrorHandler)  # of columns that get other names
        self.library.CPLSetConfigOption(b"OGR_CURRENT_DATE", b"2026-01-01T00:00:00Z")

    def write_layer(self, source: Path, target: Path, driver: str) -> None:
        words = ["-f", driver, *OPTIONS.get(driver, [])]

        def translate(dataset, options, error):
            datasets = (ctypes.c_void_p * 1)(dataset)
            return self.library.GDALVectorTranslate(str(target).encode(), None, 1, datasets, options, error)

        self._write(source, VECTOR, words, translate)

    def write_raster(self, source: Path, target: Path, driver: str, *creation: str) -> None:
        words = ["-of", driver, "-a_srs", "EPSG:4326", *(word for option in creation for word in ("-co", option))]

        def translate(dataset, options, error):
            return self.library.GDALTranslate(str(target).encode(), ctypes.c_void_p(dataset), options, error)

        self._write(source, RASTER, words, translate)

    def _write(self, source: Path, kind: int, words: list[str], translate) -> None:
        dataset = self.library.GDALOpenEx(str(source).encode(), kind, None, None, None)
        if not dataset:
            raise OSError(f"GDAL cannot open {source}")
        prefix = "GDALVector" if kind == VECTOR else "GDAL"
        listed = (ctypes.c_char_p * (len(words) + 1))(*(word.encode() for word in words), None)
        options = ctypes.c_void_p(getattr(self.library, f"{prefix}TranslateOptionsNew")(listed, None))
        error = ctypes.c_int()
        written = translate(dataset, options, ctypes.byref(error))
        getattr(self.library, f"{prefix}TranslateOptionsFree")(options)
        for handle in (written, dataset):
            self.library.GDALClose(ctypes.c_void_p(handle))
        if not written or error.value:
            raise OSError(f"GDAL cannot write {source} as {words[1]}")


def write_ascii_grid(file: Path, west: float, south: float) -> None:
    """Heights of a gentle hill over 0.04 by 0.03 degrees."""
    columns, rows, cell = 40, 30, 0.001
    head = f"ncols {columns}\nnrows {rows}\nxllcorner {west}\nyllcorner {south}\ncellsize {cell}\nNODATA_value -9999\n"
    lines = (" ".join(f"{10 + (i * j) % 37 * 0.25:.2f}" for i in range(columns)) for j in range(rows))
    file.write_text(head + "\n".join(lines) + "\n")
    file.with_suffix(".prj").write_text("Projection GEOGRAPHIC\nDatum WGS84\nUnits DD\nParameters\n")


class Ways:
    """Streets of two nodes each, from a GeoJSON layer with the nodes' numbers."""

    def __init__(self, streets: Path):
        self.nodes, self.ways = {}, []
        for feature in json.loads(streets.read_text())["features"]:
            named, line = feature["properties"], feature["geometry"]["coordinates"]
            self.nodes[named["from"]], self.nodes[named["to"]] = line[0], line[-1]
            self.ways.append((named["from"], named["to"], {"highway": "residential", "name": named["name"]}))


def write_osm_xml(streets: Path, file: Path) -> None:
    read = Ways(streets)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<osm version="0.6">']
    lines += [f' <node id="{number}" lat="{lat}" lon="{lon}"/>' for number, (lon, lat) in sorted(read.nodes.items())]
    for number, (begin, end, tags) in enumerate(read.ways, 1):
        shown = "".join(f"<tag k={quoteattr(key)} v={quoteattr(value)}/>" for key, value in tags.items())
        lines.append(f' <way id="{number}"><nd ref="{begin}"/><nd ref="{end}"/>{shown}</way>')
    file.write_text("\n".join([*lines, "</osm>", ""]))


def varint(number: int) -> bytes:
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*out, number])


def field(number: int, value: int | bytes) -> bytes:
    """A field of a protocol buffer: a number, or bytes with their length."""
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    return varint(number << 3 | 2) + varint(len(value)) + value


def packed(numbers: list[int]) -> bytes:
    return b"".join(map(varint, numbers))


def packed_steps(numbers: list[int]) -> bytes:
    """Differences, with signs in the lowest bit."""
    steps = [b - a for a, b in zip([0, *numbers], numbers)]
    return packed([step << 1 if step >= 0 else (-step << 1) - 1 for step in steps])


def block_of(read: Ways) -> bytes:
    """A PrimitiveBlock with all nodes and ways."""
    strings = ["", *sorted({text for _, _, tags in read.ways for pair in tags.items() for text in pair})]
    at = {text: number for number, text in enumerate(strings)}
    ids = sorted(read.nodes)
    degrees = [[round(read.nodes[number][axis] * 1e7) for number in ids] for axis in (1, 0)]
    dense = field(1, packed_steps(ids)) + b"".join(field(8 + k, packed_steps(degrees[k])) for k in (0, 1))
    ways = b"".join(
        field(3, field(1, number) + field(2, packed([at[key] for key in tags])) + field(3, packed([at[v] for v in tags.values()]))
              + field(8, packed_steps([begin, end])))
        for number, (begin, end, tags) in enumerate(read.ways, 1)
    )  # fmt: skip
    table = b"".join(field(1, text.encode()) for text in strings)
    return field(1, table) + field(2, field(2, dense)) + field(2, ways)


def blob(kind: bytes, content: bytes, is_compressed: bool) -> bytes:
    body = field(2, len(content)) + field(3, zlib.compress(content)) if is_compressed else field(1, content)
    head = field(1, kind) + field(3, len(body))
    return len(head).to_bytes(4, "big") + head + body


def write_osm_pbf(streets: Path, file: Path, is_compressed: bool) -> None:
    head = field(4, b"OsmSchema-V0.6") + field(4, b"DenseNodes")
    blobs = (blob(b"OSMHeader", head, is_compressed), blob(b"OSMData", block_of(Ways(streets)), is_compressed))
    file.write_bytes(b"".join(blobs))
