"""The gate once more, slowly: the full rule in plain Python, on the writer's description of a universe.

No arrays, no parser, no code of the project. It says which words of statements are visible, how many pairs of each, and
which names are known.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.laws.generate import ENTITIES, TITLES, VERBS
from tests.laws.model import LINK, Fact, Page, Place, Sentence, World, base
from tests.laws.naive import PUBLIC, Passed, Way, Ways, outside


@dataclass(slots=True)
class Line:
    """A statement: `rows` are its pairs (subject, object, what else they name; "" for none), `mentions` keys with the
    name needed."""

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
    pairs: int = 0


@dataclass(frozen=True, slots=True)
class Visible:
    """`words` of visible statements with their number of pairs, and `names` that are known."""

    words: dict[str, int]
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
            for key, word in line.written
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
            self.lines.append(self.worded(Line(place.ways, [(me, "", "")], word=it.token, title=me), it.words))
            return
        subjects = it.subjects or ((me,) if it.verb == "news" else ("",))
        beside = (it.place, it.recipient.partition(" ")[2])
        rows = [(subject, thing, *beside) for subject in subjects for thing in it.objects or ("",)]
        sort = "name" if it.verb in self.naming else "silent" if it.verb in self.silent else "fact"
        word = it.words if sort == "name" else it.token
        line = self.worded(Line(place.ways, rows, sort, word, block=it.block, ref=it.ref, title=me), it.words)
        self.lines.append(line)
        for _, value in it.purposes:
            ref = value[1:] if value.startswith("^") else ""
            self.lines.append(self.worded(Line(place.ways, [("", "", "")], ref=ref, about=line, title=me), value))

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
                or (line.sort == "fact" and any(character in row for row in line.rows))
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
                rows = [row for row in line.rows if sound and all(end in visible for end in row)]
                line.pairs = len(rows)
                if not rows or line.sort == "linked":
                    continue
                now.add(id(line))
                linked |= {key for key, _ in line.mentions}
                if line.sort == "fact":
                    linked |= {end for row in rows for end in row}
            then = {"", *named, *(linked & self.implicit.keys())}
            now |= {id(line) for line in revealed if line.sort == "linked" and line.rows[0][0] in linked & then}
            if then == visible and now == shown:
                break
            visible, shown = then, now
        lines = [line for line in revealed if id(line) in shown]
        names = {line.word for line in lines if line.sort in ("name", "linked")}
        names |= {self.implicit[key] for key in linked & self.implicit.keys() & visible}
        return Visible(
            {line.word: line.pairs for line in lines if line.sort in ("fact", "silent") and line.word}, frozenset(names)
        )


def _closed(way: Way) -> Way:
    """An alternative without "public", unless that is all of it."""
    return tuple(dict.fromkeys(spot for spot in way if spot.title)) or way[:1]
