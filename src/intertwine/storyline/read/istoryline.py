"""iStoryline's XML and JSON: people with spans, together while their session is the same (Tang and others 2019)."""

import re
import xml.etree.ElementTree as ET
from collections import Counter
from typing import Any

from intertwine.storyline.chart import ChartError, short
from intertwine.storyline.read.json_text import a_label, small
from intertwine.storyline.read.moments import Moments, Stay, moments_of
from intertwine.storyline.read.numbers import number

MOST_TAGS = 500_000
DECLARATION = re.compile(r"<\?xml[^>]*\?>", re.IGNORECASE)


def read_istoryline_xml(text: str) -> Moments:
    """A story in XML. Raises `ChartError` when it is no XML, no story, declares entities, or a span has no numbers."""
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise ChartError("the XML declares a document type or entities, which is not read; take the declaration out")
    if text.count("<") > MOST_TAGS:
        raise ChartError(f"the XML has more than {MOST_TAGS:,} tags, which is the most for a story; draw a part of it")
    body = DECLARATION.sub("", text.strip(), count=1)  # it names an encoding, and this is text already
    try:
        root = ET.fromstring(body)  # noqa: S314 - nothing is declared, so nothing can expand
    except (ET.ParseError, ValueError) as error:
        line = getattr(error, "position", (1, 0))[0]
        if "no element found" in str(error) or "unclosed" in str(error):
            raise ChartError(f"broken XML: it ends in the middle, at line {line}; the file was cut off") from error
        raise ChartError(f"broken XML at line {line}: {str(error).partition(':')[0]}") from error
    if _tag(root) != "story":
        raise ChartError(f"this XML is not a story of iStoryline: it begins with <{short(_tag(root))}> and not <Story>")
    stays, names = [], Counter[str]()
    for person in root.iter():
        if _tag(person) == "character":
            name = _fields(person).get("name", "")
            names[name] += 1
            stays += [_stay(name, _fields(span)) for span in person.iter() if _tag(span) == "span"]
    twice = [name for name, times in names.items() if times > 1]
    said = [f"characters listed more than once are one each: {short(', '.join(twice), 200)}"] if twice else []
    found = _moments(stays)
    return Moments(found.groups, found.labels, [*said, *found.repairs])


def read_istoryline_json(data: dict[str, Any]) -> Moments:
    """A story in iStoryline's JSON, already parsed, its keys in small letters."""
    story = data.get("story")
    people = small(story).get("characters") if isinstance(story, dict) else None
    if not isinstance(people, dict):
        raise ChartError("iStoryline's JSON needs Story.Characters, an object of names")
    stays = []
    for name, spans in people.items():
        for span in spans if isinstance(spans, list) else ():
            if not isinstance(span, dict):
                raise ChartError(f"{short(name)}: a span should be an object with Start, End and Session")
            stays.append(_stay(name, small(span)))
    return _moments(stays)


def _tag(element: ET.Element) -> str:
    """The element's name in small letters, without its namespace."""
    return element.tag.rpartition("}")[2].casefold()


def _fields(element: ET.Element) -> dict[str, str]:
    return {key.casefold(): value for key, value in element.attrib.items()}


def _stay(name: str, span: dict[str, Any]) -> Stay:
    start, end, session = number(span.get("start")), number(span.get("end")), a_label(span.get("session"))
    if not name.strip():
        raise ChartError("a character has no name")
    if start is None or end is None:
        told = " and ".join(f'"{short(a_label(span.get(key)))}"' for key in ("start", "end"))
        raise ChartError(f"{short(name)}: a span's Start and End should be numbers, not {told}")
    if not session:
        raise ChartError(
            f"{short(name)}: the span from {start:g} to {end:g} has no Session, which says who is together"
        )
    return Stay(name, session, start, end)


def _moments(stays: list[Stay]) -> Moments:
    if not stays:
        raise ChartError("no character has a span")
    return moments_of(stays)
