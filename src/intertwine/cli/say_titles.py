"""Answers about titles in words: the front page, a title's page, a recap, what was just learnt."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from intertwine.cli.blocks import Grid, Heading, Items, OutputBlock, TextLine
from intertwine.cli.counted import counted
from intertwine.cli.say import NOTHING, inside, items, links, names, part, there, told
from intertwine.cli.say_people import inside_sentence, mistaken, relation
from intertwine.model.title_kind import past_words
from intertwine.questions.common import only, without_frame
from intertwine.questions.passages import by_frame

if TYPE_CHECKING:
    from intertwine.model.title_kind import TitleWords
    from intertwine.questions import (
        CastLine,
        Episode,
        FrameRevealed,
        InstallmentPage,
        Learnt,
        MistakenFor,
        Previously,
        Recap,
        SeasonEpisodes,
        TitleEpisode,
        TitlePage,
        UniversePage,
        ViewingOrder,
        WhereYouAre,
    )
    from intertwine.questions.common import Told

_BILLED = 12
"""So many of a cast have a line each."""


def front(answer: "UniversePage") -> Iterator[OutputBlock]:
    """The universe and its titles."""
    yield Heading(answer.name)
    if answer.description:
        yield TextLine(answer.description)
    yield Grid(
        ("Title", "Kind", "Released", _done(it.words for it in answer.titles), "Told"),
        tuple(
            (it.title.name, it.title.kind, it.released or "", f"{it.seen} of {it.episodes}", str(it.told or ""))
            for it in answer.titles
        ),
    )

    if len(answer.orders) > 1:
        yield Heading("Viewing orders", 2)
        yield Grid(
            ("Order", _done(it.words for it in answer.titles), "Next"),
            tuple((it.name, f"{it.seen} of {it.episodes}", _next(it.next)) for it in answer.orders),
        )


def _done(words: "Iterable[TitleWords]") -> str:
    """What is done with these titles, at the head of a column."""
    return past_words(it.kind for it in words).capitalize()


def order(answer: "ViewingOrder") -> Iterator[OutputBlock]:
    """A viewing order: what is in it, and what comes next."""
    yield Heading(f"Order: {answer.name}")
    verb = answer.next.words.kind.verb.capitalize() if answer.next else ""
    yield TextLine(f"{verb} next: {_next(answer.next)}" if answer.next else "Nothing in it is left.")
    units = {it.words.kind.counted_in for it in answer.listed}
    several = len(units) > 1
    rows = ((it.title.name, *_episode(it.episode, it.words, said=several)) for it in answer.listed)
    length = "Length" if several else next(iter(units), "minutes").capitalize()
    yield Grid(("Title", "", "Name", "Released", length, ""), tuple(rows))


def _next(it: "TitleEpisode | None") -> str:
    if it is None:
        return ""
    return f"{it.text}, {it.episode.name}" if it.episode.season is not None and it.episode.name else it.text


def title(answer: "TitlePage") -> Iterator[OutputBlock]:
    """A title's page: its listing, then the story as far as it is known, and last who plays in it."""
    yield Heading(f"{answer.name} ({answer.year})" if answer.year else answer.name)
    facts = (
        answer.words.kind.name or answer.kind,
        ", ".join(answer.genres),
        ", ".join(f"{it.mark} ({it.body})" for it in answer.certifications),
        ", ".join(answer.platforms),
        answer.status or "",
    )
    yield TextLine("; ".join(fact for fact in facts if fact), faint=True)
    if answer.released:
        last = f" to {answer.last_released}" if answer.last_released not in (None, answer.released) else ""
        count = (
            f"{counted(answer.episodes, answer.words.kind.installment)}, "
            if answer.seasons and answer.seasons[0].number is not None
            else ""
        )
        yield TextLine(f"{count}released {answer.released}{last}")
    yield from _progress(answer)
    for cut in answer.cuts:
        yield TextLine(f"{cut.name}: {'~' if cut.about else ''}{cut.minutes} min")
    if answer.logline:
        yield TextLine(answer.logline)
    if answer.synopsis:
        yield Heading("Synopsis", 2)
        for fact in answer.synopsis:
            yield TextLine(fact.text)
    yield from links("Main antagonist", answer.antagonists)
    yield from links("Leaders", answer.leaders)
    for heading, ties in (("Picks up", answer.picks_up), ("Picked up by", answer.picked_up_by)):
        yield from links(heading, [tie for tie in ties if tie.to.address != answer.address])
    if answer.news:
        yield Heading("Latest News", 2)
        yield Items(tuple((fact.text, fact.date or "") for fact in answer.news))
    yield from part("Renewals", answer.renewals)
    yield from part("After the credits", answer.after_credits)
    yield from part("What has happened", answer.facts)
    for season in answer.seasons:
        yield from _season(season, answer.words)
    yield from _cast(answer.cast)


