"""The commands that ask: open the universe, take the viewer, put the question, say the answer."""

from argparse import Namespace
from collections.abc import Callable, Iterable
from typing import TextIO

from intertwine import questions
from intertwine.cli import say, say_people, say_titles
from intertwine.cli.bar import bar
from intertwine.cli.blocks import OutputBlock
from intertwine.cli.errors import FAILED, MISUSED, OK, CannotError, complain, progress_hint
from intertwine.cli.escape import safe
from intertwine.cli.orders import order_of
from intertwine.cli.postures import posture_of
from intertwine.cli.render import show, show_json
from intertwine.ledger.read.folder import NotAUniverse
from intertwine.library import Companion, load
from intertwine.model.positions import readings
from intertwine.model.progress import Mark, Progress, UnknownProgressError
from intertwine.model.title import RELEASE
from intertwine.model.title_kind import past_words
from intertwine.questions.common import past_of
from intertwine.questions.meaning import taken
from intertwine.viewer import Viewer

Load = Callable[[str | None], Companion]
"""Opens the universe of a name or path; None is the included one."""
PassedPlace = tuple[str, int, int]
"""The identity of a title, a season and a number."""
Reply = tuple[object, Iterable[OutputBlock]]
"""What a question answered, and how it is said."""


def ask(args: Namespace, out: TextIO, err: TextIO, open_universe: Load | None = None) -> int:
    """Run one asking command: open the universe, take the viewer's view, put the question, say the answer.

    `args` are the command's arguments as `args.parser` gives them. The answer goes to `out`; a progress bar and what
    could not be found go to `err`. `open_universe` opens the universe (None: `intertwine.load` does). Returns the exit
    code. Raises `CannotError` for wrong use.
    """
    _need_names(args)
    universe = opened(args.universe, err, open_universe)
    viewer = _viewer(universe, args)
    if args.command == "met":
        return _met(args, viewer, out, err)
    try:
        if args.command == "learnt":
            answer, blocks = _learnt(args, universe, err)
        elif args.command == "map":
            answer, blocks = _map(args, viewer, err)
        elif args.command == "plan":
            from intertwine.cli.plans import plan_reply

            answer, blocks = plan_reply(args, universe, err)
        else:
            answer, blocks = _QUESTIONS[args.command](args, viewer)
    except questions.NoOwnOrder as error:
        raise CannotError(str(error), f"write: intertwine {args.command} NAME --own", MISUSED) from None
    except questions.NotThere as error:
        return _lost(args, viewer, out, err, error, unknown=[error.asked])
    except questions.Ambiguous as error:
        return _lost(args, viewer, out, err, error, ambiguous={error.asked: error.choices})
    _say_taken(args, viewer, err)
    if args.json:
        show_json(questions.to_json(answer), out)
    else:
        show(blocks, out)
    nothing_found = (
        args.command == "search" and isinstance(answer, questions.SearchHits) and not (answer.names or answer.facts)
    )
    return FAILED if nothing_found else OK


def _need_names(args: Namespace) -> None:
    if args.command == "met" and len(args.names) < 2:
        raise CannotError("met needs two names or more", 'write: intertwine met "ONE NAME" "ANOTHER"', MISUSED)


def opened(name: str | None, err: TextIO, open_universe: Load | None = None) -> Companion:
    """The universe of a `name` or path (None: the included one), as `open_universe` opens it (None: as
    `intertwine.load` does), with a bar on `err`. Raises `CannotError` where there is none."""
    try:
        if open_universe is not None:
            return open_universe(name)
        with bar("reading the universe", err) as progress:
            return load(name, progress=progress)
    except NotAUniverse as error:
        raise CannotError(str(error), "name a folder that holds a universe.md: --universe FOLDER", MISUSED) from error


def _viewer(universe: Companion, args: Namespace) -> Viewer:
    try:
        seen = universe.progress(args.seen)
    except UnknownProgressError as error:
        raise CannotError(f"--seen: {error}", progress_hint(error.example), MISUSED) from error
    return universe.seen(seen, posture_of(args, universe, seen))


_TITLES_HINT = "`intertwine titles` lists the titles; --seen says how far you are; --universe names the universe"


