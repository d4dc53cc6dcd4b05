"""Who is on stage in which episode, against the speakers' labels of `daredevil-speakers`."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.measure import Table
from benchmarks.second_opinions.names import Labels, whom
from benchmarks.second_opinions.report import Keyed, Report, cells
from intertwine.gate.universe import Universe
from intertwine.gate.view import View
from intertwine.model.progress import Progress
from intertwine.model.words import fold
from intertwine.questions.presence import shows
from intertwine.viewer import Viewer

SERIES = "Daredevil"
WELL_LABELLED = 100
"""So many labelled lines of people of ours make an episode well labelled."""
OFTEN = 5
"""So many lines in one episode are much; somebody with so many is missed where we have no appearance."""
RANKS = frozenset(
    {"mr", "mrs", "ms", "miss", "dr", "doctor", "father", "sister", "sgt", "sergeant", "detective", "officer"}
    | {"agent", "special", "judge", "colonel", "young"}
)
"""Words before a name that are none."""

Episode = tuple[int, int]
"""Season and number."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """One episode: lines by person of ours, and by label that means nobody of ours."""

    lines: Counter[int]
    others: Counter[str]

    @property
    def well(self) -> bool:
        """Whether an absence is worth a look."""
        return self.lines.total() >= WELL_LABELLED


def on_stage(universe: Universe) -> dict[Episode, dict[int, str]]:
    """Whom we show in each episode, each with the words of the first fact that does so, by the numbers of the view that
    has seen everything. What is stamped with a whole season shows nobody in an episode."""
    view = universe.seen(universe.everything)
    title = next((n for n in view.listing.titles if view.names.best(n) == SERIES), None)
    found: dict[Episode, dict[int, str]] = {}
    if title is None:
        return found
    last = {it.season: it.number for it in view.listing.installments(title)}
    for it in view.listing.installments(title):
        here = found.setdefault((it.season, it.number), {})
        own = _without_one(universe, it.season, it.number) if it.number == last[it.season] else None
        for fact in view.facts.shown_in(title, season=it.season, number=it.number):
            if fact.disproved or fact.where is None or (own is not None and view.words(fact) not in own):
                continue
            for person in (*fact.subjects, *fact.objects):
                if person not in here and view.entities.kind(person) == "character" and shows(fact, person):
                    here[person] = view.words(fact)
    return found


def _without_one(universe: Universe, season: int, number: int) -> set[str]:
    """The facts of a season's last episode in words, without those of the whole season: to a viewer, both are learnt
    there, but only who has missed an episode before it lacks the latter. Two are missed in turn, since an episode may
    be the one that tells a name."""
    words: set[str] = set()
    for missed in {1, 2} - {number}:
        seen = {m for m in universe.everything.seen if (m.season, m.number) != (season, missed)}
        view = universe.seen(Progress.of(seen))
        title = next(n for n in view.listing.titles if view.names.best(n) == SERIES)
        words |= {view.words(fact) for fact in view.facts.shown_in(title, season=season, number=number)}
    return words


def meant(view: View, label: str, labels: Labels, casts: Sequence[Mapping[int, set[str]]]) -> int | None:
    """Whom a label means: by our table; by a part of a name that only one person of the season has, or else of the
    series, or of its cast list (`casts`, with the words of their names); or the same of its first words, as in
    `Karen sighs`."""
    words = re.sub(r"[^\w' ]", " ", fold(label)).split()
    for end in range(len(words), 0, -1):
        said = " ".join(words[:end])
        if said in labels:
            exact = whom(view, said, labels)
            return exact[0] if exact else None
        bare = {word for word in words[:end] if word not in RANKS}
        for cast in casts:
            close = [n for n, names in cast.items() if bare and bare <= names]
            if len(close) == 1:
                return close[0]
    return None


def labelled(
    view: View, stage: Mapping[Episode, Mapping[int, str]], rows: Iterable[dict[str, Any]], labels: Keyed
) -> dict[Episode, Labelled]:
    """Their episodes of the series, with labels made people where that is clear."""
    shown = {n for people in stage.values() for n in people}
    billed = {
        view.names.at(role.address, titles=False) for line in Viewer(view).title(SERIES).cast for role in line.roles
    }
    words = {n: _words(view, n) for n in shown | {n for n in billed if n is not None}}
    found: dict[Episode, Labelled] = {}
    for row in rows:
        if row["series"] != SERIES:
            continue
        season, number = row["season"], row["episode"]
        table = {**labels.get("every season", {}), **labels.get(f"season {season}", {})}
        here = {n: words[n] for at, people in stage.items() if at[0] == season for n in people}
        casts = [here, {n: words[n] for n in shown}, words]
        lines: Counter[int] = Counter()
        others: Counter[str] = Counter()
        for count in (row["speaker_label_lines"], row["bracket_label_lines"]):
            for label, times in count.items():
                person = meant(view, label, table, casts)
                if person is None:
                    others[label] += times
                else:
                    lines[person] += times
        found[season, number] = Labelled(lines, others)
    return found


def _words(view: View, person: int) -> set[str]:
    """The words of somebody's names that are names themselves, as those of “the woman in black” are not."""
    return {fold(word) for known in view.names.known(person) for word in known.text.split() if word[0].isupper()}


