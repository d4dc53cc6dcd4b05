"""Laws 1 and 2 over viewing orders: small worlds, one progress, and a naive reading of who knows what.

The reference decides what somebody knows of the orders from stamps alone. It shares no code with the gate.
"""

from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from intertwine.library import Companion
from intertwine.model.progress import Mark, Progress, UnknownProgressError
from intertwine.questions import NotThere, to_json
from tests.laws.ask import opened

FILMS = "ABCDEF"
NAMES = ("Tides", "tides", "Moons", "A in order Moons", "Rest, slowly")
Shown = dict[str, tuple[str, ...]]


class Order(NamedTuple):
    """An order's name, the film that reveals it ("": none does, it is public), and its films."""

    name: str
    stamp: str
    films: tuple[str, ...]


class Small(NamedTuple):
    """Films, each with the film that reveals it ("": public; itself at the most), and orders."""

    films: dict[str, str]
    orders: tuple[Order, ...]

    def files(self) -> dict[str, str]:
        files = {"universe.md": "---\nkind: universe\nname: Small\n---\n"}
        for n, (film, stamp) in enumerate(self.films.items()):
            day = "" if n % 3 == 2 else f"released: 20{10 + n}-01-01\n"
            files[f"{film}.md"] = f"---\nkind: film\nname: {film}\nid: {film}\n{day}{_revealed(stamp)}---\n"
        for n, it in enumerate(self.orders):
            body = "".join(f"- {film}\n" for film in it.films)
            files[f"orders/{n}.md"] = f'---\nkind: order\nname: "{it.name}"\n{_revealed(it.stamp)}---\n{body}'
        return files


def _revealed(stamp: str) -> str:
    return f"revealed: {stamp}\n" if stamp else ""


def known(world: Small, seen: frozenset[str]) -> Shown:
    """The naive reference: of each order that somebody knows who has seen these films, the films that they know. Where
    two are called alike, either could be meant, so that neither is in it."""
    there = [it for it in world.orders if not it.stamp or it.stamp in seen]
    films = {film for film, stamp in world.films.items() if not stamp or stamp in seen}
    names = [it.name.lower() for it in there]
    return {it.name: tuple(f for f in it.films if f in films) for it in there if names.count(it.name.lower()) == 1}


@st.composite
def worlds(draw: st.DrawFn) -> Small:
    films = {film: draw(st.sampled_from(["", "", film, "A"])) for film in FILMS}
    orders = draw(st.lists(st.builds(_order, st.sampled_from(NAMES), _stamps(), _some()), max_size=4))
    return Small(films, tuple(orders))


def _order(name: str, stamp: str, films: list[str]) -> Order:
    return Order(name, stamp, tuple(films))


def _stamps() -> st.SearchStrategy[str]:
    return st.sampled_from(["", "", *FILMS])


def _some() -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(FILMS), unique=True)


def progress(seen: frozenset[str]) -> Progress:
    return Progress.of([Mark(f"id:{film}", 0, 0) for film in seen])


def answers(universe: Companion, seen: frozenset[str]) -> list[str]:
    """All that is said of orders to somebody who has seen these films."""
    at = progress(seen)
    viewer = universe.seen(at)
    found = [repr(to_json(viewer.front())), repr(viewer.view.memory())]
    for name in (*NAMES, "Tide", "release"):
        try:
            found.append(repr(to_json(viewer.order(name))))
        except NotThere as error:
            found.append(repr(error))
        texts = [f'before {film} in order "{name}"' for film in ("A", "F", "G")]
        texts += [f"{film}, before A in the order {name}" for film in sorted(seen)[:1]]
        found += [_read(universe, text, at) for text in texts]
    return found


def _read(universe: Companion, text: str, at: Progress) -> str:
    """What a text says, where that goes no further than what was seen; else nothing: it is another viewer's."""
    try:
        read = universe.progress(text, at)
    except UnknownProgressError as error:
        return str(error)
    return repr(read) if read.seen <= at.seen else "more"


@given(worlds(), st.frozensets(st.sampled_from(FILMS)))
def test_an_order_lists_what_the_reference_says_and_next_is_the_first_unseen_of_it(
    world: Small, seen: frozenset[str]
) -> None:
    viewer = Companion(opened(world.files())).seen(progress(seen))
    for name, films in known(world, seen).items():
        found = viewer.order(name)
        assert tuple(it.title.name for it in found.listed) == films
        assert (found.next and found.next.title.name) == next((film for film in films if film not in seen), None)
    shown = {name.lower() for name in viewer.view.orders.names}
    assert shown == {"release", *(it.name.lower() for it in world.orders if not it.stamp or it.stamp in seen)}


@settings(max_examples=40)
@given(worlds(), st.frozensets(st.sampled_from(FILMS)), st.data())
def test_what_is_hidden_of_orders_changes_no_answer(world: Small, seen: frozenset[str], data: st.DataObject) -> None:
    """Hidden orders are added, changed and taken away, and hidden films move in and out of every order."""
    unseen = sorted(set(FILMS) - seen)
    hidden = [film for film, stamp in world.films.items() if stamp and stamp not in seen]
    visible = [it for it in world.orders if not it.stamp or it.stamp in seen]
    moved = []
    for it in visible:
        films = [film for film in it.films if film not in hidden]
        for film in data.draw(st.lists(st.sampled_from(hidden), unique=True)) if hidden else []:
            films.insert(data.draw(st.integers(0, len(films))), film)
        moved.append(it._replace(films=tuple(films)))
    more = st.builds(_order, st.sampled_from(NAMES), st.sampled_from(unseen), _some()) if unseen else st.nothing()
    added = data.draw(st.lists(more, max_size=3)) if unseen else []
    other = world._replace(orders=(*moved, *added))
    same = world._replace(orders=tuple(_in_place(world, seen)))
    left, right = (Companion(opened(it.files())) for it in (same, other))
    for question, (one, two) in enumerate(zip(answers(left, seen), answers(right, seen), strict=True)):
        assert one == two, question


def _in_place(world: Small, seen: frozenset[str]) -> list[Order]:
    """The orders, those that are known first: which of two comes first hangs on their files."""
    return sorted(world.orders, key=lambda it: bool(it.stamp and it.stamp not in seen))


@given(worlds(), st.frozensets(st.sampled_from(FILMS)), st.frozensets(st.sampled_from(FILMS)))
def test_who_has_seen_more_knows_no_order_less(world: Small, seen: frozenset[str], more: frozenset[str]) -> None:
    universe = Companion(opened(world.files()))
    before, after = (universe.seen(progress(it)).view.orders.names for it in (seen, seen | more))
    assert {name.lower() for name in before} <= {name.lower() for name in after}
