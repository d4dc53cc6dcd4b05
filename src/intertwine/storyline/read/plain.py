"""Plain JSON: `{"layers": [{"groups": [["Ann", "Bob"]], "label": "I"}, [["Ann"], ["Cid"]]]}`, names in groups."""

from typing import Any

from intertwine.storyline.chart import ChartError
from intertwine.storyline.read.moments import Moments


def read_plain(data: dict[str, Any] | list[Any]) -> Moments:
    """A chart in our plain JSON, already parsed: `layers`, or that list alone. A layer is a list of groups, or an
    object with `groups` and `label`."""
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
    return Moments(groups, labels)
