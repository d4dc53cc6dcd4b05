"""What `help` and a REPL show of the library: short, with an example that runs for everything that is public."""

import doctest
import inspect
import io
import pydoc
from collections.abc import Iterator
from contextlib import redirect_stdout

import pytest

import intertwine
from intertwine import storyline
from intertwine.model.short_help import ShortHelp

CLASSES = [it for name in intertwine.__all__ if isinstance(it := getattr(intertwine, name), type)]


def examples() -> Iterator[doctest.DocTest]:
    """The examples of the package, of its public names, and of their public methods and properties."""
    finder = doctest.DocTestFinder(exclude_empty=False)
    globs = {"intertwine": intertwine}
    for name in ("", *intertwine.__all__):
        about = getattr(intertwine, name) if name else intertwine
        yield from finder.find(about, name or "intertwine", module=None if not name else False, globs=dict(globs))
    for name in intertwine.plan.__all__:
        yield from finder.find(getattr(intertwine.plan, name), name, module=False, globs=dict(globs))


EXAMPLES = [it for it in examples() if not it.name.split(".")[-1].startswith("_")]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda it: it.name)
def test_an_example_runs(example: doctest.DocTest) -> None:
    said = io.StringIO()
    with redirect_stdout(said):
        failed, _ = doctest.DocTestRunner().run(example, out=said.write, clear_globs=False)
    assert not failed, said.getvalue()


def test_everything_public_has_an_example() -> None:
    wanted = {*intertwine.__all__, "intertwine"}
    for kind in (intertwine.Viewer, intertwine.Companion):
        wanted |= {f"{kind.__name__}.{name}" for name, it in vars(kind).items() if name[0] != "_" and it.__doc__}
    wanted -= {"Viewer.view", "Companion.universe", "Companion.hash"}  # fields, and a hash of the very text
    assert wanted <= {it.name for it in EXAMPLES if it.examples}


def test_help_is_short_and_says_nothing_of_what_makes_a_class_work() -> None:
    text = pydoc.plain(pydoc.render_doc(intertwine))
    assert len(text.splitlines()) < 720
    for machinery in (
        "__dataclass",
        "_refuse_to",
        "__reduce__",
        "with_traceback",
        "__getstate__",
        "Alias for",
    ):
        assert machinery not in text
    assert all(f"class {kind.__name__}(" in text for kind in CLASSES)


@pytest.mark.parametrize("kind", CLASSES)
def test_every_public_member_of_a_public_class_is_explained(kind: type) -> None:
    assert isinstance(kind, ShortHelp)
    for name in dir(kind):
        if not name.startswith("_"):
            assert inspect.getdoc(getattr(kind, name)), f"{kind.__name__}.{name}"


def test_the_class_of_a_short_help_is_like_any_other() -> None:
    mark = intertwine.Mark("id:x", 1, 2)
    assert {"__eq__", "count", "title"} <= set(dir(mark))
    assert "title" in dir(intertwine.Mark)
    assert "count" not in dir(intertwine.Mark)


def test_parts_of_a_view_and_charts_show_themselves_on_one_short_line() -> None:
    viewer = intertwine.load().seen("Daredevil S1")
    view, found = viewer.view, viewer.map("Daredevil 1x02")
    assert found.ordered
    chart = found.ordered.chart
    drawing = storyline.draw_chart(found.ordered, storyline.heights_isotonic(found.ordered))
    proved = storyline.order_proved(storyline.make_chart([[["Ann", "Bob"]], [["Ann"], ["Bob"]]]))
    for it in (
        view.listing, view.names, view.rows, view.facts, view.entities, found.ordered, chart, drawing,
        storyline.minimize_height(proved),
    ):  # fmt: skip
        assert repr(it).startswith(f"<{type(it).__name__}: ")
        assert len(repr(it)) < 130
    assert repr(proved) == "<Ordered: 2 layers, 2 people, 0 crossings, the fewest>"
    assert repr(proved.chart) == "<Chart: 2 layers, 2 people>"
