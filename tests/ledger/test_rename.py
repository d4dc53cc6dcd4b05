"""Renaming a page: the ledger is the same but for its name; a crash leaves the old files or what leads to the new."""

from contextlib import suppress
from pathlib import Path
from random import Random
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intertwine.ledger.compile import Compiler
from intertwine.ledger.read.folder import Folder, SourceFile, read_folder
from intertwine.ledger.rename import CannotRenameError, renaming
from intertwine.ledger.store.columns import Ledger
from intertwine.ledger.swap import finish, is_cut_off, swap
from tests.laws.generate import make
from tests.worlds import UNIVERSE, pages

STORY = """
    === titles/Harbour (series).md
    ---
    kind: series
    ---
    # Harbour (series)
    ## Season 1 (2020-01-01, 2 episodes)
    ### 1. Fog
    - [[Ada]] meets [[Bruno]] ^meeting
    ### 2. Sun
    [[ada|The pilot]] waits for [[people/Bruno#Notes]].
    - [[Ada]] learns ^meeting
      - because: [[Bruno.md|he]] told her
    === titles/Harbour S2.md
    ---
    kind: season
    of: Harbour (series)
    ---
    ## Season 2 (2021-01-01, 1 episode)
    ### 1. Rain
    - [[Bruno]] meets [[Cleo]]
    === people/Ada.md
    ---
    kind: character
    ---
    # Ada
    ### Harbour 1x01 + Harbour (series) 2x01
    Ada flies.
    === people/Bruno.md
    ---
    kind: character
    names:
      - {name: Bruno, revealed: Harbour 1x02}
    ---
    === people/Cleo.md
    ---
    kind: character
    ---
    === Order.md
    ---
    kind: order
    ---
    - Harbour S2
    - Harbour S1
"""


def folder_of(files: dict[str, str]) -> Folder:
    whole = files if "universe.md" in files else {"universe.md": UNIVERSE, **files}
    return Folder(Path("world"), tuple(SourceFile(*it) for it in sorted(whole.items())), None, ())


def after(folder: Folder, old: str, new: str) -> dict[str, str]:
    it = renaming(folder, old, new)
    return {file.path: file.text for file in folder.files if file.path != it.old_path} | dict(it.texts)


def said(ledger: Ledger, instead: dict[str, str]) -> list[tuple[object, ...]]:
    """Every row in words: where it stands, whom it names, what it says, and when it is known."""
    words, names = ledger.strings.all(), [it.role in ("name", "title name") for it in ledger.vocabulary.verbs]
    keys = [*(instead.get(words[n], words[n]) for n in ledger.entities.key.tolist()), ""]
    rows, lines, stamps, listing = ledger.rows, ledger.lines, ledger.stamps, ledger.installments
    installments = [
        f"{keys[title]} {season}x{number}"
        for title, season, number in zip(
            listing.title.tolist(), listing.season.tolist(), listing.number.tolist(), strict=True
        )
    ] + ["-"]
    found: list[tuple[object, ...]] = []
    for row, line in enumerate(rows.line.tolist()):
        first, last = lines.alternative_start[line], lines.alternative_start[line + 1]
        ways = [
            tuple(sorted(
                (installments[stamps.installment[it]], int(stamps.seconds[it]))
                for it in stamps.needs[stamps.start[way] : stamps.start[way + 1]]
            ))
            for way in lines.alternatives[first:last].tolist()
        ]  # fmt: skip
        ends = tuple(keys[int(column[row])] for column in (rows.subject, rows.object, rows.place, rows.recipient))
        text = "" if names[int(rows.verb[row])] else words[int(rows.text[row])]
        found.append((int(lines.number[line]), int(rows.verb[row]), ends, text, tuple(sorted(ways))))
    return sorted(found, key=repr)


@pytest.mark.parametrize(
    ("old", "new"),
    [("Ada", "Zoe"), ("Bruno", "Aldo Mann"), ("Harbour (series)", "The Quay (series)"), ("Cleo", "cleo")],
)
def test_the_ledger_is_the_same_but_for_the_name(old: str, new: str) -> None:
    folder = folder_of(pages(STORY))
    before = Compiler().compile_text(folder)
    now = Compiler().compile_text(folder_of(after(folder, old, new)))
    assert said(now.ledger, {}) == said(before.ledger, {old: new})
    assert [it.code for it in now.problems] == [it.code for it in before.problems]


@given(seed=st.integers(0, 10_000))
def test_any_page_of_any_world_can_be_renamed_and_renamed_back(seed: int) -> None:
    folder, random = folder_of(make(seed).text()), Random(seed)
    compiler = Compiler()
    before = compiler.compile_text(folder)
    words = before.ledger.strings.all()
    old = random.choice([words[n] for n in before.ledger.entities.key.tolist()])
    _, bracket, rest = old.partition(" (")
    new = random.choice(["Aaronsson", "Qxj Vale", "Zzyzx"]) + bracket + rest
    changed = folder_of(after(folder, old, new))
    now = compiler.compile_text(changed)
    assert said(now.ledger, {}) == said(before.ledger, {old: new})
    assert after(changed, new, old) == {it.path: it.text for it in folder.files}


