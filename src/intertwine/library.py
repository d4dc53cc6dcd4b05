"""The library: what `import intertwine` gives. The command line and the web ask through it as well."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from intertwine import questions
from intertwine.gate.universe import Universe
from intertwine.gate.view import View
from intertwine.ledger.load import compiled
from intertwine.ledger.read.folder import NotAUniverse
from intertwine.ledger.store.columns import Compiled
from intertwine.questions.common import Asked
from intertwine.questions.timeline import Order

if TYPE_CHECKING:
    from intertwine.maps.keep import OrderCache
    from intertwine.maps.story_map import StoryMap

Tell = Callable[[int, int], None]
"""Called with how many pages are done, and how many there are."""

BUNDLED = "marvel-netflix"
"""The universe that is opened where none is named."""


class Viewer(View):
    """A view that can be asked: everything that one viewer may know, with a method for each question.

    Names are asked as typed, whatever their case and accents. Where the answer is about one thing, `NotThere` says
    that nothing in the view is called so (hidden and missing alike) and `Ambiguous` that several things are.
    """

    __slots__ = ()

    def front(self) -> questions.UniversePage:
        """The universe and its titles, with how far this viewer is."""
        return questions.universe(self)

    def title(self, name: Asked) -> questions.TitlePage:
        """A title's page."""
        return questions.title(self, name)

    def who(self, name: Asked) -> questions.Who:
        """Somebody's or something's page: names, what has happened so far, relations, where seen."""
        return questions.who(self, name)

    def met(self, *names: str, before: str | None = None) -> questions.Meetings:
        """Whether these have met, all pairs of them; with `before`, whether they had before that."""
        return questions.met(self, names, before)

    def path(self, a: Asked, b: Asked) -> questions.Path:
        """The shortest chain of meetings between two people."""
        return questions.path(self, a, b)

    def ties(self, *among: Asked) -> questions.Ties:
        """Who is seen in two or more titles (of `among`, where given)."""
        return questions.ties(self, among)

    def timeline(self, *about: Asked, story: bool = False) -> questions.Timeline:
        """What happened (to all of `about`, where given), as shown; with `story`, in the order of the story."""
        return questions.timeline(self, about, "story" if story else "shown")

    def thread(self, name: Asked) -> questions.Thread:
        """How an open case or question stands."""
        return questions.thread(self, name)

    def secrets(self, *about: Asked) -> questions.Secrets:
        """Who knows whose secret (of those of, or known to, one of `about`, where given)."""
        return questions.secrets(self, about)

    def search(self, query: str) -> questions.Found:
        """Visible names and facts that match."""
        return questions.search(self, query)

    def recap(self, before: str) -> questions.Recap:
        """What to remember before an installment, a season or a title."""
        return questions.recap(self, before)

    def strands(
        self, asked: Asked | None = None, order: Order = "shown", *, fold: bool = True, who: bool = False
    ) -> questions.Strands:
        """Who is with whom, moment by moment: what a map draws."""
        return questions.strands(self, asked, order, fold=fold, who=who)

    def map(
        self,
        asked: Asked | None = None,
        order: Order = "shown",
        *,
        fold: bool = True,
        who: bool = False,
        proved: bool = False,
        seconds: float | None = None,
        progress: Callable[[int, int], bool | None] | None = None,
        orders: "OrderCache | None" = None,
    ) -> "StoryMap":
        """The map of the universe, a title, a season, an installment or (`who`) somebody; see `maps.story_map`. To be
        asked for several maps in one process, it takes `orders`, which keeps what was found for the ones before."""
        from intertwine.maps.story_map import story_map  # noqa: PLC0415 - who asks for no map loads no layout engine

        return story_map(
            self, asked, order, fold=fold, who=who, proved=proved, seconds=seconds, progress=progress, orders=orders
        )

    def learnt(self, before: View) -> questions.Learnt:
        """What this view tells that an earlier one did not."""
        return questions.learnt(before, self)


def universe_folder(path: str | Path | None = None) -> Path:
    """The folder that `path` means: itself, or a bundled universe of that name; None is the bundled one.

    Raises `NotAUniverse` for a name that is neither.
    """
    name = BUNDLED if path is None else str(path)
    if path is not None and (Path(path).exists() or len(Path(path).parts) != 1):
        return Path(path)
    here = Path(__file__).parent
    for home in (here / "universes", here.parent.parent / "universes"):
        if (home / name).is_dir():
            return home / name
    raise NotAUniverse(f'there is no folder "{name}", and no universe of that name comes with Intertwine')


def load(path: str | Path | None = None, *, progress: Tell | None = None) -> Universe[Viewer]:
    """Open a universe: a folder, or the name of a bundled one (None: the bundled one).

    It is compiled once, and from then on comes from a cache on disk until a file of it changes. Mistakes in its text
    are in `universe.problems`, and cost only what they stand in. `progress` is called with pages done and pages in
    all while it compiles. Raises `NotAUniverse` where there is none.
    """
    return Universe(compile_universe(path, progress=progress), Viewer)


def compile_universe(path: str | Path | None = None, *, progress: Tell | None = None) -> Compiled:
    """The ledger behind a universe's gate, for a keeper's tools: whoever holds it can see everything."""
    return compiled(universe_folder(path), progress=progress)
