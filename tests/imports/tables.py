"""Small tables for the tests of the table importer."""

from __future__ import annotations

from pathlib import Path

from intertwine.imports.table import ImportReport, import_table
from intertwine.ledger.format import format_text
from intertwine.ledger.read.page import parse_page
from intertwine.ledger.read.vocabulary import built_in
from intertwine.model.problem import Problem
from intertwine.model.statement import Page, Statement

SMALL = {
    "titles.csv": """id,name,kind,year
lh,The Lighthouse,series,2015
is,The Island,film,2019
""",
    "installments.csv": """id,title,season,number,name,date,minutes
lh1,lh,1,1,The Lamp,2015-03-01,~52
lh2,lh,1,2,The Storm,2015-03-08,51
lh3,lh,2,1,The Boat,2016-03-06,
is,is,,,,2019-05-01,101
""",
    "seasons.csv": """title,season,episodes
lh,1,2
lh,2,1
""",
    "entities.csv": """id,kind,name,revealed
ana,character,Ana Reis,
ana2,character,Ana Reis,lh2@00:10:00
keeper,character,The Keeper,lh1; public + lh S1
order,group,The Order,
tower,place,The Tower,
""",
    "scenes.csv": """installment,start,end,place,people,story_order
lh1,0:02:00,0:03:00,tower,ana|keeper,
lh1,0:00:30,0:01:00,,ana,
lh1,0:05:00,0:06:00,tower,,
is,,,tower,ana|ana2,2
is,,,,ana,1
""",
    "facts.csv": """id,subject,verb,object,place,text,revealed,true_from,true_until,source
meet,ana,meets,keeper,tower,,lh1@0:03:00; is,2015-03,,episode guide
job,keeper,works as,,,lamp keeper,lh S1 + is,1990,2001,
join,ana|ana2,JOINS,order,,,lh,2014,,
knows,keeper,learns,meet,,,lh2,,,
old,ana,is a friend of,keeper,,since school,public,,,
saga,is,picks up,lh,,,public,,,
""",
}
"""Two titles, five entities (two of them of one name), five scenes and six facts, all of them right."""


def write(source: Path, tables: dict[str, str] | None = None, **changed: str) -> Path:
    """`SMALL` (or `tables`) as files in `source`, some of them `changed`: `facts="..."` is facts.csv."""
    source.mkdir(parents=True, exist_ok=True)
    for name, text in {**(SMALL if tables is None else tables), **{f"{n}.csv": t for n, t in changed.items()}}.items():
        (source / name).write_text(text, encoding="utf-8")
    return source


def small(tmp_path: Path, **changed: str) -> tuple[ImportReport, Path]:
    """`SMALL`, `changed`, imported into a new folder."""
    return import_table(write(tmp_path / "source", None, **changed), tmp_path / "universe"), tmp_path / "universe"


def pages(folder: Path) -> dict[str, Page]:
    """Every page of `folder` by its path. Fails where the parser has anything to say, or `fmt` would change a byte."""
    found = {}
    for path in sorted(folder.rglob("*.md")):
        name, text = path.relative_to(folder).as_posix(), path.read_bytes().decode("utf-8")
        page, problems = parse_page(name, text, built_in())
        assert [str(problem) for problem in problems] == []
        assert format_text(name, text, built_in()) == text
        found[name] = page
    return found


def statements(folder: Path, verb: str = "") -> list[Statement]:
    """All facts of `folder`, or those of one verb."""
    everything = [statement for page in pages(folder).values() for statement in page.statements]
    return [s for s in everything if (s.verb == verb if verb else s.form)]


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Bytes and time of change of every file."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


def told(problems: tuple[Problem, ...]) -> list[tuple[str, int, str]]:
    """File, line and code of each problem."""
    return [(problem.file, problem.line, problem.code) for problem in problems]
