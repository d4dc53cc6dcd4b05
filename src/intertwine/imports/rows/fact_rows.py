"""facts.csv: every row is held against the vocabulary before it may become text."""

from collections.abc import Sequence
from dataclasses import replace

from intertwine.imports.columns import ENTITIES, FACTS, TITLES
from intertwine.imports.records import (
    CellAlternatives,
    EntityRecord,
    FactRecord,
    NamedEnd,
    Position,
    Tables,
    TitleRecord,
)
from intertwine.imports.rows.blocks import require_free, take_block
from intertwine.imports.rows.cells import (
    lost_alone,
    no_such_row,
    place_of,
    require_no_secret,
    with_curly_quotes,
)
from intertwine.imports.rows.judge import LineProof
from intertwine.imports.rows.people_cells import PeopleCells, unknown_in
from intertwine.imports.rows.proof import fact_complaint
from intertwine.imports.rows.qualifier_cells import QualifierColumns
from intertwine.imports.rows.reveal_cells import alternatives, each_with, part_of_title, story_time
from intertwine.imports.sheets.row import BadRowError, TableRow
from intertwine.ledger.read import verb_hints
from intertwine.ledger.read.vocabulary import VERBS_HINT
from intertwine.model.kinds import TITLE_PARTS
from intertwine.model.names import Names
from intertwine.model.verb import PRESENT, Verb, Vocabulary
from intertwine.model.words import exact

_TIMES = frozenset(["true_from", "true_until"])


