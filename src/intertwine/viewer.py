"""What one viewer asks: every question of the library, about what this viewer may know."""

from collections.abc import Callable, Iterable
from dataclasses import field
from typing import TYPE_CHECKING, overload

from intertwine import questions
from intertwine.gate.view import View
from intertwine.model.arguments import need_flags, need_places, need_text, refuse
from intertwine.model.extras import missing
from intertwine.model.kinds import is_title_kind
from intertwine.model.progress import Mark
from intertwine.model.record import record
from intertwine.model.short_help import ShortHelp
from intertwine.model.short_repr import quoted
from intertwine.questions.common import Named, NotThere
from intertwine.questions.tell import the

if TYPE_CHECKING:
    from intertwine.maps.build import StoryMap
    from intertwine.maps.order_cache import OrderCache
    from intertwine.questions.timelines import Order
    from intertwine.questions.who_is_who import ByWhat


@record
class Viewer(metaclass=ShortHelp):
    """Everything that one viewer may know, with a method for each question. `view` is what they may know, as the gate
    made it; `Companion.seen` makes viewers.

    A name is asked as you would type it; an address or a `Named` from an answer works as well. `NotThere` says that
    nothing in the view is called so (hidden and missing alike), and `Ambiguous` that several things are.

    >>> import intertwine
    >>> viewer = intertwine.load().seen("Daredevil S1")
    >>> viewer
    <Viewer of "Marvel on Netflix": 13 of 161 installments seen>
    >>> viewer.met("Claire Temple", "Matt Murdock").pairs[0].where
    <At: Daredevil 1x02>
    """

    view: View = field(metadata={"help": "All that this viewer may know: where a question of your own starts."})

    def __init__(self, view: View) -> None:
        """For `Companion.seen`. Raises `TypeError` for anything but a view."""
        if not isinstance(view, View):
            refuse("Viewer", "a view", view, 'write universe.seen("Title S1")')
        object.__setattr__(self, "view", view)

    def front(self) -> "questions.UniversePage":
        """The universe and its titles, with how far this viewer is.

        >>> import intertwine
        >>> [it.title.name for it in intertwine.load().seen("Daredevil S1").front().titles if it.seen]
        ['Daredevil']
        """
        return questions.universe(self.view)

    def title(self, name: str | Named) -> "questions.TitlePage":
        """A title's page; its `next` is what to watch next of it. Raises `NotThere`, `Ambiguous`.

        >>> import intertwine
        >>> intertwine.load().seen("Daredevil S1").title("daredevil").next
        <Episode: season 2, episode 1, name "Bang", date "2016-03-18", minutes 48, length 48, about, state "unseen">
        """
        return questions.title(self.view, self._asked("title", name, titles=True))

    def installment(self, place: str) -> "questions.InstallmentPage":
        """An episode's, a chapter's or an issue's page: what it shows, and what is beside it. Raises `NotThere`.

        >>> import intertwine
        >>> [it.name for it in intertwine.load().seen("Daredevil S1").installment("Daredevil 1x02").people[:2]]
        ['Matt Murdock', 'Karen Page']
        """
        return questions.installment(self.view, place)

    @overload
    def next(self, title: str | Named) -> "questions.Episode | None": ...
    @overload
    def next(self, *, order: str) -> "questions.TitleEpisode | None": ...
    def next(
        self, title: str | Named | None = None, *, order: str | None = None
    ) -> "questions.Episode | questions.TitleEpisode | None":
        """The first installment of a title, or of the viewing order `order` ("release": of all titles), that was not
        seen to its end; None where all were. Raises `NotThere`, `Ambiguous`.

        >>> import intertwine
        >>> intertwine.load().seen("Daredevil 1x01-1x03").next("Daredevil").name
        'In the Blood'
        """
        if (title is None) == (order is None):
            raise TypeError('next takes a title or an order: write next("Title"), or next(order="release")')
        if order is not None:
            return self.order(order).next
        return questions.title(self.view, self._asked("next", title, titles=True)).next

    def order(self, name: str) -> "questions.ViewingOrder":
        """A viewing order by its name ("release" is always there): what is in it and next. Raises `NotThere`.

        >>> import intertwine
        >>> intertwine.load().seen("Daredevil S1").order("release").next.text
        'Jessica Jones 1x01'
        """
        need_text("order", name, "the name of a viewing order as text", 'write order("release")')
        return questions.viewing_order(self.view, name)

    def who(self, name: str | Named) -> "questions.Who":
        """The page of somebody or something: names, facts, relations, where seen. Raises `NotThere`, `Ambiguous`.

        >>> import intertwine
        >>> intertwine.load().seen("Daredevil S1").who("Claire Temple").facts[0].text
        'Claire Temple is a nurse'
        """
        return questions.who(self.view, self._asked("who", name, titles=False))

    def everybody(self, by: "ByWhat" = "title", limit: int = 100, offset: int = 0) -> "questions.Everybody":
        """Who is who: everybody and everything but titles, the people `by` title, or by "weight" alone.

        >>> import intertwine
        >>> intertwine.load().seen("Daredevil S1").everybody().groups[0].people[0].role
        'a lawyer'
        """
        return questions.everybody(self.view, by, limit, offset)

    def met(self, *names: str | Named, before: str | None = None) -> "questions.Meetings":
        """Whether these have met, all pairs of them, or had met `before` a place. Names that are not there are in
        `unknown` of the answer, and names that may have been meant in `near`. Raises `NotThere` for `before`.

        >>> import intertwine
        >>> intertwine.load().seen("Daredevil S1").met("Claire Temple", "Foggy Nelson").pairs[0].where
        <At: Daredevil 1x06>
        """
        way = 'write met("...", "...") with two names or more'
        asked = [self._asked("met", name, "names as text", way, titles=False) for name in names]
        if len(names) < 2:
            raise TypeError(f"met takes two names or more, not {len(names)}: {way}")
        if before is not None:
            need_text("met", before, "before= as text", 'write before="Title 1x01"')
        words = [it if isinstance(it, str) else self.view.names.address(it) for it in asked]
        return questions.met(self.view, words, before)

    def path(self, a: str | Named, b: str | Named) -> "questions.Path":
        """The shortest chain of meetings between two people. Raises `NotThere`, `Ambiguous`.

        >>> import intertwine
        >>> [it.b.name for it in intertwine.load().seen("Daredevil S1").path("Claire Temple", "Vanessa Marianna").steps]
        ['Matt Murdock', 'Vanessa Marianna']
        """
        way = 'write path("...", "...")'
        here, goal = (self._asked("path", name, "two names as text", way, titles=False) for name in (a, b))
        return questions.path(self.view, here, goal)

    def ties(self, *among: str | Named) -> "questions.Ties":
        """Who is seen in two or more titles (of `among`, where given). Raises `NotThere`, `Ambiguous`.

        >>> import intertwine
        >>> [it.who.name for it in intertwine.load().seen("Daredevil S1, Jessica Jones S1").ties().ties]
        ['Claire Temple', 'Brett Mahoney']
        """
        way = 'write ties("...", "...")'
        return questions.ties(
            self.view, [self._asked("ties", name, "titles as text", way, titles=True) for name in among]
        )

    def timeline(
        self,
        *about: str | Named,
        story: bool = False,
        order: "Order | None" = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> "questions.Timeline":
        """What happened (to all of `about`, where given): as shown, with `story` as in the story, or by `order` ("own":
        as the first person lived it). `limit` facts at most. Raises `NotThere`, `Ambiguous`; `ValueError` for another.

        >>> import intertwine
        >>> intertwine.load().seen("Daredevil S1").timeline("Claire Temple").facts[0].text
        'Claire Temple is introduced as a nurse'
        """
        need_flags("timeline", story=story)
        asked = [self._asked("timeline", name) for name in about]
        if story and order is not None:
            raise TypeError('timeline takes story=True or order=, not both: write order="story"')
        usual: Order = "story" if story else "shown"
        chosen = usual if order is None else order
        return questions.timeline(self.view, asked, chosen, limit=limit, offset=offset)

    def thread(self, name: str | Named) -> "questions.Thread":
        """How an open case or question stands. Raises `NotThere` (for what is not known as one, too), `Ambiguous`.

        >>> import intertwine
        >>> intertwine.load().seen("Daredevil S1").thread("The case against Wilson Fisk").state
        'resolved'
        """
        found = questions.thread(self.view, self._asked("thread", name, titles=False))
        if found.state is None and not found.inside:
            raise NotThere(name.name if isinstance(name, Named) else name, other="not a thread")
        return found

    def secrets(self, *about: str | Named) -> "questions.Secrets":
        """Who knows whose secret (of, or known to, one of `about`, if given). Raises `NotThere`, `Ambiguous`.

        >>> import intertwine
        >>> intertwine.load().seen("Daredevil S1").secrets("Claire Temple").secrets[0]
        <Secret: of 1, told "Matt Murdock is the man in the mask", known by 4>
        """
        return questions.secrets(self.view, [self._asked("secrets", name, titles=False) for name in about])

    def search(self, query: str, limit: int = 50, offset: int = 0) -> "questions.SearchHits":
        """Who matches by a visible name or by what they do, and facts that hold every word; `limit` of both at most.

        >>> import intertwine
        >>> intertwine.load().seen("Daredevil S1").search("the nurse").names[0].name
        'Claire Temple'
        """
        need_text("search", query, "words as text", 'write search("...")')
        return questions.search(self.view, query, limit, offset)

    def suggestions(self, text: str, most: int = 8) -> "questions.Suggestions":
        """At most `most` visible names that `text` may become: what a box offers while somebody types.

        >>> import intertwine
        >>> intertwine.load().seen("Daredevil S1").suggestions("cla").hits[0].name
        'Claire Temple'
        """
        need_text("suggestions", text, "what is typed as text", 'write suggestions("...")')
        return questions.suggestions(self.view, text, most)

    def where_you_are(self, title: str | Named | None = None, *, order: str = "release") -> "questions.WhereYouAre":
        """What comes next, in a `title` or by an `order` of all; what leads up to it; the crossover that is ahead.

        >>> import intertwine
        >>> intertwine.load().seen("Daredevil 1x01").where_you_are().crossover
        <Crossover: title "The Defenders", seen 0, titles 4>
        """
        need_text("where_you_are", order, "the name of a viewing order as text", 'write where_you_are(order="release")')
        about = None if title is None else self._asked("where_you_are", title, titles=True)
        return questions.where_you_are(self.view, about, order)

    def recap(self, before: str) -> "questions.Recap":
        """What to remember before a place: `previously` in a few sentences, then all of it, person by person.

        >>> import intertwine
        >>> intertwine.load().seen("Daredevil 1x01").recap("Daredevil 1x02").previously.short.parts[0].at
        <At: Daredevil 1x01>
        """
        need_text("recap", before, "a place as text", 'write recap("Title 1x01"), or recap("Title")')
        return questions.recap(self.view, before)

    def strands(
        self, asked: str | Named | None = None, order: "Order" = "shown", *, fold: bool = True, who: bool = False
    ) -> "questions.Strands":
        """Who is with whom, moment by moment: what a map draws. `asked` is what it is about: None all; a title,
        "Title S2", "Title 1x03", or (`who`, or where no title is called so) somebody or something. Moments come in
        `order`: as shown, as in the story, or ("own") as the person asked about lived them. With `fold` those of few
        moments are left out. Raises `NotThere`, `Ambiguous`.

        >>> import intertwine
        >>> intertwine.load().seen("Daredevil S1").strands("Daredevil 1x02")
        <Strands: level "installment", about "Daredevil", season 1, episode 2, order "shown", strands 17, moments 8>
        """
        about = None if asked is None else self._asked("strands", asked)
        return questions.strands(self.view, about, order, fold=fold, who=who)

    def map(
        self,
        asked: str | Named | None = None,
        order: "Order" = "shown",
        *,
        fold: bool = True,
        who: bool = False,
        proved: bool = False,
        seconds: float | None = None,
        progress: Callable[[int, int], bool | None] | None = None,
        orders: "OrderCache | None" = None,
    ) -> "StoryMap":
        """The map of what `asked` names. `intertwine.maps.write(map, "map.svg")` draws it to a file.

        `asked`, `order`, `fold` and `who` are those of `strands`. The lines stand in an order with few crossings; with
        `proved` or `seconds`, in one with the fewest, as far as a solver's work limit suffices. `seconds` of the clock
        interrupt that search (None: nothing does). `progress` is called with the lower bound and the crossings whenever
        either changes; returning False ends the search. `orders` keeps what was found for maps that are asked for one
        after the other (None: nothing is kept in memory). Raises `NotThere`, `Ambiguous`, and `ImportError` where the
        extra `intertwine[maps]` is not installed.

        >>> import intertwine
        >>> intertwine.load().seen("Daredevil S1").map("Daredevil 1x02").proof.crossings
        0
        """
        about = None if asked is None else self._asked("map", asked)
        try:
            from intertwine.maps.build import story_map  # noqa: PLC0415 - the layout engine is loaded only for a map
        except ModuleNotFoundError as error:
            raise missing(error) from None
        return story_map(
            self.view,
            about,
            order,
            fold=fold,
            who=who,
            proved=proved,
            seconds=seconds,
            progress=progress,
            orders=orders,
        )

    def learnt(self, before: "Viewer") -> "questions.Learnt":
        """What this viewer knows that an earlier one (`before`) did not.

        >>> import intertwine
        >>> universe = intertwine.load()
        >>> news = universe.seen("Daredevil 1x01-1x02").learnt(universe.seen("Daredevil 1x01"))
        >>> [it.name for it in news.people if it.kind == "character"][:2]
        ['Claire Temple', 'Josie']
        """
        if not isinstance(before, Viewer):
            refuse("learnt", "an earlier viewer", before, 'write learnt(universe.seen("Title 1x01"))')
        if before.view.universe != self.view.universe:
            names = f'"{before.view.universe}" and "{self.view.universe}"'
            raise ValueError(f"learnt compares two viewers of one universe, not of {names}")
        return questions.learnt(before.view, self.view)

    def _asked(
        self, call: str, value: object, what: str = "a name as text", way: str = "", *, titles: bool | None = None
    ) -> str | int:
        """What a question is asked about: a text as it is, a `Named` of an answer as its number. `titles`: True where
        it is to be a title, False where it is not. Raises `NotThere` for a `Named` that this viewer does not know."""
        if isinstance(value, str):
            return value
        if not isinstance(value, Named):
            refuse(call, what, value, way or f'write {call}("...") with a name as you would type it')
        is_title = is_title_kind(value.kind)
        number = self.view.names.at(value.address, titles=is_title)
        if number is None:
            raise NotThere(value.name)
        if titles not in (None, is_title):
            raise NotThere(value.name, other="a title" if is_title else "not a title")
        return number

    def find(self, name: str) -> tuple[int, ...]:
        """The entities and titles that are called `name`, as numbers of `view`: for `marks`, and for questions of your
        own.

        >>> import intertwine
        >>> viewer = intertwine.load().seen("Daredevil S1")
        >>> [viewer.view.names.best(number) for number in viewer.find("claire temple")]
        ['Claire Temple']
        """
        need_text("find", name)
        return self.view.names.find(name)

    def marks(self, title: str | int, places: Iterable[tuple[int, int]]) -> frozenset[Mark]:
        """Marks of a title's installments, for a `Progress`. `title` is its name, or its number in `view`; `places` are
        pairs of season and number (a film is `(0, 0)`); what is not listed is left out. Raises `NotThere` and
        `Ambiguous` for a name, and `ValueError` for a number that is no title's.

        >>> import intertwine
        >>> universe = intertwine.load()
        >>> universe.text(intertwine.Progress.of(universe.seen().marks("Daredevil", [(1, 1), (1, 2)])))
        'Daredevil 1x01-1x02'
        """
        way = 'write marks("Title", [(1, 1), (1, 2)])'
        if isinstance(title, bool) or not isinstance(title, str | int):
            refuse("marks", "a title's name or number", title, way)
        if isinstance(title, int) and title not in self.view.listing.titles:
            raise ValueError(f"marks takes a title, and number {title} is not a title here: {way}")
        wanted = need_places("marks", places, way)
        number = the(self.view, title, titles=True) if isinstance(title, str) else title
        return self.view.listing.marks(number, wanted)

    def __repr__(self) -> str:
        page = self.front()
        told = f", {page.told} told" if page.told else ""
        return f"<Viewer of {quoted(page.name)}: {page.seen} of {page.episodes} installments seen{told}>"
