"""Reads the choice of a plan from a query."""

from collections.abc import Iterator

from django.http import QueryDict

from intertwine.web import limits
from intertwine.web.plan_choice import LISTS, PLAN_TIMES, PlanChoice, PlanTime, WrongParameter

_TIMES: dict[str, PlanTime] = {"hours": "hours", "until": "evenings", "evenings": "evenings"}
"""Parameters that say a time, with the `how` that they belong to."""
_SINGLE = ("how", "season", *_TIMES, "order", "rated", "seasons", "pauses", "speed", "seen")
PARAMETERS = (*_SINGLE, *LISTS)
"""All that a query can say."""


def plan_choice(said: QueryDict, *, strict: bool = False) -> PlanChoice:
    """The choice that a query says, with the first thing in it that cannot be read as its `wrong`.

    A form sends all of its fields, so where `how` is said, the times that do not belong to it count as not said. What
    is said twice counts as last said, only `limits.NAME` characters of a word count, and of a list the first
    `limits.LEFT_OUT`. With `strict`, all of that but the length of a word is wrong, and so is an unknown parameter.
    What is too long of `seen` is wrong in any case: half of it would be another plan.
    """
    season = _word(said, "season")
    return PlanChoice(
        how=_how(said), together=_words(said, "together")[: limits.PROFILES],
        season=season if _is_number(season) else "",
        hours=_word(said, "hours"), until=_word(said, "until"), evenings=_word(said, "evenings"),
        order=_word(said, "order"), without=_words(said, "without")[: limits.LEFT_OUT],
        within=_words(said, "with")[: limits.LEFT_OUT], on=_words(said, "on")[: limits.LEFT_OUT],
        rated=_word(said, "rated"), seasons=_word(said, "seasons") == "yes", speed=_word(said, "speed"),
        pauses=_word(said, "pauses") == "yes",
        seen=str(said.get("seen", "")).strip()[: limits.SHARED],
        wrong=next((it for find in (_unknown, _unread) if strict or find is _unread for it in find(said)), None),
    )  # fmt: skip


def _how(said: QueryDict) -> PlanTime:
    """Which of the times counts: the one that is said, else the one that something is said for."""
    word = _word(said, "how")
    times = (of for name, of in _TIMES.items() if _word(said, name))
    return next((it for it in PLAN_TIMES if it == word), next(times, "essential"))


def _unread(said: QueryDict) -> Iterator[WrongParameter]:
    """The values that mean nothing."""
    how, season = (_word(said, name) for name in ("how", "season"))
    if how not in ("", *PLAN_TIMES):
        yield WrongParameter("how", f'"{how}" does not say how much', f"write {_one_of(PLAN_TIMES)}")
    if not how and len({of for name, of in _TIMES.items() if _word(said, name)}) > 1:
        yield WrongParameter("", "the time is given twice", "give hours, or evenings")
    for name in ("seasons", "pauses"):
        if (text := _word(said, name)) not in ("", "yes", "no"):
            yield WrongParameter(name, f'"{text}" is neither yes nor no', "write yes or no")
    if len(str(said.get("seen", "")).strip()) > limits.SHARED:
        yield WrongParameter("seen", "it says too much of what was seen", "share the plan without that")
    if season and not _is_number(season):
        yield WrongParameter("season", f'"{season}" is not the number of a part', "write a number, such as 2")


def _unknown(said: QueryDict) -> Iterator[WrongParameter]:
    """What would count for nothing."""
    for name in said:
        if name not in PARAMETERS:
            short = str(name)[: limits.NAME]
            yield WrongParameter("", f'there is no parameter "{short}"', f"write {_one_of(PARAMETERS)}")
    for name in _SINGLE:
        if len(_words(said, name)) > 1:
            yield WrongParameter(name, f"{name} is said twice", "say it once")
    for name in LISTS:
        most = limits.PROFILES if name == "together" else limits.LEFT_OUT
        if len(_words(said, name)) > most:
            yield WrongParameter(name, f"{name} is said too often", f"say it {most} times at most")
    for name, of in _TIMES.items():
        if _word(said, name) and _word(said, "how") in PLAN_TIMES and _how(said) != of:
            how = _word(said, "how")
            yield WrongParameter(name, f"how={how} does not go with {name}", "leave out one of the two")


def _word(said: QueryDict, name: str) -> str:
    return str(said.get(name, "")).strip()[: limits.NAME]


def _words(said: QueryDict, name: str) -> tuple[str, ...]:
    found = (str(it).strip()[: limits.NAME] for it in said.getlist(name))
    return tuple(dict.fromkeys(filter(None, found)))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 5


def _one_of(words: tuple[str, ...]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}"
