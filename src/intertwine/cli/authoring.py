"""The keeper's commands that write: fmt, import, new."""

from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from intertwine.cli.bar import bar
from intertwine.cli.blocks import OutputBlock, TextLine
from intertwine.cli.counted import counted
from intertwine.cli.errors import FAILED, MISUSED, OK, CannotError
from intertwine.cli.in_universe import in_universe
from intertwine.cli.render import show
from intertwine.ledger.read.folder import read_folder
from intertwine.model.problem import Problem
from intertwine.model.whole_file import rewrite_file, write_file

if TYPE_CHECKING:
    from intertwine.imports.groups import ProblemGroup
    from intertwine.imports.table import ImportReport

_MOST_LISTED = 20  # lines of each kind

_LISTED = 5
"""Places of a group of problems that are named beside the first."""


def _lines(problems: Iterable[Problem]) -> list[OutputBlock]:
    return [TextLine(str(problem)) for problem in problems]


def fmt(args: Namespace, out: TextIO, err: TextIO) -> int:  # noqa: ARG001 - every command has this signature
    """Tidy the spacing of every page, or with --check only say which would change.

    `args` are the command's arguments as `args.parser` gives them. Pages and problems go to `out`; nothing goes to
    `err`. Returns the exit code. Raises `CannotError` where there is no universe, or a page changed meanwhile.
    """
    from intertwine.ledger.format import format_text
    from intertwine.ledger.read.files import VERBS
    from intertwine.ledger.read.vocabulary import built_in, read

    folder = in_universe(lambda: read_folder(Path(args.folder)))
    vocabulary = built_in()
    if folder.verbs is not None:
        vocabulary, _ = read(folder.verbs, VERBS, vocabulary)
    changed = 0
    for file in folder.files:
        text = format_text(file.path, file.text, vocabulary)
        if text == file.text:
            continue
        if not args.check:
            _replace(folder.root / file.path, file.text, text)
        changed += 1
        show([TextLine(f"{'would change' if args.check else 'changed'} {file.path}")], out)
    total = counted(len(folder.files), "page")
    show([*_lines(folder.problems), TextLine(f"{changed} of {total} {_changed(args.check)}")], out)
    unread = any(problem.severity == "error" for problem in folder.problems)
    return FAILED if unread or (args.check and changed) else OK


def _changed(only_checked: bool) -> str:
    return "would change" if only_checked else "changed"


def _replace(path: Path, before: str, after: str) -> None:
    """Write a page whole or not at all, unless somebody changed it since it was read."""
    if not rewrite_file(path, before.encode(), after.encode()):
        raise CannotError(f"{path}: this page changed while it was being formatted", "run fmt again")


