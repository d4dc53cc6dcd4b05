"""In which language the pages speak. What is told of a universe stays in the language that it is written in.

A viewer chooses one, which a cookie keeps; until then it is the first of those that their browser asks for.
"""

from collections.abc import Callable, Mapping, Sequence

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils import translation
from django.utils.translation import pgettext
from markupsafe import Markup

from intertwine.web.headers import CONTENT_LANGUAGE, CONTENT_TYPE

OF_THE_LEDGER = "en"
"""The language of universes: the words of verbs are English, so facts are. Programs are answered in it too."""


class InLanguage:
    """Each request is answered in one language, and a page says in which."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        to_programs = request.path_info.startswith("/api/")
        language = OF_THE_LEDGER if to_programs else translation.get_language_from_request(request)
        with translation.override(language):
            response = self.answer(request)
        if response.headers.get(CONTENT_TYPE, "").startswith("text/html"):
            response.headers[CONTENT_LANGUAGE] = language
        return response


def rendered(template: str, words: Mapping[str, object]) -> str:
    """A `template` filled with `words`, in the language of this request."""
    return render_to_string(template, {"prefix": get_script_prefix(), **words}, using=now())


def now() -> str:
    """The language of this request."""
    return translation.get_language() or settings.LANGUAGE_CODE


def offered() -> list[tuple[str, str]]:
    """The other languages, by their names in themselves."""
    return [(code, name) for code, name in settings.LANGUAGES if code != now()]


def marked() -> Markup:
    """The attribute of an element that holds words of a universe: ` lang="en"` on a page in another language."""
    return marked_in(now())


def marked_in(language: str) -> Markup:
    """The same on a page in this `language`."""
    return Markup() if language == OF_THE_LEDGER else Markup(' lang="{}"').format(OF_THE_LEDGER)


def of_the_ledger(words: str) -> str:
    """`words` of a universe, marked as such on a page in another language."""
    return (
        words
        if now() == OF_THE_LEDGER or not words
        else Markup('<span lang="{}">{}</span>').format(OF_THE_LEDGER, words)
    )


def listed(words: Sequence[str]) -> str:
    """Words in a sentence: "1, 2 and 3"."""
    return f"{', '.join(words[:-1])}{last_and()}{words[-1]}" if len(words) > 1 else "".join(words)


def last_and() -> str:
    """What stands before the last of several, with its spaces."""
    return pgettext("list", " and ")
