"""What people type is read in time that grows with its length, and no faster."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import cache

import pytest

import intertwine
from intertwine.gate.progress_text import UnknownProgressError
from intertwine.gate.universe import Universe
from intertwine.model.nearest_extents import nearest_extents
from intertwine.model.positions import read_extents, readings
from intertwine.model.times import read_time
from intertwine.questions import Ambiguous, NotThere
from tests.gate.test_progress_names import NAMESAKES
from tests.linear import assert_linear
from tests.long import one_in
from tests.worlds import world

UNIVERSE = intertwine.load()
VIEWER = UNIVERSE.seen("everything")
PIECES = (
    " ", "(", "a (", '"', '"" ', "\u201c\u201d", "1", "\u0663", "\u0301", "a\u0301\u0316", "\u0f73", "\uff9e", ",",
    "S1 ", "S1,", "1x01,", "E2,", "Daredevil S1,", "Daredevil 1x03@00:00:01,", "Foo S1,", "Puppet,", "and ",
    " a and", "1x1 and ", "told ", "before ", "@", "a @ ", "-", "1-", "x", "e1", "Daredevil\n", "everything,",
    " in order ", "before a in order ", "before Daredevil in order ",
    "the ", "a-", "(2015) ", "\u2028", "\ud800", "'", "\u00df", "Zo\u00eb ", "#",
    "Daredevil S1 and ", "1x1 and ", "\ufdfa", "\ufdfa,", "\u0344", "\U0001d160", "\u00e9",
    "ch ", "Part 1,", "p. 1 of ", "1% ", "#1 ",
)  # fmt: skip

SOME = one_in(3, PIECES)


def text(piece: str, n: int) -> str:
    """A text of *n* characters out of one piece, that begins and ends as a word does."""
    return ("a" + piece * (n // len(piece) + 1))[: n - 1] + "b"


def film(n: int) -> str:
    """A film that nobody knows of without having seen it or what comes after it."""
    after = "" if n % 3 else f"; Hidden {n + 1}"
    return f"---\nkind: film\nname: Hidden {n}\nrevealed: Hidden {n}{after}\n---\n"


@cache
def secrets() -> Universe:
    return world({f"{n}.md": film(n) for n in range(602)})


NAMED = {
    "terms": ", ", "one term": " and ", "with nonsense": ", No such film, ", "narrowed": ", @00:10:00, ",
    "narrowed lists": ", @00:10:00 and ", "told": ", told ", "before": ", before ",
}  # fmt: skip


@pytest.mark.parametrize("between", NAMED.values(), ids=NAMED)
def test_progress_text_that_names_secret_titles(between: str) -> None:
    def read(progress: str) -> None:
        with suppress(UnknownProgressError):
            secrets().progress(progress)

    assert_linear(lambda n: between.join(f"Hidden {i}" for i in range(600))[:n], read, size=2_000)


@cache
def ordered() -> Universe:
    """Films and orders, each of which nobody knows of without having seen what comes before it."""
    page = "---\nkind: order\nname: Order {0}\nrevealed: Hidden {0}\n---\n- Hidden {0}\n- Hidden {1}\n- Hidden {2}\n"
    orders = {f"orders/{n}.md": page.format(n, n + 1, 601 - n // 2) for n in range(0, 600, 6)}
    return world({**{f"{n}.md": film(n) for n in range(602)}, **orders})


def test_progress_text_that_follows_hidden_orders() -> None:
    def read(progress: str) -> None:
        with suppress(UnknownProgressError):
            ordered().progress(progress)

    terms = [f"Hidden {n}, before Hidden {n + 1} in order Order {n - n % 6}" for n in range(600)]
    assert_linear(lambda n: ", ".join(terms)[:n], read, size=2_000)


@cache
def parts() -> Universe:
    """Films that nobody knows of without having seen them, with names that read like places in a title; and a book."""
    film = '---\nkind: film\nname: Part {0}\nrevealed: "[[p{0}]]"\n---\n'
    book = "---\nkind: book\nname: Shore\neditions: {Folio: 9999}\n---\n## Chapters (2000 chapters)\n"
    chapters = "".join(f"### {n}. Some (~{900 + n} words, page {4 * n})\n" for n in range(1, 2001))
    return world({**{f"p{n}.md": film.format(n) for n in range(602)}, "shore.md": book + chapters})


BOOKISH = {
    "secret parts": "Part {0}, ", "a list of them": "Part {0} and ", "shares": "Shore {0}.{1:02}%, ",
    "pages": "Shore page {0} of Folio, ", "chapters": "Shore ch {0}, ", "carried": "chapter {0}, ",
    "ranges": "Shore chapters {0}-{1}, ", "unfit": "Shore act {0}, ",
}  # fmt: skip


@pytest.mark.parametrize("piece", BOOKISH.values(), ids=BOOKISH)
def test_progress_text_of_books(piece: str) -> None:
    def read(progress: str) -> None:
        with suppress(UnknownProgressError):
            parts().progress(progress)

    def typed(n: int) -> str:
        pieces = [piece.format(i % 600, i % 97) for i in range(n // 8)]
        return f"Shore ch 1, {''.join(pieces)}"[:n].rpartition(", ")[0]

    assert_linear(typed, read, size=3_000)


@cache
def alike() -> Universe:
    """Films of one name, each of which nobody knows of without having seen it."""
    page = '---\nkind: film\nname: Hidden Headland\nreleased: {0}-05-01\nrevealed: "[[{0}]]"\n---\n'
    return world({f"{n}.md": page.format(n) for n in range(1000, 1100)})


@pytest.mark.parametrize("way", ["Hidden Headland ({})", "Hidden Headland ({}-05-01)"])
def test_progress_text_that_names_secret_titles_of_one_name(way: str) -> None:
    def read(progress: str) -> None:
        with suppress(UnknownProgressError):
            alike().progress(progress)

    assert_linear(lambda n: ", ".join(way.format(1000 + i % 100) for i in range(n // 10))[:n], read, size=4_000)


def spellings(word: str, n: int) -> str:
    """A word, its letters large and small, in another way for each *n*."""
    return "".join(c.upper() if n >> at & 1 else c for at, c in enumerate(word))


WAYS = {
    "names": "{0}", "years": "{0} ({1})", "kinds": "{0} ({1} film)", "marks": "{0} (#{2:06x})",
    "told": "told {0} ({1})", "seasons": "{0} ({1}) S1", "ranges": "{0} ({1}) 1x01-1x02 and 1x03",
    "quoted": '"{0} ({1})"', "lists": "{0}, S1, 1x02", "two": "{0} ({1}) and {0}", "times": "{0} ({1}) @00:10:00",
    "narrowed": "{0} ({1}); @00:10:00", "narrowed lists": "{0} ({1}) and @00:10:00", "before": "before {0} ({1})",
    "combined": "{0}\u0301 ({1})", "places": "{0} S{2}",
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_progress_text_that_spells_one_name_in_many_ways(way: str) -> None:
    def read(progress: str) -> None:
        with suppress(UnknownProgressError):
            alike().progress(progress)

    def typed(n: int) -> str:
        return ", ".join(way.format(spellings("hidden headland", i), 1000 + i % 100, i) for i in range(n // 8))[:n]

    assert_linear(typed, read, size=8_000)


def namesakes(count: int) -> tuple[Universe, str]:
    """Films of one name, of which nobody knows, and a text that names each of them in some ways."""
    page = '---\nkind: film\nid: f{0}\nname: Hidden Headland\nreleased: {0}-05-01\nrevealed: "[[{0}]]"\n---\n'
    years = range(1000, 1000 + count)
    text = ", ".join(f"{spellings('hidden headland', n)} ({n}), {spellings('hidden headland', n)} S{n}" for n in years)
    return world({f"{n}.md": page.format(n) for n in years}), text


def links(count: int) -> tuple[Universe, str]:
    """Films each of which is known to those who have seen it and the one before, and a text that names all."""
    page = "---\nkind: film\nname: Link {}\nrevealed: '[[{}]]{}'\n---\n"
    files = {f"{n}.md": page.format(n, n, f" + [[{n - 1}]]" if n else "") for n in range(count)}
    return world(files), ", ".join(f"Link {n}" for n in range(count))


def chain(count: int) -> tuple[Universe, str]:
    """Films each of which makes the next one known, and a text that names all, the last of them first."""
    page = "---\nkind: film\nname: Link {}\n{}---\n"
    files = {f"{n}.md": page.format(n, f"revealed: '[[{n - 1}]]'\n" if n else "") for n in range(count)}
    return world(files), ", ".join(f"Link {n}" for n in reversed(range(count)))


def pairs(count: int) -> tuple[Universe, str]:
    """Films each of which makes another one of its name known, and a text that names all."""
    page = "---\nkind: film\nname: Pair {}\nyear: 2010\n---\n"
    twin = "---\nkind: film\nname: Pair {0}\nyear: 2012\nrevealed: '[[{0}]]'\n---\n"
    files = {f"{n}.md": page.format(n) for n in range(count)} | {f"b{n}.md": twin.format(n) for n in range(count)}
    return world(files), ", ".join(f"Pair {n}" for n in range(count))


def turned(count: int) -> tuple[Universe, str]:
    """The same in one term, the last of them first."""
    universe, text = links(count)
    return universe, " and ".join(reversed(text.split(", ")))


def days(count: int) -> tuple[Universe, str]:
    """Films each of which makes the next known, which came out a day after it, and what came out before each."""
    page = "---\nkind: film\nid: f{0}\nname: Day {0}\nreleased: {1}\n{2}---\n"
    first = date(2000, 1, 1).toordinal()
    files = {
        f"{n}.md": page.format(n, date.fromordinal(first + n), f"revealed: '[[{n - 1}]]'\n" if n else "")
        for n in range(count)
    }
    return world(files), ", ".join(["Day 0", *(f"before Day {n}" for n in range(1, count))])


@pytest.mark.parametrize("make", [namesakes, links, chain, pairs, turned, days])
def test_progress_text_in_a_universe_that_grows_with_it(make: Callable[[int], tuple[Universe, str]]) -> None:
    def read(given: tuple[Universe, str]) -> None:
        with suppress(UnknownProgressError):
            given[0].progress(given[1])

    assert_linear(make, read, size=200, margin=2.5)


def ids(piece: str) -> str:
    """A piece in a test's name."""
    return ascii(piece)


