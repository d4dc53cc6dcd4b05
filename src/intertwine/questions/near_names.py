"""What a typed text may mean: by visible names, by what somebody is or does, and by names that are spelt much alike."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Any, Literal, NamedTuple

import numpy as np

from intertwine.gate.view import View
from intertwine.model.arrays import among, distinct
from intertwine.model.frozen import Frozen
from intertwine.model.names import closest, other_article
from intertwine.model.strings import Ints
from intertwine.model.word_index import compared, wanted_words, with_all
from intertwine.model.words import exact, fold
from intertwine.questions.search_index import TITLE, SearchIndex, near_spellings, plain_name, search_index
from intertwine.questions.weights import weights

Match = Literal["exact", "prefix", "word", "role", "close"]
MATCHES: tuple[Match, ...] = ("exact", "prefix", "word", "role", "close")
_LONGEST = 200
_MOST_NEAR = 3
_MOST_CLOSE = 20
"""So many names that are spelt alike are looked at."""
_FEW_WORDS = 4
"""So many words a job has that says little else than what somebody looks for, articles not counted."""
_SHORTEST, _LONGER = 3, 2
"""Characters of the shortest name that is spelt alike, and how many more or less it has."""
_ALIKE = 0.75
"""The least likeness (as `difflib` counts it) of a name that is spelt alike, or of a word of one."""
_EXACT, _WORDS, _SOMEHOW, _CLOSE = range(4)
"""How well something matches: by all of a name; by the beginnings of a name's words, or whole words of a job; by the
beginnings of such words, or of words about it; by a near spelling."""
_NO_JOB = -1


class NameMatch(NamedTuple):
    """Somebody or something (`who`, by number) that a text may mean: by their visible `name`, in which way, and of a
    "role" match what is said of them there ("nurse"; "" where that is prose). `rank` is less for better matches, and
    equal ones are told apart by weight."""

    who: int
    name: str
    match: Match
    role: str
    rank: int


class Matches(NamedTuple):
    """Matches as columns: `who` it is, `rank` (see `NameMatch`), which of `MATCHES` it is, by which name and which job
    of the index (`_NO_JOB`: none); of those of equal rank, those that are less `apart` come first."""

    who: Ints
    rank: Ints
    match: Ints
    name: Ints
    job: Ints
    apart: Ints

    def some(self, wanted: Any) -> "Matches":
        """Those that are `wanted` (a mask, places or a slice)."""
        return Matches(*(column[wanted] for column in self))


class Ranked(Frozen):
    """All that a text may mean, the best first, each once; `who` are their numbers."""

    __slots__ = ("_index", "_matches", "who")

    def __init__(self, index: SearchIndex, matches: Matches) -> None:
        """What `matches` say, in their order, in the words of `index`."""
        self._index, self._matches, self.who = index, matches, matches.who

    def __len__(self) -> int:
        return len(self.who)

    def some(self, start: int, end: int) -> tuple[NameMatch, ...]:
        """Those from one place (from 0) to before another."""
        names, jobs = self._index.names, self._index.jobs
        rows = zip(*(column.tolist() for column in self._matches.some(slice(start, end))), strict=True)
        return tuple(
            NameMatch(who, names[name], MATCHES[match], jobs[job] if job >= 0 else "", rank)
            for who, rank, match, name, job, _ in rows
        )


def near_names(view: View, asked: str, *, titles: bool | None) -> tuple[str, ...]:
    """The best names of up to three of those in `view` that `asked` may mean, the likeliest first: of titles alone
    (`titles`), of all else (False), or of both (None)."""
    found = ranked(view, asked[:_LONGEST], titles=titles).some(0, 2 * _MOST_NEAR)
    return tuple(dict.fromkeys(view.names.best(it.who) for it in found))[:_MOST_NEAR]


def ranked(view: View, query: str, *, titles: bool | None = None, prose: bool = True) -> Ranked:
    """Everybody and everything of `view` that `query` may mean, each by their best match: of titles alone (`titles`),
    of all else (False), or of both (None).

    Exact names come first, the most exact of them before others; then names of which words begin with those of the
    query, and people whose job or description has all of these as whole words; then people whose job has words that
    begin so, and (with `prose`) those on whose own page prose has. Articles do not count. Of equally good ones come
    characters, actors, titles, things, and of each those of more weight. Names that are spelt much alike are there only
    where there is nothing else. What `find` finds matches exactly.
    """
    index, words = search_index(view), wanted_words(query)
    found = [_exact(view, index, query), _by_name(index, query, words), _by_job(index, words)]
    if prose:
        found.append(_by_prose(view, index, words))
    matches = _of(index, titles, Matches(*map(np.concatenate, zip(*found, strict=True))))
    if not len(matches.who):
        matches = _of(index, titles, _by_spelling(view, index, compared(query)))
    weight = -weights(view)[matches.who]
    letters = index.alphabetical[matches.name]
    keys = (letters, matches.match, weight, index.likely[matches.who], matches.apart, matches.rank)
    best_first = np.lexsort(keys)
    first = np.sort(np.unique(matches.who[best_first], return_index=True)[1])
    return Ranked(index, matches.some(best_first[first]))


def _of(index: SearchIndex, titles: bool | None, matches: Matches) -> Matches:
    """Those that are titles, or are none (None: all)."""
    return matches if titles is None else matches.some((index.likely[matches.who] == TITLE) == titles)


def _matches(who: Ints, rank: Any, match: Any, *, name: Ints, job: Any = _NO_JOB, apart: Any = 0) -> Matches:
    columns = np.broadcast_arrays(who, rank, match, name, job, apart)
    return Matches(*(column.astype(np.int32) for column in columns))


def _exact(view: View, index: SearchIndex, query: str) -> Matches:
    """What `find` finds."""
    found = view.names.find(query)
    who = [view.entities.person(n) for n in found]
    name = [index.name_of(n, _meant(view, n, query)) for n in who]
    return _matches(np.array(who, np.int32), _EXACT, 0, name=np.array(name, np.int32), apart=3)


def _meant(view: View, found: int, query: str) -> str:
    """The name of what was found that the query writes, else its best one."""
    names = [(known.text, known.text) for known in view.names.known(found)]
    written = closest(query, names) or closest(other_article(query), names)
    return next(iter(written), view.names.best(found))


def _by_name(index: SearchIndex, query: str, words: Sequence[str]) -> Matches:
    """Names of which words begin with all `words`; equal ones are exact, those first that are written so."""
    found = with_all(map(index.words.beginning, words))
    places = np.zeros(0, np.int32) if found is None else found
    wanted, begin = compared(query), " ".join(words)
    plain = [plain_name(index.names[place]) for place in places.tolist()]
    equal = np.array([it == wanted for it in plain], np.bool_)
    starts = np.array([it.startswith((wanted, begin)) for it in plain], np.bool_)
    apart = np.zeros(len(plain), np.int32)
    for at in np.flatnonzero(equal).tolist():
        name = index.names[places.item(at)]
        apart[at] = 2 * (exact(name) != exact(query)) + (fold(name) != fold(query))
    match = np.where(equal, 0, np.where(starts, 1, 2))
    return _matches(index.bearer[places], np.where(equal, _EXACT, _WORDS), match, name=places, apart=apart)


def _by_job(index: SearchIndex, words: tuple[str, ...]) -> Matches:
    """People of whom a job is said, or a description, that has all `words`: as whole words and little else, or somehow,
    as the beginnings of its words."""
    whole, some = (with_all(map(find, words)) for find in (index.job_words.with_word, index.job_words.beginning))
    jobs = np.zeros(0, np.int32) if some is None else some
    short = np.array([_is_said_shortly(index.jobs[job], words) for job in jobs.tolist()], np.bool_)
    rank = np.where(short & among(jobs, jobs[:0] if whole is None else whole), _WORDS, _SOMEHOW)
    who = index.doer[jobs]
    return _matches(who, rank, 3, name=index.best_of(who), job=jobs)


def _is_said_shortly(job: str, words: tuple[str, ...]) -> bool:
    """Whether a job or description says little else than `words`: a long one says much of others too ("the one who
    guards Ada Stone")."""
    said = wanted_words(job)
    return len(said) <= _FEW_WORDS or said[: len(words)] == words


def _by_prose(view: View, index: SearchIndex, words: Sequence[str]) -> Matches:
    """Those on whose own pages prose has all `words`; titles have no such page."""
    rows = view.rows.mask(roles=("prose",))
    who, _, _ = view.rows.pairs(view.lines.saying(rows, words) if words else rows & False)
    who = distinct(who[(who >= 0)])
    who = who[index.likely[who] != TITLE]
    return _matches(who, _SOMEHOW, 3, name=index.best_of(who), apart=1)


def _by_spelling(view: View, index: SearchIndex, wanted: str) -> Matches:
    """Names that are spelt much like `wanted`, as a whole or in one of their words, the most alike first."""
    near = [it for it in near_spellings(view).close(wanted, _MOST_CLOSE, _ALIKE) if _may_mean(it, wanted)]
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(wanted)
    names, apart = list[Ints](), list[Ints]()
    for form in near:
        matcher.set_seq1(form)
        places = np.concatenate([index.words.with_word(form), index.called(form)])
        names.append(places)
        apart.append(np.full(len(places), round(1000 * (1 - matcher.ratio())), np.int32))
    name = np.concatenate([np.zeros(0, np.int32), *names])
    return _matches(index.bearer[name], _CLOSE, 4, name=name, apart=np.concatenate([np.zeros(0, np.int32), *apart]))


def _may_mean(form: str, wanted: str) -> bool:
    return len(form) >= _SHORTEST and abs(len(form) - len(wanted)) <= _LONGER
