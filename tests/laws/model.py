"""A universe as its writer knows it: pages, statements, and for each the positions that reveal it.

Made by `generate.py`, changed by `mutate.py`, written as Markdown by `World.text`. Nothing here reads Markdown, and
nothing imports the project: what is hidden is known from this description, never from our parser.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from zlib import crc32

from tests.laws.naive import PUBLIC, Said, Spot, Way, Ways, both

TOKEN = re.compile(r"(?:zq|ny)\d+x(?:\.jpg)?")
"""The words that generated statements hold, each one alone."""
_NO_ID = re.compile(r"[^A-Za-z0-9]+")
LINK = re.compile(r"\[\[([^\[\]|]+)(?:\|([^\[\]]*))?\]\]")


def id_of(key: str) -> str:
    """The `id:` of the title with this key, in generated universes and in the bundled one."""
    return _NO_ID.sub("-", key).strip("-").lower()


@dataclass(frozen=True, slots=True)
class Stamp:
    """A stamp as written and what it comes to."""

    text: str
    ways: Ways


@dataclass(frozen=True, slots=True)
class Also:
    """An `also known:` with a source of its own."""

    stamp: Stamp
    source: str = ""


@dataclass(frozen=True, slots=True)
class Double:
    """A `taken for:`: `who` is taken for the one that they `seem` to be until a stamp. `short`: `who` is left out where
    the fact names nobody else."""

    who: str
    seems: str
    until: Stamp
    short: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """A `frame:` of a `kind`, with a link (`name`), a `text` or neither; None: known with what is in it."""

    kind: str
    name: str = ""
    text: str = ""
    revealed: Stamp | None = None

    def written(self) -> str:
        """The value of the qualifier."""
        whose = f" of [[{self.name}]]" if self.name else f' "{self.text}"' if self.text else ""
        return f"{self.kind}{whose}" + (f", revealed {self.revealed.text}" if self.revealed else "")

    def ways(self, inside: Ways) -> Ways:
        """Where it is known that what those `inside` reveal is in it."""
        return both(inside, self.revealed.ways) if self.revealed else inside


@dataclass(frozen=True, slots=True)
class Step:
    """An `own:`, with what reveals it beside the fact (None: nothing)."""

    who: str
    step: int
    revealed: Stamp | None = None

    def text(self) -> str:
        """As written."""
        return f"[[{self.who}]] step {self.step}" + (f", revealed {self.revealed.text}" if self.revealed else "")


@dataclass(frozen=True, slots=True)
class Fact:
    """A list item. `recipient` is a key after the word between it and the objects. `words` is its quoted text, `lead`
    its time or span in seconds, `notes` (one a subject, or none) how they are there."""

    verb: str
    form: str
    subjects: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    words: str = ""
    token: str = ""
    ref: str = ""
    preposition: str = ""
    place: str = ""
    recipient: str = ""
    lead: tuple[int, ...] = ()
    block: str = ""
    needs: tuple[Stamp, ...] = ()
    also: tuple[Also, ...] = ()
    true: tuple[str, ...] = ()
    purposes: tuple[tuple[str, str], ...] = ()
    source: str = ""
    disproves: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    doubles: tuple[Double, ...] = ()
    frames: tuple[Frame, ...] = ()
    own: tuple["Step", ...] = ()
    places: tuple[str, ...] = ()
    """What follows each of the `ends`: a place in the title (""); () where none has one."""

    @property
    def ends(self) -> tuple[str, ...]:
        """The keys of subjects and objects, as written."""
        return (*self.subjects, *self.objects)

    @property
    def whom(self) -> str:
        """The key of the recipient ("": none)."""
        return self.recipient.partition(" ")[2]

    @property
    def people(self) -> tuple[str, ...]:
        """The keys of all who can be taken for others, as written."""
        return (*self.ends, *filter(None, (self.whom,)))

    def with_people(self, of: Callable[[str], str]) -> "Fact":
        """The same with others in the place of its people."""
        subjects, objects = (tuple(map(of, keys)) for keys in (self.subjects, self.objects))
        recipient = f"{self.recipient.partition(' ')[0]} {of(self.whom)}" if self.whom else ""
        return replace(self, subjects=subjects, objects=objects, recipient=recipient)

    def groups(self) -> list[tuple[str, ...]]:
        """The keys that it links, in groups: its people; those of its words and of each reason; whose each frame is."""
        texts = (self.words, *(value for _, value in self.purposes))
        found = [self.people, *(tuple(it[1] for it in LINK.finditer(text)) for text in texts)]
        return [*found, *((it.name,) for it in self.frames if it.name)]

    def double_of(self, key: str, group: tuple[str, ...] | None = None) -> Double | None:
        """What makes one of a group (None: the `people`) stand for two: of two doubles named beside each other, the
        true one does."""
        keys = self.people if group is None else group
        return next((it for it in self.doubles if key == (it.who if it.who in keys else it.seems)), None)

    def as_it_seems(self, text: str) -> str:
        """`text`, its words or a reason, as it reads to those who know of no double."""
        group = tuple(it[1] for it in LINK.finditer(text))

        def read(link: re.Match[str]) -> str:
            it = self.double_of(link[1], group)
            return link[0] if it is None or it.seems == link[1] else f"[[{it.seems}]]"

        return LINK.sub(read, text)

    def owner(self, frame: Frame) -> Frame:
        """`frame` as those read it who know of no double."""
        it = self.double_of(frame.name, (frame.name,)) if frame.name else None
        return replace(frame, name=it.seems) if it else frame

    def is_apt(self, around: tuple[Frame, ...]) -> bool:
        """Whether its doubles make sense in a fact that is in the frames `around` as well: each is in it, no words name
        both of one, and no frame seems to be within itself."""
        all_in = replace(self, frames=(*around, *self.frames))
        keys = {key for group in all_in.groups() for key in group}
        frames = [(it.name, it.text) for it in map(self.owner, all_in.frames) if it.name or it.text]
        return (
            all(not keys.isdisjoint((it.who, it.seems)) for it in self.doubles)
            and not any({it.who, it.seems} <= {*group} for it in self.doubles for group in self.groups()[1:])
            and (not self.doubles or len(set(frames)) == len(frames))
        )

    def without_doubles(self) -> "Fact":
        """The same as it reads to those who know of no double."""
        seen: list[list[tuple[str, str]]] = []
        notes = self.notes or ("",) * len(self.subjects)
        for keys, how in ((self.subjects, notes), (self.objects, ("",) * len(self.objects))):
            named = [(key, note, self.double_of(key)) for key, note in zip(keys, how, strict=True)]
            plain = {(key, note) for key, note, it in named if it is None}
            # Who is named beside the one they seem to be, and is there in the same way, is not there twice.
            read = [(it.seems if it else key, note, it) for key, note, it in named]
            seen.append([(key, note) for key, note, it in read if it is None or (key, note) not in plain])
        subjects, objects = (tuple(key for key, _ in end) for end in seen)
        found = tuple(note for _, note in seen[0]) if self.notes else ()
        it = self.double_of(self.whom) if self.whom else None
        recipient = f"{self.recipient.partition(' ')[0]} {it.seems}" if it else self.recipient
        return replace(
            self, subjects=subjects, objects=objects, recipient=recipient, notes=found, doubles=(),
            places=self.places if len(subjects) + len(objects) == len(self.ends) else (),
            words=self.as_it_seems(self.words), frames=tuple(map(self.owner, self.frames)),
            purposes=tuple((sort, self.as_it_seems(value)) for sort, value in self.purposes),
        )  # fmt: skip

    def text(self) -> str:
        """The item with its qualifiers."""
        scene = self.form.endswith(":")
        lead = "-".join(clock(seconds) for seconds in self.lead)
        notes = self.notes or ("",) * len(self.subjects)
        places = [f" {place}" if place else "" for place in self.places or ("",) * len(self.ends)]
        names = ", ".join(
            f"[[{key}]]{place}{f' ({note})' if note else ''}"
            for key, note, place in zip(self.subjects, notes, places, strict=False)
        )
        things = zip(self.objects, places[len(self.subjects) :], strict=True)
        objects = " and ".join(f"[[{key}]]{place}" for key, place in things)
        place = f"{self.preposition} [[{self.place}]]" if self.place else ""
        recipient = "{} [[{}]]".format(*self.recipient.split(" ", 1)) if self.recipient else ""
        quoted = f'"{self.words}"' if self.words else ""
        ref = f"^{self.ref}" if self.ref else ""
        order = [lead, self.form, names] if scene else [lead, names, self.form, ref, objects]
        block = f"^{self.block}" if self.block else ""
        lines = ["- " + " ".join(part for part in [*order, recipient, place, quoted, block] if part)]
        lines += [f"  - needs: {need.text}" for need in self.needs]
        lines += [f"  - source: {self.source}"] if self.source else []
        for also in self.also:
            lines.append(f"  - also known: {also.stamp.text}")
            lines += [f"    - source: {also.source}"] if also.source else []
        lines += [f"  - true: {true}" for true in self.true]
        lines += [f"  - own: {step.text()}" for step in self.own]
        lines += [f"  - {purpose}: {value}" for purpose, value in self.purposes]
        lines += [f"  - disproves: ^{block}" for block in self.disproves]
        for it in self.doubles:
            who = "" if it.short and {*self.ends} == {it.who} else f"[[{it.who}]] "
            lines.append(f"  - taken for: {who}as [[{it.seems}]] until {it.until.text}")
        lines += [f"  - frame: {frame.written()}" for frame in self.frames]
        return "\n".join(lines)

    def lives(self, who: str) -> bool:
        """Whether a place in the life of `who` below a heading holds for it: it names them, and as nobody's mask."""
        named = {*self.people}.difference(it.seems for it in self.doubles)
        return who in named.union(it.who for it in self.doubles)

    def refers(self) -> set[str]:
        """Block ids without which it would be hidden. What it comes before or after in the story is none of them."""
        found = {self.ref, *self.disproves}
        found |= {value[1:] for _, value in self.purposes if value.startswith("^")}
        return found - {""}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of prose."""

    words: str
    token: str = ""

    def text(self) -> str:
        """The sentence."""
        return self.words

    def refers(self) -> set[str]:
        """Prose names no facts."""
        return set()


Item = Fact | Sentence

HOISTED = 2
"""Below one heading in so many, a `taken for:` or an `own:` stands once for all facts, if that says the same."""


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with what stands below it. `spot` is the installment that a leading time is a time in."""

    section: str
    heading: str
    ways: Ways
    items: tuple[Item, ...] = ()
    spot: Spot | None = None
    number: int = 0
    name: str = ""
    rest: str = ""
    frames: tuple[Frame, ...] = ()

    def title(self) -> str:
        """The heading's words."""
        return f"{self.number}. {self.name}{self.rest}" if self.number else self.heading


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a page's front matter: a line, or an item of the list `field`."""

    field: str
    text: str
    ways: Ways = PUBLIC
    word: str = ""
    rank: int = 0


