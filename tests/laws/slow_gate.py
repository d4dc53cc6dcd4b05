"""The gate once more, slowly: the full rule in plain Python, on the writer's description of a universe.

No arrays, no parser, no code of the project. It says which words of statements are visible, how many pairs of each, and
which names are known.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import product

from tests.laws.generate import ENTITIES, TITLES, VERBS
from tests.laws.model import LINK, Fact, Page, Place, Sentence, World, base
from tests.laws.naive import PUBLIC, Passed, Way, Ways, both, outside


@dataclass(slots=True)
class Line:
    """A statement: `rows` are its pairs (subject, object, what else they name; "" for none), `mentions` keys with the
    name needed.

    `hangs` says of some of its rows, by their places, on which lines they hang that say who is taken for whom: the true
    one's rows (True) wait for it, those of the one they seem to be give way to it.
    """

    ways: Ways
    rows: Sequence[tuple[str, ...]]
    sort: str = "fact"
    word: str = ""
    mentions: list[tuple[str, str]] = field(default_factory=list)
    written: list[tuple[str, str]] = field(default_factory=list)
    block: str = ""
    ref: str = ""
    about: "Line | None" = None
    title: str = ""
    hangs: dict[int, list[tuple["Line", bool]]] = field(default_factory=dict)
    pairs: int = 0

    def told(self) -> list[tuple[str, ...]]:
        """Its rows, without those of whoever is taken for another."""
        return [row for n, row in enumerate(self.rows) if not any(true for _, true in self.hangs.get(n, []))]

    def spelt(self) -> list[tuple[str, str]]:
        """Whom its rows name, and by which word: what stands for their keys."""
        return [(key, base(key)) for row in self.told() for key in row if key and self.sort in ("fact", "frame")]


@dataclass(frozen=True, slots=True)
class Visible:
    """`words` of visible statements with their number of pairs, those of them that are in a frame (`framed`), and
    `names` that are known."""

    words: dict[str, int]
    framed: frozenset[str]
    names: frozenset[str]


def visible_to(world: World, passed: Passed) -> Visible:
    """What a progress may see."""
    return _Gate(world).visible_to(passed)


def words(world: World) -> list[str]:
    """The words of all statements, whoever may see them."""
    return [line.word for line in _Gate(world).lines if line.sort in ("fact", "silent") and line.word]


def stamped(page: Page) -> Ways:
    """The stamp of an entity's page as a whole; nothing where it has none."""
    return next((entry.ways for entry in page.entries if entry.field == "revealed" and page.kind in ENTITIES), ())


