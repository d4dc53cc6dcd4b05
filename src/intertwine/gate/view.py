"""The view: everything that one viewer may know, resolved. All that any page, answer, map or feed is made from.

A view owns copies and keeps no way back: no ledger, no universe, no key, nothing that is hidden. Entities, lines and
installments are numbered by the view itself.
"""

from typing import TYPE_CHECKING

from intertwine.gate.columns import Columns
from intertwine.gate.entity_index import EntityIndex
from intertwine.gate.fact_decoder import FactDecoder
from intertwine.gate.fact_index import FactIndex
from intertwine.gate.line_index import LineIndex
from intertwine.gate.memory import kept_by
from intertwine.gate.name_index import NameIndex
from intertwine.gate.row_index import RowIndex
from intertwine.gate.sentences import Sentences, is_mistaken, is_older
from intertwine.gate.story_index import StoryIndex
from intertwine.gate.tables import ViewTables, ViewWords
from intertwine.gate.title_listing import TitleListing
from intertwine.gate.viewing_orders import ViewingOrders
from intertwine.model.arguments import refuse
from intertwine.model.fact import Fact, Piece
from intertwine.model.frozen import Frozen, Memo
from intertwine.model.short_help import ShortHelp
from intertwine.model.short_repr import quoted
from intertwine.model.strings import Strings
from intertwine.model.verb import Verb
from intertwine.model.way import Way

if TYPE_CHECKING:
    from typing import Any

    from intertwine.gate.compare import Difference


class View(Frozen, metaclass=ShortHelp):
    """What a viewer may know. Made by the gate (`Universe.seen`) and by nothing else; immutable.

    Questions ask its parts: `listing`, `orders`, `entities`, `names`, `facts`, `lines`, `rows` and `story`. An *entity*
    (a title is one too) is a number of this view alone, and so is a fact's *line*.

    >>> import intertwine
    >>> view = intertwine.load().seen("Daredevil S1").view
    >>> claire, = view.names.find("Claire Temple")
    >>> view.words(view.facts.of(claire, roles=("first meeting",))[0])
    'Claire Temple meets Matt Murdock for the first time at her apartment'
    """

    __slots__ = {  # noqa: RUF023 - what is asked most comes first
        "listing": "Titles, their seasons and installments, and how far the viewer is.",
        "orders": "The orders in which to watch that have a name: `names`, `installments`, `next`, `counts`.",
        "entities": "Who is the same as whom, and of what kind: `kind`, `person`, `is_title`, `of_kind`.",
        "names": "The names and the address of an entity, and finding it by either: `best`, `known`, `find`, `at`.",
        "facts": "What the viewer knows, as records: `of`, `shown_in`, `public_of`, `one`.",
        "lines": "The numbers of its statements, to show some of thousands: `of`, `about`, `shown_in`, `with_words`.",
        "rows": "The same as columns, for questions that read thousands of facts at once: `mask`, `pairs`.",
        "story": "The order in which things happened.",
        "universe": "The universe's public name.",
        "description": "The universe's public words.",
        "verbs": "The verbs of its facts.",
        "ways": "The ways of being in a scene that its facts know.",
        "memo": "What questions have worked out of this view alone; only `remember` adds to it.",
        "_bytes": "", "_memos": "", "_sentences": "", "_tables": "",
    }  # fmt: skip

    def __init__(self, universe: str, description: str, words: ViewWords, columns: Columns, strings: Strings) -> None:
        """For the gate alone: `columns` hold nothing but what the viewer may know.

        `universe` and `description` are public words; `columns.verb` counts in `words.verbs`, all texts in `strings`.
        """
        self.universe, self.description = universe, description
        self.verbs: tuple[Verb, ...] = words.verbs
        self.ways: tuple[Way, ...] = words.ways
        self._tables = tables = ViewTables(columns, words, strings)
        decoder = FactDecoder(tables)
        self.listing = TitleListing(tables)
        self.orders = ViewingOrders(tables, self.listing)
        self.lines = LineIndex(tables)
        self.facts = FactIndex(tables, decoder, self.lines)
        self.rows = RowIndex(tables, decoder)
        self.story = StoryIndex(tables, self.listing.titles)
        self.entities = EntityIndex(tables, self.facts)
        self.names = NameIndex(tables, decoder, self.listing)
        self.memo: Memo[str, Any] = Memo()
        self._sentences = Sentences(tables, self.entities, self.names, self.facts)
        self._bytes, self._memos = kept_by(self)

    def sentence(self, fact: Fact, page: int | None = None) -> tuple[Piece, ...]:
        """A fact in words, each name a piece of its own; prose and news as written. Facts that speak of each other in
        a circle, or too deep within one another, stop there. `page` is the entity whose page it stands on (None:
        nobody's): on others' pages, whose dream it is has a name. Raises `TypeError` for anything but a fact."""
        if not isinstance(fact, Fact):
            refuse("sentence", "a fact", fact, "write view.sentence(view.facts.of(entity)[0])")
        return self._sentences.sentence(fact, page)

    def words(self, fact: Fact) -> str:
        """A fact in words, as plain text. Raises `TypeError` for anything but a fact."""
        if not isinstance(fact, Fact):
            refuse("words", "a fact", fact, "write view.words(view.facts.of(entity)[0])")
        return "".join(piece.text for piece in self.sentence(fact))

    def inside(self, fact: Fact) -> tuple[Piece, ...]:
        """A fact in words within a sentence that has said in which frame it is, each name a piece of its own."""
        return self._sentences.inside(fact)

    def clause(self, fact: Fact) -> str:
        """A fact in words, as plain text within a sentence: "before they meet"."""
        return "".join(piece.text for piece in self._sentences.clause(fact))

    def is_mistaken(self, learnt: Fact, that: Fact) -> bool:
        """Whether whoever learnt a fact (`learnt` says so) took for true what is not, or somebody for another."""
        taken = self.facts.beside(that, "taken for")
        return is_mistaken(self.facts, learnt, that) or any(is_older(learnt, it) for it in taken)

    def since(self, earlier: "View") -> "Difference":
        """What this view tells that `earlier`, a view of the same universe, did not. Raises `TypeError` for anything
        but a view."""
        if not isinstance(earlier, View):
            refuse("since", "an earlier view", earlier, 'write view.since(universe.seen("Title 1x01").view)')
        from intertwine.gate.compare import difference  # noqa: PLC0415 - few questions compare views

        return difference(earlier._tables, self._tables)  # noqa: SLF001 - of the same class

    def __repr__(self) -> str:
        titles, others, facts = len(self.listing.titles), len(self.names.index), self._tables.lines
        return f"<View of {quoted(self.universe)}: titles {titles}, others {others}, facts {facts}>"

    def memory(self) -> int:
        """Bytes that it keeps, about: now, with everything that it has worked out since it was made."""
        return self._bytes + sum(memo.memory() for memo in self._memos)
