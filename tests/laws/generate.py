"""Small universes with everything in them: a seeded generator, and Hypothesis strategies over its seeds.

The verbs come from the vocabulary's data file, read here with `tomllib` alone. Every text holds a word of its own
(`zq17x`), so that a test can tell where it turns up.
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from random import Random
from typing import Any
from zlib import crc32

from hypothesis import strategies as st

from tests.laws.model import (
    Also,
    Double,
    Entry,
    Fact,
    Frame,
    Item,
    Page,
    Part,
    Sentence,
    Stamp,
    TitleInfo,
    World,
    base,
    id_of,
    last_day,
)
from tests.laws.naive import END, NEVER, PUBLIC, Passed, Spot, Ways, both, outside

VERBS = Path(__file__).parents[2] / "src" / "intertwine" / "ledger" / "read" / "verbs.toml"
PRESENT = ("scene", "scene after the credits", "appearance")
"""Roles of verbs with which a note says how somebody is there."""
RICH = 2**31
"""Universes of seeds from here on are rich in doubles, ways of being there and frames."""
ENTITIES = ("character", "person", "group", "place", "object", "thread")
TITLES = ("series", "book", "film", "short", "special")
LISTS = ("series", "book")
"""Kinds of titles with parts and installments."""
GROUPS = {"anyone": ("character", "person", "group"), "anything": (*ENTITIES, *TITLES), "title": TITLES}
FOLDERS = {"character": "people", "person": "actors", "group": "groups", "place": "places", "object": "things"}
SYLLABLES = (
    "ka", "lo", "mi", "ren", "tas", "vel", "dor", "sha", "bri", "nok", "ael", "fen", "gar", "hul", "jov", "pex", "quin",
    "rud", "sel", "tor", "umb", "vax", "wil", "yen", "zor",
)  # fmt: skip
SOURCES = ("notes, page {}", "https://example.org/{}", "an interview, {}")


@dataclass(frozen=True, slots=True)
class Word:
    """A verb of the vocabulary, as the generator needs it."""

    id: str
    forms: tuple[str, ...]
    subjects: frozenset[str]
    objects: frozenset[str]
    role: str
    recipient: str
    backward: tuple[str, ...]
    kind: tuple[object, ...]
    """What it shares with the verbs that mean the same to the gate: of each such kind as many are drawn."""


@cache
def words(text: str = "") -> tuple[Word, ...]:
    """The verbs that can be written as facts: the built-in ones, or those of a `verbs.toml`."""
    table = tomllib.loads(text or VERBS.read_text(encoding="utf-8"))

    def kinds(entry: dict[str, list[str]], name: str) -> frozenset[str]:
        return frozenset(kind for word in entry.get(name, ["anyone"]) for kind in GROUPS.get(word, (word,)))

    def backward(entry: dict[str, Any]) -> tuple[str, ...]:
        passive = (entry.get("inverse", ""), *entry.get("backwards", ()))
        one_way = not entry.get("symmetric") and entry.get("shape") != "listing"
        return tuple(form for form in passive if one_way and form and form not in taken)

    taken = {form for entry in table.values() for form in entry.get("forms", ())}
    return tuple(
        Word(
            name, tuple(v["forms"]), kinds(v, "subjects"), kinds(v, "objects"), v.get("role", ""),
            v.get("recipient", ""), backward(v),
            (v.get("role", ""), v.get("shape", "event"), v.get("met", False), bool(v.get("begins") or v.get("ends")),
             "fact" in v.get("objects", ()), bool(v.get("recipient")), "installment" in v.get("subjects", ())),
        )
        for name, v in table.items()
        if v.get("forms") and v.get("role") != "purpose"
    )  # fmt: skip


def some_word(random: Random, words: Iterable[Word]) -> Word:
    """One of `words`: first its kind, so that the many verbs of the commonest kinds do not crowd out the others."""
    kinds: dict[tuple[object, ...], list[Word]] = {}
    for word in words:
        kinds.setdefault(word.kind, []).append(word)
    return random.choice(random.choice(list(kinds.values())))


@cache
def presence(sort: str) -> tuple[str, ...]:
    """How a keeper writes the ways of being in a scene (`ways`) or kinds of frames (`frames`): two forms of each."""
    table = tomllib.loads(VERBS.with_name("presence.toml").read_text(encoding="utf-8"))[sort]
    return tuple(form for entry in table.values() for form in entry["forms"][:2])


@dataclass(slots=True)
class Cast:
    """Who may be linked: keys by kind, what they are called, and which words already stand for them."""

    keys: dict[str, str]
    names: dict[str, tuple[str, ...]]


class Maker:
    """Makes the parts of a universe; every name and text is made once. Also used by the mutator, with a fresh range."""

    def __init__(self, seed: int | str, first: int = 0, prefix: str = "zq") -> None:
        self.random = Random(seed)
        self.count = first
        self.prefix = prefix
        self.cast = Cast({}, {})
        self.titles: dict[str, TitleInfo] = {}
        self.by_name = True
        self.rich = False
        self.stories: list[str] = []

    # --- words ---------------------------------------------------------------------------------------------------
    def token(self) -> str:
        """A word that stands nowhere else."""
        self.count += 1
        return f"{self.prefix}{self.count}x"

    def name(self) -> str:
        """A name that nobody else has."""
        self.count += 1
        made = [self.random.choice(SYLLABLES) for _ in range(2)]
        return f"{''.join(made).capitalize()} {self.random.choice(SYLLABLES).capitalize()}{self.prefix}{self.count}"

    def chance(self, share: float) -> bool:
        """True that often."""
        return self.random.random() < share

    def some(self, kinds: frozenset[str] | tuple[str, ...], most: int) -> tuple[str, ...]:
        """Up to `most` different keys of these kinds."""
        chosen = [key for key, kind in self.cast.keys.items() if kind in kinds]
        count = min(len(chosen), 1 if self.chance(0.75) else self.random.randint(1, most))
        return tuple(self.random.sample(chosen, count))

    # --- stamps --------------------------------------------------------------------------------------------------
    def title_text(self, key: str) -> str:
        """A title as a stamp names it: as a link, or by name where nothing else is called so."""
        name = self.titles[key].name
        same = [info for info in self.titles.values() if info.name == name]
        return name if self.by_name and len(same) == 1 and self.chance(0.3) else f"[[{key}]]"

    def position(self, spots: bool = True) -> Stamp:
        """One position: an episode, now and then with a time; a season; a title; public; a broken one."""
        key = self.random.choice(list(self.titles))
        info, title = self.titles[key], self.title_text(key)
        place = self.random.choice(list(info.places))
        roll = self.random.random()
        if roll < 0.05:
            return Stamp("public", PUBLIC)
        if roll < 0.07:
            return Stamp(self.random.choice(["[[Nowhere]] S1", f"[[{key}]] 9x99"]), NEVER)
        if roll < 0.2 and place[1]:
            return Stamp(f"{title} S{place[0]}", self.season(key, place[0]))
        if roll < 0.27 or not place[1]:
            if roll > 0.6 and spots and not place[1]:
                seconds = self.random.randint(1, 40) * 60
                return Stamp(f"[[{key}]] @{_clock(seconds)}", ((Spot(key, 0, 0, seconds),),))
            return Stamp(title, self.whole(key))
        if roll < 0.4 and spots:
            seconds = self.random.randint(1, 40) * 60
            return Stamp(f"{title} {place[0]}x{place[1]:02} @{_clock(seconds)}", ((Spot(key, *place, seconds),),))
        return Stamp(f"{title} {place[0]}x{place[1]:02}", ((Spot(key, *place),),))

    def season(self, key: str, season: int) -> Ways:
        """What a whole season comes to; nothing ever, where it is not all listed."""
        if (key, season) in self.partial:
            return NEVER
        return (tuple(Spot(key, *place) for place in self.titles[key].places if place[0] == season),)

    def whole(self, key: str) -> Ways:
        """What a whole title comes to."""
        if any(title == key for title, _ in self.partial):
            return NEVER
        return (tuple(Spot(key, *place) for place in self.titles[key].places),)

    partial: frozenset[tuple[str, int]] = frozenset()
    """Seasons that declare more episodes than they list, or are only announced and list some."""

    def stamp(self) -> Stamp:
        """A stamp of one or two alternatives, each of one or two positions."""
        parts = []
        ways: Ways = ()
        for _ in range(2 if self.chance(0.12) else 1):
            one = [self.position() for _ in range(2 if self.chance(0.12) else 1)]
            parts.append(" + ".join(p.text for p in one))
            way: tuple[Spot, ...] = ()
            for position in one:
                way = way + position.ways[0] if position.ways[0] else (Spot("?"),)
            ways += ((),) if Spot("?") in way else (way,)
        return Stamp("; ".join(parts), ways)

    def hidden_stamp(self, passed: Passed) -> Stamp | None:
        """A stamp outside a progress, or None where none was found."""
        for _ in range(20):
            stamp = self.stamp()
            if outside(stamp.ways, passed):
                return stamp
        return None

    # --- statements ----------------------------------------------------------------------------------------------
    def fact(self, word: Word, blocks: list[str], part: Part) -> Fact | None:
        """A fact of this verb, or None where nobody is there to do it."""
        token = self.token()
        form = self.random.choice(word.forms)
        scene = form.endswith(":")
        subjects = () if word.role == "news" else self.some(word.subjects, 3 if scene else 2)
        if not subjects and word.role != "news":
            return None
        fact = Fact(word.id, form, subjects, token=token)
        choices = [kind for kind in ("text", "fact", "none") if kind in word.objects and (kind != "fact" or blocks)]
        things = tuple(kind for kind in word.objects if kind in ENTITIES or kind in TITLES)
        linked = tuple(key for key in self.some(things, 2) if key not in subjects)
        if linked and (not choices or self.chance(0.7)):
            fact = replace(fact, objects=linked)
        elif not choices:
            return None
        elif self.random.choice(choices) == "fact":
            fact = replace(fact, ref=self.random.choice(blocks))
        words = f"the {token} of it"
        if word.role == "name":
            words = self.name()
        elif self.chance(0.15):
            words = f"{words}, as {self.link()} says"
        fact = replace(fact, words=words)
        if self.chance(0.25) and word.role not in ("news", "name") and not fact.ref:
            place = self.some(("place",), 1)
            if place and place[0] not in (*fact.subjects, *fact.objects):
                fact = replace(fact, preposition="at", place=place[0])
        # Somebody is told about a person, or a fact; not a fact about a person.
        takes = fact.objects or (fact.ref and word.recipient != "about")
        if word.recipient and takes and self.chance(0.7):
            whom = self.some(("character", "person", "group"), 1)
            if whom and whom[0] not in (*fact.subjects, *fact.objects):
                fact = replace(fact, recipient=f"{word.recipient} {whom[0]}")
        if word.backward and fact.objects and self.chance(0.15):
            fact = replace(fact, form=self.random.choice(word.backward))
            fact = replace(fact, subjects=fact.objects, objects=fact.subjects)
        return self.qualified(self.placed(fact, word), blocks, part)

    def placed(self, fact: Fact, word: Word) -> Fact:
        """`fact` with places in some of its titles, where its verb is said of installments."""
        if "installment" not in word.subjects & word.objects or self.chance(0.2):
            return fact
        placed = fact
        if len(fact.subjects) == 1 and self.chance(0.2):
            placed = replace(fact, objects=fact.subjects)
        places = tuple(self.place_in(key) for key in placed.ends)
        said = {(key, *map(int, re.findall(r"\d+", place))) for key, place in zip(placed.ends, places, strict=True)}
        return replace(placed, places=places) if len(said) == len(places) else fact

    def place_in(self, key: str) -> str:
        """What may follow the link of a title: an installment, a season, one that is not there, or nothing."""
        info = self.titles.get(key)
        season, number = self.random.choice(list(info.places)) if info else (0, 0)
        if not number or self.chance(0.25):
            return ""
        if self.chance(0.1):
            return self.random.choice(["9x99", "S98"])
        return self.random.choice([f"{season}x{number:02}", f"S{season}E{number}", f"S{season}"])

    def qualified(self, fact: Fact, blocks: list[str], part: Part) -> Fact:
        """`fact` with a time, alternatives and other qualifiers, here and there."""
        if part.spot and self.chance(0.3):
            start = self.random.randint(1, 40) * 60
            lead = (start, start + 90) if fact.form.endswith(":") and self.chance(0.6) else (start,)
            fact = replace(fact, lead=lead)
        if self.chance(0.18):
            count = 2 if self.chance(0.2) else 1
            fact = replace(fact, also=tuple(Also(self.stamp(), self.source(0.5)) for _ in range(count)))
        if self.chance(0.05):
            fact = replace(fact, needs=(self.stamp(),))
        if self.chance(0.1):
            fact = replace(fact, source=self.source(1))
        if self.chance(0.15):
            years = ["2015", "2014-11", "2013-05-06~", "../2012", "step 2", "step 1"]
            true = self.random.choice([*years, *([f"before ^{self.random.choice(blocks)}"] if blocks else [])])
            fact = replace(fact, true=(true,))
        if self.chance(0.1):
            reason = f"of the {self.token()}" + (f" and {self.link()}" if self.chance(0.4) else "")
            value = f"^{self.random.choice(blocks)}" if blocks and self.chance(0.3) else reason
            fact = replace(fact, purposes=((self.random.choice(["because", "in order to"]), value),))
        if blocks and self.chance(0.06):
            fact = replace(fact, disproves=(self.random.choice(blocks),))
        return self.not_so(fact, part) if self.rich else fact

    # --- who is really there -----------------------------------------------------------------------------------------
    def not_so(self, fact: Fact, part: Part) -> Fact:
        """`fact` with ways of being there, doubles and frames, here and there."""
        role = next((word.role for word in words() if word.id == fact.verb), "")
        if role in PRESENT and self.chance(0.5):
            fact = replace(fact, notes=tuple(self.note() if self.chance(0.6) else "" for _ in fact.subjects))
        for _ in range(2 if self.chance(0.2) else 1):
            if self.chance(0.3):
                new = apart((*fact.frames, *part.frames), [self.frame(self.stamp())])
                fact = replace(fact, frames=(*fact.frames, *new))
        for _ in range(2 if self.chance(0.2) else 1):
            if role not in ("name", "news") and self.chance(0.5):
                fact = self.doubled(fact, self.stamp()) or fact
        return fact

    def note(self) -> str:
        """How somebody is there."""
        ways = self.random.sample(presence("ways")[::2], 2)
        stage = f"as a {self.token()}"
        return self.random.choice([ways[0], ways[0], ", then ".join(ways), f"{ways[0]}, {stage}", stage])

    def doubled(self, fact: Fact, until: Stamp) -> Fact | None:
        """`fact` in which somebody whom it names is taken for another, or was another all along; it names either of the
        two, in each of its parts another one, and now and then both. None where nobody is there to be either."""
        taken = {key for it in fact.doubles for key in (it.who, it.seems)}
        named = {key: None for group in fact.groups() for key in group}
        ends = [key for key in named if self.cast.keys.get(key) in ENTITIES and key not in taken]
        if not ends:
            return None
        seems = self.random.choice(ends)
        kind = self.cast.keys[seems]
        others = [key for key, its in self.cast.keys.items() if its == kind and key not in (*named, *taken)]
        others = [key for key in others if fact.place not in (key, seems)]
        if not others:
            return None
        who = self.random.choice(others)
        double = Double(who, seems, until, self.chance(0.5))
        if seems in fact.subjects and fact.form.endswith(":") and self.chance(0.15):
            same = fact.notes[fact.subjects.index(seems)] if fact.notes else ""
            notes = (*fact.notes, self.random.choice([same, f"as a {self.token()}"])) if fact.notes else ()
            fact = replace(fact, subjects=(*fact.subjects, who), notes=notes)
        elif self.chance(0.6):
            fact = fact.with_people(lambda key: who if key == seems else key)

        def written(text: str) -> str:
            name = self.random.choice(["", *(f"|{name}" for name in self.cast.names.get(who, ()))])
            plain = f"[[{seems}|" not in text and self.chance(0.5)
            return text.replace(f"[[{seems}]]", f"[[{who}{name}]]") if plain else text

        frames = tuple(replace(it, name=who) if it.name == seems and self.chance(0.5) else it for it in fact.frames)
        purposes = tuple((sort, written(value)) for sort, value in fact.purposes)
        doubles = (*fact.doubles, double)
        fact = replace(fact, words=written(fact.words), purposes=purposes, frames=frames, doubles=doubles)
        return fact if fact.is_apt(()) else None

    def frame(self, revealed: Stamp | None) -> Frame:
        """A frame: somebody's, a named one, or neither."""
        kind = self.random.choice(presence("frames"))
        revealed = revealed if self.chance(0.7) else None
        if self.chance(0.5):
            return Frame(kind, self.random.choice(list(self.cast.keys)), "", revealed)
        if not self.stories or self.chance(0.5):
            self.stories.append(f"The {self.token()}")
        return Frame(kind, "", self.random.choice(self.stories), revealed)

    def source(self, share: float) -> str:
        """A source, or "" now and then."""
        return self.random.choice(SOURCES).format(self.token()) if self.chance(share) else ""

    def link(self) -> str:
        """A link in prose: by other words, by a name, or by the key."""
        key = self.random.choice(list(self.cast.keys))
        roll = self.random.random()
        if roll < 0.3:
            return f"[[{key}|the {self.token()}]]"
        if roll < 0.6 and self.cast.names.get(key):
            return f"[[{key}|{self.random.choice(self.cast.names[key])}]]"
        return f"[[{key}]]"

    def sentence(self) -> Sentence:
        """A sentence of prose that links up to two names."""
        token = self.token()
        ways = [f"Once {{}} saw {token}.", f"Nobody told {{}} of {token} and {{}}.", f"There was {token}."]
        return Sentence(self.random.choice(ways).format(self.link(), self.link()), token)

    def item(self, blocks: list[str], part: Part) -> Item | None:
        """Any statement that may stand below this heading."""
        if part.section == "News":
            return self.fact(next(w for w in words() if w.role == "news"), [], part)
        if part.section == "Synopsis" or self.chance(0.12):
            return self.sentence()
        made = [w for w in words() if w.role != "news"]
        roll = self.random.random()
        if roll < 0.08:
            made = [w for w in made if w.role == "identity"]
        elif roll < 0.22:
            made = [w for w in made if w.role in ("meeting", "first meeting", "scene", "scene after the credits")]
        elif roll < 0.26:
            made = [w for w in made if w.role == "name"]
        elif roll < 0.32:
            made = [w for w in made if "installment" in w.subjects]
        return self.fact(some_word(self.random, made), blocks, part)

    # --- pages ---------------------------------------------------------------------------------------------------
    def entity(self, kind: str, namesake: str = "") -> Page:
        """A page without facts. Its key is its name, or says nothing at all."""
        random, name = self.random, namesake or self.name()
        mode = "name" if namesake else random.choice(["key", "key", "name", "names", "names", "names"])
        named = mode == "key" or (self.rich and mode == "names" and self.chance(0.5))
        key = name if named else f"key {self.token()}"
        key += " (one)" if self.chance(0.2) else ""
        entries: list[Entry] = []
        called: list[str] = []
        if mode == "name":
            entries.append(Entry("name", f"name: {name}", word=name))
            called.append(name)
        elif mode == "names":
            for n in range(random.randint(1, 4)):
                word = name if n == 0 else self.name()
                entries.append(self.named(word, self.linked_or_stamp()))
                called.append(word)
        if kind != "thread" and self.chance(0.12):
            kinds = random.sample([k for k in ENTITIES if k != "thread"], 2)
            entries += [self.kind(kinds[0], self.linked_or_stamp()), self.kind(kinds[1], self.stamp())]
        for _ in range(random.choice([0, 0, 1, 2])):
            entries.append(self.image(self.stamp()))
        for _ in range(random.choice([0, 0, 1])):
            entries.append(self.outside_id(self.stamp()))
        if self.chance(0.12) and (stamp := self.stamp()).ways != PUBLIC:
            entries = [waits_too(entry, stamp.ways) for entry in entries]
            entries.append(Entry("revealed", f'revealed: "{stamp.text}"', stamp.ways))
        self.cast.keys[key] = kind
        self.cast.names[key] = tuple(called)
        return Page(FOLDERS.get(kind, "threads"), key, kind, tuple(entries), declared=mode == "names")

    def linked_or_stamp(self) -> Stamp:
        """A stamp of a name: as soon as anything visible links its bearer, or its own."""
        return Stamp("linked", PUBLIC) if self.chance(0.25) else self.stamp()

    def named(self, word: str, stamp: Stamp) -> Entry:
        """A declared name."""
        rank = self.random.randint(1, 9) if self.chance(0.2) else 0
        more = f", rank: {rank}" if rank else ""
        return Entry("names", f'{{name: {word}, revealed: "{stamp.text}"{more}}}', stamp.ways, word, rank)

    def kind(self, word: str, stamp: Stamp) -> Entry:
        """A stamped kind."""
        return Entry("kind", f'{{kind: {word}, revealed: "{stamp.text}"}}', stamp.ways, word)

    def image(self, stamp: Stamp) -> Entry:
        """An image with its alt text."""
        file, alt = f"{self.token()}.jpg", f"a {self.token()} in the dark"
        return Entry("images", f'{{file: {file}, alt: {alt}, revealed: "{stamp.text}"}}', stamp.ways, file)

    def outside_id(self, stamp: Stamp) -> Entry:
        """An id elsewhere."""
        scheme, value = self.random.choice(["wikidata", "imdb", "tmdb"]), self.token()
        return Entry("ids", f'{{{scheme}: {value}, revealed: "{stamp.text}"}}', stamp.ways, value)

    def title_info(
        self, kind: str, name: str, first: int, seasons: tuple[int, ...], revealed: Ways = PUBLIC
    ) -> TitleInfo:
        """A title's name and installments, released in the year `first` and after."""
        key = f"{name} ({kind})" if self.chance(0.5) else name
        if key in self.titles:
            key = f"title {self.token()}"
        if kind not in LISTS:
            places = {(0, 0): f"{first}-0{self.random.randint(1, 9)}-15"}
        else:
            places = {
                (s, n): f"{first + s}-0{self.random.randint(1, 3)}-{10 + n * (7 if s % 2 else 1) % 15:02}"
                for s, count in enumerate(seasons, 1)
                for n in range(1, count + 1)
            }
        if kind in LISTS and self.chance(0.4):  # all of a season on one day
            places = {(s, n): f"{first + s}-04-01" for s, n in places}
        if kind in LISTS and self.chance(0.25):  # specials
            places |= {
                (0, n): self.random.choice(["", f"{first + n}-12-2{n}"]) for n in range(1, self.random.choice([2, 3]))
            }
        if kind in LISTS and self.chance(0.15):  # a season without dates, or an episode
            season = max(s for s, _ in places)
            undated = [place for place in places if place[0] == season][-self.random.choice([1, 9]) :]
            places |= dict.fromkeys(undated, "")
        coarse = {season: length_of_date(f"{key} {season}") for season, _ in places}
        places = {(s, n): day[: coarse[s] if coarse[s] or n % 2 else None] for (s, n), day in places.items()}
        info = TitleInfo(key, name, first, places, revealed)
        self.titles[key] = info
        self.cast.keys[key] = kind
        self.cast.names[key] = (name,)
        return info

    def title_pages(
        self, kind: str, info: TitleInfo, stamp: Stamp | None, partial: frozenset[tuple[str, int]]
    ) -> list[Page]:
        """The pages of a title: with its listing and headings, as yet without facts."""
        random, ways = self.random, stamp.ways if stamp else PUBLIC
        entries = [
            Entry("id", f"id: {id_of(info.key)}", ways),
            Entry("name", f"name: {info.name}", ways, info.name),
            Entry("year", f"year: {info.year}", ways),
            Entry(
                "certification", f"certification: {{US-TV: TV-{random.choice(['MA', '14'])}, US-MPA: Not Rated}}", ways
            ),
            Entry("genres", f"genres: [{', '.join(random.sample(['Action', 'Drama', 'Crime'], 2))}]", ways),
            Entry("platform", "platform: Netflix", ways),
            Entry("logline", f"logline: Somebody finds the {self.token()}.", ways),
            Entry("ids", f"{{imdb: {self.token()}}}", ways),
            self.image(self.stamp()),
        ]
        entries = [replace(e, field="ids-line", text=f"ids: {e.text}") if e.field == "ids" else e for e in entries]
        if stamp:
            entries.append(Entry("revealed", f'revealed: "{stamp.text}"', ways))
        whole = self.whole(info.key)
        if kind not in LISTS:
            place = info.places[0, 0]
            entries += [Entry("released", f"released: {place}", ways), Entry("minutes", "minutes: ~101", ways)]
            spot = Spot(info.key)
            parts = [Part("Facts", "Public", PUBLIC), Part("Facts", "Whole title", whole, spot=spot)]
            parts += self.sections()
            return [Page("titles", info.key, kind, tuple(entries), tuple(parts), ways=ways)]
        pages = [Page("titles", info.key, kind, tuple(entries), (Part("Facts", "Public", PUBLIC),), ways=ways)]
        for season in sorted({s for s, _ in info.places}):
            numbers = [n for s, n in info.places if s == season]
            count = len(numbers) + ((info.key, season) in partial)
            dated = all(info.places[season, n] for n in numbers)  # else the season's date would be that of the others
            date = f"{info.places[season, numbers[0]]}, " if dated else ""
            is_book = kind == "book"
            part, own = ("Part", "chapters") if is_book else ("Season", "episodes")
            head = f"{part} {season} ({date}{count} {own})"
            found = [Part(head, f"Whole {part.lower()}", self.season(info.key, season))]
            for n in numbers:
                day = info.places[season, n]
                rest = f" (~{40 + n} {'words' if is_book else 'min'}{f', {day}' if day else ''})"
                found.append(
                    Part(
                        head,
                        "",
                        ((Spot(info.key, season, n),),),
                        (),
                        Spot(info.key, season, n),
                        n,
                        f"The {self.token()}",
                        rest,
                    )
                )
            if self.chance(0.3):
                pages.append(
                    Page("titles", f"{base(info.key)} {self.token()} S{season}", "season", (), tuple(found), info.key)
                )
            else:
                pages[0] = replace(pages[0], parts=(*pages[0].parts, *found))
        last = max(s for s, _ in info.places)
        early = (info.key, last + 1) in partial
        if early or self.chance(0.3):
            part = "Part" if kind == "book" else "Season"
            head = f"{part} {last + 1} (announced {info.year + 4}-07-21)"
            parts = [Part(head, f"Whole {part.lower()}", NEVER)]
            # What an announced season lists is not there: no spot, and no number in any listing.
            parts += [Part(head, f"{n}. The {self.token()}", NEVER) for n in range(1, 3) if early]
            pages[0] = replace(pages[0], parts=(*pages[0].parts, *parts))
        pages[0] = replace(pages[0], parts=(*pages[0].parts, Part("Facts", "Whole title", whole), *self.sections()))
        return pages

    def sections(self) -> list[Part]:
        """Synopsis and news, each under stamps of their own."""
        found = []
        for section, most in (("Synopsis", 3), ("News", 2)):
            for _ in range(self.random.randint(1, most)):
                stamp = self.stamp() if self.chance(0.7) else Stamp("Public", PUBLIC)
                found.append(Part(section, stamp.text, stamp.ways))
        return found


