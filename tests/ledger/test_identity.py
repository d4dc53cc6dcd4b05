"""What marks of a title are kept under: its id, or what stands in for it."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from intertwine.ledger.link.identity import identify
from intertwine.ledger.read.stamps import PUBLIC, parse_stamp
from intertwine.model.identities import face
from intertwine.model.statement import Page
from tests.worlds import compiled, identities, world

SECRET, _ = parse_stamp("Harbour 1x01", 1, 1)
OTHER, _ = parse_stamp("Harbour 1x03", 1, 1)


def film(path: str, name: str = "Pinocchio", year: int = 2022, **rest: object) -> Page:
    """A film's page."""
    return replace(Page(path, path, "film", name=name, year=year), **rest)  # type: ignore[arg-type]


def names(*pages: Page) -> tuple[list[str], list[str]]:
    """The identities of pages ("" for none), and the codes of their problems."""
    found = identify(dict(enumerate(pages)), {})
    return [found.of.get(n, "") for n in range(len(pages))], [problem.code for problem in found.problems]


def stand_ins(*pages: Page) -> list[str]:
    """What stands in for the ids of pages ("" for nothing)."""
    found = identify(dict(enumerate(pages)), {})
    return [found.stand_in.get(n, "") for n in range(len(pages))]


def test_an_id_is_the_identity() -> None:
    assert names(film("a", id="puppet"), film("b", id="wood")) == (["id:puppet", "id:wood"], [])


def test_without_an_id_name_kind_and_year_stand_in() -> None:
    assert names(film("a"), film("b", year=2019)) == (["film:2022:Pinocchio", "film:2019:Pinocchio"], [])
    assert names(film("a"), film("b", kind="short"))[1] == []


def test_what_is_alike_in_all_of_them_cannot_be_marked() -> None:
    assert names(film("a"), film("b")) == (["", ""], ["title-not-alone"] * 2)
    assert names(film("a", id="x"), film("b", id="x")) == (["", ""], ["id-twice"] * 2)


def test_a_stand_in_is_unlike_every_other_also_of_titles_with_an_id() -> None:
    """Else the marks that "a" had before its id, or before "b" was there, would go over to "b"."""
    assert names(film("a", id="x"), film("b")) == (["id:x", ""], ["title-not-alone"])
    assert names(film("a", id="x"), film("b", id="y")) == (["id:x", "id:y"], [])


def test_what_stood_in_for_an_id_is_known_where_it_was_unlike_every_other() -> None:
    assert stand_ins(film("a", id="x"), film("b", year=2019)) == ["film:2022:Pinocchio", "film:2019:Pinocchio"]
    assert stand_ins(film("a", id="x"), film("b", id="y")) == ["", ""]
    assert stand_ins(film("a", id="x"), film("b", id="y", revealed=SECRET)) == ["film:2022:Pinocchio"] * 2


def test_a_secret_title_changes_the_identity_of_no_other_title() -> None:
    """A viewer may know of one of them alone, and whether that can be marked must not tell of the other."""
    public, secret = film("a"), film("b", revealed=SECRET)
    (alone,), _ = names(secret)
    assert names(public, secret) == (["film:2022:Pinocchio", alone], ["title-not-alone"])
    assert names(film("a", revealed=(PUBLIC,)), secret)[0][0]
    assert names(secret, film("c", revealed=SECRET))[0][0] == alone
    assert names(secret, film("c", revealed=OTHER), film("d", id="x", revealed=SECRET))[0][0] == alone


def test_secret_titles_that_are_alike_have_identities_of_their_own() -> None:
    for titles in (
        [film("a", revealed=SECRET), film("b", revealed=SECRET)],
        [film("a", revealed=SECRET), film("a", revealed=OTHER)],
        [film("a", id="x", revealed=SECRET), film("b", id="x", revealed=SECRET)],
    ):
        found, codes = names(*titles)
        assert (len(set(found)), len(codes)) == (2, 2)
        assert {codes[0]} <= {"title-not-alone", "id-twice"}


def test_what_an_id_of_a_secret_title_shows_hangs_on_no_other_title() -> None:
    """Its digests are in answers, and another secret title may have the same id by mistake."""
    one, other = film("a", id="x", revealed=SECRET), film("b", id="x", revealed=SECRET)
    (alone,), _ = names(one)
    both, _ = names(one, other)
    assert {face(it) for it in both} == {face(alone)} == {"id:x"}


@given(st.text(min_size=1, max_size=400), st.text(min_size=1, max_size=400))
def test_an_identity_is_short_whatever_the_name(name: str, key: str) -> None:
    found, _ = names(film("a", name), *(film(f"{n}{key}", name, 1999, revealed=SECRET) for n in (1, 2)))
    found += names(*(film(f"{n}{key}", name, 1999, id="x" * 100, revealed=SECRET) for n in (1, 2)))[0]
    assert {0 < len(identity) <= 200 for identity in found} == {True}
    assert len(set(found)) == 5


def test_a_year_is_that_of_the_first_release_where_none_is_written() -> None:
    made = world({"a.md": "---\nkind: series\nname: Tide\n---\n## Season 1 (2015-01-01, 1 episode)\n### 1. One\n"})
    assert identities(made) == {"a": "series:2015:Tide"}


def test_a_bad_id_is_a_problem_and_none() -> None:
    made = compiled({"a.md": "---\nkind: film\nid: [a, b]\n---\n", "b.md": '---\nkind: film\nid: "a b"\n---\n'})
    assert {problem.code for problem in made.problems} == {"value-unreadable"}


def test_a_universe_has_an_id() -> None:
    made = compiled({"universe.md": "---\nkind: universe\nid: my-shore\nname: Shore\n---\n"})
    assert (made.ledger.id, made.problems) == ("my-shore", ())