def hoisted(part: Part) -> tuple[list[str], list[str]]:
    """What the heading of `part` says for all below it, and its items as text: now and then a double, and a place in
    somebody's own order, that each of its facts would say."""
    facts = [item for item in part.items if isinstance(item, Fact)]
    if part.section == "News" or not facts or crc32(part.title().encode()) % HOISTED:
        return [], [item.text() for item in part.items]
    said = []
    double = next((it for fact in facts for it in fact.doubles if _is_of_all(it, facts, part)), None)
    if double is not None:
        said.append(f"- taken for: [[{double.who}]] as [[{double.seems}]], revealed {double.until.text}")
    step = next((it for fact in facts for it in fact.own if _is_step_of_all(it, facts)), None)
    if step is not None and double is not None and step.who == double.who:
        # Below such a heading the step waits for the unmasking, whomever a fact names.
        step = step if all(double in fact.doubles for fact in facts) else None
    if step is not None:
        said.append(f"- own: {step.text()}")
    texts = []
    for item in part.items:
        if isinstance(item, Fact):
            apart = double is not None and double not in item.doubles and _names(item, double, part)
            kept = tuple(it for it in item.doubles if it != double)
            own = tuple(it for it in item.own if it != step)
            texts.append(replace(item, doubles=kept, own=own).text() + "\n  - taken for: nobody" * apart)
        else:
            texts.append(item.text())
    return said, texts


