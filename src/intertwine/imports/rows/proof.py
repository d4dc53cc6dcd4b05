"""Values that look dangerous are written and read back before they may be used: the parser itself is the judge.

A page in memory holds the one line; where anything but the same value comes back, or anything else with it (a
heading, a comment, a second fact), the row is bad.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from intertwine.imports.pages.page_lines import PageKeys, fact_lines
from intertwine.imports.pages.page_text import episode_heading, scalar
from intertwine.imports.records import FactRecord, InstallmentRecord
from intertwine.ledger.format import format_text
from intertwine.ledger.read.markdown.slips import inline_stamp, reads_like_stamp
from intertwine.ledger.read.page import parse_page
from intertwine.model.kinds import ENTITY_KINDS
from intertwine.model.problem import Problem
from intertwine.model.statement import Page, Statement
from intertwine.model.title_kind import TitleKind
from intertwine.model.verb import Vocabulary

_HARMLESS = re.compile(r"(?:[\w .,;!?'’&/=–—…-]|:(?![0-9])|%(?!%))*")
_HARMLESS_NAME = re.compile(r"(?:[\w .,:;!?'’&/=()–—…+#-]|%(?!%))*")
_HARMLESS_IN_QUOTES = re.compile(r"(?:[\w .,:;!?'’&/=()–—…+-]|%(?!%))*")

_PLAIN_WORDS = "write it without signs that mean something in the text of a page, such as [[ or <!--"
_KEY = re.compile(r"\[\[(K[0-9]+)\]\]|\b(K[0-9]+)\b")
_NAME_LOST = "the name would not be read back as it is"

Complaint = tuple[str, str] | None
"""A message and a hint, or None where all is well."""


def fact_complaint(fact: FactRecord, vocabulary: Vocabulary) -> Complaint:
    """Why the `fact` cannot be written with its text and its source as they are, and read with this `vocabulary`."""
    if not (fact.text or fact.source):
        return None
    harmless = _HARMLESS_IN_QUOTES.fullmatch(fact.text) and _HARMLESS.fullmatch(fact.source)
    if harmless and (not fact.source or inline_stamp(f" {fact.source}") < 0):
        return None
    keys = numbered()
    lines = fact_lines(replace(fact, ways=(), qualifiers=()), keys)  # `LineProof` judges those
    page, trouble = _read("film", ["### Whole title", "\n".join(lines)], vocabulary)
    got = [s for s in page.statements if s.line > _TOP]
    if not trouble and [(s.text, s.text_links, s.alternatives[0].source) for s in got] == [
        (fact.text, (), fact.source)
    ]:
        return None
    return with_ids(_told("its text or source would not be read back as it is", trouble)[0], keys), _PLAIN_WORDS


def is_harmless(text: str) -> bool:
    """Whether a `text` in quotation marks certainly comes back as it is."""
    return _HARMLESS_IN_QUOTES.fullmatch(text) is not None


def name_complaint(kind: str, name: str, vocabulary: Vocabulary) -> Complaint:
    """Why a title or an entity of this `kind` cannot be called `name` on a page that is read with this `vocabulary`."""
    if _HARMLESS_NAME.fullmatch(name) and not reads_like_stamp(name):
        return None
    fields = [f"name: {scalar(name)}"]
    if kind in ENTITY_KINDS:
        fields = ["names:", f"  - {{name: {scalar(name)}, revealed: public}}"]
    page, trouble = _read(kind, [], vocabulary, fields)
    if not trouble and [(s.text, s.text_links) for s in page.statements] == [(name, ())]:
        return None
    return _told(_NAME_LOST, trouble)


def episode_complaint(episode: InstallmentRecord, of: TitleKind, vocabulary: Vocabulary) -> Complaint:
    """Why the `episode` of a title `of` this kind cannot be written with its name as it is, and read with this
    `vocabulary`."""
    if _HARMLESS.fullmatch(episode.name):
        return None
    page, trouble = _read(
        of.id, [f"## {of.part.capitalize()} 1", episode_heading(episode, of, dated=False)], vocabulary
    )
    got = [(it.name, it.number, it.date is not None) for it in page.installments]
    minutes = int(episode.minutes.removeprefix("~") or 0)
    is_told = sum(it.minutes for it in page.installments) == minutes
    if not trouble and is_told and got == [(episode.name, number, bool(episode.date)) for number in episode.numbers]:
        return None
    return _told(_NAME_LOST, trouble)


def read_back(
    text: str, vocabulary: Vocabulary, heading: str = "### Whole title"
) -> tuple[list[Statement], Problem | None]:
    """What the reader of pages, with this `vocabulary`, finds in a `text` below a `heading`; and the first problem."""
    page, trouble = _read("film", [heading, text], vocabulary)
    return [it for it in page.statements if it.line > _TOP], trouble


def numbered() -> PageKeys:
    """A key for each page, other ones for other pages."""
    keys: dict[str, str] = defaultdict(lambda: f"K{len(keys)}")
    return keys


def with_ids(message: str, keys: PageKeys) -> str:
    """A `message` about text with these `keys`, with the ids of the table for them."""
    ids = {key: ref.partition(":")[2] for ref, key in keys.items()}
    return _KEY.sub(lambda m: ids.get(m[1] or m[2], m[0]), message)


_PATH = "titles/K.md"
_TOP = 7  # lines of a page before what is tried


def _read(
    kind: str, parts: list[str], vocabulary: Vocabulary, fields: Sequence[str] = ()
) -> tuple[Page, Problem | None]:
    listing = "\n".join(["---", f"kind: {kind}", *fields, "---"])
    text = "\n\n".join([listing, "# K", *parts]) + "\n"
    page, problems = parse_page(_PATH, text, vocabulary)
    trouble = next(iter(problems), None)
    if trouble is None and format_text(_PATH, text, vocabulary) != text:
        trouble = Problem("", 0, 0, "unformatted", "white space or a time in it would be written differently")
    return page, trouble


def _told(message: str, trouble: Problem | None) -> tuple[str, str]:
    return (f"{message}: {trouble.message}", trouble.hint) if trouble else (message, "")
