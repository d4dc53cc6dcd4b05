"""The formats of exports by name. A new one is one file and one line here."""

from collections.abc import Mapping
from types import MappingProxyType

from intertwine.imports.progress import (
    goodreads,
    imdb,
    koreader,
    letterboxd,
    netflix,
    nfo,
    simkl,
    storygraph,
    trakt,
    tvtime,
)
from intertwine.imports.progress.reading import ProgressFormat

_MODULES = (trakt, letterboxd, imdb, netflix, simkl, tvtime, nfo, goodreads, storygraph, koreader)

FORMATS: Mapping[str, ProgressFormat] = MappingProxyType({it.FORMAT.name: it.FORMAT for it in _MODULES})
"""In the order in which help texts name them."""
