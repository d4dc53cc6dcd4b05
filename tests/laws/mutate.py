"""The mutator: changes a universe only in what a progress may not know, as the naive reference decides.

It changes, adds and removes statements of which every alternative holds a position outside the progress: facts,
sentences, names, images, ids, kinds, roles, alternatives that were not passed and their sources, names of installments
beyond the posture, whole entities and whole titles; and it gives entities other keys where their keys show nowhere.

What another statement says by naming it is left alone: a block id that a statement inside the progress refers to, and
the wording of a name that any link writes out (`[[X|N]]` needs the name N just because N is declared).
"""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import product
from random import Random

from tests.laws.generate import ENTITIES, PRESENT, TITLES, Maker, Trek, apart, cast_entry, some_word, words
from tests.laws.model import (
    Also,
    Entry,
    Fact,
    Item,
    Page,
    Part,
    Place,
    Stamp,
    TitleInfo,
    World,
    base,
    heading_ways,
    id_of,
    links,
    wordings,
)
from tests.laws.naive import END, PUBLIC, Passed, Spot, Way, Ways, both, outside

OWN_VERB = """
[glimmers]
forms = ["glimmers at", "glimmer at"]
objects = ["anyone"]
met = true
"""


@dataclass(slots=True)
class Change:
    """What was done: `touched` are the keys it concerns, `kinds` the sorts of changes, `keys` new keys for old."""

    touched: set[str] = field(default_factory=set)
    kinds: list[str] = field(default_factory=list)
    keys: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two universes that this progress must not be able to tell apart: `world`, and what it was changed to."""

    world: World
    trek: Trek
    changed: World
    left: dict[str, str]
    right: dict[str, str]
    change: Change
    claim: TitleInfo | None = None
    """A secret title that says itself who may know of it: whoever claims to have seen it."""
    typed: tuple[str, ...] = ()
    """Texts about it and about what is hidden beside it, all of them wrong to whoever may not know that."""

    def known(self) -> set[str]:
        """Keys that a statement inside the progress names."""
        passed = self.trek.passed
        return {key for place in self.world.where() for key in told(place, passed)}

    @property
    def touches(self) -> bool:
        """Whether the change concerns something that a statement inside the progress names too."""
        return bool(self.known() & self.change.touched)


def named(item: Item) -> set[str]:
    """Keys that an item links."""
    return links(item.text())


def told(place: Place, passed: Passed) -> set[str]:
    """Keys of those whom an item names to this progress: before somebody is unmasked, of the one they seem to be."""
    return {key for said in place.says() if not outside(said.ways, passed) for key in said.names}


def pair(
    world: World,
    trek: Trek,
    seed: int | str,
    count: int = 4,
    *,
    namesake: bool = False,
    crowded: bool = False,
    claimed: bool = False,
) -> Pair:
    """A universe and a changed one. `namesake`: one of the changes adds a secret title that is called like a known
    one. `crowded`: both have a secret title that a claim admits, and the changed one has many more beside it.
    `claimed`: one of the changes adds a secret title that a claim would admit; the texts take it back."""
    if crowded:
        return crowded_pair(world, trek, seed, count)
    mutator = Mutator(world, trek, seed)
    if namesake:
        mutator.make(mutator.add_namesake)
    if claimed:
        mutator.make(mutator.add_claimed)
    for _ in range(count * 4):
        if len(mutator.change.kinds) >= count:
            break
        mutator.step()
    right = rekeyed(mutator.world.text(), mutator.change.keys)
    typed = tuple(mutator.typed)
    return Pair(world, trek, mutator.world, world.text(), right, mutator.change, typed=typed)


MANY = 60
"""More than anybody would look at one by one."""
CLAIM = TitleInfo("zzz claim", "Quayside Ferry", 2014, {(0, 0): "2014-05-15"}, ((Spot("zzz claim"),),))
GUESSED = "lanternhouse"


def crowded_pair(world: World, trek: Trek, seed: int | str, count: int) -> Pair:
    """A pair whose changed universe hides, also from those who have seen the `CLAIM` of both: a title with a very long
    name, a title that is guessed at in many spellings, and many titles that are called like the claim."""
    world = replace(
        world,
        pages=(*world.pages, secret_film(CLAIM, f"[[{CLAIM.key}]]")),
        titles={**world.titles, CLAIM.key: CLAIM},
    )
    passed = {**trek.passed, (CLAIM.key, 0, 0): END}
    mutator = Mutator(world, trek, seed)
    mutator.passed = passed
    for _ in range(count * 4):
        if len(mutator.change.kinds) >= count:
            break
        mutator.step()
    mutator.make(mutator.add_crowd)
    right = rekeyed(mutator.world.text(), mutator.change.keys)
    known = next((info for info in world.titles.values() if not outside(info.revealed, trek.passed)), CLAIM)
    spellings = ("".join(c.upper() if n >> at & 1 else c for at, c in enumerate(GUESSED)) for n in range(1, MANY + 1))
    guesses = ", ".join(f"{word} 9x99" for word in spellings)
    typed = (
        f"{known.name}{'!' * 1500} 9x99",
        f"{CLAIM.name}x, {CLAIM.name}",
        f"{CLAIM.name}x, {guesses}, {CLAIM.name}",
    )
    return Pair(world, trek, mutator.world, world.text(), right, mutator.change, CLAIM, typed)


def secret_film(info: TitleInfo, stamp: str) -> Page:
    """A film of which nothing is told; its name waits for a stamp."""
    lines = {"id": id_of(info.key), "name": info.name, "year": str(info.year), "released": info.places[0, 0]}
    lines |= {"revealed": f'"{stamp}"'}
    entries = tuple(Entry(name, f"{name}: {text}", info.revealed, text) for name, text in lines.items())
    return Page("titles", info.key, "film", entries, ways=info.revealed)


def rekeyed(files: dict[str, str], keys: dict[str, str]) -> dict[str, str]:
    """`files` with other keys for some pages, in links, file names and seasons' pages."""
    for old, new in keys.items():
        link, of = re.compile(rf"\[\[{re.escape(old)}(?=[\]|])"), f'of: "{old}"'
        files = {
            re.sub(rf"(^|/){re.escape(old)}\.md$", lambda m, n=new: f"{m[1]}{n}.md", path):  # type: ignore[misc]
            link.sub(lambda _, n=new: f"[[{n}", text).replace(of, f'of: "{new}"')  # type: ignore[misc]
            for path, text in files.items()
        }  # fmt: skip
    return files


