"""Answers about people in words: who, met, path, ties, threads, secrets."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from intertwine.cli.blocks import Grid, Heading, Items, OutputBlock, TextLine
from intertwine.cli.counted import counted
from intertwine.cli.say import NOTHING, history, inside, items, links, names, part, said_date, told
from intertwine.model.kinds import is_title_kind
from intertwine.model.title_kind import done_by_you
from intertwine.model.words import uncapital, within
from intertwine.questions.common import At, Told, also, only, without_frame
from intertwine.questions.relation_words import relation_parts

if TYPE_CHECKING:
    from intertwine.questions import (
        Encounter,
        Knower,
        Meeting,
        MeetingInside,
        Meetings,
        MistakenFor,
        Path,
        Relation,
        Secrets,
        Thread,
        Ties,
        Who,
    )

_STATES = {True: "alive", False: "dead", None: ""}
"""What is said of a life."""
_SAID_ABOVE = 2
"""So many sentences of a keeper's prose are in an introduction."""


def who(answer: "Who") -> Iterator[OutputBlock]:
    """Somebody's page."""
    yield Heading(answer.name)
    about = ", ".join(word for word in (answer.kind, _STATES[answer.alive]) if word)
    if about:
        yield TextLine(about, faint=True)
    others = [it.name for it in answer.names if it.name != answer.name]
    if others:
        yield TextLine(f"also known as {', '.join(others)}")
    for played in answer.played_by:
        yield TextLine(f"played by {played.actor.name}{_in(names(played.titles))}")
    for played in answer.plays:
        yield TextLine(f"plays {played.role.name}{_in(names(played.titles))}")
    if answer.acts_in:
        yield TextLine(f"acts in {names(answer.acts_in)}")
    if answer.introduction:
        yield TextLine(" ".join(fact.text for fact in answer.introduction))
    for taken in answer.taken_for:
        yield TextLine(mistaken(taken))
    for stage in answer.stages:
        said = (f"{places or 'in what you know'}{_when(dates)}" for places, dates in stage.said)
        yield TextLine(f"{stage.words}: {'; '.join(said)}")
    if answer.relations:
        yield Heading("Relations", 2)
        yield Items(tuple(relation(it) for it in answer.relations))
    if len(answer.description) > _SAID_ABOVE or not answer.introduction:
        yield from part("All that is said", answer.description)
    for life in answer.inside:
        yield Heading(life.frame, 2)
        lines = [] if life.fate is None else [(_STATES[life.alive] or life.fate.text, told(life.fate)[1])]
        yield Items((*lines, *(relation(it) for it in life.relations)))
    yield from history("What has happened", answer.facts, answer.address)
    if answer.seen_in or answer.seen_inside:
        yield Heading("Appears in", 2)
        inner = ((uncapital(it.frame), it.places) for it in answer.seen_inside)
        yield Items((*((it.title.name, _places(it.installments)) for it in answer.seen_in), *inner))


def mistaken(taken: "MistakenFor") -> str:
    """That somebody was taken for another, and where."""
    return f"{taken.who.name} was taken for {inside(taken.seemed)}{_in(taken.places)}"


def _within(words: str, where: At | None) -> str:
    """Where something happened, after a verb: `words` say the place `where`, and perhaps more."""
    return words if where is not None and where.by_end else _in(words).strip()


def _in(titles: str) -> str:
    return f" in {titles}" if titles else ""


def _when(dates: tuple[str, ...]) -> str:
    return f" ({', '.join(map(said_date, dates))})" if dates else ""


def _places(installments: tuple[At, ...]) -> str:
    return ", ".join(at.place for at in installments if at.place)


def relation(it: "Relation") -> tuple[str, str]:
    """A relation, and whether it has ended."""
    words = "".join(part.text for part in relation_parts(it))
    where = told(it.told)[1]
    if it.now:
        return words, where
    end = told(it.ended)[1] if it.ended else ""
    began_by, is_past = it.told.where, it.ended_first or (it.told.where is not None and it.told.where.by_end)
    until = "no longer"
    if end and it.ended:
        since = "over since" if is_past else "over by" if it.ended_by else "until"
        until = f"{'over' if it.ended.several else since} {end}"
    if began_by is not None and it.ended is not None and it.ended.where is not None:
        where = "" if it.ended.where.text == began_by.text else where  # said once
    if began_by is not None and began_by.by_end and where:
        where = f"known {where}"
    return words, "; ".join(word for word in (where, until) if word)


