"""A title's page."""

from collections.abc import Sequence
from dataclasses import field

import numpy as np

from intertwine.gate.view import View
from intertwine.model.arrays import common
from intertwine.model.fact import Fact, Listed
from intertwine.model.numbers import is_between, shown
from intertwine.model.record import record
from intertwine.model.release import first_release, last_release
from intertwine.model.short_repr import short_repr
from intertwine.model.times import write_time
from intertwine.model.title_kind import PLAIN, TitleWords
from intertwine.model.verb import Role
from intertwine.questions.arguments import need_name, need_view
from intertwine.questions.common import Ambiguous, Asked, Connection, Image, Named, NotThere, OutsideId, Told
from intertwine.questions.listed import LISTED
from intertwine.questions.meaning import meant
from intertwine.questions.tell import Links, Teller, ToldFacts, believed, iso, reached, real


@record
class Certification:
    """What one body says of it: `mark` (TV-MA, Not Rated) by `body` (US-TV, Netflix)."""

    body: str
    mark: str


@record
class Cut:
    """Another cut of a film: its `name` and its length in `minutes`, `about` True for `~189`."""

    name: str
    minutes: int
    about: bool


@record
class FurtherNumber:
    """A `number` of an installment in another `numbering`: 17 in "absolute", 1.3 in "disc"."""

    numbering: str
    number: str


@record
class Episode:
    """A listed installment. `season` and `episode` are None for a film. `name` is None while it is not to be shown.

    `date` is ISO or None; `length` is counted in what its title's kind says (None: unknown), `minutes` is the same
    where that is minutes; `about` is True for `~52`. `numbers` are its numbers in other numberings. `state` is "seen"
    (all of it), "begun", "told" (wanted to be told) or "unseen"; `time` is how far, where that is not all of it
    (`HH:MM:SS`). `skipped` is True for what the viewer leaves out where something is next.
    """

    season: int | None
    episode: int | None = field(metadata={"json": shown})
    name: str | None
    date: str | None
    minutes: int | None
    length: int | None
    about: bool
    state: str
    time: str | None
    numbers: tuple[FurtherNumber, ...] = field(default=(), metadata={"json": "if any"})
    skipped: bool = field(default=False, metadata={"json": "if any"})

    __repr__ = short_repr

    @property
    def also(self) -> str:
        """Its other numbers in words: "also absolute 17, disc 1.3"; "" where it has none."""
        return "also " + ", ".join(f"{it.numbering} {it.number}" for it in self.numbers) if self.numbers else ""


@record
class SeasonEpisodes:
    """A season and its listed installments. A film is one season whose `number` is None.

    `episodes` is how many it is declared to have (None: not declared); `announced` seasons have no installments yet.
    `usual` is about how long one of its installments takes, in what the title's lengths are counted in (None: not
    stated). It is an estimate: it stands in for the lengths that are not known.
    """

    number: int | None
    date: str | None
    episodes: int | None
    announced: bool
    listed: tuple[Episode, ...]
    usual: int | None = field(default=None, metadata={"json": "if any"})

    __repr__ = short_repr


@record
class CastLine:
    """An actor and the roles that this viewer knows them in, in billing order."""

    actor: Named
    roles: tuple[Named, ...]

    __repr__ = short_repr


@record
class TitlePage:
    """Everything about a title. `released` and `last_released` are the first and the last listed date (ISO or None);
    `episodes` counts the listed installments; `length` is the sum of the known lengths
    among them (None: none known), and `timed` how many have one.

    `next` is the first installment, by release, that was not seen to its end (None: all were): its name is shown.
    `picks_up` and `picked_up_by` tie it to other titles and threads, or parts of titles to each other.
    `news` comes newest first, `synopsis` in the order of the text, `facts` (public ones first, then
    as they were shown) and what few ask for (`renewals`, `antagonists`, `leaders`, `after_credits`) are put into words
    as they are read. `words` say how its parts and installments are called, and
    what `length` is counted in: `minutes` is the same where that is minutes, else None.
    """

    name: str
    address: str
    kind: str
    year: int | None
    certifications: tuple[Certification, ...]
    genres: tuple[str, ...]
    platforms: tuple[str, ...]
    released: str | None
    last_released: str | None
    episodes: int
    minutes: int | None
    length: int | None
    timed: int
    logline: str | None
    status: str | None
    seasons: tuple[SeasonEpisodes, ...]
    next: Episode | None
    cast: tuple[CastLine, ...]
    synopsis: tuple[Told, ...]
    news: tuple[Told, ...]
    renewals: Sequence[Told]
    picks_up: tuple[Connection, ...]
    picked_up_by: tuple[Connection, ...]
    antagonists: Sequence[Connection]
    leaders: Sequence[Connection]
    after_credits: Sequence[Told]
    facts: Sequence[Told]
    images: tuple[Image, ...]
    ids: tuple[OutsideId, ...]
    cuts: tuple[Cut, ...] = field(default=(), metadata={"json": "if any"})
    words: TitleWords = field(default=PLAIN, metadata={"json": TitleWords.as_json})

    __repr__ = short_repr

    def standing(self, it: Episode) -> str:
        """Where an installment of it stands: "part 2, chapter 5 of 20", "chapter 5 of 20"; "" where it is all of the
        title. How many there are is what the part declares, else what is listed of it; of the whole title, where the
        numbers run on from part to part. That is not said of specials, of a number between two others, or where a part
        begins with 0: the number does not count then."""
        where, count = self.words.where(it.season, it.episode), self.out_of(it)
        return f"{where} of {count}" if count else where

    def out_of(self, it: Episode) -> int:
        """Of how many installments `standing` says that `it` is one; 0 where it does not."""
        if it.season is None or it.episode is None:
            return 0
        counts = {season.number: season.episodes or len(_whole(season)) for season in self.seasons if season.number}
        first = next((number for season in self.seasons if season.number == it.season for number in _whole(season)), 0)
        runs_on = it.season > 1 and first > 1
        count = sum(counts.values()) if runs_on else counts.get(it.season, 0)
        own = next((season.listed for season in self.seasons if season.number == it.season), ())
        is_counted = it.season > 0 and not is_between(it.episode) and all(other.episode != 0 for other in own)
        return count if is_counted and it.episode <= count else 0


