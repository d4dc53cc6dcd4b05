"""What a page's front matter says, and what pages of all kinds list in the same way: an id, images, stamped items."""

from dataclasses import dataclass, field

from intertwine.ledger.read.fields import PAGE_ID, Fields
from intertwine.ledger.read.markdown.diagnostics import Diagnostics, shorten
from intertwine.ledger.read.markdown.front_matter import Node
from intertwine.ledger.read.markdown.links import broken_link, links_of
from intertwine.ledger.read.markdown.span import Span
from intertwine.ledger.read.stamps import HIDDEN, PUBLIC, both
from intertwine.model.kinds import is_title_kind
from intertwine.model.statement import Alternative, Edition, Installment, Link, Statement
from intertwine.model.verb import Role, Vocabulary


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


class ListingReader:
    """Adds what is read of a page's front matter to its listing."""

    def __init__(
        self, key: str, fields: Fields, listing: Listing, vocabulary: Vocabulary, diagnostics: Diagnostics
    ) -> None:
        self.me, self.fields, self.listing, self.diagnostics = Link(key), fields, listing, diagnostics
        self.vocabulary = vocabulary
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
        """Add a statement about the page itself, with the verb of this `role`: it says `text`, and stands at `node`.

        `alternatives` reveal it; it stays hidden where a link in it cannot be read. `label` and `rank` are those of the
        statement.
        """
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
