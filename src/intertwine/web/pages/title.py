"""A title's page."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from intertwine.questions.known_parts import known_parts
from intertwine.questions.picking_up import picked_up
from intertwine.questions.presence import seasons_on_stage
from intertwine.questions.season_recaps import season_recaps
from intertwine.questions.title_page import title as ask
from intertwine.web.boxes import boxes
from intertwine.web.context import RequestContext, context_of, see_other
from intertwine.web.errors import methods
from intertwine.web.picture_files import size
from intertwine.web.poster import poster
from intertwine.web.same_title import tags
from intertwine.web.skips import skipped_of
from intertwine.web.telling import missed, portions
from intertwine.web.tellings import told_of
from intertwine.web.where import where_now


@methods("GET")
def page(request: HttpRequest, universe: str, address: str) -> HttpResponseBase:
    """Its listing, what is known of it, and its installments with the viewer's marks: the answer to `request` about the
    title that has `address` in the universe at `universe`."""
    context = context_of(request, universe)
    return context.kept_page("title.html", lambda: _made(context, address))


def _made(context: RequestContext, address: str) -> HttpResponseBase | Mapping[str, Any]:
    number = context.entity(address, titles=True)
    if context.view.names.address(number) != address:
        return see_other(context.url("title", context.view.names.address(number)))
    parts, its = portions(context.view, number), ask(context.view, number)
    where = where_now(context.view, number, context.posture.order)
    ahead = where.said.crossover  # most often this title itself, whose titles are counted then
    return {
        "page": its,
        "where": where,
        "picked_up": ahead if ahead and ahead.title.address == address else picked_up(context.view, number),
        "known": known_parts(context.view, number),
        "recaps": season_recaps(context.view, number),
        "poster": poster(context.view, number),
        "image_size": size(context.served.folder, its.images),
        "on_stage": seasons_on_stage(context.view, number),
        "boxes": boxes(context.view, number, tags(context.view)[number], context.marks.seen),
        "tellings": [it for it in told_of(context.view, context.marks, [number]) if it.kind != "plan"],
        "complete": all(part.is_known for part in parts),
        "over": bool(parts) and all(part.own.is_known for part in parts),
        "askable": bool(parts and context.view.listing.identity(number)),
        "skipped": skipped_of(context, [number]),
        "missed": any(not part.is_known for part in missed(context.view, number)),
    }