def _is_step_of_all(step: Step, facts: list[Fact]) -> bool:
    """Whether all facts that name the person have this place in that life or another, and no other fact has this."""
    return all(
        any(it.who == step.who for it in fact.own) if fact.lives(step.who) else step not in fact.own for fact in facts
    )


def _is_of_all(double: Double, facts: list[Fact], part: Part) -> bool:
    """Whether all facts that name one of the two have this double and no other, or none; and no sentence names one."""
    sentences = [item.words for item in part.items if isinstance(item, Sentence)]
    owners = [it.name for it in part.frames] if sentences else []
    both = {double.who, double.seems}
    return both.isdisjoint({*owners, *(key for text in sentences for key in links(text))}) and all(
        fact.doubles in ((), (double,)) for fact in facts if _names(fact, double, part) or double in fact.doubles
    )


def _names(fact: Fact, double: Double, part: Part) -> bool:
    keys = {fact.place, *(it.name for it in part.frames), *(key for group in fact.groups() for key in group)}
    return not keys.isdisjoint((double.who, double.seems))


LISTS = ("names", "images", "ids", "cast", "kind")
PRONOUNS = ("", "he", "she", "they")
"""What sentences say of characters after their name: by their key, so that it needs no luck."""


@dataclass(frozen=True, slots=True)
class Page:
    """A file. `of` is set on a season's page. `declared` is True where `names:` stands, even with nothing in it."""

    folder: str
    key: str
    kind: str
    entries: tuple[Entry, ...] = ()
    parts: tuple[Part, ...] = ()
    of: str = ""
    declared: bool = False
    ways: Ways = PUBLIC

    @property
    def path(self) -> str:
        """Where the file lies."""
        return f"{self.folder}/{self.key}.md" if self.folder else f"{self.key}.md"

    def text(self) -> str:
        """The file."""
        lines = ["---"]
        if not any(entry.field == "kind" for entry in self.entries):
            lines.append(f"kind: {self.kind}")
        lines += [f'of: "{self.of}"'] if self.of else []
        pronoun = PRONOUNS[crc32(self.key.encode()) % len(PRONOUNS)] if self.kind == "character" else ""
        lines += [f"pronoun: {pronoun}"] if pronoun else []
        lines += [entry.text for entry in self.entries if entry.field not in LISTS]
        for name in LISTS:
            items = [entry.text for entry in self.entries if entry.field == name]
            if items:
                lines += [f"{name}:", *(f"  - {item}" for item in items)]
            elif name == "names" and self.declared:
                lines.append("names: []")
        lines += ["---", f"# {self.key}", ""]
        before: Part | None = None
        for part in self.parts:
            if part.section != (before.section if before else ""):
                lines += [f"## {part.section}", ""]
            lines += [f"### {part.title()}", ""]
            said, texts = hoisted(part)
            said += [f"- frame: {frame.written()}" for frame in part.frames]
            lines += [*said, ""] if said else []
            for text, (item, following) in zip(texts, pairwise([*part.items, None]), strict=True):
                lines.append(text)
                if not (isinstance(item, Fact) and isinstance(following, Fact)):
                    lines.append("")
            before = part
        return "\n".join(lines).rstrip() + "\n"


