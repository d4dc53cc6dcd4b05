"""Reading the fields of front matter: what each kind of page may say, and problems where a value is amiss."""

import re
from collections.abc import Collection, Iterable, Iterator

from intertwine.ledger.read.markdown.diagnostics import Diagnostics, shorten
from intertwine.ledger.read.markdown.front_matter import Node
from intertwine.ledger.read.markdown.hiding import asks_to_hide, holds_position, plainly_asks
from intertwine.ledger.read.markdown.slips import holds_stamp, is_like_revealed
from intertwine.ledger.read.markdown.span import Span
from intertwine.ledger.read.stamps import HIDDEN, read_stamp
from intertwine.model.kinds import ENTITY_KINDS, is_title_kind
from intertwine.model.statement import Alternative
from intertwine.model.title_kind import TitleKind

PAGE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
"""What a page's `id:` may be."""
_TITLE = frozenset({
    "kind", "id", "name", "year", "certification", "genres", "platform", "logline", "status", "ids", "images",
    "revealed", "cast",
})  # fmt: skip
_ENTITY = frozenset({"kind", "name", "names", "plural", "pronoun", "ids", "images", "revealed"})
_OTHERS = {
    "universe": frozenset({"kind", "id", "name", "description"}),
    "season": frozenset({"kind", "of", "cast"}),
    "order": frozenset({"kind", "name", "revealed"}),
}
_ALL = _TITLE | _ENTITY | {"of", "description", "released", "minutes", "words", "pages", "editions", "cuts"}


def page_kinds(kinds: Iterable[TitleKind]) -> tuple[str, ...]:
    """What `kind:` may say where these are the kinds of titles."""
    return "universe", *sorted(kind.id for kind in kinds), "season", "order", *sorted(ENTITY_KINDS)


def fields_of(kind: str, title: TitleKind | None) -> frozenset[str]:
    """The fields of a page of this kind, which is `title` where that is a title's."""
    if title is None:
        return _OTHERS.get(kind, _ENTITY)
    own = {"released", title.counted_in} if title.is_single else set[str]()
    own |= {"cuts"} if title.is_single and title.counted_in == "minutes" else set()
    return _TITLE | own | ({"editions"} if title.counted_in != "minutes" else set())


def stamped_fields(kind: str) -> frozenset[str]:
    """The fields of a page of this kind whose items may have stamps of their own."""
    if kind in ENTITY_KINDS:
        return frozenset({"kind", "names", "ids", "images"})
    return frozenset({"images"}) if is_title_kind(kind) else frozenset()


VAULT_FIELDS = frozenset({
    "tags", "tag", "aliases", "alias", "cssclasses", "cssclass", "publish", "permalink", "created", "updated",
    "modified",
})  # fmt: skip
"""What Obsidian and its usual plug-ins write into front matter: left alone, and without meaning here."""
_PAIR = {"editions": "Penguin 2004: 480", "cuts": "Extended: 228"}
"""What a value of some maps may be."""