def _lost(
    args: Namespace,
    viewer: Viewer,
    out: TextIO,
    err: TextIO,
    error: Exception,
    *,
    unknown: Iterable[str] = (),
    ambiguous: dict[str, tuple[questions.Named, ...]] | None = None,
) -> int:
    """What was asked for is not there, or is several things."""
    if args.json:
        choices = {word: [questions.to_json(it) for it in several] for word, several in (ambiguous or {}).items()}
        show_json({"unknown": list(unknown), "ambiguous": choices}, out)
    if ambiguous:
        hint = ""
    elif isinstance(error, questions.NoPlace) and not error.unknown:
        hint = _TITLES_HINT
    else:
        hint = _hint(viewer, " ".join(unknown))
    if isinstance(error, questions.NotThere) and error.other == "a place in a title":
        said = f'write intertwine learnt "{error.asked}" for what is new in it, or intertwine recap "{error.asked}" '
        takes = "intertwine title takes a title or an installment"
        complain(err, error.message, f"{said}for what to remember before it; {takes}")
        return FAILED
    if isinstance(error, questions.NotThere) and error.other and hint:
        complain(err, hint, "")
        return FAILED
    complain(err, error.message if isinstance(error, questions.NotThere) else str(error), hint)
    return FAILED


def _hint(viewer: Viewer, word: str) -> str:
    """The way out for a name that is not there: another command where it is one's name that this one does not ask
    about, visible names that are like it, or how to look further."""
    view = viewer.view
    for number in viewer.find(word):
        name, is_title = view.names.best(number), view.entities.is_title(number)
        what, command = ("a title", "title") if is_title else ("not a title", "who")
        return f'"{name}" is {what}: write intertwine {command} "{name}"'
    for name, _ in readings(word):
        for number in viewer.find(name) if name else ():
            if view.entities.is_title(number):
                best = view.names.best(number)
                return f'"{word}" is a part of a title, and this takes a whole one: write "{best}"'
    alike = dict.fromkeys(hit.found.name for hit in viewer.search(word).names[:3])
    quoted = " or ".join(f'"{name}"' for name in alike)
    return f"did you mean {quoted}?" if alike else _SEARCH_HINT


_SEARCH_HINT = (
    "`intertwine search WORDS` looks among what you know; --seen says how far you are; --universe names the universe"
)


# --- questions -----------------------------------------------------------------------------------------------------
def _one(args: Namespace) -> str:
    """Several words are one name."""
    return " ".join(args.names)


def _say_taken(args: Namespace, viewer: Viewer, err: TextIO) -> None:
    """Says of each name that is nobody's for whom it was taken."""
    if args.command in _NAMING:
        titles, words = _NAMING[args.command]
        for word in words(args, viewer):
            if (found := taken(viewer.view, word, titles=titles)) is not None:
                err.write(safe(f'Taking "{word}" for {found.name}.') + "\n")


def _several(args: Namespace, viewer: Viewer) -> list[str]:
    """Each word is a name, unless all of them together are one, or are clearly meant so."""
    names = list(args.names)
    if len(names) > 1 and viewer.find(_one(args)):
        return [_one(args)]
    is_one = len(names) > 1 and not all(map(viewer.find, names)) and taken(viewer.view, _one(args), titles=None)
    return [_one(args)] if is_one else names


def _titles(args: Namespace, viewer: Viewer) -> Reply:
    if args.order is not None:
        order = viewer.order(args.order)
        return order, say_titles.order(order)
    answer = viewer.front()
    return answer, say_titles.front(answer)


def _title(args: Namespace, viewer: Viewer) -> Reply:
    try:
        answer = viewer.title(_one(args))
    except questions.NotThere as lost:
        if lost.other != "a place in a title":
            raise
        try:
            page = viewer.installment(_one(args))
        except questions.NotThere:  # a season
            raise lost from None
        return page, say_titles.installment(page)
    return answer, say_titles.title(answer)


def _who(args: Namespace, viewer: Viewer) -> Reply:
    answer = viewer.who(_one(args))
    return answer, say_people.who(answer)


def _path(args: Namespace, viewer: Viewer) -> Reply:
    answer = viewer.path(args.names[0], args.names[1])
    return answer, say_people.path(answer, past_of(viewer.view))


def _ties(args: Namespace, viewer: Viewer) -> Reply:
    answer = viewer.ties(*_several(args, viewer))
    return answer, say_people.ties(answer)


def _timeline(args: Namespace, viewer: Viewer) -> Reply:
    answer = viewer.timeline(*_several(args, viewer), order=order_of(args), limit=args.limit, offset=args.offset)
    return answer, say.timeline(answer)


def _thread(args: Namespace, viewer: Viewer) -> Reply:
    answer = questions.thread(viewer.view, _one(args))
    return answer, say_people.thread(answer)


def _secrets(args: Namespace, viewer: Viewer) -> Reply:
    answer = viewer.secrets(*_several(args, viewer))
    return answer, say_people.secrets(answer)


def _everybody(args: Namespace, viewer: Viewer) -> Reply:
    answer = viewer.everybody("weight" if args.weight else "title", args.limit, args.offset)
    return answer, say.everybody(answer)


def _search(args: Namespace, viewer: Viewer) -> Reply:
    answer = viewer.search(_one(args), args.limit, args.offset)
    return answer, say.found(answer)


