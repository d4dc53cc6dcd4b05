"""Which title a form is about. Its address alone does not say: that may be another title's by the time the form is
sent, since addresses follow what a viewer knows and what the files are called.

A form has a tag beside the address. It is made of what this viewer sees of the title, and not of its identity: that
hangs on names and on titles that they may not know of. Only where several look alike does a digest of it tell them
apart, since their addresses may have changed places by the time the form is sent.
"""

import hashlib
from collections import Counter
from collections.abc import Mapping

from intertwine.gate.view import View
from intertwine.model.frozen import FrozenDict, remembered
from intertwine.model.identities import face


def tags(view: View) -> Mapping[int, str]:
    """The tag of each title: 12 hexadecimal digits. That of titles that look alike says how many they are: it is no tag
    any more when one of them is hidden or away. Of these, those that cannot be marked share one."""
    return remembered(view.memo, "tags", lambda: FrozenDict(_tags(view)))


def _tags(view: View) -> dict[int, str]:
    looks = {
        n: (view.names.best(n), view.entities.kind(n), view.listing.year(n), _begins(view, n))
        for n in view.listing.titles
    }
    alike = Counter(looks.values())
    own = {n: view.listing.identity(n) for n in looks}
    faces = Counter(map(face, own.values()))
    own = {n: it if faces[face(it)] > 1 else face(it) for n, it in own.items()}
    return {n: _digest((*look, alike[look], *([own[n]] if alike[look] > 1 else []))) for n, look in looks.items()}


def _digest(look: tuple[object, ...]) -> str:
    return hashlib.sha256(repr(look).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _begins(view: View, title: int) -> str:
    return str(min((str(it.date.day) for it in view.listing.installments(title) if it.date), default=""))


def title_at(view: View, address: str, tag: str | None) -> int | None:
    """The title of `view` that has this `tag`, whatever its address is now; of several that look alike the one at
    `address`. None where no visible title has it. Without a tag (None): the title at `address`."""
    at = view.names.at(address, titles=True)
    if tag is None:
        return at
    found = [n for n, word in tags(view).items() if word == tag]
    return found[0] if len(found) == 1 else at if at in found else None
