"""Columns of scenes that are called after a form of a verb, such as `dies`: their cells are facts of the row.

Only what can mean one thing alone is read: `Ida` where the verb takes no object, `Ida > Jon` or `Ida kills Jon` where
it takes one, `Ida & Jon` where the two stand on equal terms.
"""

import re
from collections.abc import Mapping

from intertwine.imports.columns import ENTITIES, SCENES, VERB_PREFIX, column_key
from intertwine.imports.records import Tables
from intertwine.imports.rows.cells import no_such_row
from intertwine.imports.sheets.row import BadRowError, Cells, Sheet, TableRow
from intertwine.model.kinds import ENTITY_KINDS
from intertwine.model.verb import Verb, Vocabulary

_ARROW = re.compile(r"\s*(?:-+>|=+>|>|\u2192)\s*")
_BOTH = re.compile(r"\s*(?:&|\+|\s(?:and|AND)\s)\s*")
_ROLES = ("", "meeting", "first meeting", "death", "return", "opens", "resolves")
"""Of verbs that say what happens. Others say what somebody is called, seems to be or is."""
_KEPT = (
    "needs", "also_known", "taken_for", "frame", "date", "step", "story_order", "true", "before", "after", "during",
)  # fmt: skip
"""Qualifiers of a scene that hold for what happens in it too."""


def verb_columns(vocabulary: Vocabulary) -> dict[str, str]:
    """The keys of columns that say facts, and the forms of verbs that they are. A column may be called after a noun
    that is also a form ("order"), so that only forms of one who does it count ("orders")."""
    found: dict[str, str] = {}
    for form, number in vocabulary.by_form.items():
        if not form.partition(" ")[0].endswith("s"):
            continue
        verb = vocabulary.verbs[number]
        if verb.role in _ROLES and verb.shape != "listing":
            # Nearly all are their own keys, which need not be worked out.
            is_key = form.isascii() and form.islower() and form.replace(" ", "").isalpha()
            found[form if is_key else column_key(form)] = form
    return found


class VerbCells:
    """Reads such columns. `rows` are the facts that were found, as rows of facts.csv."""

    def __init__(self, tables: Tables, vocabulary: Vocabulary, forms: Mapping[str, str]) -> None:
        """tables: everybody who is known. vocabulary: the verbs. forms: its `verb_columns`."""
        self._tables, self._vocabulary, self._forms = tables, vocabulary, forms
        self._columns = {f"{VERB_PREFIX}{key}" for key in forms}
        self.rows: list[TableRow] = []

    def sheet(self, scenes: Sheet) -> Sheet:
        """The facts of the table `scenes`, whose lines are theirs."""
        return Sheet(SCENES, self.rows, present=True, shown=scenes.shown)

    def read(self, row: TableRow, revealed: str) -> bool:
        """Whether a `row` has such columns. After: their facts are known, `revealed` at the end of that installment.
        What cannot be read is left out, and the row says so."""
        if row.filled.isdisjoint(self._columns):
            return False
        for column in (it for it in row.filled if it in self._columns):
            form = self._forms[column.removeprefix(VERB_PREFIX)]
            verb = self._vocabulary.verbs[self._vocabulary.by_form[form]]
            for item in row.items(column):
                try:
                    subject, object_ = self._pair(item, form, verb)
                except BadRowError as bad:
                    row.lost.append(bad)
                    continue
                said = {"subject": subject, "verb": form, "object": object_, "revealed": revealed}
                kept = {name: row.cells[name] for name in _KEPT if name in row.cells}
                cells = Cells({name: text for name, text in {**kept, **said}.items() if text})
                self.rows.append(TableRow(row.line, cells, unreadable=row.unreadable))
        return True

    def _pair(self, item: str, form: str, verb: Verb) -> tuple[str, str]:
        """The ids of subject and object ("": none) in an `item`. Raises BadRowError where it may mean something else,
        or somebody is not known."""
        takes_one = not verb.objects.isdisjoint(ENTITY_KINDS)
        parts = _ARROW.split(item)
        if len(parts) == 1:
            own = "|".join(re.escape(it) for it in sorted(verb.forms, key=len, reverse=True))
            parts = re.split(rf"\s+(?:{own})\s+", item, flags=re.IGNORECASE)
        if takes_one and len(parts) == 1 and verb.symmetric:
            parts = _BOTH.split(item)
        if len(parts) == 2 and takes_one:
            return self._known(parts[0], form), self._known(parts[1], form)
        if len(parts) == 1 and not takes_one and "none" in verb.objects:
            return self._known(item, form), ""
        example = "A & B" if verb.symmetric else "A > B" if takes_one else "A|B"
        message = f'"{item}" in "{form}" does not say for sure who does it, and to whom'
        raise BadRowError("pair-unclear", message, f"write {example}, or a row of the table facts")

    def _known(self, name: str, form: str) -> str:
        found = self._tables.entities.meant(name)
        if found is None:
            bad = no_such_row(name, form, self._tables.entities, ENTITIES, self._tables)
            bad.hint = bad.hint or "name them among the people of a scene too, or in the table entities"
            raise bad
        return found.id
