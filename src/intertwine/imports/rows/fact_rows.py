"""facts.csv: every row is held against the vocabulary before it may become text."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from intertwine.imports.columns import ENTITIES, TITLES
from intertwine.imports.pages.page_text import block_id
from intertwine.imports.records import EntityRecord, FactRecord, SceneRecord, StoryCells, Tables, TitleRecord
from intertwine.imports.rows.cells import (
    lost_alone,
    no_such_row,
    place_of,
    require_no_secret,
    with_curly_quotes,
)
from intertwine.imports.rows.proof import fact_complaint
from intertwine.imports.rows.reveal_cells import alternatives, story_time
from intertwine.imports.rows.story_cells import StoryColumns, without
from intertwine.imports.sheets.row import REST_IS_USED, BadRowError, TableRow
from intertwine.ledger.read import verb_hints
from intertwine.ledger.read.vocabulary import VERBS_HINT
from intertwine.model.names import Names
from intertwine.model.verb import Verb, Vocabulary
from intertwine.model.words import exact

AnyRow = TypeVar("AnyRow", FactRecord, SceneRecord)


class FactRows:
    """Takes rows into `tables.facts`."""

    def __init__(self, tables: Tables, vocabulary: Vocabulary, listed: frozenset[str], story: StoryColumns) -> None:
        """tables: everything that was read before, where facts go too. vocabulary: the verbs that a fact may have.
        listed: the ids of all rows: a fact may speak of a later one. story: reads when it happened."""
        self.tables, self.vocabulary, self.story, self.listed = tables, vocabulary, story, listed
        self.listed_names = Names((name, name) for name in sorted(self.listed))
        self.first: dict[str, int] = {}
        self.near: dict[str, str] = {}

    def fact(self, row: TableRow) -> None:
        """Before: all ids are known. After: the fact can be written as it is, on one line."""
        row.require_no_slip()
        name = exact(row["id"])
        if first := self.first.get(block_id(name).casefold() if name else ""):
            raise BadRowError("id-twice", f'"{name}" is already the id of line {first}')
        verb, form = self._verb(row["verb"])
        require_no_secret(row, ("text", "source"), self.tables)
        text, source, ref = row.kept("text", str, ""), row.kept("source", str, ""), ""
        if not (subjects := self._refs(row.items("subject"), verb.subjects, "subject", form)):
            raise BadRowError("row-unusable", "has no subject")
        names = row.items("object")
        if "fact" in verb.objects and len(names) == 1 and (ref := self._fact(names[0])):
            names = ()
        objects = self._refs(names, verb.objects, "object", form)
        if form.endswith(":") and (objects or ref):
            raise BadRowError("object-unusable", f'"{form}" takes no object', 'put who is there into "subject"')
        if not (objects or ref or "none" in verb.objects or (text and "text" in verb.objects)):
            raise BadRowError("object-missing", f'"{form}" needs an object', ", ".join(sorted(verb.objects)))
        if verb.symmetric and set(subjects) & set(objects):
            raise BadRowError("object-unusable", f'"{form}" has the same subject and object')
        place, recipient = row.tried(lambda: place_of(row, self.tables), ""), self._recipient(row["recipient"])
        if recipient and not verb.recipient:
            raise BadRowError("recipient-unusable", f'"{form}" takes no recipient')
        revealed = alternatives(row["revealed"], self.tables, row.lost)
        if not revealed:
            hint = "write public where everyone may know it"
            raise BadRowError("unstamped", "does not say when it is revealed", hint)
        true = lost_alone(row, ("true_from", "true_until"), lambda: _true(row, verb), "", self.tables)
        words = text, revealed, true, source, row.tried(lambda: self.story.read(row, true), StoryCells())
        fact = FactRecord(name, subjects, verb, form, objects, ref, place, recipient, *words, row.line)
        self.tables.facts.append(self._readable(row, fact))
        if name:
            self.first[block_id(name).casefold()] = row.line

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

    def drop_dangling(self) -> list[tuple[int, BadRowError]]:
        """After all rows: facts about a fact that could not be used go too, and are told with their lines."""
        dropped: list[tuple[int, BadRowError]] = []
        while True:
            known = {fact.id for fact in self.tables.facts}
            lost = [fact for fact in self.tables.facts if fact.ref and fact.ref not in known]
            if not lost:
                return dropped
            dropped += [(f.line, BadRowError("row-needed", f'the fact "{f.ref}" could not be used')) for f in lost]
            self.tables.facts = [fact for fact in self.tables.facts if fact not in lost]

    def drop_times(self, rows: list[AnyRow]) -> list[tuple[int, BadRowError]]:
        """After: none of `rows` has a time by a fact that could not be used; those are told with their lines."""
        known, dropped = {fact.id for fact in self.tables.facts}, list[tuple[int, BadRowError]]()
        for n, row in enumerate(rows):
            lost = [it for it in row.story.times if it.fact and it.fact not in known]
            if lost:
                rows[n] = replace(row, story=without(row.story, lost))
                message = f'the fact "{lost[0].fact}" could not be used: this time is left out{REST_IS_USED}'
                dropped.append((row.line, BadRowError("row-needed", message)))
        return dropped

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
        found = self.listed_names.called(name)
        return found[0] if len(found) == 1 and not any(self._meant(name)) else ""

    def _is_exact(self, name: str) -> bool:
        return exact(name) in self.tables.entities or exact(name) in self.tables.titles

    def _meant(self, name: str) -> tuple[EntityRecord | None, TitleRecord | None]:
        if self._is_exact(name):
            return self.tables.entities.get(exact(name)), self.tables.titles.get(exact(name))
        return self.tables.entities.meant(name), self.tables.titles.meant(name)

    def _ref(self, name: str, allowed: frozenset[str]) -> str:
        """An id means an entity; or a title, where only that may stand here. "" where there is neither."""
        entity, title = self._meant(name)
        if entity and (entity.kind in allowed or not (title and title.kind in allowed)):
            return f"entity:{entity.id}"
        return f"title:{title.id}" if title else ""

    def _recipient(self, name: str) -> str:
        """The id of the entity that is meant; "" where none is named."""
        found = self.tables.entities.meant(name) if name else None
        if name and found is None:
            raise no_such_row(name, "recipient", self.tables.entities, ENTITIES, self.tables)
        return found.id if found else ""

    def _refs(self, names: Sequence[str], allowed: frozenset[str], column: str, form: str) -> tuple[str, ...]:
        refs = tuple(self._ref(name, allowed) for name in names)
        for name, ref in zip(names, refs, strict=True):
            if not ref:
                if self.tables.titles.lacks(name):
                    raise no_such_row(name, column, self.tables.titles, TITLES, self.tables)
                raise no_such_row(name, column, self.tables.entities, ENTITIES, self.tables)
            table, _, id_ = ref.partition(":")
            kind = (self.tables.titles if table == "title" else self.tables.entities)[id_].kind
            if kind not in allowed:
                message = f'"{form}" takes no {kind} ("{name}") as its {column}'
                raise BadRowError(f"{column}-unusable", message, ", ".join(sorted(allowed)))
        return refs


def _true(row: TableRow, verb: Verb) -> str:
    return story_time(row["true_from"], row["true_until"], verb.shape == "state")
