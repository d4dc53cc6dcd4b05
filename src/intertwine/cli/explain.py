"""`intertwine explain FILE:LINE`: why what is written on a line is shown to a viewer, or hidden. For keepers."""

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from intertwine.cli.bar import bar
from intertwine.cli.blocks import Heading, Items, OutputBlock, TextLine
from intertwine.cli.errors import MISUSED, OK, CannotError, progress_hint
from intertwine.cli.reasons import ExplainedAlternative, Explainer, Explanation
from intertwine.cli.render import show
from intertwine.gate.universe import Universe
from intertwine.ledger.read.folder import NotAUniverse, is_universe, read_folder
from intertwine.ledger.read.markdown.links import LINK
from intertwine.library import compile_universe, universe_folder
from intertwine.model.progress import UnknownProgressError

_MOST = 12
"""Alternatives that are spelled out; a cast line that waits for an appearance can have hundreds."""


def explain(args: Namespace, out: TextIO, err: TextIO) -> int:
    """Explain every statement that is written on a line.

    `args` are the command's arguments as `args.parser` gives them. Explanations and the line's problems go to `out`; a
    terminal's progress bar goes to `err`. Returns the exit code. Raises `CannotError` where nothing is stated there.
    """
    file, colon, number = args.place.rpartition(":")
    if not colon or not file or not (number.isascii() and number.isdigit()) or len(number) > 9:
        hint = "write the place of a line as intertwine check does, as in titles/Daredevil.md:12; "
        hint += f'intertwine search "{args.place}" looks among what you know'
        raise CannotError(f'"{args.place}" is not a FILE:LINE', hint, MISUSED)
    try:
        root, path = _find(file, args.universe)
        folder = read_folder(root)
        with bar("reading the universe", err) as progress:
            compiled = compile_universe(root, progress=progress)
    except NotAUniverse as error:
        raise CannotError(str(error), "name the universe: --universe FOLDER", MISUSED) from error
    files = {it.path: it.text for it in folder.files}
    if path not in files:
        hint = "name a page as the problems do: titles/Daredevil.md; --universe names the universe"
        raise CannotError(f'"{file}" is not a page of the universe in {root}', hint)
    try:
        seen = Universe(compiled).progress(args.seen)
    except UnknownProgressError as error:
        raise CannotError(f"--seen: {error}", progress_hint(error.example), MISUSED) from error
    explainer = Explainer(compiled, files, seen)
    line = _stated(explainer, path, int(number))
    problems = [problem for problem in compiled.problems if (problem.file, problem.line) == (path, int(number))]
    show([TextLine(str(problem)) for problem in problems], out)
    if line is None:
        if problems:
            return OK
        hint = "name the line of a fact, a sentence or a listing's entry"
        raise CannotError(f"nothing is stated at {path}:{number}", hint)
    # What stands below a heading is said of each fact below it, in the same words.
    for explained in dict.fromkeys(explainer.explain(it) for it in explainer.lines_at(path, line)):
        show(say(explained, f"{path}:{line}"), out)
    return OK


def _find(file: str, universe: str | None) -> tuple[Path, str]:
    """The universe's folder, and the page's path in it."""
    path = Path(file)
    if universe is not None:
        root = universe_folder(universe)
        inside = path.resolve().is_relative_to(root.resolve()) and path.exists()
        return root, path.resolve().relative_to(root.resolve()).as_posix() if inside else path.as_posix()
    if path.exists():
        for root in path.resolve().parents:
            if is_universe(root):
                return root, path.resolve().relative_to(root).as_posix()
    return universe_folder(None), path.as_posix()


def _stated(explainer: Explainer, path: str, number: int) -> int | None:
    """The line where what stands at `number` is stated: itself, or the one above to which it belongs."""
    text = explainer.source.page(path).lines
    for line in range(min(number, len(text)), 0, -1):
        if explainer.lines_at(path, line):
            return line
        if not text[line - 1].strip() or text[line - 1].startswith("#"):
            return None
    return None


def say(it: Explanation, place: str) -> Iterator[OutputBlock]:
    """An explanation in words."""
    verdict = "shown" if it.shown else "hidden"
    extra = " in part: some of its pairs are hidden" if it.part else ""
    extra += ", as what had been believed" if it.disproved else ""
    yield Heading(f"{place}: {verdict}{extra}")
    yield TextLine(LINK.sub(r"[[\1]]", it.text))
    for deceit in it.deceits:
        yield TextLine(LINK.sub(r"[[\1]]", deceit))
    several = len(it.alternatives) > 1
    alternatives = sorted(it.alternatives, key=lambda alternative: not alternative.passed)
    for n, alternative in enumerate(alternatives[:_MOST]):
        verdict = _passed(alternative.passed)
        yield TextLine(f"{'or' if n else 'either' if several else 'stamp'}: {verdict}")
        yield Items(_grouped(alternative))
    if len(alternatives) > _MOST:
        rest = alternatives[_MOST:]
        yield TextLine(
            f"or one of {len(rest)} more, {'none' if not rest[0].passed else 'some'} of them passed", faint=True
        )
    if it.missing:
        yield TextLine("and names and facts that are missing:")
        yield Items(tuple((words, "") for words in it.missing))


def _passed(passed: bool) -> str:
    return "passed" if passed else "not passed"


def _grouped(it: ExplainedAlternative) -> tuple[tuple[str, str], ...]:
    """Positions with whether they are passed; of many (a whole season) only how many, and those that are not."""
    if len(it.positions) <= _MOST:
        return tuple((words, _passed(passed)) for words, passed in it.positions)
    first, last = it.positions[0][0], it.positions[-1][0]
    lacking = [(words, _passed(passed)) for words, passed in it.positions if not passed]
    count = len(it.positions) - len(lacking)
    head = (f"{len(it.positions)} positions, {first} to {last}", f"{count} passed")
    rest = [("...", f"{len(lacking) - _MOST} more not passed")] if len(lacking) > _MOST else []
    return (head, *lacking[:_MOST], *rest)
