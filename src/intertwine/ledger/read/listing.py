"""From front matter to statements: the listing of a title, the names, kinds, ids and images of an entity."""

import re
from dataclasses import dataclass, field

from intertwine.ledger.read.cast import read_cast
from intertwine.ledger.read.edtf import parse_release
from intertwine.ledger.read.fields import PAGE_ID, VAULT_FIELDS, Fields, fields_of, page_kinds, stamped_fields
from intertwine.ledger.read.headings import DATE_HINT
from intertwine.ledger.read.markdown.diagnostics import Diagnostics, shorten
from intertwine.ledger.read.markdown.front_matter import Node
from intertwine.ledger.read.markdown.hiding import plainly_asks
from intertwine.ledger.read.markdown.links import LINK, base_name, broken_link, clean_key, links_of
from intertwine.ledger.read.markdown.slips import is_like_revealed
from intertwine.ledger.read.markdown.span import Span
from intertwine.ledger.read.stamps import HIDDEN, LINKED, PUBLIC, both
from intertwine.model.kinds import ENTITY_KINDS, PRONOUNS, is_title_kind
from intertwine.model.sentinels import RANK_STEP
from intertwine.model.statement import Alternative, Edition, Installment, Link, Statement
from intertwine.model.title import RELEASE
from intertwine.model.title_kind import TitleKind
from intertwine.model.title_names import straight
from intertwine.model.verb import Role, Vocabulary
from intertwine.model.words import fold

_LENGTH = re.compile(r"(~?)\s*([0-9]{1,7})(?:\s*(?:min(?:utes)?|words|pages))?")
_PAGES = re.compile(r"([0-9]{1,6})(?:\s*pages)?")
_HIGHEST_RANK = 9999


@dataclass(slots=True)
class Listing:
    """What a page's front matter says; the fields are those of `Page`."""

    kind: str = ""
    id: str = ""
    name: str = ""
    name_rank: int = 0
    of: str = ""
    year: int = 0
    declared_names: bool = False
    stamped_kind: bool = False
    plural: bool = False
    pronoun: str = ""
    hidden: bool = False
    """True where a field may have been meant to stamp a page that has no stamp: nothing of it is read."""
    revealed: tuple[Alternative, ...] = ()
    statements: list[Statement] = field(default_factory=list)
    installments: list[Installment] = field(default_factory=list)
    editions: list[Edition] = field(default_factory=list)
    properties: dict[str, str] = field(default_factory=dict)


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
    reader = _ListingReader(key, fields, listing, vocabulary, diagnostics)
    reader.kind()
    if not listing.kind:
        return listing
    known = fields_of(listing.kind, vocabulary.kind(listing.kind))
    fields.allow(known, f"a {listing.kind}", VAULT_FIELDS, stamped_fields(listing.kind))
    if is_title_kind(listing.kind):
        reader.title()
    elif listing.kind in ENTITY_KINDS:
        reader.entity()
    elif listing.kind == "season":
        reader.season()
    elif listing.kind == "order":
        reader.order()
    else:
        reader.universe()
    return listing


