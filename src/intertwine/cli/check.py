"""The command check: what is wrong with a universe, for people and for programs."""

import os
from argparse import Namespace
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, TextIO
from urllib.parse import quote

from intertwine.cli.bar import bar
from intertwine.cli.blocks import Grid, OutputBlock, TextLine
from intertwine.cli.check_select import need_rules, selected
from intertwine.cli.check_text import text_blocks, total
from intertwine.cli.counted import counted
from intertwine.cli.errors import FAILED, MISUSED, OK, CannotError
from intertwine.cli.in_universe import in_universe
from intertwine.cli.render import show, show_json
from intertwine.model.whole_file import rewrite_file

if TYPE_CHECKING:
    from intertwine.check import Checked

Look = Callable[[], "Checked"]


def check(args: Namespace, out: TextIO, err: TextIO) -> int:
    """List the problems of a universe: those of its text first, then what the rules find.

    `args` are the command's arguments as `args.parser` gives them. Answers go to `out`; a terminal's progress bar goes
    to `err`. Returns the exit code. Raises `CannotError` where there is no universe, or no rule of a name.
    """
    from intertwine.check import check_universe

    folder, select = Path(args.folder), selected(args.select)
    if args.viewer is not None:
        from intertwine.cli.check_as import check_as

        return check_as(args, out, err)
    if args.watch:
        from intertwine.cli.check_watch import watch

        if args.fix or args.statistics or args.format != "text":
            raise CannotError("--watch stands alone or with --select", "leave the other options out", MISUSED)
        return watch(folder, select, out)
    if args.statistics and args.format not in ("text", "json"):
        raise CannotError(f"--statistics has no format {args.format}", "choose text or json", MISUSED)

    def look() -> "Checked":
        with bar("checking", err) as progress:
            return in_universe(lambda: check_universe(folder, progress, select))

    checked = look()
    need_rules(select, checked)
    fixed, left = 0, list[str]()
    if args.fix and checked.fixes:
        fixed, left = _fix(folder, checked)
        checked = look()
    _FORMATS[args.format](args, checked, fixed, out)
    if left:
        raise CannotError(f"{', '.join(left)}: changed while being checked, and was not fixed", "run check --fix again")
    return FAILED if any(it.severity == "error" for it in checked.problems) else OK


def _fix(folder: Path, checked: "Checked") -> tuple[int, list[str]]:
    """Write the fixes; how many were made, and the files that were left since they have changed."""
    from intertwine.check.fixes import fixed

    left = list[str]()
    for path, text in fixed(checked.files, checked.fixes.values()).items():
        if not rewrite_file(folder / path, checked.files[path].encode(), text.encode()):
            left.append(path)
    return sum(it.file not in left for it in checked.fixes.values()), left


def _text(args: Namespace, checked: "Checked", fixed: int, out: TextIO) -> None:
    blocks: Iterator[OutputBlock] = text_blocks(checked.problems, checked.files)
    if args.statistics:
        rows = tuple((str(it["found"]), str(it["excused"]), *map(str, (it["severity"], it["code"])))
                     for it in _statistics(checked))  # fmt: skip
        blocks = iter([Grid(("found", "declared", "severity", "code"), rows)] if rows else [])
    says = [TextLine(f"fixed {counted(fixed, 'problem')}")] if fixed else []
    show([*blocks, *says, TextLine(total(checked))], out)


def _json(args: Namespace, checked: "Checked", fixed: int, out: TextIO) -> None:
    errors = sum(it.severity == "error" for it in checked.problems)
    listed: dict[str, object] = {"statistics": _statistics(checked)}
    if not args.statistics:
        edits = [checked.fixes.get(it) for it in checked.problems]
        listed = {
            "problems": [
                asdict(it) | {"edit": asdict(edit) if edit else None}
                for it, edit in zip(checked.problems, edits, strict=True)
            ]
        }
    counts = {"errors": errors, "warnings": len(checked.problems) - errors, "left_out": checked.left_out}
    show_json({**listed, **counts, "excused": checked.excused, "fixed": fixed}, out)


def _sarif(args: Namespace, checked: "Checked", fixed: int, out: TextIO) -> None:  # noqa: ARG001 - as all formats
    from intertwine.check.sarif import sarif

    base = _base(args.folder)
    address = Path(base).as_uri() + "/" if base.startswith(("/", "\\")) or ":" in base else quote(base)
    show_json(sarif(checked, address, version("intertwine")), out)


def _github(args: Namespace, checked: "Checked", fixed: int, out: TextIO) -> None:  # noqa: ARG001 - as all formats
    from intertwine.check.annotations import annotations

    show([*map(TextLine, annotations(checked, _base(args.folder))), TextLine(total(checked))], out)


_FORMATS: dict[str, Callable[[Namespace, "Checked", int, TextIO], None]] = {
    "text": _text, "json": _json, "sarif": _sarif, "github": _github,
}  # fmt: skip


def _base(folder: str) -> str:
    """The path of a folder with a slash at its end: from here if it is below here (this folder: ""), else the whole."""
    whole, here = Path(os.path.normpath(Path.cwd() / folder)), Path.cwd()
    if whole == here:
        return ""
    return f"{(whole.relative_to(here) if whole.is_relative_to(here) else whole).as_posix()}/"


def _statistics(checked: "Checked") -> list[dict[str, object]]:
    """How much was found of each code, those of which most was found first, and how much is declared as exceptions."""
    found = Counter(it.code for it in checked.problems)
    found.update(checked.left_out)
    severity: dict[str, str] = {rule.code: rule.severity for rule in checked.rules}
    severity |= {it.code: it.severity for it in checked.problems}
    return [
        {"code": code, "severity": severity[code], "found": found[code], "excused": checked.excused.get(code, 0)}
        for code in sorted({*found, *checked.excused}, key=lambda code: (-found[code], code))
    ]
