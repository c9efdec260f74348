"""Damage to a file, decided by a seed alone: bits, lengths, numbers, quotes, order, and what breaks off.

Standard library only.
"""

import random
import re
import struct

NUMBERS = [b"1e308", b"-1e308", b"-0", b"nan", b"inf", b"10000000000000000000", b"", b"0", b"-1", b"1e-320", b"0x1p9", b"1,5",
           b"99999999999999999999999999999999999999999", b"00000000000000000001", b"NULL", b"2147483648"]  # fmt: skip
DOUBLES = [float("nan"), float("inf"), -float("inf"), 1e308, -0.0, 5e-324, 1e19, 181.0, -91.0]
LENGTHS = [0, 1, 0x7F, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF]
PIECES = [b'"', b"'", b'""""', b"\n", b"\r\n", b"\r", b"\0", b"\0\0\0\0", b"\t", b",", b";", b"\xff\xfe", b"\xef\xbb\xbf", b"\xc3",
          b"<!--", b"]]>", b"&lt;", b"{", b"}", b"=", b"\\", b"#", b"\x1b[2J", b"POINT EMPTY", b"null", b"-"]  # fmt: skip
LONG_LINE, DEEP = 100_000, 20_000


def slice_of(data: bytes, chance: random.Random) -> tuple[int, int]:
    """Begin and end of a piece, mostly short."""
    begin = chance.randrange(len(data))
    return begin, min(len(data), begin + 1 + int(len(data) ** chance.random()))


def bits_flipped(data: bytes, chance: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 8, 64))):
        out[chance.randrange(len(out))] ^= 1 << chance.randrange(8)
    return bytes(out)


def broken_off(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.choice((0, 1, chance.randrange(len(data)), chance.randrange(len(data)), len(data) - 1))]


def slice_doubled(data: bytes, chance: random.Random) -> bytes:
    begin, end = slice_of(data, chance)
    return data[:end] + data[begin:end] * chance.choice((1, 1, 2, 40)) + data[end:]


def slice_removed(data: bytes, chance: random.Random) -> bytes:
    begin, end = slice_of(data, chance)
    return data[:begin] + data[end:]


def slice_moved(data: bytes, chance: random.Random) -> bytes:
    begin, end = slice_of(data, chance)
    rest = data[:begin] + data[end:]
    to = chance.randrange(len(rest) + 1)
    return rest[:to] + data[begin:end] + rest[to:]


def lines_shuffled(data: bytes, chance: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    chance.shuffle(lines)
    return b"".join(lines)


def number_replaced(data: bytes, chance: random.Random) -> bytes:
    found = list(re.finditer(rb"-?\d+(\.\d+)?", data))
    if not found:
        return double_replaced(data, chance)
    number, count = chance.choice(NUMBERS), chance.choice((1, 1, 3))
    for match in sorted(chance.sample(found, min(count, len(found))), key=lambda m: -m.start()):
        data = data[: match.start()] + number + data[match.end() :]
    return data


def double_replaced(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(max(1, len(data) - 7))
    return data[:at] + struct.pack(chance.choice("<>") + "d", chance.choice(DOUBLES)) + data[at + 8 :]


def length_changed(data: bytes, chance: random.Random) -> bytes:
    """A whole number of two or four bytes, every other time near the begin, where headers are."""
    at = chance.randrange(max(1, (min(len(data), 128) if chance.random() < 0.5 else len(data)) - 3))
    width, order = chance.choice((2, 4)), chance.choice(("little", "big"))
    old = int.from_bytes(data[at : at + width], order)
    new = chance.choice((*LENGTHS, old + 1, old - 1, old * 2, old // 2)) % (1 << 8 * width)
    return data[:at] + new.to_bytes(width, order) + data[at + width :]


def piece_inserted(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(PIECES) * chance.choice((1, 1, 1, 7)) + data[at:]


def line_lengthened(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice((b"x", b"9", b" ", b",", b'"', b"\xc3\xa9")) * LONG_LINE + data[at:]


def brackets_nested(data: bytes, chance: random.Random) -> bytes:
    found = [match.start() for match in re.finditer(rb"[\[({]", data)] or [chance.randrange(len(data))]
    at = chance.choice(found)
    opening, closing = chance.choice(((b"[", b"]"), (b"(", b")"), (b'{"a":', b"}")))
    return data[:at] + opening * DEEP + (closing * DEEP if chance.random() < 0.5 else b"") + data[at:]


def fields_swapped(data: bytes, chance: random.Random) -> bytes:
    found = list(re.finditer(rb"[^,;:=\s\"\[\]{}()<>]+", data))
    if len(found) < 2:
        return slice_moved(data, chance)
    one, other = sorted(chance.sample(found, 2), key=lambda m: m.start())
    return data[: one.start()] + other[0] + data[one.end() : other.start()] + one[0] + data[other.end() :]


def bytes_overwritten(data: bytes, chance: random.Random) -> bytes:
    begin, end = slice_of(data, chance)
    fill = chance.choice((b"\0", b"\xff", None))
    return data[:begin] + (fill * (end - begin) if fill else chance.randbytes(end - begin)) + data[end:]


KINDS = (bits_flipped, broken_off, slice_doubled, slice_removed, slice_moved, lines_shuffled, number_replaced, double_replaced,
         length_changed, piece_inserted, line_lengthened, brackets_nested, fields_swapped, bytes_overwritten)  # fmt: skip


def damaged(data: bytes, chance: random.Random) -> tuple[bytes, list[str]]:
    """The damaged bytes and the kinds of damage: mostly one, at most three."""
    kinds = [chance.choice(KINDS) for _ in range(chance.choice((1, 1, 1, 2, 3)))]
    for kind in kinds:
        data = kind(data, chance) if data else data
    return data, [kind.__name__.replace("_", " ") for kind in kinds]
