"""What was perhaps meant by a place that cannot be read."""

import re
from collections.abc import Sequence

from intertwine.model.extent import Extent, one
from intertwine.model.extent_parser import parsed
from intertwine.model.place_tokens import PlaceToken, every_token, plain
from intertwine.model.place_words import EXCEPT, NARROWS
from intertwine.model.positions import LONGEST

_SAYS = re.compile(r"[^\W_]")
_GOES_ON = re.compile(r"\S|\s*(?:[-,&+]|(?:and|to|of)\b)", re.IGNORECASE)


def nearest_extents(text: str, *, is_stamp: bool = False) -> tuple[Extent, ...]:
    """What was perhaps meant by a `text` that cannot be read: never more than it can mean; none where nothing can be
    told. It is all of "part 1-part 2 chapter 3"; else the longest beginning that can be read, unless what stands behind
    may narrow it; then the installment that the last part and the first number behind it name. Of a stamp it is the
    beginning in any case: a whole part is later than an installment of it, and late is safe."""
    text = plain(text[:LONGEST])
    tokens = [*every_token(text)]
    clean = next((n for n, (*_, is_clean) in enumerate(tokens) if not is_clean), len(tokens))
    over = _over_parts([token for token, *_ in tokens if token.kind != "comma"]) if clean == len(tokens) else ()
    if over:
        return over
    for count in range(clean, 0, -1):
        found = parsed([token for token, *_ in tokens[:count]])
        if found is None:
            continue
        rest = text[tokens[count - 1][1] :]
        narrows = any(it.unit == "season" for it in found) or not _GOES_ON.match(rest) or NARROWS.search(rest)
        if is_stamp or not (_SAYS.search(rest) and narrows):
            return found
        break
    if NARROWS.search(text) or EXCEPT.search(text):
        return ()
    parts = [n for n, (token, *_) in enumerate(tokens) if token.kind == "season"]
    behind = (token for token, *_ in tokens[parts[-1] + 1 :] if token.kind in ("number", "bare")) if parts else iter(())
    own = next(behind, None)
    if own is None:
        return ()
    part = tokens[parts[-1]][0]
    return (one("installment", part.season, own.number, part.word, own.word),)


def _over_parts(tokens: Sequence[PlaceToken]) -> tuple[Extent, ...]:
    """What goes from a whole part to an installment of a later one ("part 1-part 3 chapter 2"), as parts and
    installments; none where `tokens` say something else."""
    kinds = [token.kind for token in tokens]
    if kinds not in (["season", "dash", "season", "number"], ["season", "dash", "installment"]):
        return ()
    first, last, own = tokens[0], tokens[2], tokens[-1]
    if not first.season < last.season:
        return ()
    parts = one("season", first.season, 0, first.word)._replace(last=(last.season - 1, 0))
    return parts, one("installment", last.season, 1, last.word, own.word)._replace(last=(last.season, own.number))
