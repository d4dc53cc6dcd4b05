"""Where other programs' words for titles and episodes lead: outside ids, names of titles, names of episodes.

It knows of all titles. Who may know what is asked with every call.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import partial
from itertools import chain

from intertwine.gate.timetable import Timetable, Title
from intertwine.ledger.store.columns import Ledger
from intertwine.model.frozen import Frozen, FrozenDict
from intertwine.model.outside_ids import OF_ONE_MEDIUM
from intertwine.model.title_names import TitleNames
from intertwine.model.typed_names import NameLookup
from intertwine.model.watched import WatchedMedium, WatchedWork
from intertwine.model.words import letters

_NO_IDS: FrozenDict[str, int] = FrozenDict()
_MOST_REMEMBERED = 20_000
"""Works that are remembered at once: an export may name any number of them."""


def medium_of(title: Title) -> WatchedMedium:
    """What other programs take a title for."""
    if title.words.kind.counted_in != "minutes":
        return "book"
    return "film" if title.is_single else "series"


class NamedEpisodes(Frozen):
    """The names of a title's installments as they are compared: `at` holds that of each place, `places` the places
    that are called so."""

    __slots__ = ("at", "places")

    def __init__(self, named: Iterable[str]) -> None:
        self.at = tuple(map(letters, named))
        found: dict[str, list[int]] = defaultdict(list)
        for place, name in enumerate(self.at):
            if name:
                found[name].append(place)
        self.places = FrozenDict((name, tuple(places)) for name, places in found.items())


class WatchedTable(Frozen):
    """Finds titles for the words of other programs. `timetable` holds the titles, `names` their names."""

    __slots__ = ("_episodes", "_ids", "_titles_of", "names", "timetable")

    def __init__(self, ledger: Ledger, timetable: Timetable) -> None:
        self.timetable = timetable
        self.names = TitleNames(timetable.titles.values())
        strings, name = ledger.strings, ledger.installments.name
        self._episodes = FrozenDict(
            (title.number, NamedEpisodes(strings[name.item(row)] for row in title.rows.tolist()))
            for title in timetable.titles.values()
        )
        named = ((number, title) for title in timetable.titles.values() for number, _ in title.names)
        ids: dict[int, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
        for (scheme, text), its in timetable.ids.items():
            for number, title in its:
                ids[title][scheme][text] = number
        self._ids: FrozenDict[tuple[int, str], dict[str, int]] = FrozenDict(
            ((title, scheme), own) for title, its in ids.items() for scheme, own in its.items()
        )
        own = ((number, timetable.titles[title]) for number, title in chain.from_iterable(timetable.ids.values()))
        self._titles_of = FrozenDict(chain(named, own))

    def episodes(self, title: Title) -> NamedEpisodes:
        """The names of its installments."""
        return self._episodes[title.number]

    def ids(self, title: Title, scheme: str, known: Collection[int]) -> frozenset[str]:
        """Its ids in a `scheme` whose numbers are among the `known`."""
        own = self._ids.get((title.number, scheme), _NO_IDS)
        return frozenset(text for text, number in own.items() if number in known)

    def id_numbers(self, number: int, scheme: str) -> Iterable[int]:
        """The numbers of the ids in a `scheme` of the title that has the name with this `number`."""
        return self._ids.get((self.bearer(number).number, scheme), _NO_IDS).values()

    def bearer(self, number: int) -> Title:
        """The title that has a name, or an outside id, with this number."""
        return self._titles_of[number]

    def lookup(self) -> "WorkLookup":
        """What looks up the works of one export."""
        return WorkLookup(self)


class WorkNumbers(Frozen):
    """The numbers of everything by which a work names titles, known or not: `ids` of outside ids, `names` of names,
    and in `naming` also of names without whose it is ("Marvel's Daredevil"). What has a `say` in which title it is
    holds also the ids of those titles in the same schemes."""

    __slots__ = ("ids", "names", "naming", "say")

    def __init__(
        self, ids: frozenset[int], names: frozenset[int], shortened: frozenset[int], others: frozenset[int]
    ) -> None:
        self.ids, self.names = ids, names
        self.naming = ids | names | shortened
        self.say = self.naming | others


class WorkLookup:
    """Looks up works, and remembers what it has found."""

    def __init__(self, table: WatchedTable) -> None:
        self._table = table
        self._names: NameLookup[Title] = table.names.lookup()
        self._found: dict[WatchedWork, WorkNumbers] = {}

    def numbers(self, work: WatchedWork) -> WorkNumbers:
        """What a `work` names titles by."""
        found = self._found.get(work)
        if found is None:
            if len(self._found) >= _MOST_REMEMBERED:
                self._found.clear()
                self._names = self._table.names.lookup()
            ids = frozenset(chain.from_iterable(map(partial(self._of_id, work), work.ids)))
            names, shortened = self._called(work.title), self._called(without_owner(work.title))
            others = (self._table.id_numbers(number, scheme) for number in names | shortened for scheme, _ in work.ids)
            found = WorkNumbers(ids, names, shortened, frozenset(chain.from_iterable(others)))
            self._found[work] = found
        return found

    def _of_id(self, work: WatchedWork, pair: tuple[str, str]) -> Iterable[int]:
        for number, title in self._table.timetable.ids.get(pair, ()):
            medium = medium_of(self._table.timetable.titles[title])
            if not work.medium or medium == work.medium or pair[0] not in OF_ONE_MEDIUM:
                yield number

    def _called(self, name: str) -> frozenset[int]:
        return self._names.ever(self._names.typed(name)).called if name else frozenset()


def without_owner(name: str) -> str:
    """A name without whose it is: "Daredevil" of "Marvel's Daredevil"; "" where it does not say so."""
    head, _, rest = name.partition(" ")
    return rest.strip() if head.endswith(("'s", "\u2019s")) and len(head) > 3 else ""
