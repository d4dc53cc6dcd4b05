"""Maps: what a viewer may know of who is with whom, ordered with few crossings, and drawn. Made from a view alone.

    from intertwine import maps
    maps.write(viewer.map("The Defenders"), "map.svg")     # or .png, .pdf, .json

The steps, for other sizes and colours:

    found = maps.story_map(viewer.view, "The Defenders")
    picture = maps.picture(found, down=True, colour="group")
    maps.svg(picture)

May import model, the gate's view, questions and storyline.
"""

from intertwine.maps.build import MapCertificate, StoryMap, at_once, mapped, story_map
from intertwine.maps.compose import picture
from intertwine.maps.inks import Colour, legend
from intertwine.maps.key import key_of
from intertwine.maps.order_cache import OrderCache
from intertwine.maps.ordering import Work, fewest, fewest_name, known_fewest
from intertwine.maps.palette import SHEETS
from intertwine.maps.pdf_writer import boxed_letters
from intertwine.maps.shapes import Picture, title_of
from intertwine.maps.signs import SIGNS
from intertwine.maps.svg_presence import sample
from intertwine.maps.svg_writer import svg
from intertwine.maps.writers import WRITERS, write

__all__ = [
    "SHEETS",
    "SIGNS",
    "WRITERS",
    "Colour",
    "MapCertificate",
    "OrderCache",
    "Picture",
    "StoryMap",
    "Work",
    "at_once",
    "boxed_letters",
    "fewest",
    "fewest_name",
    "key_of",
    "known_fewest",
    "legend",
    "mapped",
    "picture",
    "sample",
    "story_map",
    "svg",
    "title_of",
    "write",
]
