"""Where somebody is seen, as what (a stage of their life), and as whom: for whom they were taken."""

from collections.abc import Iterable, Sequence
from operator import itemgetter

from intertwine.gate.view import View
from intertwine.model.fact import Fact, Where
from intertwine.model.record import record
from intertwine.model.short_repr import short_repr
from intertwine.model.verb import PRESENT
from intertwine.model.way import split_label
from intertwine.questions.common import At, Named, spans
from intertwine.questions.presence import Staging, is_seen, is_there, labels_of, shows
from intertwine.questions.tell import Teller, frame_words


@record
class SeenIn:
    """A title in which the entity is seen, and where in it, each installment once: those of which it is known."""

    title: Named
    installments: tuple[At, ...]

    __repr__ = short_repr


@record
class StageTime:
    """Those `installments` of a stage of life whose scenes have these story times, as written (none: `dates` is ())."""

    installments: tuple[At, ...]
    dates: tuple[str, ...]

    __repr__ = short_repr


@record
class Stage:
    """An age or a role in which somebody is seen: `words` as written ("as a girl"; "imagined, as a girl" where they are
    not there), the installments as shown, each once, and the story times of those scenes as written. `times` says of
    which installments each of them is: all of them are in it once, those without a time too."""

    words: str
    installments: tuple[At, ...]
    dates: tuple[str, ...]
    times: tuple[StageTime, ...]

    __repr__ = short_repr

    @property
    def said(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The installments in words, each title said once, and their story times: `("Daredevil 1x04", ("1990",))`."""
        found: list[tuple[str, tuple[str, ...]]] = []
        title = ""
        for time in self.times:
            words = spans(time.installments)
            if time.installments and title:
                words = words.removeprefix(f"{title} ")
            title = time.installments[-1].title if time.installments else title
            found.append((words, time.dates))
        return tuple(found)


@record
class MistakenFor:
    """Somebody (`who`) who was taken for another (`seemed`), and in which installments, as shown, each once. `both` are
    those of them in which the other is seen as well: it was so in some of their scenes."""

    who: Named
    seemed: Named
    installments: tuple[At, ...]
    both: tuple[At, ...]

    __repr__ = short_repr

    @property
    def places(self) -> str:
        """The installments in words: "Daredevil 1x02, 1x05, and in some scenes of Daredevil 1x03-1x04"."""
        alone = spans([at for at in self.installments if at not in self.both])
        some = f"some scenes of {spans(self.both)}" if self.both else ""
        return f"{alone}, and in {some}" if alone and some else alone or some


@record
class SeenInside:
    """A frame in which the entity is seen ("In a dream of Ada"), and where that was shown, each installment once."""

    frame: str
    installments: tuple[At, ...]

    __repr__ = short_repr

    @property
    def places(self) -> str:
        """The installments in words."""
        return spans(self.installments)


def seen_inside(tell: Teller, me: int, about: Iterable[Fact]) -> tuple[SeenInside, ...]:
    """In which frames, of all that is said `about` the entity `me`, it is there, as shown; in the words of
    `tell`."""
    found: dict[int, list[Fact]] = {}
    for fact in about:
        if fact.frame is not None and not fact.disproved and shows(fact, me) and is_there(tell.view, fact, me):
            found.setdefault(fact.frame, []).append(fact)
    return tuple(SeenInside(frame_words(tell, frame), installments(tell, those)) for frame, those in found.items())


def seen_in(tell: Teller, me: int, about: Iterable[Fact]) -> tuple[SeenIn, ...]:
    """Where in all that is said `about` the entity `me` it is seen, in the words of `tell`."""
    found: dict[int, list[tuple[Where, Fact]]] = {}
    for fact in about:
        if fact.where is not None and is_seen(tell.view, fact, me):
            found.setdefault(fact.where.title, []).append((Where(*fact.where[:3]), fact))
    return tuple(
        SeenIn(tell.named(title), installments(tell, (fact for _, fact in sorted(found[title], key=itemgetter(0)))))
        for title in tell.view.listing.titles
        if title in found
    )


def stages(tell: Teller, me: int, about: Iterable[Fact]) -> tuple[Stage, ...]:
    """In which ages and roles the entity `me` is seen in what is said `about` it, in the words of `tell`."""
    ways = Staging(tell.view)
    found: dict[str, list[Fact]] = {}
    for fact in about:
        if fact.real and fact.ways and fact.verb.role in PRESENT:
            for label in labels_of(fact, me):
                way, words = split_label(label)
                if words:
                    found.setdefault(words if ways.there((way,)) else label, []).append(fact)
    return tuple(
        Stage(words, installments(tell, those), _dates(tell, those), _times(tell, those))
        for words, those in found.items()
    )


def taken_for(tell: Teller, said: Sequence[Fact]) -> tuple[MistakenFor, ...]:
    """Who was taken for whom, by what is `said` of that beside facts."""
    found: dict[tuple[int, int], list[Fact]] = {}
    for it in said:
        if it.about is not None:
            for pair in zip(it.subjects, it.objects, strict=True):
                found.setdefault(pair, []).append(tell.view.facts.one(it.about))
    return tuple(
        _mistaken(tell, who, seemed, sorted(those, key=lambda fact: fact.order))
        for (who, seemed), those in sorted(found.items(), key=lambda it: min(fact.order for fact in it[1]))
        if who != seemed
    )


def _mistaken(tell: Teller, who: int, seemed: int, facts: Sequence[Fact]) -> MistakenFor:
    """That `who` was taken for another in these `facts`, as shown."""
    seen = installments(tell, (fact for fact in tell.view.facts.of(seemed) if is_seen(tell.view, fact, seemed)))
    places = installments(tell, facts)
    return MistakenFor(tell.named(who), tell.named(seemed), places, tuple(at for at in places if at in seen))


def taken_of(view: View, me: int) -> list[Fact]:
    """What is said of the entity `me` being taken for others, and others for it, beside what really happened."""
    said = view.facts.beside_any("taken for", me)
    return [it for it in said if it.about is not None and view.facts.one(it.about).real]


def _times(tell: Teller, facts: Sequence[Fact]) -> tuple[StageTime, ...]:
    """These facts by the story times of their installments, in the order shown."""
    of_place: dict[tuple[At, ...], list[Fact]] = {}
    for fact in facts:
        of_place.setdefault(installments(tell, (fact,)), []).append(fact)
    times: dict[tuple[str, ...], list[At]] = {}
    for at, those in of_place.items():
        times.setdefault(_dates(tell, those), []).extend(at)
    return tuple(StageTime(tuple(at), dates) for dates, at in times.items())


def _dates(tell: Teller, facts: Iterable[Fact]) -> tuple[str, ...]:
    """The story times of facts as written, each once."""
    times = (tell.time(fact) for fact in facts if fact.true is not None)
    return tuple(dict.fromkeys(time for time in times if time))


def installments(tell: Teller, facts: Iterable[Fact]) -> tuple[At, ...]:
    """Where these facts were shown, each installment once, those of a title in their order. What is known of a whole
    season says nothing of its last episode."""
    places = dict.fromkeys(Where(*fact.where[:3]) for fact in facts if fact.where is not None and not fact.several)
    return tuple(tell.place(place) for place in places)
