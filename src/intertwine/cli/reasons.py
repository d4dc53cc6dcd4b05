"""Why a line of the ledger is shown or hidden, at one progress. For keepers.

The verdict is the gate's own, whole and in its parts (positions, alternatives, names, facts); what stands here puts it
into words.
"""

from collections.abc import Iterator

import numpy as np

from intertwine.check.source import Source
from intertwine.gate.closure import lacks_name
from intertwine.gate.decide import Verdict, decide
from intertwine.gate.reveal import alternatives_passed, positions_passed
from intertwine.gate.timetable import Timetable
from intertwine.ledger.store.columns import IMPOSSIBLE, PUBLIC, Compiled
from intertwine.model.arrays import among, distinct
from intertwine.model.progress import Progress
from intertwine.model.record import record
from intertwine.model.sentinels import END
from intertwine.model.strings import Longs
from intertwine.model.verb import DECLARED_NAMES


@record
class ExplainedAlternative:
    """An alternative: each position in words and whether it is passed, and whether the whole is."""

    positions: tuple[tuple[str, bool], ...]
    passed: bool


@record
class Explanation:
    """Why one statement is shown or not. `missing` says what else hides it, each in words; `part` that only some of its
    pairs are shown. `deceits` say who is taken for whom in it and which frames it is in, each with what reveals that.
    """

    text: str
    deceits: tuple[str, ...]
    alternatives: tuple[ExplainedAlternative, ...]
    missing: tuple[str, ...]
    shown: bool
    part: bool
    disproved: bool


