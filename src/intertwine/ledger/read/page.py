"""One file as a `Page`: front matter, then the body, block by block. Pure, and never raises."""

from dataclasses import replace

from intertwine.ledger.read.body import Body
from intertwine.ledger.read.folder import key_of
from intertwine.ledger.read.listing import read_listing
from intertwine.ledger.read.listing_reader import Listing
from intertwine.ledger.read.markdown.blocks import Block, scan
from intertwine.ledger.read.markdown.diagnostics import Diagnostics
from intertwine.ledger.read.markdown.front_matter import front_matter_end, parse_front_matter
from intertwine.ledger.read.markdown.lines import read
from intertwine.ledger.read.markdown.slips import stamp_line
from intertwine.ledger.read.order import read_order
from intertwine.ledger.read.qualifiers import FOR_ALL_BELOW, name_of
from intertwine.ledger.read.stamps import HIDDEN
from intertwine.model.frozen import FrozenDict
from intertwine.model.problem import Problem
from intertwine.model.statement import Page, Unread
from intertwine.model.title_kind import PLAIN, TitleWords
from intertwine.model.verb import Vocabulary


def parse_page(
    path: str, text: str, vocabulary: Vocabulary, diagnostics: Diagnostics | None = None
) -> tuple[Page, tuple[Problem, ...]]:
    """What the `text` of the file at `path` says, and all that is wrong with it. `vocabulary` has the verbs that its
    facts may use, `diagnostics` are new ones of this file if the caller needs more than the problems.

    Never raises, whatever the text: what is not understood is a problem, and costs only itself. No problem depends on
    another page; names, positions and ids are resolved when all pages are together.
    """
    diagnostics = diagnostics or Diagnostics(path)
    key = key_of(path)
    lines = list(read(text).lines)
    end = front_matter_end(lines)
    if end < 0:
        hint = "close it with a line of three hyphens"
        diagnostics.add(1, 1, "front-matter-open", "the front matter has no end, so that nothing was read", hint)
        return _page(path, key, read_listing(key, None, vocabulary, diagnostics), None), diagnostics.all()
    blocks = scan(lines, end, diagnostics)
    if end:
        node = parse_front_matter(lines[1 : end - 1], diagnostics)
        slipped = _is_stamped_below(blocks, diagnostics)
        listing = read_listing(key, node, vocabulary, diagnostics, slipped=slipped)
    else:
        listing = Listing()
    if listing.hidden:
        return _page(path, key, listing, None), diagnostics.all()
    if not listing.kind and not diagnostics.all():
        hint = "begin the page with ---, kind: character (or another kind), ---"
        diagnostics.add(1, 1, "kind-missing", "nothing says what this page is about", hint)
    if listing.kind == "order":
        entries, is_hidden = read_order(blocks, diagnostics)
        page = _page(path, key, listing, None)
        revealed = HIDDEN if is_hidden else listing.revealed
        return replace(page, entries=entries, revealed=revealed), diagnostics.all()
    kind = vocabulary.kind(listing.kind)
    diagnostics.words = PLAIN if kind is None or kind.is_single else TitleWords(kind)
    body = Body(key, listing, vocabulary, diagnostics)
    body.read(blocks)
    return _page(path, key, listing, body), diagnostics.all()


def _is_stamped_below(blocks: list[Block], diagnostics: Diagnostics) -> bool:
    """Whether something between the front matter and the first section reads like its field `revealed`: the front
    matter may have been closed too early."""
    for block in blocks:
        if block.kind == "heading" and block.level > 1:
            break
        if block.kind in ("verbatim", "rule") or _is_for_all_below(block):
            continue
        at = stamp_line(block.span, is_name=block.kind == "heading")
        if at >= 0:
            message = "this may be a field that stamps the page: what is listed here stays hidden"
            hint = "write revealed: between the two lines --- at the page's beginning"
            diagnostics.add(*block.span.at(at), "field-misplaced", message, hint)
            return True
    return False


def _is_for_all_below(block: Block) -> bool:
    """Whether it is a qualifier of all that stands below, whose own stamp says nothing of the page."""
    is_one = block.kind == "item" and not block.level and not block.span.breaks
    return is_one and name_of(block.span.text) in FOR_ALL_BELOW


def _page(path: str, key: str, listing: Listing, body: Body | None) -> Page:
    unread = body.unread if body else [Unread(None, 1)] if listing.kind == "season" else []  # its seasons are lost
    return Page(
        path=path,
        key=key,
        kind=listing.kind,
        id=listing.id,
        name=listing.name,
        name_rank=listing.name_rank,
        of=listing.of,
        year=listing.year,
        declared_names=listing.declared_names,
        stamped_kind=listing.stamped_kind,
        plural=listing.plural,
        pronoun=listing.pronoun,
        revealed=listing.revealed,
        statements=(*listing.statements, *(body.statements if body else ())),
        installments=(*listing.installments, *(body.installments if body else ())),
        seasons=tuple(body.seasons) if body else (),
        unread=tuple(unread),
        editions=tuple(listing.editions),
        properties=FrozenDict(listing.properties),
    )
