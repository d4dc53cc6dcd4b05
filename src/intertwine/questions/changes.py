"""What was just learnt: the difference of two views of one universe."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import numpy as np

from intertwine.gate.view import View
from intertwine.model.fact import Fact, Where
from intertwine.model.record import record
from intertwine.model.short_repr import short_repr
from intertwine.model.verb import Role
from intertwine.model.words import fold, uncapital
from intertwine.questions.appearances import MistakenFor, installments, taken_for
from intertwine.questions.arguments import need_view
from intertwine.questions.common import At, Named, Told, spans, without_frame
from intertwine.questions.listed import LISTED
from intertwine.questions.tell import Teller, ToldFacts, frame_words

UNTOLD: tuple[Role, ...] = (*(role for role in LISTED if role != "part"), "identity")

MOST_LISTED = 3
"""How many facts that turned out to be in a frame are said one by one."""


@record
class NewName:
    """A name newly learnt for somebody who was known before under `was`."""

    who: Named
    name: str
    was: str

    __repr__ = short_repr


@record
class FrameRevealed:
    """What had been taken for real and turned out to be in a frame: `frame` says in which ("In a dream of Ada"),
    `installments` where it was shown, each once, and `facts` what it is; `deaths` are those of them that are deaths.
    `whole` is True where that is all that this viewer knows to happen there."""

    frame: str
    installments: tuple[At, ...]
    whole: bool
    facts: tuple[Told, ...]
    deaths: tuple[Told, ...]

    __repr__ = short_repr

    @property
    def _is_listed(self) -> bool:
        """Whether all facts are said one by one: few, or not everything that happens there."""
        return len(self.facts) == 1 or (len(self.facts) <= MOST_LISTED and not self.whole)

    @property
    def at(self) -> str:
        """The installments of what `text` says fact by fact; "" where it names them itself."""
        return spans(self.installments) if self._is_listed else ""

    @property
    def text(self) -> str:
        """It in one sentence: up to three facts all of them; of more, how many, and the deaths."""
        if len(self.facts) == 1:
            return self.facts[0].text
        if self._is_listed:
            return f"{self.frame}: {self._inside(self.facts)}"
        frame = uncapital(self.frame)
        what = "What was shown" if self.whole else f"{len(self.facts)} of the things that were shown"
        where = f" in {spans(self.installments)}" if self.installments else ""
        also = f"; so did this: {self._inside(self.deaths)}" if self.deaths else ""
        return f"{what}{where} happened {frame}{also}"

    def _inside(self, facts: Iterable[Told]) -> str:
        """Facts without what says in which frame they are."""
        return "; ".join(without_frame(fact) for fact in facts)


@record
class Learnt:
    """`people` are newly known entities and titles, by first fact; `names` newly known names of known ones; `merges`
    say who turned out to be whom; `unmasked` who had been taken for somebody else, in what was known; `disproved` are
    beliefs that fell, and `frames` what turned out not to have happened really; `facts` is all else that is new, as
    shown."""

    people: tuple[Named, ...]
    names: tuple[NewName, ...]
    merges: tuple[Told, ...]
    unmasked: tuple[MistakenFor, ...]
    disproved: tuple[Told, ...]
    frames: tuple[FrameRevealed, ...]
    facts: Sequence[Told]

    __repr__ = short_repr


def learnt(before: View, after: View) -> Learnt:
    """What `after` tells and `before` did not, in the words of `after`. Both are views of one universe; they are
    compared by what they say, since each numbers its entities and lines by itself."""
    need_view("learnt", before)
    need_view("learnt", after)
    tell, changed = Teller(after), after.since(before)
    new, unmasked = after.facts.at(changed.new), after.facts.at(changed.unmasked)
    linking = sorted((*new, *unmasked), key=lambda fact: fact.order) if unmasked else new
    return Learnt(
        people=tell.all_named(_newly_met(linking, set(changed.same.values()))),
        # By what they are called: the view's own order is that of keys.
        names=tuple(
            sorted(
                _new_names(before, tell, changed.same, changed.renamed.tolist()),
                key=lambda it: (fold(it.who.name), it.who.address),
            )
        ),
        merges=tell.all_told(f for f in new if f.verb.role == "identity" and f.real),
        unmasked=taken_for(tell, [said for fact in unmasked for said in after.facts.beside(fact, "taken for")]),
        disproved=tell.all_told(after.facts.at(changed.disproved)),
        frames=framed(tell, after.facts.at(changed.framed)),
        facts=ToldFacts(tell, np.array([f.line for f in new if _is_told(f)], np.int32)),
    )


def framed(tell: Teller, facts: Iterable[Fact]) -> tuple[FrameRevealed, ...]:
    """What of `facts` is in which frame."""
    found: dict[int, list[Fact]] = {}
    for fact in facts:
        if fact.frame is not None and _is_told(fact):
            found.setdefault(fact.frame, []).append(fact)
    return tuple(
        FrameRevealed(
            frame_words(tell, frame),
            installments(tell, those),
            _is_all(tell.view, those),
            tell.all_told(those),
            tell.all_told(fact for fact in those if fact.verb.role == "death"),
        )
        for frame, those in found.items()
    )


def _is_all(view: View, facts: Iterable[Fact]) -> bool:
    """Whether these facts are all that happens where they were shown."""
    lines, places = {fact.line for fact in facts}, {fact.where and Where(*fact.where[:3]) for fact in facts}
    return all(
        place is not None
        and all(
            fact.line in lines or not _is_told(fact) or fact.verb.role == "prose"
            for fact in view.facts.shown_in(place.title, season=place.season, number=place.number)
        )
        for place in places
    )


def _is_told(fact: Fact) -> bool:
    # Who is who inside a frame joins nobody: it is one of the things that happen there.
    told = fact.verb.role not in UNTOLD or (fact.verb.role == "identity" and fact.frame is not None)
    return told and fact.about is None and not fact.disproved


def _newly_met(new: Iterable[Fact], known: set[int]) -> list[int]:
    """Everybody and everything that new facts link and nobody knew, in the order in which they are linked."""
    linked = (n for fact in new for n in (*fact.ends, fact.place, *(p.entity for p in fact.text)))
    return list(dict.fromkeys(n for n in linked if n is not None and n not in known))


def _new_names(before: View, tell: Teller, same: Mapping[int, int], renamed: Collection[int]) -> Iterator[NewName]:
    """The new names of those who are `renamed`: all who have any."""
    was: dict[int, list[int]] = {now: [] for now in renamed}
    for then, now in same.items() if renamed else ():
        if now in was:
            was[now].append(then)
    for now in renamed:
        known = {it.text for then in was[now] for it in before.names.known(then)}
        best = min(before.names.best(then) for then in was[now])
        yield from (
            NewName(tell.named(now), it.text, best) for it in tell.view.names.known(now) if it.text not in known
        )
