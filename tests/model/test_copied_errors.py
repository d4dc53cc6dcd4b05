"""Errors that callers see are the same when they are copied, and when they come from another process."""

import copy
import pickle
from collections.abc import Callable

import pytest

import intertwine
from intertwine import questions, storyline
from intertwine.ledger.read.folder import NotAUniverse
from intertwine.model.extras import MissingExtraError
from intertwine.model.frozen import ImmutableError
from intertwine.model.progress import UnknownProgressError
from intertwine.plan import PlanError
from intertwine.questions import Ambiguous, Named, NoOwnOrder, NoPlace, NotThere
from intertwine.storyline import ChartError

ERRORS = (
    NotThere("Ada", lambda: ("Adah", "Ida")),
    NotThere("Ada", other="a title"),
    NotThere(" "),
    NoPlace("Tide 9x01", "season 9 of Tide is not listed", near=("Tide 1x01",)),
    NoPlace("Ada", "no title is named", unknown=True, other="not a title"),
    Ambiguous("Ada", (Named("Ada", "ada-tide", "character"), Named("Ada", "ada-marsh", ""))),
    Ambiguous("Ada", (), "write which"),
    NotAUniverse("there is no universe.md"),
    UnknownProgressError("no title is called Tid", ("Tide",)),
    ImmutableError(3, "real"),
    PlanError("0 minutes are not enough", "give more"),
    MissingExtraError("maps", "highspy"),
    ChartError("nobody is in any layer"),
    NoOwnOrder(),
)


@pytest.mark.parametrize("error", ERRORS, ids=repr)
@pytest.mark.parametrize(
    "again", [copy.copy, copy.deepcopy, *(lambda it, n=n: pickle.loads(pickle.dumps(it, n)) for n in range(6))]
)
def test_an_error_is_the_same_again(error: Exception, again: Callable[[Exception], Exception]) -> None:
    other = again(again(error))
    assert type(other) is type(error)
    assert (str(other), repr(other), other.args) == (str(error), repr(error), error.args)
    for field in ("asked", "near", "other", "unknown", "choices", "offers", "extra", "name"):
        assert getattr(other, field, None) == getattr(error, field, None)


def test_an_error_of_a_question_is_the_same_in_another_process() -> None:
    viewer = intertwine.load().seen("Daredevil S1")
    for ask in (lambda: viewer.marks("Daredevl", []), lambda: viewer.recap("Daredevl 1x01")):
        with pytest.raises(NotThere) as raised:
            ask()
        there = pickle.loads(pickle.dumps(raised.value))
        assert (there.near, str(there)) == (raised.value.near, str(raised.value))
        assert there.near


def test_every_public_error_is_here() -> None:
    public = [getattr(module, name) for module in (intertwine, questions, storyline) for name in module.__all__]
    errors = {it for it in public if isinstance(it, type) and issubclass(it, Exception)}
    assert errors <= {type(error) for error in ERRORS}
