"""A view's names: the names of an entity, its address, and finding it by either."""

import re
from collections import Counter
from typing import Any

from intertwine.gate.fact_decoder import FactDecoder
from intertwine.gate.tables import ViewTables
from intertwine.gate.title_listing import TitleListing
from intertwine.model.arguments import need_text
from intertwine.model.fact import KnownName
from intertwine.model.frozen import Frozen, Memo, once, remember
from intertwine.model.names import other_article
from intertwine.model.words import exact, fold

_WITH_YEAR = re.compile(r" ?\(([0-9]{4})\)$")


class NameIndex(Frozen):
    """The names of a view's entities and titles. An entity's names are those of everybody whom it is the same as."""

    __slots__ = ("_addresses", "_decoder", "_listing", "_memo", "_tables")

    def __init__(self, tables: ViewTables, decoder: FactDecoder, listing: TitleListing) -> None:
        """Over the `tables` of a view: `decoder` reads where a name was learnt, `listing` the year that tells a title
        from its namesakes."""
        self._tables, self._decoder, self._listing = tables, decoder, listing
        self._memo: Memo[str, Any] = Memo()
        self._addresses: Memo[int, str] = Memo()

    def __repr__(self) -> str:
        return f"<NameIndex: names {len(self.every())}, of people and things {len(self.index)}>"

    def best(self, entity: int) -> str:
        """The best name that this viewer knows; namesakes share it."""
        return self._tables.names.best(entity)

    def own(self, entity: int) -> str:
        """The best name of this one entity, as if nobody knew who it is: for saying that A is B."""
        return self._tables.names.own(entity)

    def known(self, entity: int) -> tuple[KnownName, ...]:
        """All names that this viewer knows, best first."""
        line = self._tables.columns.row_line
        return tuple(
            KnownName(text, None if row < 0 else self._decoder.where(int(line[row])))
            for text, row in self._tables.names.names(entity)
        )

    def every(self) -> list[tuple[int, str]]:
        """Every name with its bearer, each bearer's best first."""
        return self._tables.names.every_name()

    @once
    def index(self) -> tuple[int, ...]:
        """Visible people, groups, places, objects and threads, each once, by best name and then as first met."""
        t = self._tables
        chosen = [(fold(name), name, n) for n, name in t.names.best_names() if not t.is_title(n)]
        sharing = Counter(name for _, name, _ in chosen)

        def order(item: tuple[str, str, int]) -> tuple[str, str, tuple[int, ...]]:
            folded, name, n = item
            return folded, name, t.first_heard(n) if sharing[name] > 1 else ()

        return tuple(n for *_, n in sorted(chosen, key=order))

    def is_shared(self, entity: int) -> bool:
        """Whether the best name of somebody or something else has the same slug."""
        return self._tables.names.has_namesakes(entity)

    def exact_namesakes(self, entity: int) -> tuple[int, ...]:
        """Everybody and everything else of which one name is exactly the best name of an entity."""
        return self._tables.names.exact_namesakes(entity)

    def find(self, text: str) -> tuple[int, ...]:
        """Everything that is called `text`, as names compare (see `words`); or whose address it is.

        Where nothing has that name, an article at its head may be left out or put there. A title may carry its year:
        `Daredevil (2015)`. People come in the order of their first fact. Raises `TypeError` for anything but a text.
        """
        need_text("find", text)
        t, names = self._tables, self._tables.names
        name = " ".join(text.split())
        if len(name) > names.longest_text:
            return ()
        name = exact(name)
        found = names.called(name) or names.called(other_article(name))
        if not found and (titled := _WITH_YEAR.search(name, max(0, len(name) - 7))):
            alike = names.called(name[: titled.start()])
            found = tuple(n for n in alike if t.is_title(n) and self._listing.year(n) == int(titled[1]))
        if not found:
            found = tuple(n for n in (self.at(name, titles=False), self.at(name, titles=True)) if n is not None)
        if len(found) < 2:
            return found
        by_kind = [n for n in found if not t.is_title(n)], [n for n in found if t.is_title(n)]
        for its in by_kind:
            if len(its) > 1:  # when something was first heard of takes a while to find out
                its.sort(key=t.first_heard)
        return (*by_kind[0], *by_kind[1])

    def address(self, entity: int) -> str:
        """Its part of an address: the slug of its best name; a namesake who came later has the title or year added."""
        t, names = self._tables, self._tables.names
        person = t.leader.item(entity)
        if not names.has_namesakes(person):
            return names.best_slug(person)
        found = self._addresses.get(person)
        if found is None:  # a page links to most of them again and again
            own = self._namesakes(names.best_slug(person), titles=t.is_title(person))[person]
            found = remember(self._addresses, person, own)
        return found

    def at(self, address: str, *, titles: bool) -> int | None:
        """What has this address, or had it under another of its visible names, among titles (`titles`) or among all
        else; None for hidden and missing alike. Raises `TypeError` for anything but a text."""
        need_text("at", address, "an address as text", 'write at("an-address", titles=False)')
        t, names = self._tables, self._tables.names
        # An address is the slug of a name, and where namesakes are told apart that of a title and a count: what is
        # longer is none, however many hyphens it has to look at.
        head = address if len(address) <= 2 * names.longest_slug + 24 else ""
        while head:
            for person, own in self._namesakes(head, titles=titles).items():
                if own == address:
                    return person
            head = head.rpartition("-")[0]
        chosen = [n for n in names.slugged(address) if t.is_title(n) == titles]
        return min(chosen, key=t.first_heard) if chosen else None

    def _namesakes(self, plain: str, *, titles: bool) -> dict[int, str]:
        """Those whose best name has the slug `plain`, with their addresses: the first that was heard of has the plain
        one, the others say the title where they were first seen (titles: their year), or are counted."""
        t, names = self._tables, self._tables.names
        alike = [n for n in names.best_slugged(plain) if t.is_title(n) == titles]
        if len(alike) > 1:
            alike.sort(key=t.first_heard)
        found: dict[int, str] = {}
        for place, entity in enumerate(alike):
            found[entity] = plain
            if place:
                more = str(self._listing.year(entity)) if titles else self._first_title(entity)
                address, count = f"{plain}-{more}", 2
                while address in found.values() or any(t.is_title(n) == titles for n in names.best_slugged(address)):
                    address, count = f"{plain}-{more}-{count}", count + 1
                found[entity] = address
        return found

    def _first_title(self, entity: int) -> str:
        """The slug of the title in which an entity was first shown; "too" where all that names it is public."""
        line = self._tables.first_shown(entity)
        where = None if line is None else self._decoder.where(line)
        return "too" if where is None else self._tables.names.best_slug(where.title)
