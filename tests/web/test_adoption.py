"""Old rows keep every mark and every telling: an upgrade, an id that is written later, folders in another order."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intertwine.gate.former import FormerTitles
from intertwine.gate.universe import Universe
from intertwine.ledger.compile import Compiler
from intertwine.web import adoption
from intertwine.web.adoption import adopt
from intertwine.web.models import Passed, Person, Profile
from intertwine.web.server import SERVER, Server, new_server
from intertwine.web.watcher import Watcher
from intertwine.web.wsgi import prepare
from tests.long import share
from tests.web.old_data import END, Row, old_cookie, old_data, row, rows_of
from tests.web.stage import serving, started_anew, text_of, visitor
from tests.web.test_identities import pages, series, write

Upgrade = Callable[[dict[str, list[Row]]], Path]


@pytest.fixture
def upgrade(tmp_path: Path, data: Path) -> Iterator[Upgrade]:
    """Makes an old data folder of these viewers and brings it up to date."""

    numbers = count()

    def begin(viewers: dict[str, list[Row]]) -> Path:
        folder = old_data(tmp_path / f"old-{next(numbers)}", viewers)
        prepare(folder)
        return folder

    yield begin
    connection.close()
    prepare(data)


def browser(server: Server, token: str = "token") -> Client:
    """The browser of an old viewer."""
    client = visitor(server)
    client.cookies["intertwine"] = old_cookie(token)
    return client


TWO = pages(First=series("first", "First"), **{"Second (series)": series("second", "Second", 2021)})
BEFORE = [
    row("First", 1, 1),
    row("First", 1, 2, 600),
    row("Second (series)", 1, 1, asked='"Second (2021)"'),
    row("First", 1, 1, asked='"Second (2021)"'),
    row("First", 1, 3, asked='"First (2020)"'),
    row("First", 1, 2, asked=""),
]


def test_what_was_told_for_a_plan_is_hidden_again_after_titles_have_got_ids(tmp_path: Path) -> None:
    plain = pages(First=series("", "First"), Second=series("", "Second", 2021))
    first = serving(write(tmp_path / "shore", plain))
    adopt(first)
    client = visitor(first)
    client.post("/shore/title/second/before/", {"do": "tell", "told": "first 1x01 1x03"})
    told = text_of(client, "shore")
    assert told.startswith("told First")
    now = serving(
        write(tmp_path / "shore", pages(First=series("first", "First"), Second=series("second", "Second", 2021)))
    )
    assert adopt(now) > 0
    later = visitor(now)
    later.cookies = client.cookies
    assert text_of(later, "shore") == told
    assert "Hide it again" in later.get("/shore/title/second/before/").content.decode()
    later.post("/shore/title/second/before/", {"do": "hide"})
    assert text_of(later, "shore") == ""


def test_an_upgrade_keeps_every_mark_and_every_telling(upgrade: Upgrade, tmp_path: Path) -> None:
    upgrade({"token": BEFORE, "other": [row("First", 1, 3)]})
    server = serving(write(tmp_path / "shore", TWO))
    assert browser(server).get("/shore/progress/").status_code == 200
    assert text_of(browser(server), "shore") == ""
    assert adopt(server) > 0
    client = browser(server)
    assert text_of(client, "shore") == "First 1x01, First 1x02@00:10:00, told First S1, told Second 1x01"
    page = client.get("/shore/progress/").content.decode()
    assert page.count("Hide it again</button>") == 2
    client.post("/shore/title/second/told/", {"do": "hide"})
    assert text_of(client, "shore") == "First 1x01, First 1x02@00:10:00, told First 1x02-1x03"
    client.post("/shore/title/first/told/", {"do": "hide"})
    assert text_of(client, "shore") == "First 1x01, First 1x02@00:10:00, told First 1x02"
    assert text_of(browser(server, "other"), "shore") == "First 1x03"
    assert adopt(server) == 0


def test_the_bundled_universe_is_taken_over_whole(upgrade: Upgrade, marvel: Any) -> None:
    rows = [
        row("Daredevil (series)", 1, n, universe="marvel-netflix") for n in range(1, 14)
    ] + [row("The Defenders", 1, 8, asked='"The Defenders (2017)"', universe="marvel-netflix"),
         row("The Punisher", 2, 3, 61, universe="marvel-netflix")]  # fmt: skip
    folder = upgrade({"token": rows})
    server = started_anew(marvel)
    adopt(server)
    assert {found[1] for found in rows_of(folder)} == {"id:marvel-netflix"}
    assert len(rows_of(folder)) == len(rows)
    told = "Daredevil S1, The Punisher 2x03@00:01:01, told The Defenders 1x08"
    assert text_of(browser(server), "marvel-netflix") == told


def test_what_is_not_here_stays_until_it_is(upgrade: Upgrade, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A title whose file is away, and one for whose sake something was told."""
    monkeypatch.setenv("INTERTWINE_CACHE", str(tmp_path / "cache"))
    folder = upgrade({"token": BEFORE})
    before = rows_of(folder)
    home = write(tmp_path / "shore", {n: text for n, text in TWO.items() if "Second" not in n})
    server = new_server()
    keeper = Watcher(home, server, lambda _: None)
    adopt(server)
    assert text_of(browser(server), "shore") == "First 1x01, First 1x02@00:10:00, told First S1"
    assert {found for found in rows_of(folder) & before if "key:Second (series)" in found}
    write(home, TWO)
    assert keeper.reread()
    assert text_of(browser(server), "shore") == "First 1x01, First 1x02@00:10:00, told First S1, told Second 1x01"
    browser(server).post("/shore/title/second/told/", {"do": "hide"})
    assert text_of(browser(server), "shore") == "First 1x01, First 1x02@00:10:00, told First 1x02-1x03"


