"""The rows of a title's marks, in the words of a page: what each says, and what its buttons are called.

A page has up to hundreds of rows, so a message is looked up once for all of them.
"""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext
from markupsafe import Markup, escape

from intertwine.model.numbers import written_number
from intertwine.model.words import capital
from intertwine.questions.installment_page import installment_key
from intertwine.questions.title_page import Episode, ListedTitle, SeasonEpisodes, TitlePage
from intertwine.web.boxes import Boxes
from intertwine.web.kind_words import in_language, past, word_of
from intertwine.web.languages import of_the_ledger
from intertwine.web.marks import EpisodeNumber
from intertwine.web.words_in_pages import about, day, length


@dataclass(frozen=True, slots=True)
class TickRow:
    """One installment. `place` is how forms name it, `key` how addresses do ("": it has no page of its own), `number`
    and `name` what it is called (`number` "": it is all of its title). `state` is that of `Episode`. `note` says when
    it came out and how long it is, where that differs from others of its season. `tick` is what the button says that
    marks it, or takes the mark away. `jump` is "upto" or "only", where it has such a button, and `jump_said` what that
    does. `clear` is the value of the button that takes away a mark within it ("": there is none), and `clear_said` what
    that does. `about` names its page."""

    place: str
    key: str
    number: str
    name: str
    state: str
    time: str
    is_skipped: bool
    note: Markup
    tick: str
    jump: str
    jump_said: str
    clear: str
    clear_said: str
    about: str


@dataclass(frozen=True, slots=True)
class RowRun:
    """Rows that are folded together: `said` is what they are called ("Chapters 11–20"; "": they are not folded), and
    `key` tells them from others. `seen` of them were seen whole; `is_open` where what is next is among them."""

    key: str
    said: str
    seen: int
    is_open: bool
    rows: tuple[TickRow, ...]


_LONGEST = 26
"""So many installments are not folded: few seasons have more."""
_RUN = 10


def mark_runs(
    page: TitlePage | ListedTitle, season: SeasonEpisodes, boxes: Boxes | None, *, folds: bool
) -> list[RowRun]:
    """The rows of a `season` of the title that has this `page`; without buttons where it cannot be marked (`boxes`
    None). Of a long season they are folded by tens, where the page `folds`."""
    rows = list(_rows(page, season, boxes))
    if not folds or len(rows) <= _LONGEST:
        return [RowRun("", "", 0, is_open=True, rows=tuple(rows))]
    own = capital(in_language(page.words).several(page.words.kind.installment))
    after = None if page.next is None else (page.next.season, page.next.episode)
    runs = []
    for start in range(0, len(rows), _RUN):
        its, listed = rows[start : start + _RUN], season.listed[start : start + _RUN]
        said = f"{own} {its[0].number}–{its[-1].number}"
        seen = sum(it.state == "seen" for it in its)
        is_open = after in [(it.season, it.episode) for it in listed]
        runs.append(RowRun(its[0].place, said, seen, is_open, tuple(its)))
    return runs


def length_of_each(page: TitlePage | ListedTitle, season: SeasonEpisodes) -> str:
    """How long each installment of a `season` is, where all are equally long and it is said once; else ""."""
    lengths = {(it.length, it.about) for it in season.listed}
    return _length(season.listed[0], page) if len(season.listed) > 1 and len(lengths) == 1 else ""


def rows_made_from(page: TitlePage | ListedTitle, season: SeasonEpisodes, boxes: Boxes | None) -> Hashable:
    """All that `mark_runs` depends on, but for the language and for whether the page folds."""
    jumps, begun = ((), ()) if boxes is None else (_of_season(its, season) for its in (boxes.jumps, boxes.begun))
    # What is next says which run is open, where there are several.
    after = page.next if len(season.listed) > _LONGEST else None
    return page.name, page.address, page.words, season, boxes is None, jumps, begun, after


def _rows(page: TitlePage | ListedTitle, season: SeasonEpisodes, boxes: Boxes | None) -> Iterator[TickRow]:
    words, done = in_language(page.words), past(page.words.kind.past)
    own = capital(word_of(page.words.kind.installment))
    mark, unmark = gettext("Mark %(what)s as %(past)s"), gettext("Mark %(what)s as not %(past)s")
    jumps = {
        "upto": gettext("Everything of %(name)s up to %(said)s %(past)s"),
        "only": gettext("Nothing of %(name)s after %(said)s %(past)s"),
    }
    clear, its = gettext("%(said)s not %(past)s"), gettext("About %(said)s")
    lengths: dict[tuple[int | None, bool], str] = {}
    is_said_once = bool(length_of_each(page, season))
    for it in season.listed:
        at = it.season or 0, it.episode or 0
        place = f"{at[0]}x{at[1]:02}"
        said = words.place(it.season, it.episode) or place
        what = {"name": page.name, "said": said, "past": done}
        what["what"] = page.name if words.kind.is_single else said
        jump = boxes.jumps.get(at, "") if boxes and it.episode is not None else ""
        begun = boxes.begun.get(at, "") if boxes and it.state == "begun" else ""
        number = "" if it.episode is None else written_number(it.episode)
        if (it.length, it.about) not in lengths:
            lengths[it.length, it.about] = "" if is_said_once else _length(it, page)
        yield TickRow(
            place=place,
            key="" if it.episode is None else installment_key(*at),
            number=number,
            name=(it.name or f"{own} {number}") if number else page.name,
            state=it.state,
            time=it.time or "",
            is_skipped=it.skipped and it.state != "seen",
            note=_note(it, season, lengths[it.length, it.about]),
            tick=(unmark if it.state == "seen" else mark) % what,
            jump=jump,
            jump_said=jumps[jump] % what if jump else "",
            clear=begun,
            clear_said=clear % what if begun else "",
            about=its % what,
        )


def _of_season(said: Mapping[EpisodeNumber, str], season: SeasonEpisodes) -> tuple[str, ...]:
    return tuple(said.get((it.season or 0, it.episode or 0), "") for it in season.listed)


def _length(it: Episode, page: TitlePage | ListedTitle) -> str:
    if not it.length:
        return ""
    said = length(it.length, page.words.kind.counted_in)
    return about(said) if it.about else said


def _note(it: Episode, season: SeasonEpisodes, long: str) -> Markup:
    date = day(it.date) if it.date and it.date != season.date else ""
    said = escape(" ".join(filter(None, [date, long])))
    if it.numbers:
        numbers = of_the_ledger(", ".join(f"{one.numbering} {one.number}" for one in it.numbers))
        also = Markup(gettext("also %(numbers)s")) % {"numbers": numbers}  # noqa: S704 - a catalogue is ours
        said = Markup("{} ({})").format(said, also) if said else Markup("({})").format(also)
    return said
