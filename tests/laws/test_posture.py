"""Law 1 modulo the posture: what a viewer does not want to be shown is as hidden as what they may not know."""

from __future__ import annotations

import re
from itertools import islice
from pathlib import Path
from urllib.parse import urlencode

import pytest

from intertwine.cli.errors import MISUSED
from intertwine.gate.universe import Universe
from intertwine.model.posture import Posture
from intertwine.model.progress import NOTHING
from tests.cli.stories import say
from tests.laws.ask import Views, opened, progress
from tests.laws.generate import make
from tests.laws.law import both, difference, pairs_from
from tests.laws.whole import Site
from tests.long import share

POSTURES = (
    Posture("none"),
    Posture("none", pictures=False, lengths=False, cast=False),
    Posture(lengths=False),
    Posture(cast=False),
    Posture(pictures=False),
)
RANGE = 70_000_000


def difference_of(left: Universe, right: Universe, at: object, posture: Posture, *, numbers: bool) -> str | None:
    """The first answer of two views that differs, maps aside."""
    assert isinstance(at, type(NOTHING))
    views = (Views(it.seen(at, posture), numbers=numbers).answers(maps=False) for it in (left, right))
    for mine, theirs in zip(*views, strict=True):
        if mine != theirs:
            return difference(f"{mine[0]} / {theirs[0]}", mine[1], theirs[1])
    return None


def test_no_view_of_any_posture_depends_on_what_is_hidden() -> None:
    for seed, pair in islice(pairs_from(RANGE), share(12, 400)):
        left, right = map(Universe, both(pair))
        for posture in POSTURES:
            found = difference_of(left, right, progress(pair.trek), posture, numbers=not pair.change.keys)
            assert found is None, f"seed {seed}, {posture}: {found}\n  changed: {pair.change.kinds}"


def test_no_posture_shows_more_of_the_story() -> None:
    """A posture takes public statements away and adds none: what was passed is the same for all."""
    for seed, pair in islice(pairs_from(RANGE), share(12, 200)):
        universe, at = opened(pair.left), progress(pair.trek)
        usual = universe.seen(at)
        for posture in (*POSTURES, Posture("all")):
            view = universe.seen(at, posture)
            passed = [[it.words(f) for f in it.facts.of() if f.where and f.verb.evidence] for it in (usual, view)]
            assert set(passed[1]) <= set(passed[0]), seed
            if posture.cast and posture.pictures and posture.lengths:
                assert [view.words(it) for it in view.facts.of()] == [usual.words(it) for it in usual.facts.of()], seed


def test_lengths_that_are_not_wanted_are_in_no_view() -> None:
    """Of somebody who has begun nothing: all lengths are changed."""
    compared = 0
    for seed in range(RANGE, RANGE + share(20, 400)):
        files = make(seed).text()
        other = {path: re.sub(r"~[0-9]+ (min|words)", r"~777 \1", text) for path, text in files.items()}
        other = {path: re.sub(r"(?m)^minutes: ~?[0-9]+", "minutes: 78", text) for path, text in other.items()}
        compared += other != files
        found = difference_of(opened(files), opened(other), NOTHING, Posture(lengths=False), numbers=True)
        assert found is None, f"seed {seed}: {found}"
    assert compared > 5


# --- on the site ----------------------------------------------------------------------------------------------------
QUAY = {
    "universe.md": "---\nkind: universe\nname: The Quay\n---\n",
    "titles/Gull.md": """---
kind: series
name: Gull
id: gull
images:
  - {file: a.png, alt: A gull, revealed: public}
cast:
  - "[[Ada Actor]] as [[Anna]] (public role)"
---
## Season 1 (2020-01-01, 3 episodes, ~33 min each)
### 1. Opening (30 min)
- [[Anna]] meets [[Bert]]
### 2. Middle (31 min)
### 3. Close (~32 min)
""",
    "titles/Heron.md": """---
kind: film
name: Heron
id: heron
released: 2021-01-01
minutes: 97
cuts: {Long: 120}
---
### Public
- [[Heron]] picks up [[Gull]]
""",
    **{f"people/{name}.md": "---\nkind: character\n---\n" for name in ("Anna", "Bert")},
    "people/Ada Actor.md": "---\nkind: person\n---\n",
}
CHANGES = {
    "names of all unseen": ("titles/Gull.md", "### 2. Middle", "### 2. A death"),
    "the last name": ("titles/Gull.md", "### 3. Close", "### 3. A wedding"),
    "a length": ("titles/Gull.md", "(31 min)", "(310 min)"),
    "what an episode takes": ("titles/Gull.md", "~33 min each", "~330 min each"),
    "a film's length": ("titles/Heron.md", "minutes: 97\ncuts: {Long: 120}\n", ""),
    "cast": ("titles/Heron.md", "minutes: 97\n", 'minutes: 97\ncast:\n  - "[[Bo Actor]] as [[Bert]] (public role)"\n'),
    "a picture": (
        "titles/Heron.md", "minutes: 97\n", "minutes: 97\nimages:\n  - {file: b.png, alt: H, revealed: public}\n"
    ),
}  # fmt: skip
PAGES = (
    "/", "/{u}/", "/{u}/who/", "/{u}/progress/", "/{u}/shown/", "/{u}/search/?q=actor", "/{u}/title/gull/",
    "/{u}/title/heron/", "/{u}/title/gull/1x01/", "/{u}/title/gull/1x02/", "/{u}/title/gull/told/",
    "/{u}/title/heron/told/", "/{u}/title/heron/before/told/",
    "/{u}/title/heron/before/", "/{u}/title/heron/before/?hours=1", "/{u}/title/heron/before/plan.md", "/{u}/map/",
    "/{u}/who/bo-actor/", "/{u}/who/anna/", "/{u}/who/anna/known/gull-1/",
    "/{u}/who/?by=title", "/{u}/image/title/heron/1", "/{u}/image/title/gull/1", "/api/{u}/title/gull",
    "/api/{u}/title/heron", "/api/{u}/who/ada-actor", "/api/{u}/plan/heron", "/api/{u}/map", "/api/{u}/search?q=bo",
)  # fmt: skip


