"""What a viewer wants to be shown of what they have not seen, as the command line says it."""

from argparse import Namespace

from intertwine.cli.errors import MISUSED, CannotError, progress_hint
from intertwine.library import Companion
from intertwine.model.posture import SHOWN, Posture
from intertwine.model.progress import Mark, Progress, UnknownProgressError
from intertwine.model.title import RELEASE


def posture_of(args: Namespace, universe: Companion, seen: Progress) -> Posture:
    """The posture that `args` ask for, of a viewer who has passed `seen` of the `universe`. Raises `CannotError` for a
    viewing order that they do not know, and for installments that cannot be read."""
    if args.next_in and universe.universe.seen(seen).orders.called(args.next_in) is None:
        raise CannotError(
            f'--next-in: no viewing order is called "{args.next_in}"', "`intertwine titles` lists them", MISUSED
        )
    try:
        skipped = universe.progress(args.skip, seen) if args.skip else Progress()
    except UnknownProgressError as error:
        raise CannotError(f"--skip: {error}", progress_hint(error.example, "--skip"), MISUSED) from error
    return Posture(
        names=args.names_of,
        order=args.next_in or RELEASE,
        skipped=frozenset(Mark(*it[:3]) for it in skipped.seen),
        **{name: name not in args.hide for name in SHOWN},
    )
