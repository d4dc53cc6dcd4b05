"""The front matter of an entity: its names, pronoun, ids and images."""

from intertwine.ledger.read.fields import Fields
from intertwine.ledger.read.listing_reader import ListingReader
from intertwine.ledger.read.markdown.diagnostics import shorten
from intertwine.ledger.read.markdown.hiding import plainly_asks
from intertwine.ledger.read.markdown.slips import is_like_revealed
from intertwine.ledger.read.stamps import HIDDEN, LINKED
from intertwine.model.kinds import PRONOUNS
from intertwine.model.sentinels import RANK_STEP

_HIGHEST_RANK = 9999


def read_entity(reader: ListingReader) -> None:
    """Read the front matter of a page of an entity."""
    listing = reader.listing
    reader.floor = reader.fields.stamp(linked=False, own=False)
    listing.revealed = reader.floor or ()
    if "names" in reader.fields:
        listing.name, listing.declared_names = "", True
        if "name" in reader.fields:
            at = reader.fields.values["name"]
            message = 'a page has "name" or "names", not both'
            reader.diagnostics.add(at.line, at.column, "field-twice", message, "keep names; the other is left out")
        for place, item in enumerate(reader.fields.maps("names"), 1):
            _name(reader, place, item)
    elif "name" in reader.fields:
        name, node = reader.fields.text("name")
        listing.declared_names = node is not None
        listing.name = name or listing.name
    if reader.floor is not None and listing.name:
        reader.say("name", listing.name, reader.fields.values.get("name", reader.fields.node), reader.floor, rank=1)
        listing.name, listing.declared_names = "", True
    plural, node = reader.fields.text("plural")
    if node is not None and plural not in ("true", "false"):
        reader.fields.complain(node, f'"{shorten(plural)}" is neither true nor false', "write it as plural: true")
    listing.plural = plural == "true"
    pronoun, node = reader.fields.text("pronoun")
    if node is not None and pronoun not in PRONOUNS:
        hint = f"write one of {', '.join(filter(None, PRONOUNS))}"
        reader.fields.complain(node, f'"{shorten(pronoun)}" is not a pronoun that a sentence can use', hint)
        pronoun = ""
    listing.pronoun = pronoun
    _ids(reader)
    reader.images()


def _name(reader: ListingReader, place: int, item: Fields) -> None:
    item.allow({"name", "revealed", "rank"}, "a name")
    name, node = item.text("name")
    if node is None:
        if "name" not in item:
            reader.fields.complain(item.node, "a name is missing here", "write {name: ..., revealed: ...}")
        return
    rank = item.whole("rank", _HIGHEST_RANK)[0] * RANK_STEP + min(place, RANK_STEP - 1)
    alternatives = reader.stamped(item)
    if (
        alternatives != HIDDEN
        and all(p.kind == "linked" for alternative in alternatives for p in alternative.positions)
        and not reader.listing.name
    ):
        reader.listing.name, reader.listing.name_rank = name, rank
    else:
        reader.say("name", name, node, alternatives, rank=rank)


def _ids(reader: ListingReader) -> None:
    """An entity's outside ids: a plain map shows with any visible fact, where no name of it is stamped."""
    node = reader.fields.values.get("ids")
    if node is not None and node.kind == "map" and (reader.floor is not None or not _has_stamped_names(reader)):
        for scheme, value in reader.fields.pairs("ids"):
            reader.say("outside id", value.text, value, reader.floor or (LINKED,), label=scheme.text)
        return
    for item in reader.fields.maps("ids"):
        schemes = (
            name for name, it in item.values.items() if not (is_like_revealed(name) or plainly_asks(name, it.text))
        )
        item.allow({"revealed", *schemes}, "an id")
        for scheme, value in item.node.fields:
            if is_like_revealed(scheme.text):
                continue
            if value.kind != "text" or not value.text:
                reader.fields.complain(value, "an id is one text", "write {wikidata: Q1234, revealed: ...}")
                continue
            follows = not ("revealed" in item or item.slipped or reader.floor is not None or _has_stamped_names(reader))
            alternatives = (LINKED,) if follows else reader.stamped(item)
            reader.say("outside id", value.text, value, alternatives, label=scheme.text)


def _has_stamped_names(reader: ListingReader) -> bool:
    return "names" in reader.fields or reader.listing.stamped_kind
