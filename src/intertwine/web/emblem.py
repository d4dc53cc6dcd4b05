"""An emblem for somebody who has no picture: drawn from their visible name and the title in which they carry most."""

import re
from dataclasses import dataclass
from hashlib import sha256

from intertwine.gate.view import View
from intertwine.maps.palette import dark
from intertwine.questions.weights import heaviest_titles
from intertwine.web.poster_sheet import ground, title_ink

SIZE = 96
_STRANDS = 3
_LEFT_OUT = frozenset(("the", "of", "a", "an", "and"))
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Emblem:
    """What the macro `emblem` of `parts.html` draws on a square of `SIZE`: one or two `letters` over `paths` in an
    `ink` of maps (SVG path data); `ground` and `words` are the colours of the square and of its letters."""

    letters: str
    ink: str
    paths: tuple[str, ...]
    ground: str
    words: str


def emblem(view: View, who: int) -> Emblem:
    """The emblem of the entity `who` of `view`. The same name in the same title has the same one."""
    title, name = heaviest_titles(view)[0].item(who), view.names.best(who)
    place = view.listing.titles.index(title) if title in view.listing.titles else None
    paths = tuple(_strand(name, n) for n in range(_STRANDS))
    return Emblem(_letters(name), title_ink(place), paths, ground(), dark()["--map-ink"])


def _letters(name: str) -> str:
    words = _WORD.findall(name)
    told = [word for word in words if word.lower() not in _LEFT_OUT] or words
    return "".join(word[0] for word in (told[:1] + told[-1:] if len(told) > 1 else told)).upper()


def _strand(name: str, number: int) -> str:
    """A line across the square, bent as the name says."""
    bytes_of = sha256(f"{name} {number}".encode()).digest()
    from_, to, first, second = (round(8 + byte / 255 * (SIZE - 16)) for byte in bytes_of[:4])
    return f"M-4 {from_}C32 {first} 64 {second} {SIZE + 4} {to}"
