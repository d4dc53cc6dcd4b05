"""Problems of links, of references to facts, and of stamps that lead nowhere, out of the tables of a page."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator

import numpy as np

from intertwine.ledger.link.interner import Interner
from intertwine.ledger.link.keys import Keys
from intertwine.ledger.link.segment import (
    DISGUISE_COLUMNS,
    DISPROOF_COLUMNS,
    FRAMING_COLUMNS,
    LINE_COLUMNS,
    RELATION_COLUMNS,
    ROW_COLUMNS,
    UNMASKING_COLUMNS,
    Segment,
)
from intertwine.ledger.link.unresolved import StampUse, nearest
from intertwine.ledger.read.markdown.diagnostics import SUGGESTIONS
from intertwine.model.problem import Problem
from intertwine.model.spelled_words import Spellings
from intertwine.model.strings import Ints
from intertwine.model.verb import Vocabulary

_FILE = re.compile(r"\.(?:png|jpe?g|gif|webp|svg|avif|bmp|pdf|mp3|mp4|webm|wav|ogg|m4a|mov|canvas)$", re.IGNORECASE)
_TIME = "this time is left out"
_BESIDE = "what this line says stays hidden"
_TAKEN_FOR = "the audience never learns who is taken for whom, and the deceit counts as true"
_FRAMED = "the audience never learns that this is a frame, and what is in it counts as real"


def uses(segment: Segment, lost: Collection[int]) -> dict[int, StampUse]:
    """How each alternative of `lost`, which are all of `segment` that can never be passed, is used."""
    count, about, number = (_line(segment, name).tolist() for name in ("alternative_count", "about", "number"))
    places = set(segment.relations[RELATION_COLUMNS.index("target")].tolist())
    lines: dict[int, int] = {}
    remains: dict[int, set[bool]] = defaultdict(set)
    deceits, besides = _deceits(segment), dict[int, str]()
    begin, alternatives, of_statement = 0, segment.line_alternatives.tolist(), list[int]()
    for line, length in enumerate(count):
        of_line, begin = alternatives[begin : begin + length], begin + length
        if about[line] < 0:
            of_statement = of_line
        elif line not in places and set(of_line) <= set(of_statement):  # a purpose has those of its statement
            continue
        mine = [alternative for alternative in of_line if alternative in lost]
        for alternative in mine:
            lines.setdefault(alternative, number[line])
            if about[line] < 0:
                remains[alternative].add(len(mine) < length)
            else:
                besides[alternative] = _TIME if line in places else deceits.get(line, _BESIDE)
    return {it: StampUse(line, _outcome(remains[it]) if it in remains else besides[it]) for it, line in lines.items()}


def _deceits(segment: Segment) -> dict[int, str]:
    """The lines that tell what did not happen as it seemed, and what comes of one that nobody is ever told."""
    disguises = set(segment.disguises[DISGUISE_COLUMNS.index("line")].tolist())
    disguises.update(segment.unmaskings[UNMASKING_COLUMNS.index("says")].tolist())
    frames = set(segment.framings[FRAMING_COLUMNS.index("line")].tolist())
    return dict.fromkeys(disguises, _TAKEN_FOR) | dict.fromkeys(frames, _FRAMED)


def _outcome(remains: Collection[bool]) -> str:
    """What comes of an alternative that can never be passed, by whether others remain of the statements that have
    it."""
    if True not in remains:
        return "the statement stays hidden"
    if False not in remains:
        return "the statement can only be learnt in its other ways"
    return "what cannot be learnt in another way stays hidden"


def unknown_names(segment: Segment, keys: Keys, intern: Interner) -> Iterator[Problem]:
    """Every link of the page `segment` that leads nowhere by `keys`, once a line. `intern` has its words."""
    seen: set[tuple[int, int]] = set()
    for word, line, column in segment.links.T.tolist():
        key = intern.words[word]
        if key not in keys and (word, line) not in seen:
            seen.add((word, line))
            hint = (_nearest_key(key, keys) if len(seen) <= SUGGESTIONS else "") or _way_out(key)
            message = f'nothing here is called "{key}"'
            if segment.page.path == "universe.md" and key == "universe":
                message = "facts and sentences cannot be about the universe itself"
                hint = "say what it is as description: in the front matter, and the rest on the page of a title"
            yield Problem(segment.page.path, line, column, "unknown-name", message, hint)


def blocks_twice(segments: Collection[Segment], vocabulary: Vocabulary, intern: Interner) -> Iterator[Problem]:
    """Block ids that name two facts. `segments` are all pages in their order, whose verbs `vocabulary` numbers. Whether
    `tells [[B]] ^id` names itself or speaks of another fact hangs on nothing but how it is written: if it hung on
    whether another has the id, it would tell whether there is one."""
    first: dict[int, tuple[str, bool]] = {}
    speaking = np.array(["fact" in verb.objects for verb in vocabulary.verbs], np.bool_)
    for segment in segments:
        blocks, number, column = (_line(segment, name) for name in ("block", "number", "column"))
        of_line, verb = (segment.rows[ROW_COLUMNS.index(name)] for name in ("line", "verb"))
        speaks = set(of_line[speaking[verb]].tolist())
        for line in np.flatnonzero(blocks).tolist():
            here, name = f"{segment.page.path}:{number[line]}", intern.words[int(blocks[line])]
            there, other_speaks = first.setdefault(int(blocks[line]), (here, line in speaks))
            if there == here:
                continue
            hint = "choose another id"
            if line in speaks:
                hint = f'if this speaks of that fact, write "that ^{name}"; if not, {hint}'
            elif other_speaks:
                hint = f'if the fact at {there} speaks of this one, write "that ^{name}" there; if not, {hint}'
            message = f'"^{name}" already names the fact at {there}'
            yield Problem(segment.page.path, int(number[line]), int(column[line]), "block-twice", message, hint)


def unknown_blocks(segment: Segment, known: Spellings, intern: Interner) -> Iterator[Problem]:
    """References of the page `segment` to facts that nobody has named. `known` are the ids of all facts, `intern` has
    the page's words."""
    about, number, column = (_line(segment, name) for name in ("about", "number", "column"))
    lines = np.arange(len(number), dtype=np.int32)
    statement = np.where(about < 0, lines, about)
    references = [(_line(segment, "ref"), statement, number[statement], "")]
    line, block, written = (segment.relations[RELATION_COLUMNS.index(name)] for name in ("line", "block", "number"))
    references.append((block, line, written, ": this time is left out"))
    line, block = (segment.disproofs[DISPROOF_COLUMNS.index(name)] for name in ("line", "block"))
    references.append((block, line, number[line], ""))
    for blocks, statements, numbers, outcome in references:
        for word, of, at in zip(blocks.tolist(), statements.tolist(), numbers.tolist(), strict=True):
            name = intern.words[word]
            if name and name not in known:
                hint = nearest(name, known) or f"end a fact with ^{name}"
                message = f'no fact is named "^{name}"{outcome}'
                yield Problem(segment.page.path, at, int(column[of]), "unknown-block", message, hint)


def _line(segment: Segment, name: str) -> Ints:
    """A column of the lines of a page."""
    column: Ints = segment.lines[LINE_COLUMNS.index(name)]
    return column


def _way_out(key: str) -> str:
    """What to do about a link that leads nowhere."""
    if _FILE.search(key):
        return "a file is not a page: show a picture with images: in front matter"
    if key.startswith("#"):
        return "name the page itself: this link names only a part of one"
    return f'write a page "{key}.md" for it'


def _nearest_key(written: str, keys: Keys) -> str:
    """A hint with the nearest key: of all that is written, else of the page's name at the end of a path."""
    name = written.rpartition("/")[2]
    found = keys.find(name) if name != written else -1
    if found >= 0:
        return f'did you mean "{next(key for key, number in keys.exact.items() if number == found)}"?'
    return nearest(written, keys.spellings) or nearest(name, keys.spellings)
