"""Values can hold anything: they come back as they are, or their row is told. None of them becomes text of its own."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from intertwine.imports.pages.page_text import folded, free_key, key_part, scalar
from intertwine.imports.rows.cells import with_curly_quotes
from intertwine.imports.table import ImportReport, import_table
from tests.imports.tables import SMALL, pages, statements, told, write

NASTY = [
    'She said "no"', "back\\slash", "line\nbreak", "line\r\nbreak", "a\n---\nkind: film", "\n# Heading\n", "---", "# x",
    "### Public", "- [[Ana Reis]] dies", "[[Ana Reis]]", "[[", "]]", "half [[ a", "a]] half", "[x](y)", "<!-- x", "-->",
    "%% x %%", "100%%", "5% %", "x[^1]", "[^1]: x", "x ^[y]", "x ^[y", "[^1", "x #tag", "#tag", "#1 fan", "##x",
    "#1. x", "needs: S 1x03", "p. 3, needs: S 1x03", "also known: x", "![[x]]", "revealed", "Season 1",
    "<script>", "```", "~~~", "> note", "^block", "x ^block", "a: b", "a #b", "{x: y}", "[a, b]", "&a",
    "*a", "!t", "%d", "@x", "`x`", "|", "yes", "null", "~", "2015", "1:30", "0:41:10", "1:02:03 x", "'", "''", '"',
    "“x”", "tab\tbed",
    "\u2028sep\u2029", "\u0085nel", "\ufeffbom", "\u202eltr", "zero\u200bwidth", "\u0000", "\u0007", "é", "é", "名前",
    "(12 min)", "x (12 min)", "x (2015-01-01)", "x (Part 1)", "x (52 mn)", "12.", "1. x", "x #", "x ##", "  x  y  ",
    "and", "at [[x]]", "source: x", "a|b", "a;b", "+", ".", "..", "...", "../../x", "C:\\x", "nul", "CON.txt",
    "a" * 5000, "x.", "x ", "_x", ".x", "README", "universe", "\U0001f600", "x\u0300" * 200,
]  # fmt: skip


def _csv(*rows: tuple[str, ...]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(rows)
    return out.getvalue()


def _import(tmp_path: Path, value: str) -> tuple[ImportReport, Path]:
    """`value` everywhere a value can stand."""
    tables = {
        "titles.csv": _csv(("id", "name", "kind"), ("t", value, "series"), ("f", "Film", "film")),
        "installments.csv": _csv(
            ("id", "title", "season", "number", "name", "date", "minutes"),
            ("i", "t", "1", "1", "Good", "", ""),
            ("j", "t", "1", "2", value, "", ""), ("k", "t", "1", "3", value, "2015-01-01", "~52"), ("f", "f"),
        ),
        "entities.csv": _csv(
            ("id", "kind", "name", "revealed"),
            ("a", "character", value, ""), ("b", "character", value, "f"), ("c", "place", "Good", ""),
            (value, "object", "Thing", ""),
        ),
        "scenes.csv": _csv(("installment", "place", "people"), ("f", "c", ""), (value, "", ""), ("f", value, value)),
        "facts.csv": _csv(
            ("id", "subject", "verb", "object", "place", "text", "revealed", "source"),
            (value, "f", "is set in", "c", "", "", "public", ""),
            ("", "f", "is set in", "c", "", value, "public", ""),
            ("", "f", "is set in", "c", "", "", "f", value),
            ("", "f", value, "c", "", "", value, ""),
        ),
    }  # fmt: skip
    return import_table(write(tmp_path / "source", tables), tmp_path / "universe"), tmp_path / "universe"


@pytest.mark.parametrize("value", NASTY, ids=lambda value: ascii(value)[:30])
def test_a_hostile_value_comes_back_or_its_row_is_told(tmp_path: Path, value: str) -> None:
    """Every page parses clean, in `fmt` form, and holds nothing that no row says."""
    _hold(tmp_path, value)


@given(st.text(st.sampled_from("ab1 \"'[]()#^|-:;<>!`~*_\\\n\t\r{}&%@,.?/+=“é\u2028\ufeff\u0000\u200b"), max_size=12))
def test_any_value_comes_back_or_its_row_is_told(tmp_path_factory: pytest.TempPathFactory, value: str) -> None:
    """The same for what nobody thought of."""
    _hold(tmp_path_factory.mktemp("any"), value)


def _hold(tmp_path: Path, value: str) -> None:
    report, folder = _import(tmp_path, value)
    told_rows = {(problem.file, problem.line) for problem in report.problems}
    folded_value = " ".join(value.split())
    found = pages(folder)  # parses clean
    names = [page.name or page.statements[0].text for page in found.values() if page.kind in ("series", "character")]
    expected = [folded_value] * sum((file, line) not in told_rows for file, line in _lines(report, "name", value))
    assert sorted(names) == sorted(expected)
    episodes = [it for page in found.values() for it in page.installments if it.season]
    assert all(it.name in ("Good", "", folded_value) for it in episodes)
    assert all(
        (it.date is not None) == (it.number == 3) and it.minutes == (52 if it.number == 3 else 0) for it in episodes
    )
    facts = statements(folder)
    assert len(facts) == report.counts["facts"] + report.counts["scenes"]
    assert {fact.text for fact in facts} <= {"", folded_value, with_curly_quotes(folded_value)}
    assert {alternative.source for fact in facts for alternative in fact.alternatives} <= {"", folded_value}
    assert {link.key for fact in facts for link in fact.text_links} == set()
    assert all(len(path.name.encode()) <= 255 for path in folder.rglob("*"))


def _lines(report: ImportReport, column: str, value: str) -> list[tuple[str, int]]:
    """Where the three names stand: titles.csv line 2, and entities.csv lines 2 and 3, counted in lines of the file."""
    assert column == "name"
    breaks = len(io.StringIO(value, newline=None).read().split("\n")) - 1
    return [("titles.csv", 2), ("entities.csv", 2), ("entities.csv", 3 + breaks)]


@given(st.text())
def test_a_scalar_is_read_back_as_it_was(value: str) -> None:
    """By YAML itself, on one line, inside of braces and outside."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return
    assert "\n" not in scalar(value)
    assert yaml.safe_load(f"name: {scalar(value)}") == {"name": value}
    assert yaml.safe_load(f"- {{name: {scalar(value)}, x: y}}") == [{"name": value, "x": "y"}]