def test_an_id_that_is_written_later_takes_over_what_stood_in_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of titles and of the universe, one after the other or at once, also while it is served."""
    monkeypatch.setenv("INTERTWINE_CACHE", str(tmp_path / "cache"))
    titles = {"First": series("", "First"), "Second": series("", "Second", 2021)}
    home, server = write(tmp_path / "shore", pages("", **titles)), new_server()
    keeper, client = Watcher(home, server, lambda _: None), visitor(server)
    client.post("/shore/progress/", {"text": "First 1x01, Second 1x02@00:10:00"})
    client.post("/shore/title/second/told/", {"do": "tell"})
    client.post("/shore/skip/", {"installment": "first 1x02", "do": "skip"})
    client.post("/shore/shown/", {"names": "all", "lengths": "yes"})
    text, page = text_of(client, "shore"), client.get("/shore/progress/").content
    for id_, first, second in (("", "a", ""), ("x", "a", ""), ("x", "a", "b")):
        write(home, pages(id_, First=series(first, "First"), Second=series(second, "Second", 2021)))
        assert keeper.reread()
        assert client.get("/shore/progress/").content == page
    write(home, pages("x", Moved=series("a", "Premier"), Again=series("b", "Second", 2021)))
    assert keeper.reread()
    assert text_of(client, "shore") == text.replace("First", "Premier")
    after = client.get("/shore/progress/").content.decode()
    assert "Premier, season 1, episode 2" in after  # still skipped
    assert "Two" in client.get("/shore/title/premier/").content.decode()  # all names, as chosen
    client.post("/shore/title/second/told/", {"do": "hide"})
    assert "told" not in text_of(client, "shore")


def test_marks_do_not_go_over_to_a_namesake_when_a_title_gets_its_id(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second one of this name, kind and year comes, and only the first gets an id: nothing tells whose they are."""
    monkeypatch.setenv("INTERTWINE_CACHE", str(tmp_path / "cache"))
    home, server = write(tmp_path / "shore", pages("x", First=series("", "First"))), new_server()
    keeper, client = Watcher(home, server, lambda _: None), visitor(server)
    client.post("/shore/progress/", {"text": "First S1"})
    server.registry.put(home, Universe(Compiler().compile(write(home, pages(
        "x", First=series("a", "First"), Other=series("", "First"))
    ))))  # fmt: skip
    adopt(server)
    assert text_of(client, "shore") == ""
    write(home, pages("x", First=series("a", "First")))
    keeper.reread()
    assert text_of(client, "shore") == "First S1"


def test_where_there_is_a_mark_already_the_furthest_counts(upgrade: Upgrade, tmp_path: Path) -> None:
    folder = upgrade({"token": [row("First", 1, 1, 600), row("First", 1, 2), row("First", 1, 3, 60)]})
    with closing(sqlite3.connect(folder / "people.sqlite3")) as database:
        database.executemany(
            "INSERT INTO passed (universe, title, season, number, seconds, told, asked, viewer_id, profile)"
            " VALUES ('id:shore', 'id:first', 1, ?, ?, 0, '', 1, '')",
            [(1, END), (2, 60), (3, 60)],
        )
        database.commit()
    server = serving(write(tmp_path / "shore", TWO))
    adopt(server)
    assert text_of(browser(server), "shore") == "First 1x01-1x02, First 1x03@00:01:00"
    assert len(rows_of(folder)) == 3


