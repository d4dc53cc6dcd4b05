"""Bringing what another program knows: a file is read, what it says is shown, and then it is marked in one step."""

import json
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import TemporaryUploadedFile
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext

from intertwine.gate.watched_matching import WatchedMatches
from intertwine.imports.progress import FORMATS, ProgressFileError, SeveralPeopleError, read_export
from intertwine.model.message import message
from intertwine.model.progress import Progress, UnknownProgressError, furthest
from intertwine.model.sentinels import NONE
from intertwine.web import changes, limits
from intertwine.web.context import RequestContext, after_change, context_of, see_other
from intertwine.web.cookies import hashes_of
from intertwine.web.errors import MistakeError, methods
from intertwine.web.faults import RETRY_SECONDS
from intertwine.web.messages import translated, translated_html
from intertwine.web.taking import refuse_too_many
from intertwine.web.uploads import LimitedFile

_WAIT = 10
"""Seconds that an export waits for others that are being read."""


@methods("GET", "POST")
def page(request: HttpRequest, universe: str) -> HttpResponseBase:
    """GET asks for a file, or shows what one that was sent says (`read`, the id of its draft). POST with a file leads
    there; POST with `text`, and with a choice for each question (`also`), marks it."""
    if request.method == "POST":
        request.upload_handlers = [LimitedFile(request)]
    context = context_of(request, universe)
    if request.method != "POST":
        draft = context.server.drafts.get(hashes_of(request), request.GET.get("read", ""))
        found = None if draft is None or "found" not in draft else json.loads(draft["found"])
        return _form(context) if found is None or not _is_of(found, context) else _preview(context, found)
    if "text" in request.POST:
        return _mark(context, request.POST["text"], request.POST.getlist("also"))
    file = request.FILES.get("file")
    if not isinstance(file, TemporaryUploadedFile):
        return _form(context, 400, wrong=gettext("Choose a file first."))
    with file:  # it is deleted when it is closed
        if not context.server.reading.acquire(timeout=_WAIT):
            raise MistakeError(503, retry_after=RETRY_SECONDS)
        try:
            return _read(context, file)
        finally:
            context.server.reading.release()


def _form(context: RequestContext, status: int = 200, **more: Any) -> HttpResponse:
    formats = [(it.name, translated(it.label)) for it in FORMATS.values()]
    asked = {"format": context.request.POST.get("format", "")}
    known = {"wrong": "", "people": (), "megabytes": limits.UPLOAD >> 20, **more}
    return context.page("import.html", status, formats=formats, chosen=asked["format"], found=None, **known)


def _read(context: RequestContext, file: TemporaryUploadedFile) -> HttpResponseBase:
    form = context.request.POST
    name, person = form.get("format", ""), form.get("person", "")
    if name and name not in FORMATS:
        raise MistakeError(400)
    try:
        export = read_export(
            Path(file.temporary_file_path()), file.name or "", format_name=name, person=person,
            unpacked=limits.UNPACKED, most=limits.ENTRIES,
        )  # fmt: skip
        found = context.served.universe.watched(export.rows(), context.marks.progress)
    except SeveralPeopleError as error:
        return _form(context, 400, people=error.people, wrong=translated_html(error.args[0]))
    except ProgressFileError as error:
        said = message("%(wrong)s; %(way)s", wrong=error.args[0], way=error.way) if error.way else error.args[0]
        return _form(context, 400, wrong=translated_html(said))
    said = json.dumps({**_as_draft(found, export.format.label, export.unwatched), "passed": _passed(context)})
    return see_other(
        f"{context.url('import')}?read={context.server.drafts.put(hashes_of(context.request), {'found': said})}"
    )


def _as_draft(found: WatchedMatches, label: str, unwatched: int) -> dict[str, Any]:
    """What was found, without a mark of its own: all of it is in words that the viewer may read."""
    return {
        "label": label,
        "rows": found.rows,
        "elsewhere": found.elsewhere,
        "unwatched": unwatched,
        "matched": [[it.title, it.text, it.rows] for it in found.matched],
        "asked": [[it.entry, it.row, it.rows, str(it.why), it.choices] for it in found.asked[: limits.ASKED]],
        "left": max(0, len(found.asked) - limits.ASKED),
    }


def _passed(context: RequestContext) -> list[list[str | int]]:
    """What this viewer has passed now, as a draft has it."""
    progress = context.marks.progress
    return [[*mark] for mark in sorted(furthest([*progress.seen, *progress.told]))]


def _is_of(found: dict[str, Any], context: RequestContext) -> bool:
    """Whether whoever watches now has passed all that was passed when a file was read: what it said may name titles
    that are known only then."""
    now = {(title, season, number): seconds for title, season, number, seconds in _passed(context)}
    return all(now.get((title, season, number), NONE) >= seconds for title, season, number, seconds in found["passed"])


def _preview(context: RequestContext, found: dict[str, Any], wrong: str = "") -> HttpResponseBase:
    """What a file said, as far as it can be read with what this viewer has marked now."""
    text = ", ".join(it for _, terms, _ in found["matched"] for it in terms)
    more = 0
    if text:
        try:
            more = _count_more(context, _progress(context, text))
        except UnknownProgressError as error:
            return _form(context, 400, wrong=translated_html(str(error)))
    asked = [
        {"entry": entry, "row": row, "rows": rows, "why": gettext(why), "choices": choices}
        for entry, row, rows, why, choices in found["asked"]
    ]
    return context.page(
        "import.html", 400 if wrong else 200, found=found, label=gettext(found["label"]),
        text=text, more=more, wrong=wrong,
        marked=[
            (title, [it.removeprefix(title).strip() for it in terms], rows) for title, terms, rows in found["matched"]
        ],
        asked=[it for it in asked if it["choices"]], unplaced=[it for it in asked if not it["choices"]],
    )  # fmt: skip


def _progress(context: RequestContext, text: str) -> Progress:
    """What a text says to this viewer. Raises `UnknownProgressError`."""
    refuse_too_many(context.served.universe, text, context.marks.progress)
    return context.served.universe.progress(text, context.marks.progress)


def _count_more(context: RequestContext, progress: Progress) -> int:
    """How many installments are marked further than now."""
    before = context.marks.seen
    return len(context.marks.with_seen(progress.seen).seen - before)


def _mark(context: RequestContext, text: str, also: list[str]) -> HttpResponseBase:
    """Mark what the form says, as one change."""
    whole = ", ".join(filter(None, [text, *also]))
    if not whole:
        return see_other(context.url("progress"))
    try:
        progress = _progress(context, whole)
    except UnknownProgressError as error:
        return _form(context, 400, wrong=translated_html(str(error)))
    response = see_other(context.url("progress"))
    changed = changes.change(
        context.request, response, context.served.identity, lambda marks: marks.with_seen(progress.seen)
    )
    return after_change(response, context.request, changed.id, context.url("progress"))