@pytest.mark.parametrize("piece", SOME, ids=ids)
def test_progress_text(piece: str) -> None:
    def read(progress: str) -> None:
        for universe in (UNIVERSE, NAMESAKES):
            with suppress(UnknownProgressError):
                universe.progress(progress[1:-1] if piece[-1] == "," else progress)

    assert_linear(lambda n: text(piece, n), read)


@pytest.mark.parametrize("piece", SOME, ids=ids)
def test_names_addresses_places_and_searches(piece: str) -> None:
    def ask(typed: str) -> None:
        VIEWER.find(typed)
        for titles in (True, False):
            VIEWER.view.names.at(typed, titles=titles)
        VIEWER.search(typed)
        for question in (VIEWER.recap, VIEWER.who, VIEWER.map):
            with suppress(NotThere, Ambiguous):
                question(typed)

    assert_linear(lambda n: text(piece, n), ask)


PLACES = {
    "episodes": ("Daredevil ", "1x01, "), "titles": ("", "Daredevil, "), "narrowed": ("", "Daredevil, S1; "),
    "numbers": ("Daredevil S1, ", "E2\n"), "lists": ("", "Daredevil, 1x01, 1x02, "),
    "times": ("Daredevil ", "1x01@00:00:01,"), "joined": ("Daredevil ", "1x01 and "),
}  # fmt: skip


