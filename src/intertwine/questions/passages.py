"""Facts in a row that one heading is enough for: shown in one installment, and in one frame. One rule for all pages."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from intertwine.model.kinds import is_title_kind
from intertwine.model.record import record
from intertwine.model.short_repr import short_repr
from intertwine.model.words import capital
from intertwine.questions.common import At, Told, without_frame


@record
class FramedFacts:
    """Facts in a row. With `frame` ("In a dream of Ada") they are several, all of them in that frame, and each is said
    without it; where it is None, each says itself in which frame it is, if any."""

    frame: str | None
    facts: tuple[Told, ...]

    __repr__ = short_repr


@record
class Passage:
    """Facts in a row that were learnt in the installment `where`, which has no time (None: they are public), or by the
    end of it, of `several`. `frame` and `facts` are as in `FramedFacts`."""

    where: At | None
    several: bool
    frame: str | None
    facts: tuple[Told, ...]

    __repr__ = short_repr


def by_frame(facts: Iterable[Told]) -> Iterator[FramedFacts]:
    """`facts` in their order, those together that are in one frame, if there are several in a row, and all that stand
    between such parts."""
    apart: list[Told] = []
    for frame, run in groupby(facts, key=lambda it: it.frame):
        together = list(run)
        if frame is None or len(together) == 1:
            apart += together
            continue
        if apart:
            yield FramedFacts(None, tuple(apart))
            apart = []
        yield FramedFacts(frame, tuple(below_frame(it) for it in together))
    if apart:
        yield FramedFacts(None, tuple(apart))


def passages(facts: Sequence[Told], page: str = "") -> Iterator[Passage]:
    """`facts` in their order, those together that one heading is enough for.

    On the page of the entity with the address `page`, a sentence about it alone leaves out its name where it comes
    after another one: "works as a pilot" after "Ada lives in the harbour"."""
    for (where, several), run in groupby(facts, key=lambda it: (it.where and replace(it.where, time=None), it.several)):
        for it in by_frame(run):
            yield Passage(where, several, it.frame, tuple(_unrepeated(it.facts, page)) if page else it.facts)


def _unrepeated(facts: Iterable[Told], page: str) -> Iterator[Told]:
    was_about_it = False
    for told in facts:
        is_about_it = _is_about(told, page)
        if was_about_it and is_about_it and not told.disproved:
            first, *rest = told.parts[1:]
            parts = (first._replace(text=first.text.lstrip()), *rest)
            yield told._replace(text="".join(part.text for part in parts), parts=parts)
        else:
            yield told
        was_about_it = is_about_it


def _is_about(told: Told, page: str) -> bool:
    """Whether a sentence begins with the name of the entity that has this address, as its only subject."""
    name, after = told.parts[0].to, told.parts[1].text if len(told.parts) > 1 else ""
    if name is None or name.address != page or is_title_kind(name.kind):
        return False
    return after.startswith(" ") and not after.startswith(" and ")


def below_frame(told: Told) -> Told:
    """A fact as it stands below a heading that says in which frame it is: a sentence without the frame."""
    if told.frame is None:
        return told
    first, *rest = told.inside
    return told._replace(text=capital(without_frame(told)), parts=(first._replace(text=capital(first.text)), *rest))
