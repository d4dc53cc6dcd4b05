"""How a map is asked for: what an address says after its question mark."""

from dataclasses import dataclass
from typing import Literal, get_args

from django.http import HttpRequest

from intertwine.maps import Colour
from intertwine.questions.timelines import ORDERS, Order
from intertwine.web.errors import MistakeError

LARGEST = 9999


@dataclass(frozen=True, slots=True)
class Choice:
    """What is asked of a map, apart from what it is about: an address says it as `?season=2&order=story&fold=no`.

    `proved` asks for the fewest crossings: "yes" for the end of the search, "so-far" for what one had that was ended.
    """

    season: int | None
    episode: int | None
    order: Order
    fold: bool
    colour: Colour | None
    proved: Literal["yes", "so-far"] | None
    down: bool

    def query(self, **other: object) -> str:
        """The same choice as a query, with some things otherwise; "" where all is as usual."""
        values = {
            "season": self.season,
            "episode": self.episode,
            "order": None if self.order == "shown" else self.order,
            "fold": None if self.fold else "no",
            "colour": self.colour,
            "proved": self.proved,
            "down": "yes" if self.down else None,
            **other,
        }
        said = "&".join(f"{key}={value}" for key, value in values.items() if value is not None)
        return f"?{said}" if said else ""


def choice(request: HttpRequest) -> Choice:
    """The choice of a request. What cannot be read is a mistake, said in words."""
    season, episode = (_number(request, key) for key in ("season", "episode"))
    if episode is not None and season is None:
        raise MistakeError(400, "an episode needs its season: ?season=1&episode=3")
    colour = _one_of(request, "colour", get_args(Colour))
    proved = _one_of(request, "proved", ("no", "yes", "so-far"))
    return Choice(
        season,
        episode,
        _one_of(request, "order", ORDERS) or "shown",  # type: ignore[arg-type] # one of its values
        _one_of(request, "fold", ("yes", "no")) != "no",
        colour,  # type: ignore[arg-type] # one of its values
        None if proved == "no" else proved,  # type: ignore[arg-type] # one of its values
        _one_of(request, "down", ("yes", "no")) == "yes",
    )


def _number(request: HttpRequest, key: str) -> int | None:
    text = request.GET.get(key)
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 5):
        raise MistakeError(400, f"write {key} as a number up to {LARGEST}")
    return int(text)


def _one_of(request: HttpRequest, key: str, known: tuple[str, ...]) -> str | None:
    text = request.GET.get(key)
    if text is not None and text not in known:
        raise MistakeError(400, f"{key} is one of: {', '.join(known)}")
    return text
