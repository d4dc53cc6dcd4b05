"""The order of a timeline or a map, as a command asks for it and says it."""

from argparse import Namespace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from intertwine.questions.timelines import Order

ORDER_WORDS = {"shown": "shown", "story": "of the story", "own": "in which they lived it"}
"""The words for an order."""


def order_of(args: Namespace) -> "Order":
    """The order that `args` ask for."""
    return "story" if args.story else "own" if args.own else "shown"