def answers(site: Site, files: dict[str, str]) -> list[str]:
    """All pages of somebody who has seen one episode, and who wants to be shown as little as can be."""
    site.open(opened(files))
    u = site.folder.name
    sent = [
        site.ask("POST", f"/{u}/progress/", urlencode({"text": "Gull 1x01"})),
        site.ask("POST", f"/{u}/shown/", urlencode({"names": "none", "order": "release"})),
        site.ask("POST", f"/{u}/skip/", urlencode({"installment": "gull 1x02", "do": "skip"})),
    ]
    return [*sent, *(site.ask("GET", page.format(u=u)) for page in PAGES)]


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_not_wanted_changes_no_byte_of_the_site(change: str, site: Site) -> None:
    path, old, new = CHANGES[change]
    assert old in QUAY[path]
    more = {"people/Bo Actor.md": "---\nkind: person\n---\n"} if change == "cast" else {}
    other = QUAY | more | {path: QUAY[path].replace(old, new)}
    for mine, theirs, page in zip(answers(site, QUAY), answers(site, other), ("", "", "", *PAGES), strict=True):
        assert mine == theirs, difference(page, mine, theirs)


COMMANDS = (
    ("titles",), ("title", "Gull"), ("title", "Heron"), ("search", "actor"), ("who", "Ada Actor"), ("who", "Bo Actor"),
    ("timeline",), ("map",), ("plan", "Heron"), ("plan", "Heron", "--hours", "1"), ("recap", "Gull 1x02"),
)  # fmt: skip
LEAST = ("--names-of", "none", "--hide", "pictures", "--hide", "lengths", "--hide", "cast", "--skip", "Gull 1x02")


def said(folder: Path, *options: str) -> list[tuple[int, str, str]]:
    """What the command line says to somebody who has seen one episode."""
    its = ("--universe", str(folder), "--seen", "Gull 1x01", *options)
    asked = (say(*words, *its, *form) for words in COMMANDS for form in ((), ("--json",)))
    return [(it.code, it.out, it.err) for it in asked]


def written(folder: Path, files: dict[str, str]) -> Path:
    """The folder with these files."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_not_wanted_changes_no_byte_of_the_command_line(change: str, tmp_path: Path) -> None:
    path, old, new = CHANGES[change]
    more = {"people/Bo Actor.md": "---\nkind: person\n---\n"} if change == "cast" else {}
    other = QUAY | more | {path: QUAY[path].replace(old, new)}
    one, two = (said(written(tmp_path / name, files), *LEAST) for name, files in (("one", QUAY), ("two", other)))
    assert one == two
    assert any("Opening" in out for _, out, _ in one), "the one that was seen has its name"


def test_the_command_line_shows_what_is_wanted(tmp_path: Path) -> None:
    folder = written(tmp_path / "quay", QUAY)
    everything, usual = ("".join(out for _, out, _ in said(folder, *its)) for its in (("--names-of", "all"), ()))
    assert all(word in everything for word in ("Opening", "Middle", "Close", "2020-01-01  31", "Ada Actor"))
    assert ("Middle" in usual, "Close" in usual) == (True, False)
    skipped = say("title", "Gull", "--universe", str(folder), "--seen", "Gull 1x01", "--skip", "Gull 1x02")
    assert ("Middle" in skipped.out, "Close" in skipped.out) == (False, True)
    for wrong in (("--next-in", "Nowhere"), ("--skip", "Nowhere"), ("--names-of", "some"), ("--hide", "plot")):
        assert say("titles", "--universe", str(folder), *wrong).code == MISUSED, wrong


def test_what_is_wanted_is_shown(site: Site) -> None:
    """Else the law above would hold of a site that shows nothing at all."""
    site.open(opened(QUAY))
    u = site.folder.name
    site.ask("POST", f"/{u}/shown/", urlencode({"names": "all", "pictures": "yes", "lengths": "yes", "cast": "yes"}))
    page = site.ask("GET", f"/{u}/title/gull/")
    for word in ("Opening", "Middle", "Close", "31 min", "Ada Actor"):
        assert word in page, word