def first_day(date: str) -> str:
    """The first day that a date can be: a day, a month, a year or ""."""
    return date + "-01-01"[len(date) - 4 :] if date else ""


def last_day(date: str) -> str:
    """The last day that such a date can be."""
    if len(date) == len("2016"):
        return f"{date}-12-31"
    return f"{date}-{monthrange(*map(int, date.split('-')))[1]}" if len(date) == len("2016-03") else date


@dataclass(frozen=True, slots=True)
class TitleInfo:
    """What the writer of a progress needs to know: `places` with their dates ("" for none), in the listing's order."""

    key: str
    name: str
    year: int
    places: dict[tuple[int, int], str]
    revealed: Ways = PUBLIC

    def begins(self) -> str:
        """The first day of all on which one of them can have come out ("": unknown)."""
        return min((first_day(day) for day in self.places.values() if day), default="")

    def released(self) -> list[tuple[int, int]]:
        """The same in order of release, without dates after their season's, or the one before it; of specials those
        of a season 0 without any date come last. A month or a year is its last day, or the first day within it on which
        something later came out."""
        days = dict[tuple[int, int], str]()
        for place in sorted(self.places, reverse=True):
            date = self.places[place]
            later = [day for other, day in days.items() if date and other[0] and first_day(date) <= day]
            vague = place[0] and len(date) < len("2016-03-18")
            days[place] = min([last_day(date), *later]) if vague else last_day(date)
        last = {season: max(day for (s, _), day in days.items() if s == season) for season, _ in days}

        def when(place: tuple[int, int]) -> tuple[str, bool, tuple[int, int]]:
            season, before = place[0], [s for s in sorted(last) if 0 < s <= place[0] and last[s]]
            day = days[place] or (last[0] or "~" if season == 0 else last[before[-1]] if before else "")
            return day, not days[place], place

        return sorted(days, key=when)


