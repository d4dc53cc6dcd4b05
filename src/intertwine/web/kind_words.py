"""The words of kinds in the language of a page: "season 2", "3 episodes", "series".

Kinds are data (`intertwine.ledger.read.kinds_table`), and their words English. A universe may add kinds of its own:
their words, which no catalogue has, stay as they are.
"""

from dataclasses import replace

from django.utils.translation import ngettext, pgettext

from intertwine.model.title_kind import TitleKind, TitleWords


def in_language(words: TitleWords) -> TitleWords:
    """How places of a title are spoken of, in the language of this page."""
    kind = words.kind
    return words._replace(kind=replace(kind, name=kind_name(kind.name or kind.id), part=pgettext("part", kind.part), installment=pgettext("installment", kind.installment)))


def kind_name(kind: str) -> str:
    """What a kind of title or entity is called."""
    return pgettext("kind", kind) if kind else ""
