"""The library: what `import intertwine` gives. The command line and the web ask through it as well."""

from collections.abc import Callable
from dataclasses import field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from intertwine.gate.universe import VIEW_BYTES, Universe
from intertwine.ledger.load import compiled
from intertwine.ledger.read.folder import NotAUniverse
from intertwine.ledger.store.columns import Compiled
from intertwine.model.arguments import AnyPath, need_call, need_path, need_text, refuse
from intertwine.model.extras import missing
from intertwine.model.posture import USUAL, Posture
from intertwine.model.problem import Problem
from intertwine.model.progress import NOTHING, Progress
from intertwine.model.record import record
from intertwine.model.short_help import ShortHelp
from intertwine.model.short_repr import quoted
from intertwine.viewer import Viewer

if TYPE_CHECKING:
    from intertwine.plan import Plan, PlanOptions
    from intertwine.plan.work import OnPlanProgress

OnProgress = Callable[[int, int], None]
"""Called with how many pages are done, and how many there are."""

BUNDLED = "marvel-netflix"
"""The universe that is opened where none is named."""


@record
class Companion(metaclass=ShortHelp):
    """An opened universe, to be asked for what somebody may know; `load` opens one. `universe` is the gate that it
    asks.

    >>> import intertwine
    >>> universe = intertwine.load()
    >>> universe
    <Companion of "Marvel on Netflix": no problems>
    >>> universe.text(universe.progress("daredevil season 1, told Iron Fist 1x01"))
    'Daredevil S1, told Iron Fist 1x01'
    """

    universe: Universe = field(metadata={"help": "The universe's gate: it gives views, and nothing else."})

    def __init__(self, universe: Universe) -> None:
        """For `load`. Raises `TypeError` for anything but a universe's gate."""
        if not isinstance(universe, Universe):
            refuse("Companion", "a universe's gate", universe, 'write intertwine.load("FOLDER")')
        object.__setattr__(self, "universe", universe)

    @property
    def name(self) -> str:
        """The universe's name.

        >>> import intertwine
        >>> intertwine.load().name
        'Marvel on Netflix'
        """
        return self.universe.name

    @property
    def hash(self) -> str:
        """The hash of its content."""
        return self.universe.hash

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with its text.

        >>> import intertwine
        >>> intertwine.load().problems
        ()
        """
        return self.universe.problems

    @property
    def everything(self) -> Progress:
        """Every installment listed now, seen whole: an explicit set.

        >>> import intertwine
        >>> intertwine.load().everything
        <Progress: seen 161, told 0>
        """
        return self.universe.everything

    def seen(self, progress: Progress | str = NOTHING, posture: Posture = USUAL) -> Viewer:
        """Somebody who has passed `progress`, or what its text says ("Daredevil S1, Jessica Jones 1x01"; "": nothing).
        `posture` is what they want to see of the rest. Raises `UnknownProgressError` for text that cannot be read.

        >>> import intertwine
        >>> intertwine.load().seen("Daredevil S1, Jessica Jones 1x01")
        <Viewer of "Marvel on Netflix": 14 of 161 installments seen>
        """
        if not isinstance(progress, str | Progress):
            refuse("seen", "progress: a text or a Progress", progress, 'write seen("Title S1, Other Title 1x01-1x03")')
        if not isinstance(posture, Posture):
            refuse("seen", "posture= as a Posture", posture, 'write seen("Title S1", Posture(names="none"))')
        return Viewer(self.universe.seen(progress, posture))

    def progress(self, text: str, viewer: Progress = NOTHING) -> Progress:
        """Read progress text. `viewer` is what whoever types has passed already: its titles are known as well.

        Raises `UnknownProgressError`, whose message names the word.

        >>> import intertwine
        >>> intertwine.load().progress("daredevil season 1, told Iron Fist 1x01")
        <Progress: seen 13, told 1>
        """
        need_text("progress", text, "progress as text", 'write progress("Title S1, Other Title 1x01-1x03")')
        if not isinstance(viewer, Progress):
            refuse("progress", "viewer= as a Progress", viewer, 'write viewer=universe.progress("Title S1")')
        return self.universe.progress(text, viewer)

    def text(self, progress: Progress) -> str:
        """The canonical text of a progress.

        >>> import intertwine
        >>> intertwine.load().text(intertwine.Progress())
        ''
        """
        if not isinstance(progress, Progress):
            refuse("text", "a Progress", progress, 'write text(universe.progress("Title S1"))')
        return self.universe.text(progress)

    def plan(
        self,
        target: str,
        seen: Progress | str = NOTHING,
        posture: Posture = USUAL,
        *,
        also_for: Progress | str | None = None,
        options: "PlanOptions | None" = None,
        curve: bool = False,
        progress: "OnPlanProgress | None" = None,
    ) -> "Plan":
        """What to see before a title, a season or an installment: what it builds on, in as little time as will do.

        `seen` and `posture` are as in `Companion.seen`, `also_for` is how far somebody is who sees it with them.
        `curve` asks for the share for each time, `progress` hears of the work, and ends it by False. A plan says which
        installments matter, whatever is known of them, and nothing of what is in them. Raises `PlanError`, what
        `Companion.seen` does, `NotThere` and `Ambiguous`.

        >>> import intertwine
        >>> plan = intertwine.load().plan("Luke Cage S2", "Luke Cage S1, Daredevil S1-S2")
        >>> [it.it.text for it in plan.installments]
        ['The Defenders 1x08']
        """
        need_text("plan", target, "what to plan for as text", 'write plan("The Defenders")')
        try:
            from intertwine.plan.make import make_plan  # noqa: PLC0415 - few ask for plans, and they need a solver
        except ImportError as error:
            raise missing(error) from error
        need_call("plan", "progress", progress, "done, total")
        passed = self._read(seen)
        if also_for is not None:
            passed &= self._read(also_for)
        view = self.universe.seen(passed, posture)
        disclose = partial(self.universe.curriculum, passed)
        return make_plan(view, disclose, target, options, curve=curve, progress=progress)

    def _read(self, progress: Progress | str) -> Progress:
        return self.universe.progress(progress) if isinstance(progress, str) else progress

    def __repr__(self) -> str:
        count = len(self.problems)
        found = f"{count or 'no'} problem{'' if count == 1 else 's'}"
        return f"<Companion of {quoted(self.name)}: {found}>"


def universe_folder(path: AnyPath | None = None) -> Path:
    """The folder that `path` means: itself, or an included universe of that name; None is the included one.

    Raises `NotAUniverse` for a name that is neither, and `TypeError` for what is no path.
    """
    if isinstance(path, str) and not path.strip():
        raise NotAUniverse("the name is empty: write a folder, or the name of a universe that comes with Intertwine")
    if path is None:
        name, given = BUNDLED, None
    else:
        given = need_path("load", path)
        name = str(given)
    if given is not None and (given.exists() or len(given.parts) != 1):
        return given
    here = Path(__file__).parent
    for home in (here / "universes", here.parent.parent / "universes"):
        if (home / name).is_dir():
            return home / name
    raise NotAUniverse(f'there is no folder "{name}", and no universe of that name comes with Intertwine')


def load(path: AnyPath | None = None, *, progress: OnProgress | None = None, view_bytes: int = VIEW_BYTES) -> Companion:
    """Open a universe: a folder, or the name of an included one (None: the included one).

    It is compiled once, and from then on comes from a cache on disk until a file of it changes. Mistakes in its text
    are in its `problems`, and cost only what they stand in. `progress` is called with pages done and pages in
    all while it compiles. Views that were asked for are kept in at most about `view_bytes` bytes of memory; the one
    that was asked last is kept whatever it takes. Raises `NotAUniverse` where there is no universe.

    >>> import intertwine
    >>> intertwine.load("marvel-netflix").name
    'Marvel on Netflix'
    """
    need_call("load", "progress", progress, "done, total")
    return Companion(Universe(compile_universe(path, progress=progress), view_bytes=view_bytes))


def compile_universe(path: AnyPath | None = None, *, progress: OnProgress | None = None) -> Compiled:
    """The ledger behind a universe's gate, for a keeper's tools: whoever holds it can see everything."""
    return compiled(universe_folder(path), progress=progress)