def _cast(cast: "Sequence[CastLine]") -> Iterator[OutputBlock]:
    """Who plays whom: the first of them a line each, the others by name alone."""
    if cast:
        yield Heading("Cast", 2)
        yield Items(tuple((it.actor.name, names(it.roles)) for it in cast[:_BILLED]))
        if others := cast[_BILLED:]:
            yield TextLine(f"and {len(others)} more: {names(it.actor for it in others)}", faint=True)


def installment(answer: "InstallmentPage") -> Iterator[OutputBlock]:
    """An installment's page: its listing, then what it shows as far as it is known, and what is beside it."""
    it, words = answer.episode, answer.words
    yield Heading(f"{answer.at.text}: {it.name}" if it.name else answer.at.text)
    length = f"{'~' if it.about else ''}{it.length} {words.kind.counted_in}" if it.length else ""
    *_, state = _episode(it, words)
    count = f"{words.kind.installment} {answer.number} of {answer.count}"
    yield TextLine("; ".join(filter(None, (count, it.date, length, state))), faint=True)
    if answer.recap:
        yield TextLine(" ".join(fact.text for fact in answer.recap))
    elif it.state in ("unseen", "begun"):
        yield TextLine("What happens in it is told here as soon as you may know it.")
    if answer.people:
        yield Heading("Who is in it", 2)
        yield TextLine(names(answer.people))
    yield from _in_it("Who meets for the first time", answer.meetings)
    yield from _in_it("Where it happens", answer.scenes)
    yield from _in_it("What is known from it", answer.facts)
    sides = (("Before it", answer.before), ("After it", answer.after))
    lines = [(heading, words.place(one.season, one.episode), one.name) for heading, one in sides if one is not None]
    if lines:
        yield Heading("Beside it", 2)
        yield Items(tuple((f"{place}, {name}" if name else place, heading.lower()) for heading, place, name in lines))


def _in_it(heading: str, facts: "Sequence[Told]") -> Iterator[OutputBlock]:
    """A part of an installment's page: of where its facts are learnt only the time is said."""
    if facts:
        yield Heading(heading, 2)
        for it in by_frame(facts):
            if it.frame is not None:
                yield Items(((f"{it.frame}:", ""),))
            yield Items(tuple(there(fact) for fact in it.facts), 0 if it.frame is None else 1)


def _progress(answer: "TitlePage") -> Iterator[OutputBlock]:
    """How far the viewer is in a title of several installments, and what comes next."""
    seen = sum(it.state == "seen" for season in answer.seasons for it in season.listed)
    if not seen or answer.episodes < 2:
        return
    kind, after = answer.words.kind, answer.next
    line = f"you have {kind.past} {seen} of {counted(answer.episodes, kind.installment)}"
    if after is not None and (place := answer.standing(after)):
        line += f"; {kind.verb} next: {place}" + (f", {after.name}" if after.name else "")
    yield TextLine(line)


def _season(season: "SeasonEpisodes", words: "TitleWords") -> Iterator[OutputBlock]:
    head = "Listing" if season.number is None else words.head(season.number)
    remarks = [
        "announced" if season.announced else "",
        season.date or "",
        counted(season.episodes, words.kind.installment) if season.episodes else "",
    ]
    told_of = ", ".join(remark for remark in remarks if remark)
    yield Heading(f"{head} ({told_of})" if told_of else head, 2)
    if season.listed:
        length = words.kind.counted_in.capitalize()
        if season.usual:
            yield TextLine(f"about {season.usual} {words.kind.counted_in} each, not measured", faint=True)
        yield Grid(("", "Name", "Released", length, ""), tuple(_episode(it, words) for it in season.listed))


def _episode(it: "Episode", words: "TitleWords", *, said: bool = False) -> tuple[str, str, str, str, str]:
    """An installment in a list; with `said` its length says what it is counted in."""
    number = "" if it.season is None or it.episode is None else words.mark(it.season, it.episode)
    length = "" if it.length is None else f"{'~' if it.about else ''}{it.length}"
    length = f"{length} {words.kind.counted_in}" if said and length else length
    done = words.kind.past if it.state == "seen" else it.state
    state = "" if it.state == "unseen" else done + (f" to {it.time}" if it.time else "")
    return number, it.name or "", it.date or "", length, "; ".join(filter(None, (state, it.also)))