@record
class ListedTitle:
    """Of a title what its marks need: the fields of `TitlePage` with these names."""

    name: str
    address: str
    year: int | None
    episodes: int
    seasons: tuple[SeasonEpisodes, ...]
    next: Episode | None
    words: TitleWords

    __repr__ = short_repr


def listed_title(view: View, me: int) -> ListedTitle:
    """What is listed of the title with the number `me` in `view`: `title` tells all that is known of it as well, which
    takes much longer."""
    named, words = Teller(view).named(me), view.listing.words(me)
    listed, after = view.listing.installments(me), view.listing.next(me)
    return ListedTitle(
        name=named.name,
        address=named.address,
        year=view.listing.year(me) or None,
        episodes=len(listed),
        seasons=_seasons(view, me, listed, words),
        next=None if after is None else episode(after, words, film=is_film(listed)),
        words=words,
    )


def title(view: View, asked: Asked) -> TitlePage:
    """The page of the title that is called `asked`. Raises `NotThere`, `Ambiguous`."""
    need_view("title", view)
    need_name("title", asked)
    me, tell = _asked_title(view, asked), Teller(view)
    about = view.facts.of(me, verbs=lambda verb: verb.role != "prose")
    listing = [fact for fact in about if me in fact.subjects and fact.verb.role in LISTED]
    listed, year, after = view.listing.installments(me), view.listing.year(me), view.listing.next(me)
    dates = [it.date for it in listed if it.date]
    lengths, words = [it.minutes for it in listed if it.minutes], view.listing.words(me)
    return TitlePage(
        name=tell.named(me).name,
        address=tell.named(me).address,
        kind=view.entities.kind(me),
        year=year or None,
        certifications=tuple(Certification(f.label, f.words) for f in _of(listing, "certification")),
        genres=tuple(f.words for f in _by_rank(_of(listing, "genre"))),
        platforms=tuple(f.words for f in _by_rank(_of(listing, "platform"))),
        released=iso(first_release(dates)),
        last_released=iso(last_release(dates)),
        episodes=len(listed),
        minutes=in_minutes(sum(lengths), words),
        length=sum(lengths) or None,
        timed=len(lengths),
        logline=_only(_of(listing, "logline")),
        status=_only(_of(listing, "status")),
        seasons=_seasons(view, me, listed, words),
        next=None if after is None else episode(after, words, film=is_film(listed)),
        cast=_cast(tell, me, about),
        synopsis=tell.all_told(view.facts.synopsis_of(me)),
        news=tell.all_told(_newest_first(_of(listing, "news"))),
        renewals=tell.told_later([f for f in _of(about, "renewal") if me in f.subjects and not f.disproved]),
        picks_up=tell.ties(me, _tied(about, "continues")),
        picked_up_by=tell.ties(me, _tied(about, "continues"), backward=True),
        antagonists=Links(tell, ((n, f) for f in _tied(about, "villain") if me in f.objects for n in f.subjects)),
        leaders=Links(tell, ((n, f) for f in real(_shown(view, me, "leads")) for n in f.subjects)),
        after_credits=tell.told_later(_shown(view, me, "scene after the credits")),
        facts=ToldFacts(tell, view.lines.about(me, without=LISTED), until=True),
        images=tell.images(listing),
        ids=tell.ids(listing),
        cuts=tuple(Cut(f.label, int(f.words.removeprefix("~")), f.words.startswith("~")) for f in _of(listing, "cut")),
        words=words,
    )


