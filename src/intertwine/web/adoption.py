"""Taking marks over: rows that call a universe or a title as it was called before get the identity that it has now.

That happens whenever a universe is read: rows from before there were identities hold a universe's address and a title's
key; and a title or a universe that gets its `id:` had something else in its place until then. What is not here now
keeps its rows as they are, until it is. Nothing is deleted.

A title is taken for one that is not here any more only where it is certain that they are one: kind, year and name are
the same (or the id), and so is the file in which each was served, the last time or, of an id, the first. Another title
that looks the same, while the first one's file is away, has another file. A secret title without an id is also known by
the stamp that reveals it: with this, its file may be renamed. Which file had which identity is kept in the database,
since pages may change while nothing is served.
"""

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from intertwine.model.identities import secret_parts
from intertwine.model.words import slug
from intertwine.web.database import DatabaseLock
from intertwine.web.registry import ServedUniverse, note
from intertwine.web.server import Server
from intertwine.web.tellings import taken_apart

AT = "at:"
"""Stands before a universe's address in rows from before universes had an identity."""
MarksOf = tuple[str, str, str]
"""What marks are of: universe, title, and the title for whose sake they were told."""
TitleFiles = dict[tuple[str, str], str]
"""The file of each title that was served, as `Registry.files` says."""

# Not through the models: Django may not be set up yet when a module that serves is imported.
_KEPT = "SELECT universe, title, asked FROM passed UNION SELECT universe, title, '' FROM skipped"
_MOVE = """
INSERT INTO passed (viewer_id, profile, universe, title, asked, season, number, seconds, told)
SELECT viewer_id, profile, %s, %s, %s, season, number, seconds, told
FROM passed WHERE universe = %s AND title = %s AND asked = %s
ON CONFLICT (viewer_id, universe, profile, told, asked, title, season, number) DO UPDATE
SET seconds = CASE WHEN excluded.seconds > passed.seconds THEN excluded.seconds ELSE passed.seconds END
"""
_SERVED = "SELECT universe, title, key FROM served"
_NOTE = """
INSERT INTO served (universe, title, key) VALUES (%s, %s, %s)
ON CONFLICT (universe, title) DO UPDATE SET key = excluded.key
"""
_MOVED = "DELETE FROM passed WHERE universe = %s AND title = %s AND asked = %s"
_SKIP = """
INSERT INTO skipped (viewer_id, profile, universe, title, season, number)
SELECT viewer_id, profile, %s, %s, season, number FROM skipped WHERE universe = %s AND title = %s
ON CONFLICT DO NOTHING
"""
_SKIPPED = "DELETE FROM skipped WHERE universe = %s AND title = %s"
_CHOOSE = """
INSERT INTO choice (viewer_id, profile, universe, name, value)
SELECT viewer_id, profile, %s, name, value FROM choice WHERE universe = %s
ON CONFLICT DO NOTHING
"""
_CHOSEN = "DELETE FROM choice WHERE universe = %s"
_CHANGES = "SELECT id, what FROM change WHERE universe = %s"
_CHANGED = "UPDATE change SET universe = %s, what = %s WHERE id = %s"


class Titles:
    """The titles of one universe that is served now, asked by what rows of `universe` call them. `files` are those of
    now, `before` those that the database knew of."""

    def __init__(self, served: ServedUniverse, files: TitleFiles, before: TitleFiles) -> None:
        self.served, self.files, self.before, self.former = served, files, before, served.universe.former_titles()
        self._lines: dict[tuple[str, str], set[str]] = defaultdict(set)
        for (universe, title), key in before.items():
            self._lines[universe, _line(title)].add(key)

    def now(self, universe: str, title: str) -> str:
        """The identity that a title has now; "" where it is not here, or where that is not certain."""
        if found := self.former.now(title):
            return found
        may_be = self.former.may_be(title)
        found = self._only(it for it in may_be if self._is_renamed(universe, title, it))
        return found or self._only(it for it in may_be if self._has_its_file(universe, title, it))

    def _is_renamed(self, universe: str, title: str, other: str) -> bool:
        """Whether the secret title `other` is `title` in a file of another name: it was never served before."""
        is_new = not any((it, other) in self.before for it in (universe, self.served.identity))
        return is_new and secret_parts(title) is not None and _line(title) == _line(other)

    def _has_its_file(self, universe: str, title: str, other: str) -> bool:
        """Whether `other` stands in the file that `title` had, and never stood in another one."""
        file = self.files.get((universe, title))
        if file is None or file != self.files.get((self.served.identity, other)):
            return False
        return all(self._lines.get((it, _line(other)), {file}) == {file} for it in (universe, self.served.identity))

    @staticmethod
    def _only(found: Iterable[str]) -> str:
        several = list(found)
        return several[0] if len(several) == 1 else ""

    def asked(self, universe: str, asked: str) -> str:
        """The identity of the title for whose sake something was told; as it is where that is not here."""
        head, asked = taken_apart(asked)
        return head + ((self.former.called(asked) if asked.startswith('"') else self.now(universe, asked)) or asked)