def next_up(answer: "WhereYouAre") -> Iterator[OutputBlock]:
    """What comes next, and what is ahead, in two or three lines."""
    after, ahead = answer.next, answer.crossover
    if after is None:
        yield TextLine("Nothing is left.")
    else:
        length = f"{'~' if after.episode.about else ''}{after.episode.length} {after.words.kind.counted_in}"
        remark = f" ({length})" if after.episode.length else ""
        yield TextLine(f"{after.words.kind.verb.capitalize()} next: {_next(after)}{remark}")
    if ahead is not None:
        number = f"{ahead.seen or 'none'} of the {ahead.titles} titles" if ahead.titles > 1 else "the title"
        have = "have not" if ahead.titles == 1 and not ahead.seen else "have"
        yield TextLine(f"You {have} {ahead.words.kind.past} {number} that {ahead.title.name} picks up.")
    if answer.begun:
        yield TextLine(f"Begun as well: {', '.join(it.text for it in answer.begun)}")


def previously(answer: "Previously", *, longer: bool = False) -> Iterator[OutputBlock]:
    """Previously on, in a few sentences (`longer`: in more)."""
    yield Heading(f"Before {answer.before.text}")
    text = answer.long if longer else answer.short
    if not (text.parts or text.threads):
        yield TextLine("Nothing that you know of leads up to it.")
    for it in text.parts:
        yield TextLine(f"{it.at.text}: {' '.join(fact.text for fact in it.sentences)}")
    for thread in text.threads:
        yield TextLine(thread.text)


def recap(answer: "Recap") -> Iterator[OutputBlock]:
    """Previously on, then a part a person, then the open threads."""
    yield from previously(answer.previously)
    yield from _frames(answer.frames)
    for person in answer.people:
        yield Heading(person.who.name, 2)
        lines = [_undone(fact) for fact in person.undone]
        lines += [(mistaken(it), "") for it in person.taken_for]
        lines += [relation(it) for it in person.relations if it.now]
        if lines:
            yield Items(tuple(dict.fromkeys(lines)))
        yield from items([fact for fact in person.facts if told(fact) not in lines])
        if not (lines or person.facts):
            yield TextLine(NOTHING, faint=True)
    yield from links("Open threads", answer.threads)


def _undone(death: "Told") -> tuple[str, str]:
    """That somebody is alive after a death that was none."""
    remark = told(death._replace(disproved=False))[1]
    if death.disproved:
        return f"alive: it had been believed that {inside_sentence(death)}", remark
    if death.frame is not None:
        return f"alive, for this happened {only(death.frame)}: {without_frame(death)}", remark
    return f"alive, for it was somebody else who died: {inside_sentence(death)}", remark


def learnt(answer: "Learnt") -> Iterator[OutputBlock]:
    """What is new. Its first heading is the main one."""
    for n, block in enumerate(_learnt(answer)):
        yield replace(block, level=1) if n == 0 and isinstance(block, Heading) else block


def _learnt(answer: "Learnt") -> Iterator[OutputBlock]:
    turned = (answer.merges, answer.unmasked, answer.disproved, answer.frames)
    if not any((answer.people, answer.names, *turned, answer.facts)):
        yield TextLine("nothing new")
        return
    if answer.people:
        yield Heading("Newly known", 1)
        yield Items(tuple((it.name, it.kind) for it in answer.people))
    if answer.names:
        yield Heading("New names of those who were known", 2)
        yield Items(tuple((it.name, f"known as {it.was}") for it in answer.names))
    yield from part("Who is who", answer.merges)
    if answer.unmasked:
        yield Heading("Who it really was", 2)
        yield Items(tuple((_unmasked(it), "") for it in answer.unmasked))
    yield from part("What had been believed", answer.disproved)
    yield from _frames(answer.frames)
    if answer.facts:
        yield Heading("What happened", 2)
        yield from items(answer.facts)


def _frames(frames: "Sequence[FrameRevealed]") -> Iterator[OutputBlock]:
    """What turned out to be in frames."""
    if frames:
        yield Heading("What did not really happen", 2)
        yield Items(tuple((it.text, it.at) for it in frames))


def _unmasked(it: "MistakenFor") -> str:
    """Who it was, in one sentence."""
    return f"It was {inside(it.who)}, not {inside(it.seemed)}" + (f", in {it.places}" if it.places else "")
