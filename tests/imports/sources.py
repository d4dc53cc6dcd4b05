"""Two sources of tables for one folder: they speak of one series, one film and one person, under ids of their own."""

from __future__ import annotations

from pathlib import Path

from intertwine.imports.table import ImportReport, import_table
from tests.imports.tables import write

GUIDE = {
    "titles.csv": "id,name,kind,year\nharbour,Harbour,series,2015\nfog,The Fog,film,2019\n",
    "installments.csv": """id,title,season,number,name,episodes
h1,harbour,1,1,The Pier,2
h2,harbour,1,2,The Rope,
fog,fog,,,,
""",
    "entities.csv": "id,kind,name\nren,character,Ren\naya,character,Aya\npier,place,The Pier\n",
    "facts.csv": """id,subject,verb,object,revealed
one,ren,meets,aya,h1
two,aya,learns,one,h2
""",
}
"""What a guide says: it comes first."""

NOTES = {
    "titles.csv": "id,name,kind,year\n1,Harbour,series,2015\n2,The Fog,film,2019\n3,The Boat,film,2020\n",
    "installments.csv": """id,title,season,number,name,episodes
11,1,1,1,The Pier,2
12,1,1,2,The Rope,2
2,2,,,,
3,3,,,,
""",
    "entities.csv": "id,kind,name\nren,character,Ren\nbo,character,Bo\n",
    "scenes.csv": """installment,start,end,place,people
11,0:01:00,0:02:00,,ren|bo
2,0:01:00,0:02:00,,ren|bo
""",
    "facts.csv": """id,subject,verb,object,text,revealed,true
one,ren,meets,bo,,11@0:10:00,
two,bo,learns,one,,12,after one
three,ren,is a friend of,bo,,public,
four,bo,trusts,ren,,1,
five,bo,fights,ren,,1 S1,
six,bo,saves,ren,,2@0:03:00,
seven,bo,kisses,ren,,3,
""",
}
"""What a viewer's notes say: of the same two titles, of a third, and of a Ren who may be the same."""

SAME = "id,same_as\nren,guide:ren\n1,Harbour\n2,guide:fog\n"
"""Both titles and Ren are those of the guide."""


def guide(tmp_path: Path, **changed: str) -> ImportReport:
    """`GUIDE`, `changed`, into the folder "universe"."""
    return import_table(write(tmp_path / "guide", GUIDE, **changed), tmp_path / "universe")


def notes(tmp_path: Path, same: str = "", **changed: str) -> ImportReport:
    """`NOTES`, `changed` and with `same` as same.csv ("": none), into the folder "universe"."""
    source = write(tmp_path / "notes", NOTES, **changed)
    (source / "same.csv").unlink(missing_ok=True)
    if same:
        (source / "same.csv").write_text(same, encoding="utf-8")
    return import_table(source, tmp_path / "universe")


def texts(folder: Path, *, manifest: bool = True) -> dict[str, str]:
    """The text of every file by its path, with or without the manifest."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    found = {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in files}
    return {path: text for path, text in found.items() if manifest or path.endswith(".md")}