def import_(args: Namespace, out: TextIO, err: TextIO) -> int:
    """Turn data of another form into a universe folder; list what was skipped and what clashes.

    `args` are the command's arguments as `args.parser` gives them. Answers go to `out`; a terminal's progress bar goes
    to `err`. Returns the exit code. Raises `CannotError` for a source or a folder that cannot be one.
    """
    from intertwine.imports.alike import draft
    from intertwine.imports.manifest import namespace_key
    from intertwine.imports.table import import_table

    report_file = _report_file(args.report) if args.report else None
    for given, what in ((args.source, "a folder with tables"), (args.folder, "a folder to write the universe into")):
        if not given.strip():
            raise CannotError("the name of a folder is empty", f"name {what}; . is this folder", MISUSED)
    for file in (args.report, args.draft_same):
        if file and not Path(file).parent.is_dir():
            raise CannotError(f'"{Path(file).parent}" is not there', "make this folder, or name another", MISUSED)
    source, folder, drafted = Path(args.source), Path(args.folder), Path(args.draft_same)
    if not source.exists():
        raise CannotError(f'"{source}" is not there', "name a folder with tables, or a workbook", MISUSED)
    if folder.exists() and not folder.is_dir():
        raise CannotError(f'"{folder}" is a file', "name a folder to write the universe into", MISUSED)
    if args.namespace and not namespace_key(args.namespace):
        raise CannotError(f'"{args.namespace}" cannot name a source', "name it with letters or digits", MISUSED)
    if args.draft_same and drafted.exists():
        raise CannotError(f'"{drafted}" is there already', "name a file that does not exist yet", MISUSED)
    with bar("importing", err) as progress:
        report = import_table(source, folder, namespace=args.namespace, dates=args.dates, progress=progress)
    if args.draft_same:
        write_file(drafted, draft(report.alike).encode())
        show([TextLine(f"wrote {drafted}, {counted(len(report.alike), 'row')}")], out)
    if report_file is not None:
        from intertwine.imports.reports.write import write_report

        write_report(report, source.resolve().name, report_file)
    rows = ", ".join(f"{count} {table}" for table, count in report.counts.items())
    show(
        [
            *(_lines(report.problems) if args.all else _groups(report.groups)),
            *_lines(report.clashes),
            *_shared(report),
            TextLine(f"used {rows or 'nothing'}"),
            TextLine(f"wrote {counted(len(report.written), 'page')}, left {len(report.unchanged)} as they were, "
                  f"{counted(len(report.clashes), 'clash')}"),
        ],
        out,
    )  # fmt: skip
    if report.refused:
        return MISUSED
    return OK if report.ok else FAILED


def _report_file(name: str) -> Path:
    """The file of a report that is called `name`. Raises `CannotError` where none can be."""
    from intertwine.imports.reports.write import FORMATS

    if Path(name).suffix.lower() not in FORMATS:
        raise CannotError(f'"{name}" is not a report', f"name a file that ends in {' or '.join(FORMATS)}", MISUSED)
    return Path(name)


def _shared(report: "ImportReport") -> list[OutputBlock]:
    """What stands on pages of others, and which pages are gone for it."""
    shared = [f'shared "{it.name}" ({it.id}): {it.page}' for it in report.shared]
    removed = [f"removed {path}" for path in report.removed]
    lines = list[str]()
    for word, listed in (("shared", shared), ("removed", removed)):
        lines += listed[:_MOST_LISTED]
        lines += [f"{word} {len(listed) - _MOST_LISTED} more"] if len(listed) > _MOST_LISTED else []
    return [TextLine(line) for line in lines]


def _groups(groups: Iterable["ProblemGroup"]) -> Iterator[OutputBlock]:
    """The first problem of each group, and how many more there are."""
    for group in groups:
        shown = group.example
        yield TextLine(str(replace(shown, hint=shown.hint or group.fix)))
        if others := group.problems[1:]:
            more = f", and {len(others) - _LISTED} more" if len(others) > _LISTED else ""
            places = ", ".join(f"{it.file}:{it.line}" if it.line else it.file for it in others[:_LISTED])
            yield TextLine(f"  {len(others)} more like it: {places}{more} (--all lists each)", faint=True)


def new(args: Namespace, out: TextIO, err: TextIO) -> int:  # noqa: ARG001 - every command has this signature
    """Start a universe in a folder that is empty or not there.

    `args` are the command's arguments as `args.parser` gives them. What was written goes to `out`; nothing goes to
    `err`. Returns the exit code. Raises `CannotError` where the folder holds something, and `OSError` where it cannot
    be written: then nothing is left of it.
    """
    from intertwine.ledger.scaffold import new_universe

    folder = Path(args.folder)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CannotError(
            f'"{folder}" is there already, and not empty', "name a folder that does not exist yet", MISUSED
        )
    written = new_universe(folder, folder.resolve().name)
    show([TextLine(f"wrote {path}") for path in written], out)
    show([TextLine(f'see what it says with: intertwine titles --universe "{folder}"')], out)
    return OK


COMMANDS: dict[str, Callable[[Namespace, TextIO, TextIO], int]] = {
    "fmt": fmt,
    "import": import_,
    "new": new,
}
