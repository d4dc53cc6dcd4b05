"""A page of an entity that is stamped as a whole: before its stamp is passed, nothing tells it from one that is not
there, whatever it says and whoever links it."""

import pytest

from intertwine.model.progress import Progress
from tests.full import full
from tests.laws.ask import Views, opened

SERIES = """---
kind: series
name: Ferry
cast:
  - "[[Ada]] as [[Nora]] (public role)"
{cast}---
### Public
The ferry leaves. {public}
## Season 1 (2015-01-01, 3 episodes)
### 1. One
- [[Nora]] works as "a pilot"
{facts}
### 2. Two
- together: [[Nora]]{scene}
### 3. Three
- [[Nora]] leaves [[The Pier]]
"""
LINKED = {
    "cast": '  - "[[Ben]] as [[Ren]] (public role)"\n',
    "public": "[[Ren]] waits on it.",
    "facts": '- [[Nora]] meets [[Ren]] ^met\n- [[Nora]] knows ^met\n- [[Ren]] dies\n  - because: "he was [[Nora]]"',
    "scene": "",
}
PLAIN = {"cast": "", "public": "", "facts": "", "scene": ""}
PEOPLE = {
    "universe.md": "---\nkind: universe\nname: U\n---\n",
    "people/Ada.md": "---\nkind: person\n---\n",
    "people/Nora.md": "---\nkind: character\n---\n",
    "places/The Pier.md": "---\nkind: place\n---\n",
    "people/Ben.md": "---\nkind: person\n---\n",
}
PAGES = [
    "",
    "name: Someone Else\n",
    "plural: true\n",
    "ids: {wikidata: Q1}\nimages:\n  - {file: a.jpg, alt: A}\n",
    "names:\n  - {name: Ren, revealed: public}\n  - {name: the man, revealed: linked}\n",
]
BODY = "### Public\n[[Nora]] knows who he is.\n\n- [[Nora]] fears [[Ren]]\n"


def answers(files: dict[str, str], seen: list[int]) -> dict[str, str]:
    """Everything that can be asked of a universe after some episodes."""
    universe = opened(files)
    progress = universe.progress(", ".join(f"Ferry 1x0{n}" for n in seen)) if seen else Progress.of([])
    return dict(Views(universe.seen(progress), numbers=True).answers())


@pytest.mark.parametrize("stamp", ["Ferry 1x03", "Ferry S1", "Ferry 1x03 + Ferry 1x02", "Ferry 4x01"])
@pytest.mark.parametrize("page", PAGES)
def test_a_stamped_page_is_like_a_missing_one_until_its_stamp(page: str, stamp: str) -> None:
    secret = {
        **PEOPLE,
        "titles/Ferry.md": SERIES.format(**LINKED),
        "people/Ren.md": f"---\nkind: character\n{page}revealed: {stamp}\n---\n{BODY}",
    }
    # Ben is billed for a role that is a secret: who acts is public, what is acted is not.
    missing = {**PEOPLE, "titles/Ferry.md": SERIES.format(**{**PLAIN, "cast": '  - "[[Ben]] (public)"\n'})}
    for seen in ([], [1], [1, 2]):
        assert answers(secret, seen) == answers(missing, seen)
    passed = full(answers(secret, [1, 2, 3]))
    assert ("he was" in passed) is ("4x01" not in stamp)


def test_a_misspelt_stamp_is_never_passed() -> None:
    secret = {
        **PEOPLE,
        "titles/Ferry.md": SERIES.format(**LINKED),
        "people/Ren.md": f"---\nkind: character\nrevaled: Ferry 1x01\n---\n{BODY}",
    }
    missing = {**PEOPLE, "titles/Ferry.md": SERIES.format(**{**PLAIN, "cast": '  - "[[Ben]] (public)"\n'})}
    for seen in ([], [1], [1, 2, 3]):
        assert answers(secret, seen) == answers(missing, seen)
