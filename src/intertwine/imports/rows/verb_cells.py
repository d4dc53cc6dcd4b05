"""Columns of scenes that are called after a form of a verb, such as `dies`: their cells are facts of the row.

Only what can mean one thing alone is read: `Ida` where the verb takes no object, `Ida > Jon` or `Ida kills Jon` where
it takes one, `Ida & Jon` where the two stand on equal terms.
"""

import re
from collections.abc import Mapping, Sequence

from intertwine.imports.columns import ENTITIES, SCENES, VERB_PREFIX, column_key
from intertwine.imports.records import Tables
from intertwine.imports.rows.cells import no_such_row
from intertwine.imports.rows.lists import BOTH, COMMAS, may_be_untrue, split_list, split_remark
from intertwine.imports.rows.nobody import says_how_many
from intertwine.imports.rows.people_cells import tell
from intertwine.imports.sheets.row import BadRowError, Cells, Sheet, TableRow
from intertwine.model.kinds import ENTITY_KINDS
from intertwine.model.verb import Verb, Vocabulary
from intertwine.model.words import exact

_ARROW = re.compile(r"(?<!-)-++>|(?<!=)=++>|>|\u2192")
_BOTH = re.compile(r"&|\+|/|(?<=\s)(?:and|AND)(?=\s)")
_ROLES = ("", "meeting", "first meeting", "death", "return", "opens", "resolves")
"""Of verbs that say what happens. Others say what somebody is called, seems to be or is."""
_KEPT = (
    "needs", "also_known", "taken_for", "frame", "date", "step", "story_order", "true", "before", "after", "during",
)  # fmt: skip
"""Qualifiers of a scene that hold for what happens in it too."""


def split_arrows(item: str) -> list[str]:
    """The parts of an `item` between arrows: `A > B`, `A -> B`."""
    return _parts(_ARROW, item)


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
            for item in (part for it in row.items(column) for part in self._listed(it, verb)):
                try:
                    subject, object_ = self._pair(item, form, verb, row)
                except BadRowError as bad:
                    tell(row, bad, item)
                    continue
                said = {"subject": subject, "verb": form, "object": object_, "revealed": revealed}
                self._add(row, said)
        return True

    def appear(self, row: TableRow, people: Sequence[str], ways: Sequence[str], revealed: str) -> None:
        """After: a fact says that `people`, by their ids, each in the way of the note in `ways` (none: in person), are
        in the installment of the `row`, and not that any two of them are together. It is `revealed` at its end."""
        verb = next((it for it in self._vocabulary.verbs if it.role == "appearance"), None)
        if verb is not None and people:
            notes = ways or [""] * len(people)
            subjects = [f"{who} ({note})" if note else who for who, note in zip(people, notes, strict=True)]
            form = verb.forms[len(people) > 1] if len(verb.forms) > 1 else verb.forms[0]
            self._add(row, {"subject": "|".join(subjects), "verb": form, "revealed": revealed})

    def _add(self, row: TableRow, said: Mapping[str, str]) -> None:
        """After: a fact that says this is among the `rows`, with what qualifies the `row`."""
        kept = {name: row.cells[name] for name in _KEPT if name in row.cells}
        cells = Cells({name: text for name, text in {**kept, **said}.items() if text})
        self.rows.append(TableRow(row.line, cells, unreadable=row.unreadable, table=SCENES))

    def _listed(self, item: str, verb: Verb) -> Sequence[str]:
        """The parts of an `item` with commas: it can be several names, or several pairs with arrows."""
        if self._tables.entities.meant(item) is not None:
            return (item,)
        takes_one = not verb.objects.isdisjoint(ENTITY_KINDS)
        parts = split_list(item, COMMAS if takes_one else f"{COMMAS}|{BOTH}")
        return (item,) if takes_one and not all(map(_ARROW.search, parts)) else parts

    def _pair(self, item: str, form: str, verb: Verb, row: TableRow) -> tuple[str, str]:
        """The ids of subject and object ("": none) in an `item` of a `row`. Raises BadRowError where it may mean
        something else, or somebody is not known."""
        takes_one = not verb.objects.isdisjoint(ENTITY_KINDS)
        parts = split_arrows(item)
        if len(parts) == 1:
            own = "|".join(re.escape(it) for it in sorted(verb.forms, key=len, reverse=True))
            parts = _parts(re.compile(rf"(?<=\s)(?:{own})(?=\s)", re.IGNORECASE), item)
        if takes_one and len(parts) == 1 and verb.symmetric:
            parts = _parts(_BOTH, item)
        if len(parts) == 2 and takes_one:
            return self._known(parts[0], form, row), self._known(parts[1], form, row)
        if len(parts) == 1 and not takes_one and "none" in verb.objects:
            return self._known(item, form, row), ""
        example = "A & B" if verb.symmetric else "A > B" if takes_one else "A|B"
        message = f'"{item}" in "{form}" does not say for sure who does it, and to whom'
        raise BadRowError("pair-unclear", message, f"write {example}, or a row of the table facts")

    def _known(self, name: str, form: str, row: TableRow) -> str:
        """The id of whom `name` means, which may stand before a remark. Raises BadRowError where nobody has the name,
        or where the remark perhaps says that it does not really happen."""
        bare, remark = split_remark(name)
        found = self._tables.entities.get(exact(name)) or (None if remark else self._tables.entities.meant(name))
        if found is not None:
            return found.id
        found = self._tables.entities.meant(bare) if remark else None
        if found is None and says_how_many(bare):
            message = f'"{name}" in "{form}" is nobody\'s name, and is left out'
            raise BadRowError("name-unlikely", message, "write the names of those who are meant, if they have any")
        if found is None:
            bad = no_such_row(bare, form, self._tables.entities, ENTITIES, self._tables)
            bad.hint = bad.hint or "name them among the people of a scene too, or in the table entities"
            raise bad
        if may_be_untrue(remark):
            message = f'"{name}" in "{form}" may not really happen, or not for good'
            raise BadRowError("pair-unclear", message, "write the name alone if it does, or say it with a frame")
        message = f'"{name}" in "{form}": the name is read, and what stands behind it is not'
        row.doubts.append(BadRowError("remark-unread", message, "write such remarks into a column of notes"))
        return found.id


def _parts(signs: re.Pattern[str], item: str) -> list[str]:
    # The blanks around a sign are not part of its pattern, which would look through each run of them again and again.
    return [part.strip() for part in signs.split(item)]
