"""The outline of a page: its sections, seasons and installments, and the stamp of what stands below a heading."""

from dataclasses import replace

from intertwine.ledger.read.heading_words import heading_words
from intertwine.ledger.read.headings import (
    BROKEN,
    PAGE_SECTIONS,
    UNSTAMPED,
    Stamp,
    is_declared,
    is_installment,
    names_no_run,
    parse_installments,
    parse_season,
    stamp_of,
)
from intertwine.ledger.read.markdown.blocks import Block
from intertwine.ledger.read.markdown.diagnostics import Diagnostics, shorten
from intertwine.ledger.read.markdown.lost_headings import is_section
from intertwine.ledger.read.markdown.span import Span
from intertwine.ledger.read.stamps import PUBLIC, read_stamp
from intertwine.model.statement import Alternative, Installment, PositionText, Season, Unread
from intertwine.model.title_kind import TitleWords
from intertwine.model.verb import Vocabulary
from intertwine.model.words import a

_UNREAD = "; nobody can have {past} all of the title until this is corrected"
"""Said of a heading that may have been meant for a season or an episode."""


class Outline:
    """Reads the headings of one page of the kind `kind`, in their order.

    `stamp` and `section` are those of what stands below the last one; `is_notes` is True where it is a keeper's notes.
    `seasons` and `installments` are those that headings declared so far, and `unread` what may have been meant to
    declare some: where a page lists seasons, that is every heading that cannot be read, whatever it says. `own` is True
    for pages of titles, whose stamps can leave the title out.
    """

    def __init__(self, kind: str, vocabulary: Vocabulary, diagnostics: Diagnostics, *, own: bool) -> None:
        self.kind, self.own, self.diagnostics = kind, own, diagnostics
        self.stamp = UNSTAMPED
        self.section = ""
        self.is_notes = False
        self.installments: list[Installment] = []
        self.seasons: list[Season] = []
        self.unread: list[Unread] = []
        of = vocabulary.kind(kind)
        self._is_single = of is not None and of.is_single
        self._lists = kind == "season" or (of is not None and not of.is_single)
        self._words = heading_words(vocabulary.kinds if kind == "season" else () if of is None else (of,))
        self._so = _UNREAD.format(past=self._words.kind.past) if self._lists else ""
        self._is_begun = False  # a heading stands above
        # What many headings repeat, and how many problems each has: none, unless nothing more is kept of what is wrong.
        self._stamps: dict[tuple[str, int, tuple[tuple[int, int], ...]], tuple[Stamp, int]] = {}
        self._season: Season | None = None
        self._broken = False  # below a section that could not be read
        self._level = 0  # of the last heading
        self._hidden: int | None = None  # the level of the heading of which all that stands below it stays hidden
        self._numbers: set[tuple[int, int]] = set()  # seasons as (n, 0), episode m as (n, m + 1)
        self._covered: Span | None = None  # a comment or code with a heading in it, of which nothing was said yet

    @property
    def is_covered(self) -> bool:
        """True where a comment or code covers the heading of what comes next."""
        return self._covered is not None

    def open(self, level: int, span: Span, *, whole: bool) -> None:
        """Take a heading of `level` with the text `span`. `whole` is False where something in it could not be read."""
        if level == 3 and self._broken:
            self.report_covered()
        self._covered = None
        is_first, self._is_begun = not self._is_begun, True
        self._level = level
        if self._hidden is not None and level <= self._hidden:
            self._hidden = None
        if not whole:
            self.hide_below(level, span)
        elif level == 1:
            self._open_page(span, is_first=is_first)
        elif level == 2:
            self._open_section(span)
        elif self.is_notes:
            return
        elif level == 3:
            self.stamp = BROKEN if self._broken else self._read_stamp(span)
        else:
            self.hide_below(level, span)
            message = f'"{shorten(span.text)}" has more than three #: what stands below it stays hidden{self._so}'
            self.diagnostics.add(*span.at(0), "heading-unreadable", message, "headings are #, ## and ###")
        if self._hidden is not None:
            self.stamp = BROKEN

    def hide(self) -> None:
        """What comes next stays hidden, up to the next heading of the last one's level or of a higher one."""
        self.stamp = BROKEN
        self._hidden = self._level if self._hidden is None else min(self._hidden, self._level)

    def hide_below(self, level: int, span: Span) -> None:
        """Take the heading `span` of `level` that could not be read: what stands below it stays hidden."""
        self._break(level)
        self._miss(span)

    def _break(self, level: int) -> None:
        if level < 3:
            self._start("", BROKEN)
        else:
            self.stamp = BROKEN

    def lose(self, block: Block) -> None:
        """Take a heading that only other programs see: what stands below it stays hidden."""
        if self.is_notes and not (block.level < 3 and is_section(block.span.text)):
            return
        if block.span.text:
            self.hide_below(block.level, block.span)
            message = f'"{shorten(block.span.text)}" is not a heading here: what stands below it stays hidden{self._so}'
            hint = "write ## or ### and a space, at the beginning of a line of its own"
            self.diagnostics.add(*block.span.at(0), "heading-unreadable", message, hint)
        else:
            self._break(block.level)
            self._covered = block.span

    def report_covered(self) -> None:
        """Note, once, that something stands below a heading that a comment or code covers."""
        if self._covered is not None:
            message = f"a heading stands in this comment or code: what stands below stays hidden{self._so}"
            hint = "repeat the heading below, or close the comment before it"
            self.diagnostics.add(*self._covered.at(0), "heading-unreadable", message, hint)
            self._miss(self._covered)
            self._covered = None

    def _miss(self, span: Span) -> None:
        """Note that the heading `span` may have been meant to list something. What stands in a section of its own lists
        nothing, unless it reads like a season or an episode."""
        if self._lists and (not self.section or self._reads_like_one(span.text)):
            self.unread.append(Unread(self._season.number if self._season else None, span.line))

    def _reads_like_one(self, text: str) -> bool:
        return is_section(text) or is_declared(text, self._words) or is_installment(text)

    def _open_page(self, span: Span, *, is_first: bool) -> None:
        """A heading with one "#": the page's own name, and nothing else."""
        may_be = is_declared(span.text, self._words) or (not is_first and any(map(str.isdigit, span.text)))
        if not self._lists or not may_be:
            self._start("", UNSTAMPED)
            return
        self.hide_below(1, span)
        part, own = self._words.part, self._words.installment
        message = f'"{shorten(span.text)}" is not a {part}: what stands below it stays hidden{self._so}'
        hint = f"one # is for the page's own name, at its beginning; write ## before a {part}, and ### before {a(own)}"
        self.diagnostics.add(*span.at(0), "heading-unreadable", message, hint)

    def _start(self, section: str, stamp: Stamp) -> None:
        self.stamp, self.section, self._season = stamp, section, None
        self._broken, self.is_notes = stamp is BROKEN, section == "Notes"

    def _open_section(self, span: Span) -> None:
        section = next((name for name in PAGE_SECTIONS if name.lower() == span.text.lower()), "")
        if section:
            self._start(section, UNSTAMPED)
            return
        before = self.diagnostics.count
        season = parse_season(span, self.diagnostics, self._words)
        if season is None:
            part = self._words.part.capitalize()
            known = [*PAGE_SECTIONS, f"{part} 1"]
            own = self._words.installment
            listing = f"{part} N, {own.capitalize()}s (N {own}s)" if self._words.unparted else f"{part} N"
            hint = self.diagnostics.nearest(span.text, known, f"a ## heading is {listing}, {', '.join(PAGE_SECTIONS)}")
            if self._lists and span.text.lower().startswith(f"{own} "):
                hint = f"write ### before {a(own)}, and its number with a dot, as ### 1. Name"
            message = f'"{shorten(span.text)}" is not a section: what stands below it stays hidden{self._so}'
            self.diagnostics.add(*span.at(0), "unknown-section", message, hint)
            self.hide_below(2, span)
            return
        if not self._lists and self.kind:
            message = f"a {self.kind} has no {self._words.part}s: what stands below stays hidden"
            hint = f"{self._words.part}s stand in the page of a series"
            self.diagnostics.add(*span.at(0), "season-misplaced", message, hint)
            self._start("", BROKEN)
            return
        self._start("", UNSTAMPED)
        self._season = season
        if self.diagnostics.count > before:
            self._miss(span)
        if (season.number, 0) in self._numbers:
            self._miss(span)
            what = f"{self._words.part} {season.number}"
            if any(it.implicit != season.implicit for it in self.seasons):
                what = f"a list of {self._words.installment}s without {self._words.part}s stands beside them, or {what}"
            message = f"{what} has a heading already{self._so}"
            self.diagnostics.add(*span.at(0), "season-twice", message, "keep one heading; the first counts")
        else:
            self._numbers.add((season.number, 0))
            self.seasons.append(season)

    def _read_stamp(self, span: Span) -> Stamp:
        text = span.text.lower()
        if not text:
            message = f"this heading says nothing{self._so}"
            self.diagnostics.add(*span.at(0), "heading-unreadable", message, "write ### and a stamp")
            self._miss(span)
            return BROKEN
        if text == "public":
            return Stamp((PUBLIC,))
        if text == "whole title" and self.own:
            whole = PositionText("title", column=span.column)
            film = PositionText("installment", column=span.column)
            return Stamp((Alternative((whole,)),), timed=film if self._is_single else None)
        is_whole_part = self._words.whole_part.fullmatch(text) is not None
        if is_whole_part and self.own:
            if self._season is None:
                return self._no_season(span)
            return stamp_of((Alternative((PositionText("season", "", self._season.number, column=span.column),)),))
        if text == "whole title" or is_whole_part:
            message = f'"{span.text}" of which title? This page is none'
            self.diagnostics.add(*span.at(0), "stamp-without-title", message, "write ### Title or ### Title S1")
            return BROKEN
        if is_installment(span.text):
            return self._installment(span)
        if self._lists and is_declared(span.text, self._words):
            self._miss(span)
            message = f'"{shorten(span.text)}" is not a stamp: what stands below it stays hidden{self._so}'
            self.diagnostics.add(*span.at(0), "heading-unreadable", message, f"write ## before a {self._words.part}")
            return BROKEN
        key = span.text, span.column, tuple([(offset, column) for offset, _, column in span.breaks])
        found, problems = self._stamps.get(key, (None, 0))
        if found is None:
            before, is_full = self.diagnostics.count, self.diagnostics.is_full
            found = stamp_of(read_stamp(span, self.diagnostics, own=self.own))
            problems = self.diagnostics.count - before
            if is_full or not problems:
                self._stamps[key] = found, problems
        else:
            self.diagnostics.count += problems
        if problems:
            self._miss(span)
        return found

    def _installment(self, span: Span) -> Stamp:
        season = self._season
        if season is None:
            return self._no_season(span)
        found = parse_installments(span, season.number, season.date, self.diagnostics, self._words)
        name = found[0].name
        if "[[" in name or "]]" in name:  # nothing would gate what it links
            if not self.diagnostics.is_left_out():
                message = f'"{shorten(name)}" cannot link: the name is not shown'
                self.diagnostics.add(*span.at(0), "link-unreadable", message, "write the words alone")
            found = tuple(replace(it, name="") for it in found)
        for it in found:
            if (it.season, it.number + 1) in self._numbers:
                self._miss(span)
                if self.diagnostics.is_left_out():
                    continue
                what = TitleWords(self._words.kind, not season.implicit).installment(it.season, it.number)
                message = f"{what} has a heading already{self._so}"
                self.diagnostics.add(*span.at(0), "installment-twice", message, "keep one heading; the first counts")
            else:
                self._numbers.add((it.season, it.number + 1))
                self.installments.append(it)
        if names_no_run(span.text):
            self._miss(span)
            return BROKEN
        where = (PositionText("installment", "", it.season, it.number, column=span.column) for it in found)
        return stamp_of((Alternative(tuple(where)),))

    def _no_season(self, span: Span) -> Stamp:
        self._miss(span)
        if self.diagnostics.is_left_out():
            return BROKEN
        part, own = self._words.part, self._words.installment
        message = f'"{shorten(span.text)}" stands in no {part}: what stands below it stays hidden{self._so}'
        lists = (
            f", or below ## {own.capitalize()}s (N {own}s) where there are no {part}s" if self._words.unparted else ""
        )
        hint = f"put it below ## {part.capitalize()} N{lists}, or name the title"
        self.diagnostics.add(*span.at(0), "season-missing", message, hint)
        return BROKEN
