"""What marks of a title are kept under: its id, or what stands in for it."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from intertwine.ledger.identity import identify
from intertwine.ledger.stamps import PUBLIC, parse_stamp
from intertwine.model.statement import Page
from tests.worlds import compiled, identities, world

SECRET, _ = parse_stamp("Harbour 1x01", 1, 1)


def film(path: str, name: str = "Pinocchio", year: int = 2022, **rest: object) -> Page:
    """A film's page."""
    return replace(Page(path, path, "film", name=name, year=year), **rest)  # type: ignore[arg-type]


def names(*pages: Page) -> tuple[list[str], list[str]]:
    """The identities of pages ("" for none), and the codes of their problems."""
    found, problems = identify(dict(enumerate(pages)), {})
    return [found.get(n, "") for n in range(len(pages))], [problem.code for problem in problems]


def test_an_id_is_the_identity() -> None:
    assert names(film("a", id="puppet"), film("b", id="wood")) == (["id:puppet", "id:wood"], [])


def test_without_an_id_name_kind_and_year_stand_in() -> None:
    assert names(film("a"), film("b", year=2019)) == (["film:2022:Pinocchio", "film:2019:Pinocchio"], [])
    assert names(film("a"), film("b", kind="short"))[1] == []


def test_what_is_alike_in_all_of_them_cannot_be_marked() -> None:
    assert names(film("a"), film("b")) == (["", ""], ["title-not-alone"] * 2)
    assert names(film("a", id="x"), film("b", id="x")) == (["", ""], ["id-twice"] * 2)


def test_one_of_them_with_an_id_is_enough() -> None:
    assert names(film("a", id="x"), film("b")) == (["id:x", "film:2022:Pinocchio"], [])


def test_a_secret_title_takes_nothing_from_a_public_one() -> None:
    """Whether the public title can be marked must not tell of the other one."""
    secret = film("b", revealed=SECRET)
    assert names(film("a"), secret) == (["film:2022:Pinocchio", ""], ["title-not-alone"])
    assert names(secret) == (["film:2022:Pinocchio"], [])
    assert names(film("a", revealed=(PUBLIC,)), secret)[0][0]


@given(st.text(min_size=1, max_size=400))
def test_an_identity_is_short_whatever_the_name(name: str) -> None:
    (found,), _ = names(film("a", name))
    assert 0 < len(found) <= 200


def test_a_year_is_that_of_the_first_release_where_none_is_written() -> None:
    made = world({"a.md": "---\nkind: series\nname: Tide\n---\n## Season 1 (2015-01-01, 1 episode)\n### 1. One\n"})
    assert identities(made) == {"a": "series:2015:Tide"}


def test_a_bad_id_is_a_problem_and_none() -> None:
    made = compiled({"a.md": "---\nkind: film\nid: [a, b]\n---\n", "b.md": '---\nkind: film\nid: "a b"\n---\n'})
    assert {problem.code for problem in made.problems} == {"value-unreadable"}


def test_a_universe_has_an_id() -> None:
    made = compiled({"universe.md": "---\nkind: universe\nid: my-shore\nname: Shore\n---\n"})
    assert (made.ledger.id, made.problems) == ("my-shore", ())
