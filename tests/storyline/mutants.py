"""Files of every format that the chart command reads, and what can happen to a file on its way."""

import random
import re
from collections.abc import Callable
from pathlib import Path

DATA = Path(__file__).resolve().parents[3] / "shared" / "storyline"
BOOK = "* a book\nAA Ann, a girl\nBB Bob, a boy\nCC Cid\n\n1.1:AA,BB;BB\n&:CC\n2.1:AA,CC\n2.2\n* End of it\n"
SESSIONS = """TIME_COUNT=9
NODE_COUNT=3
INTERACTION_SESSION_COUNT=2
{'ANN': 0, 'BOB': 1, "CID O'": 2}
{'HERE': 0}
 Name      :  x
 Id        :  0
 Start     :  0
 End       :  3
 Members   :  [0, 1]
 Location  :  0

 Name      :  y
 Id        :  1
 Start     :  2
 End       :  5
 Members   :  [1, 2]
 Location  :  0
"""
STORY_XML = """<?xml version="1.0" encoding="utf-8"?>
<Story><Characters>
<Character Name="Ann"><Span Start="0" End="2" Session="1"/></Character>
<Character Name="Bob &amp; Cid"><Span Start="1" End="3" Session="1"/></Character>
</Characters></Story>"""
STORY_JSON = """{"Story": {"Characters": {"Ann": [{"Start": 0, "End": 2, "Session": 1}],
 "Bob": [{"Start": 1, "End": 3, "Session": 1}]}}}"""
NARRATIVE = """{"characters": [{"id": "A", "name": "Ann"}, {"id": "B", "name": "Bob"}, {"id": 3, "name": "Cid"}],
 "scenes": [["A", "B"], {"characters": [{"id": "A"}, 3], "start": 2, "duration": 2.5, "title": "II"}, [0, 1]]}"""
PLAIN = """{"layers": [{"groups": [["Ann", "Bob"], ["Cid"]], "label": "I"}, [["Ann"], ["Bob", "Cid"]]],
 "weights": {"Ann": 3}, "first": ["Bob"], "last": ["Cid"]}"""
LAYERS = """[{"chapter": "1", "duration": 10, "nodes": [{"characters": ["ann", "bob"]}, {"characters": ["cid"]}]},
 {"chapter": "2", "duration": 10, "nodes": [{"characters": ["ann", "cid"], "deaths": ["ann"]}]}]"""
STEPS = "Ann,Bob\tCid\nAnn\tBob,Cid\n\nAnn,Cid\tBob\n"
TABLE = "group,character,timestep_start,timestep_stop\ng,Ann,0,4\ng,Bob,1,2\nh,Bob,3,5\nh,Cid,3,9\ni,Ann,5,6\n"
DURATIONS = 'sep=;\nGroup;Person;Start;Duration;Colour\n1;"Ann; the elder";0;2,5;red\n1;Bob;0;1;blue\n2;Bob;1;3;blue\n'

SMALL = (BOOK, SESSIONS, STORY_XML, STORY_JSON, NARRATIVE, PLAIN, LAYERS, STEPS, TABLE, DURATIONS)
"""One of each format, and two of tables and lists of layers."""

NUMBERS = ("1e308", "-1", "1e999", "NaN", "Infinity", "-Infinity", "9" * 400, "0.1", "1_000", "\u0663", "\u00b2", "")
WORDS = (
    "\0", "\ufeff", "\u2028", "\x1b[31m", "\ud7ff", "'", '"', '""', "<!--", "]]>", "&x;", "<!DOCTYPE x>", "{",
    "[" * 3000, "]", "}", ";", ",", "\t", "|", "\r", "\r\n", "*", "&:", "TIME_COUNT=2\n", "sep=,\n", "<Story>",
    " " * 300, "null", '{"layers":', '"scenes": [],', "group;character\n", "x" * 5000, "\\", "\\ud800", "%s",
    "1,2,3,4\n", "é", "か",
)  # fmt: skip
SEPARATORS = (b",", b";", b"\t", b"|", b":", b"\n", b"\r", b" ", b'"', b"'", b"[", b"{", b"=", b"<")
ENCODINGS = ("utf-16", "utf-16-le", "utf-32", "utf-8-sig", "latin-1", "cp1251", "gbk", "cp037")