def _asked_title(view: View, asked: Asked) -> int:
    """The title that is called `asked`. The error for `Daredevil 1x01` has the title in `near`."""
    try:
        return meant(view, asked, titles=True)
    except NotThere as lost:
        near, other = lost, lost.other
    of = () if other else _title_of_place(view, near.asked)
    raise NotThere(near.asked, lambda: near.near or of, "a place in a title" if of else other)


def _title_of_place(view: View, asked: str) -> tuple[str, ...]:
    from intertwine.questions.place import place_start  # noqa: PLC0415 - only where a name is not there

    try:
        return (place_start(view, asked).at.title,)
    except (NotThere, Ambiguous):
        return ()


def _shown(view: View, me: int, role: Role) -> list[Fact]:
    """What was shown in the title, or is said publicly on its page."""
    here = np.concatenate([view.lines.shown_in(me), view.lines.public_of(me)])
    return believed(view.facts.at(common(view.lines.of(roles=(role,)), here)))


def _of(facts: Sequence[Fact], role: Role) -> list[Fact]:
    return [fact for fact in facts if fact.verb.role == role]


def _tied(facts: Sequence[Fact], role: Role) -> list[Fact]:
    return real(_of(facts, role))


def _only(facts: Sequence[Fact]) -> str | None:
    """The last word on something of which there is one."""
    return facts[-1].words if facts else None


def _by_rank(facts: Sequence[Fact]) -> list[Fact]:
    return sorted(facts, key=lambda fact: (fact.rank, fact.order))


def _newest_first(facts: Sequence[Fact]) -> list[Fact]:
    def age(fact: Fact) -> tuple[bool, int, tuple[int, int]]:
        day = fact.true.start if fact.true else None
        return (day is None, -(day or 0), fact.order)

    return sorted(facts, key=age)


# --- seasons and cast ------------------------------------------------------------------------------------------------
def _seasons(view: View, me: int, listed: Sequence[Listed], words: TitleWords) -> tuple[SeasonEpisodes, ...]:
    declared = {season.number: season for season in view.listing.seasons(me)}
    found: dict[int, list[Episode]] = {number: [] for number in declared}
    film = is_film(listed)
    for it in listed:
        found.setdefault(it.season, []).append(episode(it, words, film=film))
    seasons = []
    for number, episodes in sorted(found.items()):
        known = declared.get(number)
        first = first_release(it.date for it in listed if it.season == number and it.date)
        seasons.append(
            SeasonEpisodes(
                None if film else number,
                iso((known and known.date) or first),
                (known.episodes if known else 0) or None,
                bool(known and known.announced),
                tuple(episodes),
                (known.usual if known else 0) or None,
            )
        )
    return tuple(seasons)


def _whole(season: SeasonEpisodes) -> list[int]:
    """The numbers of a part's installments, without those between two others."""
    return [it.episode for it in season.listed if it.episode is not None and not is_between(it.episode)]


def is_film(listed: Sequence[Listed]) -> bool:
    return len(listed) == 1 and (listed[0].season, listed[0].number) == (0, 0)


def in_minutes(length: int, words: TitleWords) -> int | None:
    """A `length` of a title with these `words` where it is known and counted in minutes."""
    return length or None if words.kind.counted_in == "minutes" else None


def episode(it: Listed, words: TitleWords, *, film: bool) -> Episode:
    """The listed installment `it` of a title with these `words`, as an answer says it; `film` where it is all of its
    title."""
    if reached(it.seen):
        state, until = "seen", None
    elif reached(it.told):
        state, until = "told", it.seen
    elif it.seen is not None:
        state, until = "begun", it.seen
    else:
        state, until = ("unseen", None) if it.told is None else ("told", it.told)
    return Episode(
        None if film else it.season,
        None if film else it.number,
        it.name or None,
        iso(it.date),
        in_minutes(it.minutes, words),
        it.minutes or None,
        it.about,
        state,
        None if until is None else write_time(until),
        tuple(FurtherNumber(numbering, number) for numbering, number in it.others),
        it.skipped,
    )


def _cast(tell: Teller, me: int, about: Sequence[Fact]) -> tuple[CastLine, ...]:
    """Billing order is that of the lines that are visible, whatever stands between them."""
    roles: dict[int, list[int]] = {}
    for fact in _by_rank(believed(about)):
        billed = fact.verb.role == "billing" and me in fact.objects
        if billed or (fact.verb.role == "part" and fact.place == me):
            for actor in fact.subjects:
                known = roles.setdefault(actor, [])
                if not billed:
                    known += [role for role in fact.objects if role not in known]
    return tuple(CastLine(tell.named(actor), tell.all_named(parts)) for actor, parts in roles.items())