class _Gate:
    def __init__(self, world: World) -> None:
        table = tomllib.loads(VERBS.read_text(encoding="utf-8"))
        self.silent = {verb for verb, entry in table.items() if not entry.get("evidence", True)}
        self.naming = {verb for verb, entry in table.items() if entry.get("role") == "name"}
        self.world = world
        self.implicit: dict[str, str] = {}
        self.declared: dict[str, set[str]] = {}
        self.lines: list[Line] = []
        pages = [page for page in world.pages if page.kind in (*ENTITIES, *TITLES)]
        for page in pages:
            self.names(page)
        for place in world.where():
            if isinstance(place.item, Fact) and place.item.verb in self.naming:
                for key in place.item.subjects:
                    self.declared.setdefault(key, set()).add(place.item.words)
        for page in pages:
            self.entries(page)
        for place in world.where():
            self.item(place)
        for page in pages:
            self.cast(page)
        self.lines += [
            Line(PUBLIC, [(key, "", "")], "name", word)
            for line in self.lines
            if PUBLIC[0] in [_closed(way) for way in line.ways]
            for key, word in [*line.written, *line.spelt()]
            if word in self.declared.get(key, ())
            and key not in world.titles
            and not any(page.key == key and stamped(page) for page in pages)
        ]

    # --- reading the description -----------------------------------------------------------------------------------
    def names(self, page: Page) -> None:
        """Which name comes with the first fact, and which have to be revealed."""
        declared = [entry for entry in page.entries if entry.field == "names"]
        plain = [entry.word for entry in page.entries if entry.field == "name"]
        if page.kind in TITLES:
            self.declared[page.key] = set(plain)
            return
        linked = [entry.word for entry in declared if '"linked"' in entry.text]
        if stamped(page):  # nobody is known under a name before the page's own stamp
            own = {plain[0] if plain else base(page.key)}
            self.declared[page.key] = {entry.word for entry in declared} if page.declared else own
            return
        if not page.declared:
            self.implicit[page.key] = plain[0] if plain else base(page.key)
        elif linked:
            self.implicit[page.key] = linked[0]
        self.declared[page.key] = {entry.word for entry in declared} - set(linked)

    def entries(self, page: Page) -> None:
        """Names, images and ids of front matter."""
        me = [(page.key, "", "")]
        first = self.implicit.get(page.key)
        if stamped(page) and page.kind in ENTITIES and not page.declared:
            name = next((entry.word for entry in page.entries if entry.field == "name"), base(page.key))
            self.lines.append(Line(stamped(page), me, "name", name))
        for entry in page.entries:
            linked = '"linked"' in entry.text and not stamped(page)
            if entry.field == "names" and not (linked and entry.word == first):
                self.lines.append(Line(entry.ways, me, "linked" if linked else "name", entry.word))
            elif entry.field == "name" and page.kind in TITLES:
                self.lines.append(Line(entry.ways, me, "name", entry.word))
            elif entry.field in ("images", "ids"):
                self.lines.append(Line(entry.ways, me, "silent", entry.word))

    def item(self, place: Place) -> None:
        """A fact or a sentence."""
        it, me = place.item, place.page.of or place.page.key
        if isinstance(it, Sentence):
            line = self.worded(Line(place.ways, [(me, "", "")], word=it.token, title=me), it.words)
            self.lines.append(line)
            self.framed(place, line)
            return
        subjects = it.subjects or ((me,) if it.verb == "news" else ("",))
        sort = "name" if it.verb in self.naming else "silent" if it.verb in self.silent else "fact"
        word = it.words if sort == "name" else it.token
        line = Line(place.ways, [], sort, word, block=it.block, ref=it.ref, title=me)
        self.lines.append(self.worded(line, it.as_it_seems(it.words)))
        self.framed(place, line, self.pair(it, line, subjects))
        for _, value in it.purposes:
            ref = value[1:] if value.startswith("^") else ""
            self.lines.append(
                self.worded(Line(place.ways, [("", "", "")], ref=ref, about=line, title=me), it.as_it_seems(value))
            )

    def pair(self, it: Fact, line: Line, subjects: tuple[str, ...]) -> dict[str, Line]:
        """Put the rows of a fact into its `line`, and lines beside it of who is taken for whom: these by the true
        ones."""
        saying = dict[str, Line]()
        for double in it.doubles:
            says = Line(
                both(line.ways, double.until.ways), [(double.who, double.seems, "")], about=line, title=line.title
            )
            saying[double.who] = says
            self.lines.append(says)

        def stand(key: str) -> list[tuple[str, list[tuple[Line, bool]]]]:
            found = it.double_of(key)
            if found is None:
                return [(key, [])]
            return [(found.seems, [(saying[found.who], False)]), (found.who, [(saying[found.who], True)])]

        made, rows = [], list[tuple[str, ...]]()
        places = it.places or ("",) * (len(subjects) + len(it.objects))
        for n, subject in enumerate(subjects):
            ways = [part for part in it.notes[n].split(", ") if not part.startswith("as ")] if it.notes else []
            stage = it.notes[n].rpartition("as a ")[2] if it.notes and "as a " in it.notes[n] else ""
            for way in ways or [""]:
                for m, thing in enumerate(it.objects or ("",), len(subjects)):
                    part = self.part(subject, places[n]), self.part(thing, places[m] if it.objects else "")
                    if None in part:
                        continue
                    label = (way.removeprefix("then "), stage, part)
                    for (one, first), (other, second), (whom, third) in product(*map(stand, (subject, thing, it.whom))):
                        made.append(((one, other, it.place, whom), label, [*first, *second, *third]))
        certain = [(row, label) for row, label, hangs in made if not hangs]
        for row, label, hangs in made:
            if not hangs or (row, label) not in certain:
                line.hangs[len(rows)] = hangs
                rows.append(row)
        line.rows = rows
        return saying

    def part(self, title: str, place: str) -> tuple[int, ...] | None:
        """The season and the number of a place in a title, () for all of it; None where it is not listed."""
        numbers = tuple(int(number) for number in re.findall(r"\d+", place))
        listed = self.world.titles[title].places if numbers else {}
        return numbers if any(at[: len(numbers)] == numbers for at in listed) or not numbers else None

    def framed(self, place: Place, line: Line, saying: dict[str, Line] | None = None) -> None:
        """Lines of the frames that an item is in. `saying` are those of who is taken for whom."""
        item = place.item if isinstance(place.item, Fact) else Fact("", "")
        for frame in (*place.part.frames, *item.frames):
            double = item.double_of(frame.name, (frame.name,)) if frame.name else None
            names = (double.seems, double.who) if double else (frame.name,)
            found = Line(frame.ways(line.ways), [(it, "", "") for it in names], "frame", about=line, title=line.title)
            if double and saying:
                found.hangs = {n: [(saying[double.who], n == 1)] for n in range(2)}
            self.lines.append(found)

    def worded(self, line: Line, text: str) -> Line:
        """`line` with the links of its text."""
        for match in LINK.finditer(text):
            key, word = match[1], match[2] or base(match[1])
            needs = word in self.declared[key] and word != self.implicit.get(key)
            line.mentions.append((key, word if needs else ""))
            line.written.append((key, word))
        return line

    def cast(self, page: Page) -> None:
        """Billing and roles."""
        for entry in page.entries:
            if entry.field != "cast":
                continue
            actor, *role = [match[1] for match in LINK.finditer(entry.text)]
            shown = "(public" in entry.text
            ways = page.ways if shown else self.first(page.key, role[0])
            self.lines.append(Line(ways, [(actor, page.key, "")]))
            if role:
                known = page.ways if "(public role)" in entry.text else self.first(page.key, role[0])
                self.lines.append(Line(known, [(actor, role[0], page.key)]))

    def first(self, title: str, character: str) -> Ways:
        """All alternatives, within the title, of its statements that name the character."""
        return tuple(
            way
            for line in self.lines
            if line.title == title
            and (
                any(character == key for key, _ in line.mentions)
                or (line.sort in ("fact", "frame") and any(character in row for row in line.told()))
            )
            for way in line.ways
            if way and {spot.title for spot in _closed(way)} == {title}
        )

    # --- the rule ----------------------------------------------------------------------------------------------------
    def visible_to(self, passed: Passed) -> Visible:
        """The greatest set of lines and entities in which nothing names anything that is not in it."""
        revealed = [line for line in self.lines if not outside(line.ways, passed)]
        by_block = {line.block: line for line in self.lines if line.block}
        known = {(row[0], line.word) for line in revealed if line.sort == "name" for row in line.rows}
        named = {key for key, _ in known}
        visible = {"", *named, *self.implicit}
        shown = {id(line) for line in revealed}
        while True:
            linked: set[str] = set()
            now: set[int] = set()
            for line in revealed:
                sound = all(key in visible and (not word or (key, word) in known) for key, word in line.mentions)
                sound = sound and (not line.ref or id(by_block[line.ref]) in shown)
                sound = sound and (line.about is None or id(line.about) in shown)
                good = [
                    all(end in visible for end in row)
                    and all(id(says) in shown for says, true in line.hangs.get(n, []) if true)
                    for n, row in enumerate(line.rows)
                ]
                rows = [row for row, is_good in zip(line.rows, good, strict=True) if sound and is_good]
                line.pairs = sum(
                    sound and is_good and not any(id(says) in shown for says, true in line.hangs.get(n, []) if not true)
                    for n, is_good in enumerate(good)
                )
                if not rows or line.sort == "linked":
                    continue
                now.add(id(line))
                linked |= {key for key, _ in line.mentions}
                if line.sort in ("fact", "frame"):
                    linked |= {end for row in rows for end in row}
            then = {"", *named, *(linked & self.implicit.keys())}
            now |= {id(line) for line in revealed if line.sort == "linked" and line.rows[0][0] in linked & then}
            if then == visible and now == shown:
                break
            visible, shown = then, now
        lines = [line for line in revealed if id(line) in shown]
        names = {line.word for line in lines if line.sort in ("name", "linked")}
        names |= {self.implicit[key] for key in linked & self.implicit.keys() & visible}
        framed = {line.about.word for line in lines if line.sort == "frame" and line.about}
        told = {line.word: line.pairs for line in lines if line.sort in ("fact", "silent") and line.word}
        return Visible(told, frozenset(framed & told.keys()), frozenset(names))


def _closed(way: Way) -> Way:
    """An alternative without "public", unless that is all of it."""
    return tuple(dict.fromkeys(spot for spot in way if spot.title)) or way[:1]
