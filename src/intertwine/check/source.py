"""What a rule reads: the compiled ledger beside the text that it came from."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar, cast

import numpy as np

from intertwine.check.cases import Cases, cases_of
from intertwine.check.couples import Couples, couples_of
from intertwine.check.entity_links import EntityLinks
from intertwine.check.finding_place import FindingPlace
from intertwine.check.known_strings import KnownStrings
from intertwine.check.leaders import leaders
from intertwine.check.lives import LifeEvents, Lives, deeds_of, lives_of
from intertwine.check.minds import Minds, minds_of
from intertwine.check.pairing import KeyedLines
from intertwine.check.regions import Regions, regions_of
from intertwine.check.relation_edges import RelationEdges, relation_edges
from intertwine.check.reveals import NEVER, Reveals
from intertwine.check.states import States, states_of
from intertwine.check.story_order import StoryOrder, story_order
from intertwine.check.text_memory import TextMemory
from intertwine.check.truth import REAL, Truth, truth_of
from intertwine.check.written import WrittenPage, WrittenStatement
from intertwine.ledger.read.folder import key_of
from intertwine.ledger.store.columns import Ledger, kind_named
from intertwine.ledger.store.title_words import LedgerWords
from intertwine.model.sentinels import NONE
from intertwine.model.strings import Bools, Ints, Longs
from intertwine.model.verb import NAMES, Role

T = TypeVar("T")
_LISTED: tuple[Role, ...] = (*NAMES, "kind", "image", "outside id", "cut", "genre", "platform", "certification")
"""Roles of listings without words of a keeper."""


@dataclass(frozen=True)
class Source:
    """A ledger, and the text of each file by its path. Immutable; what is worked out from it is kept."""

    ledger: Ledger
    files: dict[str, str]
    _kept: dict[object, object] = field(default_factory=dict, init=False, repr=False, compare=False)
    pages: dict[str, WrittenPage] = field(default_factory=dict, repr=False, compare=False)
    """The files that were read again, by their paths."""
    memory: TextMemory = field(default_factory=TextMemory, repr=False, compare=False)
    """The words of texts that were read before."""

    def worked_out(self, of: Callable[["Source"], T]) -> T:
        """What `of` works out of this source, which some rules need. It is kept."""
        if of not in self._kept:
            self._kept[of] = of(self)
        return cast("T", self._kept[of])

    # --- words -------------------------------------------------------------------------------------------------------
    @cached_property
    def words(self) -> list[str]:
        """Every string of the ledger."""
        return self.strings.texts

    @cached_property
    def strings(self) -> KnownStrings:
        """The strings of the ledger, and which have which words."""
        self.memory.strings.read(self.ledger.strings)
        return self.memory.strings

    def key(self, entity: int) -> str:
        """The key of an entity, as a keeper writes it."""
        return self.words[int(self.ledger.entities.key[entity])]

    def kind(self, entity: int) -> str:
        """Its declared kind; "" where that is stamped."""
        return kind_named(int(self.ledger.entities.kind[entity]), self.ledger.vocabulary.kinds)

    def position(self, line: int) -> str:
        """`file:line` of a ledger line."""
        return f"{self.words[int(self.ledger.lines.page[line])]}:{int(self.ledger.lines.number[line])}"

    def installment(self, number: int, seconds: int | None = None) -> str:
        """An installment as a stamp names it: `[[Daredevil (series)]] 2x05 @00:10:00`, `[[Salt]] part 2 chapter 5`."""
        listing = self.ledger.installments
        words = [self.place(int(listing.title[number]), int(listing.season[number]), int(listing.number[number]))]
        if seconds is not None:
            words.append(f"@{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}")
        return " ".join(words)

    def place(self, title: int, season: int, number: int) -> str:
        """The installment of a `title` with this `season` and `number` as a stamp names it; both are 0 where it is
        all of the title."""
        place = self.title_words.of(title).installment(season, number) if season or number else ""
        return f"[[{self.key(title)}]] {place}".rstrip()

    @cached_property
    def title_words(self) -> LedgerWords:
        """How the places of each title are spoken of."""
        return LedgerWords(self.ledger)

    @cached_property
    def parts(self) -> dict[tuple[int, bool], str]:
        """What follows the link of a row's subject, or object (True), that is a part of a title: ` 1x05`, ` S2`."""
        it, rows = self.ledger.parts, self.ledger.rows
        found = {}
        columns = (column.tolist() for column in (it.row, it.of_object, it.season, it.number))
        for row, of_object, season, number in zip(*columns, strict=True):
            words = self.title_words.of(int((rows.object if of_object else rows.subject)[row]))
            place = words.part(season) if number == NONE else words.installment(season, number)
            found[row, of_object] = f" {place}"
        return found

    # --- rows --------------------------------------------------------------------------------------------------------
    def has_role(self, *roles: Role) -> Bools:
        """A mask over all rows: those of verbs with one of `roles`."""
        wanted = np.array([verb.role in roles for verb in self.ledger.vocabulary.verbs], np.bool_)
        return wanted[self.ledger.rows.verb]

    @cached_property
    def evidence(self) -> Bools:
        """A mask over all rows: those that make what they name known."""
        return np.array([verb.evidence for verb in self.ledger.vocabulary.verbs], np.bool_)[self.ledger.rows.verb]

    @cached_property
    def cast_titles(self) -> Longs:
        """For each string, if it is the path of a page with a cast, the title of that cast; else NONE."""
        rows, pages = self.ledger.rows, self.ledger.lines.page
        billings = np.flatnonzero(self.has_role("billing") & (rows.object >= 0))
        found = np.full(len(self.ledger.strings), NONE, np.int64)
        found[pages[rows.line[billings]]] = rows.object[billings]
        return found

    @cached_property
    def texts(self) -> Bools:
        """A mask over all rows: those whose `text` is prose, or words of a keeper."""
        return ~self.has_role(*_LISTED) & (self.ledger.rows.text > 0)

    # --- what is so in truth, and when --------------------------------------------------------------------------------
    @cached_property
    def truth(self) -> Truth:
        """What is so behind disguises, frames and wrong beliefs."""
        return truth_of(self.ledger)

    @cached_property
    def order(self) -> StoryOrder:
        """What certainly comes after what in the story."""
        return story_order(self.ledger, self.relation_edges)

    @cached_property
    def relation_edges(self) -> RelationEdges | None:
        """What comes before what by relations; None where there are none."""
        return relation_edges(self.ledger)

    @cached_property
    def lives(self) -> Lives:
        """Who is born, dies and returns, and who does what takes being alive."""
        return lives_of(self.ledger, self.truth, self.one_is)

    def deeds(self, people: Longs) -> LifeEvents:
        """What some `people` do that takes being alive, see `deeds_of`. It is kept."""
        name = ("deeds", people.tobytes())
        if name not in self._kept:
            self._kept[name] = deeds_of(self.ledger, self.truth, self.one_is, people)
        return cast("LifeEvents", self._kept[name])

    @cached_property
    def minds(self) -> Minds:
        """Who learns, tells, knows and forgets which fact."""
        return minds_of(self.ledger, self.truth, self.one_is)

    @cached_property
    def regions(self) -> Regions:
        """Which places are in others."""
        return regions_of(self.ledger)

    @cached_property
    def events(self) -> Bools:
        """Of each line whether it says that something happens, and not what is so."""
        rows = self.ledger.rows
        happens = np.array([it.shape in ("event", "ending") for it in self.ledger.vocabulary.verbs], np.bool_)
        found = np.zeros(len(self.ledger.lines.home), np.bool_)
        found[rows.line[happens[rows.verb]]] = True
        return found

    @cached_property
    def states(self) -> States:
        """Which facts begin states, and which end them."""
        deaths = self.lives.deaths
        return states_of(self.ledger, self.truth, self.one_is, KeyedLines(deaths.who, deaths.line))

    @cached_property
    def cases(self) -> Cases:
        """Who opens, works on and resolves which threads."""
        return cases_of(self.ledger, self.truth, self.one_is)

    def couples(self, chosen: Bools, people: Longs) -> Couples:
        """The real rows of a mask that name two, of whom the first is one of `people`, or one with them."""
        among = np.zeros(len(self.one_is), np.bool_)
        among[people] = True
        return couples_of(self.ledger, self.truth, chosen, among[self.one_is])

    def identity_of(self, one: int, other: int) -> int:
        """A line that says that two are one, of those that lead from the one to the other; NONE where none does."""
        rows = self.ledger.rows
        chosen = np.flatnonzero(self.has_role("identity") & (rows.subject >= 0) & (rows.object >= 0))
        chosen = chosen[self.one_is[rows.subject[chosen]] == self.one_is[one]] if one != other else chosen[:0]
        near = chosen[np.isin(rows.subject[chosen], (one, other)) | np.isin(rows.object[chosen], (one, other))]
        return int(rows.line[near[0]]) if len(near) else NONE

    def named(self, row: int, one: int) -> int:
        """Whom a row names of those for whom `one` stands: its subject, its object or its recipient."""
        rows = self.ledger.rows
        ends = (int(rows.subject[row]), int(rows.object[row]), int(rows.recipient[row]))
        return next((it for it in ends if it >= 0 and int(self.one_is[it]) == one), one)

    @cached_property
    def one_is(self) -> Ints:
        """For each entity the one that stands for all who are one with it: by identities that are real, and that no
        fact disproves."""
        rows, truth = self.ledger.rows, self.truth
        chosen = self.has_role("identity") & (rows.subject >= 0) & (rows.object >= 0)
        chosen &= truth.counts[rows.line] & (truth.frame[rows.line] == REAL)
        return leaders(len(self.ledger.entities.key), rows.subject[chosen], rows.object[chosen])

    # --- stamps ------------------------------------------------------------------------------------------------------
    @cached_property
    def reveals(self) -> Reveals:
        """When what lines say becomes known."""
        return Reveals(self.ledger)

    @cached_property
    def links(self) -> EntityLinks:
        """What links each entity, and so makes its implicit name known."""
        return EntityLinks(self.ledger, self.evidence, self.reveals)

    def alternatives_of(self, line: int) -> list[int]:
        """The numbers of a line's alternatives that can be passed."""
        return self.reveals.of(line)

    def earliest(self, line: int) -> int | None:
        """A line's place in release order; None where it is always hidden."""
        first = int(self.reveals.first[line])
        return None if first == NEVER else first

    def implies(self, alternative: int, others: Iterable[int]) -> bool:
        """True where whoever has passed `alternative` has passed one of `others`."""
        passed = self.reveals.seconds(alternative)
        if passed is None:
            return True
        return any(
            other is not None and all(passed.get(place, -1) >= seconds for place, seconds in other.items())
            for other in map(self.reveals.seconds, others)
        )

    @cached_property
    def sources(self) -> list[tuple[int, int, str]]:
        """Every source that is written: its line, the alternative that it belongs to, and its words."""
        lines, source = self.ledger.lines, self.ledger.stamps.source
        places = np.flatnonzero((source[lines.alternatives] > 0) & self.reveals.possible[lines.alternatives])
        line = np.searchsorted(lines.alternative_start, places, "right") - 1
        numbers = lines.alternatives[places].tolist()
        return [(at, it, self.words[int(source[it])]) for at, it in zip(line.tolist(), numbers, strict=True)]

    # --- where things are written -------------------------------------------------------------------------------------
    @cached_property
    def path_of_key(self) -> dict[str, str]:
        """The file of each key."""
        return self.memory.kept(_paths_by_key, tuple(self.files))

    def page(self, path: str) -> WrittenPage:
        """The file at `path` as its statements stand in it."""
        if path not in self.pages:
            self.pages[path] = WrittenPage(path, self.files.get(path, ""))
        return self.pages[path]

    def written_at(self, line: int) -> WrittenStatement:
        """The text of a ledger `line`, and of what follows it in its block."""
        return self.page(self.words[int(self.ledger.lines.page[line])]).statement(int(self.ledger.lines.number[line]))

    def at(self, line: int, offset: int = 0, label: str = "") -> FindingPlace:
        """The place of a ledger `line`: of the character `offset` of what is `written_at` there. `label` says what
        stands there."""
        page, number = self._page_of(line), int(self.ledger.lines.number[line])
        return FindingPlace(page.path, number, label, lambda: page.statement(number).span.at(offset))

    def at_link(self, line: int, entity: int, label: str = "", *, shown: str = "", last: bool = False) -> FindingPlace:
        """The place where a ledger `line` links an `entity` first (or `last`; best of all as `shown`), or where it
        begins. `label` says what stands there."""
        page, number, key = self._page_of(line), int(self.ledger.lines.number[line]), self.key(entity)

        def where() -> tuple[int, int]:
            written = page.statement(number)
            return written.span.at(written.link(key, shown, last))

        return FindingPlace(page.path, number, label, where)

    def at_qualifier(self, line: int, name: str, label: str = "") -> FindingPlace:
        """The place of the qualifier `name` of the fact on a ledger `line`. `label` says what stands there."""
        page, number = self._page_of(line), int(self.ledger.lines.number[line])
        return FindingPlace(page.path, number, label, lambda: page.qualifier(number, name))

    def at_page(self, entity: int, label: str = "") -> FindingPlace:
        """The beginning of the page of an `entity`. `label` says what stands there."""
        return FindingPlace(self.path_of_key.get(self.key(entity), ""), 0, label, lambda: (1, 1))

    def at_heading(self, entity: int, pattern: str, label: str = "") -> FindingPlace:
        """The place of the first `##` heading on the pages of a title that begins as `pattern` says (a regular
        expression, whatever the case); where none does, the title's page. `entity` is the title's number; `label` says
        what stands there."""
        pages = self._pages_of(entity)
        numbers = ((path, self.page(path).heading(2, pattern)) for path in pages)
        path, number = next(((path, it) for path, it in numbers if it), (pages[0], 0))
        return FindingPlace(path, 0, label, lambda: (number, min(number, 1)))

    def at_part(self, title: int, season: int, label: str = "") -> FindingPlace:
        """The place of the heading of a `season` of a `title` (its number). `label` says what stands there."""
        return self.at_heading(title, self._part_pattern(title, season), label)

    def at_installment(self, number: int, label: str = "") -> FindingPlace:
        """The place of the heading of the installment with this `number` in the ledger's list; where there is none, the
        page of its title. `label` says what stands there."""
        listing = self.ledger.installments
        title, season, own = (int(it[number]) for it in (listing.title, listing.season, listing.number))
        pages, pattern = self._pages_of(title), self._part_pattern(title, season)
        numbers = ((path, self.page(path).installment(pattern, own)) for path in pages)
        path, line = next(((path, it) for path, it in numbers if it), (pages[0], 0))
        return FindingPlace(path, 0, label, lambda: (line, min(line, 1)))

    def _pages_of(self, title: int) -> list[str]:
        """The files of a title: its own one first, then those of its seasons."""
        key = self.key(title)
        own = self.path_of_key.get(key, "")
        return [own, *(path for path, text in sorted(self.files.items()) if path != own and self._is_of(text, key))]

    def _part_pattern(self, title: int, season: int) -> str:
        """What the heading of a season begins with, as a regular expression."""
        words = self.title_words.of(title)
        forms = "|".join(map(re.escape, (words.kind.part, *words.kind.part_forms)))
        return rf"(?:{forms})\s+{season}\b" if words.is_parted else rf"{re.escape(words.head(season))}\b"

    def _page_of(self, line: int) -> WrittenPage:
        """The file that a ledger line is written in."""
        return self.page(self.words[int(self.ledger.lines.page[line])])

    @staticmethod
    def _is_of(text: str, key: str) -> bool:
        head = text[:2000]
        return (
            "season" in head and re.search(rf"^of:\s*[\"']?{re.escape(key)}[\"']?\s*$", head, re.MULTILINE) is not None
        )

    def written(self, lines: Iterable[int]) -> Iterator[int]:
        """Those of `lines` that stand in a file (some are the compiler's own)."""
        page = self.ledger.lines.page
        return (line for line in lines if page[line])


def _paths_by_key(paths: tuple[str, ...], _: TextMemory) -> dict[str, str]:
    return {key_of(path): path for path in sorted(paths, reverse=True)}
