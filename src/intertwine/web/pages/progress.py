""" "Where are you?": what the viewer has seen, as check boxes and as text."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext

from intertwine.gate.progress_examples import ExampleTitle, example
from intertwine.gate.progress_text import MAX_LENGTH, UnknownProgressError
from intertwine.gate.view import View
from intertwine.model.progress import Progress
from intertwine.model.title_kind import TitleKind
from intertwine.questions.title_page import listed_title
from intertwine.web import changes
from intertwine.web.boxes import boxes
from intertwine.web.context import RequestContext, after_change, context_of, see_other
from intertwine.web.cookies import hashes_of
from intertwine.web.errors import MistakeError, methods
from intertwine.web.kind_words import past
from intertwine.web.marks import (
    by_title,
    named_in_text,
    read_by_title,
    spelled_by_title,
)  # fmt: skip
from intertwine.web.messages import translated_html
from intertwine.web.pages.sure import ask, asks_first
from intertwine.web.pages.ticks import ask_whether_none, take_boxes
from intertwine.web.same_title import tags
from intertwine.web.skips import skipped_of
from intertwine.web.taking import refuse_too_many
from intertwine.web.tellings import told_of


@methods("GET", "POST")
def page(request: HttpRequest, universe: str) -> HttpResponseBase:
    """GET shows all titles with their marks, or asks first: whether all marks of a title are to go (`none`, its
    address), or what a text takes away (`text`, the id of its draft). POST takes a title's check boxes, or the whole as
    text."""
    context = context_of(request, universe)
    if request.method != "POST":
        if "none" in request.GET:
            return ask_whether_none(context, request.GET["none"])
        draft = context.server.drafts.get(hashes_of(request), request.GET["text"]) if "text" in request.GET else None
        if draft is not None:
            return _ask_about(context, draft)
        known, now = context.served.universe, context.marks.progress
        return _show(context, known.text(now), named_in_text(known, now))
    return _take_text(context, request.POST["text"]) if "text" in request.POST else take_boxes(context)


def _show(context: RequestContext, text: str, was: Progress, wrong: str = "") -> HttpResponseBase:
    """The page with this text. `was` is what the text said when it was first shown."""
    view, seen, tag = context.view, by_title(context.marks.seen), tags(context.view)
    identities = {n: view.listing.identity(n) for n in view.listing.titles}
    kinds = [view.listing.words(n).kind for n in view.listing.titles]
    at = context.notice.title if context.notice else None
    return context.page(
        "progress.html", 400 if wrong else 200, open_at="" if at is None else view.names.address(at),
        text=text, wrong=wrong, example=_example(view),
        hints=_hints(kinds),
        titles=[(listed_title(view, n), boxes(view, n, tag[n], seen.get(it, ()))) for n, it in identities.items()],
        was=spelled_by_title(view, was.seen), was_told=spelled_by_title(view, was.told),
        tellings=told_of(view, context.marks, identities), skipped=skipped_of(context),
    )  # fmt: skip


def _example(view: View) -> str:
    """Progress text that this very universe understands."""
    return example(
        ExampleTitle(
            view.names.best(n),
            view.listing.words(n),
            tuple((it.season, it.number) for it in view.listing.installments(n)[:2]),
        )
        for n in view.listing.titles
    )


def _hints(kinds: Iterable[TitleKind]) -> str:
    """What can follow a title, as far as its kind has it."""
    found = {kind.counted_in: kind for kind in kinds}
    hints = []
    if not found or "minutes" in found:
        hints.append(gettext("A time can follow an episode, as in “1x02@00:20:00”."))
    for unit, kind in found.items():
        if unit != "minutes":
            what = gettext("A title can be followed by how much of it you have %(past)s, as in “45%%”.")
            hints.append(what % {"past": past(kind.past)})
            break
    return " ".join(hints)


def _take_text(context: RequestContext, text: str) -> HttpResponseBase:
    """Change what was changed in the text since it was shown. What takes much away asks first."""
    form, was = context.request.POST, _shown_before(context)
    try:
        refuse_too_many(context.served.universe, text, context.marks.progress)
        progress = context.served.universe.progress(text, context.marks.progress)
    except UnknownProgressError as wrong:
        return _show(context, text[:MAX_LENGTH], was, translated_html(str(wrong)))
    before, after = context.marks.progress, context.marks.written_over(was, progress).progress
    gone, left = _gone(before, after), len(after.seen) + len(after.told)
    if "sure" not in form and asks_first(gone, left):
        kept = {"text": text, "was": form.get("was", spelled_by_title(context.view, was.seen))}
        kept["was_told"] = form.get("was_told", spelled_by_title(context.view, was.told))
        kept |= {"gone": str(gone), "left": str(left)}
        return see_other(
            f"{context.url('progress')}?text={context.server.drafts.put(hashes_of(context.request), kept)}"
        )
    response = see_other(context.url("progress"))
    changed = changes.change(
        context.request, response, context.served.identity, lambda marks: marks.written_over(was, progress)
    )
    return after_change(response, context.request, changed.id, context.url("progress"))


def _gone(before: Progress, after: Progress) -> int:
    """How many installments are marked before, and not after."""
    return len({it[:3] for it in (*before.seen, *before.told)} - {it[:3] for it in (*after.seen, *after.told)})


def _ask_about(context: RequestContext, draft: dict[str, str]) -> HttpResponseBase:
    """The page that says how much a text takes away."""
    gone, left = draft.pop("gone"), draft.pop("left")
    said = (
        gettext("This text takes %(count)s marks away.")
        if int(left)
        else gettext("This text takes %(count)s marks away, and leaves none.")
    ) % {"count": gone}
    return ask(context, said, draft, context.url("progress"))


def _shown_before(context: RequestContext) -> Progress:
    """What the text said that a new one was written over. A form without it is taken for one that was just drawn."""
    form, view = context.request.POST, context.view
    if "was" not in form:
        return named_in_text(context.served.universe, context.marks.progress)
    try:
        return Progress.of(read_by_title(view, form["was"]), read_by_title(view, form.get("was_told", "")))
    except ValueError as error:
        raise MistakeError(400) from error
