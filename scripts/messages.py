"""The catalogues of the pages' words: `make messages` brings them up to date, `--check` says what is missing.

Messages are taken from the templates and from the modules of `web`, and from the calls of `message` in the packages
that know of no language (see `model/message.py`). A catalogue holds each of them, translated, and nothing else. Beside
each `.po`, which people write, stands the `.mo` that Django reads.
"""

import io
import re
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from intertwine.exports import FORMATS
from intertwine.ledger.read.vocabulary import built_in
from intertwine.model.kinds import ENTITY_KINDS
from intertwine.model.listing_words import GENRES, STATUSES
from intertwine.model.message import a_word_for
from intertwine.model.place_words import NUMBERINGS
from intertwine.model.title_kind import TitleKind, done_by_you, past_words

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "intertwine"
WEB = PACKAGE / "web"
SPEAKING = ("exports", "gate", "imports", "maps", "model", "plan", "questions", "web")
"""Packages whose messages pages show."""
LOCALE = WEB / "locale"
METHODS = [("**.py", "python"), ("templates/**", "jinja2")]
OPTIONS = {
    "templates/**": {"trimmed": "true", "newstyle_gettext": "true", "trim_blocks": "true", "lstrip_blocks": "true"}
}
HEADER = """msgid ""
msgstr ""
"Language: {}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {}\\n"

"""
NO_TIME = datetime(2000, 1, 1, tzinfo=UTC)
"""A catalogue says nothing of when it was written: the same messages are the same bytes."""
_PLACE = re.compile(r"%\([a-z_]+\)[sd]|\{[a-z_]*\}")
_KEYWORDS = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None, "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3), "message": None,
}  # fmt: skip


def main(arguments: Sequence[str]) -> int:
    """Bring every catalogue up to date, or with `--check` say what is wrong: 1 where anything is."""
    said = said_by_pages()
    wrong = []
    for file in sorted(LOCALE.glob("*/LC_MESSAGES/django.po")):
        language = file.parent.parent.name
        with file.open("rb") as opened:
            kept = read_po(opened, locale=language)
        fresh = updated(kept, said, language)
        text, compiled = io.BytesIO(HEADER.format(language, fresh.plural_forms).encode()), io.BytesIO()
        text.seek(0, io.SEEK_END)
        write_po(text, fresh, width=120, no_location=True, omit_header=True, ignore_obsolete=True)
        write_mo(compiled, fresh)
        binary = file.with_suffix(".mo")
        if "--check" in arguments:
            wrong += [f"{language}: {it}" for it in missing(fresh)]
            if file.read_bytes() != text.getvalue():
                wrong.append(f"{file.relative_to(WEB)} is not up to date; run make messages")
            if not binary.exists() or binary.read_bytes() != compiled.getvalue():
                wrong.append(f"{binary.relative_to(WEB)} is not made from its .po; run make messages")
            continue
        file.write_bytes(text.getvalue())
        binary.write_bytes(compiled.getvalue())
        for it in missing(fresh):
            print(f"{language}: {it}")
    for it in wrong:
        print(f"messages: {it}", file=sys.stderr)
    return 1 if wrong else 0


def said_by_pages() -> Catalog:
    """Every message of the pages, untranslated, in the order of the files."""
    found = Catalog()
    for package in SPEAKING:
        messages = extract_from_dir(PACKAGE / package, METHODS, OPTIONS, _KEYWORDS, strip_comment_tags=True)
        for file, line, message, _, context in sorted(messages, key=lambda it: (it[0], it[1])):
            found.add(message, locations=[(f"{package}/{file}", line)], context=context)
    for context, message in said_of_kinds():
        found.add(message, context=context)
    return found


_SHORT = frozenset({"ch", "chap", "no", "nr", "p", "pt", "sc"})
"""Words that are typed for others, and never said."""
COUNTED = ("installment", "title", "crossing", "line", "moment", "word", "page")
"""What pages count beside what kinds of titles are made of."""


def said_of_kinds() -> Iterator[tuple[str, str | tuple[str, str]]]:
    """The words of the built-in kinds, with the contexts in which `kind_words` asks for them; of ways of being in a
    scene, genres and other public words; and the names of files' formats."""
    kinds = (*built_in().kinds, TitleKind(""))
    names = {it.name or it.id for it in kinds if it.id}
    words = {word for it in kinds for word in (it.part, it.installment)}
    counted = sorted({*words, *names, *COUNTED})
    pasts, verbs = {past_words([]), *(it.past for it in kinds)}, {it.verb for it in kinds}
    for word in sorted({*names, *(it.id for it in kinds if it.id), *ENTITY_KINDS}):
        yield "kind", word
    numberings = {it for it in NUMBERINGS.values() if it not in _SHORT}
    for word in sorted(words | numberings):
        yield "word", word
    for word in sorted(words):
        yield "a", a_word_for(word)
    for word in counted:
        yield "several", f"{word}s"
        yield "count", (f"%(number)s {word}", f"%(number)s {word}s")
        yield "of", (f"%(number)s {word}", f"%(number)s {word}s")
    for word in sorted(names | words):
        yield "this", f"this {word}"
    for word in sorted({*pasts, "known"}):
        yield "past", word
        yield "what", f"you {done_by_you(word)}"
    for word in sorted({*verbs, "see"}):
        yield "verb", word
        yield "you", word
    for name in sorted({it.name for it in FORMATS.values()}):
        yield "format", name
    for noun in sorted({it.noun for it in built_in().ways}):
        yield "way", noun
    yield "share", "%(number)s%%"
    for word in GENRES:
        yield "genre", word
    for word in STATUSES:
        yield "status", word


def updated(kept: Catalog, said: Catalog, language: str) -> Catalog:
    """The messages of `said` with the translations of `kept`."""
    fresh = Catalog(locale=language, project="Intertwine", creation_date=NO_TIME, revision_date=NO_TIME)
    for it in said:
        if it.id:
            known = kept.get(it.id if isinstance(it.id, str) else it.id[0], it.context)
            fresh.add(it.id, known.string if known else "", context=it.context)
    return fresh


def missing(catalog: Catalog) -> Iterator[str]:
    """What has no translation, or one with other places for values."""
    for it in catalog:
        if it.id:
            texts = [it.string] if isinstance(it.string, str) else list(it.string or ("",))
            if not all(texts):
                yield f"no translation: {_first(it)!r}"
            elif any(set(_PLACE.findall(text)) - _places(it) for text in texts):
                yield f"other values than in {_first(it)!r}: {texts}"


def _first(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _places(message: Message) -> set[str]:
    ids = [message.id] if isinstance(message.id, str) else message.id
    return {place for text in ids for place in _PLACE.findall(text)}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
