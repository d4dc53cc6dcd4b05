"""Plain JSON: `{"layers": [{"groups": [["Ann", "Bob"]], "label": "I"}, [["Ann"], ["Cid"]]]}`, names in groups."""

from typing import Any

from intertwine.storyline.chart import ChartError
from intertwine.storyline.read.moments import Moments

KEYS = ("layers", "weights", "first", "last")


def read_plain(data: dict[str, Any] | list[Any]) -> Moments:
    """A chart in our plain JSON, already parsed: `layers`, or that list alone. A layer is a list of groups, or an
    object with `groups` and `label`. Beside `layers` may stand wishes (see `wish`): `weights`, whole numbers by name,
    `first` and `last`, lists of names. Another key is left out, and that is said."""
    layers = data if isinstance(data, list) else data.get("layers")
    if not isinstance(layers, list):
        raise ChartError('plain JSON needs "layers", a list')
    groups, labels = [], []
    for at, layer in enumerate(layers, 1):
        own = layer.get("groups") if isinstance(layer, dict) else layer
        if not isinstance(own, list) or not all(
            isinstance(group, list) and all(isinstance(name, str) for name in group) for group in own
        ):
            raise ChartError(f"layer {at}: groups should be a list of lists of names")
        groups.append(own)
        labels.append(str(layer.get("label", "")) if isinstance(layer, dict) else "")
    if isinstance(data, list):
        return Moments(groups, labels)
    weights, first, last = data.get("weights", {}), data.get("first", []), data.get("last", [])
    if not isinstance(weights, dict) or not all(type(weight) is int for weight in weights.values()):
        raise ChartError('"weights" should hold a whole number for each name')
    if not all(isinstance(side, list) and all(isinstance(name, str) for name in side) for side in (first, last)):
        raise ChartError('"first" and "last" should be lists of names')
    unknown = [key for key in data if key not in KEYS]
    return Moments(
        groups,
        labels,
        [f'"{key}" is not a key of plain JSON and was left out' for key in unknown],
        weights,
        first,
        last,
    )