def test_links_keep_what_they_show_and_where_they_lead() -> None:
    files = after(folder_of(pages(STORY)), "Ada", "Zoe")
    assert "[[Zoe|The pilot]] waits for" in files["titles/Harbour (series).md"]
    files = after(folder_of(pages(STORY)), "Bruno", "Max")
    assert "waits for [[people/Max#Notes]]." in files["titles/Harbour (series).md"]
    assert "[[Max.md|he]] told her" in files["titles/Harbour (series).md"]


def test_stamps_orders_and_seasons_follow_a_title() -> None:
    files = after(folder_of(pages(STORY)), "Harbour (series)", "Quay (series)")
    assert "### Quay 1x01 + Quay (series) 2x01" in files["people/Ada.md"]
    assert "revealed: Quay 1x02" in files["people/Bruno.md"]
    assert "of: Quay (series)" in files["titles/Harbour S2.md"]
    assert "- Quay S2\n- Quay S1" in files["Order.md"]
    assert "# Quay (series)\n" in files["titles/Quay (series).md"]


def test_a_name_that_reads_like_a_place_is_linked_in_stamps() -> None:
    story = STORY.replace("revealed: Harbour 1x02", 'revealed: "Harbour 1x02"')
    files = after(folder_of(pages(story)), "Harbour (series)", "Quay + Sea (series)")
    assert "### [[Quay + Sea (series)]] 1x01 +" in files["people/Ada.md"]


def test_plain_words_stay() -> None:
    assert "\nAda flies.\n" in after(folder_of(pages(STORY)), "Ada", "Zoe")["people/Zoe.md"]


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("Ada", "bruno", '"bruno" is already the name of people/Bruno.md'),
        ("Ada", "harbour s2", '"harbour s2" is already the name of titles/Harbour S2.md'),
        ("Ada", "Universe", '"Universe" is reserved: it cannot be the name of a page'),
        ("Ada", "A|B", '"A|B" cannot be the name of a page'),
        ("Ada", "", '"" cannot be the name of a page'),
        ("Ada", "Ada", 'the page is called "Ada" already'),
        ("Order", "Zoe", 'no person, title, place or other page is called "Order"'),
    ],
)
def test_what_cannot_be_is_refused(old: str, new: str, why: str) -> None:
    with pytest.raises(CannotRenameError) as refused:
        renaming(folder_of(pages(STORY)), old, new)
    assert str(refused.value) == why


def test_a_name_that_something_links_already_is_refused() -> None:
    folder = folder_of(pages(STORY.replace("[[Cleo]]", "[[Zoe]]")))
    with pytest.raises(CannotRenameError, match="would not say the same"):
        renaming(folder, "Ada", "Zoe")


def test_a_folder_that_cannot_be_read_whole_is_refused(tmp_path: Path) -> None:
    for path, text in {"universe.md": UNIVERSE, "Ada.md": "---\nkind: character\n---\n"}.items():
        (tmp_path / path).write_text(text, encoding="utf-8")
    (tmp_path / "Bruno.md").write_bytes(b"\xff")
    with pytest.raises(CannotRenameError, match="not all files can be read"):
        renaming(read_folder(tmp_path), "Ada", "Zoe")


def test_settings_follow() -> None:
    settings = (
        '[[exception]]\ncode = "dead-acts"\nfiles = "people/Ada.md"\nreason = "Ada"\n'
        '[[rule]]\ncode = "x"\ntype = "values"\nverb = "meets"\nvalues = [\n  "Ada",\n  "Cleo",\n]\n'
    )
    it = renaming(folder_of(pages(STORY)), "Ada", "Zoe", settings)
    wanted = settings.replace("people/Ada.md", "people/Zoe.md").replace('  "Ada"', '  "Zoe"')
    assert dict(it.texts)["check.toml"] == wanted


# --- one step ------------------------------------------------------------------------------------------------------
class CutOffError(Exception):
    """Where the process ends."""


@pytest.mark.parametrize("steps", range(14))
def test_a_crash_leaves_the_old_files_or_what_leads_to_the_new_ones(tmp_path: Path, steps: int) -> None:
    old = {"a.md": b"1", "b.md": b"2", "c.md": b"3"}
    new = {"a.md": b"4", "d.md": b"5", "c.md": b"3"}
    for path, text in old.items():
        (tmp_path / path).write_bytes(text)
    left = [steps]

    def counted(act: object) -> object:
        def step(self: Path, *args: object, **kwargs: object) -> object:
            if left[0] == 0:
                raise CutOffError
            left[0] -= 1
            return act(self, *args, **kwargs)  # type: ignore[operator]

        return step

    watched = mock.patch.multiple(Path, replace=counted(Path.replace), unlink=counted(Path.unlink))
    with watched, suppress(CutOffError):
        swap(tmp_path, {"a.md": b"4", "d.md": b"5"}, {"b.md": "d.md"})
    was_cut_off = is_cut_off(tmp_path)
    assert finish(tmp_path) == was_cut_off
    found = {it.name: it.read_bytes() for it in tmp_path.glob("*.md")}
    assert found in ((new,) if was_cut_off else (old, new))


@pytest.mark.parametrize("listed", ["[]", '{"parts": [], "gone": ["../x"]}', "no"])
def test_a_list_that_is_none_of_ours_is_refused(tmp_path: Path, listed: str) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (tmp_path / "x").write_text("stays")
    (folder / ".intertwine-swap.json").write_text(listed)
    with pytest.raises(ValueError, match="intertwine-swap"):
        finish(folder)
    assert (tmp_path / "x").read_text() == "stays"
