"""Linking follows what changed, and comes to what linking everything comes to: byte for byte."""

from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest

from intertwine.ledger.compile import Compiler
from intertwine.ledger.link import chunks, segment
from intertwine.ledger.link.calendar import Calendar
from intertwine.ledger.read.folder import FolderBytes, as_text
from intertwine.ledger.store.columns import Compiled
from tests.laws.edit import edit
from tests.laws.generate import make
from tests.long import one_in

EDITS = 6


def compiled(files: dict[str, str], compiler: Compiler | None = None) -> Compiled:
    """These files as a folder of them is read."""
    data: list[tuple[str, bytes | None]] = [(path, text.encode()) for path, text in sorted(files.items())]
    return (compiler or Compiler()).compile_text(as_text(FolderBytes(Path("world"), data, [], "")))


def parts(it: Compiled) -> Iterator[tuple[str, Any]]:
    """Everything that a compiled universe holds, by name; arrays as bytes and their types."""
    yield "problems", it.problems
    for field in fields(it.ledger):
        table = getattr(it.ledger, field.name)
        names = [column.name for column in fields(table)] if hasattr(table, "__dataclass_fields__") else []
        columns = {name: getattr(table, name) for name in names}
        if not any(isinstance(column, np.ndarray) for column in columns.values()):
            yield field.name, table
        for name, column in columns.items():
            if isinstance(column, np.ndarray):
                yield f"{field.name}.{name}", (column.dtype.str, column.tobytes())


def differences(one: Compiled, other: Compiled) -> list[str]:
    """What is not the same in both."""
    both = zip(parts(one), parts(other), strict=True)
    return [name for (name, a), (_, b) in both if a != b]


@pytest.mark.parametrize("seed", one_in(50, range(1000)))
def test_a_link_after_edits_equals_a_cold_one(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Facts, stamps, renamed titles, new verbs, namesakes, pages that are new, gone or moved: whatever was compiled
    before, and however pages are cut into chunks."""
    dice = Random(seed)
    files = make(seed, dice.choice([8, 46])).text()
    warm, earlier, done = Compiler(), [dict(files)], list[str]()
    for _ in range(EDITS):
        monkeypatch.setattr(segment, "PAGES_OF_A_CHUNK", 3)
        after = compiled(files, warm)
        monkeypatch.undo()
        assert differences(after, compiled(files)) == [], done
        earlier.append(dict(files))
        done.append(edit(dice, files, earlier))


FACT, ENTITY = "\n\n## Facts\n\n### Public\n\n- [[Ann]] dies\n", "---\nkind: character\n---\n\n# Ann\n"


@pytest.mark.parametrize(
    "edit_one", [{"people/Zoe.md": ENTITY + FACT}, {"people/Ben.md": ENTITY}], ids=["fact", "entity"]
)
def test_what_did_not_change_is_not_worked_out_again(edit_one: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """After a new fact and after a new entity: no stamp of another page is looked up, and no other chunk is joined."""
    monkeypatch.setattr(segment, "PAGES_OF_A_CHUNK", 2)
    files = {**make(1).text(), "people/Ann.md": ENTITY, "people/Zoe.md": ENTITY}
    warm = Compiler()
    compiled(files, warm)
    asked: list[object] = []
    resolve, join = Calendar.positions, chunks._chunk

    def noted(make: Callable[..., Any]) -> Callable[..., Any]:
        def called(*args: object) -> object:
            asked.append(args)
            return make(*args)

        return called

    monkeypatch.setattr(Calendar, "positions", noted(resolve))
    monkeypatch.setattr(chunks, "_chunk", noted(join))
    compiled({**files, **edit_one}, warm)
    assert 1 <= len(asked) <= 3
