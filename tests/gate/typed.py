"""How people write how far they are: random texts, each with what it must come to. It shares no code with the parser.

An intention (seasons, episodes, a time, a keyword) is drawn first, then written in one of the ways in which people
write such a thing. Some are spoilt on purpose; then the reason that must be given is known too.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

END = 2**31 - 1
Spots = dict[tuple[str, int, int], int]
"""Seconds passed, by name of the title, season and number."""


@dataclass(frozen=True)
class Show:
    """A title as the reference knows it: seasons with how many episodes each has ({}: a film), and its release day."""

    name: str
    seasons: dict[int, int] = field(default_factory=dict)
    day: int = 0
    spelt: tuple[str, ...] = ()

    def all(self) -> Spots:
        """All of it."""
        if not self.seasons:
            return {(self.name, 0, 0): END}
        return {spot: END for season in self.seasons for spot in self.season(season)}

    def season(self, number: int) -> Spots:
        """A whole season."""
        return {(self.name, number, episode): END for episode in range(1, self.seasons[number] + 1)}


SHOWS = (
    Show("Lantern Street", {1: 6, 2: 4, 3: 5}, 20150101, ("lantern street", "LANTERN STREET", "Lantern  Street")),
    Show("The Quiet Sea", {1: 8}, 20160101, ("the quiet sea", "Quiet Sea", "The Quiet-Sea")),
    Show("Area 51", {1: 3, 2: 3}, 20170101, ("area 51", '"Area 51"')),
    Show("Zo\u00eb's Day", {0: 1, 1: 2, 2: 2}, 20180101, ("Zoe's Day", "Zo\u00eb\u2019s Day", "zoes day")),
    Show("Now, Then", {1: 2}, 20190101, ('"Now, Then"', "\u201cNow, Then\u201d")),
    Show("Dusk", {}, 20140101, ("dusk", "DUSK", "Dusk (2014)", "Dusk (film)", '"Dusk"')),
    Show("Before Dawn", {}, 20200101, ("before dawn", '"Before Dawn"')),
)
SERIES = tuple(show for show in SHOWS if show.seasons)
FILMS = tuple(show for show in SHOWS if not show.seasons)
DASHES = ("-", "\u2013", "\u2014", " - ", " \u2013 ", " to ", "\u2010")


@dataclass
class Typed:
    """A text, and what it must come to: `seen` and `told`, or the `reason` that is given (a part of the message)."""

    text: str
    seen: Spots = field(default_factory=dict)
    told: Spots = field(default_factory=dict)
    reason: str = ""


def typed(random: Random) -> Typed:
    """A random text."""
    if random.random() < 0.01:  # alone, since other terms could make it known
        return Typed(f"{random.choice(('The Secret', 'secret', 'told secret'))} 1x01", reason="no title is called")
    terms = [_term(random) for _ in range(random.choice((1, 1, 1, 2, 2, 3)))]
    reason = next((term.reason for term in terms if term.reason), "")
    separator = random.choice((", ", ", ", ",", "; ", ";", "\n", " ,, ", ",\n"))
    text = separator.join(term.text for term in terms)
    if random.random() < 0.1:
        text = random.choice((f" {text} ", f"{text},", f",{text}", f"{text}\n"))
    if random.random() < 0.01:
        return Typed(text + ', "Dusk', reason="quotation mark")
    found = Typed(text, reason=reason)
    for term in terms if not reason else ():
        for into, more in ((found.seen, term.seen), (found.told, term.told)):
            for spot, seconds in more.items():
                into[spot] = max(into.get(spot, -1), seconds)
    return found


def _term(random: Random) -> Typed:
    made = random.choice(_TERMS)(random)
    if random.random() < 0.1:
        return Typed(f"{random.choice(('told', 'Told', 'TOLD'))} {made.text}", {}, made.seen, made.reason)
    return made


def _name(random: Random, show: Show) -> str:
    return random.choice((show.name, show.name, *show.spelt)) if "," not in show.name else random.choice(show.spelt)


def _pad(random: Random, number: int) -> str:
    return f"{number:02}" if random.random() < 0.5 else str(number)


def _season_word(random: Random, number: int) -> str:
    n = _pad(random, number)
    return random.choice((f"S{n}", f"s{n}", f"season {n}", f"Season {number}", f"series {n}", f"S {number}"))


def _episode_word(random: Random, season: int, number: int) -> str:
    s, n = _pad(random, season), _pad(random, number)
    return random.choice((
        f"{season}x{n}", f"{season}X{n}", f"S{s}E{n}", f"s{s}e{n}", f"S{s} E{n}", f"S{s}:E{n}", f"{season}\u00d7{n}",
        f"season {season} episode {number}", f"Season {season} Ep {number}", f"S{s} ep. {n}",
    ))  # fmt: skip


# --- what is understood ---------------------------------------------------------------------------------------------
def whole(random: Random) -> Typed:
    """A title alone."""
    show = random.choice(SHOWS)
    return Typed(_name(random, show), show.all())


def seasons(random: Random) -> Typed:
    """One season or several."""
    show = random.choice(SERIES)
    first = random.choice([number for number in show.seasons if number])
    last = random.choice([number for number in show.seasons if number >= first])
    name = _name(random, show)
    spots = {k: v for number in range(first, last + 1) for k, v in show.season(number).items()}
    if first == last:
        return Typed(f"{name} {_season_word(random, first)}", spots)
    dash = random.choice(DASHES)
    ways = [f"S{first}{dash}S{last}", f"s{first}{dash}{last}", f"seasons {first}{dash}{last}"]
    if last == first + 1:
        ways += [f"seasons {first} and {last}", f"S{first} & S{last}", f"S{first}, S{last}", f"seasons {first}, {last}"]
    return Typed(f"{name} {random.choice(ways)}", spots)


def episodes(random: Random) -> Typed:
    """One episode or a run of them."""
    show = random.choice(SERIES)
    season = random.choice(list(show.seasons))
    first = random.randint(1, show.seasons[season])
    last = random.randint(first, show.seasons[season])
    name = _name(random, show)
    spots: Spots = {(show.name, season, number): END for number in range(first, last + 1)}
    if first == last:
        return Typed(f"{name} {_episode_word(random, season, first)}", spots)
    dash = random.choice(DASHES)
    ways = [
        f"{season}x{first:02}{dash}{season}x{last:02}", f"{season}x{first}{dash}{last}",
        f"S{season}E{first}{dash}E{last}",
        f"s{season}e{first}{dash}s{season}e{last}", f"season {season} episodes {first}{dash}{last}",
    ]  # fmt: skip
    if last == first + 1:
        ways += [
            f"S{season:02}E{first:02}E{last:02}", f"{season}x{first:02}, {season}x{last:02}",
            f"{season}x{first} and {last}", f"S{season}E{first}, E{last}", f"{season}x{first:02}; {last:02}",
            f"season {season}, episodes {first} and {last}",
        ]  # fmt: skip
    return Typed(f"{name} {random.choice(ways)}", spots)


def across(random: Random) -> Typed:
    """A run over the end of a season."""
    show, dash = SHOWS[0], random.choice(DASHES)
    first, last = (1, random.randint(1, 6)), (2, random.randint(1, 4))
    text = f"{_name(random, show)} {first[0]}x{first[1]:02}{dash}{last[0]}x{last[1]:02}"
    return Typed(text, {spot: END for spot in show.all() if first <= spot[1:] <= last})


def until(random: Random) -> Typed:
    """A part of an episode or a film."""
    hours, minutes, rest = random.randint(0, 3), random.randint(0, 59), random.randint(0, 59)
    time, seconds = f"{hours:02}:{minutes:02}:{rest:02}", hours * 3600 + minutes * 60 + rest
    at = random.choice(("@", " @", " @ ", "@ "))
    if random.random() < 0.3:
        film = random.choice(FILMS)
        return Typed(f"{_name(random, film)}{at}{time}", {(film.name, 0, 0): seconds})
    show = random.choice(SERIES)
    season = random.choice(list(show.seasons))
    number = random.randint(1, show.seasons[season])
    text = f"{_name(random, show)} {_episode_word(random, season, number)}{at}{time}"
    return Typed(text, {(show.name, season, number): seconds})


def numbers(random: Random) -> Typed:
    """Episodes of a title that has one season, without it."""
    show = SHOWS[1]
    first = random.randint(1, 8)
    last = random.randint(first, 8)
    text = random.choice((f"E{first}", f"episode {first}", f"ep {first}"))
    if first < last:
        text = random.choice(
            (f"{first}-{last}", f"episodes {first} to {last}", f"E{first}-E{last}", f"{first}\u2013{last}")
        )
    name = random.choice(("The Quiet Sea", "quiet sea"))
    if first == last == 1 or (first == 1 and text.startswith(f"1-{last}")):
        text = f"E{first}-{last}" if first < last else "E1"
    return Typed(f"{name} {text}", {(show.name, 1, number): END for number in range(first, last + 1)})


def both(random: Random) -> Typed:
    """Two titles in one term."""
    one, other = seasons(random), episodes(random)
    while any(mark in one.text + other.text for mark in ",;\n"):
        one, other = seasons(random), episodes(random)
    return Typed(f"{one.text} and {other.text}", {**one.seen, **other.seen})


def everything(random: Random) -> Typed:
    """All there is."""
    spots = {spot: END for show in SHOWS for spot in show.all()}
    return Typed(random.choice(("everything", "Everything", "all titles")), spots)


def nothing(random: Random) -> Typed:
    """Nothing at all."""
    return Typed(random.choice(("nothing", "Nothing", "no titles")))


def before(random: Random) -> Typed:
    """All that came out before a title; each title here came out on one day."""
    show = random.choice(SHOWS)
    spots = {spot: END for other in SHOWS if other.day < show.day for spot in other.all()}
    return Typed(f"{random.choice(('before', 'Before'))} {_name(random, show)}", spots)


# --- what is refused -------------------------------------------------------------------------------------------------
def no_title(random: Random) -> Typed:
    """A title that is not there."""
    name = random.choice(("Lantern Sreet", "Nobody", "Area 52", "Secrets", "x" * 300))
    place = random.choice(("", " S1", " 1x01", " season 1 episode 3", " @00:10:00"))
    return Typed(f"{name}{place}", reason="no title is called")


def no_season(random: Random) -> Typed:
    """A season that is not there."""
    show = random.choice(SERIES)
    return Typed(f"{_name(random, show)} {_season_word(random, random.randint(7, 99))}", reason="has no season")


def no_episode(random: Random) -> Typed:
    """An episode that is not there."""
    show = random.choice(SERIES)
    number = random.randint(20, 99999)
    return Typed(f"{_name(random, show)} {_episode_word(random, 1, number)}", reason=f"has no 1x{number:02}")


def no_time(random: Random) -> Typed:
    """A time that is none."""
    time = random.choice(("41:10", "100:00:00", "00:61:00", "1:2:3", "soon", "00:20:0\u0663", "12"))
    return Typed(f"Lantern Street 1x01@{time}", reason="is not a time")


def backward(random: Random) -> Typed:
    """A run that ends before it begins."""
    text = random.choice(("1x05-1x02", "S3-S1", "s1e4-e2", "seasons 3 to 2", "2x01-1x06"))
    return Typed(f"Lantern Street {text}", reason="ends before it begins")


def doubtful(random: Random) -> Typed:
    """A number that could count seasons or episodes."""
    text = random.choice(("2", "1-3", "1\u20132", "3"))
    return Typed(f"Lantern Street {text}", reason="could be seasons or episodes")


def not_read(random: Random) -> Typed:
    """Words behind a title that say no place."""
    rest = random.choice(("E5-", "S1-", "1x", "S1 and", "most of it", "1x01x02", "S1-1x05", "1x\u00b3", "S"))
    return Typed(f"Lantern Street {rest}", reason="is not an episode or a season of")


_TERMS: tuple[Callable[[Random], Typed], ...] = (
    whole, whole, seasons, seasons, seasons, episodes, episodes, episodes, across, until, until, numbers, both,
    everything, nothing, before, no_title, no_season, no_episode, no_time, backward, doubtful, not_read,
)  # fmt: skip
