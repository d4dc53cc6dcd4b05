"""What a text can ever name bounds what it names to anybody, whichever titles they know of."""

from hypothesis import given
from hypothesis import strategies as st

from intertwine.model.release import ReleaseDate
from intertwine.model.title import TitleInstallments
from intertwine.model.title_names import TitleNames

NAMES = ["Ferry", "ferry", "The Ferry", "Fer-ry", "Férry", "Ferry (2015)", "Ferry (film)", "Ferry (#2)", "Moor", "#2"]
QUALIFIERS = ["", " (2015)", " (2016)", " (film)", "(2015 film)", " (2015-01-01)", " (2015-13-01)", " (#1)", " (#2)"]
QUALIFIERS += [" (#000000)", " ()", " (2015) 1x01", " (0000-00-00)"]


@st.composite
def titles(draw: st.DrawFn) -> list[TitleInstallments]:
    """A few titles with names that are easily taken for each other."""
    found = []
    for number in range(draw(st.integers(1, 6))):
        first = draw(st.sampled_from([None, *map(ReleaseDate, (0, 735_599, 735_964)), ReleaseDate(735_963, 364)]))
        others = draw(st.lists(st.sampled_from(NAMES), max_size=2, unique=True))
        found.append(
            TitleInstallments(
                number=number,
                identity=f"id:{number}",
                name=draw(st.sampled_from(NAMES)),
                others=tuple((100 + 10 * number + n, name) for n, name in enumerate(others)),
                kind=draw(st.sampled_from(["film", "series"])),
                year=draw(st.sampled_from([0, 2015, 2016])),
                first=first,
                public=draw(st.booleans()),
                places=((0, 0),),
            )
        )
    return found


@given(titles(), st.data())
def test_what_a_text_can_ever_name_bounds_what_it_names(found: list[TitleInstallments], data: st.DataObject) -> None:
    names = TitleNames(found)
    text = data.draw(st.sampled_from(NAMES)) + data.draw(st.sampled_from(QUALIFIERS))
    public = {title.number for title in found if title.public}
    known = frozenset(public | data.draw(st.sets(st.sampled_from(sorted(names.all)))))
    lookup = names.lookup()
    ever, called = lookup.ever(lookup.typed(text)), names.called(text, known)
    assert ever.called <= ever.say <= names.all
    assert called == names.called(text, known & ever.say), "others have no say"
    assert all(ever.called & {number for number, _ in title.names} for title in called)
    # Whoever learns of one more name learns at most of a title that is called by it, never of another one.
    for number in names.all - known:
        more = names.called(text, known | {number})
        if number not in ever.called and len(called) != 1:
            assert len(more) != 1, "a wrong text is made right only by a title that it names"
