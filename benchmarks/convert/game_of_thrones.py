"""Game of Thrones, scene by scene (jeffreylancaster/game-of-thrones), as tables.

Read is `episodes.json.gz` alone. The character list, the groups and the kills in them have no reveal points: they
are what is true at the end of the series, so nothing of them may be shown (that also settles the 18 people about
whose killers the files disagree, and leaves out 21 deaths that are only in the list). Names are those of the scenes,
revealed by the first scene of their bearer; that the label is the name of the end ("Ramsay Snow" from his first
scene on) is a fault that this data cannot correct.
"""

import math
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.convert.common import load, main, write_table

TITLE = "game-of-thrones"
SEVERAL = frozenset({"High Septon", "White Walker", "Great Master #1"})
"""Labels that several people share: they die more than once, and nobody can say which one did. No death is written."""
RETURNED = frozenset({"Beric Dondarrion", "Jon Snow", "Viserion", "Euron Greyjoy"})
"""Alive again because they were brought back, or revived. (The second lives of Walder Frey and Ghita are somebody with
their faces.)"""
SEEMING = frozenset({"Jaqen H'ghar"})
"""Deaths that were somebody else's, under that face."""

WATCHERS = frozenset({"Bran Stark", "Three-Eyed Raven"})
"""Those who see by animals, and look on at what happened in another time. In a flashback, all others are there, at an
earlier time; nothing says at which, so no date is written: it comes before what else its installment tells. A
greensight is a vision, and so is what a warg scene shows to one of these."""
WARG = "Bran Stark"
"""The only one who sees by animals in scenes that do not name him: the others are there, and he only looks on."""
UNDEAD = frozenset({"Viserion"})
"""Dead, and walking about: no bodies. The first scene in which they do is their return."""

_FACTS = ("subject", "verb", "object", "text", "revealed", "before")


def convert(source: Path, out: Path, *, causes: bool = True) -> dict[str, int]:
    """Write the tables; how many rows each has.

    Without `causes`, nothing is said of why somebody is alive after their death: whoever is not alive in a scene has
    died there, if not before.
    """
    episodes = load(source, "game-of-thrones/episodes.json.gz")["episodes"]
    places: dict[str, str] = {}
    people: dict[str, None] = {}
    installments, scenes = [], []
    for episode in episodes:
        name = _id(episode)
        shown = episode["scenes"]
        # Lengths are not in the data; the last scene's end is near enough for an "about".
        minutes = f"~{math.ceil(_seconds(shown[-1]['sceneEnd']) / 60)}"
        numbers = episode["seasonNum"], episode["episodeNum"]
        installments.append((name, TITLE, *numbers, episode["episodeTitle"], episode["episodeAirDate"], minutes))
        for scene in shown:
            # 325 scenes have nobody: kept, they show a place. 25 overlap or leave gaps: times are taken as they are.
            people.update(dict.fromkeys(person["name"] for person in scene["characters"]))
            if scene.get("warg"):
                people.setdefault(WARG)
            times = scene["sceneStart"], scene["sceneEnd"]
            scenes.append(
                (name, *times, _place(scene, places), *_present(scene, causes), name if scene.get("flashback") else "")
            )
    facts = list(_facts(episodes, set(people), causes))
    write_table(out, "titles.csv", ("id", "name", "kind", "year"), [(TITLE, "Game of Thrones", "series", 2011)])
    columns = ("id", "title", "season", "number", "name", "date", "minutes")
    write_table(out, "installments.csv", columns, installments)
    lengths = Counter(episode["seasonNum"] for episode in episodes)
    write_table(out, "seasons.csv", ("title", "season", "episodes"), [(TITLE, *it) for it in lengths.items()])
    entities = [(name, "character", name) for name in people] + [(i, "place", name) for i, name in places.items()]
    write_table(out, "entities.csv", ("id", "kind", "name"), entities)
    write_table(out, "scenes.csv", ("installment", "start", "end", "place", "people", "frame", "before"), scenes)
    write_table(out, "facts.csv", _FACTS, facts)
    return {
        "installments": len(installments), "entities": len(entities), "scenes": len(scenes),
        "people in scenes": sum(row[4].count("|") + 1 for row in scenes if row[4]), "facts": len(facts),
    }  # fmt: skip