@dataclass(frozen=True, slots=True)
class World:
    """A universe. `partial` are its seasons that declare more episodes than they list: they are never passed whole.
    `by_name`: stamps name titles by name as well as by key, so that a namesake would change what they mean. `rich`: its
    facts are rich in doubles, ways of being there and frames."""

    pages: tuple[Page, ...]
    titles: dict[str, TitleInfo]
    verbs: str = ""
    partial: frozenset[tuple[str, int]] = frozenset()
    by_name: bool = False
    rich: bool = False

    def text(self) -> dict[str, str]:
        """Its folder: path to content."""
        files = {page.path: page.text() for page in self.pages}
        titles = [page.key for page in self.pages if page.kind in ("series", "film", "short", "special")]
        entries = "".join(f"- [[{key}]]\n" for key in reversed(titles))  # those that are hidden, too
        files["orders/zq-backwards.md"] = f"---\nkind: order\nname: Backwards\n---\n{entries}"
        if self.verbs:
            files["verbs.toml"] = self.verbs
        return files

    def where(self) -> Iterator["Place"]:
        """Every item, with its place."""
        for p, page in enumerate(self.pages):
            for s, part in enumerate(page.parts):
                for n, item in enumerate(part.items):
                    yield Place(p, s, n, page, part, item)

    def is_apt(self) -> bool:
        """Whether the doubles of all facts make sense."""
        return all(it.item.is_apt(it.part.frames) for it in self.where() if isinstance(it.item, Fact))

    def with_page(self, number: int, page: Page | None) -> "World":
        """With one page in another's place, or without it."""
        pages = list(self.pages)
        pages[number : number + 1] = [page] if page else []
        return replace(self, pages=tuple(pages))

    def with_items(self, page: int, part: int, items: tuple[Item, ...]) -> "World":
        """With other items below one heading."""
        old = self.pages[page]
        parts = list(old.parts)
        parts[part] = replace(parts[part], items=items)
        return self.with_page(page, replace(old, parts=tuple(parts)))


@dataclass(frozen=True, slots=True)
class Place:
    """An item and where it stands."""

    page_number: int
    part_number: int
    number: int
    page: Page
    part: Part
    item: Item

    @property
    def ways(self) -> Ways:
        """The alternatives of the item."""
        return ways_of(self.part, self.item)

    def says(self) -> list[Said]:
        """What the item says by itself, of its doubles, and of the frames that it is in: each with its alternatives,
        and whom it names."""
        item, ways = self.item, self.ways
        frames = [*self.part.frames]
        found = []
        if isinstance(item, Fact):
            frames += item.frames
            found = [Said(both(ways, it.until.ways), frozenset({it.who, it.seems})) for it in item.doubles]
            frames = [*map(item.owner, frames)]
            item = replace(item.without_doubles(), frames=())
        found += [Said(it.ways(ways), frozenset({it.name} - {""})) for it in frames]
        return [Said(ways, frozenset(links(item.text()))), *found]


def heading_ways(part: Part, item: Item) -> Ways:
    """The alternatives that the heading gives an item, with its time and what it needs besides."""
    if isinstance(item, Sentence):
        return part.ways
    ways = part.ways
    if item.lead:
        ways = ((part.spot._replace(seconds=item.lead[-1]),),) if part.spot else ((),)
    for need in item.needs:
        ways = both(ways, need.ways)
    return ways


def ways_of(part: Part, item: Item) -> Ways:
    """All alternatives of an item."""
    more: list[Way] = []
    if isinstance(item, Fact):
        for also in item.also:
            more += also.stamp.ways
    return (*heading_ways(part, item), *more)


def links(text: str) -> set[str]:
    """Keys that a text links."""
    return {match[1] for match in LINK.finditer(text)}


def wordings(text: str) -> set[str]:
    """What stands for the links of a text: their words, else their keys without a parenthesis."""
    return {match[2] or base(match[1]) for match in LINK.finditer(text)}


def base(key: str) -> str:
    """A key without its parenthesis."""
    return key.rpartition(" (")[0] if key.endswith(")") and " (" in key else key


def clock(seconds: int) -> str:
    """`HH:MM:SS`."""
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
