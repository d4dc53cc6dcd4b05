"""Names of no page in `taken for:`, `frame:` and `own:`: nothing fails, and no sentence lacks a name."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intertwine.gate.view import View
from tests.laws import whole
from tests.laws.ask import Views, opened
from tests.long import share

KNOWN, UNKNOWN = ("Ada", "Bo", "Cy", "Dee"), ("Adda", "Nobody")
STAMPS = ("1x01", "1x02", "1x03", "1x09", "[[Nowhere]]")
HEAD = "---\nkind: series\n---\n# L\n\n## Season 1 (2020-01-01, 3 episodes)\n"
PAGES = {
    "universe.md": "---\nkind: universe\nname: Stories\n---\n",
    **{f"people/{name}.md": "---\nkind: character\n---\n" for name in KNOWN},
}

known, anybody = st.sampled_from(KNOWN), st.sampled_from((*KNOWN, *KNOWN, *UNKNOWN))
stamp = st.sampled_from(STAMPS)
beside = st.one_of(
    st.builds("taken for: [[{}]] as [[{}]], revealed {}".format, anybody, anybody, stamp),
    st.builds("frame: dream of [[{}]], revealed {}".format, anybody, stamp),
    st.builds("own: [[{}]] step 2, revealed {}".format, anybody, stamp),
)
fact = st.one_of(
    st.builds("[[{}]] meets [[{}]]".format, known, known),
    st.builds("[[{}]] dies".format, anybody),
    st.builds("[[{}]] mentions [[L]] {}".format, known, st.sampled_from(("1x01", "1x08", "S1", "S9", ""))),
    st.builds("together: [[{}]], [[{}]] (heard), [[{}]]".format, known, anybody, known),
)
told = st.builds(
    lambda what, more: "".join((f"- {what}\n", *(f"  - {it}\n" for it in more))), fact, st.lists(beside, max_size=2)
)
above = st.lists(beside, max_size=2).map(lambda found: "".join(f"- {it}\n" for it in found))
part = st.builds(lambda more, facts: more + "".join(facts), above, st.lists(told, max_size=3))


def files(parts: list[str]) -> dict[str, str]:
    text = "".join(f"\n### {n}. Part\n{it}" for n, it in enumerate(parts, 1))
    return {**PAGES, "titles/L.md": HEAD + text}


def nameless(view: View) -> list[str]:
    """What it says of somebody, and does not say of whom."""
    silent = {"frame", "prose", "title name"}
    return [view.words(it) for it in view.facts.of() if it.verb.role not in silent and not it.subjects]


@settings(max_examples=share(4, 100))
@given(st.lists(part, min_size=3, max_size=3))
def test_unknown_names_beside_a_fact_break_no_answer(parts: list[str]) -> None:
    universe = opened(files(parts))
    for progress in ("", "L 1x01", "L 1x02", "everything"):
        view = universe.seen(progress)
        assert all(Views(view, numbers=True).answers())
        assert not nameless(view)


TAKEN = "taken for: [[{}]] as [[{}]], revealed 1x02"


@pytest.mark.parametrize(("who", "seems"), [("Ada", "Bob"), ("Adda", "Bo"), ("Adda", "Bob")])
@pytest.mark.parametrize("named", ["Ada", "Bo"])
def test_a_taken_for_of_an_unknown_name_hides_its_fact_at_every_point(who: str, seems: str, named: str) -> None:
    taken = TAKEN.format(who, seems)
    if named not in (who, seems):
        return
    for text in (f"- [[{named}]] meets [[Cy]]\n  - {taken}\n", f"- {taken}\n- [[{named}]] meets [[Cy]]\n"):
        for other in ("", "- together: [[Cy]], [[Dee]]\n"):
            universe = opened(files([other + text if not text.startswith("- taken") else text + other, "", ""]))
            assert "unknown-name" in [it.code for it in universe.problems]
            for progress in ("L 1x01", "L 1x02", "everything"):
                view = universe.seen(progress)
                assert not any("meets" in view.words(it) for it in view.facts.of())
                for ask in (["timeline"], ["title", "L"], ["recap", "L 1x02"], ["who", "Cy"], ["met", "Cy", "Dee"]):
                    assert "Traceback" not in whole.command(universe, [*ask, "--seen", progress])
