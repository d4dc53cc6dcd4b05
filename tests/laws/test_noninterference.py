"""Law 1: change, add or remove what a viewer may not know, and every answer stays identical in every byte."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from intertwine.storyline.prove import processes
from intertwine.web.same_title import tags
from tests.laws import crowd, generate, scan, whole
from tests.laws.ask import Views, compiler, opened, progress
from tests.laws.generate import RICH
from tests.laws.law import (
    ANSWERS,
    NAMESAKES,
    Count,
    compare,
    compare_commands,
    compare_requests,
    difference,
    made,
    pairs_from,
    rich_pairs,
)
from tests.laws.model import Fact
from tests.laws.whole import Site, Topic, topic
from tests.long import LONG, one_in, share

PARTS = 6
"""Tests that share the work, so that it spreads over workers."""
BUNDLED = Path(__file__).parents[2] / "universes" / "marvel-netflix"
RANGE = 10_000_000
"""Seeds of one part."""


@pytest.mark.parametrize("part", range(PARTS))
def test_no_answer_depends_on_what_is_hidden(part: int, site: Site) -> None:
    count = Count()
    for seed, pair in pairs_from(part * RANGE + RICH * (part % 2)):
        found = compare(pair, site, count)
        assert found is None, f"seed {seed}: {found}"
        if count.answers >= ANSWERS / PARTS:
            break
    assert 2 * count.touching >= count.pairs, "too few pairs differ in something that touches what is asked"


@pytest.mark.parametrize("seed", [700_015, 900_000_023])
def test_pairs_that_once_told_something(seed: int, site: Site) -> None:
    """Namesakes told apart by their keys, and new names in the order of keys, in what was just learnt."""
    assert compare(made(seed), site, Count()) is None


@pytest.mark.parametrize("part", range(2))
def test_no_view_depends_on_what_is_hidden(part: int) -> None:
    """Views alone, which are quick: many more universes."""
    count = Count()
    for seed, pair in pairs_from((PARTS + part) * RANGE):
        found = compare(pair, None, count, ["views"])
        assert found is None, f"seed {seed}: {found}"
        if count.views >= ANSWERS / 10:
            break


@pytest.mark.parametrize("part", range(2))
def test_no_view_depends_on_a_double_a_frame_or_a_way_that_is_hidden(part: int) -> None:
    """With those above, 20,000 answers about universes that are rich in them."""
    count = Count()
    for seed, pair, ready in rich_pairs(part * RANGE):
        found = compare(pair, None, count, ["views" if count.pairs % 8 == 0 else "facts"], ready)
        assert found is None, f"seed {seed}: {found}"
        if count.views >= ANSWERS * 3.7:
            break
    assert 2 * count.touching >= count.pairs, "too few pairs differ in something that touches what is asked"


@pytest.mark.parametrize("layer", crowd.LAYERS)
def test_no_fewest_crossings_depend_on_what_is_hidden_or_on_who_asked_before(
    layer: str, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[str] = []
    started = processes._started

    def start(role: str, question: str) -> "subprocess.Popen[str]":
        begun.append(role)
        return started(role, question)

    monkeypatch.setattr(processes, "_started", start)
    count, pairs = Count(), max(1, ANSWERS // 20_000)
    for seed in range(pairs):
        found = crowd.compare_crowds(crowd.crowds(seed), layer, site, count)
        assert found is None, f"seed {seed}: {found}"
    assert begun.count("prove") >= 3 * pairs, "too few of these maps were searched for"


@pytest.mark.parametrize("seed", one_in(3, range(3), 2))
def test_no_answer_about_the_bundled_universe_depends_on_what_is_hidden(seed: int, site: Site) -> None:
    it = scan.scan(scan.read(BUNDLED))
    trek = scan.trek(it, seed)
    files, touched = scan.changed(it, trek, seed)
    left, right = opened(it.files, compiler()), opened(files, compiler())
    at = progress(trek)
    one, other = (dict(Views(universe.seen(at), numbers=True).answers()) for universe in (left, right))
    for question in {**one, **other}:
        a, b = one.get(question, "(nothing)"), other.get(question, "(nothing)")
        assert a == b, difference(question, a, b)
    names = tuple(key.partition(" (")[0] for key in sorted(touched))[:8]
    forms = {
        key: whole.form_tags(info, "series" if (1, 1) in info.places else "film") for key, info in it.titles.items()
    }
    asked = Topic(
        names, tuple(it.titles.values()), scan.trek_text(it.titles, trek), trek.passed, f"bundled {seed}", forms
    )
    found = compare_commands(asked, left, right, Count(), asks=share(2, 30))
    found = found or compare_requests(asked, left, right, site, Count(), asks=share(2, 20))
    assert found is None, found


@pytest.mark.parametrize("part", one_in(5, range(5), 1))
def test_processes_from_the_shell_answer_alike(part: int, tmp_path: Path) -> None:
    """Real processes: five to each universe of a pair, of five pairs; of one in an ordinary run."""
    pair = made(part * 7 + 1)
    answers: list[list[tuple[int, bytes, bytes]]] = []
    for side, files in (("one", pair.left), ("other", pair.right)):
        folder = write(files, tmp_path / side / "stories")
        environment = {**os.environ, "INTERTWINE_CACHE": str(tmp_path / "cache"), "PYTHONHASHSEED": "random"}
        answers.append([])
        for argv in whole.commands(topic(pair), 5)[-5:]:
            done = subprocess.run(
                [sys.executable, "-m", "intertwine", *argv, "--universe", "stories"],
                cwd=folder.parent, env=environment, capture_output=True, check=False, timeout=60,
            )  # fmt: skip
            answers[-1].append((done.returncode, done.stdout, done.stderr))
    assert answers[0] == answers[1]


def write(files: dict[str, str], folder: Path) -> Path:
    """A universe's folder on disk."""
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def test_the_generator_uses_every_kind_of_verb_and_every_sort_of_statement() -> None:
    kind_of = {word.id: word.kind for word in generate.words()}
    assert {kind_of[fact.verb] for seed in range(120) for fact in facts(seed)} == set(kind_of.values())
    many = [fact for seed in range(40) for fact in facts(seed)]
    for sort in (
        "also",
        "needs",
        "true",
        "purposes",
        "source",
        "disproves",
        "lead",
        "ref",
        "place",
        "recipient",
        "places",
        "block",
    ):
        assert any(getattr(fact, sort) for fact in many), sort
    rich = [fact for seed in range(RICH, RICH + 20) for fact in facts(seed)]
    for sort in ("notes", "doubles", "frames"):
        assert any(getattr(fact, sort) for fact in rich), sort
    doubles = [(fact, double) for fact in rich for double in fact.doubles]
    assert {(it.who in fact.people, it.seems in fact.people) for fact, it in doubles} == {
        (True, False),
        (False, True),
        (True, True),
        (False, False),  # in its words alone
    }
    assert any(fact.whom in (it.who, it.seems) for fact, it in doubles)
    assert any("until" in fact.text() and "taken for: as" in fact.text() for fact in rich)