class Mutator:
    """Changes `world` step by step; each way to change it is a method that gives the kind of change, or ""."""

    def __init__(self, world: World, trek: Trek, seed: int | str) -> None:
        self.world, self.passed, self.seen = world, trek.passed, trek.seen
        self.random = Random(f"mutate {seed}")
        self.maker = Maker(f"mutate {seed}", 0, "ny")
        self.maker.titles = dict(world.titles)
        self.maker.by_name, self.maker.rich = False, world.rich
        self.maker.partial = world.partial
        self.maker.cast.keys = {page.key: page.kind for page in world.pages if page.kind in (*ENTITIES, *TITLES)}
        written = " ".join(world.text().values())
        self.written = wordings(written)
        self.maker.cast.names = {
            page.key: tuple(e.word for e in page.entries if e.field in ("name", "names")) for page in world.pages
        }
        self.change = Change()
        self.typed: list[str] = []

    def step(self) -> None:
        """One change, if the one that was drawn can be made."""
        ways: list[tuple[int, Callable[[], set[str] | None]]] = [
            (4, self.remove_item), (6, self.change_item), (8, self.add_item), (2, self.add_alternative),
            (3, self.change_alternative), (3, self.change_heading_alternative), (3, self.add_entry),
            (3, self.change_entry), (2, self.remove_entry), (2, self.rename_installment), (2, self.add_entity),
            (2, self.remove_entity), (2, self.add_title), (2, self.change_title), (3, self.remove_title),
            (2, self.add_cast), (2, self.drop_cast), (2, self.add_section), (1, self.add_verb), (1, self.give_key),
            (2, self.add_identity), (2, self.add_tie), (2, self.add_disproof), (2, self.change_scene),
            (2, self.change_entity_stamp),
        ]  # fmt: skip
        if self.world.rich:
            ways += [
                (12, self.add_double), (12, self.change_double), (12, self.remove_double), (9, self.add_frame),
                (9, self.change_frame), (5, self.remove_frame), (4, self.change_note), (8, self.add_cast),
            ]  # fmt: skip
        self.make(self.random.choices([way for _, way in ways], [weight for weight, _ in ways])[0])

    def make(self, change: Callable[[], set[str] | None]) -> None:
        """This change, if it can be made, and the doubles of all facts make sense after it."""
        before = self.world
        touched = change()
        if touched is not None and self.world.rich and not self.world.is_apt():
            self.world = before
        elif touched is not None:
            self.change.touched |= touched
            self.change.kinds.append(change.__name__)

    # --- finding -------------------------------------------------------------------------------------------------
    def hidden(self, ways: Ways) -> bool:
        """Whether a statement with these alternatives is outside."""
        return outside(ways, self.passed)

    def hidden_items(self) -> list[Place]:
        """Items outside, whose removal leaves no reference of an item inside behind."""
        needed = {block for place in self.world.where() if not self.hidden(place.ways) for block in place.item.refers()}
        return [
            place
            for place in self.world.where()
            if self.hidden(place.ways) and not (isinstance(place.item, Fact) and place.item.block in needed)
        ]

    def hidden_parts(self) -> list[tuple[int, int, Part]]:
        """Headings whose stamp is outside."""
        return [
            (p, s, part)
            for p, page in enumerate(self.world.pages)
            for s, part in enumerate(page.parts)
            if self.hidden(part.ways)
        ]

    def pick_item(self) -> Place | None:
        """A hidden item."""
        found = self.hidden_items()
        return self.random.choice(found) if found else None

    def blocks(self) -> list[str]:
        """Ids of all facts."""
        return [p.item.block for p in self.world.where() if isinstance(p.item, Fact) and p.item.block]

    def put(self, place: Place, item: Item | None) -> None:
        """Replace an item, or take it away."""
        items = list(place.part.items)
        items[place.number : place.number + 1] = [item] if item else []
        self.world = self.world.with_items(place.page_number, place.part_number, tuple(items))

    def stamp(self) -> Stamp | None:
        """A stamp outside."""
        return self.maker.hidden_stamp(self.passed)

    def good(self, item: Item | None, part: Part) -> Item | None:
        """`item`, where it is outside (a time of its own may have put it inside), and names no word that is a name."""
        if item is None or not self.hidden(Place(0, 0, 0, self.world.pages[0], part, item).ways):
            return None
        return item

    # --- items ---------------------------------------------------------------------------------------------------
    def remove_item(self) -> set[str] | None:
        """Remove a fact or a sentence."""
        place = self.pick_item()
        if place is None or self.names_written(place.item):
            return None
        self.put(place, None)
        return named(place.item)

    def names_written(self, item: Item) -> bool:
        """Whether an item gives a name that some link writes out."""
        return isinstance(item, Fact) and item.words in self.written

    def change_item(self) -> set[str] | None:
        """Put another fact or sentence in the place of a hidden one; a fact keeps its id."""
        place = self.pick_item()
        if place is None or self.names_written(place.item):
            return None
        item = self.good(self.maker.item(self.blocks(), place.part), place.part)
        if item is None:
            return None
        if isinstance(place.item, Fact) and place.item.block:
            if not isinstance(item, Fact) or item.verb == "news":
                return None
            item = replace(item, block=place.item.block)
        self.put(place, item)
        return named(place.item) | named(item)

    def add_item(self) -> set[str] | None:
        """Put a new fact or sentence below a hidden heading, or a late or otherwise unreachable one below another."""
        found = self.hidden_parts()
        if not found:
            return None
        p, s, part = self.random.choice(found)
        item = self.good(self.maker.item(self.blocks(), part), part)
        if item is None:
            return None
        return self.insert(p, s, item)

    def insert(self, p: int, s: int, item: Item) -> set[str]:
        """Put an item anywhere below a heading."""
        items = list(self.world.pages[p].parts[s].items)
        items.insert(self.random.randint(0, len(items)), item)
        self.world = self.world.with_items(p, s, tuple(items))
        return named(item)

    def add_identity(self) -> set[str] | None:
        """Say below a hidden heading that two are one."""
        return self.add_of_role("identity")

    def add_disproof(self) -> set[str] | None:
        """Disprove below a hidden heading what was believed."""
        blocks = self.blocks()
        found = self.hidden_parts()
        if not found or not blocks:
            return None
        p, s, part = self.random.choice(found)
        if part.section == "News":
            return None
        fact = self.maker.fact(some_word(self.random, [w for w in words() if w.role == ""]), [], part)
        if fact is None or self.good(replace(fact, disproves=(self.random.choice(blocks),)), part) is None:
            return None
        belief = self.random.choice(blocks)
        about = [named(p.item) for p in self.world.where() if isinstance(p.item, Fact) and p.item.block == belief]
        return self.insert(p, s, replace(fact, disproves=(belief,))) | about[0]

    def add_tie(self) -> set[str] | None:
        """Add a hidden fact of titles, or of their installments."""
        return self.add_of_role("continues")

    def add_of_role(self, role: str) -> set[str] | None:
        """Add a fact of a verb with this role below a hidden heading."""
        found = [it for it in self.hidden_parts() if it[2].section != "News"]
        if not found:
            return None
        p, s, part = self.random.choice(found)
        word = self.random.choice([w for w in words() if w.role == role])
        fact = self.maker.fact(word, self.blocks(), part)
        if fact is None or self.good(fact, part) is None:
            return None
        return self.insert(p, s, fact)

    def add_section(self) -> set[str] | None:
        """Add a hidden heading with an item to an entity's page, or to the synopsis or news of a title."""
        p = self.random.randrange(1, len(self.world.pages))
        page, stamp = self.world.pages[p], self.stamp()
        if stamp is None or page.kind == "season":
            return None
        section = self.random.choice(["Synopsis", "News", "Facts"]) if page.kind in TITLES else ""
        part = Part(section, stamp.text, stamp.ways)
        item = self.good(self.maker.item(self.blocks(), part), part)
        if item is None:
            return None
        parts = list(page.parts)
        at = len(parts) if page.kind not in TITLES else self.random.choice([0, len(parts)])
        parts.insert(at, replace(part, items=(item,)))
        self.world = self.world.with_page(p, replace(page, parts=tuple(parts)))
        return named(item)

    def add_verb(self) -> set[str] | None:
        """Add a verb of the universe's own, and use it out of sight."""
        if self.world.verbs:
            return None
        found = [it for it in self.hidden_parts() if it[2].section not in ("News", "Synopsis")]
        if not found:
            return None
        p, s, part = self.random.choice(found)
        word = next(w for w in words(OWN_VERB))
        fact = self.maker.fact(word, [], part)
        if fact is None or self.good(fact, part) is None:
            return None
        self.world = replace(self.world, verbs=OWN_VERB)
        return self.insert(p, s, fact)

    # --- alternatives --------------------------------------------------------------------------------------------
    def facts(self) -> list[Place]:
        """Every fact, hidden or not."""
        return [place for place in self.world.where() if isinstance(place.item, Fact)]

    def add_alternative(self) -> set[str] | None:
        """Give a fact, best one that can be seen, a further alternative that is outside, with a source of its own."""
        found, stamp = self.facts(), self.stamp()
        if not found or stamp is None:
            return None
        place = self.random.choice(found)
        assert isinstance(place.item, Fact)
        also = list(place.item.also)
        also.insert(self.random.randint(0, len(also)), Also(stamp, self.maker.source(0.7)))
        self.put(place, replace(place.item, also=tuple(also)))
        return named(place.item)

    def change_alternative(self) -> set[str] | None:
        """Change or remove an alternative that was not passed, of any fact."""
        found = [
            (place, n)
            for place in self.facts()
            if isinstance(place.item, Fact)
            for n, also in enumerate(place.item.also)
            if self.hidden(also.stamp.ways)
        ]
        if not found:
            return None
        place, n = self.random.choice(found)
        assert isinstance(place.item, Fact)
        also, stamp = list(place.item.also), self.stamp()
        also[n : n + 1] = [Also(stamp, self.maker.source(0.8))] if stamp and self.random.random() < 0.6 else []
        self.put(place, replace(place.item, also=tuple(also)))
        return named(place.item)

    def change_heading_alternative(self) -> set[str] | None:
        """Change the time, the source or the needs of the heading's alternative, where that was not passed."""
        found = [p for p in self.facts() if self.hidden(heading_ways(p.part, p.item))]
        if not found:
            return None
        place = self.random.choice(found)
        fact = place.item
        assert isinstance(fact, Fact)
        changed = replace(fact, source=self.maker.source(0.8))
        if fact.lead:
            shift = self.random.randint(1, 40) * 60
            changed = replace(changed, lead=tuple(second + shift for second in fact.lead))
        if self.random.random() < 0.3 and (stamp := self.stamp()):
            changed = replace(changed, needs=(stamp,))
        if not self.hidden(heading_ways(place.part, changed)):
            return None
        self.put(place, changed)
        return named(fact)

    def change_scene(self) -> set[str] | None:
        """As above, but only of what has a time, and is seen by another alternative."""
        found = [
            p
            for p in self.facts()
            if isinstance(p.item, Fact)
            and p.part.spot
            and p.item.also
            and self.hidden(heading_ways(p.part, p.item))
            and not self.hidden(p.ways)
        ]
        if not found:
            return None
        place = self.random.choice(found)
        fact = place.item
        assert isinstance(fact, Fact)
        start = self.random.randint(41, 60) * 60
        changed = replace(fact, lead=(start, start + self.random.randint(1, 50)))
        if not self.hidden(heading_ways(place.part, changed)):
            return None
        self.put(place, changed)
        return named(fact)

    # --- who is really there ---------------------------------------------------------------------------------------
    def secret_doubles(self) -> list[tuple[Place, Fact, int]]:
        """Those who are taken for others and were not unmasked: the item, its fact, and which double of it."""
        return [
            (place, place.item, n)
            for place in self.facts()
            if isinstance(place.item, Fact) and not place.item.own  # a true one's own order waits as well
            for n, it in enumerate(place.item.doubles)
            if self.hidden(both(place.ways, it.until.ways))
        ]

    def add_double(self) -> set[str] | None:
        """Say of somebody in a fact, best one that can be seen, that it was another, who was not unmasked."""
        found = [place for place in self.facts() if isinstance(place.item, Fact) and self.bears_doubles(place.item)]
        found = [it for it in found if not self.hidden(it.ways)] or found
        stamp = self.stamp()
        if not found or stamp is None:
            return None
        place = self.random.choice(found)
        fact = self.maker.doubled(place.item, stamp) if isinstance(place.item, Fact) else None
        if fact is None or not self.is_hidden_double(fact, place.item, place.part):
            return None
        self.put(place, fact)
        return {fact.doubles[-1].who, fact.doubles[-1].seems}

    def is_hidden_double(self, fact: Fact, plain: Item, part: Part) -> bool:
        """Whether a `fact` with one more double reads as the `plain` one to those who do not know of it: in a `part`
        whose frames it would not rename."""
        who = fact.doubles[-1].who
        is_owner = any(frame.name == who for frame in part.frames)
        page = who in {page.key for page in self.world.pages}
        return page and not is_owner and self.unmasked(fact, len(fact.doubles) - 1) == plain

    def bears_doubles(self, fact: Fact) -> bool:
        """Whether a fact may say that somebody in it is another."""
        return not fact.own and not any(word.id == fact.verb and word.role in ("name", "news") for word in words())

    def change_double(self) -> set[str] | None:
        """Put somebody else in the place of a true one, or unmask them by another stamp."""
        found = self.secret_doubles()
        stamp = self.stamp()
        if not found or stamp is None:
            return None
        place, fact, n = self.random.choice(found)
        old = fact.doubles[n]
        if self.random.random() < 0.4:
            new = replace(old, until=stamp, short=self.random.random() < 0.5)
            self.put(place, replace(fact, doubles=(*fact.doubles[:n], new, *fact.doubles[n + 1 :])))
            return {old.who, old.seems}
        plain = self.unmasked(fact, n)
        made = self.maker.doubled(plain, old.until)
        if made is None or not self.is_hidden_double(made, plain, place.part):
            return None
        self.put(place, made)
        return {old.who, old.seems, made.doubles[-1].who, made.doubles[-1].seems}

    def remove_double(self) -> set[str] | None:
        """Say no more of somebody who was not unmasked that they are another."""
        found = self.secret_doubles()
        if not found:
            return None
        place, fact, n = self.random.choice(found)
        self.put(place, self.unmasked(fact, n))
        return {fact.doubles[n].who, fact.doubles[n].seems}

    def unmasked(self, fact: Fact, n: int) -> Fact:
        """`fact` without one of its doubles, as it reads to those who do not know of it."""
        alone = replace(fact, doubles=(fact.doubles[n],)).without_doubles()
        return replace(alone, doubles=(*fact.doubles[:n], *fact.doubles[n + 1 :]))

    def secret_frames(self) -> list[tuple[Place, int]]:
        """Frames of facts that are not known: the item and which frame of it."""
        return [
            (place, n)
            for place in self.facts()
            if isinstance(place.item, Fact)
            for n, it in enumerate(place.item.frames)
            if it.revealed and self.hidden(it.ways(place.ways))
        ]

    def add_frame(self) -> set[str] | None:
        """Put a fact, or all that stands below a heading, into a frame that is not known."""
        stamp = self.stamp()
        if stamp is None:
            return None
        frame = replace(self.maker.frame(stamp), revealed=stamp)
        if self.random.random() < 0.3:
            p = self.random.choice([p for p, page in enumerate(self.world.pages) if page.parts])
            s = self.random.randrange(len(self.world.pages[p].parts))
            part = self.world.pages[p].parts[s]
            own = [it for item in part.items if isinstance(item, Fact) for it in item.frames]
            if not apart([*own, *part.frames], [frame]):
                return None
            at = self.random.randint(0, len(part.frames))
            self.set_part(p, s, replace(part, frames=(*part.frames[:at], frame, *part.frames[at:])))
            return {frame.name} - {""} | {key for item in part.items for key in named(item)}
        found = self.facts()
        found = [it for it in found if not self.hidden(it.ways)] or found
        if not found:
            return None
        place = self.random.choice(found)
        fact = place.item
        assert isinstance(fact, Fact)
        if not apart([*fact.frames, *place.part.frames], [frame]):
            return None
        at = self.random.randint(0, len(fact.frames))
        self.put(place, replace(fact, frames=(*fact.frames[:at], frame, *fact.frames[at:])))
        return named(fact) | ({frame.name} - {""})

    def set_part(self, p: int, s: int, part: Part) -> None:
        """Put a heading in another's place."""
        parts = list(self.world.pages[p].parts)
        parts[s] = part
        self.world = self.world.with_page(p, replace(self.world.pages[p], parts=tuple(parts)))

    def change_frame(self) -> set[str] | None:
        """Make another frame of one that is not known."""
        found, stamp = self.secret_frames(), self.stamp()
        if not found or stamp is None:
            return None
        place, n = self.random.choice(found)
        fact = place.item
        assert isinstance(fact, Fact)
        frames = list(fact.frames)
        frames[n] = replace(self.maker.frame(stamp), revealed=stamp)
        if not apart([*frames[:n], *frames[n + 1 :], *place.part.frames], [frames[n]]):
            return None
        self.put(place, replace(fact, frames=tuple(frames)))
        return named(fact)

    def remove_frame(self) -> set[str] | None:
        """Take a frame away that is not known, from a fact or from all that stands below a heading."""
        parts = [
            (p, s, n)
            for p, page in enumerate(self.world.pages)
            for s, part in enumerate(page.parts)
            for n, it in enumerate(part.frames)
            if all(
                self.hidden(it.ways(place.ways))
                for place in self.world.where()
                if (place.page_number, place.part_number) == (p, s)
            )
        ]
        found = self.secret_frames()
        if parts and (not found or self.random.random() < 0.4):
            p, s, n = self.random.choice(parts)
            part = self.world.pages[p].parts[s]
            self.set_part(p, s, replace(part, frames=(*part.frames[:n], *part.frames[n + 1 :])))
            return {key for item in part.items for key in named(item)}
        if not found:
            return None
        place, n = self.random.choice(found)
        fact = place.item
        assert isinstance(fact, Fact)
        self.put(place, replace(fact, frames=(*fact.frames[:n], *fact.frames[n + 1 :])))
        return named(fact)

    def change_note(self) -> set[str] | None:
        """Say of those in a hidden scene in another way how they are there."""
        roles = {word.id: word.role for word in words()}
        found = [
            place
            for place in self.hidden_items()
            if isinstance(place.item, Fact) and roles.get(place.item.verb) in PRESENT
        ]
        if not found:
            return None
        place = self.random.choice(found)
        fact = place.item
        assert isinstance(fact, Fact)
        self.put(place, replace(fact, notes=tuple(self.maker.note() for _ in fact.subjects)))
        return named(fact)

    # --- front matter --------------------------------------------------------------------------------------------
    def entity_pages(self) -> list[int]:
        """Numbers of the pages of entities."""
        return [n for n, page in enumerate(self.world.pages) if page.kind in ENTITIES]

    def add_entry(self) -> set[str] | None:
        """Add a hidden name, image, id or kind."""
        stamp, sort = self.stamp(), self.random.choice(["names", "names", "names", "images", "ids", "kind"])
        if stamp is None:
            return None
        pages = [n for n in self.entity_pages() if self.takes(self.world.pages[n], sort)]
        if not pages:
            return None
        n = self.random.choice(pages)
        page = self.world.pages[n]
        made = {
            "names": lambda: self.maker.named(self.maker.name(), stamp),
            "images": lambda: self.maker.image(stamp),
            "ids": lambda: self.maker.outside_id(stamp),
            "kind": lambda: self.maker.kind(self.random.choice(["object", "group", "place"]), stamp),
        }[sort]()
        entries = list(page.entries)
        entries.insert(self.random.randint(0, len(entries)), made)
        self.world = self.world.with_page(n, replace(page, entries=tuple(entries)))
        return {page.key}

    def takes(self, page: Page, sort: str) -> bool:
        """Whether a page can have one more such entry, and be otherwise as it was."""
        if sort == "names":
            return page.declared
        if sort == "kind":
            return any(entry.field == "kind" for entry in page.entries)
        return sort == "images" or any(entry.field == "ids" for entry in page.entries) or page.declared

    def hidden_entries(self) -> list[tuple[int, int, Entry]]:
        """Stamped entries that are outside."""
        return [
            (p, n, entry)
            for p, page in enumerate(self.world.pages)
            for n, entry in enumerate(page.entries)
            if entry.field in ("names", "images", "ids", "kind")
            and self.hidden(entry.ways)
            and not (entry.field == "names" and entry.word in self.written)
        ]

    def set_entry(self, p: int, n: int, entry: Entry | None) -> set[str]:
        """Put an entry in another's place, or take it away."""
        page = self.world.pages[p]
        entries = list(page.entries)
        entries[n : n + 1] = [entry] if entry else []
        self.world = self.world.with_page(p, replace(page, entries=tuple(entries)))
        return {page.key}

    def change_entry(self) -> set[str] | None:
        """Change a hidden name, image, id or kind, its rank or its stamp."""
        found, stamp = self.hidden_entries(), self.stamp()
        if not found or stamp is None:
            return None
        p, n, entry = self.random.choice(found)
        made = {
            "names": lambda: self.maker.named(self.maker.name(), stamp),
            "images": lambda: self.maker.image(stamp),
            "ids": lambda: self.maker.outside_id(stamp),
            "kind": lambda: self.maker.kind(self.random.choice(["object", "group", "place"]), stamp),
        }[entry.field]()
        return self.set_entry(p, n, made)

    def remove_entry(self) -> set[str] | None:
        """Remove a hidden name, image or id. A page's last kind stays, since it says what may stand on the page."""
        found = [
            (p, n, entry)
            for p, n, entry in self.hidden_entries()
            if entry.field != "kind" or sum(e.field == "kind" for e in self.world.pages[p].entries) > 1
        ]
        if not found:
            return None
        p, n, _ = self.random.choice(found)
        return self.set_entry(p, n, None)

    # --- cast ----------------------------------------------------------------------------------------------------
    def first_ways(self) -> dict[tuple[str, str], Ways]:
        """For each title and key all that could reveal them there: every statement on its pages that names them."""
        found: dict[tuple[str, str], list[Way]] = {}
        for place in self.world.where():
            for said in place.says():
                for key in said.names:
                    found.setdefault((place.page.of or place.page.key, key), []).extend(said.ways)
        return {both: tuple(ways) for both, ways in found.items()}

    def absent(self) -> list[tuple[int, str]]:
        """Pages of titles, and characters that nothing inside the progress names there, so that roles stay hidden."""
        characters = [page.key for page in self.world.pages if page.kind == "character"]
        pages = [n for n, page in enumerate(self.world.pages) if page.kind in TITLES]
        first = self.first_ways()
        return [
            (n, key)
            for n, key in product(pages, characters)
            if self.hidden(first.get((self.world.pages[n].key, key), ()))
        ]

    def add_cast(self) -> set[str] | None:
        """Put a role that waits for somebody who has not appeared at the head of a cast, or into it."""
        found = self.absent()
        # Best somebody who is in a fact there, and whom everybody takes for another.
        doubles = [it for it in self.secret_doubles() if not self.hidden(it[0].ways)]
        secret = {(place.page.of or place.page.key, fact.doubles[n].who) for place, fact, n in doubles}
        found = [(n, key) for n, key in found if (self.world.pages[n].key, key) in secret] or found
        actors = [page.key for page in self.world.pages if page.kind == "person"]
        if not found or not actors:
            return None
        n, character = self.random.choice(found)
        page, actor = self.world.pages[n], self.random.choice(actors)
        entries = list(page.entries)
        first = next((n for n, entry in enumerate(entries) if entry.field == "cast"), len(entries))
        entries.insert(self.random.choice([first, len(entries)]), cast_entry(actor, character, "", ()))
        self.world = self.world.with_page(n, replace(page, entries=tuple(entries)))
        return {actor, character, page.key}

    def drop_cast(self) -> set[str] | None:
        """Remove or change a role that waits for somebody who has not appeared."""
        absent = set(self.absent())
        found = [
            (p, n, entry)
            for p, page in enumerate(self.world.pages)
            for n, entry in enumerate(page.entries)
            if entry.field == "cast" and entry.ways != PUBLIC and (p, entry.word) in absent
        ]
        if not found:
            return None
        p, n, entry = self.random.choice(found)
        return self.set_entry(p, n, None) | links(entry.text)

    # --- installments --------------------------------------------------------------------------------------------
    def rename_installment(self) -> set[str] | None:
        """Rename an unseen installment that was not begun, and is not its title's first unseen one."""
        found = []
        for p, page in enumerate(self.world.pages):
            key = page.of or page.key
            if key not in self.world.titles:
                continue
            unseen = [place for place in self.world.titles[key].released() if self.seen.get((key, *place), -1) < END]
            found += [
                (p, s)
                for s, part in enumerate(page.parts)
                if part.number and part.spot and part.spot[1:3] in unseen[1:] and self.passed.get(part.spot[:3], -1) < 0
            ]
        if not found:
            return None
        p, s = self.random.choice(found)
        page = self.world.pages[p]
        parts = list(page.parts)
        parts[s] = replace(parts[s], name=f"A {self.maker.token()}")
        self.world = self.world.with_page(p, replace(page, parts=tuple(parts)))
        return {page.of or page.key}

    # --- whole pages ---------------------------------------------------------------------------------------------
    def add_entity(self) -> set[str] | None:
        """Add an entity that nothing visible links, with hidden facts about it and somebody else."""
        kind = self.random.choice(["character", "character", "group", "place", "object", "thread", "person"])
        known = [name for names in self.maker.cast.names.values() for name in names]
        namesake = self.random.choice(known) if known and self.random.random() < 0.4 else ""
        page = self.maker.entity(kind, namesake=namesake)
        while any(e.field == "revealed" and not self.hidden(e.ways) for e in page.entries):
            page = self.maker.entity(kind, namesake=namesake)  # it would be known by its own stamp alone
        page = replace(page, entries=tuple(e for e in page.entries if not self.shows_alone(e)))
        self.world = replace(self.world, pages=(*self.world.pages, page))
        touched = {page.key}
        for _ in range(3):
            found = [it for it in self.hidden_parts() if it[2].section not in ("News", "Synopsis")]
            if not found:
                break
            p, s, part = self.random.choice(found)
            fact = self.maker.fact(some_word(self.random, [w for w in words() if "character" in w.subjects]), [], part)
            if fact is None:
                continue
            fact = replace(fact, subjects=(page.key,), objects=tuple(k for k in fact.objects if k != page.key))
            fact = replace(fact, notes=(), doubles=())
            if self.good(fact, part) is not None and (fact.objects or not fact.form.endswith("is")):
                touched |= self.insert(p, s, fact)
        return touched

    def shows_alone(self, entry: Entry) -> bool:
        """Whether an entry of a new page would show although nothing visible links the page."""
        linked = '"linked"' in entry.text
        alone = ("names", "images", "ids", "kind", "revealed")
        return entry.field in alone and not linked and not self.hidden(entry.ways)

    def change_entity_stamp(self) -> set[str] | None:
        """Give a page that is stamped as a whole, and hidden, another stamp that is outside."""
        found = [
            (p, n)
            for p in self.entity_pages()
            for n, entry in enumerate(self.world.pages[p].entries)
            if entry.field == "revealed" and self.hidden(entry.ways)
        ]
        stamp = self.stamp()
        if not found or stamp is None:
            return None
        p, n = self.random.choice(found)
        return self.set_entry(p, n, Entry("revealed", f'revealed: "{stamp.text}"', stamp.ways))

    def remove_entity(self) -> set[str] | None:
        """Remove the page of an entity that nothing inside the progress links; links to it are left behind."""
        inside: set[str] = set()
        for place in self.world.where():
            inside |= told(place, self.passed)
            if not self.hidden(place.ways):
                if isinstance(place.item, Fact):  # without the true one's page, nothing says whom it may name
                    inside |= {it.who for it in place.item.doubles}
                continue
            if isinstance(place.item, Fact) and place.item.block:
                inside |= named(place.item)  # a line that goes with its names could leave references behind
        for page in self.world.pages:
            inside |= {key for entry in page.entries if entry.field in ("cast", "logline") for key in links(entry.text)}
        pages = [
            n
            for n in self.entity_pages()
            if self.world.pages[n].key not in inside
            and not any(self.shows_alone(entry) for entry in self.world.pages[n].entries)
            and all(self.hidden(p.ways) for p in self.world.where() if p.page_number == n)
            and not any(isinstance(p.item, Fact) and p.item.block for p in self.world.where() if p.page_number == n)
        ]
        if not pages:
            return None
        n = self.random.choice(pages)
        key = self.world.pages[n].key
        self.world = self.world.with_page(n, None)
        del self.maker.cast.keys[key]
        return {key}

    def secret(self, key: str) -> bool:
        """Whether a title is hidden from this progress as a whole, with all its installments."""
        info = self.world.titles[key]
        begun = any(self.passed.get((key, *place), -1) >= 0 for place in info.places)
        return self.hidden(info.revealed) and not begun

    def add_title(self) -> set[str] | None:
        """Add a title that is itself a secret; perhaps a namesake of one that is known."""
        stamp = self.stamp()
        if stamp is None:
            return None
        same = self.random.choice([info.name for info in self.world.titles.values()])
        # A namesake makes stamps that name the title by name ambiguous: that is the stamps' own text.
        years = [info.year for info in self.world.titles.values()]
        tricky = [same, same, f"{same} ({self.random.choice(years)})", f"{same} S1", f"told {same}", f"before {same}"]
        name = self.maker.name() if self.world.by_name or self.random.random() < 0.4 else self.random.choice(tricky)
        return self.add_secret(name, self.random.choice([2013, 2016, 2022, *years]), stamp)

    def add_namesake(self) -> set[str] | None:
        """Add a secret title that is called like one that is known, or nearly so."""
        stamp = self.stamp()
        if stamp is None:
            return None
        known = [info for info in self.world.titles.values() if not self.hidden(info.revealed)]
        twin = self.random.choice(known)
        # Where stamps name titles by name, none may be called exactly like another, or like a place in it.
        ways = [f"{twin.name}{self.random.choice('aeix')}", f"{twin.name[:1]}h{twin.name[1:]}", f"told {twin.name}"]
        if not self.world.by_name:
            ways += [*[twin.name] * 6, twin.name.upper(), f"The {twin.name}", f"{twin.name} ({twin.year})"]
            ways += [f"{twin.name} S1", f"before {twin.name}"]
        year = self.random.choice([twin.year, twin.year, 2013, 2022])
        return self.add_secret(self.random.choice(ways), year, stamp) | {twin.key}

    def add_claimed(self) -> set[str] | None:
        """Add a secret title that came out early, and that is known to whoever claims to have seen its beginning."""
        touched = self.add_secret(f"Zq{self.maker.name()}", 2010, None)
        name = next(info.name for key, info in self.world.titles.items() if key in touched)
        places = ["1x02", "E2", "1x01@00:00:01", "S99"]
        if any((0, 0) in info.places for key, info in self.world.titles.items() if key in touched):
            places = ["@00:00:01", "@00:00:02", "1x01"]
        self.typed += [f"{name}{between}{place}" for place in places for between in (", ", "; ", " and ")]
        return touched

    def add_crowd(self) -> set[str] | None:
        """Add secret titles: one with a very long name, one that is guessed at, and many that are called like the
        `CLAIM`."""
        stamp = self.stamp()
        if stamp is None:
            return None
        names = ["Nobody goes there and " * 40 + "nobody comes back", GUESSED, *[CLAIM.name] * MANY]
        infos = [
            TitleInfo(f"crowd {n}", name, 1950 + n, {(0, 0): f"{1950 + n}-05-15"}, stamp.ways)
            for n, name in enumerate(names)
        ]
        pages = (*self.world.pages, *(secret_film(info, stamp.text) for info in infos))
        # What is asked about each title is not asked about all of these: they are in no list of titles.
        self.world = replace(self.world, pages=pages)
        return {CLAIM.key}

    def add_secret(self, name: str, year: int, stamp: Stamp | None) -> set[str]:
        """Add a title that waits for a stamp; None: for its own beginning."""
        kind = self.random.choice(["series", "film", "special"])
        old = self.maker.titles
        self.maker.titles = dict(self.world.titles)
        info = self.maker.title_info(kind, name, year, (2,), stamp.ways if stamp else PUBLIC)
        if stamp is None:
            first = Spot(info.key) if (0, 0) in info.places else Spot(info.key, 1, 1)
            stamp = Stamp(f"[[{info.key}]]{' 1x01' if first.season else ''}", ((first,),))
            info = replace(info, revealed=stamp.ways)
        pages = self.maker.title_pages(kind, info, stamp, frozenset())
        self.maker.titles = old  # no stamp may name it: it could be made up for a progress, and come inside
        pages = [replace(page, parts=tuple(replace(p, items=()) for p in page.parts)) for page in pages]
        self.world = replace(
            self.world, pages=(*self.world.pages, *pages), titles={**self.world.titles, info.key: info}
        )
        for n, page in enumerate(self.world.pages):
            if info.key not in (page.key, page.of):
                continue
            for s, part in enumerate(page.parts):
                item = self.maker.item([], part) if self.hidden(part.ways) else None
                if item and self.good(item, part):
                    self.insert(n, s, item)
        return {info.key, *(other.key for other in old.values() if other.name == name)}

    def change_title(self) -> set[str] | None:
        """Change the listing of a secret title: its genres, logline, year."""
        found = [
            n for n, page in enumerate(self.world.pages) if page.key in self.world.titles and self.secret(page.key)
        ]
        found = [n for n in found if self.world.pages[n].kind in TITLES]
        if not found:
            return None
        n = self.random.choice(found)
        page = self.world.pages[n]
        new = {
            "genres": "genres: [Comedy, Western, Opera]",
            "logline": f"logline: Nobody finds the {self.maker.token()}.",
            "certification": "certification: {US-TV: TV-Y7}",
            "platform": "platform: Elsewhere",
        }
        entries = tuple(replace(entry, text=new.get(entry.field, entry.text)) for entry in page.entries)
        self.world = self.world.with_page(n, replace(page, entries=entries))
        return {page.key}

    def remove_title(self) -> set[str] | None:
        """Remove a secret title with all its pages, where nothing refers to it."""
        secret = {key for key in self.world.titles if self.secret(key)}
        for page in self.world.pages:
            own = page.of or page.key
            text = page.text()
            # Whether somebody else names it, in a stamp or a fact, visible or not: then it stays.
            secret -= {
                key for key in secret if key != own and (f"[[{key}" in text or self.world.titles[key].name in text)
            }
        referred = {block for place in self.world.where() for block in place.item.refers()}
        for place in self.world.where():
            own = place.page.of or place.page.key
            if (
                own in secret
                and isinstance(place.item, Fact)
                and (place.item.block in referred or not self.hidden(place.ways))
            ):
                secret.discard(own)
            if own in secret and not self.hidden(place.ways):
                secret.discard(own)
        if not secret:
            return None
        key = self.random.choice(sorted(secret))
        pages = tuple(page for page in self.world.pages if key not in (page.key, page.of))
        titles = {other: info for other, info in self.world.titles.items() if other != key}
        self.world = replace(self.world, pages=pages, titles=titles)
        self.maker.titles.pop(key, None)
        self.maker.cast.keys.pop(key)
        return {key}

    # --- keys ----------------------------------------------------------------------------------------------------
    def give_key(self) -> set[str] | None:
        """Give an entity another key, where its key shows nowhere: it has names, and no link reads as the key."""
        found = [
            page.key
            for page in self.world.pages
            if page.kind in ENTITIES
            and page.key not in self.change.keys
            and base(page.key).startswith("key ")
            and (page.declared or any(entry.field == "name" for entry in page.entries))
        ]
        if not found:
            return None
        key = self.random.choice(found)
        page = next(page for page in self.world.pages if page.key == key)
        for _ in range(120):
            new = f"{self.random.choice(['aaa', 'key', 'zzz'])} {self.maker.token()}"
            if self.same_place(page, new):
                self.change.keys[key] = new
                return {key}
        return None

    def same_place(self, page: Page, key: str) -> bool:
        """Whether a page keeps its place in the one order that depends on keys: that of the digests of their paths.

        Facts that were learnt at the same moment and stand on pages of different entities are told in that order.
        """
        # Pages whose kind is stamped have none yet, and stand in that order too.
        kinds = (*ENTITIES, "")
        keys = self.change.keys  # those that were given other keys stand where these put them
        others = [
            page_digest(replace(other, key=keys.get(other.key, other.key)))
            for other in self.world.pages
            if other.kind in kinds and other.key != page.key
        ]
        old, new = page_digest(page), page_digest(replace(page, key=key))
        return not any(min(old, new) < other < max(old, new) for other in others)


def page_digest(page: Page) -> str:
    """What pages of entities are ordered by."""
    return hashlib.blake2b(page.path.encode()).hexdigest()