@pytest.mark.parametrize(("head", "piece"), PLACES.values(), ids=PLACES)
def test_places_that_are_right_one_after_the_other(head: str, piece: str) -> None:
    """What is read is kept, of each of very many. `map` and `met --before` read places as `recap` does."""

    def ask(typed: str) -> None:
        with suppress(NotThere, Ambiguous):
            VIEWER.recap(typed)

    assert_linear(lambda n: head + piece * ((n - len(head)) // len(piece)), ask, margin=1.6)


@pytest.mark.parametrize("piece", SOME, ids=ids)
def test_what_is_said_of_a_long_text_is_short(piece: str) -> None:
    with suppress(UnknownProgressError):
        UNIVERSE.progress(text(piece, 2000))
    with pytest.raises(UnknownProgressError) as error:
        UNIVERSE.progress(text(piece, 2000) + " S1 nowhere, nobody")
    assert len(str(error.value)) < 2000


@pytest.mark.parametrize("piece", SOME, ids=ids)
def test_positions(piece: str) -> None:
    def read(typed: str) -> None:
        for text in (typed, f"Daredevil {typed}", f"Daredevil S1{typed}", f"{typed} S1"):
            list(readings(" ".join(text.split())))
            nearest_extents(text)
            read_extents(text)
            read_time(text)

    assert_linear(lambda n: text(piece, n), read)
