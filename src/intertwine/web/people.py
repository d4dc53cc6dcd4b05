"""Who asks, and what is kept about them: reading it, and changing it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeVar

from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse

from intertwine.web import randomness
from intertwine.web.cookies import FOR, asked_profiles, hashed, hashes_of, set_tokens, tokens_of
from intertwine.web.database import DatabaseLock
from intertwine.web.errors import MistakeError
from intertwine.web.kept import ViewerKept, read
from intertwine.web.models import Person
from intertwine.web.server import server_of

T = TypeVar("T")
GONE = (
    "This page was for somebody who is not here any more: they were removed, or all was forgotten, in another window. "
    "Nothing was changed."
)


def kept_of(
    request: HttpRequest, universe: str, watching: tuple[str, ...] | None = None, join: tuple[str, ...] = ()
) -> ViewerKept:
    """What is kept about the viewer who sent `request` in the `universe` with this identity: one query. It is for
    the profiles `watching` (None: as the request says), and for those who `join` them, unless a form says for whom it
    was drawn. Raises `MistakeError` for a form that was drawn for a profile
    that is not there any more."""
    hashes, asked = hashes_of(request), asked_profiles(request) if watching is None else watching
    if FOR in request.POST:
        join = ()
    kept, found = ViewerKept(), False
    if hashes:
        database = server_of(request).database
        with database.alone():
            kept, found = read(hashes, universe, asked, join)
            if not found:
                database.require_whole()
    if watching is None and FOR in request.POST and kept.watching != asked:
        raise MistakeError(409, GONE)
    return kept


@dataclass
class Writer:
    """One viewer while something about them is written: `viewers` are the rows of their tokens, none of them as long as
    nothing is kept about them."""

    viewers: list[Person]
    is_changed: bool = False
    made: dict[str, str] = field(default_factory=dict)
    """The token of each viewer that was made, by its hash."""

    def one(self) -> Person:
        """The viewer that new rows belong to; made where there is none. Something is changed then."""
        self.is_changed = True
        if not self.viewers:
            token = randomness.random_token()
            self.viewers.append(Person.objects.get_or_create(token_hash=hashed(token))[0])
            self.made[hashed(token)] = token
        return self.viewers[0]


def keep(request: HttpRequest, response: HttpResponse, write: Callable[[Writer], T]) -> T:
    """Run `write`, which changes what is kept about the viewer who sent `request`, and give what it gives once that is
    on disk. Nobody writes in between: of two changes at once each finds what the other did. Where it changed something,
    `response` gets the cookies of the viewer."""
    tokens = {hashed(token): token for token in tokens_of(request)}
    server = server_of(request)

    def run() -> tuple[T, Writer, set[str]]:
        known = list(Person.objects.select_for_update().filter(token_hash__in=tokens).order_by("pk")) if tokens else []
        writer = Writer([it for it in known if it.forgotten_at is None])
        forgotten = {tokens[it.token_hash] for it in known if it.forgotten_at is not None}
        return write(writer), writer, forgotten

    with contradictions(server.database):
        result, writer, forgotten = server.commits.together(run)
    if writer.is_changed:
        mine = [(tokens | writer.made)[it.token_hash] for it in writer.viewers]
        set_tokens(request, response, mine, forgotten)
    return result


@contextmanager
def contradictions(database: DatabaseLock) -> Iterator[None]:
    """Within, an error that says that a row is there and is not is a fault of the database, if it is not whole: nobody
    else writes in between."""
    try:
        yield
    except (IntegrityError, Person.DoesNotExist):
        with database.alone():
            database.require_whole(at_once=True)
        raise
