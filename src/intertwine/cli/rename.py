"""The command rename: another name for a person, a title, a place or anything else that has a page."""

from argparse import Namespace
from pathlib import Path
from typing import TextIO

from intertwine.cli.blocks import TextLine
from intertwine.cli.counted import counted
from intertwine.cli.errors import MISUSED, OK, CannotError
from intertwine.cli.in_universe import in_universe
from intertwine.cli.render import show
from intertwine.ledger.read.folder import read_folder


def rename(args: Namespace, out: TextIO) -> int:
    """Rename a page and all that names it, or with --dry-run only list the lines that would change.

    `args` are the command's arguments as `args.parser` gives them. Answers go to `out`. Returns the exit code. Raises
    `CannotError` where there is no universe, or the page cannot get this name, or a file changed meanwhile.
    """
    from intertwine.ledger.rename import SETTINGS, CannotRenameError, renaming
    from intertwine.ledger.swap import finish, is_cut_off, swap

    folder = Path(args.folder)
    if is_cut_off(folder):
        if args.dry_run:
            raise CannotError("a renaming was cut off here", "rename without --dry-run finishes it first")
        try:
            finish(folder)
        except ValueError as error:
            raise CannotError(str(error), "look at this file, and remove it") from error
        show([TextLine("finished a renaming that was cut off")], out)
    universe = in_universe(lambda: read_folder(folder))
    settings = folder / SETTINGS
    try:
        is_there = settings.is_file() and not settings.is_symlink()
        found = renaming(universe, args.old, args.new, settings.read_bytes().decode() if is_there else None)
    except CannotRenameError as error:
        raise CannotError(str(error), error.hint) from error
    except UnicodeDecodeError as error:
        raise CannotError(f"{SETTINGS} is not UTF-8", "save it as UTF-8", MISUSED) from error
    lines = list(found.lines())
    if args.dry_run:
        for it in lines:
            show([TextLine(f"{it.path}:{it.line}"), TextLine(f"  - {it.before}"), TextLine(f"  + {it.after}")], out)
    else:
        for path, text in found.before:
            if (folder / path).read_bytes() != text.encode():
                raise CannotError(f"{path}: this file changed meanwhile, so that nothing was renamed", "run it again")
        moved = {found.old_path: found.new_path} if found.old_path != found.new_path else {}
        swap(folder, {path: text.encode() for path, text in found.texts}, moved)
    would = "would rename" if args.dry_run else "renamed"
    files = len({it.path for it in lines})
    total = f"{counted(len(lines), 'line')} in {counted(files, 'file')}"
    show([TextLine(f"{would} {found.old_path} to {found.new_path}, with {total}")], out)
    return OK
