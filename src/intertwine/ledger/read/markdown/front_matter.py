"""Front matter as a tree of words with their places. Every value is a text: `no` and `2015` are what they look like.

Comments and footnotes are no text here either, whatever YAML makes of them.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

import yaml

from intertwine.ledger.read.markdown.comments import has_comments, without_comments
from intertwine.ledger.read.markdown.diagnostics import Diagnostics, shorten
from intertwine.ledger.read.markdown.markup import plain_value

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST = 8
_LARGEST = 1024 * 1024
"""Characters of front matter: YAML is read slower than the rest of a page."""

NodeKind = Literal["text", "list", "map"]


@dataclass(frozen=True, slots=True)
class Node:
    """A value and where it stands. `text` is that of a "text"; `items` those of a "list"; `fields` those of a "map",
    each a name (a text) and its value, no name twice."""

    kind: NodeKind
    line: int
    column: int
    text: str = ""
    items: tuple["Node", ...] = ()
    fields: tuple[tuple["Node", "Node"], ...] = ()


@dataclass(slots=True)
class _Open:
    """A list or map whose end has not come yet."""

    kind: NodeKind
    line: int
    column: int
    nodes: list[Node]

    def close(self, diagnostics: Diagnostics) -> Node:
        if self.kind == "list":
            return Node("list", self.line, self.column, items=tuple(self.nodes))
        fields: dict[str, tuple[Node, Node]] = {}
        for name, value in zip(self.nodes[::2], self.nodes[1::2], strict=True):
            if name.kind != "text":
                message = "the name of a field is a word"
                diagnostics.add(name.line, name.column, "front-matter-unreadable", message, "write it as name: value")
                # Kept under its words: it may have been meant for a stamp.
                words = " ".join(_texts(name))
                fields.setdefault(words, (Node("text", name.line, name.column, words), value))
            elif name.text in fields:
                message = f'"{shorten(name.text)}" stands here already, on line {fields[name.text][0].line}'
                diagnostics.add(name.line, name.column, "field-twice", message, "keep one of them; the first counts")
                if name.text == "revealed":  # nobody knows which is meant, and the other one may be the later
                    fields[name.text] = (name, Node("list", value.line, value.column))
            else:
                fields[name.text] = (name, value)
        return Node("map", self.line, self.column, fields=tuple(fields.values()))


def _texts(node: Node) -> Iterator[str]:
    """The words of a value, however deep they lie."""
    todo = [node]
    while todo:
        it = todo.pop()
        if it.kind == "text":
            yield it.text
        todo += [*it.items, *(part for field in it.fields for part in field)][::-1]


def front_matter_end(lines: list[str]) -> int:
    """The number of lines of front matter with both its `---`; 0 where there is none, -1 where it has no end."""
    if lines[0].rstrip() != "---":
        return 0
    for n in range(1, len(lines)):
        if lines[n].startswith("---") and lines[n].rstrip() == "---":
            return n + 1
    return -1


def parse_front_matter(lines: list[str], diagnostics: Diagnostics, first: int = 2) -> Node | None:
    """The tree of YAML `lines`, the first of which is line `first` of its file; None where nothing could be read.
    Problems go to `diagnostics`.

    Anchors, aliases and tags are problems (so that no text can unfold into a larger one), as is what is nested deeper
    than eight levels.
    """
    text = "\n".join(lines)
    if len(text) > _LARGEST:
        message = f"the front matter has more than {_LARGEST} characters"
        diagnostics.add(first - 1, 1, "front-matter-unreadable", message, "move facts into the body")
        return None
    places = _Places(lines, first)
    try:
        return _TreeBuilder(places, diagnostics).build(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        where = places.at(mark.index) if mark else (first, 1)
        what = getattr(error, "problem", None) or str(error)
        hint = "quote texts that hold : # [ ] { } , or begin with a special sign"
        diagnostics.add(*where, "front-matter-unreadable", f"this is not YAML: {shorten(str(what))}", hint)
    except ValueError as error:  # a lone surrogate, which only a program can write
        diagnostics.add(first, 1, "front-matter-unreadable", f"this is not text: {shorten(str(error))}")
    return None


class _Places:
    """Line and column of an offset. YAML counts other line ends than we do; offsets are the same."""

    def __init__(self, lines: list[str], first: int) -> None:
        self.starts = [0, *accumulate(len(line) + 1 for line in lines)]
        self.first = first
        self.count = len(lines)

    def at(self, offset: int) -> tuple[int, int]:
        n = min(bisect_right(self.starts, offset) - 1, max(self.count - 1, 0))
        return self.first + n, offset - self.starts[n] + 1


class _TreeBuilder:
    def __init__(self, places: _Places, diagnostics: Diagnostics) -> None:
        self.places, self.diagnostics = places, diagnostics

    def build(self, text: str) -> Node | None:
        # Events come one at a time, so that the depth is known before anything recurses.
        stack: list[_Open] = []
        root: Node | None = None
        documents = 0
        for event in yaml.parse(text, Loader=_LOADER):
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self.refuse(event, "front matter is one document", "remove the second one")
                    return None
            node: Node | None = None
            line, column = self.place(event)
            if isinstance(event, yaml.NodeEvent) and (complaint := _complaint(event)):
                self.refuse(event, f"{complaint} has no place in front matter", "write the value itself")
                return None
            if isinstance(event, yaml.CollectionStartEvent):
                if len(stack) == _DEEPEST:
                    self.refuse(event, "this is nested too deep", f"at most {_DEEPEST} levels")
                    return None
                kind: NodeKind = "list" if isinstance(event, yaml.SequenceStartEvent) else "map"
                stack.append(_Open(kind, line, column, []))
            elif isinstance(event, yaml.CollectionEndEvent):
                node = stack.pop().close(self.diagnostics)
            elif isinstance(event, yaml.ScalarEvent):
                node = Node("text", line, column, self.word(event, line, column))
            if node is not None:
                if stack:
                    stack[-1].nodes.append(node)
                else:
                    root = node
        return root

    def word(self, event: yaml.ScalarEvent, line: int, column: int) -> str:
        """The text of a value, without comments and footnotes."""
        text = str(event.value)
        if not event.style and text in ("~", "null"):
            return ""
        if has_comments(text):
            text, mark = without_comments(text)
            if mark:
                message = f'a comment begins in this value ("{mark}") and has no end: what follows it is left out'
                self.diagnostics.add(line, column, "note-open", message, "close it in the same value")
        text, half = plain_value(text)
        if half:
            message = f"{half.message}: what follows it is left out"
            self.diagnostics.add(line, column, half.code, message, half.hint)
        return text.strip()

    def place(self, event: yaml.Event) -> tuple[int, int]:
        return self.places.at(event.start_mark.index if event.start_mark else 0)

    def refuse(self, event: yaml.Event, message: str, hint: str) -> None:
        line, column = self.place(event)
        self.diagnostics.add(line, column, "front-matter-unreadable", message, hint)


def _complaint(event: yaml.NodeEvent) -> str:
    if isinstance(event, yaml.AliasEvent):
        return "an alias"
    if event.anchor:
        return "an anchor"
    return "a tag" if getattr(event, "tag", None) else ""
