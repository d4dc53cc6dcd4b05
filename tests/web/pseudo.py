"""A language that nobody speaks: each message in wide letters, ａｓ ｔｈｉｓ. What is left in plain ones was not
translated.

The small universe here has Greek names alone, so that no plain letters come from it but those of what is told, which
pages mark as the ledger's. What is marked so must be told there: in it only words of its own prose stand, and of its
facts. What pages say themselves has others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import intertwine.web

GERMAN = Path(intertwine.web.__file__).parent / "locale" / "de" / "LC_MESSAGES" / "django.po"
_VALUE = re.compile(r"(%\(\w+\)s|%%)")
_WIDE = {n: n + 0xFEE0 for n in (*range(ord("A"), ord("Z") + 1), *range(ord("a"), ord("z") + 1))}
_SPOKEN = ("alt", "title", "aria-label", "aria-valuetext", "placeholder", "label", "content")
_OWN = ("data-name", "data-place", "data-strands")
"""Attributes that hold names and numbers."""
_VOID = frozenset("area base br col embed hr img input link meta source track wbr rect path circle use".split())  # noqa: SIM905 - a list of tags is longer than a line
_ANYWHERE = re.compile(r"\b(\d*x\d+|S\d+|h|min|KiB|Intertwine|before|told|[A-Z]{2,}\w*(-\w+)*)\b|\.\w+")
"""Places, units, names of files and of certifications, and the words of progress text, which has one language."""
_PLAIN = re.compile(r"[A-Za-z]{2,}[^<>]*")
_WORD = re.compile(r"[A-Za-z]{2,}")
_FACTS = """and are at called dies had has have heard imagined in is known leaves leave married meet meets met picks
scene seen share shares together to up was who with works only"""
"""Words of the facts of the universe here."""
_PROSE = "A stage is built. Two plays and a book. A curtain. A second season is on its way. A prompter. As a boy."
TOLD = frozenset(_WORD.findall(f"{_FACTS} {_PROSE} English".lower()))
"""All that may stand where a page says that the ledger speaks."""

GREEK = {
    "universe.md": "---\nkind: universe\nname: Σκηνή\ndescription: Two plays and a book.\n---\n",
    "orders/Αλλιώς.md": "---\nkind: order\nname: Αλλιώς\n---\n- [[Δεύτερη]] S1\n- [[Πρώτη]] S1\n",
    "titles/Πρώτη.md": """---
kind: series
name: Πρώτη
genres: [Drama]
platform: Νέον
certification: {US-TV: TV-MA}
logline: A stage is built.
status: Ended
images:
  - {file: pictures/first.png, alt: A curtain, revealed: public}
cast:
  - "[[Άδα]] as [[Άννα]] (public role)"
---
### Public
- news: "A second season is on its way."
## Synopsis
### Πρώτη 1x01
[[Άννα]] had met [[Βάιος]].
## Season 1 (2020-01-01, 3 episodes)
### 1. Αρχή (~30 min)
- [[Άννα]] meets [[Βάιος]] at [[Φουαγιέ]]
- [[Άννα]] is married to [[Γωγώ]] ^wed
- [[Βάιος]] works as "a prompter"
  - true: 2019-05
- 00:01:00-00:05:00 together: [[Άννα]], [[Βάιος]] at [[Φουαγιέ]]
### 2. Μέση (30 min)
- [[Γωγώ]] dies
- 00:01:00-00:05:00 together: [[Βάιος]], [[Δώρα]] (heard, as a boy), [[Γωγώ]] (imagined)
### 3. (30 min)
- [[Βάιος]] is called "Ζήνων"
- 00:01:00-00:05:00 together: [[Άννα]], [[Δώρα]]
### Whole season
- [[Άννα]] leaves [[Φουαγιέ]]
""",
    "titles/Δεύτερη.md": """---
kind: series
name: Δεύτερη
---
### Public
- [[Δεύτερη]] picks up [[Πρώτη]]
## Season 1 (2021-01-01, 2 episodes)
### 1. Πάλι
- [[Άννα]] meets [[Δώρα]]
- 00:01:00-00:05:00 together: [[Άννα]], [[Δώρα]], [[Βάιος]]
### 2. Τέλος
- [[Δώρα]] meets [[Βάιος]]
""",
    "titles/Βιβλίο.md": """---
kind: book
name: Βιβλίο
---
### Public
- [[Βιβλίο]] picks up [[Πρώτη]]
## Part 1 (2022-01-01)
### 1. Ένα (~5000 words)
- [[Δώρα]] meets [[Εμίλ]]
### 2. Δύο (4000 words)
- [[Εμίλ]] dies
""",
    **{f"people/{name}.md": "---\nkind: character\n---\n" for name in ("Άννα", "Βάιος", "Γωγώ", "Δώρα", "Εμίλ")},
    "people/Άδα.md": "---\nkind: person\n---\n",
    "places/Φουαγιέ.md": "---\nkind: place\n---\n",
}


def wide(message: str) -> str:
    """A message in the language; places for values stay."""
    parts = _VALUE.split(message)
    return "".join(part if n % 2 else part.translate(_WIDE) for n, part in enumerate(parts))


def write_catalogue(locale: Path) -> None:
    """The language's catalogue, in a folder of catalogues, in place of German."""
    with GERMAN.open("rb") as opened:
        catalog = read_po(opened, locale="de")
    for it in catalog:
        if it.id:
            it.string = wide(it.id) if isinstance(it.id, str) else tuple(map(wide, it.id))
    target = locale / "de" / "LC_MESSAGES" / "django.mo"
    target.parent.mkdir(parents=True)
    with target.open("wb") as opened:
        write_mo(opened, catalog)


def untranslated(html: str) -> list[str]:
    """What of a page or a picture is in plain letters, and is neither told by the ledger nor the same in every
    language."""
    page = _Page()
    page.feed(html)
    return list(page.found)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: dict[str, None] = {}
        self._open: list[tuple[str, str]] = []

    @property
    def _within(self) -> str:
        """Who speaks here: the page (""), the ledger ("en"), or somebody else ("-"): in progress text, and in code."""
        return self._open[-1][1] if self._open else ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        speaks = (
            "-"
            if tag in ("script", "style", "metadata", "textarea")
            else "en"
            if said.get("lang") == "en"
            else self._within
        )
        is_read = tag != "meta" or said.get("name", said.get("property")) in ("description", "og:description")
        for name, value in said.items() if is_read else ():
            if name in _SPOKEN or (name.startswith("data-") and name not in _OWN and " " in (value or "")):
                self._read(value or "", speaks)
        if tag not in _VOID:
            self._open.append((tag, speaks))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        self._read(data, self._within)

    def _read(self, text: str, speaks: str) -> None:
        if speaks == "":
            self.found.update(dict.fromkeys(_PLAIN.findall(_ANYWHERE.sub("", text))))
        elif speaks == "en" and not TOLD.issuperset(_WORD.findall(_ANYWHERE.sub("", text).lower())):
            self.found[text] = None


def links_of(html: str) -> Iterator[str]:
    """The addresses of this server that a page links to, without what follows a number sign."""
    for href in re.findall(r'(?:href|src|srcset)="(/[^"#]*)', html):
        yield href.replace("&amp;", "&")
