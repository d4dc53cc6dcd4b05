"""Cast lines: `"[[Actor]] as [[Character]] (public role)"` is who acts, and whom."""

import re
from collections.abc import Iterator

from intertwine.ledger.read.fields import Fields
from intertwine.ledger.read.item_parts import SEPARATORS
from intertwine.ledger.read.markdown.diagnostics import Diagnostics, shorten
from intertwine.ledger.read.markdown.links import LINK, clean_key
from intertwine.ledger.read.stamps import HIDDEN
from intertwine.model.statement import Alternative, Link, Statement
from intertwine.model.verb import Vocabulary

_MARK = re.compile(r"\(\s*(public|public\s+role)\s*\)", re.IGNORECASE)
_HINT = 'write "[[Actor]] as [[Character]]", with (public) or (public role) after it, or "[[Actor]] (public)"'


def read_cast(
    fields: Fields, title: Link, public: tuple[Alternative, ...], vocabulary: Vocabulary, diagnostics: Diagnostics
) -> Iterator[Statement]:
    """Billing and roles of the `cast` among the `fields` of a `title`, in the order of the list (`rank`, from 1).

    `vocabulary` has their verbs. What is wrong goes into `diagnostics`. `public` are the alternatives of the title's
    bare listing: what is marked public can be no earlier than the title itself. What is not marked waits for the
    character's first appearance.
    """
    acts, plays = vocabulary.listing("billing"), vocabulary.listing("part")
    for rank, node in enumerate(fields.texts("cast"), 1):
        parts = LINK.split(node.text)
        links = _links(parts, node.column)
        words = [" ".join(word.lower().split()) for word in parts[::3]]
        mark = _MARK.fullmatch(words[-1]) if words[-1] else None
        roles = links[1:]
        good = bool(links) and not words[0] and (mark or not words[-1])
        if roles:
            good = good and words[1] == "as" and all(word in SEPARATORS for word in words[2:-1])
        else:
            good = good and mark is not None and mark[1] == "public"
        if not good:
            message = f'"{shorten(node.text)}" is not a line of a cast'
            diagnostics.add(node.line, node.column, "cast-unreadable", message, _HINT)
            continue
        billing = public if mark else HIDDEN
        wait = None if mark else roles[0]
        yield Statement(
            node.line,
            node.column,
            acts,
            "",
            billing,
            (links[0],),
            (title,),
            rank=rank,
            first_appearance=wait,
        )
        known = mark is not None and mark[1] != "public"
        for role in roles:
            yield Statement(
                node.line, node.column, plays, "", public if known else HIDDEN, (links[0],), (role,), "in", title,
                rank=rank, first_appearance=None if known else role,
            )  # fmt: skip


def _links(parts: list[str], column: int) -> list[Link]:
    found, at = [], len(parts[0])
    for n in range(1, len(parts), 3):
        found.append(Link(clean_key(parts[n]), (parts[n + 1] or "").strip(), column + at))
        at += 4 + len(parts[n]) + len(parts[n + 2]) + (0 if parts[n + 1] is None else len(parts[n + 1]) + 1)
    return found