class Fields:
    """The fields of one map, by name; each read complains where its value is of another shape.

    `slipped` is True where one of them may have been meant for `revealed`: what the map lists stays hidden.
    """

    def __init__(self, node: Node, diagnostics: Diagnostics, *, slipped: bool = False) -> None:
        self.node, self.diagnostics = node, diagnostics
        self.values = {name.text: value for name, value in node.fields}
        self.slipped = slipped

    def allow(
        self, names: Collection[str], what: str, others: Collection[str] = (), stamped: Collection[str] = ()
    ) -> None:
        """Complain about every field of `what` (a kind, in words) that is none of `names`; `others` are left alone,
        whatever their case. The items of the fields `stamped` may have stamps, and no other value may."""
        for name, value in self.node.fields:
            if name.text in names or name.text.casefold() in others:
                # A line of the cast says by itself when it is revealed.
                holds = holds_stamp(value, in_words=name.text != "cast")
                if name.text != "revealed" and (_is_stamp_alone(value) if name.text in stamped else holds):
                    self.slipped = True
                    message = f'"{shorten(name.text)}" cannot hold a stamp: what is listed here stays hidden'
                    self.complain(value, message, f"write {name.text}: and revealed: below each other")
                continue
            message = f'"{shorten(name.text)}" is not a field of {what}'
            hint = f"the fields are {', '.join(sorted(names))}"
            slip = is_like_revealed(name.text)
            if slip or asks_to_hide(name.text, value.text) or _begins_with_position(value.text) or holds_stamp(value):
                self.slipped = True
                message += ", and may have been meant to stamp it: what is listed here stays hidden"
            if slip:
                hint = 'did you mean "revealed"?' if "revealed" in names else f"{hint}; none of them stamps it"
            elif asks_to_hide(name.text, value.text):
                hint = (
                    "write revealed: and when it comes out, as in Title 1x05"
                    if "revealed" in names
                    else f"{hint}; none of them hides it"
                )
            elif name.text not in _ALL:
                hint = self.diagnostics.nearest(name.text, names, hint)
            self.diagnostics.add(name.line, name.column, "unknown-field", message, hint)

    def __contains__(self, name: str) -> bool:
        return name in self.values

    def text(self, name: str) -> tuple[str, Node | None]:
        """The text of a field, and its place; "" and None where there is none."""
        node = self.values.get(name)
        if node is None:
            return "", None
        if node.kind != "text" or not node.text:
            self.complain(node, f'"{name}" is one text', f"write it as {name}: ...")
            return "", None
        return " ".join(node.text.split()), node

    def whole(self, name: str, most: int) -> tuple[int, Node | None]:
        """The number of a field, at most `most`; 0 and None where there is none."""
        text, node = self.text(name)
        if node is None:
            return 0, None
        if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text) <= most):
            self.complain(node, f'"{shorten(text)}" is not a number up to {most}', f"write it as {name}: 9")
            return 0, None
        return int(text), node

    def texts(self, name: str) -> Iterator[Node]:
        """The texts of a field that is a list, or one text."""
        node = self.values.get(name)
        for item in () if node is None else node.items if node.kind == "list" else (node,):
            if item.kind == "text" and item.text:
                yield item
            else:
                self.complain(item, f'"{name}" is a list of texts', f"write it as {name}: [one, another]")

    def pairs(self, name: str) -> Iterator[tuple[Node, Node]]:
        """Names and values of a field that is a map of texts."""
        node = self.values.get(name)
        if node is None:
            return
        if node.kind != "map":
            self.complain(
                node, f'"{name}" has names and values', f"write it as {name}: {{{_PAIR.get(name, 'name: value')}}}"
            )
        stamp = next(
            (it for it, of in node.fields if is_like_revealed(it.text) or plainly_asks(it.text, of.text)), None
        )
        if stamp is not None and self.slipped:
            return
        if stamp is not None:
            message = f'"{shorten(stamp.text)}" cannot stand among the values of "{name}": all of them stay hidden'
            self.complain(stamp, message, "stamp the whole page with revealed:, or write a list of stamped items")
            return
        for key, value in node.fields:
            if value.kind == "text" and value.text and key.text:
                yield key, value
            else:
                self.complain(value, f'"{shorten(key.text)}" has no value', "write a text after the colon")

    def maps(self, name: str) -> Iterator["Fields"]:
        """The maps of a field that is a list of maps."""
        node = self.values.get(name)
        for item in () if node is None else node.items if node.kind == "list" else (node,):
            if item.kind == "map":
                yield Fields(item, self.diagnostics)
            else:
                hint = f"write an item of {name} as {{..., revealed: Title 1x05}}"
                self.complain(item, f'"{name}" is a list of items with fields', hint)

    def stamp(self, *, linked: bool, own: bool) -> tuple[Alternative, ...] | None:
        """The alternatives of `revealed`; None where it is not there, hidden where it is no text, or where another
        field may have been meant for it."""
        if self.slipped:
            return HIDDEN
        if "revealed" not in self.values:
            return None
        text, node = self.text("revealed")
        if node is None:
            return HIDDEN
        return read_stamp(Span(text, node.line, node.column), self.diagnostics, linked=linked, own=own)

    def complain(self, node: Node, message: str, hint: str) -> None:
        """Note that the value `node` has a shape that it must not have: `message` says why, `hint` how to write it."""
        self.diagnostics.add(node.line, node.column, "value-unreadable", message, hint)


def _begins_with_position(text: str) -> bool:
    """Whether a value may be a stamp. An address is none, whatever it holds."""
    return "://" not in text and holds_position(text)


def _is_stamp_alone(node: Node) -> bool:
    """Whether one of the items of a field is a stamp of nothing: it may have been meant for the whole page."""
    items = node.items if node.kind == "list" else (node,)
    return any(
        it.fields
        and all(is_like_revealed(name.text) or plainly_asks(name.text, value.text) for name, value in it.fields)
        for it in items
    )
