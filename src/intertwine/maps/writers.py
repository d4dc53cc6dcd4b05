"""Maps as files, by their ending: .svg and .pdf pictures, a .png twice as large, .json the map itself."""

import json
from collections.abc import Callable, Mapping
from types import MappingProxyType

from intertwine.maps.build import StoryMap
from intertwine.maps.compose import picture
from intertwine.maps.palette import flat_style, style_of
from intertwine.maps.pdf_writer import pdf
from intertwine.maps.shapes import Picture
from intertwine.maps.svg_writer import svg
from intertwine.model.arguments import AnyPath, need_path, refuse
from intertwine.model.extras import missing
from intertwine.model.whole_file import write_file
from intertwine.questions.serialise import to_json
from intertwine.storyline.draw.png_text import with_text

WIDEST = 16_000


def as_json(it: Picture) -> bytes:
    """The map: strands, moments, orders and proof; the same as the API's."""
    return (json.dumps(to_json(it.map), ensure_ascii=False, indent=1) + "\n").encode()


def as_svg(it: Picture) -> bytes:
    """See `svg`."""
    return svg(it).encode()


def as_png(it: Picture) -> bytes:
    """The picture in pixels, two for one, in light colours; one that is wider than 16,000 is made smaller. The
    certificate is in a text chunk."""
    import resvg_py  # noqa: PLC0415 - only PNG needs it

    plain = svg(it).replace(style_of(it), flat_style(it))
    scale = min(2.0, WIDEST / max(it.width, it.height))
    pixels = bytes(resvg_py.svg_to_bytes(svg_string=plain, width=int(it.width * scale)))
    return with_text(pixels, "Certificate", json.dumps(to_json(it.map.proof)))


WRITERS: Mapping[str, Callable[[Picture], bytes]] = MappingProxyType(
    {".svg": as_svg, ".png": as_png, ".pdf": pdf, ".json": as_json}
)


def write(it: Picture | StoryMap, path: AnyPath) -> None:
    """Writes a picture in the format of the path's ending; a map is drawn first, as `picture` draws it.

    Raises `ValueError` on an ending without a writer, and `ImportError` where the extra `intertwine[pictures]` is
    needed and not installed. Where the file cannot be written, it stays as it was, and the `OSError` names it.
    """
    way = 'write maps.write(viewer.map(), "map.svg")'
    if not isinstance(it, Picture | StoryMap):
        refuse("write", "a map or a picture, and then a path", it, way)
    place = need_path("write", path, way)
    writer = WRITERS.get(place.suffix.lower())
    if writer is None:
        raise ValueError(f'{place.name}: no writer for "{place.suffix}"; choose from {", ".join(WRITERS)}')
    drawn = it if isinstance(it, Picture) else picture(it)
    try:
        content = writer(drawn)
    except ModuleNotFoundError as error:
        raise missing(error) from None
    write_file(place, content)