def test_forms_hold_the_tags_of_the_titles_that_they_are_about() -> None:
    found = total = 0
    for seed in range(6):
        world = generate.make(seed)
        view = opened(world.text()).seen("everything")
        real = set(tags(view).values())
        kinds = {page.key: page.kind for page in world.pages if page.key in world.titles}
        found += sum(bool(real & set(whole.form_tags(info, kinds[key]))) for key, info in world.titles.items())
        total += len(world.titles)
    assert found > total * 0.9


def facts(seed: int) -> Iterator[Fact]:
    """The facts of a generated universe."""
    for place in generate.make(seed).where():
        if isinstance(place.item, Fact):
            yield place.item


def test_the_generator_writes_what_the_parser_understands() -> None:
    """Its only problems are the stamps that it breaks on purpose, and that a fact names both of two of whom its heading
    says that one is taken for the other."""
    seeds = (*range(40), *range(RICH, RICH + 20))
    problems = {problem.code for seed in seeds for problem in opened(generate.make(seed).text()).problems}
    assert problems <= {"unknown-position", "season-incomplete", "season-announced", "taken-for-both"}
    worlds = [generate.make(seed) for seed in range(40)]
    places = [place for world in worlds for info in world.titles.values() for place in info.places.items()]
    assert any(season == 0 < number and day for (season, number), day in places), "a dated special"
    assert any(season == 0 < number and not day for (season, number), day in places), "an undated special"
    assert any(season and not day for (season, _), day in places), "an undated episode"
    entries = [
        entry for world in worlds for page in world.pages if page.kind in generate.ENTITIES for entry in page.entries
    ]
    assert any(entry.field == "revealed" for entry in entries), "an entity that is stamped as a whole"


EVERY_SORT = {
    "remove_item", "change_item", "add_item", "add_alternative", "change_alternative", "change_heading_alternative",
    "add_entry", "change_entry", "remove_entry", "rename_installment", "add_entity", "remove_entity", "add_title",
    "change_title", "remove_title", "add_cast", "drop_cast", "add_section", "add_verb", "give_key", "add_identity",
    "add_disproof", "change_scene", "change_entity_stamp", "add_namesake", "add_crowd",
    "add_claimed", "add_double", "change_double", "remove_double", "add_frame", "change_frame", "remove_frame",
    "change_note", "add_tie", "relate", "unrelate", "step", "restep",
}  # fmt: skip


def test_the_mutator_makes_every_sort_of_change() -> None:
    kinds = set[str]()
    for seed in (*range(RICH, RICH + 40), *range(420)):
        kinds.update(made(seed).change.kinds)
        if kinds == EVERY_SORT and not LONG:
            break
    assert kinds == EVERY_SORT


def test_many_pairs_have_a_secret_namesake_and_type_its_name_first() -> None:
    """Not so rarely that a leak through what people type would be missed."""
    like = same = 0
    for seed in range(0, 20 * NAMESAKES, NAMESAKES):
        pair = made(seed)
        it = topic(pair)
        added = [info for info in it.near[:1] if info.key not in pair.world.titles]
        like += len(added)
        same += any(info.name == other.name for info in added for other in pair.world.titles.values())
        for info in added:
            commands, (request, *_) = whole.commands(it, 1)[: 11 + len(it.typed)], whole.requests(it, 1)
            assert any(f" {info.name}" in argv[2] or f'"{info.name}"' in argv[2] for argv in commands)
            assert request[1].endswith("/progress/")
    assert like >= 12
    assert same >= 3


def test_the_naive_reference_stays_small() -> None:
    text = (Path(__file__).parent / "naive.py").read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 60
    assert "intertwine" not in text
