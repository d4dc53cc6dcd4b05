"""The elements of small XML files, several of which may stand one after the other, with other text around them."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET
from xml.parsers.expat import errors

from intertwine.imports.progress.errors import ProgressFileError, half
from intertwine.imports.progress.files import ExportFile
from intertwine.imports.progress.text import opened_text
from intertwine.model.message import message

LARGEST_XML = 20_000_000
"""Characters of one file."""
_DECLARATION = re.compile(r"<\?xml[^<>]*\?>")
_UNKNOWN_ENTITY = errors.codes[errors.XML_ERROR_UNDEFINED_ENTITY]
_DECLARED = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def elements(file: ExportFile, tag: str = "") -> Iterator[tuple[int, ET.Element]]:
    """The elements called `tag`, with their numbers from 1; without one, the outermost elements. Raises
    `ProgressFileError` for what is no XML, ends too early, or declares entities: an export never does."""
    with opened_text(file) as opened:
        text = opened.read(LARGEST_XML + 1)
    if len(text) > LARGEST_XML or _DECLARED.search(text):
        raise _wrong(file.name)
    first, last = text.find("<"), text.rfind(">")
    body = _DECLARATION.sub("", text[first : last + 1]) if first >= 0 else ""
    try:
        root = ET.fromstring(f"<all>{body}</all>")  # noqa: S314 - no entities are declared, and the size is limited
    except ET.ParseError as error:
        at_end = error.code != _UNKNOWN_ENTITY and error.position[0] >= body.count("\n") + 1
        raise half(file.name, 0) if at_end else _wrong(file.name) from None
    except ValueError:
        raise _wrong(file.name) from None
    yield from enumerate(root.iter(tag) if tag else root, 1)


def _wrong(name: str) -> ProgressFileError:
    return ProgressFileError(message('"%(name)s" cannot be read as XML', name=name), message("export it again"))