def compare(universe: Universe, rows: list[dict[str, Any]], labels: Keyed, verdicts: Keyed) -> Report:
    """Appearances of ours that the labels do not bear out, and speakers of theirs whom we do not show."""
    view, stage = universe.seen(universe.everything), on_stage(universe)
    heard = labelled(view, stage, rows, labels)
    silent, unseen = [], []
    unjudged: list[str] = []
    used: set[tuple[str, str]] = set()

    def looked_at(heading: str, key: str) -> str:
        used.add((heading, key))
        verdict = verdicts.get(heading, {}).get(key)
        if verdict is None:
            unjudged.append(f"speakers: {heading}: {key}")
        return verdict or "**not looked at yet**"

    checked = confirmed = 0
    for at in sorted(heard.keys() & stage.keys()):
        place = f"{at[0]}x{at[1]:02}"
        for person, words in stage[at].items() if heard[at].well else ():
            checked += 1
            if heard[at].lines[person]:
                confirmed += 1
            else:
                key = f"{place} {view.names.best(person)}"
                silent.append(cells(place, view.names.best(person), words, looked_at("silent", key)))
        for person, times in heard[at].lines.most_common():
            if times >= OFTEN and person not in stage[at]:
                key = f"{place} {view.names.best(person)}"
                unseen.append(cells(place, view.names.best(person), times, looked_at("not shown", key)))
    others: Counter[str] = Counter()
    for it in heard.values():
        others.update({label: times for label, times in it.others.items() if times >= OFTEN})
    strangers = [cells(label, times, looked_at("nobody", label)) for label, times in others.most_common()]
    counts = (
        ("episodes", len(heard)),
        ("of them well labelled", sum(it.well for it in heard.values())),
        ("appearances of ours in those", checked),
        ("of them with a line of that person", confirmed),
        ("of them without, looked at below", checked - confirmed),
        (f"people with {OFTEN} lines in an episode where we do not show them", len(unseen)),
    )
    tables = (
        Table("Speakers and appearances", ("what", "how many"), tuple(cells(*row) for row in counts)),
        Table(
            "Shown by us, without a line in theirs", ("episode", "who", "our first fact", "looked at"), tuple(silent)
        ),
        Table("Speaking in theirs, not shown by us", ("episode", "who", "lines", "looked at"), tuple(unseen)),
        Table("Labels that mean nobody of ours", ("label", "lines", "looked at"), tuple(strangers)),
    )
    stale = [f"speakers: {h}: nothing is to be judged any more of {k}" for h, it in verdicts.items() for k in it]
    known = {f"speakers: {h}: nothing is to be judged any more of {k}" for h, k in used}
    return Report(tables, (), tuple(unjudged), tuple(line for line in stale if line not in known))