def _unseen(past: str, before: str | None = None) -> str:
    return f"not in anything {f'before {before} that ' if before else ''}you {done_by_you(past)}"


def met(answer: "Meetings", past: str, before: str | None = None) -> Iterator[OutputBlock]:
    """An `answer` about one pair as a sentence, about several as a table. `past` is what the viewer has done with
    titles ("seen"). `before` is the place up to which was asked, as it was typed."""
    for same in answer.same:
        yield TextLine(f"{same.a} and {same.b} are one and the same: {same.name}")
    if len(answer.pairs) == 1:
        pair = answer.pairs[0]
        _, _, verdict, where, place, *_ = _pair(pair, past, before)
        if pair.both_in and pair.met is None:
            verdict, where = f"both are in {where}; whether they were together there is not said", ""
        if pair.seen:
            verdict, where = said_how(pair.seen.how, past), _within(_place(pair.seen), pair.seen.where)
            place = pair.seen.place or ""
        elif pair.told and pair.how == "must have met":
            verdict, where, place = f"{verdict}, since {inside_sentence(pair.told)}", f"({where})" if where else "", ""
        else:
            where = _within(where, pair.where)
        line = " ".join(word for word in (f"{pair.a_name} and {pair.b_name}: {verdict}", where) if word)
        yield TextLine(f"{line}{f', {place}' if place else ''}")
        if pair.seen and pair.told:
            yield TextLine(f"and {_fact(pair.told)}")
        if _is_earlier(pair) and pair.earliest and pair.earliest != pair.seen:
            yield TextLine(f"the earliest sign that they have met: {_fact(pair.earliest.told)}")
        if pair.spoken and pair.spoken.told != pair.told:
            yield TextLine(f"where they have spoken: {_fact(pair.spoken.told)}")
        if pair.beside:
            yield TextLine(f"only {pair.beside.way}: {_fact(pair.beside.told)}")
        for it in pair.inside:
            where = f" ({it.encounter.where.said})" if it.encounter.where else ""
            yield TextLine(f"{_where_else(pair, it.frame)}: {without_frame(it.encounter.told)}{where}")
    elif answer.pairs:
        # Of two names of one, the second would say all of the first again.
        again = {it.b for it in answer.same if it.a != it.b}
        rows = [_pair(pair, past, before) for pair in answer.pairs if not {pair.a, pair.b} & again]
        heads = ("Who", "And", "Have they met?", "Where", "Place", "Earliest sign", "Spoken", "Not really")
        # The last columns are there where they say more than the others.
        kept = [n for n in range(len(heads)) if n < len(heads) - 3 or any(row[n] for row in rows)]
        yield Grid(tuple(heads[n] for n in kept), tuple(tuple(row[n] for n in kept) for row in rows))


def _place(it: "Encounter | Meeting") -> str:
    """Where it was shown, and the source."""
    where = it.where.said if it.where else ""
    return f"{where} (source: {it.source})".strip() if it.source and it.source not in ("public", where) else where


def _fact(it: Told) -> str:
    """A fact inside a sentence, and where it was shown."""
    return f"{inside_sentence(it)}{f' ({it.where.said})' if it.where else ''}"


def _pair(pair: "Meeting", past: str, before: str | None) -> tuple[str, ...]:
    unseen = _unseen(past, before)
    unseen = f"they have spoken, and have {unseen.replace('not', 'not met', 1)}" if pair.spoken else unseen
    verdict = "not yet: they meet for the first time" if pair.met is False else said_how(pair.how, past) or unseen
    where = _place(pair)
    if pair.both_in and pair.met is None:
        verdict, where = "both are there; not said whether together", pair.both_in.said
    sign = ""
    if _is_earlier(pair) and pair.earliest:
        sign = f"{said_how(pair.earliest.how, past)}, {pair.earliest.where.said if pair.earliest.where else 'public'}"
    spoken = (pair.spoken.where.said if pair.spoken.where else "public") if pair.spoken else ""
    aside = pair.beside
    beside = [f"only {aside.way}{f' ({aside.where.said})' if aside.where else ''}"] if aside else []
    frames = "; ".join([*beside, *(_inside(pair, it) for it in pair.inside)])
    return pair.a_name, pair.b_name, verdict, where, pair.place or "", sign, spoken, frames


