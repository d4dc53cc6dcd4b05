"""The verb of a fact: the longest form that its words match, and the problem where none does."""

import re
from typing import NoReturn

from intertwine.ledger.read import verb_hints
from intertwine.ledger.read.fact_cursor import BEFORE_TEXT, FactCursor
from intertwine.ledger.read.fact_parts import FactParts, takes
from intertwine.ledger.read.fact_tokens import BLOCK_HINT, BLOCK_ID, Words
from intertwine.ledger.read.item_parts import Lead
from intertwine.ledger.read.markdown.diagnostics import shorten
from intertwine.ledger.read.mutual_forms import mutual_form
from intertwine.ledger.read.presence import bare_way
from intertwine.ledger.read.vocabulary import PREPOSITIONS, VERBS_HINT
from intertwine.model.verb import PRESENT

_CAPITAL = re.compile(r"\s[A-Z][a-z]")


def read_verb(at: FactCursor, lead: Lead, *, of_two: bool) -> FactParts:
    """Take the verb that stands `at` the cursor, by the longest form that the words match; after it may come a `^ref`,
    and a preposition. `lead` is what stands before the fact, and `of_two`: two are named before the verb, who may do it
    with each other. Raises `Unreadable` where no form matches."""
    here = at.words() or Words("", 0)
    at.next += bool(here.text)
    more = at.named() is not None
    form, caret, _ = here.text.partition("^")
    ref, after, ref_at = "", Words("", 0), here.at + len(form)
    if caret:
        ref = here.text[len(form) + 1 :].partition(" ")[0]
        after = here.part(len(form) + 1 + len(ref))
        if not BLOCK_ID.fullmatch(ref):
            at.fail(ref_at, "id-unreadable", f'"^{shorten(ref)}" is not an id', BLOCK_HINT)
    form = " ".join(form.split())
    number, preposition = at.find(form), ""
    if number is None and not ref:
        number = at.vocabulary.by_backward_form.get(form.lower())
    if number is None and more and not ref:
        head, _, last = form.rpartition(" ")
        if last.lower() in PREPOSITIONS and head and (number := at.find(head)) is not None:
            form, preposition = head, last.lower()
    if number is None and of_two and not ref:
        form, preposition = mutual_form(form, PREPOSITIONS if more else (), at.vocabulary) or (form, "")
        number = at.find(form)
    if number is None and not more and at.quoted() is not None:
        head, _, last = form.rpartition(" ")
        if last.lower() in BEFORE_TEXT and head and (number := at.find(head)) is not None:
            at.tokens.insert(at.next, here.part(here.text.rfind(" ")))
            form = head
    if number is None:
        refuse_verb(at, here.part(0, here.text.find("^")) if caret else here)
    verb = at.vocabulary.verbs[number]
    if after.text and not (more and after.text.lower() in PREPOSITIONS):
        at.fail(after.at, "words-left", f'"{shorten(after.text)}" is one thing too many')
    block = at.block
    alone = not more and at.only_quoted is None
    if block and not ref and alone and "fact" in verb.objects:
        ref, block, ref_at = block, "", at.block_at
    if ref and "fact" not in verb.objects:
        at.fail(ref_at, "fact-not-allowed", f'"{form}" takes no fact', takes(verb))
    return FactParts(verb, form, block, lead, preposition=preposition or after.text.lower(), ref=ref)


def refuse_verb(at: FactCursor, words: Words) -> NoReturn:
    if not words.text:
        at.fail(0, "verb-missing", "this fact has no verb", "write what happens after the names")
    at.refuse_half_a_link(words)
    way = bare_way(words.text, at.vocabulary.ways)
    rest = words.text.split()[len(way.split()) :]
    if way and (number := at.find(" ".join(rest))) is not None and at.vocabulary.verbs[number].role in PRESENT:
        at.refuse_open_way(words)
    # A capital within the words is likelier a name without its brackets than a verb.
    named = _CAPITAL.search(words.text) is not None
    near = "" if named else at.diagnostics.suggest(words.text, lambda it: verb_hints.hint(it, at.vocabulary))
    hint = f"{near} if not, {VERBS_HINT}" if near else f"link names as [[name]], {VERBS_HINT}"
    at.fail(words.at, "unknown-verb", f'"{shorten(words.text)}" is not a form of a verb', hint)
