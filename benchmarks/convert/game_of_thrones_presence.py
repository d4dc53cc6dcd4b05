"""Who is really there in Game of Thrones: ways and frames of `episodes.json.gz`, written into the imported text.

Tables say who is in a scene, and not how. So import the universe first (`game_of_thrones.convert`, then `intertwine
import table`). This then marks what the data flags:

- `alive: false` without a manner of death or a killer is a body. With them, the person dies in this scene and was
  there. Whoever walks about among the dead (`UNDEAD`) is there, and no body.
- A `greensight` scene is in the frame of a vision. The dead whom it shows are no bodies.
- A `flashback` has its people there in person, at an earlier time. Nothing says at which, so no date is written.
  Whoever looks on from another time (`WATCHERS`) is not there: that person is imagined.
- In a `warg` scene people are seen through an animal: they and the animal are there. If it names one who sees by
  animals (`WATCHERS`), it is what comes to them meanwhile: the frame of a vision.
"""

import re
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from benchmarks.convert.common import load, main

WATCHERS = frozenset({"Bran Stark", "Three-Eyed Raven"})
UNDEAD = frozenset({"Viserion"})
FRAME = "  - frame: vision"

_SCENE = re.compile(r"- (\d\d:\d\d:\d\d)-(\d\d:\d\d:\d\d) together:")
_EPISODE, _SEASON = re.compile(r"### (\d+)\."), re.compile(r"## Season (\d+)")
_Place = tuple[int, int, str, str]
"""Season, episode, beginning and end of a scene."""


def mark(source: Path, universe: Path) -> dict[str, int]:
    """Write ways and frames into the scenes of `universe`, a folder that was imported from these data; how many of each
    kind. Marks that stand there already stay."""
    scenes = _scenes(load(source, "game-of-thrones/episodes.json.gz")["episodes"])
    counts: Counter[str] = Counter()
    for path in sorted(universe.rglob("Game of Thrones*.md")):
        lines: list[str] = []
        season = episode = 0
        for line in path.read_text(encoding="utf-8").splitlines():
            if found := _SEASON.match(line):
                season = int(found[1])
            elif found := _EPISODE.match(line):
                episode = int(found[1])
            waiting = scenes[season, episode, found[1], found[2]] if (found := _SCENE.match(line)) else []
            if line != FRAME or lines[-1] != FRAME:
                lines += _marked(line, waiting.pop(0), counts) if waiting else [line]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return dict(counts)


def _scenes(episodes: list[dict[str, Any]]) -> dict[_Place, list[dict[str, Any]]]:
    """The scenes of the data by where they are shown, in the order of the data."""
    found: dict[_Place, list[dict[str, Any]]] = defaultdict(list)
    for episode in episodes:
        for scene in episode["scenes"]:
            begin, end = (scene[name].zfill(8) for name in ("sceneStart", "sceneEnd"))
            found[episode["seasonNum"], episode["episodeNum"], begin, end].append(scene)
    return found


def _marked(line: str, scene: dict[str, Any], counts: Counter[str]) -> list[str]:
    """The lines of a scene with what is known of it; `counts` goes on counting what was marked."""
    names = {person["name"] for person in scene["characters"]}
    for flag in ("flashback", "greensight", "warg"):
        counts[f"{flag} scenes"] += bool(scene.get(flag))
    if scene.get("greensight") or (scene.get("warg") and names & WATCHERS):
        counts["scenes in a vision"] += 1
        counts["people in a vision"] += len(names)
        return [line, FRAME]
    for person in scene["characters"]:
        name = person["name"]
        if _is_body(person):
            line = _noted(line, name, "a body")
            counts["bodies"] += 1
        elif scene.get("flashback") and name in WATCHERS:
            line = _noted(line, name, "imagined")
            counts["onlookers, imagined"] += 1
    return [line]


def _is_body(person: dict[str, Any]) -> bool:
    dies = person.get("mannerOfDeath") or person.get("killedBy")
    return person.get("alive") is False and not dies and person["name"] not in UNDEAD


def _noted(line: str, name: str, note: str) -> str:
    """`line` with the `note` after the link of the key that was made of `name`: without its #."""
    key = name.replace("#", "")
    return re.sub(rf"(\[\[{re.escape(key)}(?: \([^()\[\]]*\))?\]\])(?! \()", rf"\1 ({note})", line, count=1)


if __name__ == "__main__":
    sys.exit(main(mark, sys.argv[1:]))
