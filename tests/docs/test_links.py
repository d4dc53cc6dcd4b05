"""Every link between pages of the docs leads somewhere: the file is there, and so is the heading."""

from __future__ import annotations

import pkgutil
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PARTS = ("src", "tests", "scripts", "benchmarks")
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]


def anchors(page: Path) -> set[str]:
    """The addresses of a page's headings, as a Git host makes them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=[path.relative_to(ROOT).as_posix() for path in PAGES])
def test_every_link_leads_somewhere(page: Path) -> None:
    text = re.sub(r"^```.*?^```$|`[^`\n]+`", "", page.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    for path, anchor in re.findall(r"\]\((?!https?:)([^)#\s]*)(?:#([^)]*))?\)", text):
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), path
        assert not anchor or anchor in anchors(target), f"{path}#{anchor}"


def test_every_page_is_reached_from_the_first() -> None:
    start = ROOT / "docs" / "README.md"
    linked = {(start.parent / path).resolve() for path in re.findall(r"\]\(([^)#]+\.md)", start.read_text("utf-8"))}
    assert [page.name for page in (ROOT / "docs").glob("*.md") if page not in {*linked, start}] == []


def test_every_file_that_is_named_is_there() -> None:
    """A module or script in code marks: by its path, or by the end of its path."""
    files = [f"/{path.relative_to(ROOT).as_posix()}" for part in PARTS for path in (ROOT / part).rglob("*.*")]
    named = {
        (page.name, name) for page in PAGES for name in re.findall(r"`([\w/]+\.(?:py|js))`", page.read_text("utf-8"))
    }
    assert [it for it in sorted(named) if not any(file.endswith(f"/{it[1]}") for file in files)] == []


def test_every_name_of_the_library_is_there() -> None:
    """A dotted name in code marks, such as `intertwine.questions.NotThere`."""
    named = {name for page in PAGES for name in re.findall(r"`(intertwine(?:\.\w+)+)", page.read_text("utf-8"))}
    assert named
    for name in sorted(named):
        assert pkgutil.resolve_name(name), name