@given(st.lists(st.text(max_size=300), max_size=8))
def test_keys_are_file_names_on_every_system(names: list[str]) -> None:
    """Different for each, whatever the case, and free of all that a link or a file system would trip over."""
    taken: set[str] = set()
    for number, name in enumerate([*names, *names]):
        key = free_key(name, f"id{number}", taken)
        assert folded(key) not in taken
        assert key == key.strip(". ") == " ".join(key.split())
        assert not set(key) & set('/\\:*?"<>|#^[]')
        assert key.isprintable() or not any(c < " " for c in key)
        assert not key.startswith(("_", "."))
        assert 0 < len(key.encode()) < 251
        taken.add(folded(key))


@pytest.mark.parametrize(("name", "key"), [
    ("Jessica Jones", "Jessica Jones"), ("Whore #1", "Whore 1"), ("AC/DC", "AC DC"), ("CON", "CON (7)"),
    ("nul.txt", "nul.txt (7)"), ("Mr.", "Mr"), ("_x", "x"), ("???", "page 7"), ("", "page 7"), ("é", "é"),
])  # fmt: skip
def test_a_key_is_made_from_the_name(name: str, key: str) -> None:
    """With the id behind it where the name alone cannot be a file's."""
    assert free_key(name, "7", set()) == key
    assert key_part("a\u0000b\u202ec") == "abc"


def test_names_that_differ_in_case_or_form_only_get_different_files(tmp_path: Path) -> None:
    """As on systems that see no difference."""
    entities = SMALL["entities.csv"] + "x,character,ANA REIS,\ny,character,José,\nz,character,José,\n"
    report = import_table(write(tmp_path / "s", entities=entities), tmp_path / "u")
    assert told(report.problems) == []
    made = [folded(page.key) for page in pages(tmp_path / "u").values()]
    assert len(set(made)) == len(made) == 11