class FactRows:
    """Takes rows into `tables.facts`."""

    def __init__(self, tables: Tables, vocabulary: Vocabulary, listed: frozenset[str], story: QualifierColumns) -> None:
        """tables: everything that was read before, where facts go too. vocabulary: the verbs that a fact may have.
        listed: the ids of all rows: a fact may speak of a later one. story: reads what qualifies it."""
        self.tables, self.vocabulary, self.story, self.listed = tables, vocabulary, story, listed
        self.listed_names: Names[str] | None = None
        self.judge = LineProof(vocabulary)
        self.people = PeopleCells(vocabulary, tables)
        self.near: dict[str, str] = {}
        self.stamps: dict[str, CellAlternatives] = {}
        self.verbs: dict[str, tuple[Verb, str]] = {}
        self.ends: dict[tuple[str, frozenset[str]], NamedEnd] = {}
        """What names mean, by the kinds that may stand there: nearly all stand in several rows."""

    def fact(self, row: TableRow) -> None:
        """Before: all ids are known. After: the fact can be written as it is, on one line."""
        row.require_no_slip()
        name = exact(row["id"])
        require_free(name, self.tables)
        written = row["verb"]
        if written not in self.verbs:
            self.verbs[written] = self._verb(written)
        verb, form = self.verbs[written]
        require_no_secret(row, ("text", "source"), self.tables)
        text, source, ref = row.kept("text", str, ""), row.kept("source", str, ""), ""
        items, ways = row.items("subject"), tuple[str, ...]()
        if verb.role in PRESENT:
            try:
                noted = [self.people.noted(item, "subject") for item in items]
            except BadRowError as bad:
                raise unknown_in(row, "subject", bad) from bad
            self.people.note_past(row, row.table or FACTS, noted)
            items, ways = tuple(name for name, _ in noted), self.people.ways([note] for _, note in noted)
        if not (subjects := self._refs(row, items, verb.subjects, "subject", form)):
            raise BadRowError("row-unusable", "has no subject")
        names = row.items("object")
        if "fact" in verb.objects and len(names) == 1 and (ref := self._fact(names[0])):
            names = ()
        objects = self._refs(row, names, verb.objects, "object", form)
        if form.endswith(":") and (objects or ref):
            raise BadRowError("object-unusable", f'"{form}" takes no object', 'put who is there into "subject"')
        if not (objects or ref or "none" in verb.objects or (text and "text" in verb.objects)):
            raise BadRowError("object-missing", f'"{form}" needs an object', ", ".join(sorted(verb.objects)))
        if verb.symmetric and not set(subjects).isdisjoint(objects):
            raise BadRowError("object-unusable", f'"{form}" has the same subject and object')
        place = row.tried(lambda: place_of(row, self.tables), "") if "place" in row.filled else ""
        recipient = self._recipient(row["recipient"])
        if recipient and not verb.recipient:
            raise BadRowError("recipient-unusable", f'"{form}" takes no recipient')
        revealed = self._stamp(row)
        if not revealed:
            hint = "write public where everyone may know it"
            raise BadRowError("unstamped", "does not say when it is revealed", hint)
        true = ""
        if not _TIMES.isdisjoint(row.filled):
            true = lost_alone(row, ("true_from", "true_until"), lambda: _true(row, verb), "", self.tables)
        qualifiers = self.story.read(row)
        for needed in (it.parts[0].stamp for it in qualifiers if it.name == "needs"):
            # Below a fact, it is said of the first alternative.
            revealed = (revealed[0], *(each_with(revealed[1:], needed) if revealed[1:] else ()))
        words = text, revealed, true, source, qualifiers
        fact = FactRecord(
            name, subjects, ways, verb, form, objects, ref, place, recipient, *words, row.line, row.table or FACTS
        )
        self.tables.facts.append(self.judge.fact(self._readable(row, fact), row))
        take_block(name, self.tables, row)

    def _stamp(self, row: TableRow) -> CellAlternatives:
        """When the fact of a `row` is revealed. Most facts share their cell with others: one that lost nothing is read
        once."""
        text, lost = row["revealed"], len(row.lost)
        if text not in self.stamps:
            found = alternatives(text, self.tables, row.lost)
            if len(row.lost) > lost:
                return found
            self.stamps[text] = found
        return self.stamps[text]

    def _readable(self, row: TableRow, fact: FactRecord) -> FactRecord:
        """The `fact` of a `row`, without a text or a source that would not be read back as it is. Raises BadRowError
        where it says nothing without the text."""
        complaint = fact_complaint(fact, self.vocabulary)
        if complaint is None:
            return fact
        needed = "text" in fact.verb.objects and not (fact.objects or fact.ref) and "none" not in fact.verb.objects
        curly = replace(fact, text=with_curly_quotes(fact.text))
        for other in (curly, replace(curly, source=""), fact if needed else replace(fact, text="")):
            if fact_complaint(other, self.vocabulary) is None:
                if other.text != curly.text or other.source != fact.source:
                    row.lost.append(BadRowError("text-unusable", *complaint))
                return other
        raise BadRowError("text-unusable", *complaint)

    def _verb(self, text: str) -> tuple[Verb, str]:
        number = self.vocabulary.by_form.get(text.lower())
        if number is None:
            number = self.vocabulary.by_id.get(text, -1)
        verb = self.vocabulary.verbs[number] if number >= 0 else None
        if verb is None:
            raise BadRowError("verb-unknown", f'"{text}" is not a form of a verb', self._nearest(text.lower()))
        if not verb.forms or verb.role in ("purpose", "news"):
            raise BadRowError("verb-unusable", f'"{text}" cannot be imported as a fact', "write it into the page")
        return verb, next((form for form in verb.forms if form.lower() == text.lower()), verb.forms[0])

    def _nearest(self, form: str) -> str:
        # Looking is slow: a column of the wrong words must not take minutes.
        if form not in self.near and len(self.near) < 100 and len(form) < 60:
            self.near[form] = verb_hints.hint(form, self.vocabulary)
        offer = self.near.get(form)
        return f"{offer} if not, {VERBS_HINT}" if offer else VERBS_HINT

    def _fact(self, name: str) -> str:
        """The id of the fact that is meant; "" where it is none, or an entity's or a title's as well."""
        id_ = exact(name)
        if id_ in self.listed or self._is_exact(name):
            return "" if self._is_exact(name) else id_
        if self.listed_names is None:  # few sources need it, and making it is slow
            self.listed_names = Names((it, it) for it in sorted(self.listed))
        found = self.listed_names.called(name)
        return found[0] if len(found) == 1 and not any(self._meant(name)) else ""

    def _is_exact(self, name: str) -> bool:
        return exact(name) in self.tables.entities or exact(name) in self.tables.titles

    def _meant(self, name: str) -> tuple[EntityRecord | None, TitleRecord | None]:
        if self._is_exact(name):
            return self.tables.entities.get(exact(name)), self.tables.titles.get(exact(name))
        return self.tables.entities.meant(name), self.tables.titles.meant(name)

    def _of(self, name: str, allowed: frozenset[str]) -> NamedEnd:
        """An id means an entity; or a title, where only that may stand here; or an installment, or a place as in a
        stamp. "" where there is none of them."""
        entity, title = self._meant(name)
        if not self._is_exact(name) and (place := self._place(name, allowed, entity is None and title is None)):
            return place
        if entity and (entity.kind in allowed or not (title and title.kind in allowed)):
            return f"entity:{entity.id}"
        return f"title:{title.id}" if title else ""

    def _place(self, name: str, allowed: frozenset[str], is_free: bool) -> NamedEnd:
        """The installment or season that is meant, or the title that is one installment; "" for none. `is_free`: no
        entity's or title's id reads like the name."""
        find = self.tables.installments.meant if is_free else self.tables.installments.get
        if episode := find(exact(name)):
            if not self.tables.titles[episode.title].lists:
                return f"title:{episode.title}"
            return Position("installment", episode.title, episode.season, episode.number)
        if not is_free or allowed.isdisjoint(TITLE_PARTS):
            return ""
        return part_of_title(name, self.tables) or ""

    def _recipient(self, name: str) -> str:
        """The id of the entity that is meant; "" where none is named."""
        found = self.tables.entities.meant(name) if name else None
        if name and found is None:
            raise no_such_row(name, "recipient", self.tables.entities, ENTITIES, self.tables)
        return found.id if found else ""

    def _refs(
        self, row: TableRow, names: Sequence[str], allowed: frozenset[str], column: str, form: str
    ) -> tuple[NamedEnd, ...]:
        refs = []
        for name in names:
            if (ref := self.ends.get((name, allowed))) is not None:
                refs.append(ref)
                continue
            ref = self._of(name, allowed)
            if not ref:
                if self.tables.titles.lacks(name):
                    raise no_such_row(name, column, self.tables.titles, TITLES, self.tables)
                raise unknown_in(row, column, no_such_row(name, column, self.tables.entities, ENTITIES, self.tables))
            kind = self._kind(ref)
            if kind not in allowed:
                message = f'"{form}" takes no {kind} ("{name}") as its {column}'
                raise BadRowError(f"{column}-unusable", message, ", ".join(sorted(allowed)))
            self.ends[name, allowed] = ref
            refs.append(ref)
        return tuple(refs)

    def _kind(self, ref: NamedEnd) -> str:
        if isinstance(ref, Position):
            return ref.kind
        table, _, id_ = ref.partition(":")
        return (self.tables.titles if table == "title" else self.tables.entities)[id_].kind


def _true(row: TableRow, verb: Verb) -> str:
    return story_time(row["true_from"], row["true_until"], verb.shape == "state")