def test_rows_that_no_universe_has_taken_over_find_the_way_back(upgrade: Upgrade) -> None:
    folder = upgrade({"token": BEFORE})
    assert {found[1:3] for found in rows_of(folder)} >= {("at:shore", "key:First")}
    MigrationExecutor(connection).migrate([("people", "0001_initial")])
    assert rows_of(folder) == {(1, *it) for it in BEFORE}


def test_rows_without_a_profile_are_the_first_ones(upgrade: Upgrade, tmp_path: Path) -> None:
    """A database as it was before there were profiles, and back: every mark and every telling stays."""
    folder = upgrade({"token": BEFORE, "other": [row("First", 1, 3)]})
    before = rows_of(folder)
    MigrationExecutor(connection).migrate([("people", "0003_files")])
    assert rows_of(folder) == before
    prepare(folder)
    assert rows_of(folder) == before
    with closing(sqlite3.connect(folder / "people.sqlite3")) as database:
        assert set(database.execute("SELECT profile FROM passed")) == {("",)}
    server = serving(write(tmp_path / "shore", TWO))
    adopt(server)
    assert text_of(browser(server), "shore") == "First 1x01, First 1x02@00:10:00, told First S1, told Second 1x01"
    assert text_of(browser(server, "other"), "shore") == "First 1x03"


def test_what_was_changed_can_be_undone_after_a_title_has_got_its_id(tmp_path: Path) -> None:
    first = serving(write(tmp_path / "shore", pages(First=series("", "First"))))
    adopt(first)
    client = visitor(first)
    client.post("/shore/progress/", {"text": "First 1x01"})
    client.post("/shore/progress/", {"title": "first", "upto": "1x03", "change": "the-id-of-it"})
    now = serving(write(tmp_path / "shore", pages(First=series("first", "First"))))
    assert adopt(now) > 0
    later = visitor(now)
    later.cookies = client.cookies
    assert text_of(later, "shore") == "First S1"
    assert "Kept: 2 episodes of First." in later.get("/shore/?kept=the-id-of-it").content.decode()
    later.post("/shore/progress/undo/", {"undo": "the-id-of-it"})
    assert text_of(later, "shore") == "First 1x01"


def test_each_profile_keeps_its_own_marks_when_a_title_gets_its_id(tmp_path: Path) -> None:
    first = serving(write(tmp_path / "shore", pages(First=series("", "First"))))
    adopt(first)
    client = visitor(first)
    client.post("/shore/progress/", {"text": "First 1x01"})
    viewer = Person.objects.latest("pk")
    Profile.objects.create(viewer=viewer, profile="friend", name="A friend")
    Passed.objects.bulk_create(
        Passed(**{**values, "pk": None, "profile": "friend", "seconds": 60}) for values in viewer.passed.values()
    )
    now = serving(write(tmp_path / "shore", pages(First=series("first", "First"))))
    assert adopt(now) > 0
    assert set(viewer.passed.values_list("title", "profile", "seconds")) == {
        ("id:first", "", END), ("id:first", "friend", 60)
    }  # fmt: skip


# --- whose rows they are --------------------------------------------------------------------------------------------
def one(job: str = "a baker") -> dict[str, str]:
    return pages("one", First=series("first", "First", job=job), Pilot=series("pilot", "Pilot"))


OTHER = pages("other", Third=series("third", "Third"), Pilot=series("pilot", "Pilot"))


@pytest.mark.parametrize("turned", [False, True], ids=["the same order", "another order"])
@pytest.mark.parametrize("later", [False, True], ids=["at once", "one after the other"])
def test_rows_of_two_folders_of_one_name_go_to_the_universe_whose_titles_they_name(
    upgrade: Upgrade, tmp_path: Path, turned: bool, later: bool
) -> None:
    """In whatever order they were served then and are served now, and for the titles too that both have."""
    upgrade({
        "token": [row(title, 1, n, universe=universe) for universe, title, n in (
            ("shore", "First", 1), ("shore", "Pilot", 1), ("shore-2", "Third", 2), ("shore-2", "Pilot", 2),
        )]
    })  # fmt: skip
    folders = [write(tmp_path / "a" / "shore", one()), write(tmp_path / "b" / "shore", OTHER)]
    both = serving(*(folders[::-1] if turned else folders))
    if later and not turned:
        adopt(serving(folders[0]))
    adopt(both)
    texts = [text_of(browser(both), address) for address in ("shore", "shore-2")]
    assert texts == ["First 1x01, Pilot 1x01", "Pilot 1x02, Third 1x02"][:: -1 if turned else 1]