class _ListingReader:
    def __init__(
        self, key: str, fields: Fields, listing: Listing, vocabulary: Vocabulary, diagnostics: Diagnostics
    ) -> None:
        self.me, self.fields, self.listing, self.diagnostics = Link(key), fields, listing, diagnostics
        self.vocabulary = vocabulary
        self.kinds = page_kinds(vocabulary.kinds)
        self.parts = {kind.part for kind in vocabulary.kinds}  # a page of a part is one of a season
        self.public: tuple[Alternative, ...] = (PUBLIC,)
        self.floor: tuple[Alternative, ...] | None = None  # what all that an entity's page lists must wait for

    def say(
        self,
        role: Role,
        text: str,
        node: Node,
        alternatives: tuple[Alternative, ...],
        *,
        label: str = "",
        rank: int = 0,
    ) -> None:
        """Add a statement about the page itself, with the verb of this role."""
        span = Span(text, node.line, node.column)
        at = broken_link(text)
        if "[[" in label or "]]" in label:  # nothing would gate the name
            message = f'"{shorten(label)}" cannot link: this stays hidden'
            self.diagnostics.add(node.line, node.column, "link-unreadable", message, "write the words alone")
            alternatives = HIDDEN
        if at >= 0:
            self.diagnostics.add(
                *span.at(at), "link-unreadable", "half a link: this stays hidden", "write it as [[name]]"
            )
            alternatives = HIDDEN
        statement = Statement(
            node.line,
            node.column,
            self.vocabulary.listing(role),
            "",
            alternatives,
            (self.me,),
            text=text,
            text_links=links_of(span),
            label=label,
            rank=rank,
        )
        self.listing.statements.append(statement)

    def kind(self) -> None:
        node = self.fields.values.get("kind")
        if node is None:
            hint = f"write kind: and one of {', '.join(self.kinds)}"
            self.diagnostics.add(1, 1, "kind-missing", "nothing says what this page is about", hint)
            return
        if node.kind != "list":
            word, _ = self.fields.text("kind")
            self.listing.kind = self.known_kind(word, node, self.kinds) if word else ""
            return
        self.listing.stamped_kind = True
        for item in self.fields.maps("kind"):
            item.allow({"kind", "revealed"}, "a stamped kind")
            word, at = item.text("kind")
            if at is None or not (word := self.known_kind(word, at, tuple(sorted(ENTITY_KINDS)))):
                continue
            self.listing.kind = self.listing.kind or word
            self.say("kind", word, at, self.stamped(item))

    def known_kind(self, word: str, node: Node, kinds: tuple[str, ...]) -> str:
        if word in kinds:
            return word
        if word in self.parts and kinds is self.kinds:
            return "season"
        hint = self.diagnostics.nearest(word, kinds, f"it is one of {', '.join(kinds)}")
        message = f'"{shorten(word)}" is not a kind of page' + ("" if kinds is self.kinds else " that can be revealed")
        self.diagnostics.add(node.line, node.column, "unknown-kind", message, hint)
        return ""

    def stamped(self, item: Fields) -> tuple[Alternative, ...]:
        """The alternatives of an item of a list; hidden, and a problem, where neither it nor its page has a stamp.

        Where both have one, both must be passed.
        """
        alternatives = item.stamp(linked=True, own=is_title_kind(self.listing.kind))
        if self.floor is not None:
            if alternatives is None or all(
                position.kind == "linked" for alternative in alternatives for position in alternative.positions
            ):
                return self.floor
            alternatives = both(alternatives, self.floor)
            if alternatives is None:
                message = "with the page's own stamp, this has too many positions: it stays hidden"
                self.diagnostics.add(item.node.line, item.node.column, "stamp-too-long", message, "name fewer")
            return alternatives or HIDDEN
        if alternatives is None:
            hint = "write revealed: and a stamp, or public, or linked"
            message = "nothing says when this is revealed, so that it stays hidden"
            self.diagnostics.add(item.node.line, item.node.column, "unstamped", message, hint)
            return HIDDEN
        return alternatives

    def identity(self) -> None:
        """The id that marks of progress are kept under."""
        text, node = self.fields.text("id")
        if node is not None and not PAGE_ID.fullmatch(text):
            hint = "write up to 100 letters, digits, dots, hyphens and underscores, as id: jessica-jones"
            self.fields.complain(node, f'"{shorten(text)}" is not an id', hint)
        elif node is not None:
            self.listing.id = text

    def universe(self) -> None:
        self.identity()
        if self.fields.slipped:
            return
        for word in ("name", "description"):
            text, node = self.fields.text(word)
            if "[[" in text or "]]" in text:  # it is shown to everybody
                message = f"the {word} of a universe cannot link: it is not shown"
                self.fields.complain(node or self.fields.node, message, "write the words alone")
            elif node is not None and word == "name":
                self.listing.name = text
            elif node is not None:
                self.listing.properties["description"] = text

    def season(self) -> None:
        of, node = self.fields.text("of")
        if node is None:
            hint = "write of: and the title's key"
            self.diagnostics.add(1, 1, "season-without-title", "nothing says whose season this is", hint)
            return
        link = LINK.fullmatch(of)
        self.listing.of = clean_key(link[1] if link else of)
        self.listing.name, self.listing.hidden = "", self.fields.slipped
        if self.listing.hidden:
            return
        self.me = Link(self.listing.of)
        self.listing.statements += read_cast(self.fields, self.me, self.public, self.vocabulary, self.diagnostics)

    def order(self) -> None:
        """A viewing order: everybody knows its name, unless the page has a stamp."""
        listing = self.listing
        listing.revealed = self.fields.stamp(linked=False, own=False) or (PUBLIC,)
        name, node = self.fields.text("name")
        listing.name, at = name or listing.name, node or self.fields.node
        if "[[" in listing.name or "]]" in listing.name or '"' in straight(listing.name):
            message = "the name of an order is words alone, without links and quotation marks: the order is left out"
            self.fields.complain(at, message, "write the words alone")
            listing.name = ""
        elif fold(listing.name) == RELEASE:
            message = f'"{RELEASE}" is the order in which titles came out, which is always there: this one is left out'
            self.diagnostics.add(at.line, at.column, "order-name-twice", message, "give it another name")
            listing.name = ""

    def entity(self) -> None:
        listing = self.listing
        self.floor = self.fields.stamp(linked=False, own=False)
        listing.revealed = self.floor or ()
        if "names" in self.fields:
            listing.name, listing.declared_names = "", True
            if "name" in self.fields:
                at = self.fields.values["name"]
                message = 'a page has "name" or "names", not both'
                self.diagnostics.add(at.line, at.column, "field-twice", message, "keep names; the other is left out")
            for place, item in enumerate(self.fields.maps("names"), 1):
                self.name(place, item)
        elif "name" in self.fields:
            name, node = self.fields.text("name")
            listing.declared_names = node is not None
            listing.name = name or listing.name
        if self.floor is not None and listing.name:
            self.say("name", listing.name, self.fields.values.get("name", self.fields.node), self.floor, rank=1)
            listing.name, listing.declared_names = "", True
        plural, node = self.fields.text("plural")
        if node is not None and plural not in ("true", "false"):
            self.fields.complain(node, f'"{shorten(plural)}" is neither true nor false', "write it as plural: true")
        listing.plural = plural == "true"
        pronoun, node = self.fields.text("pronoun")
        if node is not None and pronoun not in PRONOUNS:
            hint = f"write one of {', '.join(filter(None, PRONOUNS))}"
            self.fields.complain(node, f'"{shorten(pronoun)}" is not a pronoun that a sentence can use', hint)
            pronoun = ""
        listing.pronoun = pronoun
        self.ids()
        self.images()

    def name(self, place: int, item: Fields) -> None:
        item.allow({"name", "revealed", "rank"}, "a name")
        name, node = item.text("name")
        if node is None:
            if "name" not in item:
                self.fields.complain(item.node, "a name is missing here", "write {name: ..., revealed: ...}")
            return
        rank = item.whole("rank", _HIGHEST_RANK)[0] * RANK_STEP + min(place, RANK_STEP - 1)
        alternatives = self.stamped(item)
        if (
            alternatives != HIDDEN
            and all(p.kind == "linked" for alternative in alternatives for p in alternative.positions)
            and not self.listing.name
        ):
            self.listing.name, self.listing.name_rank = name, rank
        else:
            self.say("name", name, node, alternatives, rank=rank)

    def ids(self) -> None:
        """An entity's outside ids: a plain map shows with any visible fact, where no name of it is stamped."""
        node = self.fields.values.get("ids")
        if node is not None and node.kind == "map" and (self.floor is not None or not self.stamped_names()):
            for scheme, value in self.fields.pairs("ids"):
                self.say("outside id", value.text, value, self.floor or (LINKED,), label=scheme.text)
            return
        for item in self.fields.maps("ids"):
            schemes = (
                name for name, it in item.values.items() if not (is_like_revealed(name) or plainly_asks(name, it.text))
            )
            item.allow({"revealed", *schemes}, "an id")
            for scheme, value in item.node.fields:
                if is_like_revealed(scheme.text):
                    continue
                if value.kind != "text" or not value.text:
                    self.fields.complain(value, "an id is one text", "write {wikidata: Q1234, revealed: ...}")
                    continue
                follows = not ("revealed" in item or item.slipped or self.floor is not None or self.stamped_names())
                alternatives = (LINKED,) if follows else self.stamped(item)
                self.say("outside id", value.text, value, alternatives, label=scheme.text)

    def stamped_names(self) -> bool:
        return "names" in self.fields or self.listing.stamped_kind

    def images(self) -> None:
        for item in self.fields.maps("images"):
            item.allow({"file", "alt", "revealed"}, "an image")
            file, node = item.text("file")
            alt, _ = item.text("alt")
            if node is None:
                if "file" not in item:
                    hint = "write {file: ..., alt: ..., revealed: ...}"
                    self.fields.complain(item.node, "an image needs a file", hint)
                continue
            self.say("image", file, node, self.stamped(item), label=alt)

    def title(self) -> None:
        fields, listing = self.fields, self.listing
        alternatives = fields.stamp(linked=False, own=True)
        if alternatives is not None:
            listing.revealed = self.public = alternatives
        self.identity()
        name, node = fields.text("name")
        listing.name, listing.declared_names = name or listing.name, node is not None
        self.say("title name", listing.name, node or Node("text", 1, 1), self.public)
        listing.year, _ = fields.whole("year", 9999)
        for body, mark in fields.pairs("certification"):
            self.say("certification", mark.text, mark, self.public, label=body.text)
        listed: tuple[tuple[Role, str], ...] = (("genre", "genres"), ("platform", "platform"))
        for role, word in listed:
            for place, item in enumerate(fields.texts(word), 1):
                self.say(role, item.text, item, self.public, rank=place)
        alone: tuple[Role, ...] = ("logline", "status")
        for role in alone:
            text, node = fields.text(role)
            if node is not None:
                self.say(role, text, node, self.public)
        for scheme, value in fields.pairs("ids"):
            self.say("outside id", value.text, value, self.public, label=scheme.text)
        self.images()
        listing.statements += read_cast(fields, self.me, self.public, self.vocabulary, self.diagnostics)
        kind = self.vocabulary.kind(listing.kind)
        if kind is not None and kind.is_single:
            self.single(kind)
        self.editions()
        self.cuts()

    def editions(self) -> None:
        """The editions of what is read, with their pages."""
        known: set[str] = set()
        for name, value in self.fields.pairs("editions"):
            m = _PAGES.fullmatch(value.text)
            if m is None or not int(m[1]):
                message = f'"{shorten(value.text)}" is not a number of pages'
                self.fields.complain(value, message, f"write editions: {{{shorten(name.text)}: 480}}")
            elif (folded := fold(name.text)) in known:
                self.fields.complain(name, f'the edition "{shorten(name.text)}" is there already', "keep one of them")
            else:
                known.add(folded)
                self.listing.editions.append(Edition(" ".join(name.text.split()), int(m[1]), name.line))

    def cuts(self) -> None:
        """The cuts of a film, with their lengths: they are listed, and nothing else."""
        for name, value in self.fields.pairs("cuts"):
            m = _LENGTH.fullmatch(value.text)
            if m is None or not int(m[2]):
                message = f'"{shorten(value.text)}" is not a length'
                self.fields.complain(value, message, f"write cuts: {{{shorten(name.text)}: 189}}")
            else:
                self.say("cut", f"{m[1]}{int(m[2])}", value, self.public, label=name.text)

    def single(self, kind: TitleKind) -> None:
        """The one installment of a title of this kind."""
        date, about, minutes, line = None, False, 0, 1
        text, node = self.fields.text("released")
        if node is not None:
            line, date = node.line, parse_release(text)
            if date is None:
                message = f'"{shorten(text)}" is not a date'
                self.diagnostics.add(node.line, node.column, "date-unreadable", message, DATE_HINT)
        unit = kind.counted_in
        text, node = self.fields.text(unit)
        if node is not None:
            m = _LENGTH.fullmatch(text)
            if m:
                about, minutes = bool(m[1]), int(m[2])
            else:
                self.fields.complain(node, f'"{shorten(text)}" is not a length', f"write {unit}: 52, or ~52 for about")
        self.listing.installments.append(Installment(0, 0, "", date, minutes, about, line))
