"""Canaries: a copy of a universe's text in which every word that could tell something is a token such as `zq17x`.

Names, keys, sentences, quoted words, purposes, sources, names of episodes, ids of facts and keepers' notes are replaced
by tokens; stamps, dates, verbs and titles' names stay. Which tokens a progress may know is decided by
`naive.knowable` from the headings that stand above them, as `scan.py` reads them; nothing of the parser or the gate is
used, and what cannot be read may never be known. Where naive reading and gate could differ, the naive one lets more
through: it asks for the stamp of a statement and for everybody whom its own words link, not for the rest of a pair.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from tests.laws.generate import Trek
from tests.laws.model import LINK, TitleInfo
from tests.laws.naive import END, NEVER, PUBLIC, Said, Ways, knowable, outside
from tests.laws.scan import EPISODE, LEAD, heading, owner, read, read_titles, stamp

CANARY = re.compile(r"zq\d+x")
BUNDLED = Path(__file__).parents[2] / "universes" / "marvel-netflix"
_WORD = re.compile(r"[^\W_][\w'’-]*")
_STOP = re.compile(r"\[\[.*?\]\]|[.!?…]+")
_NAMING = re.compile(r'- \[\[([^\[\]|]+)\]\] (?:is called|is known as) "([^"]+)"')
_BLOCK = re.compile(r"(?<!\w)\^([\w-]+)")
_TITLES = ("series", "film", "short", "special")
Place = tuple[str, int, int]


class Unit(NamedTuple):
    """A statement on a page (`own`: its title, or its key), and the canary of its words ("": only its links count)."""

    canary: str
    own: str
    said: Said


@dataclass(slots=True)
class Entity:
    """The canaries of an entity's names, by name: `linked` ones come with whatever names it, others have stamps."""

    stem: str = ""
    names: dict[str, str] = field(default_factory=dict)
    ways: dict[str, Ways] = field(default_factory=dict)
    linked: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Flock:
    """A universe with canaries: its files, its installments in the order of release, and who may know which."""

    files: dict[str, str]
    titles: dict[str, TitleInfo]
    entities: dict[str, Entity]
    units: list[Unit]
    episodes: dict[Place, str]
    order: list[Place]

    def allowed(self, trek: Trek) -> set[str]:
        """Every canary that somebody this far may know."""
        passed = trek.passed
        own = {k: tuple(w for ways in it.ways.values() for w in ways) for k, it in self.entities.items()}
        own = {key: ways for key, ways in own.items() if not self.entities[key].linked}
        found = knowable([unit.said for unit in self.units], own, passed)
        shown = [it for it in self.units if not outside(it.said.ways, passed) and it.said.needs <= found]
        named = {key for it in shown for key in it.said.names}
        known = {it.canary for it in shown}
        for key, it in self.entities.items():
            known |= {name for name, ways in it.ways.items() if not outside(ways, passed)}
            known |= it.linked if key in named else set()
        return known | {name for place, name in self.episodes.items() if place in passed} | self.disclosed(trek)

    def disclosed(self, trek: Trek) -> set[str]:
        """What a listing gives away on purpose: the name of the first unseen installment of each title."""
        unseen: dict[str, str] = {}
        for place, name in sorted(self.episodes.items()):
            if trek.seen.get(place, -1) < END:
                unseen.setdefault(place[0], name)
        return set(unseen.values())

    def news(self, before: Trek, after: Trek) -> list[str]:
        """The keys of all whom a statement names that may be known after, and not before."""
        old, now = before.passed, after.passed
        new = [it.said for it in self.units if outside(it.said.ways, old) and not outside(it.said.ways, now)]
        named = {key for said in new for key in said.names}
        return sorted(named & self.entities.keys())

    def first(self, number: int) -> Trek:
        """The first so many installments in the order of release."""
        return Trek(dict.fromkeys(self.order[:number], END), {})


@cache
def bundled() -> Flock:
    """The bundled universe with canaries."""
    return Writer(read(BUNDLED)).flock()


