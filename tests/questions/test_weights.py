"""Who carries how much of the story, as far as a viewer knows."""

import pickle

import intertwine
from intertwine.gate.view import View
from intertwine.questions.weights import INSTALLMENT, weights


def _of(view: View, name: str, title: int | None = None) -> int:
    (number,) = view.names.find(name)
    return int(weights(view, title)[number])


def test_whoever_is_on_stage_in_most_installments_weighs_most() -> None:
    view = intertwine.load().seen("Daredevil S1").view
    found = weights(view)
    people = view.entities.of_kind("character")
    heaviest = max(range(view.entities.count), key=lambda n: int(found[n]) if people[n] else -1)
    assert view.names.best(heaviest) == "Matt Murdock"
    assert _of(view, "Matt Murdock") > _of(view, "Claire Temple") > _of(view, "Santino") > 0


def test_an_installment_on_stage_counts_as_several_statements() -> None:
    nothing = intertwine.load().seen("").view
    seen = intertwine.load().seen("Daredevil 1x01").view
    assert _of(seen, "Matt Murdock") >= INSTALLMENT + _of(nothing, "Matt Murdock")


def test_the_weight_in_a_title_is_that_of_what_it_shows() -> None:
    view = intertwine.load().seen("Daredevil S1; Jessica Jones S1").view
    titles = {view.names.best(n): n for n in view.listing.titles}
    daredevil, jones = titles["Daredevil"], titles["Jessica Jones"]
    assert _of(view, "Foggy Nelson", daredevil) > 0 == _of(view, "Foggy Nelson", jones)
    assert _of(view, "Claire Temple") >= _of(view, "Claire Temple", daredevil) + _of(view, "Claire Temple", jones) > 0


def test_weights_of_what_is_hidden_are_those_of_a_view_without_it() -> None:
    """A view holds nothing else, and its copy works them out alike."""
    view = intertwine.load().seen("Daredevil 1x02").view
    first = weights(view)
    copy = pickle.loads(pickle.dumps(view))
    assert not copy.memo
    assert weights(copy).tolist() == first.tolist()
