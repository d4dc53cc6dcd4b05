"""What a note-taking program writes into a text and shows otherwise: footnotes, tags, block ids, the `!` of an embed.

None of it is text of anything. What is left reads as if it had never been there.
"""

import re
from typing import NamedTuple

from intertwine.ledger.read.markdown.diagnostics import Troubles
from intertwine.ledger.read.markdown.span import Span

FOOTNOTE = re.compile(r"\[\^[^\[\]]++\](:?)")
"""A footnote's mark; group 1 is the colon of its definition."""

# A title may go on over the next lines; group 1 is the name, group 2 a title without its end.
_DEFINITION = re.compile(
    r"\[(?!\^)([^\[\]]*+)\]:\s*+(?:<[^<>]*+>|[^\s<]\S*+)"
    r"(?:\s++(?:\"[^\"]*+(?:\"\s*+$|($))|'[^']*+(?:'\s*+$|($))|\([^()]*+(?:\)\s*+$|($)))|\s*+$)"
)
_TITLE_ENDS = ('"', "'", ")")

# Links are taken whole, so that nothing in them counts. A tag's characters are those of Obsidian; one that is all
# digits is none ("#1 fan"), and neither is a range of numbers ("#1-3").
_IN_TAG = r"[^\u2000-\u206f\u2e00-\u2e7f'!\"#$%&()*+,.:;<=>?@^`{|}~\[\]\\\s]"
_MARK = re.compile(rf"\[\[[^\[\]]*+\]\]|!(?=\[\[)|\[\^|\^\[|(?<!\S)#(?=[0-9/_-]*+{_IN_TAG}){_IN_TAG}++")
_BRACKET = re.compile(r"[\[\]]")
_BLOCK = re.compile(r"(?:^|\s)\^[A-Za-z0-9-]++\s*$")
_AFTER = " \t\u00a0.,;:!?…)]\"'”’»"
"""What may follow on a word: before these the space in front of a mark goes with it."""
_HINT = "write [^1] here and [^1]: ... on a line of its own, or make it a > note"


def link_definition(stripped: str) -> tuple[str, str] | None:
    """What a stripped line defines where it is a link's definition, `[x]: https://... "title"`, as people write
    comments too, `[//]: # (so)`: its name, and the mark that ends its title where that does
    not end in this line, or ""."""
    m = _DEFINITION.match(stripped)
    if not m or not m[1].strip():
        return None
    return m[1], next((end for n, end in enumerate(_TITLE_ENDS, 2) if m[n] is not None), "")


class Half(NamedTuple):
    """A footnote that cannot be taken out: where it begins, and what is wrong with it."""

    at: int
    message: str


def has_marks(text: str) -> bool:
    """False where no footnote, tag or embed can stand in `text`."""
    return "#" in text or "[^" in text or "^[" in text or "![[" in text


def plain(span: Span, troubles: Troubles, *, block: bool = False) -> tuple[Span, bool]:
    """The span without its marks, and whether all of them could be read.

    Where one could not (a footnote without an end, one in the text that links a name), that is a problem, and what
    the span says must stay hidden. `block` also takes the block id at its end away, which in a fact names it.
    """
    text, half = span.text, None
    if has_marks(text):
        cuts, half = _cuts(text)
        if half:
            troubles.add(*span.at(half.at), "footnote-unreadable", f"{half.message}: this stays hidden", _HINT)
        span = span.without(cuts) if cuts else span
    if block and "^" in span.text and (m := _BLOCK.search(span.text, max(0, span.text.rfind("^") - 1))):
        span = span.without([(m.start(), len(span.text))])
    return span, half is None


def plain_value(text: str) -> tuple[str, Half | None]:
    """A value of front matter without footnotes; what follows one that has no end is left out with it."""
    if "[^" not in text and "^[" not in text:
        return text, None
    cuts, half = _cuts(text, tags=False)
    if half:
        cuts.append((half.at, len(text)))
    return Span(text, 1, 1).without(cuts).text, half


def _cuts(text: str, *, tags: bool = True) -> tuple[list[tuple[int, int]], Half | None]:
    """The stretches of `text` that are marks, in order; and the first mark that cannot be read. After one without an
    end no other is looked for."""
    cuts: list[tuple[int, int]] = []
    at, half = 0, None
    while m := _MARK.search(text, at):
        start, at = m.span()
        if m[0] == "[^":
            found = FOOTNOTE.match(text, start)
            if not found:
                return cuts, half or Half(start, "this footnote's mark has no end")
            at = found.end() - len(found[1])
        elif m[0] == "^[":
            end, at = at, _closing(text, at)
            if at < 0:
                return cuts, half or Half(start, "this footnote has no end")
            if half is None and "[[" in text[end:at]:
                half = Half(start, "a footnote within the text links a name")
        elif m[0][0] == "[" or (m[0][0] == "#" and not tags):
            continue
        if m[0] != "!" and (at == len(text) or text[at] in _AFTER):
            done = cuts[-1][1] if cuts else 0
            while start > done and text[start - 1].isspace():
                start -= 1
        cuts.append((start, at))
    return cuts, half


def _closing(text: str, start: int) -> int:
    """The offset after the bracket that closes the one before `start`, or -1."""
    depth = 1
    for m in _BRACKET.finditer(text, start):
        depth += 1 if m[0] == "[" else -1
        if not depth:
            return m.end()
    return -1