class Explainer:
    """Explains lines of one ledger to one progress."""

    def __init__(self, compiled: Compiled, files: dict[str, str], progress: Progress) -> None:
        """Decide what is shown.

        compiled: the universe, with its ledger. files: the text of each page by its path in the universe's folder.
        progress: what the viewer has seen and been told.
        """
        self.source, self._ledger = Source(compiled.ledger, files), compiled.ledger
        ledger = compiled.ledger
        passed = Timetable(ledger).limits([*progress.seen, *progress.told])
        self._verdict: Verdict = decide(ledger, passed)
        self._positions_passed = positions_passed(ledger.stamps, passed)
        self._alternatives_passed, _ = alternatives_passed(ledger.stamps, passed)
        naming = self.source.has_role(*DECLARED_NAMES)[self._verdict.rows]
        self._lacks_name = lacks_name(ledger, self._verdict.rows[naming], np.arange(len(ledger.mentions.line)))
        self._seen_rows = np.zeros(len(compiled.ledger.rows.line), np.bool_)
        self._seen_rows[self._verdict.rows] = True

    def lines_at(self, path: str, number: int) -> list[int]:
        """The ledger lines of what is written at `path:number`."""
        lines, words = self._ledger.lines, self.source.words
        pages = [n for n in distinct(lines.page).tolist() if words[n] == path]
        return np.flatnonzero((lines.number == number) & among(lines.page, pages)).tolist()

    def explain(self, line: int) -> Explanation:
        """Why this ledger line is shown or hidden."""
        lines, rows = self._ledger.lines, self._ledger.rows
        mine = self._as_they_seem(np.flatnonzero(rows.line == line).astype(np.int64))
        shown = bool(self._verdict.lines[line])
        numbers = lines.alternatives[lines.alternative_start[line] : lines.alternative_start[line + 1]].tolist()
        return Explanation(
            text=self._text(line, mine),
            deceits=tuple(self._deceits(line)),
            alternatives=tuple(self._alternative(number) for number in numbers),
            missing=tuple(dict.fromkeys(self._missing(line, mine))),
            shown=shown,
            part=shown and not bool(self._seen_rows[mine].all()),
            disproved=bool(self._verdict.disproved[line]),
        )

    def _as_they_seem(self, rows: Longs) -> Longs:
        """Those of `rows`, of one line, that name whom the viewer takes them for: one row for each pair."""
        table, known = self._ledger.disguises, self._verdict.lines
        away = table.row[known[table.line] != table.true]
        return rows[~np.isin(rows, away)]

    def _deceits(self, line: int) -> Iterator[str]:
        """Who is taken for whom in a line, and its frames, the innermost first."""
        framings, rows = self._ledger.framings, self._ledger.rows
        saying = rows.line[self.source.has_role("taken for") & (self._ledger.lines.about[rows.line] == line)].tolist()
        for says in dict.fromkeys([*saying, *framings.line[framings.framed == line].tolist()]):
            text = self._text(says, self._as_they_seem(np.flatnonzero(rows.line == says).astype(np.int64)))
            yield f"{text}, {self._until(line, says)}"

    def _until(self, line: int, says: int) -> str:
        """What must be passed beside the stamp of `line` before the viewer knows what the line `says`."""
        mine, wanted = self._positions(line), self._positions(says)
        further = [words for words in wanted if words not in mine]
        verdict = "known" if self._verdict.lines[says] else "not known yet"
        if not further:
            return f"known with it ({verdict})"
        return f"revealed {further[0]}{' and more' if len(further) > 1 else ''} ({verdict})"

    def _positions(self, line: int) -> list[str]:
        """All positions of a line's alternatives, in words, each once."""
        lines = self._ledger.lines
        numbers = lines.alternatives[lines.alternative_start[line] : lines.alternative_start[line + 1]].tolist()
        return list(dict.fromkeys(words for it in numbers for words, _ in self._alternative(it).positions))

    def _text(self, line: int, rows: Longs, *, whole: bool = True) -> str:
        """A statement in the keeper's own words, with keys. `whole`: with the fact that it refers to."""
        table, words = self._ledger.rows, self.source.words
        if not len(rows):
            return "a statement that names something unknown"
        first = int(rows[0])
        verb = self._ledger.vocabulary.verbs[int(table.verb[first])]
        ends = []
        for of_object, column in ((False, table.subject), (True, table.object)):
            parts = [self.source.parts.get((row, of_object), "") for row in rows.tolist()]
            named = dict.fromkeys(zip(column[rows].tolist(), parts, strict=True))
            ends.append(", ".join(f"[[{self.source.key(n)}]]{part}" for n, part in named if n >= 0))
        mentions, masks = self._ledger.mentions, self._ledger.unmaskings
        entities, known = mentions.entity.copy(), self._verdict.lines.take(masks.line)
        entities[masks.mention[known]] = masks.entity[known]
        inside = entities[mentions.line == line].tolist()
        text = words[int(table.text[first])]
        for n, entity in enumerate(inside):
            text = text.replace(f"\x02{n}\x03", f"[[{self.source.key(entity) if entity >= 0 else '?'}]]")
        if verb.role == "prose":
            return text
        quoted = f'"{text}"' if text else ""
        if verb.role == "taken for":
            return f"taken for: {ends[0]} as {ends[1]}"
        if verb.role == "frame":
            name = f"of {ends[0]}" if ends[0] else quoted
            return f"frame: {words[int(table.label[first])]} {name}".rstrip()
        form = words[int(table.form[first])] or verb.id
        return " ".join(part for part in (ends[0], form, ends[1], quoted, self._fact(line) if whole else "") if part)

    def _fact(self, line: int) -> str:
        """The fact that a line refers to (`learns ^id`), and where it stands; "" where it refers to none."""
        other = int(self._ledger.lines.ref[line])
        if other < 0:
            return ""
        rows = self._as_they_seem(np.flatnonzero(self._ledger.rows.line == other).astype(np.int64))
        return f"({self._text(other, rows, whole=False)}; {self.source.position(other)})"

    def _alternative(self, number: int) -> ExplainedAlternative:
        stamps = self._ledger.stamps
        positions = stamps.needs[stamps.start[number] : stamps.start[number + 1]].tolist()
        words = tuple((self._position(it), bool(self._positions_passed[it])) for it in positions)
        return ExplainedAlternative(words, bool(self._alternatives_passed[number]))

    def _position(self, number: int) -> str:
        if number == PUBLIC:
            return "public"
        if number == IMPOSSIBLE:
            return "a position that can never be passed"
        seconds = int(self._ledger.stamps.seconds[number])
        return self.source.installment(
            int(self._ledger.stamps.installment[number]), None if seconds == END else seconds
        )

    def _missing(self, line: int, rows: Longs) -> Iterator[str]:
        """What hides the line although an alternative may be passed."""
        table, lines, mentions = self._ledger.rows, self._ledger.lines, self._ledger.mentions
        if not len(rows):
            yield "a name or a place here leads nowhere"
        naming, following = self.source.has_role(*DECLARED_NAMES), self.source.has_role("linked name")
        for row in rows.tolist():
            if not naming[row]:
                for column in (table.subject, table.object, table.place, table.recipient):
                    yield from self._nameless(int(column[row]), speaking=bool(self.source.evidence[row]))
            entity = int(table.subject[row])
            if following[row] and not self._verdict.lines[line] and self._verdict.entities[entity]:
                yield f"no visible fact links [[{self.source.key(entity)}]] yet"
        for mention in np.flatnonzero(mentions.line == line).tolist():
            entity, needs = int(mentions.entity[mention]), int(mentions.needs[mention])
            yield from self._nameless(entity, speaking=True)
            if entity >= 0 and self._lacks_name[mention]:
                name, key = self.source.words[needs], self.source.key(entity)
                yield f'the name "{name}" of [[{key}]] is not known yet{self._revealed(entity, needs)}'
        ref, about = int(lines.ref[line]), int(lines.about[line])
        for other, what in ((ref, "the fact it refers to"), (about, "the fact it qualifies")):
            if other >= 0 and not self._verdict.lines[other]:
                yield f"{what} is hidden: {self.source.position(other)}"

    def _nameless(self, entity: int, *, speaking: bool) -> Iterator[str]:
        """What is missing of an entity. A fact that speaks of it (`speaking`) makes its implicit name known itself."""
        if entity < 0 or self._verdict.entities[entity]:
            return
        if not self._ledger.entities.name[entity]:
            yield f"no name of [[{self.source.key(entity)}]] is known yet{self._revealed(entity, 0)}"
        elif not speaking:
            yield f"no visible fact links [[{self.source.key(entity)}]] yet"

    def _names(self, entity: int, name: int) -> list[int]:
        """The lines that reveal a name of an entity (0: any)."""
        rows = self._ledger.rows
        chosen = self.source.has_role(*DECLARED_NAMES) & (rows.subject == entity)
        if name:
            chosen &= rows.text == name
        lines: list[int] = rows.line[chosen].tolist()
        return lines

    def _revealed(self, entity: int, name: int) -> str:
        places = dict.fromkeys(self.source.position(line) for line in self._names(entity, name))
        return f" (revealed by {', '.join(places)})" if places else ""
