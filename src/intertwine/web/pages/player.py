"""Players that tell what is watched: the page that connects them, and the address that they send events to."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase

from intertwine.imports.players import ALONE, PlayerEvent, PlayerEventError, read_event
from intertwine.model.words import fold
from intertwine.web import changes, limits, players
from intertwine.web.addresses import path_of
from intertwine.web.context import RequestContext, context_of, see_other
from intertwine.web.errors import MistakeError, methods
from intertwine.web.headers import RETRY_AFTER
from intertwine.web.kept import FIRST, read
from intertwine.web.players import FoundAddress
from intertwine.web.profiles import ProfileError
from intertwine.web.server import server_of
from intertwine.web.uploads import NoMatter

_FIELDS = ("payload", "data")
"""The fields in which Plex and Emby send JSON."""
_REVOKED = "This address was revoked, or its profile was removed. Make a new one on “Where are you?”."


@methods("GET", "POST")
def page(request: HttpRequest, universe: str) -> HttpResponseBase:
    """GET shows the addresses of players; POST makes one (`do` is `connect`) and shows it once, or revokes one (`do` is
    `revoke`)."""
    context = context_of(request, universe)
    if request.method != "POST":
        return _show(context)
    do, form = request.POST.get("do", ""), request.POST
    if do == "revoke":
        response = see_other(context.url("player"))
        players.revoke(request, response, form.get("player", ""))
        return response
    if do != "connect":
        raise MistakeError(400)
    profile = form.get("profile", FIRST)
    if profile not in context.kept.names:
        raise MistakeError(409)
    kept = HttpResponse()
    try:
        token = players.connect(request, kept, profile, form.get("user", ""))
    except ProfileError as wrong:
        return _show(context, wrong=str(wrong))
    made = _show(context, token=request.build_absolute_uri(path_of("player-event", token)))
    made.cookies.update(kept.cookies)
    return made


def _show(context: RequestContext, *, token: str = "", wrong: str = "") -> HttpResponse:
    found = players.connected(context.request)
    return context.page(
        "player.html", 400 if wrong else 200, address=token, wrong=wrong, connected=found, names=context.kept.names,
        longest=limits.PLAYER_USER,
    )  # fmt: skip


def event(request: HttpRequest, token: str) -> HttpResponseBase:
    """What a player sends to its address: a stop, a pause or the end of something marks it. Repeated and late events
    change nothing, because of each installment the furthest counts."""
    if request.method != "POST":
        return _say(405, "Players send their events here with POST.", headers={"Allow": "POST"})
    if int(request.headers.get("Content-Length") or 0) > limits.EVENT:
        return _say(413, "This is more than an event of a player.")
    found = players.find(request, token)
    if found is None:
        return _say(404, "There is no such address for players.")
    if found.is_revoked:
        return _say(410, _REVOKED)
    if not server_of(request).rates.take(found.viewer + str(found.id)):
        return _say(429, "These are too many events in a minute.", headers={RETRY_AFTER: "60"})
    try:
        its = read_event(_sent(request))
    except PlayerEventError as error:
        return _say(400, f"Nothing was marked: {error}.")
    if its.row is not None and its.user and not found.user:
        # Of two who begin at once, the one that was written first is meant.
        found = players.bind(request, found, its.user)
    if found.user and not its.user and its.player != ALONE:
        return _say(403, "Nothing was marked: this event does not say who watches.")
    if found.user and its.user and fold(found.user) != fold(its.user[: limits.PLAYER_USER]):
        return _say(403, "Nothing was marked: this address is for what somebody else watches.")
    return _mark(request, found, its)


def _sent(request: HttpRequest) -> str:
    """The JSON of an event: a field of a form, or all that was sent."""
    request.upload_handlers = [NoMatter(request)]
    if request.content_type in ("multipart/form-data", "application/x-www-form-urlencoded"):
        return next((request.POST[name] for name in _FIELDS if name in request.POST), "")
    return request.body.decode("utf-8", "replace")


def _mark(request: HttpRequest, found: FoundAddress, its: PlayerEvent) -> HttpResponse:
    """Mark what an event says, in every universe that is served."""
    server, marked, is_asked = server_of(request), list[str](), False
    if its.row is None:
        return _say(200, "This event says nothing of how far somebody is.")
    for served in server.registry.universes:
        with server.database.alone():
            kept, _ = read([found.viewer], served.identity, (found.profile,))
        if found.profile not in kept.names:
            return _say(410, _REVOKED)
        matches = served.universe.watched([its.row], kept.marks.progress)
        is_asked = is_asked or bool(matches.asked)
        if matches.progress.seen:
            changes.mark_for(request, found.person, found.profile, served.identity, matches.progress.seen)
            marked += [it for title in matches.matched for it in title.text]
    said = "Marked." if marked else "Not sure what this is: nothing was marked." if is_asked else "Not of this server."
    return _say(200, said, marked)


def _say(
    status: int, said: str, marked: list[str] | None = None, headers: dict[str, str] | None = None
) -> HttpResponse:
    return JsonResponse({"said": said, "marked": marked or []}, status=status, headers=headers)
