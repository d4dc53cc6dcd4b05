"""What rows of marks called a title in former times: a key, an identity from before it had an id, or its name."""

import re
from collections import defaultdict
from datetime import date

import numpy as np

from intertwine.ledger.store.columns import Ledger, kind_named
from intertwine.model.arrays import among
from intertwine.model.identities import secret_base, secret_parts, short
from intertwine.model.sentinels import NO_DATE

KEY = "key:"
"""Stands before a title's key in rows from before titles had an identity."""


class FormerTitles:
    """Finds the identity that a title has now. What several titles may have been called finds none of them.

    `files` holds the key of each title that can be marked, by its identity.
    """

    def __init__(self, ledger: Ledger) -> None:
        strings, entities = ledger.strings, ledger.entities
        titles = np.flatnonzero(entities.identity > 0)
        years = _years(ledger)
        self._now: dict[str, str] = {}
        self._bases: dict[str, set[str]] = defaultdict(set)
        self.files: dict[str, str] = {}
        self._called: dict[tuple[str, int], set[str]] = defaultdict(set)
        identities = {n: strings[int(entities.identity[n])] for n in titles.tolist()}
        for n, identity in identities.items():
            self.files[identity] = strings[int(entities.key[n])]
            self._now[KEY + self.files[identity]] = identity
            self._now[identity] = identity
            bases = {_base(identity), strings[int(entities.stand_in[n])]} - {""}
            for base in bases | set(map(secret_base, bases)):
                self._bases[base].add(identity)
            if secret_parts(identity):  # as it was called before, where another secret title was like it
                kind = (
                    "id"
                    if _base(identity).startswith("id:")
                    else kind_named(int(entities.kind[n]), ledger.vocabulary.kinds)
                )
                self._now[short(f"{kind}#{self.files[identity]}")] = identity
        naming = among(ledger.rows.verb, ledger.vocabulary.with_role("name", "linked name", "title name"))
        for row in np.flatnonzero(naming & among(ledger.rows.subject, titles)).tolist():
            n = int(ledger.rows.subject[row])
            self._called[strings[int(ledger.rows.text[row])], years.get(n, 0)].add(identities[n])

    def now(self, former: str) -> str:
        """The identity of the title that rows call `former`: by an identity, or by `KEY` and its key. "" where none is
        here."""
        return self._now.get(former, "")

    def may_be(self, former: str) -> frozenset[str]:
        """The identities of the titles that could have been called `former`: by the same id, or by the same kind, year
        and name. Whether one of them was they do not tell."""
        return frozenset(self._bases.get(_base(former), ()))

    def called(self, text: str) -> str:
        """The identity of the title that progress text called `text`: `"Name (2017)"` or `"Name"`, in quotation marks.
        "" where none is here, or several."""
        inner = text[1:-1]
        dated = re.fullmatch(r"(.*) \(([0-9]{1,4})\)", inner, re.DOTALL)
        exact = self._called.get((dated[1], int(dated[2])), set()) if dated else self._called.get((inner, 0), set())
        if not exact:
            # The year may have been corrected since then, or the parenthesis is part of the name.
            names = {inner, dated[1]} if dated else {inner}
            exact = {it for (name, _), found in self._called.items() if name in names for it in found}
        return next(iter(exact)) if len(exact) == 1 else ""


def _base(identity: str) -> str:
    """What of an identity does not hang on whether the title is a secret."""
    parts = secret_parts(identity)
    return parts.base if parts else identity


def _years(ledger: Ledger) -> dict[int, int]:
    """The year of each title: as written, else of its first release."""
    found: dict[int, int] = {}
    listing = ledger.installments
    for title, day in zip(listing.title.tolist(), listing.date.tolist(), strict=True):
        if 0 < day < NO_DATE:
            found.setdefault(title, date.fromordinal(day).year)
    return found | {n: year for n, year in enumerate(ledger.entities.year.tolist()) if year}
