"""Prose, a sentence at a time."""

import re

from intertwine.ledger.read.markdown.span import Span

# An end is a mark, with closing quotation marks and brackets, then a space, then what may begin a sentence. The
# alternatives before it take links whole, so that neither the dots nor the spaces in them count.
_END = re.compile(
    r"\[\[[^\[\]]*+\]\]"
    r"|(?<![.!?…])([.!?…]++(?:[\"'”’»)\]*_]|[ \u00a0\u202f]»)*+)(\s++)(?=[\"'“‘«„(\[*_¿¡0-9]|[^\W\d_])"
)
_WORD = re.compile(r"[^\W\d_][\w.]*$")
_ABBREVIATIONS = frozenset({
    "mr", "mrs", "ms", "dr", "st", "jr", "sr", "prof", "sgt", "lt", "col", "gen", "capt", "cmdr", "maj",
    "det", "insp", "supt", "rev", "fr", "hon", "gov", "sen", "rep", "mt", "ft", "vs", "etc", "approx", "ca",
    "cf", "al", "inc", "ltd", "co", "corp", "dept", "vol", "ep", "ed", "e.g", "i.e", "a.m", "p.m", "ph.d",
    "u.s", "u.k",
})  # fmt: skip
_WITH_NUMBER = frozenset({"no", "nos", "p", "pp", "fig", "ch"})
_LONGEST = 24  # characters looked at before a mark: abbreviations are short, hostile words are not
_SPACES = re.compile(r"[ \t]{2,}")


def sentences(span: Span) -> list[Span]:
    """The sentences of a paragraph, in order; together they are all of it.

    A sentence ends as docs/text.md says. Cutting too seldom is safe, since more names then gate one sentence; so
    that what looks like an abbreviation or an initial ends none.
    """
    text = span.text
    if _END.search(text) is None:
        return [_tidy(span.part(0))] if text.strip() else []
    start = 0
    found: list[Span] = []
    for m in _END.finditer(text):
        if m[1] is None or not _ends(text, m.start(1), m[1], m.end()):
            continue
        found.append(_tidy(span.part(start, m.end(1))))
        start = m.end()
    if text[start:].strip():
        found.append(_tidy(span.part(start)))
    return found


def _tidy(span: Span) -> Span:
    """Runs of spaces count as one, as in Markdown. Columns of links in such a sentence are only near."""
    if "  " not in span.text and "\t" not in span.text:
        return span
    return span._replace(text=_SPACES.sub(" ", span.text))


def _ends(text: str, mark: int, marks: str, after: int) -> bool:
    following = text[after]
    if following.isalpha() and not (following.isupper() or following.istitle()):
        return False
    if marks[0] != "." or marks.startswith(".."):
        return True
    m = _WORD.search(text[max(0, mark - _LONGEST) : mark])
    if not m:
        return True
    word = m[0].lower()
    if len(word) == 1 or word[-2:-1] == ".":  # initials: "J. Jones", "S.H.I.E.L.D. agents"
        return False
    return not (word in _ABBREVIATIONS or (word in _WITH_NUMBER and following.isdigit()))
