"""Taking progress along as a file, and bringing it back."""

from functools import partial

from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext

from intertwine.exports.progress_files import PROGRESS_FILES
from intertwine.model.progress import UnknownProgressError
from intertwine.questions.title_page import title as ask_title
from intertwine.web import changes, limits, people
from intertwine.web.changes import Bringing
from intertwine.web.context import RequestContext, after_change, context_of, see_other
from intertwine.web.cookies import hashes_of
from intertwine.web.errors import MistakeError, methods
from intertwine.web.kept import ViewerKept
from intertwine.web.marks import Marks
from intertwine.web.messages import translated_html
from intertwine.web.profiles import ProfileError, clean_name
from intertwine.web.taking import Brought, TakingError, as_json, brought, how

_TYPES = {"json": "application/json", **{ending: it.media_type for ending, it in PROGRESS_FILES.items()}}


@methods("GET")
def mine(request: HttpRequest, universe: str, ending: str) -> HttpResponseBase:
    """What those who watch have passed as text (`ending` txt), for other programs (trakt.json, csv), or what every
    profile has as JSON (`ending` json): the answer to `request` about the universe at `universe`."""
    context = context_of(request, universe)
    known = context.served.universe
    if ending not in _TYPES:
        raise Http404
    if ending == "json":
        made = as_json(known, context.view.universe, _everybody(context)).encode()
    else:
        view = context.view
        titles = (ask_title(view, number) for number in view.listing.titles)
        made = PROGRESS_FILES[ending].write(titles, known.text(context.marks.progress))
    name = f"progress-{context.served.address}.{ending}" if context.served.address.isascii() else f"progress.{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(made, content_type=_TYPES[ending], headers=headers)


@methods("GET", "POST")
def bring(request: HttpRequest, universe: str) -> HttpResponseBase:
    """GET asks for a text or a file, or says what a text that was sent (`text`, the id of its draft) will change. POST
    leads there, and with `how` (`add` or `replace`) changes it."""
    request.upload_handlers = [MemoryFileUploadHandler(request)]
    context = context_of(request, universe)
    if request.method != "POST":
        return _show(context, context.server.drafts.get(hashes_of(request), request.GET.get("text", "")))
    file, text = request.FILES.get("file"), request.POST.get("text", "")
    try:
        if file is not None:
            text = file.read(limits.FORM).decode("utf-8-sig")
        found = _read(context, text)
    except (UnknownProgressError, TakingError, ProfileError) as wrong:
        return _refused(context, text, wrong)
    except UnicodeDecodeError:
        return context.page("bring.html", 400, text="", wrong=gettext("This file is not text."), found=())
    chosen = request.POST.get("how")
    if chosen is None:
        return see_other(f"{context.url('bring')}?text={context.server.drafts.put(hashes_of(request), {'text': text})}")
    if chosen not in ("add", "replace"):
        raise MistakeError(400)
    return _bring(context, found, replace=chosen == "replace")


def _read(context: RequestContext, text: str) -> list[Brought]:
    """What a `text` would change. Raises what `brought` does, and `ProfileError`."""
    found = brought(context.served.universe, _everybody(context), text)
    for it in found:
        clean_name(it.name)
    return found


def _refused(context: RequestContext, text: str, wrong: Exception) -> HttpResponse:
    return context.page("bring.html", 400, text=text, wrong=translated_html(str(wrong)), found=())


def _show(context: RequestContext, draft: dict[str, str] | None) -> HttpResponse:
    """The empty form, or what the text of a `draft` would change now."""
    if draft is None:
        return context.page("bring.html", text="", wrong="", found=())
    try:
        found = _read(context, draft["text"])
    except (UnknownProgressError, TakingError, ProfileError) as wrong:
        return _refused(context, draft["text"], wrong)
    return context.page("bring.html", text=draft["text"], wrong="", found=found)


def _bring(context: RequestContext, found: list[Brought], *, replace: bool) -> HttpResponseBase:
    response = see_other(context.url("progress"))
    each = [
        Bringing(it.profile, clean_name(it.name), partial(_with, context, it, replace=replace))
        for it in found
    ]  # fmt: skip
    changed = changes.bring(context.request, response, context.served.identity, each)
    return after_change(response, context.request, changed.id, context.url("progress"))


def _with(context: RequestContext, it: Brought, marks: Marks, *, replace: bool) -> Marks:
    return how(context.served.universe, marks, it.progress, replace=replace)


def _everybody(context: RequestContext) -> ViewerKept:
    """What is kept of every profile; the same ones watch."""
    kept = people.kept_of(context.request, context.served.identity, tuple(context.kept.names))
    return ViewerKept(context.kept.watching, kept.names, kept.marks_of)
