"""From front matter to statements: the listing of a page, by its kind."""

from intertwine.ledger.read.cast import read_cast
from intertwine.ledger.read.entity_listing import read_entity
from intertwine.ledger.read.fields import VAULT_FIELDS, Fields, fields_of, page_kinds, stamped_fields
from intertwine.ledger.read.listing_reader import Listing, ListingReader
from intertwine.ledger.read.markdown.diagnostics import Diagnostics, shorten
from intertwine.ledger.read.markdown.front_matter import Node
from intertwine.ledger.read.markdown.links import LINK, base_name, clean_key
from intertwine.ledger.read.stamps import PUBLIC
from intertwine.ledger.read.title_listing import read_title
from intertwine.model.kinds import ENTITY_KINDS, is_title_kind
from intertwine.model.statement import Link
from intertwine.model.title import RELEASE
from intertwine.model.title_names import straight
from intertwine.model.verb import Vocabulary
from intertwine.model.words import fold


def read_listing(
    key: str, node: Node | None, vocabulary: Vocabulary, diagnostics: Diagnostics, *, slipped: bool = False
) -> Listing:
    """The listing of the page `key`, whose front matter is `node` (None: none that could be read).

    `vocabulary` has the verbs of its entries. What is wrong goes into `diagnostics`. Without a readable `kind` nothing
    else is read, since what is public depends on it. `slipped`: something outside of the front matter may have been
    meant to stamp all of it.
    """
    listing = Listing(name=base_name(key))
    if node is None:
        return listing
    if node.kind != "map":
        diagnostics.add(
            node.line, node.column, "front-matter-unreadable", "front matter is fields", "write kind: series"
        )
        return listing
    fields = Fields(node, diagnostics, slipped=slipped)
    reader = ListingReader(key, fields, listing, vocabulary, diagnostics)
    _kind(reader)
    if not listing.kind:
        return listing
    known = fields_of(listing.kind, vocabulary.kind(listing.kind))
    fields.allow(known, f"a {listing.kind}", VAULT_FIELDS, stamped_fields(listing.kind))
    if is_title_kind(listing.kind):
        read_title(reader)
    elif listing.kind in ENTITY_KINDS:
        read_entity(reader)
    elif listing.kind == "season":
        _season(reader)
    elif listing.kind == "order":
        _order(reader)
    else:
        _universe(reader)
    return listing


def _kind(reader: ListingReader) -> None:
    """What the page is about: one kind, or several, each with the stamp that reveals it."""
    node, kinds = reader.fields.values.get("kind"), page_kinds(reader.vocabulary.kinds)
    if node is None:
        hint = f"write kind: and one of {', '.join(kinds)}"
        reader.diagnostics.add(1, 1, "kind-missing", "nothing says what this page is about", hint)
        return
    if node.kind != "list":
        word, _ = reader.fields.text("kind")
        if word in {kind.part for kind in reader.vocabulary.kinds} and word not in kinds:
            reader.listing.kind = "season"  # a page of a part
        elif word:
            reader.listing.kind = _known_kind(reader, word, node, kinds, "a kind of page")
        return
    reader.listing.stamped_kind = True
    for item in reader.fields.maps("kind"):
        item.allow({"kind", "revealed"}, "a stamped kind")
        word, at = item.text("kind")
        if at is None:
            continue
        found = _known_kind(reader, word, at, tuple(sorted(ENTITY_KINDS)), "a kind of page that can be revealed")
        if found:
            reader.listing.kind = reader.listing.kind or found
            reader.say("kind", found, at, reader.stamped(item))


def _known_kind(reader: ListingReader, word: str, node: Node, kinds: tuple[str, ...], what: str) -> str:
    """`word` where it is one of the `kinds`; else "", and a problem at `node`: it is not `what`."""
    if word in kinds:
        return word
    hint = reader.diagnostics.nearest(word, kinds, f"it is one of {', '.join(kinds)}")
    reader.diagnostics.add(node.line, node.column, "unknown-kind", f'"{shorten(word)}" is not {what}', hint)
    return ""


def _universe(reader: ListingReader) -> None:
    reader.identity()
    if reader.fields.slipped:
        return
    for word in ("name", "description"):
        text, node = reader.fields.text(word)
        if "[[" in text or "]]" in text:  # it is shown to everybody
            message = f"the {word} of a universe cannot link: it is not shown"
            reader.fields.complain(node or reader.fields.node, message, "write the words alone")
        elif node is not None and word == "name":
            reader.listing.name = text
        elif node is not None:
            reader.listing.properties["description"] = text


def _season(reader: ListingReader) -> None:
    of, node = reader.fields.text("of")
    if node is None:
        hint = "write of: and the title's key"
        reader.diagnostics.add(1, 1, "season-without-title", "nothing says whose season this is", hint)
        return
    link = LINK.fullmatch(of)
    reader.listing.of = clean_key(link[1] if link else of)
    reader.listing.name, reader.listing.hidden = "", reader.fields.slipped
    if reader.listing.hidden:
        return
    reader.me = Link(reader.listing.of)
    reader.listing.statements += read_cast(
        reader.fields, reader.me, reader.public, reader.vocabulary, reader.diagnostics
    )


def _order(reader: ListingReader) -> None:
    """A viewing order: everybody knows its name, unless the page has a stamp."""
    listing = reader.listing
    listing.revealed = reader.fields.stamp(linked=False, own=False) or (PUBLIC,)
    name, node = reader.fields.text("name")
    listing.name, at = name or listing.name, node or reader.fields.node
    if "[[" in listing.name or "]]" in listing.name or '"' in straight(listing.name):
        message = "the name of an order is words alone, without links and quotation marks: the order is left out"
        reader.fields.complain(at, message, "write the words alone")
        listing.name = ""
    elif fold(listing.name) == RELEASE:
        message = f'"{RELEASE}" is the order in which titles came out, which is always there: this one is left out'
        reader.diagnostics.add(at.line, at.column, "order-name-twice", message, "give it another name")
        listing.name = ""
