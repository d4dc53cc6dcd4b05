"""In which language the pages speak. What is told of a universe stays in the language that it is written in.

A viewer chooses one, which a cookie keeps; until then it is the first of those that their browser asks for.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation
from markupsafe import Markup

from intertwine.web.headers import CONTENT_LANGUAGE, CONTENT_TYPE

OF_THE_LEDGER = "en"
"""The language of universes: the words of verbs are English, so facts are."""


class InLanguage:
    """Each request is answered in one language, and a page says in which."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        language = translation.get_language_from_request(request)
        with translation.override(language):
            response = self.answer(request)
        if response.headers.get(CONTENT_TYPE, "").startswith("text/html"):
            response.headers[CONTENT_LANGUAGE] = language
        return response


def now() -> str:
    """The language of this request."""
    return translation.get_language() or settings.LANGUAGE_CODE


def offered() -> list[tuple[str, str]]:
    """The other languages, by their names in themselves."""
    return [(code, name) for code, name in settings.LANGUAGES if code != now()]


def marked() -> Markup:
    """The attribute of an element that holds words of a universe: ` lang="en"` on a page in another language."""
    return Markup() if now() == OF_THE_LEDGER else Markup(' lang="{}"').format(OF_THE_LEDGER)