def adopt(server: Server) -> int:
    """Give rows the identities that the universes of `server` and their titles have now; returns how many kinds of rows
    changed.

    All of it happens or nothing; of two processes the second finds it done. Where the viewer has a mark under the new
    identity already, the furthest second counts.
    """
    database, universes, present = server.database, server.registry.universes, dict(server.registry.files)
    before, files = _files(database, present)
    if files == before and not list(moves(_kept(database), [Titles(it, files, before) for it in universes])):
        return 0
    with database.alone(), transaction.atomic(), connection.cursor() as cursor:
        before, files = _files(database, present)
        due = list(moves(_kept(database), [Titles(it, files, before) for it in universes]))
        renamed = {was[:2]: files[now[:2]] for was, now in due if was[:2] in files and now[:2] in files}
        files |= renamed  # a request that began before may write another row yet
        for what, key in files.items():
            if before.get(what) != key:
                cursor.execute(_NOTE, [*what, key])
        for was, now in due:
            cursor.execute(_MOVE, [*now, *was])
            cursor.execute(_MOVED, was)
        for was_title, now_title in dict.fromkeys((was[:2], now[:2]) for was, now in due if was[:2] != now[:2]):
            cursor.execute(_SKIP, [*now_title, *was_title])
            cursor.execute(_SKIPPED, was_title)
        for was_universe, now_universe in dict.fromkeys((was[0], now[0]) for was, now in due if was[0] != now[0]):
            cursor.execute(_CHOOSE, [now_universe, was_universe])
            cursor.execute(_CHOSEN, [was_universe])
        _rename_in_changes(cursor, due)
    server.registry.files |= renamed
    return len(due)


def _rename_in_changes(cursor: CursorWrapper, due: Iterable[tuple[MarksOf, MarksOf]]) -> None:
    """What can be undone follows as well: a change says what its marks are of."""
    by_universe: dict[str, list[tuple[MarksOf, MarksOf]]] = defaultdict(list)
    for was, now in due:
        by_universe[was[0]].append((was, now))
    for universe, renamed in by_universe.items():
        of = {was[1:]: now for was, now in renamed}
        titles = {was[1]: now for was, now in renamed}
        cursor.execute(_CHANGES, [universe])
        for key, what in cursor.fetchall():
            said, now_universe = json.loads(what), universe
            for row in said["rows"]:
                asked, title = row[2:4]
                if title in titles:
                    now_universe, row[3], now_asked = of.get((title, asked), titles[title])
                    row[2] = now_asked if (title, asked) in of else asked
            cursor.execute(_CHANGED, [now_universe, json.dumps(said), key])


def _line(title: str) -> str:
    """What of a title's identity stays when its file is renamed."""
    parts = secret_parts(title)
    return f"secret:{parts.base}#{parts.stamp}" if parts else title


def _files(database: DatabaseLock, present: TitleFiles) -> tuple[TitleFiles, TitleFiles]:
    """Which files titles had, as the database says; and with those that are `present` now."""
    with database.alone(), connection.cursor() as cursor:
        cursor.execute(_SERVED)
        before = {(universe, title): key for universe, title, key in cursor.fetchall()}
    files = dict(before)
    for what, key in present.items():
        note(files, what, key)
    return before, files


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
