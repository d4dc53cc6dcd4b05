"""Maps: what a viewer may know of who is with whom, ordered with few crossings, and drawn. Made from a view alone.

from intertwine import maps
found = maps.story_map(view, "The Defenders")
picture = maps.picture(found)
maps.svg(picture)
"""

from intertwine.maps.files import WRITERS, write
from intertwine.maps.inks import Colour, legend
from intertwine.maps.keep import OrderCache
from intertwine.maps.layout import Work, fewest, fewest_name, known_fewest
from intertwine.maps.pdf import boxed
from intertwine.maps.picture import picture
from intertwine.maps.shapes import Picture, title_of
from intertwine.maps.story_map import Proof, StoryMap, at_once, mapped, story_map
from intertwine.maps.svg import SIGNS, svg

__all__ = [
    "SIGNS",
    "WRITERS",
    "Colour",
    "OrderCache",
    "Picture",
    "Proof",
    "StoryMap",
    "Work",
    "at_once",
    "boxed",
    "fewest",
    "fewest_name",
    "known_fewest",
    "legend",
    "mapped",
    "picture",
    "story_map",
    "svg",
    "title_of",
    "write",
]
