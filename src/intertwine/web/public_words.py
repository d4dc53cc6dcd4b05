"""Public words of titles that most universes share: genres, and whether something is still made. Catalogues have them;
any other word is the keeper's, and stays in the ledger's language."""

from django.utils.translation import pgettext

from intertwine.model.listing_words import GENRES, STATUSES
from intertwine.model.words import fold
from intertwine.web.languages import of_the_ledger

_GENRES = {
    "science fiction & fantasy": "Science fiction", "science-fiction": "Science fiction", "sci-fi": "Science fiction",
    "sports": "Sport", "kids": "Children", "spy": "Espionage", "biographical": "Biography",
}  # fmt: skip
_STATUSES = {"cancelled": "Canceled", "continuing": "Running", "finished": "Ended", "airing": "Running"}


def genre(word: str) -> str:
    """What a genre is called on this page."""
    return _public("genre", _GENRES.get(word.lower(), word), GENRES)


def status(word: str) -> str:
    """Whether a title is still made, as this page says it."""
    return _public("status", _STATUSES.get(word.lower(), word), STATUSES)


def _public(context: str, word: str, known: tuple[str, ...]) -> str:
    found = next((it for it in known if fold(it) == fold(word)), None)
    return of_the_ledger(word) if found is None else pgettext(context, found)