def length_of_date(salt: str) -> int | None:
    """How many characters are known of the dates of a season: all (None), those of the month or those of the year. It
    draws from no other dice, so that nothing else of a universe hangs on it."""
    return {0: len("2016"), 1: len("2016-03")}.get(crc32(salt.encode()) % 6)


def waits_too(entry: Entry, ways: Ways) -> Entry:
    """An entry of a page that is stamped as a whole: what has no stamp of its own has the page's, the others need
    both."""
    if entry.field == "name" or '"linked"' in entry.text:
        return replace(entry, ways=ways)
    return replace(entry, ways=both(entry.ways, ways))


def _clock(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def cast_entry(actor: str, character: str, mark: str, ways: Ways) -> Entry:
    """A cast line; `ways` reveal what of it is not public."""
    role = f" as [[{character}]]" if character else ""
    return Entry("cast", f'"[[{actor}]]{role}{f" ({mark})" if mark else ""}"', ways, character)


def make(seed: int, size: int = 46) -> World:
    """The universe of a seed, with about `size` statements besides listings."""
    maker = Maker(seed)
    maker.rich = seed >= RICH
    random = maker.random
    names = [maker.name() for _ in range(4)]
    maker.by_name = maker.chance(0.5)
    second = "book" if seed % 4 == 3 else "series"
    infos = [
        ("series", maker.title_info("series", names[0], 2014, (3, 2)), None),
        (second, maker.title_info(second, names[1], 2015, (random.randint(2, 3),)), None),
        ("film", maker.title_info(random.choice(["film", "short", "special"]), names[2], 2016, ()), None),
    ]
    infos[2] = (maker.cast.keys[infos[2][1].key], infos[2][1], None)
    if maker.chance(0.4):
        infos.append(("series", maker.title_info("series", names[0], 2018, (2,)), None))
    maker.partial = frozenset({(infos[1][1].key, 1)} if maker.chance(0.15) else ())
    if maker.chance(0.15):
        info = infos[0][1]
        maker.partial |= {(info.key, max(s for s, _ in info.places) + 1)}
    if maker.chance(0.8):
        stamp = maker.stamp()
        kind = random.choice(["series", "film"])
        name = random.choice([names[3], names[3], names[3], names[1]]) if not maker.by_name else names[3]
        info = maker.title_info(kind, name, random.randint(2015, 2019), (2,), stamp.ways)
        infos.append((kind, info, stamp))  # type: ignore[arg-type]
    pages = [page for kind, info, stamp in infos for page in maker.title_pages(kind, info, stamp, maker.partial)]
    kinds = ["character"] * 7 + ["person"] * 3 + ["group"] * 2 + ["place"] * 2 + ["object", "thread", "thread"]
    entities = [maker.entity(kind) for kind in kinds]
    if maker.chance(0.5):
        entities.append(maker.entity("character", namesake=random.choice(_called(entities)) or maker.name()))
    pages += entities
    pages = _fill(maker, pages, size)
    if maker.rich:
        pages = [_framed(maker, page) for page in pages]
    pages = [_with_cast(maker, page, pages) if page.kind in TITLES else page for page in pages]
    universe = Page("", "universe", "universe", (Entry("name", "name: Some Stories"), Entry("d", "description: Two.")))
    return World((universe, *pages), dict(maker.titles), partial=maker.partial, by_name=maker.by_name, rich=maker.rich)


def _called(pages: list[Page]) -> list[str]:
    return [entry.word for page in pages for entry in page.entries if entry.field in ("name", "names")] or [""]


def _fill(maker: Maker, pages: list[Page], size: int) -> list[Page]:
    """Put statements below the headings, and stamped headings with statements on some pages of entities."""
    random, blocks = maker.random, list[str]()
    own = [n for n, page in enumerate(pages) if page.kind in ENTITIES]
    for n in random.sample(own, min(4, len(own))):
        stamp = maker.stamp()
        if stamp.ways != PUBLIC:
            pages[n] = replace(pages[n], parts=(Part("", stamp.text, stamp.ways),))
    places = [(p, s) for p, page in enumerate(pages) for s in range(len(page.parts))]
    for _ in range(size):
        p, s = random.choice(places)
        part = pages[p].parts[s]
        if part.ways == PUBLIC and maker.chance(0.5):
            continue
        item = maker.item(blocks, part)
        if item is None:
            continue
        if isinstance(item, Fact) and item.verb != "news" and maker.chance(0.25):
            item = replace(item, block=maker.token())
            blocks.append(item.block)
        parts = list(pages[p].parts)
        parts[s] = replace(part, items=(*part.items, item))
        pages[p] = replace(pages[p], parts=tuple(parts))
    return pages


def _framed(maker: Maker, page: Page) -> Page:
    """A page with frames around all that stands below some of its headings."""
    parts = []
    for part in page.parts:
        frames = (
            [maker.frame(maker.stamp()) for _ in range(2 if maker.chance(0.2) else 1)] if maker.chance(0.15) else []
        )
        facts = [item for item in part.items if isinstance(item, Fact)]
        found = apart([it for fact in facts for it in fact.frames], frames)
        parts.append(replace(part, frames=found if all(fact.is_apt(found) for fact in facts) else ()))
    return replace(page, parts=tuple(parts))


def apart(others: Iterable[Frame], frames: Iterable[Frame]) -> tuple[Frame, ...]:
    """Those of `frames` that are not within themselves, nor within or around the same one among `others`. What is
    written in different ways may be the same kind."""
    known = {(it.name, it.text) for it in others}
    return tuple({(it.name, it.text): it for it in frames if (it.name, it.text) not in known}.values())


def _with_cast(maker: Maker, page: Page, pages: list[Page]) -> Page:
    """A title's page with cast lines of all sorts."""
    random = maker.random
    actors = [key for key, kind in maker.cast.keys.items() if kind == "person"]
    characters = [key for key, kind in maker.cast.keys.items() if kind == "character"]
    entries = list(page.entries)
    for actor in random.sample(actors, random.randint(0, len(actors))):
        mark = random.choice(["", "", "public", "public role"])
        character = random.choice(characters) if mark != "public" or maker.chance(0.6) else ""
        entries.append(cast_entry(actor, character, mark, PUBLIC if mark else ()))
    return replace(page, entries=tuple(entries))


# --- progress -------------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Trek:
    """A progress: what was seen and told, in seconds (END: all of it). `text`: how somebody typed it, where that is not
    title by title and place by place."""

    seen: Passed
    told: Passed
    text: str = ""

    @property
    def passed(self) -> Passed:
        """The further of both in every installment."""
        return {place: max(self.seen.get(place, -1), self.told.get(place, -1)) for place in {**self.seen, **self.told}}


def trek(world: World, seed: int | str) -> Trek:
    """A progress through a universe: nothing, holes, times, told, a text with "before" or with places that narrow a
    title, or everything."""
    random = Random(f"trek {seed}")
    every = [(key, *place) for key, info in world.titles.items() for place in info.places]
    kind = random.choice(
        ["nothing", "holes", "holes", "holes", "times", "told", "before", "typed", "everything", "first"]
    )
    if kind == "nothing":
        return Trek({}, {})
    if kind == "everything":
        return Trek(dict.fromkeys(every, END), {})
    if kind in ("before", "typed"):
        return typed_trek(world, random, narrowed=kind == "typed")
    if kind == "first":
        title = random.choice(list(world.titles))
        return Trek({place: END for place in every if place[0] == title}, {})
    share = random.choice([0.25, 0.5, 0.8])
    seen = {place: END for place in every if random.random() < share}
    told: Passed = {}
    if kind == "times":
        seen = {place: random.randint(1, 42) * 60 if random.random() < 0.4 else END for place in seen}
    if kind == "told":
        told = {place: END for place in every if random.random() < 0.3}
    return Trek(seen, told)


def typed_trek(world: World, random: Random, *, narrowed: bool) -> Trek:
    """What came out before a title that everybody knows, of the titles that are known by then; where `narrowed`, beside
    titles of which a place after them says which part is meant."""
    public = [info for info in world.titles.values() if info.revealed == PUBLIC]
    said: Passed = {}
    terms = list[str]()
    for info in random.sample(public, min(2, len(public))) if narrowed else ():
        text, marks = narrowed_title(info, random)
        terms.append(text)
        said |= {(info.key, *place): seconds for place, seconds in marks.items()}
    dated = [(day, info) for info in public if (day := info.begins())]
    if not dated or (narrowed and random.random() < 0.4):
        return Trek(said, {}, ", ".join(terms))
    day, until = random.choice(dated)
    told = random.random() < 0.3
    terms.insert(random.randint(0, len(terms)), f'{"told " if told else ""}before "{until.name} ({until.year})"')
    before: Passed = {}
    while True:
        known = [it for it in world.titles.values() if not outside(it.revealed, {**before, **said})]
        out = [(it.key, *place) for it in known for place, date in it.places.items() if date and last_day(date) < day]
        if len(out) == len(before):
            break
        before = dict.fromkeys(out, END)
    text = random.choice([", ", "; ", "\n"]).join(terms)
    return Trek(said, before, text) if told else Trek({**said, **before}, {}, text)


def narrowed_title(info: TitleInfo, random: Random) -> tuple[str, dict[tuple[int, int], int]]:
    """A title alone and then a place in it, and what that comes to."""
    between = random.choice([", ", "; ", "\n", " and "])
    head = f'"{info.name} ({info.year})"{between}'
    season, number = random.choice(list(info.places))
    if (season, number) == (0, 0):
        return f"{head}@00:12:00", {(0, 0): 720}
    if random.random() < 0.3:
        return f"{head}{season}x{number:02}@00:12:00", {(season, number): 720}
    if random.random() < 0.5:
        return f"{head}{season}x{number:02}", {(season, number): END}
    return f"{head}S{season}", {place: END for place in info.places if place[0] == season}


def trek_text(world: World, trek: Trek) -> str:
    """A progress as people type it. Titles that it does not reveal cannot be typed, and are left out."""
    if trek.text:
        return trek.text
    parts = []
    for told, marks in (("", trek.seen), ("told ", trek.told)):
        for title in sorted({place[0] for place in marks}):
            info = world.titles[title]
            if not outside(info.revealed, trek.passed):
                own = {place[1:]: seconds for place, seconds in marks.items() if place[0] == title}
                parts += [f'{told}"{info.name} ({info.year})"{place}' for place in places(info, own)]
    return ", ".join(parts) or "nothing"


def places(info: TitleInfo, marks: dict[tuple[int, int], int]) -> list[str]:
    """Whole seasons where they are whole, else episode by episode."""
    found = []
    for season in sorted({season for season, _ in marks}):
        listed = [place for place in info.places if place[0] == season]
        if listed != [(0, 0)] and all(marks.get(place) == END for place in listed):
            found.append(f" S{season}")
            continue
        for place in sorted(place for place in marks if place[0] == season):
            time = "" if marks[place] == END else f"@{_clock(marks[place])}"
            found.append((f" {place[0]}x{place[1]:02}" if place[1] else "") + time)
    return found


seeds = st.integers(min_value=0, max_value=RICH - 1)
all_seeds = seeds | seeds.map(lambda seed: seed + RICH)
"""Those of rich universes among them."""
worlds = all_seeds.map(make)
"""Universes, as Hypothesis draws them."""


@st.composite
def worlds_and_treks(draw: st.DrawFn) -> tuple[World, Trek]:
    """A universe and a progress through it."""
    world = make(draw(all_seeds))
    return world, trek(world, draw(seeds))


@st.composite
def nested(draw: st.DrawFn) -> tuple[World, Trek, Trek]:
    """A universe and two progresses, the first contained in the second."""
    world = make(draw(all_seeds))
    less, more = trek(world, draw(seeds)), trek(world, draw(seeds))
    return world, less, Trek(_joined(less.seen, more.seen), _joined(less.told, more.told))


def _joined(a: Passed, b: Passed) -> Passed:
    return {place: max(a.get(place, -1), b.get(place, -1)) for place in {**a, **b}}
