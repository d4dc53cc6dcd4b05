"""d3-layout-narrative's JSON (ABC News 2015): characters, and scenes that refer to them."""

from collections import defaultdict
from typing import Any

from intertwine.storyline.chart import ChartError, short
from intertwine.storyline.read.json_text import a_label, small
from intertwine.storyline.read.moments import Moments, Stay, moments_of
from intertwine.storyline.read.namesakes import namesakes_said, told_apart
from intertwine.storyline.read.numbers import number

LABELS = ("title", "label", "name", "id")
CharacterKey = str | int
LIKE = '{"characters": [{"id": "A", "name": "Ann"}], "scenes": [["A"]]}'


def read_narrative(data: dict[str, Any]) -> Moments:
    """The scenes as moments, each one group. `data` is the object, already parsed, its keys in small letters.

    A scene is a list of characters, or an object with `characters`, and perhaps `start` and `duration` (1 if there is
    none). Where any scene has a start, scenes may overlap, and one without starts after the sum of all durations before
    it. A character is an id, a place in the list `characters` (0 is the first), an object with `name` or `id`, or a
    name where there is no such list. Characters with different ids are different people, whatever they are called.
    Raises `ChartError` on a scene that is none, or that refers to nobody, and where two characters have one id.
    """
    scenes = data.get("scenes")
    if not isinstance(scenes, list) or not scenes:
        raise ChartError(f"d3-layout-narrative's JSON needs scenes, a list with something in it: {LIKE}")
    listed = data.get("characters", [])
    if isinstance(listed, dict):
        listed = [{"id": key, **(one if isinstance(one, dict) else {})} for key, one in listed.items()]
    if not isinstance(listed, list):
        raise ChartError(f"d3-layout-narrative's JSON needs characters, a list of objects with id and name: {LIKE}")
    cast = _Cast()
    for one in listed:
        cast.add(one)
    read = [_scene(scene, at, cast) for at, scene in enumerate(scenes, 1)]
    empty = [str(at) for at, (_, keys) in enumerate(read, 1) if "" in keys]
    repairs = [f"empty entries were left out of the scenes {short(', '.join(empty), 80)}"] if empty else []
    names = {key: cast.names[key] for _, keys in read for key in keys if key != ""}
    shown = told_apart(names)
    repairs += namesakes_said(names, shown)
    told = [(scene, [shown[key] for key in keys if key != ""]) for scene, keys in read]
    if any("start" in scene for scene, _ in told):
        timed = moments_of(_timed(told))
        return Moments(timed.groups, timed.labels, [*repairs, *timed.repairs])
    labels = [next((label for key in LABELS if (label := a_label(scene.get(key)))), "") for scene, _ in told]
    return Moments([[people] if people else [] for _, people in told], labels, repairs)


class _Cast:
    """The characters as they are found: `names` by their key, which is their id, or their name where they have none."""

    def __init__(self) -> None:
        self.names: dict[CharacterKey, str] = {}
        self._places: list[CharacterKey | None] = []
        self._called: dict[str, list[CharacterKey]] = defaultdict(list)

    def add(self, one: object) -> None:
        """The next of the list `characters`. Raises `ChartError` where its key is another's."""
        key, name = _key_and_name(one)
        self._places.append(key)
        if key is None:
            return  # nobody, unless a scene refers to them, where it is an error
        if key in self.names:
            raise ChartError(f'two characters have the id "{short(str(key))}"; give each an id of its own')
        self._name(key, name)

    def find(self, one: object) -> CharacterKey | None:
        """The key of whom an entry of a scene means; None where that is nobody.

        Raises `ChartError` where a character is written out in a scene with another name than before.
        """
        if isinstance(one, dict):
            return self._written_out(small(one))
        if isinstance(one, bool) or not isinstance(one, str | int):
            return None
        if one in self.names:
            return one
        if isinstance(one, int):
            return self._places[one] if 0 <= one < len(self._places) else None
        if self._places or number(one) is not None or not one.strip():
            return None
        self._name(one, one)
        return one

    def _written_out(self, one: dict[str, Any]) -> CharacterKey | None:
        """The key of a character who stands in a scene as an object, a new one too."""
        key, name = _key_and_name(one)
        if key is None:
            return None
        if "id" not in one and (namesakes := self._called[name]):
            if len(namesakes) > 1:
                raise ChartError(f'several characters are called "{short(name)}"; write the id of the one who is meant')
            return namesakes[0]
        if key not in self.names:
            self._name(key, name)
        elif "name" in one and self.names[key] != name:
            told = f"{short(self.names[key])} and {short(name)}"
            raise ChartError(f'two characters, {told}, have the id "{short(str(key))}"; give each an id of its own')
        return key

    def _name(self, key: CharacterKey, name: str) -> None:
        self.names[key] = name
        self._called[name].append(key)


def _key_and_name(one: object) -> tuple[CharacterKey | None, str]:
    """A character's key and name; no key where it has neither an id nor a name that could be one."""
    own = small(one) if isinstance(one, dict) else {"name": one}
    key = own.get("id")
    name = a_label(own.get("name")) or a_label(key)
    if not name.strip() or (number(name) is not None and not isinstance(own.get("name"), str)):
        return None, ""
    return key if isinstance(key, str | int) and not isinstance(key, bool) else name, name


def _scene(scene: object, at: int, cast: _Cast) -> tuple[dict[str, Any], list[CharacterKey]]:
    """A scene as an object, and the keys of its people, "" for an empty entry."""
    own = small(scene) if isinstance(scene, dict) else {"characters": scene}
    listed = own.get("characters")
    if not isinstance(listed, list):
        raise ChartError(f"scene {at} should be a list of characters, or an object with characters, a list")
    found = list[CharacterKey]()
    for one in listed:
        key = "" if one == "" else cast.find(one)
        if key is None:
            raise ChartError(f"scene {at}: {_shown(one)} is none of the characters; name it in the list characters")
        found.append(key)
    return own, found


def _timed(read: list[tuple[dict[str, Any], list[str]]]) -> list[Stay]:
    stays, clock = [], 1.0
    for at, (scene, cast) in enumerate(read, 1):
        start, length = (number(scene[key]) if key in scene else ... for key in ("start", "duration"))
        start, length = clock if start is ... else start, 1.0 if length is ... else length
        if start is None or length is None or length <= 0:
            raise ChartError(f"scene {at}: start and duration should be numbers, the duration more than 0")
        stays += [Stay(name, str(at), start, start + length) for name in cast]
        clock += length
    return stays


def _shown(value: object) -> str:
    if isinstance(value, str):
        return f'"{short(value)}"'
    return str(value) if type(value) in {int, float} else "an entry"
