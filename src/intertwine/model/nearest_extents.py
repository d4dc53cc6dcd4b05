"""What was perhaps meant by a place that cannot be read."""

import re

from intertwine.model.extent import Extent, one
from intertwine.model.extent_parser import parsed
from intertwine.model.place_tokens import every_token, plain
from intertwine.model.positions import LONGEST

_SAYS = re.compile(r"[^\W_]")
_GOES_ON = re.compile(r"\S|\s*(?:[-,&+]|(?:and|to|of)\b)", re.IGNORECASE)


def nearest_extents(text: str, *, is_stamp: bool = False) -> tuple[Extent, ...]:
    """What was perhaps meant by a `text` that cannot be read: never more than it can mean; none where nothing can be
    told. It is the longest beginning that can be read, unless what stands behind may narrow it; then the installment
    that the last part and the first number behind it name. Of a stamp it is the beginning in any case: a whole part is
    later than an installment of it, and late is safe."""
    text = plain(text[:LONGEST])
    tokens = [*every_token(text)]
    clean = next((n for n, (*_, is_clean) in enumerate(tokens) if not is_clean), len(tokens))
    for count in range(clean, 0, -1):
        found = parsed([token for token, *_ in tokens[:count]])
        if found is None:
            continue
        rest = text[tokens[count - 1][1] :]
        narrows = any(it.unit == "season" for it in found) or not _GOES_ON.match(rest)
        if is_stamp or not (_SAYS.search(rest) and narrows):
            return found
        break
    parts = [n for n, (token, *_) in enumerate(tokens) if token.kind == "season"]
    behind = (token for token, *_ in tokens[parts[-1] + 1 :] if token.kind in ("number", "bare")) if parts else iter(())
    own = next(behind, None)
    if own is None:
        return ()
    part = tokens[parts[-1]][0]
    return (one("installment", part.season, own.number, part.word, own.word),)
