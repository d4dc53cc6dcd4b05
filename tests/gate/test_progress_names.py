"""Each title has a spelling in progress text that reads back to it, whatever its name holds."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from intertwine.gate.progress_text import UnknownProgressError
from intertwine.gate.universe import Universe
from intertwine.model.names import other_article
from intertwine.model.progress import Mark, Progress
from intertwine.model.sentinels import END
from intertwine.model.title_names import straight
from intertwine.model.words import letters
from tests.long import share
from tests.worlds import world

HOSTILE = [
    "Everything", "Nothing", "Told", "Before", "before", "told Dusk", "before Dusk", "Told before Dusk",
    "All titles", "S1", "1x01", "1-5", "2015", "24", "E3", "season 1", "Dusk S1", "Dusk 1x01",
    "Dusk season 1 episode 3", "Dusk @00:00:01", "Dusk", "dusk", "D\u00fcsk", "The Dusk", "Dusk (2015)",
    "Dusk (2015) (2015)", "Dusk (film)", "Dusk (#2)", "Dusk (#1)", 'Say "Dusk"', '"Dusk"', '"', '""', '"Dusk',
    "\u201cDusk\u201d", "\u00abDusk\u00bb", "Now, Then", ",", ";", "Dusk; Dawn", "Dusk, S1", "Dusk and Dawn",
    "Dusk & S1", "and", "to", "-", "\u2014", "@", "%", "*", "#1", "(2015)", "()", "...", "'", "\u2019", "\u0301",
    "e\u0301", "\u00e9", "\u304b", "\u304c", "\u041a\u0438\u0301\u0457\u0432", "\u00d8re", "Ore", "x" * 200,
    "\u0e01\u0e33", "\U0001f680", "a\u200bb", "E", "S", "to S1", "Open Season", "Series", "Episode",
    "Told @00:00:01", "one\u2028two", "1x01, S1", "S1 and S2", "[REC]", "[REC] 2", "a^b", "#Dusk",
    "45% of Dusk", "50% Dusk", "Dusk to 45%", "Dusk to", "Dusk 45%", "season 1 of Dusk", "1x01 of Dusk", "of Dusk",
]  # fmt: skip
PARTS = ("Dusk", "told", "before", "and", "S1", "1x01", "(2015)", '"', ",", "1", "-", "@", "of", "to", "45%")
MARKUP = ("[[", "]]", "%%", "<!--", "[^", "^[", "](", "][", "]:")
"""What no name can hold: a link, a comment or a footnote."""
names = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), min_size=1, max_size=12),
    st.lists(st.sampled_from([*PARTS]), min_size=1, max_size=5).map(" ".join),
).filter(lambda name: name.strip() and not any(mark in name for mark in MARKUP))  # fmt: skip


def yaml(text: str) -> str:
    """A text as a YAML scalar."""
    plain = (c if c.isascii() and c.isprintable() and c not in '"\\' else f"\\U{ord(c):08x}" for c in text)
    return f'"{"".join(plain)}"'


@st.composite
def universes(draw: st.DrawFn) -> Universe:
    """Titles with hostile names: namesakes of one kind, year and day, with and without a year, some of them secret."""
    files = {"a.md": "---\nkind: series\nname: Alone\n---\n## Season 1 (2010-01-01, 1 episode)\n### 1. One\n"}
    for n in range(draw(st.integers(1, 5))):
        name = draw(names)
        kind = draw(st.sampled_from(["film", "series", "special"]))
        day = draw(st.sampled_from(["2015-04-10", "2015-06-01", "2019-01-01", ""]))
        secret = draw(st.sampled_from(["", "", f"revealed: t{n} 1x01", f"revealed: t{n}", "revealed: Alone S1"]))
        head = f"---\nkind: {kind}\nid: t{n}\nname: {yaml(name)}\n"
        if kind == "series":
            secret = secret.replace(f"t{n} 1x01", "1x01").replace(f"t{n}", "1x01")
            info = f"({day}, 2 episodes)" if day else "(2 episodes)"
            files[f"t{n}.md"] = f"{head}{secret}\n---\n" + "".join(
                f"## Season {season} {info}\n### 1. One\n### 2. Two\n" for season in (1, 3)
            )
        else:
            secret = secret.replace(f"t{n} 1x01", f"'[[t{n}]]'").replace(f": t{n}", f": '[[t{n}]]'")
            files[f"t{n}.md"] = f"{head}{secret}\n" + (f"released: {day}\n" if day else "") + "---\n"
    return world(files)


def some(draw: st.DataObject, universe: Universe) -> frozenset[Mark]:
    """Marks of a universe, some of them to a second."""
    every = sorted(universe.everything.seen)
    chosen = draw.draw(st.lists(st.sampled_from(every), unique=True))
    return frozenset(mark._replace(seconds=draw.draw(st.sampled_from([END, END, 61, 7199]))) for mark in chosen)


@settings(max_examples=share(3, 300), deadline=None)
@given(universes(), st.data())
def test_each_title_has_a_spelling_that_reads_back_to_it(universe: Universe, data: st.DataObject) -> None:
    progress = Progress(some(data, universe), some(data, universe))
    text = universe.text(progress)
    written = universe.progress(text, progress)
    known = universe.seen(progress)
    shown = {
        mark.title
        for n in known.listing.titles
        for mark in known.listing.marks(n, [(it.season, it.number) for it in known.listing.installments(n)])
    }
    assert written == Progress(
        frozenset(mark for mark in progress.seen if mark.title in shown),
        frozenset(mark for mark in progress.told if mark.title in shown),
    )
    assert universe.text(written) == text


def test_a_title_called_like_a_place_in_another_takes_no_mark_with_a_time() -> None:
    """ "Dusk 1x01" is a title here, and so "Dusk 1x01@00:01:01" without quotation marks a time in it."""
    listing = "---\n## Season 1 (2015-01-01, 1 episode)\n### 1. One\n"
    made = world({
        "a.md": f"---\nkind: series\nid: a\nname: Dusk\n{listing}",
        "b.md": "---\nkind: film\nid: b\nname: Dusk 1x01\n---\n",
    })  # fmt: skip
    marks = frozenset({Mark("id:a", 1, 1, 61), Mark("id:b", 0, 0, 61)})
    for progress in (Progress(marks, frozenset()), Progress(frozenset(), marks)):
        assert made.progress(made.text(progress)) == progress


@settings(max_examples=share(3, 200), deadline=None)
@given(universes(), st.data())
def test_what_was_seen_reads_back_without_knowing_the_viewer(universe: Universe, data: st.DataObject) -> None:
    """Two secret titles of one name are left out: whoever knows of one of them cannot know that there is another."""
    everybody, public = (universe.seen(progress) for progress in (universe.everything, Progress()))
    known = {mark.title for n in public.listing.titles for mark in public.listing.marks(n, [(0, 0), (1, 1)])}
    marked = {n: everybody.listing.marks(n, [(0, 0), (1, 1)]) for n in everybody.listing.titles}
    secret = [everybody.names.best(n) for n, marks in marked.items() if not {mark.title for mark in marks} <= known]
    plain = [other_article(straight(name).partition(" (")[0]) for name in secret]
    assume(len({letters(name) for name in plain}) == len(plain))
    seen = Progress(some(data, universe))
    text = universe.text(seen)
    assert universe.progress(text) == universe.progress(text, seen)


@settings(max_examples=share(3, 200), deadline=None)
@given(universes(), st.data())
def test_a_keyword_never_beats_a_title_in_silence(universe: Universe, data: st.DataObject) -> None:
    """What is typed means one thing that is known, or is refused."""
    text = data.draw(st.sampled_from(HOSTILE))
    titles = [n for n in universe.seen().listing.titles if universe.seen().names.best(n) == text]
    keyword = text.lower() in ("everything", "nothing", "all titles")
    try:
        progress = universe.progress(text)
    except UnknownProgressError:
        return
    assert not (titles and keyword)
    if keyword:
        assert progress in (universe.everything, Progress())


NAMESAKES = world({
    "p1.md": "---\nkind: film\nid: p1\nname: Puppet\nreleased: 2022-09-08\n---\n",
    "p2.md": "---\nkind: film\nid: p2\nname: Puppet\nreleased: 2022-11-09\n---\n",
    "p3.md": "---\nkind: series\nid: p3\nname: Puppet\n---\n## Season 1 (2022-01-01, 1 episode)\n### 1. One\n",
    "p4.md": "---\nkind: film\nid: p4\nname: Puppet\nreleased: 2022-11-09\n---\n",
    "e.md": "---\nkind: film\nid: e\nname: Everything\nreleased: 2020-01-01\n---\n",
    "t.md": "---\nkind: film\nid: t\nname: Told Puppet (series)\nreleased: 2020-01-01\n---\n",
})  # fmt: skip


@pytest.mark.parametrize(
    ("identity", "text"),
    [
        ("id:p1", "Puppet (2022-09-08)"),
        ("id:p2", '"Puppet (#3)"'),
        ("id:p3", "Puppet (series) S1"),
        ("id:p4", '"Puppet (#4)"'),
        ("id:e", '"Everything"'),
    ],
)
def test_namesakes_are_told_apart_by_what_is_known_of_them(identity: str, text: str) -> None:
    """Two films of one name and one year: by their days; and where those are the same too, they are counted."""
    place = (1, 1) if identity == "id:p3" else (0, 0)
    progress = Progress.of([Mark(identity, *place)])
    assert NAMESAKES.text(progress) == text
    assert NAMESAKES.progress(text) == progress


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Puppet",
            '"Puppet" is the name of several titles; write "Puppet (2022-09-08)", "Puppet (#3)", "Puppet (series)" or',
        ),
        ("everything", '"everything" can mean several things; write all titles, everything there is or "everything"'),
        (
            "told Puppet (series)",
            '"told Puppet (series)" can mean several things; write told "Puppet (series)" or "told Puppet',
        ),
    ],
)
def test_what_can_mean_two_things_is_refused_with_both_spelt_out(text: str, said: str) -> None:
    with pytest.raises(UnknownProgressError) as error:
        NAMESAKES.progress(text)
    assert str(error.value).startswith(said)
    for offer in str(error.value).partition("write ")[2].replace(" or ", ", ").split(", "):
        assert NAMESAKES.progress(offer) != Progress()


def test_a_title_that_cannot_be_marked_is_named_as_such() -> None:
    alike = "---\nkind: film\nname: Puppet\nreleased: 2022-09-08\n---\n"
    made = world({"a.md": alike, "b.md": alike, "c.md": alike.replace("Puppet", "Alone")}, broken=True)
    assert made.everything == Progress.of([Mark("film:2022:Alone", 0, 0)])
    with pytest.raises(UnknownProgressError, match="cannot be marked: its page needs an id"):
        made.progress('"Puppet (#1)"')
