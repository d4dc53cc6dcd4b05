"""The name on a poster: in as few lines as fit, as large as they fit."""

import math
from functools import lru_cache

from intertwine.web.poster_sheet import WIDTH, TitleLine

LEFT = 24.0
_LETTER = 0.47
"""How wide a letter is, about, of its size."""


@lru_cache(maxsize=256)
def title_lines(name: str) -> tuple[tuple[TitleLine, ...], float]:
    """The name in at most four lines above the foot, as large as they fit, and that size."""
    words = name.split() or [name]
    texts = max((_wrapped(words, rows) for rows in range(1, 5)), key=lambda it: (_size(it), -len(it)))
    size, space = _size(texts), WIDTH - 2 * LEFT
    top = 410 - (len(texts) - 1) * size
    return tuple(
        TitleLine(text, round(top + n * size, 1), space if len(text) * size * (_LETTER + 0.06) > space + 20 else None)
        for n, text in enumerate(texts)
    ), size


def _wrapped(words: list[str], rows: int) -> list[str]:
    longest = max(*map(len, words), math.ceil(len(" ".join(words)) / rows))
    lines = [""]
    for word in words:
        if lines[-1] and len(lines[-1]) + 1 + len(word) > longest and len(lines) < 4:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _size(lines: list[str]) -> float:
    fits = (WIDTH - 2 * LEFT) / (max(map(len, lines)) * _LETTER)
    return round(max(15.0, min(fits, 56.0, 130 / len(lines))), 1)
