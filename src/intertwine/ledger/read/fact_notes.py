"""Notes in parentheses after names: how somebody is there."""

from intertwine.ledger.read.fact_cursor import FactCursor
from intertwine.ledger.read.fact_parts import FactParts
from intertwine.ledger.read.fact_tokens import LinkToken, Unreadable, Words
from intertwine.ledger.read.markdown.diagnostics import shorten
from intertwine.ledger.read.markdown.span import Span
from intertwine.ledger.read.presence import bare_way, read_ways
from intertwine.model.verb import PRESENT, SCENES


class FactNotes:
    """What stands in parentheses in the fact that `at` walks over."""

    def __init__(self, at: FactCursor) -> None:
        """Before any is taken."""
        self.at = at
        self.notes: dict[int, Span] = {}
        """By the offset of the name that each stands after."""

    def take(self, named: LinkToken, words: Words) -> Words | None:
        """Take the note in parentheses that begins the `words` after the name `named`; what is left of them."""
        end = words.text.find(")")
        if end < 0:
            way = bare_way(words.text, self.at.vocabulary.ways) or "heard"
            message = f'"{shorten(words.text)}" has no closing parenthesis'
            self.at.fail(words.at, "way-open", message, f"write [[{named.link.key}]] ({way})")
        self.notes[named.at] = self.at.span.part(words.at + 1, words.at + end)
        rest = words.part(end + 1)
        self.at.leave(rest)
        return rest if rest.text else None

    def take_after_the_verb(self, subjects: list[LinkToken]) -> None:
        """Take the note of `[[A]] appears (heard)`: it is of each of the `subjects` that has none of its own."""
        words = self.at.words()
        begin, end = (words.text.find("("), words.text.find(")")) if words is not None else (-1, -1)
        if words is None or not 0 < begin < end or self.at.find(words.text[:begin].strip()) is None:
            return
        note = self.at.span.part(words.at + begin + 1, words.at + end)
        self.notes = {**{named.at: note for named in subjects}, **self.notes}
        rest = f"{words.text[:begin].strip()} {words.text[end + 1 :].strip()}"
        self.at.tokens[self.at.next] = Words(rest.strip(), words.at)

    def read(self, found: FactParts) -> None:
        """Read the notes after the subjects of what was `found`. Whoever is there in a way that cannot be read is left
        out."""
        mine = {named.at for named in found.subjects}
        wrong = next((at for at in self.notes if at not in mine or found.verb.role not in PRESENT), None)
        if wrong is not None:
            message = f'"({shorten(self.notes[wrong].text)})" stands where nothing says how somebody is there'
            hint = "write such a note after those who are together in a scene, or who appear"
            self.at.fail(wrong, "way-not-allowed", message, hint)
        subjects: list[LinkToken] = []
        ways: list[str] = []
        for named in found.subjects:
            note = self.notes.get(named.at)
            how = ("",) if note is None else read_ways(note, self.at.vocabulary.ways, self.at.diagnostics)
            for way in how or ():
                subjects.append(named)
                ways.append(way)
        if not subjects and found.verb.role not in SCENES:
            raise Unreadable
        found.subjects, found.ways = subjects, tuple(ways)
