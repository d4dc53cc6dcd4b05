"""`intertwine import table`: tables in a folder or a workbook become a universe folder (docs/import.md)."""

import hashlib
from collections.abc import Callable
from dataclasses import field

from intertwine.imports import merge
from intertwine.imports.alike import AlikeRow, alike_problem, known_source, other_source
from intertwine.imports.found_pages import FolderPages
from intertwine.imports.groups import ProblemGroup, grouped
from intertwine.imports.left_pages import edited
from intertwine.imports.manifest import default_namespace, load_manifest, namespace_key
from intertwine.imports.pages.page_text import scalar
from intertwine.imports.records import Tables
from intertwine.imports.rows.dates import DayOrder
from intertwine.imports.rows.read_tables import read_tables
from intertwine.imports.same import SharedPage, shared_pages
from intertwine.imports.sources import orphans, plan, shared_places
from intertwine.ledger.link.identity import new_id
from intertwine.ledger.read.files import VERBS
from intertwine.ledger.read.vocabulary import built_in, read
from intertwine.model.arguments import AnyPath, need_choice, need_path
from intertwine.model.problem import Problem
from intertwine.model.record import record


@record
class ImportReport:
    """What an import did.

    `written` and `unchanged` are paths of pages in the universe folder, with forward slashes; `clashes` are
    pages that a keeper edited and that were left alone; `problems` are rows (and files) that could not be used.
    `counts` says how many rows of each table were used, `rows` how many each file has. `source` is the name under which
    these tables were imported. `shared` are rows for which a page of somebody else stands, as same.csv says; `alike`
    those that may be the same as one; `removed` are paths of pages whose lines stand on another page now, since
    same.csv changed, or whose ids are no longer in the tables. `refused` is True where the source is no table: none of
    it was read.
    """

    written: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    clashes: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    source: str = ""
    shared: tuple[SharedPage, ...] = ()
    alike: tuple[AlikeRow, ...] = ()
    removed: tuple[str, ...] = ()
    rows: dict[str, int] = field(default_factory=dict)
    refused: bool = False

    @property
    def groups(self) -> tuple[ProblemGroup, ...]:
        """The `problems` by their cause."""
        return grouped(self.problems)

    @property
    def ok(self) -> bool:
        """True where nothing was skipped and nothing clashed (warnings do not count)."""
        return not self.clashes and all(problem.severity == "warning" for problem in self.problems)


def import_table(
    source: AnyPath,
    folder: AnyPath,
    *,
    namespace: str = "",
    dates: DayOrder = "",
    progress: Callable[[int, int], None] | None = None,
) -> ImportReport:
    """Bring the tables of `source` (a folder, a workbook, or one file of text) into the universe `folder`, which is
    made where there is none.

    `namespace` is the name of the source among those of the folder ("": that of the folder or file `source`): tables
    that are imported again under their name update their pages, and those of others stay. `dates` ("dmy" or "mdy") says
    what 05/01/2020 is; "": the table's other dates tell, or it is left out. After it every row that can be used is in
    the folder's text, except on pages that a keeper edited; doing it again changes nothing. Mistakes are records in the
    report; what the caller gets wrong (an empty name, a folder that is a file, a name of which nothing can stand in
    a file's) is an OSError or a ValueError. `progress` is called with pages done and pages in all.
    """
    given = source, folder
    source, folder = need_path("import_table", source), need_path("import_table", folder)
    if not str(given[0]).strip() or not str(given[1]).strip():
        raise ValueError('the name of a folder is empty: write "." for the working folder')
    need_choice("import_table", "dates", dates, ("", "dmy", "mdy"))
    if namespace and not namespace_key(namespace):
        raise ValueError(f'"{namespace}" cannot name a source: nothing of it can stand in the name of a file')
    vocabulary, problems = built_in(), list[Problem]()
    if (own := folder / VERBS).is_file():
        vocabulary, problems = read(own.read_text(encoding="utf-8", errors="replace"), own.name, vocabulary)
    manifest, unreadable = load_manifest(folder)
    name = manifest.name_of(namespace_key(namespace) or default_namespace(source))
    pages = FolderPages(folder, merge.existing_pages(folder), vocabulary)
    tables, found = read_tables(source, vocabulary, dates, lambda same: shared_places(same, manifest, name, pages))
    problems += found
    counts = tables.counts()
    if not tables.titles and not tables.entities:
        return ImportReport(problems=tuple(problems), counts=counts, rows=tables.rows, refused=tables.refused)
    problems += unreadable
    asked = other_source(tables, manifest, name) if name in manifest.sources else known_source(tables, manifest)
    if not namespace and (unclear := list(asked)):
        return ImportReport(problems=(*problems, *unclear), counts=counts, rows=tables.rows)
    folder.mkdir(parents=True, exist_ok=True)
    planned = plan(tables, manifest, name, pages)
    if "universe" not in pages.paths:
        planned.texts["universe.md"] = _universe(folder.resolve().name or "universe", tables)
    outcome = merge.write_pages(
        folder, planned.texts, manifest, name, planned.gone, left=planned.left, progress=progress
    )
    problems += [*planned.problems, *alike_problem(planned.alike), *orphans(manifest, name, outcome.removed)]
    problems += edited(outcome.kept)
    return ImportReport(
        tuple(outcome.written),
        tuple(outcome.unchanged),
        tuple(outcome.clashes),
        tuple(problems + outcome.problems),
        counts,
        name,
        tuple(shared_pages(planned.sharing, tables)),
        tuple(planned.alike),
        tuple(outcome.removed),
        tables.rows,
    )


def _universe(name: str, tables: Tables) -> str:
    """The universe's page. Its id is made from its name and from what the tables list: other tables, another id."""
    of = [(it.id, it.name, it.kind) for it in tables.titles.values()]
    of += [(it.id, it.name, it.kind) for it in tables.entities.values()]
    listed = sorted(map(repr, of))
    mark = hashlib.sha256("\n".join(listed).encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"---\nkind: universe\nid: {scalar(new_id(name, mark))}\nname: {scalar(name)}\n---\n"