def _recap(args: Namespace, viewer: Viewer) -> Reply:
    if args.all:
        found = viewer.recap(_one(args))
        return found, say_titles.recap(found)
    answer = questions.previously(viewer.view, _one(args))
    return answer, say_titles.previously(answer, longer=args.long)


def _next(args: Namespace, viewer: Viewer) -> Reply:
    if args.names and args.order is not None:
        raise CannotError("--order is for the whole universe", "leave out the title, or --order", MISUSED)
    answer = viewer.where_you_are(_one(args) if args.names else None, order=args.order or RELEASE)
    return answer, say_titles.next_up(answer)


def _map(args: Namespace, viewer: Viewer, err: TextIO) -> Reply:
    from intertwine.cli import draw  # the layout engine is loaded for maps alone

    return draw.make(args, viewer, err)


_QUESTIONS: dict[str, Callable[[Namespace, Viewer], Reply]] = {
    "titles": _titles,
    "title": _title,
    "who": _who,
    "path": _path,
    "ties": _ties,
    "timeline": _timeline,
    "thread": _thread,
    "secrets": _secrets,
    "everybody": _everybody,
    "search": _search,
    "next": _next,
    "recap": _recap,
}


_NAMING: dict[str, tuple[bool | None, Callable[[Namespace, Viewer], list[str]]]] = {
    "who": (False, lambda args, _: [_one(args)]),
    "thread": (False, lambda args, _: [_one(args)]),
    "title": (True, lambda args, _: [_one(args)]),
    "path": (False, lambda args, _: list(args.names)),
    "met": (False, lambda args, _: list(args.names)),
    "secrets": (False, _several),
    "timeline": (None, _several),
    "ties": (True, _several),
}
"""Commands that take a name for what it clearly means: whether it is that of a title (None: of anything), and which
names were asked for."""


def _learnt(args: Namespace, universe: Companion, err: TextIO) -> Reply:
    """What an installment, or more, adds to what was passed. Where all of it was passed already, that is what it told
    then: with it, against without it, and without all that came out later. A note on `err` says so to whoever has not
    seen it whole."""
    words = _one(args)
    try:
        more = universe.progress(words)
    except UnknownProgressError as error:
        raise CannotError(str(error), _TITLES_HINT) from error
    seen = universe.progress(args.seen)
    marked, passed = ({mark[:3] for mark in (*it.seen, *it.told)} for it in (more, seen))
    if not args.json and not marked <= passed:
        listing = universe.seen(seen | more).view.listing
        of = {place[0] for place in marked}
        past = past_words(listing.words(it).kind for it in listing.titles if listing.identity(it) in of)
        err.write(safe(f"This tells what {words} shows, which you have not {past} whole.") + "\n")
    before, after = seen, seen | more
    if marked and marked <= passed:
        later = _later(universe.seen(seen), marked)
        after = Progress.of(_without(seen.seen, marked | later), _without(seen.told, marked | later)) | more
        before = Progress.of(_without(after.seen, marked), _without(after.told, marked))
    posture = posture_of(args, universe, seen)
    answer = universe.seen(after, posture).learnt(universe.seen(before, posture))
    return answer, say_titles.learnt(answer)


def _later(viewer: Viewer, marked: set[PassedPlace]) -> set[PassedPlace]:
    """The installments that came out after all that are `marked`, which this viewer has passed."""
    listing = viewer.view.listing
    order = {
        (listing.identity(title), it.season, it.number): listing.order_before(title, it.season, it.number) or 0
        for title in listing.titles
        for it in listing.installments(title)
    }
    last = max(order.get(place, 0) for place in marked)
    return {place for place, its in order.items() if its > last}


def _without(marks: Iterable[Mark], places: set[PassedPlace]) -> list[Mark]:
    return [mark for mark in marks if mark[:3] not in places]


def _met(args: Namespace, viewer: Viewer, out: TextIO, err: TextIO) -> int:
    """`met` alone goes on where some of its names are not there."""
    try:
        answer = viewer.met(*args.names, before=args.before)
    except questions.NotThere as error:
        return _lost(args, viewer, out, err, error, unknown=[error.asked])
    except questions.Ambiguous as error:
        return _lost(args, viewer, out, err, error, ambiguous={error.asked: error.choices})
    _say_taken(args, viewer, err)
    if args.json:
        show_json(questions.to_json(answer), out)
    else:
        show(say_people.met(answer, past_of(viewer.view), args.before), out)
        for word in answer.unknown:
            complain(err, str(questions.NotThere(word)), _hint(viewer, word))
        for word, choices in answer.ambiguous.items():
            complain(err, str(questions.Ambiguous(word, choices)), "")
    return OK if answer.pairs else FAILED
