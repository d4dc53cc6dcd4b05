"""Places as people type them: "The Defenders", "Daredevil S2", "Jessica Jones 1x05", against the view's own listing."""

from dataclasses import dataclass

from intertwine.gate.view import View
from intertwine.model.positions import Place, readings
from intertwine.questions.common import Ambiguous, At, NotThere
from intertwine.questions.tell import Teller, the


@dataclass(frozen=True, slots=True)
class Moment:
    """Where a title, a season or an installment begins. `order` is below that of everything shown from there on, and
    above that of all that was shown before."""

    title: int
    at: At
    order: int


def moment(view: View, text: str) -> Moment:
    """The beginning of the place that `text` names. Raises `NotThere` (whose `asked` is all of `text`, hidden and
    missing alike) and `Ambiguous`."""
    title, season, number = _read(view, text)
    order = view.order_before(title, season, number)
    if order is None:
        raise NotThere(text)
    tell = Teller(view)
    named = tell.named(title)
    return Moment(title, At(named.name, season, number, None, named.address), order)


def _read(view: View, text: str) -> tuple[int, int | None, int | None]:
    words = " ".join(text.split())
    found: dict[tuple[int, int | None, int | None], None] = {}
    for name, place in readings(words):
        try:
            title = the(view, name.strip('"'), titles=True) if name else None
        except NotThere:
            continue
        inside = None if title is None else _inside(view, title, place)
        if title is not None and inside is not None:
            found[title, *inside] = None
    if not found:
        raise NotThere(text)
    if len(found) > 1:
        named = map(Teller(view).named, dict.fromkeys(title for title, _, _ in found))
        raise Ambiguous(text, tuple(named))
    return next(iter(found))


def _inside(view: View, title: int, place: Place) -> tuple[int | None, int | None] | None:
    """The one season or installment that a place means; a pair of None for all of the title, None for what is neither
    or not listed."""
    if not place.extents:
        return None if place.time else (None, None)
    if place.time or len(place.extents) > 1 or not place.extents[0].is_one:
        return None
    unit, (season, number), _ = place.extents[0]
    listed = {(it.season, it.number) for it in view.installments(title)}
    seasons = {season for season, _ in listed if season}
    first = min(seasons, default=0)
    as_season = (number if unit == "bare" else season, None)
    as_episode = (season, number) if unit == "installment" else (first, number)
    ways: list[tuple[int, int | None]] = [as_season] if unit in ("season", "bare") else []
    ways += [as_episode] if unit != "season" else []
    right = [way for way in ways if (way[0] in seasons if way[1] is None else way in listed and way[0])]
    return right[0] if len(right) == 1 else None