def originals() -> list[bytes]:
    """The files that are changed: small ones of our own, and the published stories where they lie beside the
    repository, of long ones the first lines where that leaves a story."""
    found = [text.encode() for text in SMALL]
    for path in sorted(DATA.rglob("*")) if DATA.is_dir() else ():
        data = path.read_bytes() if path.is_file() and "README" not in path.name else b""
        if path.suffix in {".csv", ".txt", ".dat"}:
            data = b"".join(data.splitlines(keepends=True)[: 300 if path.suffix == ".dat" else 80])
        if 0 < len(data) < 20_000:
            found.append(data)
    return found


def mutant(dice: random.Random, files: list[bytes]) -> bytes:
    """One of the files after one to four accidents."""
    data = dice.choice(files)
    for _ in range(dice.choice((1, 1, 2, 4))):
        data = dice.choice(ACCIDENTS)(dice, data, files)[:200_000]
    return data


def _flipped(dice: random.Random, data: bytes, _: list[bytes]) -> bytes:
    changed = bytearray(data)
    for _turn in range(dice.choice((1, 1, 3, 20))):
        if changed:
            changed[dice.randrange(len(changed))] = dice.randrange(256)
    return bytes(changed)


def _cut(dice: random.Random, data: bytes, _: list[bytes]) -> bytes:
    one, two = sorted((dice.randint(0, len(data)), dice.randint(0, len(data))))
    return dice.choice((data[:one], data[one:], data[:one] + data[two:]))


def _lines(dice: random.Random, data: bytes, files: list[bytes]) -> bytes:
    lines = data.split(b"\n")
    at = dice.randrange(len(lines))
    match dice.randrange(5):
        case 0:
            lines.insert(at, dice.choice(dice.choice(files).split(b"\n")))
        case 1:
            del lines[at]
        case 2:
            lines[at:at] = [lines[at]] * dice.choice((1, 2, 50))
        case 3:
            dice.shuffle(lines)
        case _:
            lines[at] = lines[at][: dice.randint(0, len(lines[at]))]
    return b"\n".join(lines)


def _parted(dice: random.Random, data: bytes, _: list[bytes]) -> bytes:
    one, two = dice.sample(SEPARATORS, 2)
    return data.replace(one, two, dice.choice((1, 5, -1)))


def _nested(dice: random.Random, data: bytes, _: list[bytes]) -> bytes:
    depth = dice.choice((1, 2, 50, 3000))
    opening, closing = dice.choice(((b"[", b"]"), (b'{"layers":', b"}"), (b"<Story>", b"</Story>"), (b'{"a":[', b"]}")))
    at = dice.randint(0, len(data))
    return dice.choice((opening * depth + data + closing * depth, data[:at] + opening * depth + data[at:]))


def _numbered(dice: random.Random, data: bytes, _: list[bytes]) -> bytes:
    places = [at for at, byte in enumerate(data) if 48 <= byte <= 57]
    if not places:
        return data
    at = dice.choice(places)
    return data[:at] + dice.choice(NUMBERS).encode() + data[at + 1 :]


def _inserted(dice: random.Random, data: bytes, _: list[bytes]) -> bytes:
    at = dice.randint(0, len(data))
    return data[:at] + dice.choice(WORDS).encode() + data[at:]


def _encoded(dice: random.Random, data: bytes, _: list[bytes]) -> bytes:
    return data.decode("utf-8", "replace").encode(dice.choice(ENCODINGS), "replace")


def _spliced(dice: random.Random, data: bytes, files: list[bytes]) -> bytes:
    other = dice.choice(files)
    return data[: dice.randint(0, len(data))] + other[dice.randint(0, len(other)) :]


def _lettered(dice: random.Random, data: bytes, _: list[bytes]) -> bytes:
    return dice.choice(
        (data.upper(), data.lower(), data.swapcase(), data.replace(b"\n", b"\r\n"), data * 3, b"", b"\n")
    )


def _exchanged(dice: random.Random, data: bytes, _: list[bytes]) -> bytes:
    """One word for another of the file, here or everywhere: an id or a name that is somebody else's."""
    words = sorted(set(re.findall(rb"\w+", data)))
    if not words:
        return data
    one, two = dice.choice(words), dice.choice(words)
    return re.sub(rb"\b" + one + rb"\b", two, data, count=dice.choice((0, 1, 2)))


ACCIDENTS: tuple[Callable[[random.Random, bytes, list[bytes]], bytes], ...] = (
    _flipped, _cut, _lines, _parted, _nested, _numbered, _inserted, _encoded, _spliced, _lettered,
    _exchanged,
)  # fmt: skip
