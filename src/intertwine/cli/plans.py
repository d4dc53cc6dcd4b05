"""`intertwine plan NAME`: what to watch or read first."""

from argparse import Namespace
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TextIO

from intertwine.cli.bar import bar
from intertwine.cli.blocks import Heading, Items, OutputBlock, TextLine
from intertwine.cli.counted import counted
from intertwine.cli.derivation import explained
from intertwine.cli.errors import MISUSED, CannotError, progress_hint
from intertwine.cli.stop import stop_asked
from intertwine.exports import FORMATS, ExportError, export, format_of
from intertwine.library import Companion
from intertwine.model.numbers import in_hours, percent
from intertwine.model.progress import UnknownProgressError
from intertwine.model.title_kind import counted_kinds
from intertwine.model.whole_file import write_file
from intertwine.plan import Evening, Plan, PlanError, PlannedEpisode, PlanOptions
from intertwine.plan.lengths import WORDS_A_MINUTE
from intertwine.plan.nothing import nothing_planned
from intertwine.plan.typed import typed_day, typed_evenings, typed_minutes

_ALL = 1000
"""A share, in thousandths."""


def plan_reply(args: Namespace, universe: Companion, err: TextIO) -> tuple[Plan, Iterable[OutputBlock]]:
    """The plan that `args` ask for in `universe`, and how it is said. How far it is goes to `err`, on a terminal alone;
    Ctrl-C and SIGTERM end it with the best so far. Raises `CannotError` for what cannot be planned."""
    if args.explain_to_keeper and (args.json or args.output):
        raise CannotError("--explain-to-keeper prints words alone", "leave out --json and -o", MISUSED)
    target, ending = " ".join(args.names), _ending(args.output)
    try:
        options = _options(args)
        with bar("planning; Ctrl-C keeps the best", err) as show, stop_asked() as stopped:

            def hear(done: int, total: int) -> bool:
                show(done, total)
                return not stopped()

            found = universe.plan(target, args.seen, also_for=args.also_for, options=options, progress=hear)
    except PlanError as error:
        raise CannotError(str(error), error.way, MISUSED) from None
    except UnknownProgressError as error:
        raise CannotError(f"--also-for: {error}", progress_hint(error.example, "--also-for"), MISUSED) from error
    if args.explain_to_keeper:
        return found, explained(args.universe, found)
    if ending is not None:
        return found, iter([TextLine(_written(found, Path(args.output), ending, universe.name))])
    return found, say_plan(found)


def _ending(output: str | None) -> str | None:
    """The format of the file to write; None where none is asked for."""
    if output is None:
        return None
    ending = format_of(output)
    if ending is None:
        raise CannotError(f'"{Path(output).name}" has no known ending', f"choose from {', '.join(FORMATS)}", MISUSED)
    if not Path(output).parent.is_dir():
        raise CannotError(f'there is no folder "{Path(output).parent}"', "make it first", MISUSED)
    return ending


def _written(plan: Plan, file: Path, ending: str, universe: str) -> str:
    try:
        content = export(plan, ending, universe)
    except ExportError as error:
        way = error.way if plan.mode == "calendar" else "add --until 2026-12-24 --evenings 3x90"
        raise CannotError(str(error), way, MISUSED) from None
    write_file(file, content)
    return f"wrote {file}: {counted(len(plan.installments), 'installment')}"


def _options(args: Namespace) -> PlanOptions:
    return PlanOptions(
        minutes=None if args.hours is None else typed_minutes(args.hours),
        evenings=_evenings(args.until, args.evenings, datetime.now(UTC).astimezone().date()),
        complete=args.complete,
        order=args.order,
        without=tuple(args.without),
        within=tuple(args.within),
        services=tuple(args.on),
        rated_up_to=args.rated_up_to,
        seasons=args.seasons,
        pauses=args.pauses,
        words_a_minute=WORDS_A_MINUTE if args.words_a_minute is None else args.words_a_minute,
    )


def _evenings(until: str | None, evenings: str | None, today: date) -> tuple[Evening, ...]:
    """The evenings up to a day, from `today` on."""
    if until is None and evenings is None:
        return ()
    if until is None or evenings is None:
        raise PlanError("a calendar needs both a day and its evenings", "write --until 2026-12-24 --evenings 3x90")
    return typed_evenings(evenings, today, typed_day(until, today))


def say_plan(plan: Plan) -> Iterator[OutputBlock]:
    """A plan in words."""
    name = plan.target.text
    yield Heading(f"Before {name}")
    if not plan.installments:
        yield TextLine(" ".join(nothing_planned(plan, name).lead))
    else:
        about = "about " if plan.about else ""
        many = counted_kinds(it.it.words.kind for it in plan.installments)
        yield TextLine(f"{_what(plan)}: {many}, {about}{in_hours(plan.minutes)}.")
        yield TextLine(" ".join(filter(None, (_gives(plan, name), _proof(plan)))))
    yield from (TextLine(f"{it.title.name}: {it.text}") for it in plan.reasons)
    if plan.installments:
        yield Items(tuple((_line(it), _remark(it)) for it in plan.installments))
    if plan.told:
        yield Heading("Or be told", 2)
        told, them = counted_kinds(it.it.words.kind for it in plan.told), "it" if len(plan.told) == 1 else "them"
        yield TextLine(
            f"What is essential and not in the plan can be told instead: {told}, {in_hours(plan.told_minutes)} to "
            f"read. That spoils {them}."
        )
        yield Items(tuple((it.it.text, "") for it in plan.told))
    yield from (TextLine(note, faint=True) for note in plan.notes)


def _what(plan: Plan) -> str:
    return {
        "essential": "Everything essential",
        "complete": "Everything that touches it",
        "budget": "The best for that time",
        "calendar": "The best for these evenings",
    }[plan.mode]


def _gives(plan: Plan, name: str) -> str:
    """What one knows with it of what the title called `name` builds on."""
    if plan.before >= _ALL:
        return f"You know all of what {name} builds on already."
    so_far = f"; you know {percent(plan.before)} already" if plan.before else ""
    return f"With that you know {percent(plan.share)} of what {name} builds on{so_far}."


def _proof(plan: Plan) -> str:
    """How good it is: proved, or how much better another one can be."""
    stopped = "The search was stopped: this is the best so far. " if plan.interrupted else ""
    if plan.mode == "complete":
        return stopped.strip()
    return stopped + _bound(plan)


def _bound(plan: Plan) -> str:
    if plan.optimal:
        whole = "No shorter plan has everything essential."
        return whole if plan.mode == "essential" else "No plan for that time shows more of it."
    if plan.mode == "essential":
        least = in_hours(plan.minutes + -plan.minutes * plan.gap // 1000)
        return f"No plan with everything essential takes less than {least}."
    return f"A better plan shows {plan.gap / 10:.1f}% more of it at most."


def _line(it: PlannedEpisode) -> str:
    name = f' "{it.it.episode.name}"' if it.it.episode.name and it.season is not None else ""
    return f"{it.it.text}{name}"


def _remark(it: PlannedEpisode) -> str:
    evening = "".join(f"{one.date}, " for one in it.sittings)
    pauses = "".join(f", {pause.text}" for pause in it.pauses)
    return (
        f"{evening}{'about ' if it.about else ''}{in_hours(it.minutes)}{', as you wish' if it.pinned else ''}{pauses}"
    )