def _inside(pair: "Meeting", it: "MeetingInside") -> str:
    """In which frame two have met, and where that was shown."""
    words = _where_else(pair, it.frame) + ", where they have only spoken" * (it.encounter.how == "spoken with")
    return words + (f" ({it.encounter.where.said})" if it.encounter.where else "")


def _where_else(pair: "Meeting", frame: str) -> str:
    """That two have met in a frame: only there, or there too."""
    return also(frame) if pair.met else only(frame)


def _is_earlier(pair: "Meeting") -> bool:
    """Whether something else showed first that they have met."""
    return pair.earliest is not None and pair.earliest.told != pair.told


def inside_sentence(fact: Told) -> str:
    """A fact after other words: "the Hand" of what is called The Hand, "in a dream of Ada"."""
    first = fact.parts[0]
    if first.to is None:
        return uncapital(fact.text)
    return fact.text if is_title_kind(first.to.kind) else within(fact.text)


def said_how(how: str | None, past: str) -> str:
    """How two have met, to somebody who has done this with titles: what is read is not seen."""
    return how.removeprefix("seen ") if how and past != "seen" else how or ""


def path(answer: "Path", past: str) -> Iterator[OutputBlock]:
    """The chain, a step a line. `past` is what the viewer has done with titles ("seen")."""
    yield Heading(f"{answer.a.name} and {answer.b.name}")
    if answer.connected is None:
        yield TextLine(f"connected: {_unseen(past)}")
        return
    count = len(answer.steps)
    yield TextLine(f"connected by {counted(count, 'step')}" if count else "one and the same")
    if count:
        rows = (
            (it.a.name, said_how(it.how, past), it.b.name, it.told.where.said if it.told.where else "")
            for it in answer.steps
        )
        yield Grid(("Who", "How", "Whom", "Where"), tuple(rows))


def ties(answer: "Ties") -> Iterator[OutputBlock]:
    """Who is seen in several titles, most titles first."""
    yield Heading("People of several titles" + (f": {names(answer.among)}" if answer.among else ""))
    if not answer.ties:
        yield TextLine(NOTHING)
    for tie in answer.ties:
        yield Heading(tie.who.name, 2)
        yield Items(
            tuple(
                (f"{it.title.name}, first in {it.first.text}", f"with {names(it.met)}" if it.met else "")
                for it in tie.titles
            )
        )


def thread(answer: "Thread") -> Iterator[OutputBlock]:
    """How a thread stands."""
    yield Heading(answer.name)
    if answer.state or not answer.inside:
        yield TextLine(answer.state or ", ".join(filter(None, (answer.kind, "not known as a case or a question"))))
    for it in answer.inside:
        yield TextLine(f"{uncapital(it.frame) if answer.state else only(it.frame)}: {it.state}")
    yield from part("Opened", answer.opened)
    yield from links("Who works on it", answer.works_on)
    yield from links("What it is about", answer.concerns)
    yield from part("Resolved", answer.resolved)
    yield from links("Picked up by", answer.picked_up_by)
    yield from part("All that is known", answer.facts)


def secrets(answer: "Secrets") -> Iterator[OutputBlock]:
    """Each secret with those who know it."""
    yield Heading(f"Secrets of {names(answer.about)}" if answer.about else "What people have learnt")
    if not answer.secrets:
        yield TextLine("nobody learns a secret in what you know")
    for secret in answer.secrets:
        yield Heading(f"{secret.told.text}{' (had been believed)' if secret.told.disproved else ''}", 2)
        if secret.known_by:
            lines = ((_knows(it), it.since.said if it.since else "") for it in secret.known_by)
            yield Items(
                tuple(dict.fromkeys(lines))
            )  # what several learnt at once is one line where it says all of them
        else:
            yield from items((secret.told,))


def _knows(it: "Knower") -> str:
    """That somebody knows a secret; of what they took for something else, what they learnt."""
    return it.told.text if it.mistaken else f"known to {inside(it.who)}"
