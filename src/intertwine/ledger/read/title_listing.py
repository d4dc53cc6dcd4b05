"""The front matter of a title: its listing, its cast, its editions and cuts, and the one installment of a film."""

import re

from intertwine.ledger.read.cast import read_cast
from intertwine.ledger.read.edtf import parse_release
from intertwine.ledger.read.headings import DATE_HINT
from intertwine.ledger.read.listing_reader import ListingReader
from intertwine.ledger.read.markdown.diagnostics import shorten
from intertwine.ledger.read.markdown.front_matter import Node
from intertwine.model.statement import Edition, Installment
from intertwine.model.title_kind import TitleKind
from intertwine.model.verb import Role
from intertwine.model.words import fold

_LENGTH = re.compile(r"(~?)\s*([0-9]{1,7})(?:\s*(?:min(?:utes)?|words|pages))?")
_PAGES = re.compile(r"([0-9]{1,6})(?:\s*pages)?")


def read_title(reader: ListingReader) -> None:
    """Read the front matter of a page of a title."""
    fields, listing = reader.fields, reader.listing
    alternatives = fields.stamp(linked=False, own=True)
    if alternatives is not None:
        listing.revealed = reader.public = alternatives
    reader.identity()
    name, node = fields.text("name")
    listing.name, listing.declared_names = name or listing.name, node is not None
    reader.say("title name", listing.name, node or Node("text", 1, 1), reader.public)
    listing.year, _ = fields.whole("year", 9999)
    for body, mark in fields.pairs("certification"):
        reader.say("certification", mark.text, mark, reader.public, label=body.text)
    listed: tuple[tuple[Role, str], ...] = (("genre", "genres"), ("platform", "platform"))
    for role, word in listed:
        for place, item in enumerate(fields.texts(word), 1):
            reader.say(role, item.text, item, reader.public, rank=place)
    alone: tuple[Role, ...] = ("logline", "status")
    for role in alone:
        text, node = fields.text(role)
        if node is not None:
            reader.say(role, text, node, reader.public)
    for scheme, value in fields.pairs("ids"):
        reader.say("outside id", value.text, value, reader.public, label=scheme.text)
    reader.images()
    listing.statements += read_cast(fields, reader.me, reader.public, reader.vocabulary, reader.diagnostics)
    kind = reader.vocabulary.kind(listing.kind)
    if kind is not None and kind.is_single:
        _single(reader, kind)
    _editions(reader)
    _cuts(reader)


def _editions(reader: ListingReader) -> None:
    """The editions of what is read, with their pages."""
    known: set[str] = set()
    for name, value in reader.fields.pairs("editions"):
        m = _PAGES.fullmatch(value.text)
        if m is None or not int(m[1]):
            message = f'"{shorten(value.text)}" is not a number of pages'
            reader.fields.complain(value, message, f"write editions: {{{shorten(name.text)}: 480}}")
        elif (folded := fold(name.text)) in known:
            reader.fields.complain(name, f'the edition "{shorten(name.text)}" is there already', "keep one of them")
        else:
            known.add(folded)
            reader.listing.editions.append(Edition(" ".join(name.text.split()), int(m[1]), name.line))


def _cuts(reader: ListingReader) -> None:
    """The cuts of a film, with their lengths: they are listed, and nothing else."""
    for name, value in reader.fields.pairs("cuts"):
        m = _LENGTH.fullmatch(value.text)
        if m is None or not int(m[2]):
            message = f'"{shorten(value.text)}" is not a length'
            reader.fields.complain(value, message, f"write cuts: {{{shorten(name.text)}: 189}}")
        else:
            reader.say("cut", f"{m[1]}{int(m[2])}", value, reader.public, label=name.text)


def _single(reader: ListingReader, kind: TitleKind) -> None:
    """The one installment of a title of this kind."""
    date, about, minutes, line = None, False, 0, 1
    text, node = reader.fields.text("released")
    if node is not None:
        line, date = node.line, parse_release(text)
        if date is None:
            message = f'"{shorten(text)}" is not a date'
            reader.diagnostics.add(node.line, node.column, "date-unreadable", message, DATE_HINT)
    unit = kind.counted_in
    text, node = reader.fields.text(unit)
    if node is not None:
        m = _LENGTH.fullmatch(text)
        if m:
            about, minutes = bool(m[1]), int(m[2])
        else:
            reader.fields.complain(node, f'"{shorten(text)}" is not a length', f"write {unit}: 52, or ~52 for about")
    reader.listing.installments.append(Installment(0, 0, "", date, minutes, about, line))
