"""When things happened in the story, for the laws: relations and own orders, added to generated universes, and changed
where a viewer may not know of them."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

from tests.laws.generate import Maker
from tests.laws.model import Fact, Place, Step, World
from tests.laws.mutate import Mutator, Pair, named, rekeyed

KINDS = ("before", "after", "during", "3 days after", "about 2 years before", "an hour after")
CHANGES = 3


def with_story(world: World, seed: int | str) -> World:
    """`world`, in which many facts come before, after or during others or places in titles (also of secret ones, and in
    circles), and many stand in somebody's own order."""
    maker = Maker(f"story {seed}", 0, "st")
    maker.titles, maker.by_name, maker.partial = dict(world.titles), False, world.partial
    people = [page.key for page in world.pages if page.kind in ("character", "group")]
    named_facts = blocks(facts(world))
    for p, page in enumerate(world.pages):
        for s, part in enumerate(page.parts):
            items = list(part.items)
            shared = step_below(maker, [item for item in items if isinstance(item, Fact)], people)
            for n, item in enumerate(items):
                if isinstance(item, Fact) and part.section != "News":
                    own = tuple(it for it in shared if item.lives(it.who))
                    items[n] = timed(maker, world, replace(item, own=own), people, named_facts)
            world = world.with_items(p, s, tuple(items))
    return world


def step_below(maker: Maker, items: list[Fact], people: list[str]) -> tuple[Step, ...]:
    """Now and then, a place that a heading says in the life of one of `people`: most often of one whom `items`, the
    facts below it, name."""
    if not maker.chance(0.3):
        return ()
    here = [who for who in people if any(item.lives(who) for item in items)]
    doubles = [it.who for item in items for it in item.doubles]
    return (step_of(maker, [*(here or people), *doubles]),)


def step_of(maker: Maker, people: list[str]) -> Step:
    """A place in the order of one of `people`, of which the audience learns later now and then."""
    revealed = maker.stamp() if maker.chance(0.5) else None
    return Step(maker.random.choice(people), maker.random.randint(1, 9), revealed)


def timed(maker: Maker, world: World, fact: Fact, people: list[str], named_facts: list[str]) -> Fact:
    """`fact`, with a relation and a place in the order of one of `people`, here and there."""
    if maker.chance(0.4):
        what = target(maker.random, world, list(world.titles), named_facts)
        fact = replace(fact, true=(*fact.true, f"{maker.random.choice(KINDS[:5])} {what}"))
    if maker.chance(0.3) and (step := step_of(maker, people)).who not in [it.who for it in fact.own]:
        fact = replace(fact, own=(*fact.own, step))
    return fact


def facts(world: World) -> list[Place]:
    """Every fact that can have a time."""
    return [it for it in world.where() if isinstance(it.item, Fact) and it.part.section != "News"]


def blocks(places: list[Place]) -> list[str]:
    """The ids of those facts that have one."""
    return [place.item.block for place in places if isinstance(place.item, Fact) and place.item.block]


def target(random: Random, world: World, titles: list[str], named_facts: list[str]) -> str:
    """What a fact comes before or after: one of the `named_facts` or a place in one of the `titles`."""
    if named_facts and (not titles or random.random() < 0.6):
        return f"^{random.choice(named_facts)}"
    title = random.choice(titles)
    season, number = random.choice(list(world.titles[title].places))
    place = f" S{season}" if season and random.random() < 0.2 else f" {season}x{number:02}" if number else ""
    return f"[[{title}]]{place}"


def with_story_changed(pair: Pair, seed: int | str) -> Pair:
    """`pair`, in whose changed universe also times are others: all by what the viewer may not know."""
    changer = _Changer(Mutator(pair.changed, pair.trek, f"story {seed}"))
    for _ in range(CHANGES):
        changer.change()
    it = changer.it
    change = replace(
        pair.change,
        kinds=[*pair.change.kinds, *it.change.kinds],
        touched=pair.change.touched | it.change.touched,
    )
    return replace(pair, changed=it.world, right=rekeyed(it.world.text(), pair.change.keys), change=change)


class _Changer:
    """Changes the times of the world of a mutator."""

    def __init__(self, mutator: Mutator) -> None:
        self.it, self.random = mutator, mutator.random

    def change(self) -> None:
        """One change, if the one that was drawn can be made."""
        ways: list[Callable[[Place, Fact], Fact | None]] = [
            self.relate,
            self.relate,
            self.unrelate,
            self.step,
            self.restep,
        ]
        found = facts(self.it.world)
        way = self.random.choice(ways)
        self.random.shuffle(found)
        for place in found:
            assert isinstance(place.item, Fact)
            changed = way(place, place.item)
            if changed is not None:
                self.it.put(place, changed)
                self.it.change.kinds.append(way.__name__)
                self.it.change.touched |= named(place.item) | named(changed)
                return

    def hidden_targets(self) -> tuple[list[str], list[str]]:
        """Titles and facts of which the viewer may not know."""
        it = self.it
        hidden = [place for place in facts(it.world) if it.hidden(place.ways)]
        # A fact that gives a title a name makes it known, whatever the title's page says.
        items = [place.item for place in facts(it.world) if isinstance(place.item, Fact)]
        called = {key for item in items if item.verb == "name" for key in named(item)}
        return [key for key in it.world.titles if it.secret(key) and key not in called], blocks(hidden)

    def relate(self, _: Place, fact: Fact) -> Fact | None:
        """A fact comes before or after something hidden."""
        titles, named_facts = self.hidden_targets()
        if not titles and not named_facts:
            return None
        true = list(fact.true)
        what = target(self.random, self.it.world, titles, named_facts)
        true.insert(self.random.randint(0, len(true)), f"{self.random.choice(KINDS)} {what}")
        return replace(fact, true=tuple(true))

    def unrelate(self, _: Place, fact: Fact) -> Fact | None:
        """A fact no longer comes before or after something hidden."""
        titles, named_facts = self.hidden_targets()
        gone = (*(f"^{block}" for block in named_facts), *(f"[[{key}]]" for key in titles))
        kept = tuple(it for it in fact.true if not any(it.endswith(end) or f"{end} " in it for end in gone))
        return replace(fact, true=kept) if kept != fact.true else None

    def step(self, _: Place, fact: Fact) -> Fact | None:
        """A fact has a place in somebody's own order, of which the viewer learns later."""
        stamp = self.it.stamp()
        people = [page.key for page in self.it.world.pages if page.kind in ("character", "group")]
        who = self.random.choice(people)
        if stamp is None or any(it.who == who for it in fact.own):
            return None
        return replace(fact, own=(*fact.own, Step(who, self.random.randint(1, 9), stamp)))

    def restep(self, place: Place, fact: Fact) -> Fact | None:
        """Such a place is another one."""
        own = tuple(
            replace(it, step=it.step + 5)
            if self.it.hidden(place.ways) or (it.revealed and self.it.hidden(it.revealed.ways))
            else it
            for it in fact.own
        )
        return replace(fact, own=own) if own != fact.own else None
