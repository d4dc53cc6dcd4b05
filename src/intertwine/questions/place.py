"""Places as people type them: "The Defenders", "Daredevil S2", "Jessica Jones 1x05", against the view's own listing."""

from dataclasses import dataclass

from intertwine.gate.progress_terms import UnknownProgressError, terms
from intertwine.gate.title_names import straight
from intertwine.gate.view import View
from intertwine.model.positions import Place, read_extents, readings
from intertwine.questions.common import Ambiguous, At, NotThere
from intertwine.questions.tell import Teller, the


@dataclass(frozen=True, slots=True)
class PlaceStart:
    """Where a title, a season or an installment begins. `order` is below that of everything shown from there on, and
    above that of all that was shown before."""

    title: int
    at: At
    order: int


def moment(view: View, text: str) -> PlaceStart:
    """The beginning of the place that `text` names. Raises `NotThere` (whose `asked` is all of `text`, hidden and
    missing alike) and `Ambiguous`."""
    title, season, number = _read(view, text)
    order = view.listing.order_before(title, season, number)
    if order is None:
        raise NotThere(text)
    tell = Teller(view)
    named = tell.named(title)
    return PlaceStart(title, At(named.name, season, number, None, named.address), order)


def _read(view: View, text: str) -> tuple[int, int | None, int | None]:
    found = _places(view, text) or _places(view, _joined(text))
    if not found:
        raise NotThere(text)
    if len(found) > 1:
        named = map(Teller(view).named, dict.fromkeys(title for title, _, _ in found))
        raise Ambiguous(text, tuple(named))
    return found[0]


def _joined(text: str) -> str:
    """One place that is written in several terms, as in "Daredevil, season 1, episode 3"; "" for anything else."""
    try:
        first, *rest = [term.text for term in terms(text)]
    except (UnknownProgressError, ValueError):
        return ""
    return " ".join([first, *rest]) if (len(rest) == 1 and read_extents(rest[0])) or not rest else ""


def _places(view: View, text: str) -> list[tuple[int, int | None, int | None]]:
    """The titles with a season or an installment that a text can mean, each once."""
    found: dict[tuple[int, int | None, int | None], None] = {}
    for name, place in readings(" ".join(straight(text).split())):
        is_quoted = len(name) > 1 and name[0] == name[-1] == '"'
        plain = name[1:-1].replace('""', '"') if is_quoted else name
        try:
            title = the(view, plain, titles=True) if plain and (is_quoted or name.count('"') % 2 == 0) else None
        except NotThere:
            continue
        inside = None if title is None else _inside(view, title, place)
        if title is not None and inside is not None:
            found[title, *inside] = None
    return list(found)


def _inside(view: View, title: int, place: Place) -> tuple[int | None, int | None] | None:
    """The one season or installment that a place means; a pair of None for all of the title, None for what is neither
    or not listed."""
    if not place.extents:
        return None if place.time else (None, None)
    if place.time or len(place.extents) > 1 or not place.extents[0].is_one:
        return None
    unit, (season, number), _ = place.extents[0]
    listed = {(it.season, it.number) for it in view.listing.installments(title)}
    seasons = {season for season, _ in listed if season}
    first = min(seasons, default=0)
    as_season = (number if unit == "bare" else season, None)
    as_episode = (season, number) if unit == "installment" else (first, number)
    ways: list[tuple[int, int | None]] = [as_season] if unit in ("season", "bare") else []
    ways += [as_episode] if unit != "season" else []
    right = [way for way in ways if (way[0] in seasons if way[1] is None else way in listed and way[0])]
    return right[0] if len(right) == 1 else None
