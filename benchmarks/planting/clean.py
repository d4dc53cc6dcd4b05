"""Generated universes of at most 200 facts in which nothing is wrong."""

import random
from collections.abc import Iterator

Pages = dict[str, str]
"""The texts of a universe's files, by their paths."""

_EVENTS = ("meets", "helps", "warns", "visits", "protects")
_PEOPLE = (
    "Ilsa",
    "Jorin",
    "Kasia",
    "Leopold",
    "Marit",
    "Nadir",
    "Odile",
    "Pavel",
    "Quinta",
    "Rasmus",
    "Sunniva",
    "Tobias",
)
_PLACES = ("The mill", "The weir", "The chapel")
_TITLES = ("Long Water", "Low Tide", "North Wind")
_EPISODES = ("Amber", "Birch", "Cedar", "Dune", "Ember", "Fern", "Grove", "Heath", "Islet", "Juniper", "Kelp", "Larch")


def clean_universe(seed: int) -> Pages:
    """The pages of the universe with this `seed`: two or three series of six episodes in two seasons. In it people
    meet, are friends until they fall out, join and leave a group, learn things and tell them, and one of them dies in
    the end. Scenes have times and places, and some facts have dates."""
    dice = random.Random(seed)
    people = list(_PEOPLE[: dice.randint(8, len(_PEOPLE))])
    dice.shuffle(people)
    pages = {"universe.md": "---\nkind: universe\nname: A valley\n---\n"}
    for key in people:
        pages[f"{key}.md"] = f"---\nkind: character\nname: {key}\n---\n"
    for key in _PLACES:
        pages[f"{key}.md"] = "---\nkind: place\n---\n"
    pages["The millers.md"] = "---\nkind: group\n---\n"
    pages["The lost boat.md"] = "---\nkind: thread\n---\n"
    dying = people.pop()
    for number, title in enumerate(_TITLES[: dice.randint(2, 3)]):
        pages[f"{title}.md"] = "\n".join(_title(dice, title, number, people, dying)) + "\n"
    return pages


def _title(dice: random.Random, title: str, number: int, people: list[str], dying: str) -> Iterator[str]:
    """The lines of a title's page; `number` says which one it is."""
    yield from ("---", "kind: series", f"name: {title}", "status: ended", "---")
    names = iter(_EPISODES)
    for season in (1, 2):
        yield f"## Season {season} ({2010 + season}-0{number + 1}-01, 3 episodes)"
        for episode in (1, 2, 3):
            yield f"### {episode}. {next(names)} (~50 min)"
            mark = f"{number}-{season}-{episode}"
            yield from _facts(dice, people, mark)
            if number == 0:
                yield from _LIFE.get((season, episode), ())
    if number == 0:
        yield f"- [[{people[0]}]] meets [[{dying}]]"
        yield f"- [[{dying}]] dies"


_LIFE = {
    (1, 1): ("- [[Ilsa]] joins [[The millers]]", "- [[Ilsa]] opens [[The lost boat]]"),
    (2, 2): ("- [[Ilsa]] resolves [[The lost boat]]",),
    (2, 3): ("- [[Ilsa]] leaves [[The millers]]",),
}
"""What begins, and ends later, in the first title: by season and episode."""


def _facts(dice: random.Random, people: list[str], mark: str) -> Iterator[str]:
    """Facts of one installment: its `mark` makes what they say its own."""
    dice.shuffle(people)
    one, other, third, fourth, *_ = people
    yield f"- 00:05:00-00:06:{dice.randint(10, 59)} together: [[{one}]], [[{other}]] at [[{dice.choice(_PLACES)}]]"
    yield f"- 00:21:00-00:22:{dice.randint(10, 59)} together: [[{third}]], [[{fourth}]]"
    for n in range(dice.randint(2, 7)):
        subject, thing = dice.sample(people, 2)
        words = f' "on day {mark}-{n}"' if dice.random() < 0.3 else ""
        yield f"- [[{subject}]] {dice.choice(_EVENTS)} [[{thing}]]{words}"
    if dice.random() < 0.5:
        yield f"\n[[{one}]] walks along the river with [[{other}]].\n"
