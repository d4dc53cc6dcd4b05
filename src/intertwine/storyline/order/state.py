"""What passes over a part's orders hand on, and what holds of it before and after them."""

from dataclasses import dataclass, replace

from intertwine.storyline.count import strip_crossings, strip_faults
from intertwine.storyline.reduce import Orders, Strip


@dataclass(frozen=True, slots=True)
class PartState:
    """A part's strip, an order for each of its layers, and a proved lower bound of its crossings. Passes do not change
    the lists in it. `share` is what the part may use of the work for a whole chart, from 0 to 1."""

    strip: Strip
    orders: Orders
    lower: int = 0
    share: float = 1.0

    def with_orders(self, orders: Orders, lower: int = 0) -> "PartState":
        """The state with other orders, and with the better one of both bounds."""
        return replace(self, orders=orders, lower=max(self.lower, lower))


def everybody_is_there(state: PartState) -> list[str]:
    """Each layer has all who are on stage, each once, in any order."""
    both = enumerate(zip(state.strip.layers, state.orders, strict=True), 1)
    return [f"layer {at}: not everybody is there" for at, (layer, own) in both if sorted(own) != list(layer.present)]


def is_an_order(state: PartState) -> list[str]:
    """Each layer has all who are on stage, groups stand together, and demands are kept."""
    return strip_faults(state.strip, state.orders)


def still_an_order(_: PartState, after: PartState) -> list[str]:
    """After a pass as before it: see `is_an_order`. And the bound is no higher than the crossings."""
    crossings = strip_crossings(after.strip, after.orders)
    high = [f"a lower bound of {after.lower} above {crossings} crossings"] if after.lower > crossings else []
    return [*is_an_order(after), *high]


def no_more_crossings(before: PartState, after: PartState) -> list[str]:
    """A pass adds no crossing."""
    had, has = (strip_crossings(state.strip, state.orders) for state in (before, after))
    return [f"{has} crossings, and {had} before"] if has > had else []
