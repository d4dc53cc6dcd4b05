"""Values as text that parses back to them: keys that are file names, YAML scalars, stamps, quoted words."""

import hashlib
import re
import unicodedata
from collections.abc import Container, Mapping, Sequence

from intertwine.imports.records import CellAlternatives, InstallmentRecord, Position
from intertwine.ledger.link.identity import new_id
from intertwine.ledger.read.fact_tokens import BLOCK_ID
from intertwine.ledger.read.fields import PAGE_ID
from intertwine.model.extent import spelled
from intertwine.model.numbers import written_number
from intertwine.model.sentinels import NONE
from intertwine.model.title_kind import TitleKind
from intertwine.model.words import nfc

_BANNED = re.compile(r'[/\\:*?"<>|#^\[\]]')
_HASH = 12
_MARKED = re.compile(f"(^|-)[0-9a-f]{{{_HASH}}}$")
_RESERVED = re.compile(r"(con|prn|aux|nul|clock\$|con(in|out)\$|(com|lpt)[0-9¹²³])\s*(\..*)?", re.IGNORECASE)
_PLAIN = re.compile(r"[^\W\d_][\w'.!&()/’ -]*(?<! )")
_YAML_WORDS = frozenset(["true", "false", "yes", "no", "on", "off", "y", "n", "null", "none"])
_LONGEST = 120  # bytes of a key's part; file systems stop at 255


def key_part(text: str) -> str:
    """What of `text` can stand in a file name on every system, and in a link; "" where nothing can."""
    text = _BANNED.sub(" ", nfc(text[:_LONGEST]))
    if not text.isprintable():
        text = "".join(c for c in text if unicodedata.category(c)[0] != "C")
    text = re.sub("%+", "%", " ".join(text.split())).lstrip("._ ")  # two of them begin a comment
    while len(text.encode()) > _LONGEST:
        text = text[:-1]
    return text.rstrip(". ")


def stem(path: str) -> str:
    """The key of the page at `path`."""
    return path.rpartition("/")[2].removesuffix(".md")


def free_key(name: str, marks: Sequence[str], *taken: Container[str]) -> str:
    """A key for `name` that none of `taken` (keys, case-folded) holds: with one of `marks` (the id of its row, say)
    behind it if it must, the first that makes it free."""

    def is_taken(key: str) -> bool:
        return any(folded(key) in keys for keys in taken)

    base = key_part(name)
    if base and not _RESERVED.fullmatch(base) and not is_taken(base):
        return base
    mark = "page"
    for mark in (key_part(it) or "page" for it in marks):
        key = f"{base} ({mark})" if base else f"page {mark}"
        if not is_taken(key):
            return key
    count = 2
    while is_taken(key := f"{base} ({mark} {count})" if base else f"page {mark} {count}"):
        count += 1
    return key


def page_id(id_: str) -> str:
    """What a title's page says as `id:` for the id that a table gives it: that itself where a page can say it; else
    what can be of it, and a hash of it that keeps it apart. Two ids are never given the same."""
    if PAGE_ID.fullmatch(id_) and not _MARKED.search(id_):
        return id_
    return new_id(id_, hashlib.sha256(id_.encode()).hexdigest()[:_HASH])


def folded(key: str) -> str:
    """`key` as file systems that ignore case and Unicode forms compare it. Not as names compare (`words.fold`): accents
    and hyphens count, since they tell two files apart."""
    return nfc(nfc(key).casefold())


def scalar(value: str) -> str:
    """`value` as a YAML scalar on one line, inside or outside of braces."""
    if _PLAIN.fullmatch(value) and value.isprintable() and value.casefold() not in _YAML_WORDS:
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else _escape(c) for c in escaped) + '"'


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\U{code:08x}" if code > 0xFFFF else f"\\u{code:04x}"


def block_id(name: str) -> str:
    """`name` where it can stand behind `^`; else what is left of it, and a hash of it that keeps it apart."""
    if BLOCK_ID.fullmatch(name) and len(name) <= 80:
        return name
    plain = re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-")[:40].rstrip("-")
    return f"{plain or 'fact'}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"


def clock(seconds: int) -> str:
    """Seconds as HH:MM:SS."""
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def stamp(alternatives: CellAlternatives, keys: Mapping[str, str]) -> str:
    """Alternatives as a stamp; `keys` maps "title:ID" to its key, and "waits:ID" and "waits:ID:2" to what must be
    passed as well as the whole title or its second season."""
    return "; ".join(" + ".join(_passed(position, keys) for position in alternative) for alternative in alternatives)


def _passed(position: Position, keys: Mapping[str, str]) -> str:
    season = f":{position.season}" if position.kind == "season" else ""
    more = keys.get(f"waits:{position.title}{season}") if position.kind in ("title", "season") else None
    text = position_text(position, keys)
    return f"{text} + {more}" if more else text


def position_text(position: Position, keys: Mapping[str, str]) -> str:
    """A position as text; `keys` maps "title:ID" to its key."""
    if position.kind == "public":
        return "public"
    title = f"[[{keys['title:' + position.title]}]]"
    time = f"@{clock(position.seconds)}" if position.seconds != NONE else ""
    if position.kind == "season":
        return f"{title} S{position.season}"
    if position.kind == "installment" and position.season != NONE:
        return f"{title} {spelled((position.season, position.number))}{time}"
    return f"{title} {time}".rstrip()


def episode_heading(episode: InstallmentRecord, of: TitleKind, *, dated: bool) -> str:
    """The heading that opens the installment `episode` of a title `of` this kind; `dated` where its season already says
    when."""
    unit = "min" if of.counted_in == "minutes" else of.counted_in
    minutes = f"{episode.minutes} {unit}" if episode.minutes else ""
    date = "" if dated else episode.date
    if date.isdecimal() and not minutes:
        date = f"released {date}"  # a year alone would be read as a part of the name
    told = ", ".join(filter(None, (minutes, date, episode.others)))
    first = f"{episode.numbers[0]}-" if episode.in_one > 1 else ""
    words = (f"### {first}{written_number(episode.number)}.", episode.name, f"({told})" if told else "")
    return " ".join(filter(None, words))


def section(heading: str, lines: list[str] | None) -> list[str]:
    """A heading and the lines below it; nothing where there are none."""
    return [heading, "\n".join(lines)] if lines else []
