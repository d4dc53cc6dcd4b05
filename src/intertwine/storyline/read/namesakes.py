"""Namesakes: people whom a file tells apart by ids or codes, and calls alike. A chart knows people by name alone."""

from collections import Counter
from collections.abc import Mapping
from typing import TypeVar

from intertwine.storyline.chart import one_form, short

PersonKey = TypeVar("PersonKey")


def told_apart(names: Mapping[PersonKey, str]) -> dict[PersonKey, str]:
    """A name for each key that nobody else has: namesakes get their key beside it, as `Guard (A)`.

    Two names are alike where a chart would take them for one (`one_form`). Where the name with the key is the name of
    somebody else, signs follow it until it is nobody's.
    """
    plain = Counter(map(one_form, names.values()))
    taken = {name for name, times in plain.items() if times == 1}
    shown = {}
    for key, name in names.items():
        own = name
        if plain[one_form(name)] > 1:
            own = f"{name} ({key})"
            while one_form(own) in taken:
                own += "'"
            taken.add(one_form(own))
        shown[key] = own
    return shown


def namesakes_said(names: Mapping[PersonKey, str], shown: Mapping[PersonKey, str]) -> list[str]:
    """A sentence on the `names` that are `shown` otherwise; none where all are shown as they are."""
    apart = [shown[key] for key, name in names.items() if shown[key] != name]
    return [f"several people have one name, and are told apart as {short(', '.join(apart), 200)}"] if apart else []