def _id(episode: dict[str, Any]) -> str:
    return f"s{episode['seasonNum']:02}e{episode['episodeNum']:02}"


def _seconds(time: str) -> int:
    hours, minutes, seconds = (int(part) for part in time.split(":"))
    return hours * 3600 + minutes * 60 + seconds


def _place(scene: dict[str, Any], places: dict[str, str]) -> str:
    """The narrower place. Two regions have a place of the same name (a vision of it, a camp that moved): two ids."""
    region, name = scene["location"], scene.get("subLocation") or scene["location"]
    places.setdefault(f"{region} / {name}", name)
    return f"{region} / {name}"


def _present(scene: dict[str, Any], causes: bool) -> tuple[str, str]:
    """The people of a scene, each with how they are there, and the frame that the scene is in."""
    names = {person["name"] for person in scene["characters"]}
    if scene.get("greensight") or (scene.get("warg") and names & WATCHERS):
        return "|".join(person["name"] for person in scene["characters"]), "vision"
    people = [f"{person['name']}{_way(person, scene, causes)}" for person in scene["characters"]]
    return "|".join([*people, f"{WARG} (imagined)"] if scene.get("warg") else people), ""


def _way(person: dict[str, Any], scene: dict[str, Any], causes: bool) -> str:
    if person.get("alive") is False and not _tells_how(person) and not (causes and person["name"] in UNDEAD):
        return " (a body)"
    return " (imagined)" if scene.get("flashback") and person["name"] in WATCHERS else ""


def _facts(episodes: list[dict[str, Any]], known: set[str], causes: bool) -> Iterator[tuple[str, ...]]:
    """Deaths, returns and weddings of the scenes, each revealed when its scene is over."""
    dead: set[str] = set()
    for episode in episodes:
        for scene in episode["scenes"]:
            at = f"{_id(episode)}@{scene['sceneEnd']}"
            flashback = _id(episode) if scene.get("flashback") else ""
            present = [person["name"] for person in scene["characters"]]
            memory = any(scene.get(flag) for flag in ("flashback", "greensight", "warg"))
            married: set[str] = set()
            for person in scene["characters"]:
                name = person["name"]
                earlier = "" if name in WATCHERS else flashback
                walks = causes and name in dead and name in UNDEAD and not _tells_how(person)
                if walks or person.get("alive") is not False:
                    # The living of a flashback or a vision have not come back.
                    if causes and name in dead and name in RETURNED and not memory:
                        begun = f"{_id(episode)}@{scene['sceneStart']}"
                        yield name, "returns", "", "", begun, earlier
                        dead.discard(name)
                elif name not in dead and not (causes and (name in SEVERAL or not _tells_how(person))):
                    # Rows without a manner and a killer are bodies: 132 of them, after the death or before any.
                    yield *_death(person, present, known, at, causes), earlier
                    dead.add(name)
                partner = person.get("married") or {}
                # "past" and "future" weddings are not in this scene, and one of them names the wrong husband.
                if partner.get("when") == "present" and name not in married and partner["to"] in known:
                    married.add(partner["to"])
                    yield name, "marries", partner["to"], "", at, earlier


def _tells_how(person: dict[str, Any]) -> bool:
    return bool(person.get("mannerOfDeath") or person.get("killedBy"))


def _death(person: dict[str, Any], present: list[str], known: set[str], at: str, causes: bool) -> tuple[str, ...]:
    """Who did it is told only where they did it in this scene. A poisoner stands by unseen (Jon Arryn's is named
    here, in the first episode, and revealed in the fourth season), so poison is no more than a death."""
    name, manner = person["name"], person.get("mannerOfDeath") or ""
    if causes and name in SEEMING:
        return name, "seems to die", "", "", at
    if manner == "Poison":
        return name, "dies", "", "", at
    killers = [k for k in person.get("killedBy") or [] if k in present and k in known and k != name]
    if killers:
        return "|".join(killers), "kills", name, manner, at
    return name, "dies", "", manner, at


if __name__ == "__main__":
    sys.exit(main(convert, sys.argv[1:]))
