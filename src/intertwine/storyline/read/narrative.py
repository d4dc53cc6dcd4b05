"""d3-layout-narrative's JSON (ABC News 2015): characters, and scenes that refer to them."""

from typing import Any

from intertwine.storyline.chart import ChartError, short
from intertwine.storyline.read.json_text import a_label, small
from intertwine.storyline.read.moments import Moments, Stay, moments_of
from intertwine.storyline.read.numbers import number

LABELS = ("title", "label", "name", "id")
LIKE = '{"characters": [{"id": "A", "name": "Ann"}], "scenes": [["A"]]}'


def read_narrative(data: dict[str, Any]) -> Moments:
    """The scenes as moments, each one group. `data` is the object, already parsed, its keys in small letters.

    A scene is a list of characters, or an object with `characters`, and perhaps `start` and `duration` (1 if there is
    none). Where any scene has a start, scenes may overlap, and one without starts after the sum of all durations before
    it. A character is an id, a place in the list `characters` (0 is the first), an object with `name` or `id`, or a
    name where there is no such list. Raises `ChartError` on a scene that is none, or that refers to nobody.
    """
    scenes = data.get("scenes")
    if not isinstance(scenes, list) or not scenes:
        raise ChartError(f"d3-layout-narrative's JSON needs scenes, a list with something in it: {LIKE}")
    listed = data.get("characters", [])
    if isinstance(listed, dict):
        listed = [{"id": key, **(one if isinstance(one, dict) else {})} for key, one in listed.items()]
    if not isinstance(listed, list):
        raise ChartError(f"d3-layout-narrative's JSON needs characters, a list of objects with id and name: {LIKE}")
    names = _names(listed)
    read = [_scene(scene, at, listed, names) for at, scene in enumerate(scenes, 1)]
    empty = [str(at) for at, (_, cast) in enumerate(read, 1) if "" in cast]
    repairs = [f"empty entries were left out of the scenes {short(', '.join(empty), 80)}"] if empty else []
    read = [(scene, [name for name in cast if name]) for scene, cast in read]
    if any("start" in scene for scene, _ in read):
        timed = moments_of(_timed(read))
        return Moments(timed.groups, timed.labels, [*repairs, *timed.repairs])
    labels = [next((label for key in LABELS if (label := a_label(scene.get(key)))), "") for scene, _ in read]
    return Moments([[cast] if cast else [] for _, cast in read], labels, repairs)


def _names(listed: list[Any]) -> dict[Any, str]:
    """The name of each character by id and, for a number that is no id, by place."""
    names: dict[Any, str] = {}
    for at, one in enumerate(listed):
        own = small(one) if isinstance(one, dict) else {"name": one}
        name, key = a_label(own.get("name")) or a_label(own.get("id")), own.get("id")
        if not name.strip() or (number(name) is not None and not isinstance(own.get("name"), str)):
            continue  # nobody, unless a scene refers to them, where it is an error
        names[key if isinstance(key, (str, int)) else name] = name
        names.setdefault(("place", at), name)
    return names


def _scene(scene: object, at: int, listed: list[Any], names: dict[Any, str]) -> tuple[dict[str, Any], list[str]]:
    """A scene as an object, and its cast by name, empty for an empty entry."""
    own = small(scene) if isinstance(scene, dict) else {"characters": scene}
    cast = own.get("characters")
    if not isinstance(cast, list):
        raise ChartError(f"scene {at} should be a list of characters, or an object with characters, a list")
    found = []
    for one in cast:
        if isinstance(one, dict):
            inline = small(one)
            name = a_label(inline.get("name")) or names.get(_key(inline.get("id")), a_label(inline.get("id")))
        elif type(one) is int:
            name = names.get(one, names.get(("place", one), ""))
        else:
            name = names.get(_key(one), "" if listed or number(one) is not None else a_label(one))
        if not name and one != "":
            raise ChartError(f"scene {at}: {_shown(one)} is none of the characters; name it in the list characters")
        found.append(name)
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


def _key(value: object) -> Any:
    return value if isinstance(value, (str, int)) else None


def _shown(value: object) -> str:
    if isinstance(value, str):
        return f'"{short(value)}"'
    return str(value) if type(value) in {int, float} else "an entry"
