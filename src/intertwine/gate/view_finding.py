"""Finding somebody in a view: by a typed name, by an address, in an index."""

import re
from functools import cached_property

from intertwine.gate.view_facts import FactsView


class FindingView(FactsView):
    """The part of a view that finds by name and address. See `View`."""

    def find(self, text: str) -> tuple[int, ...]:
        """Everything with a visible name that reads like `text`, whatever case and accents; or whose address it is.

        Where nothing has that name, an article at its head may be left out or put there. A title may carry its year:
        `Daredevil (2015)`. People come in the order of their first fact.
        """
        found = self.people.called(text)
        if not found:
            bare = re.sub(r"^\s*the\s+", "", text, flags=re.IGNORECASE)
            found = self.people.called(f"the {text}" if bare == text else bare)
        if not found:
            titled = re.fullmatch(r"(.+?)\s*\((\d{4})\)", text.strip())
            if titled:
                found = [
                    n for n in self.people.called(titled[1]) if self.is_title(n) and self.year(n) == int(titled[2])
                ]
        if not found:
            found = [n for n in (self.at(text, titles=False), self.at(text, titles=True)) if n is not None]
        return tuple(sorted(found, key=lambda n: (self.is_title(n), self._first(n))))

    def address(self, entity: int) -> str:
        """Its part of an address: the slug of its best name; a namesake who came later has the title or year added."""
        person = self.person(entity)
        if not self.people.has_namesakes(person):
            return self.people.best_slug(person)
        return self._namesakes(self.people.best_slug(person), titles=self.is_title(person))[person]

    def at(self, address: str, *, titles: bool) -> int | None:
        """What has this address, or had it under another of its visible names; None for hidden and missing alike."""
        longest = self.people.longest_slug
        # No longer head is the slug of a name: an address as long as people can send is not cut at each of its hyphens.
        head = address if len(address) <= longest else address[: longest + 1].rpartition("-")[0]
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

    @cached_property
    def entities(self) -> tuple[int, ...]:
        """Visible people, groups, places, objects and threads, each once, by best name and then as first met."""
        chosen = [(n, name) for n, name in self.people.best_names() if not self.is_title(n)]
        return tuple(
            n for n, name in sorted(chosen, key=lambda item: (item[1].casefold(), item[1], self._first(item[0])))
        )
