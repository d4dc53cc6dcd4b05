"""A page's body: headings set the stamp, and what stands below them becomes statements."""

from dataclasses import replace

from intertwine.ledger.read.facts import FactParser
from intertwine.ledger.read.fields import SINGLE_KINDS
from intertwine.ledger.read.headings import (
    BROKEN,
    SECTIONS,
    UNSTAMPED,
    Stamp,
    is_installment,
    parse_installment,
    parse_season,
    stamp_of,
    unstamped,
)
from intertwine.ledger.read.listing import Listing
from intertwine.ledger.read.markdown.blocks import Block
from intertwine.ledger.read.markdown.diagnostics import Troubles, shorten
from intertwine.ledger.read.markdown.links import links_are_whole, links_of
from intertwine.ledger.read.markdown.markup import has_marks, plain
from intertwine.ledger.read.markdown.sentences import sentences
from intertwine.ledger.read.markdown.span import Span
from intertwine.ledger.read.qualifiers import Nested, purpose_names, qualify, split_name
from intertwine.ledger.read.stamps import HIDDEN, PUBLIC, read_stamp
from intertwine.ledger.read.strays import Strays
from intertwine.model.kinds import ENTITY_KINDS
from intertwine.model.statement import Alternative, Installment, Link, PositionText, Season, Statement
from intertwine.model.verb import Vocabulary

_PAGES_WITHOUT_TITLE = ENTITY_KINDS | {"universe"}


