"""Who ties stories together, worked out fact by fact: the reference for `questions.ties`.

It reads whole facts, and looks at no column of the view.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, product

from intertwine.gate.view import View
from intertwine.model.fact import Fact, Where
from intertwine.model.words import fold
from intertwine.questions.common import Asked
from intertwine.questions.presence import is_seen
from intertwine.questions.tell import Teller, the
from intertwine.questions.title_ties import Tie, TiedTitle, Ties


def ties(view: View, among: Sequence[Asked] = ()) -> Ties:
    """What `questions.ties` gives."""
    tell = Teller(view)
    titles = list(dict.fromkeys(the(view, asked, titles=True) for asked in among))
    first: dict[tuple[int, int], Where] = {}
    met: dict[tuple[int, int], list[int]] = {}
    for fact in view.facts.of():
        if not fact.real or fact.where is None or (titles and fact.where.title not in titles):
            continue
        title = fact.where.title
        for person in _people(view, fact.ends):
            if is_seen(view, fact, person):
                first.setdefault((person, title), fact.where)
        pairs = {two for a, b in _meet(view, fact) for two in ((a, b), (b, a))}
        for person, other in sorted(pairs, key=lambda two: tell.named(two[1]).name):
            known = met.setdefault((person, title), [])
            known += [other] if other not in known else []
    found: list[Tie] = []
    for person in dict.fromkeys(person for person, _ in first):
        seen = [title for title in view.listing.titles if (person, title) in first]
        tied = (
            TiedTitle(
                tell.named(title),
                tell.place(first[person, title]._replace(seconds=None)),
                tell.all_named(met.get((person, title), [])),
            )
            for title in seen
        )
        if len(seen) > 1:
            everyone = {other for title in seen for other in met.get((person, title), [])}
            found.append(Tie(tell.named(person), tuple(tied), len(everyone)))
    found.sort(key=lambda tie: (-len(tie.titles), -tie.meetings, fold(tie.who.name), tie.who.address))
    return Ties(tell.all_named(titles), tuple(found))


def _meet(view: View, fact: Fact) -> Iterator[tuple[int, int]]:
    """Each two of whom a fact says that they meet, or must have met, and each two who are there in a scene."""
    if fact.verb.role in ("scene", "scene after the credits"):
        yield from combinations([n for n in _people(view, fact.subjects) if is_seen(view, fact, n)], 2)
    if fact.verb.met or fact.verb.role in ("meeting", "first meeting"):
        yield from ((a, b) for a, b in product(*(_people(view, it) for it in (fact.subjects, fact.objects))) if a != b)


def _people(view: View, entities: Iterable[int]) -> list[int]:
    """Those of the `entities` who are somebody, or of whom it is not known what they are."""
    return [n for n in dict.fromkeys(entities) if view.entities.kind(n) in ("character", "person", "")]
