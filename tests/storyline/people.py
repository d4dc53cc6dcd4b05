"""The people of a story file as a plain reading finds them: by their ids where the format has ids. It shares no code
with the readers, so that two people who became one on the way in are seen."""

import json
import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any
from unicodedata import normalize


def one_name(name: str) -> str:
    """A name as a chart knows it."""
    kept = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]", "\ufffd", name)
    return normalize("NFC", " ".join(kept.split()) or kept)


def people_of(form: str, text: str) -> set[object] | None:
    """Who is in a file that was read as `form`; None where this reading does not know."""
    read = READINGS.get(form)
    return read(text) if read else None


def _small(it: dict[str, Any]) -> dict[str, Any]:
    return {key.casefold(): value for key, value in it.items()}


def _narrative(text: str) -> set[object] | None:
    data = _small(json.loads(text))
    listed = data.get("characters", [])
    if isinstance(listed, dict):
        return None
    listed = [_small(one) if isinstance(one, dict) else {"id": one} for one in listed]
    ids = [one.get("id", one.get("name")) for one in listed]
    found: set[object] = set()
    for scene in data["scenes"]:
        for one in _small(scene)["characters"] if isinstance(scene, dict) else scene:
            key = one
            if isinstance(one, dict):
                own = _small(one)
                named = [key for key, other in zip(ids, listed, strict=True) if other.get("name") == own.get("name")]
                key = own.get("id", named[0] if named else own.get("name"))
            elif type(one) is int and one not in ids:
                key = ids[one]
            if isinstance(key, float | list | dict | None):
                return None
            if key != "":
                found.add(key)
    return found


def _sessions(text: str) -> set[object] | None:
    return {int(one) for line in re.findall(r"(?im)^\s*members\s*:(.*)$", text) for one in re.findall("[0-9]+", line)}


def _book(text: str) -> set[object] | None:
    lines = [line.strip() for line in text.split("\n") if not line.startswith("*")]
    named = next((at for at, line in enumerate(lines) if line), 0)
    chapters = lines[next((at for at, line in enumerate(lines) if not line and at > named), len(lines)) :]
    return {code.strip() for line in chapters for code in re.split("[,;]", line.partition(":")[2]) if code.strip()}


def _plain(text: str) -> set[object] | None:
    data = json.loads(text)
    found: set[object] = set()
    for layer in data if isinstance(data, list) else _small(data)["layers"]:
        own = _small(layer) if isinstance(layer, dict) else {"groups": layer}
        groups = own.get("groups")
        if groups is None:
            groups = [_small(one).get("characters") if isinstance(one, dict) else one for one in own["nodes"]]
        found.update(one_name(name) for group in groups for name in group)
    return found


READINGS: dict[str, Callable[[str], set[object] | None]] = {
    "d3-layout-narrative's JSON": _narrative, "interaction sessions": _sessions, "Stanford GraphBase book": _book,
    "plain JSON": _plain, "nchart's JSON": _plain,
}  # fmt: skip


def flips(orders: Sequence[Sequence[object]]) -> int:
    """How often two of them change their order from a layer to the next where both are in both, one pair at a time."""
    found = 0
    for here, there in pairwise(orders):
        both = [one for one in here if one in there]
        found += sum(there.index(a) > there.index(b) for at, a in enumerate(both) for b in both[at + 1 :])
    return found
