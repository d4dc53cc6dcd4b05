"""The words of kinds in the language of a page: "season 2", "3 episodes", "seen".

Kinds are data (`kinds.toml`), and their words English. Catalogues have those of the built-in kinds, which
`scripts/messages.py` lists for them. A universe may add kinds of its own: their words stay as they are.

A sentence may ask for another form of a word, so each use has a context of its own: "count" (3 episodes), "of" (1 of 3
episodes), "word" (episode), "this" (this episode), "several" (episodes), "past" (you have seen it), "verb" (to watch),
"you" (before you watch it), "what" (what you have seen), "kind" (a series).
"""

from collections import Counter
from collections.abc import Iterable

from django.utils.formats import number_format
from django.utils.translation import gettext, npgettext, pgettext

from intertwine.model.title_kind import TitleKind, TitleWords, done_by_you
from intertwine.model.words import capital
from intertwine.web.languages import listed


class WordsInLanguage(TitleWords):
    """How places of a title are spoken of, in the language of a page."""

    def word(self, word: str) -> str:
        """A word of the kind."""
        return pgettext("word", word)

    def several(self, word: str) -> str:
        """The same of several."""
        return several(word)

    def part_name(self, number: int) -> str:
        """A part in a sentence, or all of what has none."""
        return super().part_name(number) if self.is_parted else gettext("all of it")


def in_language(words: TitleWords) -> WordsInLanguage:
    """The same `words` in the language of this page."""
    return WordsInLanguage(*words)


def several(word: str) -> str:
    """What several installments or parts are called, which are one `word` each: "episodes"."""
    words = f"{word}s"
    return pgettext("several", words)


def word_of(word: str) -> str:
    """What an installment or a part is called."""
    return pgettext("word", word)


def this(word: str) -> str:
    """The one installment that a sentence is about: "this episode"."""
    words = f"this {word}"
    return pgettext("this", words)


def kind_name(kind: str) -> str:
    """What a kind of title or entity is called; "" stays so."""
    return pgettext("kind", kind) if kind else ""


def past(word: str) -> str:
    """What was done with a title, after "you have": "seen", "read"."""
    return pgettext("past", word)


def verb(word: str) -> str:
    """What people do with a title, after "to": "watch", "read"."""
    return pgettext("verb", word)


def you_verb(word: str) -> str:
    """What people do with a title, after "before you": "watch", "read"."""
    return pgettext("you", word)


def what_you(done: str) -> str:
    """What follows "what" or "anything" where something was done with titles (see `past_words`): "you have seen"."""
    words = f"you {done_by_you(done)}"
    return pgettext("what", words)


def count(number: int, word: str) -> str:
    """`1 episode`, `2 episodes`; 0 is `no episodes`."""
    if not number:
        return gettext("no %(words)s") % {"words": several(word)}
    return _counted("count", number, word)


def count_of(number: int, word: str) -> str:
    """The same after "of": `3 of 8 episodes`."""
    return _counted("of", number, word)


def _counted(context: str, number: int, word: str) -> str:
    one, many = f"%(number)s {word}", f"%(number)s {word}s"
    return npgettext(context, one, many, number).replace("%(number)s", number_format(number, force_grouping=True))


def counted_kinds(kinds: Iterable[TitleKind]) -> str:
    """How many installments there are, one of each of the `kinds`, by what they are: "9 episodes and 2 films"."""
    words = Counter((kind.name or kind.id) if kind.is_single else kind.installment for kind in kinds)
    return listed([count(number, word) for word, number in words.items()])


def head(words: TitleWords) -> str:
    """What a list of all installments is called: "Seasons and episodes", "Chapters"."""
    own = several(words.kind.installment)
    if not words.is_parted:
        return capital(own)
    return capital(gettext("%(parts)s and %(installments)s") % {"parts": several(words.kind.part), "installments": own})
