"""Whom a label of an outside list means, in one view."""

from collections.abc import Iterable, Mapping

from intertwine.gate.view import View

Labels = Mapping[str, list[str]]
"""Whom a label means where it is not a name of ours: names or addresses of ours, the first that is known counts; none:
nobody of ours, even where somebody bears the label as a name."""


def whom(view: View, label: str, labels: Labels) -> tuple[int, ...]:
    """Those who may be meant by `label`: by a visible name, else by our table of labels. Several: it is not clear."""
    said = labels.get(label)
    for name in [label, *(said or ())] if said != [] else ():
        at = view.names.at(name, titles=False)
        if at is not None and view.names.address(at) == name:
            return (at,)
        found = [n for n in view.names.find(name) if view.entities.kind(n) in ("character", "person", "group", "")]
        # An actor or a group of the same name: the character is meant.
        found = [n for n in found if view.entities.kind(n) == "character"] or found
        if found:
            return tuple(found)
    return ()


def people(view: View, labels: Iterable[str], table: Labels) -> tuple[dict[str, int], list[str]]:
    """Each label's one person, where there is one; and the labels that mean several."""
    found: dict[str, int] = {}
    unclear: list[str] = []
    for label in labels:
        meant = whom(view, label, table)
        if len(meant) == 1:
            found[label] = meant[0]
        elif meant:
            unclear.append(label)
    return found, unclear