def test_rows_of_two_universes_under_one_address_go_to_each(upgrade: Upgrade, tmp_path: Path) -> None:
    """As they were left by serving two folders of one name in one order and then in the other."""
    rows = [row(title, 1, 1, universe=name) for title in ("First", "Third") for name in ("shore", "shore-2")]
    upgrade({"token": [*rows, row("Third", 1, 2)]})
    both = serving(write(tmp_path / "a" / "shore", one()), write(tmp_path / "b" / "shore", OTHER))
    adopt(both)
    assert [text_of(browser(both), address) for address in ("shore", "shore-2")] == ["First 1x01", "Third 1x01-1x02"]
    assert adopt(both) == 0


def test_where_titles_do_not_tell_the_address_does(upgrade: Upgrade, tmp_path: Path) -> None:
    upgrade({"token": [row("Pilot", 1, 1), row("Pilot", 1, 2, universe="shore-2")]})
    both = serving(write(tmp_path / "a" / "shore", one()), write(tmp_path / "b" / "shore", OTHER))
    adopt(both)
    assert [text_of(browser(both), address) for address in ("shore", "shore-2")] == ["Pilot 1x01", "Pilot 1x02"]


def test_where_neither_tells_rows_stay_as_they_are(upgrade: Upgrade, tmp_path: Path) -> None:
    folder = upgrade({"token": [row("Pilot", 1, 1, universe="shore-3")]})
    before = rows_of(folder)
    adopt(serving(write(tmp_path / "a" / "shore", one()), write(tmp_path / "b" / "shore", OTHER)))
    assert rows_of(folder) == before


def test_rows_of_a_universe_of_another_name_stay_as_they_are(upgrade: Upgrade, tmp_path: Path) -> None:
    folder = upgrade({"token": [row("First", 1, 1, universe=name) for name in ("beach", "shore-line", "shores")]})
    before = rows_of(folder)
    adopt(serving(write(tmp_path / "shore", TWO)))
    assert rows_of(folder) == before
    adopt(serving(write(tmp_path / "beach", TWO)))
    assert len(rows_of(folder) & before) == 2


@pytest.mark.parametrize(
    ("folder", "address"), [("Søren", "søren"), ("がく", "かく"), ("L'Été d'Ö", "lete-do"), ("api", "api-2")]
)
def test_a_folder_whose_name_is_another_in_addresses_now_keeps_its_rows(
    upgrade: Upgrade, tmp_path: Path, folder: str, address: str
) -> None:
    upgrade({"token": [row(title, 1, 1, universe=address) for title in ("First", "A title that is gone")]})
    server = serving(write(tmp_path / folder, TWO))
    adopt(server)
    (book,) = server.registry.universes
    assert text_of(browser(server), book.address) == "First 1x01"


