"""Taking marks over: rows that call a universe or a title as it was called before get the identity that it has now.

That happens whenever a universe is read: rows from before there were identities hold a universe's address and a title's
key; and a title or a universe that gets its `id:` had something else in its place until then. What is not here now
keeps its rows as they are, until it is. Nothing is deleted.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from django.db import connection, transaction

from intertwine.gate.former import FormerTitles
from intertwine.model.words import slug
from intertwine.web.database import alone
from intertwine.web.shelf import Book, Shelf

AT = "at:"
"""Stands before a universe's address in rows from before universes had an identity."""
What = tuple[str, str, str]
"""What marks are of: universe, title, and the title for whose sake they were told."""
Served = tuple[Book, FormerTitles]

# Not through the models: Django may not be set up yet when a module that serves is imported.
_KEPT = "SELECT DISTINCT universe, title, asked FROM passed"
_MOVE = """
INSERT INTO passed (viewer_id, universe, title, asked, season, number, seconds, told)
SELECT viewer_id, %s, %s, %s, season, number, seconds, told
FROM passed WHERE universe = %s AND title = %s AND asked = %s
ON CONFLICT (viewer_id, universe, told, asked, title, season, number) DO UPDATE
SET seconds = CASE WHEN excluded.seconds > passed.seconds THEN excluded.seconds ELSE passed.seconds END
"""
_MOVED = "DELETE FROM passed WHERE universe = %s AND title = %s AND asked = %s"


def adopt(shelf: Shelf) -> int:
    """Give rows the identities that the universes on `shelf` and their titles have now; how many kinds of rows changed.

    All of it happens or nothing; of two processes the second finds it done. Where the viewer has a mark under the new
    identity already, the furthest second counts.
    """
    former = [(book, book.universe.former_titles()) for book in shelf.books]
    if not list(moves(_kept(), former)):
        return 0
    with alone(), transaction.atomic(), connection.cursor() as cursor:
        due = list(moves(_kept(), former))
        for before, after in due:
            cursor.execute(_MOVE, [*after, *before])
            cursor.execute(_MOVED, before)
    return len(due)


def _kept() -> list[What]:
    with alone(), connection.cursor() as cursor:
        cursor.execute(_KEPT)
        return [(universe, title, asked) for universe, title, asked in cursor.fetchall()]


def moves(kept: Iterable[What], books: Collection[Served]) -> Iterator[tuple[What, What]]:
    """What of `kept` is called otherwise now, with how it is called now."""
    by_universe: dict[str, list[What]] = defaultdict(list)
    for what in kept:
        by_universe[what[0]].append(what)
    for universe, left in by_universe.items():
        # Orders changed in former times, so that one address may hold rows of several universes.
        while (owner := _owner(universe, {title for _, title, _ in left}, books)) is not None:
            book, former = owner
            now = {title: former.now(title) or title * (universe == book.identity) for _, title, _ in left}
            for what in left:
                after = (book.identity, now[what[1]], _asked(what[2], former))
                if now[what[1]] and after != what:
                    yield what, after
            left = [what for what in left if not now[what[1]]]  # noqa: PLW2901 - what no universe so far has taken


def _asked(asked: str, former: FormerTitles) -> str:
    """The identity of the title for whose sake something was told; as it is where that is not here."""
    return (former.called(asked) if asked.startswith('"') else former.now(asked)) or asked


def _owner(universe: str, titles: Collection[str], books: Collection[Served]) -> Served | None:
    """The one of `books` that rows with these `titles` call `universe`.

    Of several that it can be: that in which most of the titles are, then that which has this very address. Where none
    has this address there may be another universe that is not served now: all of the titles must be here.
    """
    for book, former in books:
        if book.identity == universe:
            return (book, former) if titles else None
    address = universe.removeprefix(AT)
    fits = [(book, former) for book, former in books if _may_be(universe, book)]
    is_here = any(address in _addresses(book) for book, _ in fits)
    ranked: dict[tuple[int, bool], list[Served]] = defaultdict(list)
    for book, former in fits:
        count = sum(bool(former.now(title)) for title in titles)
        if count and (is_here or count == len(titles)):
            ranked[count, address in _addresses(book)].append((book, former))
    best = ranked[max(ranked)] if ranked else []
    return best[0] if len(best) == 1 else None


def _may_be(universe: str, book: Book) -> bool:
    """Whether a universe without an id, in a folder of this name, may have been called `universe`."""
    if not universe.startswith(AT):
        return slug(universe) == book.slug
    plain = "|".join(re.escape(word) for word in (book.slug, _first_slug(book.folder.absolute().name)))
    return bool(re.fullmatch(f"({plain})(-[0-9]+)?", universe.removeprefix(AT)))


def _addresses(book: Book) -> tuple[str, str]:
    """The address of a universe, and what the first version would have made of it."""
    return book.address, _first_slug(book.folder.absolute().name) + book.address.removeprefix(book.slug)


def _first_slug(name: str) -> str:
    """A name in addresses as the first version made them: it dropped all marks, and knew no letter such as ø."""
    letters = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    words = "".join(c if c.isalnum() else "-" for c in re.sub("['’]", "", letters)).split("-")
    return "-".join(filter(None, words)) or "x"
