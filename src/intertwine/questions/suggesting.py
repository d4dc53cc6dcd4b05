"""What a box offers while somebody types a name."""

from intertwine.gate.view import View
from intertwine.model.arguments import need_count, need_text
from intertwine.model.record import record
from intertwine.model.short_repr import short_repr
from intertwine.model.word_index import compared
from intertwine.questions.arguments import need_view
from intertwine.questions.near_names import ranked
from intertwine.questions.searching import LONGEST, Hit, hits_of
from intertwine.questions.tell import Teller

MOST = 8
"""So many are offered where nobody says how many."""


@record
class Suggestions:
    """What the beginning of a name, `text`, may become: the likeliest first. `hits` are as a search finds them."""

    text: str
    hits: tuple[Hit, ...]

    __repr__ = short_repr


def suggestions(view: View, text: str, most: int = MOST, *, titles: bool | None = None) -> Suggestions:
    """At most `most` of those in `view` whom `text` may mean so far: by the beginnings of words of their visible
    names, by what they are, do or can, and where there is nobody as far as is known. Of titles alone (`titles`), of all
    else (False), or of both (None). An empty text suggests nothing."""
    need_view("suggestions", view)
    need_text("suggestions", text, "what is typed as text", 'write questions.suggestions(viewer.view, "...")')
    need_count("suggestions", "most", most)
    asked = text[:LONGEST]
    if not compared(asked):
        return Suggestions(text, ())
    return Suggestions(text, hits_of(Teller(view), ranked(view, asked, titles=titles, loosely=True).some(0, most)))