# --- all or nothing, quickly, and at once -----------------------------------------------------------------------------
def test_a_crash_in_the_middle_changes_nothing(
    upgrade: Upgrade, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = upgrade({"token": BEFORE})
    before, server = rows_of(folder), serving(write(tmp_path / "shore", TWO))
    whole = adoption.moves

    def broken(*args: Any) -> Iterator[Any]:
        found = list(whole(*args))
        yield from found[:3]
        if connection.in_atomic_block:
            raise KeyboardInterrupt

    for statement in ("_MOVE", "_MOVED"):
        with monkeypatch.context() as patch:
            patch.setattr(adoption, statement, "no such statement")
            with pytest.raises(DatabaseError):
                adopt(server)
        assert rows_of(folder) == before
    with monkeypatch.context() as patch:
        patch.setattr(adoption, "moves", broken)
        with pytest.raises(KeyboardInterrupt):
            adopt(server)
    assert rows_of(folder) == before
    adopt(server)
    assert {found[1] for found in rows_of(folder)} == {"id:shore"}


def test_a_hundred_thousand_rows_take_no_more_statements_than_a_few(upgrade: Upgrade, tmp_path: Path) -> None:
    taken = []
    server = serving(write(tmp_path / "shore", TWO))
    for many in (1, 20_000):
        with CaptureQueriesContext(connection) as queries:
            folder = upgrade({
                f"token {n}": [row("First", 1, e) for e in (1, 2, 3)]
                + [row("Second (series)", 1, e, asked='"Second (2021)"') for e in (1, 2)]
                for n in range(many)
            })  # fmt: skip
            adopt(server)
        taken.append(len(queries))
        assert len(rows_of(folder)) == 5 * many
        assert {found[1:3] for found in rows_of(folder)} == {("id:shore", "id:first"), ("id:shore", "id:second")}
    assert taken[0] == taken[1]


TITLES = ["First", "Second (series)", "Gone", "Away"]
MARKS = st.builds(
    row, st.sampled_from(TITLES), st.just(1), st.integers(1, 3), st.sampled_from([60, 600, END]),
    st.sampled_from([None, "", '"First (2020)"', '"Second (2021)"', '"Away (2022)"', '"Gone"']),
)  # fmt: skip


@settings(max_examples=share(2, 40), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(MARKS, max_size=25, unique_by=lambda it: (it[1], it[2], it[3], it[5], it[6])), st.booleans())
def test_no_row_is_ever_lost_and_it_makes_no_odds_when_a_title_comes(
    upgrade: Upgrade, tmp_path: Path, rows: list[Row], at_once: bool
) -> None:
    folder = upgrade({"token": rows})
    there = TWO | {"titles/Away.md": series("away", "Away", 2022)}
    for files in [there] if at_once else [TWO, there]:
        adopt(serving(write(tmp_path / "shore", files)))
        assert len(rows_of(folder)) == len(rows)
    identity = {"First": "id:first", "Second (series)": "id:second", "Away": "id:away"}
    asked = {'"First (2020)"': "id:first", '"Second (2021)"': "id:second", '"Away (2022)"': "id:away"}
    assert rows_of(folder) == {
        (1, "id:shore", identity[title], season, number, seconds, told, asked.get(sake, sake)) if title in identity
        else (1, "at:shore", f"key:{title}", season, number, seconds, told, sake)
        for _, title, season, number, seconds, told, sake in rows
    }  # fmt: skip


def test_two_servers_that_start_at_once_on_old_data_both_come_up(tmp_path: Path, start: Any) -> None:
    viewers = {f"token {n}": BEFORE for n in range(2000)}
    folder = old_data(tmp_path / "data", viewers)
    homes = [write(tmp_path / place / "shore", TWO) for place in ("a", "b")]
    started = [start(home, wait=False) for home in homes]
    addresses = [address() for _, address in started]
    assert all(addresses)
    found = rows_of(folder)
    assert len(found) == len(BEFORE) * len(viewers)
    assert {it[1] for it in found} == {"id:shore"}


# --- namesakes --------------------------------------------------------------------------------------------------------
FILM = """---
kind: film
id: {id}
name: Bee
year: 2022
---
### Whole title
- [[Ann]] works as "a baker"
"""


def film(id_: str) -> str:
    """A film called Bee, of 2022; `id_` "" leaves it without one."""
    return FILM.format(id=id_).replace("id: \n", "")


STAND_IN = "film:2022:Bee"


def kept(universe: str) -> set[tuple[str, str]]:
    """Titles and those for whose sake they were told, of all rows of a universe."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT title, asked FROM passed WHERE universe = %s", [universe])
        return set(cursor.fetchall())


@pytest.mark.parametrize("restart", [False, True], ids=["while it is served", "at a start"])
@pytest.mark.parametrize(
    "after",
    [
        {"Other": film("bee")},
        {"Other": film("bee"), "More": series("", "More")},
        {"Bee (film)": film("bee")},
    ],
)  # fmt: skip
def test_marks_of_a_title_without_an_id_do_not_go_to_a_namesake_while_its_file_is_away(
    tmp_path: Path, restart: bool, after: dict[str, str]
) -> None:
    home, server = tmp_path / "shore", new_server()

    def serve(**titles: str) -> None:
        nonlocal server
        server = new_server() if restart else server
        server.registry.put(home, Universe(Compiler().compile(write(home, pages(tmp_path.name, **titles)))))
        adopt(server)

    serve(Bee=film(""), First=series("", "First"))
    client = visitor(server)
    client.post("/shore/progress/", {"text": "Bee, told First 1x01"})
    client.post("/shore/title/bee/told/", {"do": "tell"})
    before = kept(f"id:{tmp_path.name}")
    assert before >= {(STAND_IN, "")}
    serve(First=series("", "First"), **after)
    client.defaults[SERVER] = server  # type: ignore[assignment] # what WSGI hands over is not all text
    assert kept(f"id:{tmp_path.name}") == before
    assert "Bee" not in text_of(client, "shore")
    serve(Bee=film(""), First=series("", "First"))
    client.defaults[SERVER] = server  # type: ignore[assignment] # as above
    assert text_of(client, "shore").startswith("Bee")
    serve(Bee=film("one"), First=series("", "First"))
    assert (STAND_IN, "") not in kept(f"id:{tmp_path.name}")
    assert ("id:one", "") in kept(f"id:{tmp_path.name}")


def test_marks_do_not_go_to_a_namesake_that_takes_the_file_name_too(tmp_path: Path) -> None:
    home, server = tmp_path / "shore", new_server()
    for titles in ({"Bee": film("")}, {"Bee": film(""), "Other": film("bee")}, {"Bee": film("bee")}):
        server.registry.put(home, Universe(Compiler().compile(write(home, pages(tmp_path.name, **titles)))))
        adopt(server)
        if "Other" not in titles and STAND_IN not in {title for title, _ in kept(f"id:{tmp_path.name}")}:
            visitor(server).post("/shore/progress/", {"text": "Bee"})
    assert {title for title, _ in kept(f"id:{tmp_path.name}")} == {STAND_IN}


def test_an_id_that_is_written_while_nothing_is_served_takes_the_marks_over(tmp_path: Path) -> None:
    """The universe's id and the title's, in one edit; only the database knows what was served."""
    home = tmp_path / "shore"
    server = serving(write(home, pages("", Bee=film(""))))
    adopt(server)
    client = visitor(server)
    client.post("/shore/progress/", {"text": "Bee"})
    again = serving(write(home, pages(tmp_path.name, Bee=film("bee"))))
    assert adopt(again) == 1
    client.defaults[SERVER] = again  # type: ignore[assignment] # as above
    assert text_of(client, "shore") == "Bee"
    assert adopt(again) == 0


def test_an_id_and_another_file_name_in_one_edit_are_not_certain_and_there_is_a_way_out(tmp_path: Path) -> None:
    home, there = tmp_path / "shore", f"id:{tmp_path.name}"
    steps = [("Bee", ""), ("Moved", "bee"), ("Moved", ""), ("Moved", "bee")]
    found = [(0, STAND_IN), (0, STAND_IN), (0, STAND_IN), (1, "id:bee")]
    for n, ((key, id_), (moved, title)) in enumerate(zip(steps, found, strict=True)):
        server = serving(write(home, pages(tmp_path.name, **{key: film(id_)})))
        assert adopt(server) == moved
        if not n:
            visitor(server).post("/shore/progress/", {"text": "Bee"})
        assert {it for it, _ in kept(there)} == {title}


def test_a_file_may_be_renamed_while_a_title_has_no_id(tmp_path: Path) -> None:
    home, there = tmp_path / "shore", f"id:{tmp_path.name}"
    for n, (key, id_) in enumerate([("Bee", ""), ("Moved", ""), ("Moved", "bee"), ("Again", "bee")]):
        server = serving(write(home, pages(tmp_path.name, **{key: film(id_)})))
        adopt(server)
        if not n:
            visitor(server).post("/shore/progress/", {"text": "Bee"})
    assert {it for it, _ in kept(there)} == {"id:bee"}


# --- names ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('"Alpha (2015)"', "id:a"),
        ('"Alpha (2019)"', "id:b"),
        ('"Alpha"', ""),
        ('"Alpha (2001)"', ""),
        ('"Beta"', "id:c"),
        ('"Beta (1)"', "id:c"),
        ('"He said "no" (2017)"', "id:d"),
        ('"Once (1999) (2018)"', "id:e"),
        ('"Once (1999)"', "id:e"),
        ('""', ""),
        ('"', ""),
    ],
)
def test_a_title_is_found_by_what_progress_text_called_it(tmp_path: Path, text: str, found: str) -> None:
    titles = {"a": ("Alpha", 2015), "b": ("Alpha", 2019), "c": ("Beta", 2016), "d": ("'He said \"no\"'", 2017),
              "e": ("Once (1999)", 2018)}  # fmt: skip
    files = pages(**{key: series(key, name, year) for key, (name, year) in titles.items()})
    ledger = Compiler().compile(write(tmp_path, files)).ledger
    assert FormerTitles(ledger).called(text) == found
