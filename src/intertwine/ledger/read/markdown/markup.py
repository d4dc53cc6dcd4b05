"""What a note-taking program writes into a text and shows otherwise: footnotes, tags, block ids, the `!` of an embed,
links of Markdown.

Nothing of it is text of anything, and these links are ours. What is left reads as if it had never been there.
"""

import re

from intertwine.ledger.read.markdown.diagnostics import Diagnostics
from intertwine.ledger.read.markdown.markdown_links import BrokenMark, closing, has_markdown_links, markdown_links
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


def _half(at: int, message: str) -> BrokenMark:
    return BrokenMark(at, message, "footnote-unreadable", _HINT)


def has_marks(text: str) -> bool:
    """False where no footnote, tag, embed or link of Markdown can stand in `text`."""
    return "#" in text or "[^" in text or "^[" in text or "![[" in text or has_markdown_links(text)


def plain(span: Span, diagnostics: Diagnostics, *, block: bool = False, addresses: bool = False) -> tuple[Span, bool]:
    """`span` without its marks, with our links in place of Markdown's, and whether all of them could be read.

    Where one could not (a footnote without an end, one in the text that links a name, half a link), `diagnostics` gets
    a problem, and what the span says must stay hidden. `block` also takes the block id at its end away, which in a fact
    names it; `addresses` keeps those of links to the web.
    """
    halves = []
    if has_markdown_links(span.text):
        changes, half = markdown_links(span.text, addresses=addresses)
        halves = [(half, span)] if half else []
        span = span.changed(changes) if changes else span
    if has_marks(span.text):
        cuts, half = _cuts(span.text)
        halves += [(half, span)] if half else []
        span = span.changed((start, end, "") for start, end in cuts) if cuts else span
    for half, where in halves:
        diagnostics.add(*where.at(half.at), half.code, f"{half.message}: this stays hidden", half.hint)
    if block and "^" in span.text and (m := _BLOCK.search(span.text, max(0, span.text.rfind("^") - 1))):
        span = span.changed([(m.start(), len(span.text), "")])
    return span, not halves


def plain_value(text: str) -> tuple[str, BrokenMark | None]:
    """A value of front matter without footnotes, with our links in place of Markdown's; what follows a mark that cannot
    be read is left out with it."""
    first: BrokenMark | None = None
    if has_markdown_links(text):
        changes, first = markdown_links(text)
        if first:
            changes = [*(it for it in changes if it[1] <= first.at), (first.at, len(text), "")]
        text = Span(text, 1, 1).changed(changes).text if changes else text
    if "[^" not in text and "^[" not in text:
        return text, first
    cuts, half = _cuts(text, tags=False)
    if half:
        cuts.append((half.at, len(text)))
    return Span(text, 1, 1).changed((start, end, "") for start, end in cuts).text, first or half


def _cuts(text: str, *, tags: bool = True) -> tuple[list[tuple[int, int]], BrokenMark | None]:
    """The stretches of `text` that are marks, in order; and the first mark that cannot be read. After one without an
    end no other is looked for."""
    cuts: list[tuple[int, int]] = []
    at, half = 0, None
    while m := _MARK.search(text, at):
        start, at = m.span()
        if m[0] == "[^":
            found = FOOTNOTE.match(text, start)
            if not found:
                return cuts, half or _half(start, "this footnote's mark has no end")
            at = found.end() - len(found[1])
        elif m[0] == "^[":
            end, at = at, closing(text, at - 1, _BRACKET)
            if at < 0:
                return cuts, half or _half(start, "this footnote has no end")
            if half is None and "[[" in text[end:at]:
                half = _half(start, "a footnote within the text links a name")
        elif m[0][0] == "[" or (m[0][0] == "#" and not tags):
            continue
        if m[0] != "!" and (at == len(text) or text[at] in _AFTER):
            done = cuts[-1][1] if cuts else 0
            while start > done and text[start - 1].isspace():
                start -= 1
        cuts.append((start, at))
    return cuts, half