class Writer:
    """Reads a folder, and writes it with canaries."""

    def __init__(self, files: dict[str, str]) -> None:
        self.titles = read_titles(files)
        self.made = count(1)
        self.texts: dict[str, str] = {}
        self.units: list[Unit] = []
        self.roles: list[tuple[str, list[str], list[str]]] = []
        self.episodes: dict[Place, str] = {}
        self.entities: dict[str, Entity] = {}
        self.own, self.season, self.notes = "", 0, False
        self.ways: Ways = NEVER
        self.files = {"verbs.toml": files["verbs.toml"]} if "verbs.toml" in files else {}
        pages = {path: _split(text) for path, text in files.items() if path.endswith(".md")}
        for path, (front, _) in pages.items():
            if front["kind"] not in (*_TITLES, "season", "universe"):
                self.entities[Path(path).stem] = self.entity(Path(path).stem, front)
        for _, lines in pages.values():
            for key, name in (named.groups() for named in map(_NAMING.match, lines) if named):
                if key in self.entities:
                    self.entities[key].names.setdefault(name, self.of_text(name))
        for path, (front, lines) in pages.items():
            self.own, it = owner(path, files[path]), self.entities.get(Path(path).stem)
            text = ["---", self.front(front, it).rstrip(), "---", *self.body(lines)]
            self.files[path if it is None else f"{Path(path).parent}/{it.stem}.md"] = "\n".join(text) + "\n"
        self.cast()

    def flock(self) -> Flock:
        """What was read. No two seasons came out on one day, so that day and number are the order of release."""
        places = [(day, key, *place) for key, info in self.titles.items() for place, day in info.places.items()]
        order = [(key, season, number) for _, key, season, number in sorted(places)]
        return Flock(self.files, self.titles, self.entities, self.units, self.episodes, order)

    def new(self) -> str:
        """A canary of its own."""
        return f"zq{next(self.made)}x"

    def of_text(self, text: str) -> str:
        """The canary of quoted words: the same one for the same words, since words begin and end states."""
        if text.casefold() not in self.texts:
            self.texts[text.casefold()] = self.new()
        return self.texts[text.casefold()]

    def say(self, ways: Ways, names: Iterable[str], needs: Iterable[str] = (), canary: str = "") -> None:
        """Note a statement."""
        self.units.append(Unit(canary, self.own, Said(ways, frozenset(names), frozenset(needs))))

    # --- front matter ------------------------------------------------------------------------------------------------
    def entity(self, key: str, front: dict[str, Any]) -> Entity:
        """An entity's names."""
        it, plain = Entity(), key.partition(" (")[0]
        for entry in front.get("names") or [{"name": front.get("name", plain), "revealed": "linked"}]:
            canary = it.names[entry["name"]] = self.new()
            if entry.get("revealed") == "linked":
                it.linked.add(canary)
            else:
                it.ways[canary] = self.revealed(entry)
        it.stem = it.names.get(plain) or self.new()
        return it

    def revealed(self, entry: dict[str, Any]) -> Ways:
        """The alternatives of what has a stamp of its own."""
        stamped = entry.get("revealed", "")
        return PUBLIC if stamped == "public" else stamp(stamped, self.own, self.titles, NEVER)

    def front(self, front: dict[str, Any], it: Entity | None) -> str:
        """The front matter, written again."""
        base = self.revealed(front) if "revealed" in front else PUBLIC
        for name in front.keys() & {"logline", "description"}:
            front[name] = self.words(front[name], base)
        if it is not None and "name" in front:
            front["name"] = it.names[front["name"]]
        if it is not None:
            for entry in front.get("names", ()):
                entry["name"] = it.names[entry["name"]]
        for entry in front.get("images", ()):
            entry["alt"] = self.words(entry.get("alt", ""), self.revealed(entry))
        if "cast" in front:
            front["cast"] = [self.cast_line(line, base) for line in front["cast"]]
        return yaml.safe_dump(front, allow_unicode=True, sort_keys=False, width=10_000)

    def cast_line(self, line: str, base: Ways) -> str:
        """A line of a cast: what of it is public; the rest waits for `cast`."""
        actors, _, roles = line.partition(" as ")
        if "(public" in line:
            self.say(base, _keys(line) if "(public role)" in line else _keys(actors))
        self.roles.append((self.own, _keys(line), _keys(roles)))
        return LINK.sub(lambda link: self.link(link, "", PUBLIC), line)

    def cast(self) -> None:
        """A role waits for the first statement of its title that names the character."""
        pages: dict[str, list[Said]] = {}
        for unit in self.units:
            pages.setdefault(unit.own, []).append(unit.said)
        for own, names, roles in self.roles:
            self.own = own
            ways = tuple(way for said in pages[own] if said.names & set(roles) for way in said.ways)
            self.say(ways or NEVER, names)

    # --- what stands below it ----------------------------------------------------------------------------------------
    def body(self, lines: list[str]) -> list[str]:
        """The lines of a page, written again."""
        made: list[str] = []
        self.season, self.notes, self.ways = 0, False, NEVER
        for number, line in enumerate(lines):
            if line.startswith("#"):
                made.append(self.heading(line))
            elif line.startswith("- "):
                after = lines[number + 1 :]
                more = next((n for n, below in enumerate(after) if not below.startswith("  ")), len(after))
                made += self.item([line, *after[:more]])
            elif line.startswith(">"):
                made.append("> " + self.words(line[1:], NEVER))
            elif not line.startswith("  "):
                # Prose on somebody's page is about them: it makes them known, though it does not link them.
                made.append(self.words(line, self.ways, about={self.own} & self.entities.keys()))
        return made

    def heading(self, line: str) -> str:
        """A heading; from here on its stamp counts."""
        if line.startswith("# "):
            self.ways = NEVER
            return "# " + self.words(line[2:], NEVER)
        if line.startswith("## "):
            season = re.match(r"## Season (\d+)", line)
            self.season, self.notes, self.ways = int(season[1]) if season else 0, line == "## Notes", NEVER
            return line
        self.ways = NEVER if self.notes else heading(line, self.own, self.season, self.titles, NEVER)
        if episode := EPISODE.match(line):
            canary = self.new()
            self.episodes[self.own, self.season, int(episode[1])] = canary
            return line.replace(episode[2], canary, 1)
        return line

    def item(self, lines: list[str]) -> list[str]:
        """A fact with its qualifiers. `needs:` holds for the heading's alternatives, not for those also known."""
        assert lines[0].count('"') % 2 == 0, f"a fact of several lines: {lines[0]}"
        base, also = self.ways, NEVER
        if lead := LEAD.match(lines[0]):
            hours, minutes, seconds = [int(part) for part in lead.groups() if part][-3:]
            at = hours * 3600 + minutes * 60 + seconds
            base = tuple((*way[:-1], way[-1]._replace(seconds=at)) if way else way for way in base)
        stamps = [line.strip()[2:].partition(":") for line in lines[1:]]
        for name, _, text in stamps:
            ways = stamp(text.strip(), self.own, self.titles, NEVER) if name in ("needs", "also known") else NEVER
            if name == "needs":
                base = tuple(way + more if more else more for way in base if way for more in ways)
            elif name == "also known":
                also += PUBLIC if text.strip() == "public" else ways
        whole, made = base + also, [self.fact(lines[0], base + also)]
        for line, (name, colon, words) in zip(lines[1:], stamps, strict=True):
            head, under = line[: line.index(name)], not line.startswith("    ")
            if name in ("because", "in order to"):
                text = self.blocks(words) if words.startswith(" ^") else self.words(words, whole)
            elif name == "source":
                text = self.words(words, base if under else also)
            else:
                text = self.blocks(words)
            made.append(head + name + colon + text)
        return made

    def fact(self, line: str, ways: Ways) -> str:
        """A fact's first line."""
        self.say(ways, _keys(line))
        pieces = re.split(r'("[^"]*")', line)
        return "".join(
            f'"{self.words(piece[1:-1], ways, self.of_text(piece[1:-1]))}"' if n % 2
            else LINK.sub(lambda link: self.link(link, "", ways), self.blocks(piece))
            for n, piece in enumerate(pieces)
        )  # fmt: skip

    def blocks(self, text: str) -> str:
        """Ids of facts are for keepers alone."""
        return _BLOCK.sub(lambda block: "^" + self.of_text("^" + block[1]), text)

    # --- words -------------------------------------------------------------------------------------------------------
    def words(self, text: str, ways: Ways, canary: str = "", about: Iterable[str] = ()) -> str:
        """Words with a canary for each sentence, or the given one; links as links; `about` are named without a link. A
        sentence may end more often than the parser thinks: what is left then needs fewer links to be known."""
        ends = [stop.end() for stop in _STOP.finditer(text) if not stop[0].startswith("[[")]
        starts = [0, *ends] if not canary else [0]
        made = []
        for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
            piece = text[start:end]
            if not piece.strip():
                continue
            keys, name = _keys(piece), canary or self.new()
            self.say(ways, (*keys, *about), [key for key in keys if key in self.entities], name)
            parts, done = [], 0
            for link in LINK.finditer(piece):
                parts += [_told(piece[done : link.start()], name), self.link(link, name, ways)]
                done = link.end()
            made.append("".join([*parts, _told(piece[done:], name)]))
        return "".join(made)

    def link(self, link: re.Match[str], canary: str, ways: Ways) -> str:
        """A link. A name that a public statement writes is public."""
        key, shown = link.groups()
        it = self.entities.get(key)
        if it is None:
            return f"[[{key}]]" if shown is None else f"[[{key}|{_told(shown, canary)}]]"
        name = it.names.get(key.partition(" (")[0] if shown is None else shown)
        if name in it.ways and PUBLIC[0] in ways:
            it.ways[name] += PUBLIC
        return f"[[{it.stem}]]" if shown is None else f"[[{it.stem}|{name or _told(shown, canary)}]]"


def _split(text: str) -> tuple[dict[str, Any], list[str]]:
    """Front matter (values as text) and the lines below it."""
    _, front, body = text.split("---\n", 2)
    return yaml.load(front, yaml.BaseLoader), body.splitlines()


def _keys(text: str) -> list[str]:
    return [key for key, _ in LINK.findall(text)]


def _told(words: str, canary: str) -> str:
    """Plain words, each the canary; a capital stays one, since sentences begin with them."""
    return _WORD.sub(lambda word: canary.capitalize() if word[0][0].isupper() else canary, words)