class Body:
    """Reads the blocks of one page. After `read`, `statements`, `seasons` and `installments` are in the order of the
    text."""

    def __init__(self, key: str, listing: Listing, vocabulary: Vocabulary, troubles: Troubles) -> None:
        self.listing, self.troubles = listing, troubles
        self.own = listing.kind not in _PAGES_WITHOUT_TITLE
        self.me = (Link(listing.of if listing.kind == "season" else key),)
        self.statements: list[Statement] = []
        self.installments: list[Installment] = []
        self.seasons: list[Season] = []
        self._facts = FactParser(vocabulary, troubles, self.me[0] if self.own else None)
        self._purposes = purpose_names(vocabulary)
        self._stamp = UNSTAMPED
        self._stamps: dict[Span, Stamp] = {}  # those without problems, which many headings repeat
        self._section = ""
        self._season: Season | None = None
        self._broken = False  # below a section that could not be read
        self._notes = False
        self._numbers: set[tuple[int, int]] = set()  # seasons as (n, 0), episode m as (n, m + 1)
        self._fact: Statement | None = None
        self._nested: list[Nested] = []
        self._hide = False  # the open fact stays hidden
        self._loose = False  # the open item is no fact, and may have been a qualifier: what is below it is not its own
        self._strays = Strays(vocabulary, self._purposes, troubles)
        self._above = False  # whether a fact or a paragraph stands above, below the same heading
        self._last = -1  # the last fact below this heading, among `statements`
        self._paragraph = range(0)  # the last paragraph after it, among them
        self._covered: Span | None = None  # a comment or code with a heading in it, of which nothing was said yet

    def read(self, blocks: list[Block]) -> None:
        """Take every block in turn."""
        read_fact = self._facts.read
        for block in blocks:
            kind = block.kind
            if kind == "heading":
                self._end_fact()
                self._heading(block)
            elif self._notes:
                continue
            elif kind == "item":
                span = block.span
                text = span.text
                if block.level or span.breaks or text[:2] != "[[" or self._covered or has_marks(text):
                    self._item(block)
                    continue
                self._end_fact()
                above, self._hide, self._above = self._above, False, True
                self._fact, self._loose = read_fact(span, self._stamp, self._section), False
                if self._fact is None and self._strays.linked(span):
                    self._above, self._loose = above, True
                    self._hide_above()
            elif kind == "prose":
                self._prose(block.span)
            elif kind in ("footnote", "note"):
                placed = kind == "note"  # what else begins so may be a remark
                if self._strays.in_lines(block.span, f"a {kind}", placed=placed) >= 0:
                    self._hide_above()
            elif kind == "lost":
                if block.span.text and self._strays.in_lines(block.span, "a heading") >= 0:
                    self._hide_above()  # "#needs: ..."
                    continue
                self._end_fact()
                self._lose(block)
        self._end_fact()

    def _item(self, block: Block) -> None:
        """An item that is not just a fact of one line that begins with a name."""
        span, whole = block.span, True
        cut = self._strays.in_lines(span, "another item", first=False) if span.breaks else -1
        if cut >= 0:
            span, whole = span.part(0, cut), False
        if has_marks(span.text):
            if not block.level and self._stray(span):  # "#needs: ..." is more than a tag
                if cut >= 0:
                    self._hide_above()
                return
            addresses = block.level > 0 and split_name(span)[0] == "source"
            span, read = plain(span, self.troubles, addresses=addresses)
            whole = whole and read
            if not span.text:
                return  # only tags
        if block.level:
            if self._strays.inside(span):
                whole = False
            # Below what is no fact "#needs: ..." is more than a tag.
            self._nested.append(Nested(block.level, span if self._fact is not None else block.span))
            self._hide |= not whole
            return
        if self._stray(span):
            if cut >= 0:
                self._hide_above()
            return
        self._end_fact()
        self._tell_covered()
        self._hide, self._above = not whole, True
        self._fact = self._facts.read(span, self._stamp, self._section)
        self._loose = self._fact is None and span.text[:2] != "[["
        if self._fact is None and (cut >= 0 or (span.text[:2] == "[[" and self._strays.linked(span))):
            self._loose = True
            self._hide_above()

    def _stray(self, span: Span) -> bool:
        """Whether an item of level 0 is a qualifier, which hides what it could have hidden."""
        stray = self._strays.item(span)
        if stray is not None and stray.hides and (self._above or stray.is_sure):
            self._hide_above()
        return stray is not None

    def _end_fact(self) -> None:
        """The open fact has all its qualifiers; those of one that could not be read are dropped with it."""
        fact, nested = self._fact, self._nested
        if nested:
            self._nested = []
            if fact is not None:
                fact = qualify(fact, nested, self._purposes, self.own, self.troubles)
            elif self._loose:
                for it in nested:
                    if self._strays.below(it.span):
                        self._hide_above()
        if fact is not None:
            self._last, self._paragraph = len(self.statements), range(0)
            self.statements.append(replace(fact, alternatives=HIDDEN) if self._hide else fact)
            self._fact = None

    def _hide_above(self) -> None:
        """The last fact below this heading stays hidden, and the last paragraph after it; where nothing stands above,
        what stands below, up to the next heading. What could not be read, and a heading that is too deep, may stand
        between."""
        if not self._above:
            self._stamp = BROKEN
        elif self._fact is not None:
            self._hide = True
        else:
            for n in (self._last, *self._paragraph):
                if n >= 0:
                    self.statements[n] = replace(self.statements[n], alternatives=HIDDEN)
            self._paragraph = range(0)  # once is enough

    def _prose(self, span: Span) -> None:
        cut = self._strays.in_lines(span, "a paragraph")  # before "#needs: ..." is taken for a tag
        if cut > 0:
            span = span.part(0, cut)
        span, whole = plain(span, self.troubles, block=True)
        if cut < 0 and not span.text:
            return
        if cut < 0:
            cut = self._strays.in_lines(span, "a paragraph")
            span = span.part(0, cut) if cut > 0 else span
        if cut == 0:
            self._hide_above()
            return
        if (text := self._strays.in_text(span)) >= 0:
            if text == 0:
                return
            span, whole = span.part(0, text), False
        self._end_fact()
        self._tell_covered()
        whole = whole and cut < 0
        stamp, first = self._stamp, len(self.statements)
        for sentence in sentences(span):
            line, column = sentence.line, sentence.column
            ways, links = stamp.alternatives if whole else HIDDEN, links_of(sentence)
            if not stamp.stamped:
                unstamped(sentence, self.troubles)
            if ("[[" in sentence.text or "]]" in sentence.text) and not links_are_whole(sentence, self.troubles):
                ways = HIDDEN
            self.statements.append(
                Statement(
                    line,
                    column,
                    "prose",
                    "",
                    ways,
                    self.me,
                    text=sentence.text,
                    text_links=links,
                    section=self._section,
                )
            )
        self._above, self._paragraph = True, range(first, len(self.statements))
        if cut > 0:
            self._hide_above()

    # --- headings ----------------------------------------------------------------------------------------------------
    def _heading(self, block: Block) -> None:
        # The page's own heading, and an episode's ("1. Needs: must"), are names.
        is_named = is_installment(block.span.text) or (block.level == 1 and not self._above)
        if not is_named and not self._notes and self._strays.in_lines(block.span, "a heading") >= 0:
            self._hide_above()
        span, whole = plain(block.span, self.troubles, block=True)
        if block.level < 4:
            self._above, self._last, self._paragraph = False, -1, range(0)
        if block.level == 3 and self._broken:
            self._tell_covered()
        self._covered = None
        if not whole:
            self._break(block.level)
        elif block.level == 1:
            self._start("", UNSTAMPED)
        elif block.level == 2:
            self._open_section(span)
        elif self._notes:
            return
        elif block.level == 3:
            self._stamp = BROKEN if self._broken else self._read_stamp(span)
        else:
            self._stamp = BROKEN
            message = f'"{shorten(span.text)}" has more than three #: what stands below it stays hidden'
            self.troubles.add(*span.at(0), "heading-unreadable", message, "headings are #, ## and ###")

    def _break(self, level: int) -> None:
        """What stands below a heading of `level` that could not be read stays hidden."""
        if level < 3:
            self._start("", BROKEN)
        else:
            self._stamp = BROKEN

    def _lose(self, block: Block) -> None:
        """A heading that other programs may see: what stands below it stays hidden."""
        self._break(block.level)
        if block.span.text:
            message = f'"{shorten(block.span.text)}" is no heading here: what stands below it stays hidden'
            hint = "write ## or ### and a space, at the beginning of a line of its own"
            self.troubles.add(*block.span.at(0), "heading-unreadable", message, hint)
        else:
            self._covered = block.span

    def _tell_covered(self) -> None:
        """Something stands below a heading that a comment or code covers."""
        if self._covered is not None:
            message = "a heading stands in this comment or code: what stands below stays hidden"
            hint = "repeat the heading below, or close the comment before it"
            self.troubles.add(*self._covered.at(0), "heading-unreadable", message, hint)
            self._covered = None

    def _start(self, section: str, stamp: Stamp) -> None:
        self._stamp, self._section, self._season = stamp, section, None
        self._broken, self._notes = stamp is BROKEN, section == "Notes"

    def _open_section(self, span: Span) -> None:
        section = next((name for name in SECTIONS if name.lower() == span.text.lower()), "")
        if section:
            self._start(section, UNSTAMPED)
            return
        season = parse_season(span, self.troubles)
        if season is None:
            known = [*SECTIONS, "Season 1"]
            hint = self.troubles.nearest(span.text, known, f"a ## heading is Season N, {', '.join(SECTIONS)}")
            message = f'"{shorten(span.text)}" is no section: what stands below it stays hidden'
            self.troubles.add(*span.at(0), "unknown-section", message, hint)
            self._start("", BROKEN)
            return
        if self.listing.kind not in ("series", "season", ""):
            message = f"a {self.listing.kind} has no seasons: what stands below stays hidden"
            self.troubles.add(*span.at(0), "season-misplaced", message, "seasons stand in the page of a series")
            self._start("", BROKEN)
            return
        self._start("", UNSTAMPED)
        self._season = season
        if (season.number, 0) in self._numbers:
            message = f"season {season.number} has a heading already"
            self.troubles.add(*span.at(0), "season-twice", message, "keep one heading; the first counts")
        else:
            self._numbers.add((season.number, 0))
            self.seasons.append(season)

    def _read_stamp(self, span: Span) -> Stamp:
        text = span.text.lower()
        if not text:
            self.troubles.add(*span.at(0), "heading-unreadable", "this heading says nothing", "write ### and a stamp")
            return BROKEN
        if text == "public":
            return Stamp((PUBLIC,))
        if text == "whole title" and self.own:
            single = self.listing.kind in SINGLE_KINDS
            whole = PositionText("title", column=span.column)
            film = PositionText("installment", column=span.column)
            return Stamp((Alternative((whole,)),), timed=film if single else None)
        if text == "whole season" and self.own:
            if self._season is None:
                return self._no_season(span)
            return stamp_of((Alternative((PositionText("season", "", self._season.number, column=span.column),)),))
        if text in ("whole title", "whole season"):
            message = f'"{span.text}" of which title? This page is none'
            self.troubles.add(*span.at(0), "stamp-without-title", message, "write ### Title or ### Title S1")
            return BROKEN
        if is_installment(span.text):
            return self._installment(span)
        key = span._replace(line=0)
        found = self._stamps.get(key)
        if found is None:
            before = self.troubles.count
            found = stamp_of(read_stamp(span, self.troubles, own=self.own))
            if self.troubles.count == before and not span.breaks:
                self._stamps[key] = found
        return found

    def _installment(self, span: Span) -> Stamp:
        season = self._season
        if season is None:
            return self._no_season(span)
        it = parse_installment(span, season.number, season.date, self.troubles)
        if it is None:  # pragma: no cover - is_installment has said that it is one
            return BROKEN
        if "[[" in it.name or "]]" in it.name:  # nothing would gate what it links
            message = f'"{shorten(it.name)}" cannot link: the name is not shown'
            self.troubles.add(*span.at(0), "link-unreadable", message, "write the words alone")
            it = replace(it, name="")
        if (it.season, it.number + 1) in self._numbers:
            message = f"{it.season}x{it.number:02} has a heading already"
            self.troubles.add(*span.at(0), "installment-twice", message, "keep one heading; the first counts")
        else:
            self._numbers.add((it.season, it.number + 1))
            self.installments.append(it)
        where = PositionText("installment", "", it.season, it.number, column=span.column)
        return stamp_of((Alternative((where,)),))

    def _no_season(self, span: Span) -> Stamp:
        message = f'"{shorten(span.text)}" stands in no season: what stands below it stays hidden'
        self.troubles.add(*span.at(0), "season-missing", message, "put it below ## Season N, or name the title")
        return BROKEN
