"""Why a title is in a plan, in words that say nothing but what the viewer may know already."""

from collections.abc import Collection, Iterable, Sequence

from intertwine.gate.view import View
from intertwine.model.message import message
from intertwine.plan.answer import TitleReason
from intertwine.plan.target import PlanTarget
from intertwine.questions.common import NamedPlaces
from intertwine.questions.tell import Teller, real

_MOST_NAMES = 3


def reasons(view: View, target: PlanTarget, titles: Iterable[int]) -> tuple[TitleReason, ...]:
    """A sentence of what `view` knows for each of `titles`, in their order: that the `target` publicly takes it up;
    else whom both bill publicly; else only that the target builds on it, which the plan says anyhow."""
    tell = Teller(view)
    name = tell.named(target.title).name
    public = [it for it in real(view.facts.public_of(target.title)) if target.title in it.subjects]
    taken_up = {n for it in public if it.verb.role == "continues" and not it.verb.needed for n in it.objects}
    billed = _billed(view, target.title)
    found = []
    for title in dict.fromkeys(titles):
        own = tell.named(title)
        both = [n for n in _billed(view, title) if n in billed][:_MOST_NAMES]
        known = _known_from(tell, both[0], (title, target.title)) if len(both) == 1 else ""
        people = _in_words([tell.named(n).name for n in both])
        if title == target.title:
            text = message("It comes earlier in the same title.")
        elif title in taken_up and both:
            text = message("%(title)s picks up its story, and that of %(people)s.", title=name, people=people)
            if known:
                text = message(
                    "%(title)s picks up its story, and that of %(person)s, whom you know from %(other)s.",
                    title=name, person=people, other=known,
                )  # fmt: skip
        elif title in taken_up:
            text = message("%(title)s picks up its story.", title=name)
        elif known:
            text = message("%(person)s, whom you know from %(other)s, is in both.", person=people, other=known)
        elif len(both) == 1:
            text = message("%(person)s is in both.", person=people)
        elif both:
            text = message("%(people)s are in both.", people=people)
        else:
            text = message("%(name)s builds on it.", name=NamedPlaces((target.at,)))
        ids = tell.ids([it for it in view.facts.of(title) if title in it.subjects])
        found.append(TitleReason(own, text, ids))
    return tuple(found)


def _known_from(tell: Teller, person: int, without: Collection[int]) -> str:
    """The title in which the viewer has got to know somebody, but for the titles `without`: "" where there is none."""
    shown = (it.where.title for it in tell.view.facts.of(person) if it.where is not None and it.real)
    title = next((title for title in shown if title not in without), None)
    return "" if title is None else tell.named(title).name


def _in_words(names: Sequence[str]) -> str:
    """Up to three names in a sentence."""
    match names:
        case []:
            return ""
        case [one]:
            return one
        case [*others, last]:
            return message("%(others)s and %(last)s", others=", ".join(others), last=last)
    raise AssertionError


def _billed(view: View, title: int) -> list[int]:
    """The people whom a title bills publicly, in the order of the billing."""
    public = sorted(view.facts.public_of(title), key=lambda it: (it.rank, it.order))
    return list(dict.fromkeys(n for it in public if it.verb.role == "part" and it.place == title for n in it.objects))
