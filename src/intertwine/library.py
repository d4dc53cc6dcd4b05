"""The library: what `import intertwine` gives. The command line and the web ask through it as well."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from intertwine import questions
from intertwine.gate.universe import Universe
from intertwine.gate.view import View
from intertwine.ledger.load import compiled
from intertwine.ledger.read.folder import NotAUniverse
from intertwine.ledger.store.columns import Compiled
from intertwine.model.problem import Problem
from intertwine.model.progress import NOTHING, Mark, Progress
from intertwine.questions.common import Asked

if TYPE_CHECKING:
    from intertwine.maps.build import StoryMap
    from intertwine.maps.order_cache import OrderCache
    from intertwine.questions.timelines import Order

OnProgress = Callable[[int, int], None]
"""Called with how many pages are done, and how many there are."""

BUNDLED = "marvel-netflix"
"""The universe that is opened where none is named."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """Everything that one viewer may know, with a method for each question. `view` is what they may know, as the gate
    made it.

    Names are asked as typed, whatever their case and accents. Where the answer is about one thing, `NotThere` says
    that nothing in the view is called so (hidden and missing alike) and `Ambiguous` that several things are.
    """

    view: View

    def front(self) -> "questions.UniversePage":
        """The universe and its titles, with how far this viewer is."""
        return questions.universe(self.view)

    def title(self, name: Asked) -> "questions.TitlePage":
        """A title's page."""
        return questions.title(self.view, name)

    def who(self, name: Asked) -> "questions.Who":
        """Somebody's or something's page: names, what has happened so far, relations, where seen."""
        return questions.who(self.view, name)

    def met(self, *names: str, before: str | None = None) -> "questions.Meetings":
        """Whether these have met, all pairs of them; with `before`, whether they had before that."""
        return questions.met(self.view, names, before)

    def path(self, a: Asked, b: Asked) -> "questions.Path":
        """The shortest chain of meetings between two people."""
        return questions.path(self.view, a, b)

    def ties(self, *among: Asked) -> "questions.Ties":
        """Who is seen in two or more titles (of `among`, where given)."""
        return questions.ties(self.view, among)

    def timeline(self, *about: Asked, story: bool = False) -> "questions.Timeline":
        """What happened (to all of `about`, where given), as shown; with `story`, in the order of the story."""
        return questions.timeline(self.view, about, "story" if story else "shown")

    def thread(self, name: Asked) -> "questions.Thread":
        """How an open case or question stands."""
        return questions.thread(self.view, name)

    def secrets(self, *about: Asked) -> "questions.Secrets":
        """Who knows whose secret (of those of, or known to, one of `about`, where given)."""
        return questions.secrets(self.view, about)

    def search(self, query: str) -> "questions.SearchHits":
        """Visible names and facts that match."""
        return questions.search(self.view, query)

    def recap(self, before: str) -> "questions.Recap":
        """What to remember before an installment, a season or a title."""
        return questions.recap(self.view, before)

    def strands(
        self, asked: Asked | None = None, order: "Order" = "shown", *, fold: bool = True, who: bool = False
    ) -> "questions.Strands":
        """Who is with whom, moment by moment: what a map draws.

        `asked` is what it is about: None the universe; a title, "Title S2", "Title 1x03", or (`who`, or where no title
        is called so) somebody or something. Moments come in `order`: as shown, or as in the story. With `fold` those of
        few moments are left out. Raises `NotThere`, `Ambiguous`.
        """
        return questions.strands(self.view, asked, order, fold=fold, who=who)

    def map(
        self,
        asked: Asked | None = None,
        order: "Order" = "shown",
        *,
        fold: bool = True,
        who: bool = False,
        proved: bool = False,
        seconds: float | None = None,
        progress: Callable[[int, int], bool | None] | None = None,
        orders: "OrderCache | None" = None,
    ) -> "StoryMap":
        """The map of what `asked` names; see `maps.story_map`.

        `asked`, `order`, `fold` and `who` are those of `strands`. The lines stand in an order with few crossings; with
        `proved`, in one with the fewest, as far as a solver's work limit suffices. `seconds` of the clock interrupt it
        (None: nothing does). `progress` is called with the lower bound and the crossings whenever either
        changes; returning False ends the search. `orders` keeps what was found for maps that are asked for one
        after the other (None: nothing is kept in memory). Raises `NotThere`, `Ambiguous`.
        """
        from intertwine.maps.build import story_map  # noqa: PLC0415 - the layout engine is loaded only for a map

        return story_map(
            self.view,
            asked,
            order,
            fold=fold,
            who=who,
            proved=proved,
            seconds=seconds,
            progress=progress,
            orders=orders,
        )

    def learnt(self, before: "Viewer") -> "questions.Learnt":
        """What this viewer knows that an earlier one (`before`) did not."""
        return questions.learnt(before.view, self.view)

    def find(self, name: str) -> tuple[int, ...]:
        """The entities and titles that are called `name`, as numbers of `view`."""
        return self.view.names.find(name)

    def marks(self, title: int, places: Iterable[tuple[int, int]]) -> frozenset[Mark]:
        """Marks of a title's installments, for a `Progress`.

        `title` is a number that `find` gave, `places` are pairs of season and number (a film is `(0, 0)`); what is not
        listed is left out.
        """
        return self.view.listing.marks(title, places)


@dataclass(frozen=True, slots=True)
class Companion:
    """An opened universe, to be asked for what somebody may know. `universe` is the gate that it asks."""

    universe: Universe

    @property
    def name(self) -> str:
        """The universe's name."""
        return self.universe.name

    @property
    def hash(self) -> str:
        """The hash of its content."""
        return self.universe.hash

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with its text."""
        return self.universe.problems

    @property
    def everything(self) -> Progress:
        """Every installment listed now, seen whole: an explicit set."""
        return self.universe.everything

    def seen(self, progress: Progress | str = NOTHING) -> Viewer:
        """Somebody who has passed `progress`, or what its text says.

        Raises `UnknownProgressError` for text that cannot be read.
        """
        return Viewer(self.universe.seen(progress))

    def progress(self, text: str, viewer: Progress = NOTHING) -> Progress:
        """Read progress text. `viewer` is what whoever types has passed already: its titles are known as well.

        Raises `UnknownProgressError`, whose message names the word.
        """
        return self.universe.progress(text, viewer)

    def text(self, progress: Progress) -> str:
        """The canonical text of a progress."""
        return self.universe.text(progress)


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


def load(path: str | Path | None = None, *, progress: OnProgress | None = None) -> Companion:
    """Open a universe: a folder, or the name of a bundled one (None: the bundled one).

    It is compiled once, and from then on comes from a cache on disk until a file of it changes. Mistakes in its text
    are in its `problems`, and cost only what they stand in. `progress` is called with pages done and pages in
    all while it compiles. Raises `NotAUniverse` where there is none.
    """
    return Companion(Universe(compile_universe(path, progress=progress)))


def compile_universe(path: str | Path | None = None, *, progress: OnProgress | None = None) -> Compiled:
    """The ledger behind a universe's gate, for a keeper's tools: whoever holds it can see everything."""
    return compiled(universe_folder(path), progress=progress)
