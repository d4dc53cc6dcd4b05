"""Messages of the packages that know of no other language than English, in the language of a page.

A message that no catalogue has, such as a word of a universe's own kind, stays as it is.
"""

from collections.abc import Callable

from django.utils.formats import number_format
from django.utils.translation import gettext, pgettext
from markupsafe import Markup, escape

from intertwine.model.message import Amount, InWords, KeeperWords, Message
from intertwine.web.kind_words import in_language
from intertwine.web.languages import of_the_ledger


def translated(said: object) -> str:
    """A message, or a value of one, in the language of this page, as plain text; any other text as it is."""
    return _said(said, str)


def translated_html(said: object) -> Markup:
    """The same in HTML, where words of a keeper are marked as the ledger's."""
    return Markup(_said(said, _marked))  # noqa: S704 - all that is filled in is escaped


def _said(said: object, written: Callable[[object], str]) -> str:
    if isinstance(said, Message):
        found = pgettext(said.context, said.template) if said.context else gettext(said.template)
        if said.context and not said.values:
            return written(found)
        return written(found) % {name: _said(it, written) for name, it in said.values.items()}
    if isinstance(said, InWords):
        return written(said.said(in_language))
    if isinstance(said, Amount):
        return number_format(int(said), force_grouping=True)
    return written(said)


def _marked(text: object) -> Markup:
    return escape(of_the_ledger(text)) if isinstance(text, KeeperWords) else escape(text)
