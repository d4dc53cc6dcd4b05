"""Words that tell that something is still to come."""

import re
from collections.abc import Iterator

import numpy as np

from intertwine.check.rule import Finding
from intertwine.check.source import Source
from intertwine.model.verb import Role

PROSE: tuple[Role, ...] = ("prose", "logline", "description", "news")
"""Where a keeper tells, and not somebody of the story."""
WORDS = re.compile(
    r"""\b(?:
      for\ now | for\ the\ time\ being | so\ far | not\ for\ long | still\ to\ come
    | (?:in\ the\ )?next\ (?:season|episode)
    | first\ of\ (?:many|several|a\ few|\w+\ (?:times|meetings|fights|visits))
    | (?:for|one)\ (?:the\ )?(?:one\ )?last\ time | for\ the\ final\ time
    | not\ yet | as\ yet | (?:has|have|is|are)\ yet\ to | little\ (?:does|do)\ \w+\ know
    | (?:who|which|that|will|would|only|and|but)\ later\ (?!than\b) | later\ (?:turns\ out|proves|becomes|learns|dies)
    | (?:will|would)\ (?:soon|eventually|one\ day|someday|some\ day|ultimately|in\ time)
    | will\ (?:turn\ out|become|come\ back|meet\ again|betray|be\ revealed)
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)
"""What looks ahead."""
_TRIGGERS = (
    "again",
    "back",
    "become",
    "being",
    "betray",
    "come",
    "day",
    "eventually",
    "far",
    "final",
    "first",
    "last",
    "later",
    "little",
    "long",
    "next",
    "now",
    "revealed",
    "someday",
    "soon",
    "time",
    "turn",
    "ultimately",
    "yet",
)
"""Words of which each of these has one."""


def looks_ahead(source: Source) -> Iterator[Finding]:
    """`looks-ahead`: words that a keeper tells the story in say that it goes on otherwise: "for now", "the first of
    many", "for the last time", "not yet", "who later ..."."""
    rows = source.ledger.rows
    tells = source.has_role(*PROSE) & source.strings.with_any(_TRIGGERS)[rows.text]
    chosen = np.flatnonzero(tells)
    for line, text in dict.fromkeys(zip(rows.line[chosen].tolist(), rows.text[chosen].tolist(), strict=True)):
        said = WORDS.search(source.words[text])
        if said is not None:
            words = " ".join(said[0].split())
            written = source.written_at(line).unlinked
            at = re.search(r"\s+".join(map(re.escape, words.split())), written, re.IGNORECASE)
            yield Finding(
                source.at(line, at.start() if at else 0),
                f'"{words}" tells those who read this that something is still to come',
                "say what is so by then, and no more",
            )
