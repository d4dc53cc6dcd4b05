"""iStoryline's XML and JSON: people with spans, together while their session is the same (Tang and others 2019)."""

import json
import xml.etree.ElementTree as ET
from typing import Any

from intertwine.storyline.chart import ChartError
from intertwine.storyline.read.moments import Moments, Stay, moments_of


def read_istoryline_xml(text: str) -> Moments:
    """A story in XML. Raises `ChartError` when it is no XML, declares entities, or a span has no numbers."""
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise ChartError("the XML declares a document type or entities, which is not read; take the declaration out")
    try:
        root = ET.fromstring(text.strip().encode())  # noqa: S314 - nothing is declared, so nothing can expand
    except ET.ParseError as error:
        raise ChartError(f"broken XML: {error}") from error
    stays = []
    for person in root.iter("Character"):
        name = person.get("Name", "")
        stays += [_stay(name, span.get("Session"), span.get("Start"), span.get("End")) for span in person.iter("Span")]
    return _moments(stays)


def read_istoryline_json(data: dict[str, Any]) -> Moments:
    """A story in iStoryline's JSON, already parsed."""
    story = data.get("Story")
    people = story.get("Characters") if isinstance(story, dict) else None
    if not isinstance(people, dict):
        raise ChartError("iStoryline's JSON needs Story.Characters, an object of names")
    stays = []
    for name, spans in people.items():
        for span in spans if isinstance(spans, list) else ():
            if not isinstance(span, dict):
                raise ChartError(f"{name}: a span should be an object with Start, End and Session")
            stays.append(_stay(name, span.get("Session"), span.get("Start"), span.get("End")))
    return _moments(stays)


def parse_json(text: str) -> Any:
    """The JSON in the text. Raises `ChartError` when it is broken."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ChartError(f"broken JSON: {error}") from error


def _stay(name: str, session: object, start: object, end: object) -> Stay:
    try:
        return Stay(name, str(session), float(str(start)), float(str(end)))
    except ValueError as error:
        raise ChartError(f"{name}: a span's Start and End should be numbers, not {start!r} and {end!r}") from error


def _moments(stays: list[Stay]) -> Moments:
    if not stays:
        raise ChartError("no character has a span")
    return moments_of(stays)
