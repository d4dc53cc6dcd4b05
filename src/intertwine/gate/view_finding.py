"""Finding somebody in a view: by a typed name, by an address, in an index."""

import re

from intertwine.gate.view_facts import FactsView
from intertwine.model.frozen import once
from intertwine.model.names import other_article
from intertwine.model.words import exact, fold

_WITH_YEAR = re.compile(r" ?\(([0-9]{4})\)$")


class FindingView(FactsView):
    """The part of a view that finds by name and address. See `View`."""

    __slots__ = ()

    def find(self, text: str) -> tuple[int, ...]:
        """Everything that is called `text`, as names compare (see `words`); or whose address it is.

        Where nothing has that name, an article at its head may be left out or put there. A title may carry its year:
        `Daredevil (2015)`. People come in the order of their first fact.
        """
        name = " ".join(text.split())
        if len(name) > self.people.longest_text:
            return ()
        name = exact(name)
        found = self.people.called(name) or self.people.called(other_article(name))
        if not found and (titled := _WITH_YEAR.search(name, max(0, len(name) - 7))):
            alike = self.people.called(name[: titled.start()])
            found = tuple(n for n in alike if self.is_title(n) and self.year(n) == int(titled[1]))
        if not found:
            found = tuple(n for n in (self.at(name, titles=False), self.at(name, titles=True)) if n is not None)
        return tuple(sorted(found, key=lambda n: (self.is_title(n), self._first(n))))

    def address(self, entity: int) -> str:
        """Its part of an address: the slug of its best name; a namesake who came later has the title or year added."""
        person = self.person(entity)
        if not self.people.has_namesakes(person):
            return self.people.best_slug(person)
        return self._namesakes(self.people.best_slug(person), titles=self.is_title(person))[person]

    def at(self, address: str, *, titles: bool) -> int | None:
        """What has this address, or had it under another of its visible names; None for hidden and missing alike."""
        # An address is the slug of a name, and where namesakes are told apart that of a title and a count: what is
        # longer is none, however many hyphens it has to look at.
        head = address if len(address) <= 2 * self.people.longest_slug + 24 else ""
        while head:
            for person, own in self._namesakes(head, titles=titles).items():
                if own == address:
                    return person
            head = head.rpartition("-")[0]
        chosen = [n for n in self.people.slugged(address) if self.is_title(n) == titles]
        return min(chosen, key=self._first) if chosen else None

    def _namesakes(self, plain: str, *, titles: bool) -> dict[int, str]:
        """Those whose best name has the slug `plain`, with their addresses: the first that was heard of has the plain
        one, the others say the title where they were first seen (titles: their year), or are counted."""
        alike = [n for n in self.people.best_slugged(plain) if self.is_title(n) == titles]
        if len(alike) > 1:
            alike.sort(key=self._first)
        found: dict[int, str] = {}
        for place, entity in enumerate(alike):
            found[entity] = plain
            if place:
                where = self._first_where(entity)
                more = str(self.year(entity)) if titles else self.people.best_slug(where.title) if where else "too"
                address, count = f"{plain}-{more}", 2
                while address in found.values() or any(
                    self.is_title(n) == titles for n in self.people.best_slugged(address)
                ):
                    address, count = f"{plain}-{more}-{count}", count + 1
                found[entity] = address
        return found

    @once
    def entities(self) -> tuple[int, ...]:
        """Visible people, groups, places, objects and threads, each once, by best name and then as first met."""
        chosen = [(n, name) for n, name in self.people.best_names() if not self.is_title(n)]
        return tuple(n for n, name in sorted(chosen, key=lambda item: (fold(item[1]), item[1], self._first(item[0]))))
