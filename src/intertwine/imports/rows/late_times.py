"""Times that cannot be right. What has one is revealed when its installment ends: late is safe, early is a spoiler."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar, cast

from intertwine.imports.columns import ENTITIES, FACTS, SCENES, SENTENCES
from intertwine.imports.pages.page_text import clock
from intertwine.imports.records import InstallmentRecord, Position, QualifierCell, SceneRecord, Tables
from intertwine.imports.sheets.row import REST_IS_USED
from intertwine.model.problem import Problem
from intertwine.model.sentinels import NONE

T = TypeVar("T")
EpisodePlace = tuple[str, int, int]
"""An installment, as title, season and number."""

_COUNT_DOWN = "do these times count down? write them from the beginning, as HH:MM:SS"
_IN_ONE = "give each of them a row of its own, and times from its beginning"
_TOO_LONG = "are these times HH:MM:SS, and from the beginning of the installment? is its length right?"


def refuse_times(tables: Tables) -> Iterator[Problem]:
    """Before: every row of `tables` was read. After: no scene ends before it starts, and no time lies beyond the end of
    its installment by more than half of its length. Where that is so of more than half of the times of an installment,
    none of them is kept. What was taken away is told."""
    scenes: dict[str, list[SceneRecord]] = defaultdict(list)
    for scene in tables.scenes:
        scenes[scene.installment].append(scene)
    times, limits = _times(tables), {_place(it): _limit(it, tables) for it in tables.installments.values()}
    refused: set[EpisodePlace] = set()
    lost: set[int] = set()
    for episode in tables.installments.values():
        at = _place(episode)
        timed = [scene for scene in scenes[episode.id] if scene.end != NONE or scene.start != NONE]
        down = [scene for scene in timed if NONE != scene.end < scene.start]
        far = [scene for scene in timed if limits[at] < max(scene.start, scene.end)]
        others = times.get(at, [])
        beyond = sum(limits[at] < seconds for seconds in others)
        if episode.in_one > 1 and (timed or others):
            refused.add(at)
            yield _refusal(episode, timed[0] if timed else None, f"it holds {episode.in_one} installments", _IN_ONE)
        elif 2 * len(down) > len(timed):
            refused.add(at)
            why = f"{len(down)} of {len(timed)} scenes end before they start"
            yield _refusal(episode, down[0], why, _COUNT_DOWN)
        elif 2 * (len(far) + beyond) > len(timed) + len(others):
            refused.add(at)
            why = f"{len(far) + beyond} of {len(timed) + len(others)} are far beyond its {episode.minutes} minutes"
            yield _refusal(episode, far[0] if far else None, why, _TOO_LONG)
        else:
            for scene in dict.fromkeys(down + far):
                lost.add(scene.line)
                yield _lost_time(scene, is_down=scene in down)
    yield from _beyond(tables, limits, refused)
    if refused or lost:
        _make_late(tables, refused, lost, limits)


def _place(episode: InstallmentRecord) -> EpisodePlace:
    return episode.title, episode.season, episode.number


def _limit(episode: InstallmentRecord, tables: Tables) -> int:
    """Seconds beyond which nothing can be."""
    minutes = episode.minutes.removeprefix("~")
    timed = minutes and int(minutes) and tables.titles[episode.title].of.counted_in == "minutes"
    return int(minutes) * 90 if timed else 1 << 40


def _times(tables: Tables) -> dict[EpisodePlace, list[int]]:
    """The times of facts and of names, by their installment."""
    found: dict[EpisodePlace, list[int]] = defaultdict(list)
    stamps = [it.revealed for it in tables.entities.values()] + [it.revealed for it in tables.facts]
    stamps += [it.revealed for it in tables.sentences]
    for position in (it for stamp in stamps for alternative in stamp for it in alternative if it.seconds != NONE):
        found[position.title, position.season, position.number].append(position.seconds)
    return found


def _refusal(episode: InstallmentRecord, scene: SceneRecord | None, why: str, hint: str) -> Problem:
    message = f'the times of "{episode.id}" are not used: {why}; what has one is revealed at its end'
    file, line = (SCENES, scene.line) if scene else (FACTS, 0)
    return Problem(file, line, min(line, 1), "times-refused", message, hint)


def _lost_time(scene: SceneRecord, *, is_down: bool) -> Problem:
    message = f"the scene ends ({clock(scene.end)}) before it starts ({clock(scene.start)})"
    if not is_down:
        message = f'{clock(max(scene.start, scene.end))} is far beyond the end of "{scene.installment}"'
    return Problem(SCENES, scene.line, 1, "time-unusable", f"{message}{REST_IS_USED}")


def _beyond(tables: Tables, limits: dict[EpisodePlace, int], refused: set[EpisodePlace]) -> Iterator[Problem]:
    """Times of facts and of names that lie too far, where the others of the installment are kept. They need no other
    stamp: nobody is there before the end."""
    for file, rows in (
        (ENTITIES, tuple(tables.entities.values())),
        (FACTS, tuple(tables.facts)),
        (SENTENCES, tuple(tables.sentences)),
    ):
        for row in rows:
            for it in (it for alternative in row.revealed for it in alternative):
                at = it.title, it.season, it.number
                if it.seconds > limits.get(at, 1 << 40) and at not in refused:
                    message = f"{clock(it.seconds)} is far beyond the end of its installment: that counts instead"
                    yield Problem(file, row.line, 1, "time-unusable", f"{message}{REST_IS_USED}")


def _make_late(tables: Tables, refused: set[EpisodePlace], lost: set[int], limits: dict[EpisodePlace, int]) -> None:
    def is_bad(it: Position) -> bool:
        at = it.title, it.season, it.number
        return at in refused or it.seconds > limits.get(at, 1 << 40)

    for id_, entity in tables.entities.items():
        tables.entities[id_] = _without_times(entity, is_bad)
    tables.facts = [_without_times(fact, is_bad) for fact in tables.facts]
    tables.sentences = [_without_times(sentence, is_bad) for sentence in tables.sentences]
    for n, scene in enumerate(tables.scenes):
        if scene.line in lost or _place(tables.installments[scene.installment]) in refused:
            tables.scenes[n] = replace(scene, start=NONE, end=NONE)
    tables.scenes = [_without_times(scene, is_bad) for scene in tables.scenes]


def _without_times(value: T, is_bad: Callable[[Position], bool]) -> T:
    """`value`, whatever records it is made of, with each of its positions that `is_bad` at the end of its installment.
    A time of the story stays: it hides nothing."""
    if isinstance(value, Position):
        return replace(value, seconds=NONE) if value.seconds != NONE and is_bad(value) else value
    made: Any = value
    if isinstance(value, tuple):
        parts = tuple(_without_times(part, is_bad) for part in value)
        if any(new is not old for new, old in zip(parts, value, strict=True)):
            made = tuple(dict.fromkeys(parts))  # two moments of an installment are one end
    elif is_dataclass(value) and type(value).__module__ == Position.__module__ and not _is_story_time(value):
        before = {it.name: getattr(value, it.name) for it in fields(value)}
        after = {name: _without_times(part, is_bad) for name, part in before.items()}
        if any(after[name] is not part for name, part in before.items()):
            made = replace(made, **after)
    return cast("T", made)


def _is_story_time(value: object) -> bool:
    return isinstance(value, QualifierCell) and value.name == "true"
