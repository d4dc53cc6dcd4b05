"""What is said of names that stand as plain words where nothing can link."""

from intertwine.check.finding_place import FindingPlace
from intertwine.check.plain_names import PlainName
from intertwine.check.rule import Finding
from intertwine.check.source import Source


def in_words(source: Source, at: FindingPlace, what: str, leak: PlainName, hint: str) -> Finding:
    """That `what` ("the label of a link"), which stands `at` a place in the text of `source`, says a name: `leak`.
    `hint` is the way out."""
    message = f'{what} says "{leak.words}", and may be shown before "{source.key(leak.entity)}" is known'
    return Finding(at, message, hint, mild=leak.common)
