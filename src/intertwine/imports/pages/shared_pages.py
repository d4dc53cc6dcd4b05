"""The page for what a source says of a title whose own page is somebody else's: scenes, facts and sentences below
headings that name the title."""

from intertwine.imports.pages.page_lines import PageKeys, Placed
from intertwine.imports.pages.page_text import scalar, section, stamp
from intertwine.imports.records import Position, TitleRecord
from intertwine.model.numbers import place_order
from intertwine.model.sentinels import NONE


def shared_title(title: TitleRecord, keys: PageKeys, placed: Placed, apart: list[str]) -> dict[str, list[str]]:
    """The parts of the page by what it is of; nothing where nothing is `placed` in the `title`. It is one more page of
    that title (`of:`), which lists no installments: those of the title's own page count. `keys` has the key of both.
    The parts `apart` have headings of their own."""
    id_, ref = title.id, f"shared:title:{title.id}"
    parts = section("### Public", placed.public.get(f"title:{id_}"))
    whole = list(placed.titles.get(id_, []))
    if not title.lists:
        whole += placed.installments.get((id_, NONE, 0), [])
    parts += section(_heading(Position("title", id_), keys), whole)
    seasons = sorted(season for of, season in placed.seasons if of == id_)
    listed = [(season, number) for of, season, number in placed.installments if of == id_ and title.lists]
    listed.sort(key=place_order)
    for season in sorted({*seasons, *(season for season, _ in listed)}):
        parts += section(_heading(Position("season", id_, season), keys), placed.seasons.get((id_, season)))
        for number in (number for of, number in listed if of == season):
            heading = _heading(Position("installment", id_, season, number), keys)
            parts += section(heading, placed.installments[id_, season, number])
    parts += apart
    if not parts:
        return {}
    listing = f"---\nkind: season\nof: {scalar(keys[f'title:{id_}'])}\n---"
    return {ref: [listing, f"# {keys[ref]}", *parts]}


def _heading(position: Position, keys: PageKeys) -> str:
    return f"### {stamp(((position,),), keys)}"
