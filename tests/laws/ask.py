"""From text to answers, in process: compile a universe and ask it everything that can be asked."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, get_args

from intertwine import maps
from intertwine.gate.universe import Universe
from intertwine.gate.view import View
from intertwine.ledger.compile import Compiler
from intertwine.ledger.read.folder import Folder, SourceFile
from intertwine.ledger.store.columns import Compiled
from intertwine.model.fact import Fact
from intertwine.model.progress import Mark, Progress
from intertwine.model.sentinels import END as LAST
from intertwine.questions import to_json
from intertwine.questions.timelines import Order
from tests.laws.generate import Trek
from tests.laws.model import id_of
from tests.laws.naive import END, Passed

COLOURS: tuple[maps.Colour | None, ...] = (*get_args(maps.Colour), None)


def compiled(files: dict[str, str], compiler: Compiler | None = None) -> Compiled:
    """Compile a folder that is a dict."""
    pages = tuple(SourceFile(path, text) for path, text in files.items() if path.endswith(".md"))
    return (compiler or Compiler()).compile_text(Folder(Path(), pages, files.get("verbs.toml"), ()))


def opened(files: dict[str, str], compiler: Compiler | None = None) -> Universe:
    """Open a folder that is a dict."""
    return Universe(compiled(files, compiler))


def progress(trek: Trek) -> Progress:
    """A progress as the gate takes it."""

    def marks(passed: Passed) -> list[Mark]:
        return [
            Mark(f"id:{id_of(title)}", season, number, LAST if seconds == END else seconds)
            for (title, season, number), seconds in passed.items()
        ]

    return Progress.of(marks(trek.seen), marks(trek.told))


# --- everything that a view gives out -------------------------------------------------------------------------------
class Views:
    """All answers of a view's public methods, as plain text.

    Entities are written by address. `numbers` writes the view's own numbers as well; they are the same wherever keys
    are.
    """

    def __init__(self, view: View, *, numbers: bool) -> None:
        self.view, self.numbers = view, numbers
        self.refs: dict[int, str] = {}

    def ref(self, entity: int) -> str:
        """An entity in an answer."""
        if entity not in self.refs:
            view = self.view
            sort = "title" if view.entities.is_title(entity) else "entity"
            number = f"#{entity}" if self.numbers else ""
            self.refs[entity] = f"{sort}:{view.names.address(entity)}{number}"
        return self.refs[entity]

    def plain(self, fact: Fact) -> list[Any]:
        """A fact without the objects in it."""
        where = fact.where and (self.ref(fact.where.title), *fact.where[1:])
        return [
            fact.verb.id, fact.form, [self.ref(n) for n in fact.subjects],
            [self.ref(n) for n in fact.objects], fact.preposition, fact.place is not None and self.ref(fact.place),
            fact.recipient is not None and self.ref(fact.recipient),
            [(p.text, p.entity is not None and self.ref(p.entity)) for p in fact.text], fact.label, fact.rank, where,
            fact.source, self.true(fact), fact.ref, fact.about, fact.section, fact.start, fact.end, fact.disproved,
            fact.parts and [[(self.ref(it.title), *it[1:]) for it in end] for end in fact.parts],
            fact.several, fact.title is not None and self.ref(fact.title), fact.ways, fact.frame, fact.real,
            [self.plain(taken) for taken in self.view.facts.beside(fact, "taken for")],
            self.plain(self.view.facts.one(fact.frame)) if fact.frame is not None else None,
        ]  # fmt: skip

    def true(self, fact: Fact) -> object:
        """When a fact happened."""
        it = fact.true
        return it and (
            it.text, it.start, it.until, it.step,
            [
                (of.kind, of.line, of.where and (self.ref(of.where.title), *of.where[1:]), of.distance, of.days)
                for of in it.relations
            ],
        )  # fmt: skip

    def orders(self) -> Iterator[tuple[str, str]]:
        """The order of the story, and that of each one's life."""
        lines = [fact.line for fact in self.view.facts.of()]
        yield "story", repr(self.view.story.ordered(lines).tolist())
        for n in self.view.names.index:
            yield f"own {self.ref(n)}", repr(self.view.story.in_own_order(n, lines).tolist())
            yield f"steps {self.ref(n)}", repr(self.view.story.own_steps(n))

    def answers(self, *, maps: bool = True) -> Iterator[tuple[str, str]]:
        """Name and text of each answer, with or without `maps`."""
        view, ref = self.view, self.ref
        everyone = (*view.listing.titles, *view.names.index)
        yield "memory", repr(view.memory())
        yield "listing", repr([view.universe, view.description, [v.id for v in view.verbs], view.ways])
        yield "titles", repr([ref(n) for n in view.listing.titles])
        orders = view.orders
        yield "orders", repr([(o, [(ref(n), it) for n, it in orders.installments(o)]) for o in orders.names])
        yield "entities", repr([ref(n) for n in view.names.index])
        facts = view.facts.of()
        yield "facts", "\n".join(repr(self.plain(fact)) for fact in facts)
        yield "words", "\n".join(view.words(fact) for fact in facts)
        pieces = [[(p.text, p.entity is not None and ref(p.entity)) for p in view.sentence(f)] for f in facts]
        yield "sentences", repr(pieces)
        for n in everyone:
            name, known = ref(n), view.names.known(n)
            names = [(k.text, k.where and (ref(k.where.title), *k.where[1:])) for k in known]
            yield (
                f"who {name}",
                repr(
                    [
                        view.names.best(n),
                        names,
                        view.entities.kind(n),
                        view.entities.is_title(n),
                        view.entities.person(n) == n,
                    ]
                ),
            )
            yield f"about {name}", repr([fact.line for fact in view.facts.of(n)])
            yield f"find {name}", repr([[ref(found) for found in view.names.find(k.text)] for k in known])
            slot = view.names.address(n)
            found = [view.names.at(slot, titles=titles) for titles in (True, False)]
            yield f"at {name}", repr([f is not None and ref(f) for f in found])
        for n in view.listing.titles:
            name = ref(n)
            yield f"listing {name}", repr([view.listing.year(n), view.listing.installments(n), view.listing.seasons(n)])
            yield f"public {name}", repr([fact.line for fact in view.facts.public_of(n)])
            yield f"inside {name}", repr([fact.line for fact in view.facts.shown_in(n)])
        yield (
            "met",
            repr([_numbers(part) for part in view.rows.pairs(view.rows.mask(met=True))] if self.numbers else ""),
        )
        yield from self.orders()
        yield "missing", repr([view.names.find("Nobody At All"), view.names.at("nobody", titles=False)])
        yield from self.maps() if maps else ()

    def maps(self) -> Iterator[tuple[str, str]]:
        """Maps of everything, in both orders, and of each title: as JSON and drawn, across and down, in all colours,
        some of them with the fewest crossings."""
        assert isinstance(self.view, View)
        about: list[tuple[int | None, Order]] = [(None, "shown"), (None, "story")]
        about += [(title, "shown") for title in self.view.listing.titles]
        for n, (asked, order) in enumerate(about):
            name = "all" if asked is None else self.ref(asked)
            found = maps.story_map(self.view, asked, order, fold=n % 2 == 1, proved=n % 5 == 3)
            yield f"map {name} {order}", json.dumps(to_json(found), ensure_ascii=False)
            colour, down = COLOURS[n % len(COLOURS)], n % 3 > 0
            drawn = maps.picture(found, down=down, colour=colour, fine=False)
            yield f"picture {name} {order} {colour}{' down' if down else ''}", maps.svg(drawn)


def _numbers(column: Any) -> list[int]:
    return [int(number) for number in column]


@cache
def compiler() -> Compiler:
    """A compiler that lives as long as the process."""
    return Compiler()
