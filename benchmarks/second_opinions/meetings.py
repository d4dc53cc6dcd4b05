"""Who has met whom by the end of each of five seasons, against `mcu-interactions`."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from benchmarks.measure import Table
from benchmarks.second_opinions.names import people
from benchmarks.second_opinions.report import Keyed, Report, cells, share
from intertwine.gate.universe import Universe
from intertwine.gate.view import View
from intertwine.questions.meetings import Meeting
from intertwine.viewer import Viewer

SEASONS = {
    "Daredevil Season 1": ("Daredevil", 1),
    "Jessica Jones": ("Jessica Jones", 1),
    "Daredevil Season 2": ("Daredevil", 2),
    "Luke Cage": ("Luke Cage", 1),
    "Iron Fist": ("Iron Fist", 1),
}
"""Their titles in order of release, and the seasons that they are."""

OFTEN = 5
"""In how many pairs somebody must be, in the whole file, to count."""

COLUMNS = ("ours, not theirs", "where we say so", "looked at")

Pair = tuple[str, str]
"""Two of their labels, or two of our names, in the order of their letters."""

Ids = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Season:
    """One season, compared, in the view of somebody who has seen all that was released up to its end.

    `pairs` are theirs, `known` their labels' people in the view, `unclear` labels that mean several of ours. `how` says
    of each of `pairs` that is ours whether they met or were seen together. `new` is how many meetings of ours the
    season shows between people who are in their list, `strange` how many with somebody who is not, `alone` those of
    `new` that they have neither here nor earlier; `scenes` and `scenes_alone` are the same for people in their list
    who only share a scene.
    """

    title: str
    view: View
    pairs: frozenset[Pair]
    known: dict[str, int]
    unclear: tuple[str, ...]
    how: Mapping[Pair, str]
    new: int
    strange: int
    alone: tuple["Alone", ...]
    scenes: int
    scenes_alone: tuple["Alone", ...]


@dataclass(frozen=True, slots=True)
class Alone:
    """A pair of ours that they do not have: our names, where we say so, and where they have it later ("")."""

    pair: Pair
    where: str
    later: str


def pairs_of(rows: Iterable[dict[str, Any]]) -> dict[str, frozenset[Pair]]:
    """Their pairs, title by title: each once, and none of one person alone."""
    return {
        row["title"]: frozenset(_pair(it["a"], it["b"]) for it in row["interactions"] if it["a"] != it["b"])
        for row in rows
    }


def degrees(pairs: Iterable[Pair]) -> Counter[str]:
    """In how many pairs everybody is."""
    return Counter(name for pair in pairs for name in pair)


def _pair(a: str, b: str) -> Pair:
    return (a, b) if a < b else (b, a)


def seasons(universe: Universe, theirs: Mapping[str, frozenset[Pair]], labels: Keyed) -> list[Season]:
    """Every season that both have, compared."""
    everybody = sorted({name for title in SEASONS for pair in theirs.get(title, ()) for name in pair})
    listing = universe.seen()
    public = {
        (listing.names.best(title), season.number): season.date
        for title in listing.listing.titles
        for season in listing.listing.seasons(title)
    }
    found = []
    for title, ours in SEASONS.items():
        if title not in theirs or public.get(ours) is None:
            continue
        until = public[ours]
        passed = [f'"{name}" S{number}' for (name, number), day in public.items() if day and until and day <= until]
        view = universe.seen(", ".join(passed))
        table = {**labels.get("every season", {}), **labels.get(title, {})}
        known, unclear = people(view, everybody, table)
        found.append(_season(title, view, theirs, known, unclear))
    return found


def _how(it: Meeting) -> str:
    """The outside sets tell no statement of a meeting from its signs: two who must have met count as met."""
    return "seen together" if it.how == "seen together" else "met"


def _season(
    title: str, view: View, theirs: Mapping[str, frozenset[Pair]], known: dict[str, int], unclear: list[str]
) -> Season:
    theirs_too = set(known.values())
    ours = theirs_too | {who for who in view.names.index if view.entities.kind(who) == "character"}
    address = {view.names.address(who): who for who in ours}
    met = {_ids(address[it.a], address[it.b]): it for it in Viewer(view).met(*address).pairs if it.met}
    how: dict[Pair, str] = {}
    for pair in theirs[title]:
        if pair[0] in known and pair[1] in known:
            it = met.get(_ids(known[pair[0]], known[pair[1]]))
            if it is not None and it.how is not None:
                how[pair] = _how(it)
    order = list(SEASONS)
    until = order[: order.index(title) + 1]
    earlier = {ids for name in until for ids in _in_view(theirs.get(name, frozenset()), known)}
    shown = {ids: it for ids, it in met.items() if _how(it) == "met" and _shown_in(it, title)}
    new = {ids: it for ids, it in shown.items() if theirs_too.issuperset(ids)}
    scenes = {
        ids: it
        for ids, it in met.items()
        if _how(it) == "seen together" and theirs_too.issuperset(ids) and _shown_in(it, title)
    }

    def alone(pairs: Mapping[Ids, Meeting]) -> tuple[Alone, ...]:
        lines = []
        for ids, it in pairs.items():
            if ids not in earlier:
                later = [name for name in order if ids in _in_view(theirs.get(name, frozenset()), known)]
                where = it.where.text if it.where else "public"
                lines.append(Alone(_pair(it.a_name, it.b_name), where, "".join(later[:1])))
        return tuple(sorted(lines, key=lambda it: it.pair))

    return Season(
        title, view, theirs[title], known, tuple(unclear), how,
        len(new), len(shown) - len(new), alone(new), len(scenes), alone(scenes),
    )  # fmt: skip


def _in_view(pairs: Iterable[Pair], known: Mapping[str, int]) -> set[Ids]:
    return {_ids(known[a], known[b]) for a, b in pairs if a in known and b in known}


def _ids(a: int, b: int) -> Ids:
    return (a, b) if a < b else (b, a)


def _shown_in(it: Meeting, title: str) -> bool:
    """Whether a meeting is learnt in that season; what is public counts for the first of them."""
    if it.where is None:
        return title == next(iter(SEASONS))
    return (it.where.title, it.where.season) == SEASONS[title]


def compare(universe: Universe, rows: list[dict[str, Any]], labels: Keyed, verdicts: Keyed) -> Report:
    """Recall and what is only ours (meetings, and pairs that only share a scene), season by season."""
    theirs = pairs_of(rows)
    whole = degrees({pair for pairs in theirs.values() for pair in pairs})
    found = seasons(universe, theirs, labels)
    tables = [_recall(found, whole), _precision(found)]
    unjudged: list[str] = []
    remarks: list[str] = []
    for it in found:
        said = verdicts.get(it.title, {})
        for name, pairs in (("Only ours", it.alone), ("Only ours, and only seen together", it.scenes_alone)):
            rows_of = []
            for pair in pairs:
                key = " & ".join(pair.pair)
                verdict = said.get(key)
                if verdict is None:
                    unjudged.append(f"meetings: {it.title}: {key} ({pair.where})")
                later = f" (theirs in {pair.later})" if pair.later else ""
                rows_of.append(cells(", ".join(pair.pair), pair.where, (verdict or "**not looked at yet**") + later))
            tables.append(Table(f"{name}: {it.title}", COLUMNS, tuple(rows_of)))
        gone = said.keys() - {" & ".join(pair.pair) for pair in it.alone + it.scenes_alone}
        remarks += [f"meetings: {it.title}: nothing is to be judged any more of {key}" for key in sorted(gone)]
    return Report(tuple(tables), tuple(_faulty_labels(found)), tuple(unjudged), tuple(remarks))


def _faulty_labels(found: Iterable[Season]) -> list[str]:
    """What our table of labels has to correct: a label that may be several, several labels that are one."""
    faults = {f"meetings: “{label}” may be several of ours: write an address" for it in found for label in it.unclear}
    for it in found:
        several: dict[int, list[str]] = {}
        for label, who in it.known.items():
            several.setdefault(who, []).append(label)
        faults |= {f"meetings: one of ours for {' and '.join(same)}" for same in several.values() if len(same) > 1}
    return sorted(faults)


def _recall(found: list[Season], whole: Counter[str]) -> Table:
    """Recall by three ways of choosing their pairs."""
    rows = []
    totals: dict[str, Counter[str]] = {}
    for it in found:
        inside = degrees(it.pairs)
        for name, chosen in chosen_pairs(it.pairs, whole, inside).items():
            counts = Counter({"theirs": len(chosen), **Counter(it.how[pair] for pair in chosen if pair in it.how)})
            counts["with somebody unknown"] = sum(pair[0] not in it.known or pair[1] not in it.known for pair in chosen)
            totals.setdefault(name, Counter()).update(counts)
            rows.append(_recall_row(it.title, name, counts))
    rows += [_recall_row("all five", name, counts) for name, counts in totals.items()]
    columns = (
        "season",
        "people with five pairs",
        "theirs",
        "met",
        "only seen together",
        "recall",
        "of meetings alone",
        "we lack somebody",
    )
    return Table("How many of their pairs are ours", columns, tuple(rows))


def _recall_row(title: str, name: str, counts: Counter[str]) -> tuple[str, ...]:
    met, together = counts["met"], counts["seen together"]
    return cells(
        title, name, counts["theirs"], met, together, share(met + together, counts["theirs"]),
        share(met, counts["theirs"]), counts["with somebody unknown"],
    )  # fmt: skip


def chosen_pairs(pairs: Iterable[Pair], whole: Counter[str], inside: Counter[str]) -> dict[str, list[Pair]]:
    """Their pairs whose people have enough of them, in three ways."""
    pairs = list(pairs)
    return {
        "both, in the whole file": [p for p in pairs if min(whole[p[0]], whole[p[1]]) >= OFTEN],
        "both, in the season": [p for p in pairs if min(inside[p[0]], inside[p[1]]) >= OFTEN],
        "one, in the whole file": [p for p in pairs if max(whole[p[0]], whole[p[1]]) >= OFTEN],
    }


def _precision(found: list[Season]) -> Table:
    """What of ours is theirs: meetings and pairs that only share a scene beside them."""
    counts = {it.title: (it.new, len(it.alone), it.strange, it.scenes, len(it.scenes_alone)) for it in found}
    counts["all five"] = _sums(counts.values())
    rows = [
        cells(title, new, new - alone, alone, share(new - alone, new), strange, scenes, scenes_alone)
        for title, (new, alone, strange, scenes, scenes_alone) in counts.items()
    ]
    columns = (
        "season", "our meetings that it shows", "theirs by then", "not theirs", "share that is theirs",
        "besides, with somebody they lack", "besides, only seen together", "of those not theirs",
    )  # fmt: skip
    return Table("How many of our meetings are theirs", columns, tuple(rows))


Counts = tuple[int, int, int, int, int]


def _sums(rows: Iterable[Counts]) -> Counts:
    a, b, c, d, e = (sum(column) for column in zip(*rows, strict=True))
    return a, b, c, d, e


def missing(universe: Universe, rows: list[dict[str, Any]], labels: Keyed, title: str) -> list[str]:
    """Their pairs of a season that are not ours, those of the best connected first, with whom we lack."""
    theirs = pairs_of(rows)
    whole = degrees({pair for pairs in theirs.values() for pair in pairs})
    it = next(it for it in seasons(universe, theirs, labels) if it.title == title)
    lines = []
    for pair in it.pairs - it.how.keys():
        high, low = sorted(pair, key=lambda name: (-whole[name], name))
        lacking = [f"{name}: unknown to us by then" for name in (high, low) if name not in it.known]
        if not lacking and it.known[high] == it.known[low]:
            lacking = ["one person to us"]
        counts = "*" if min(whole[high], whole[low]) >= OFTEN else " "
        line = f"{counts} {high} ({whole[high]}) - {low} ({whole[low]}) {'; '.join(lacking)}".rstrip()
        lines.append(((counts != "*", -whole[high], high, -whole[low], low), line))
    return [line for _, line in sorted(lines)]
