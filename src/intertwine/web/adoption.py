"""Taking marks over: rows that call a universe or a title as it was called before get the identity that it has now.

That happens whenever a universe is read: rows from before there were identities hold a universe's address and a title's
key; and a title or a universe that gets its `id:` had something else in its place until then. What is not here now
keeps its rows as they are, until it is. Nothing is deleted.

A title that has an id takes over the rows of one that had none only where it is certain that they are one: kind, year
and name are the same, and the file in which the id was first served is the one in which the other was last served.
Another title that looks the same, while the first one's file is away, has another file. Which file had which identity
is kept in the database, since an id may be written while nothing is served.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from django.db import connection, transaction

from intertwine.model.words import slug
from intertwine.web.database import DatabaseLock
from intertwine.web.registry import ServedUniverse, note
from intertwine.web.server import Server

AT = "at:"
"""Stands before a universe's address in rows from before universes had an identity."""
MarksOf = tuple[str, str, str]
"""What marks are of: universe, title, and the title for whose sake they were told."""
TitleFiles = dict[tuple[str, str], str]
"""The file of each title that was served, as `Registry.files` says."""

# Not through the models: Django may not be set up yet when a module that serves is imported.
_KEPT = "SELECT DISTINCT universe, title, asked FROM passed"
_MOVE = """
INSERT INTO passed (viewer_id, universe, title, asked, season, number, seconds, told)
SELECT viewer_id, %s, %s, %s, season, number, seconds, told
FROM passed WHERE universe = %s AND title = %s AND asked = %s
ON CONFLICT (viewer_id, universe, told, asked, title, season, number) DO UPDATE
SET seconds = CASE WHEN excluded.seconds > passed.seconds THEN excluded.seconds ELSE passed.seconds END
"""
_SERVED = "SELECT universe, title, key FROM served"
_NOTE = """
INSERT INTO served (universe, title, key) VALUES (%s, %s, %s)
ON CONFLICT (universe, title) DO UPDATE SET key = excluded.key
"""
_MOVED = "DELETE FROM passed WHERE universe = %s AND title = %s AND asked = %s"


class Titles:
    """The titles of one universe that is served now, asked by what rows of `universe` call them."""

    def __init__(self, served: ServedUniverse, files: TitleFiles) -> None:
        self.served, self.files, self.former = served, files, served.universe.former_titles()

    def now(self, universe: str, title: str) -> str:
        """The identity that a title has now; "" where it is not here, or where that is not certain."""
        if found := self.former.now(title):
            return found
        later = self.former.may_be(title)
        file = self.files.get((universe, title))
        return later if later and file is not None and file == self.files.get((self.served.identity, later)) else ""

    def asked(self, universe: str, asked: str) -> str:
        """The identity of the title for whose sake something was told; as it is where that is not here."""
        return (self.former.called(asked) if asked.startswith('"') else self.now(universe, asked)) or asked


def adopt(server: Server) -> int:
    """Give rows the identities that the universes of `server` and their titles have now; returns how many kinds of rows
    changed.

    All of it happens or nothing; of two processes the second finds it done. Where the viewer has a mark under the new
    identity already, the furthest second counts.
    """
    database, universes, present = server.database, server.registry.universes, dict(server.registry.files)
    files, more = _files(database, present)
    if not more and not list(moves(_kept(database), [Titles(served, files) for served in universes])):
        return 0
    with database.alone(), transaction.atomic(), connection.cursor() as cursor:
        files, more = _files(database, present)
        for what, key in more.items():
            cursor.execute(_NOTE, [*what, key])
        due = list(moves(_kept(database), [Titles(served, files) for served in universes]))
        for before, after in due:
            cursor.execute(_MOVE, [*after, *before])
            cursor.execute(_MOVED, before)
    return len(due)


def _files(database: DatabaseLock, present: TitleFiles) -> tuple[TitleFiles, TitleFiles]:
    """Which files titles had, with those that are `present` now; and what of this the database does not say yet."""
    with database.alone(), connection.cursor() as cursor:
        cursor.execute(_SERVED)
        known = {(universe, title): key for universe, title, key in cursor.fetchall()}
    files = dict(known)
    for what, key in present.items():
        note(files, what, key)
    return files, {what: key for what, key in files.items() if known.get(what) != key}


def _kept(database: DatabaseLock) -> list[MarksOf]:
    with database.alone(), connection.cursor() as cursor:
        cursor.execute(_KEPT)
        return [(universe, title, asked) for universe, title, asked in cursor.fetchall()]


def moves(kept: Iterable[MarksOf], here: Collection[Titles]) -> Iterator[tuple[MarksOf, MarksOf]]:
    """What of `kept` is called otherwise now, with how it is called now."""
    by_universe: dict[str, list[MarksOf]] = defaultdict(list)
    for what in kept:
        by_universe[what[0]].append(what)
    for universe, rows in by_universe.items():
        left = rows
        # Orders changed in former times, so that one address may hold rows of several universes.
        while (owner := _owner(universe, {title for _, title, _ in left}, here)) is not None:
            identity = owner.served.identity
            now = {title: owner.now(universe, title) or title * (universe == identity) for _, title, _ in left}
            for what in left:
                after = (identity, now[what[1]], owner.asked(universe, what[2]))
                if now[what[1]] and after != what:
                    yield what, after
            left = [what for what in left if not now[what[1]]]


def _owner(universe: str, titles: Collection[str], here: Collection[Titles]) -> Titles | None:
    """The one of the universes `here` that rows with these `titles` call `universe`.

    Of several that it can be: that in which most of the titles are, then that which has this very address. Where none
    has this address there may be another universe that is not served now: all of the titles must be here.
    """
    for it in here:
        if it.served.identity == universe:
            return it if titles else None
    address = universe.removeprefix(AT)
    fits = [it for it in here if _may_be(universe, it.served)]
    is_here = any(address in _addresses(it.served) for it in fits)
    ranked: dict[tuple[int, bool], list[Titles]] = defaultdict(list)
    for it in fits:
        count = sum(bool(it.now(universe, title)) for title in titles)
        if count and (is_here or count == len(titles)):
            ranked[count, address in _addresses(it.served)].append(it)
    best = ranked[max(ranked)] if ranked else []
    return best[0] if len(best) == 1 else None


def _may_be(universe: str, served: ServedUniverse) -> bool:
    """Whether a universe without an id, in a folder of this name, may have been called `universe`."""
    if not universe.startswith(AT):
        return slug(universe) == served.slug
    plain = "|".join(re.escape(word) for word in (served.slug, _first_slug(served.folder.absolute().name)))
    return bool(re.fullmatch(f"({plain})(-[0-9]+)?", universe.removeprefix(AT)))


def _addresses(served: ServedUniverse) -> tuple[str, str]:
    """The address of a universe, and what the first version would have made of it."""
    return served.address, _first_slug(served.folder.absolute().name) + served.address.removeprefix(served.slug)


def _first_slug(name: str) -> str:
    """A name in addresses as the first version made them: it dropped all marks, and knew no letter such as ø."""
    letters = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    words = "".join(c if c.isalnum() else "-" for c in re.sub("['’]", "", letters)).split("-")
    return "-".join(filter(None, words)) or "x"
