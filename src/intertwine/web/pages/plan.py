"""Before a title: what to see first, marking it as seen, and being told of what is left out."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy, pgettext
from markupsafe import Markup

from intertwine.exports import FORMATS, ExportError, export
from intertwine.gate.view import View
from intertwine.model.message import message
from intertwine.model.progress import Mark
from intertwine.model.title import RELEASE
from intertwine.plan import Plan, PlannedEpisode
from intertwine.plan.certifications import SCALES, rank_of
from intertwine.web import changes, limits, plan_words
from intertwine.web.context import CANNOT, RequestContext, after_change, left_open, see_other
from intertwine.web.errors import MistakeError, methods
from intertwine.web.kind_words import in_language
from intertwine.web.languages import rendered
from intertwine.web.marks import PLANNED, Marks, spelled_by_title
from intertwine.web.notices import first_name, names_of
from intertwine.web.plan_answers import PlanQuestion, answer, plan_question, said_of
from intertwine.web.plan_choice import ChoiceError
from intertwine.web.plan_curve import curve_picture
from intertwine.web.plans_kept import KeptCurve
from intertwine.web.same_title import tags
from intertwine.web.telling import missed
from intertwine.web.tellings import listed_marks
from intertwine.web.words_in_pages import percent

ORDERS = (
    ("release", gettext_lazy("as released")),
    ("story", gettext_lazy("as it happened")),
    ("woven", gettext_lazy("woven: changing titles where they meet")),
)
FILE = "before-"
"""What the name of a file begins with, before the title's address."""


@methods("GET", "POST")
def page(request: HttpRequest, universe: str, address: str) -> HttpResponseBase:
    """The plan (GET); marking installments of it as seen (POST `do=seen`), being told of others (`do=tell`), and
    hiding that again (`do=hide`): the answer to `request` about the title that has `address` in the `universe`."""
    it = plan_question(request, universe, address)
    if request.method == "POST":
        return _change(it)
    if it.address != address:
        return see_other(it.context.url("plan", it.address) + it.query)
    if not it.is_listed:
        return it.context.page("plan.html", plan=None, wrong=None, **{**_around(it), **_whom(it)})
    try:
        shares = request.GET.get("share") == "seen"
        found = answer(it, ("page", _is_told(it), shares), lambda plan, curve: _page(it, plan, curve, shares=shares))
    except ChoiceError as error:
        return it.context.page("plan.html", 400, plan=None, wrong=error, **{**_around(it), **_whom(it)})
    return HttpResponse(it.context.own(found, **_whom(it)))


def _whom(it: PlanQuestion) -> dict[str, Markup]:
    """For whom the plan is, with their names: what is `said` of it, and the choice of those who see it `together`."""
    kept = it.context.kept
    known = {
        "u": it.context.served.address,
        "gone": it.gone,
        "watching": names_of(kept, kept.watching) if len(kept.watching) > 1 else "",
        "others": [
            (said_of(id_), name or first_name(), id_ in kept.join)
            for id_, name in kept.names.items() if id_ not in kept.here
        ],
    }  # fmt: skip
    parts = {"said": "said", "together": "choice"}
    return {
        name: Markup(rendered("together.html", {**known, "part": part}))  # noqa: S704 - a template's
        for name, part in parts.items()
    }


def _page(it: PlanQuestion, plan: Plan, curve: KeptCurve, *, shares: bool) -> bytes:
    view, tag = it.context.view, tags(it.context.view)
    text = it.context.shared(
        "plan.html",
        **_around(it, [named.it.title.address for named in (*plan.installments, *plan.told)]),
        **{name: left_open(name) for name in ("said", "together")},
        plan=plan,
        wrong=None,
        heading=plan_words.heading_name(plan),
        lead=plan_words.lead(plan),
        list_heading=plan_words.list_heading(plan),
        runs=plan_words.runs(plan),
        evenings=plan_words.evenings(plan),
        curve=curve_picture(plan, curve),
        box={n.it.title.address: _box(view, n.it.title.address, tag) for n in plan.installments},
        for_other=bool(it.chosen.seen),
        link=_link(it, plan, shares=shares),
        shares=shares,
        told_spans=plan_words.in_words(plan.told),
        told_many=plan_words.amount(plan.told),
        told_these=plan_words.these(plan.told),
        told_marks=spelled_by_title(view, _marks(view, plan.told)),
        formats=[
            (end, pgettext("format", it.name)) for end, it in FORMATS.items()
            if plan.mode == "calendar" or not it.needs_evenings
        ],
    )  # fmt: skip
    return text.encode()


def _link(it: PlanQuestion, plan: Plan, *, shares: bool) -> str | None:
    """The query of the link to share, which says nothing of those who see it together; where it `shares` what was seen,
    with that, and with the part that the plan is for. None where that is too much for a link."""
    if not shares:
        return it.chosen.query(together=())
    seen = spelled_by_title(it.context.view, it.context.marks.seen)
    season = it.chosen.season or (str(plan.target.season) if plan.target.season else "")
    return it.chosen.query(together=(), seen=seen, season=season) if len(seen) <= limits.SHARED else None


def _box(view: View, address: str, tag: Mapping[int, str]) -> str:
    """What the check boxes of a title say before the installment; "" where it cannot be marked."""
    number = view.names.at(address, titles=True)
    return f"{address}~{tag[number]}" if number is not None and view.listing.identity(number) else ""


def _marks(view: View, its: Sequence[PlannedEpisode]) -> frozenset[Mark]:
    found: set[Mark] = set()
    for it in its:
        number = view.names.at(it.it.title.address, titles=True)
        if number is not None and view.listing.identity(number):
            found |= view.listing.marks(number, [(it.it.episode.season or 0, it.it.episode.episode or 0)])
    return frozenset(found)


def _around(it: PlanQuestion, named: Sequence[str] = ()) -> dict[str, Any]:
    """What the page has whether there is a plan or not. `named` are the addresses of the titles in the plan."""
    view, chosen, others = it.context.view, it.chosen, _others(it)
    numbers = {view.names.at(address, titles=True) for address in (*named, *chosen.without)}
    offered = {view.names.address(n): view.names.best(n) for n in view.listing.titles if n in numbers}
    words = view.listing.words(it.number)
    parts = sorted({listed.season for listed in view.listing.installments(it.number) if listed.season})
    services = list(dict.fromkeys(words for _, words in _said(view, "platform")))
    bodies = dict.fromkeys(scale for body, mark in _said(view, "certification") for scale in rank_of(mark, body))
    return {
        "name": view.names.best(it.number), "address": it.address, "words": in_language(words), "chosen": chosen,
        "here_at": it.context.url("plan", it.address), "of": tags(view)[it.number], "told": _is_told(it),
        "missed": [part for part in missed(view, it.number) if not (part.is_known or chosen.together)],
        "title_parts": parts if len(parts) > 1 else (),
        "orders": [*ORDERS, *((name, name) for name in view.orders.names if name != RELEASE)],
        "offered": list(offered.items()), "left_out": [text for text in chosen.without if text not in offered],
        "pinned": [(text, _name(view, text)) for text in chosen.within], "longest_name": limits.NAME,
        "titles": dict.fromkeys(map(view.names.best, others[: limits.OFFERED])), "examples": _examples(view, others),
        "services": services if len(services) > 1 else (),
        "certifications": [mark for body in bodies for alike in SCALES[body] for mark in alike],
        "reads": any(view.listing.words(n).kind.counted_in == "words" for n in view.listing.titles),
        "hours": plan_words.tied_hours, "percent": percent,
    }  # fmt: skip


def _name(view: View, text: str) -> str:
    """The name of the title that has this address; any other text as it is."""
    number = view.names.at(text, titles=True)
    return text if number is None else view.names.best(number)


def _others(it: PlanQuestion) -> list[int]:
    """The titles that can be in the plan."""
    listing = it.context.view.listing
    return [n for n in listing.titles if n != it.number and listing.installments(n)]


def _examples(view: View, titles: Sequence[int]) -> list[str]:
    """How the first of some titles is written, and its first installment; [] where there is none."""
    for number in titles[:1]:
        first = view.listing.installments(number)[0]
        name, place = view.names.best(number), view.listing.words(number).place(first.season, first.number)
        return [name, f"{name} {place}"] if place else [name]
    return []


def _said(view: View, role: str) -> list[tuple[str, str]]:
    """What is said of any title's platform, or certification: who said it ("": nobody), and the words."""
    facts = [(it, n) for n in view.listing.titles for it in view.facts.of(n) if it.verb.role == role]
    return [(it.label, it.words) for it, n in facts if n in it.subjects]


def _is_told(it: PlanQuestion) -> bool:
    identity = it.context.view.listing.identity(it.number)
    return bool(identity) and it.context.marks.is_told(PLANNED + identity)


def _change(it: PlanQuestion) -> HttpResponseBase:
    """Changes what was asked for, and leads back to the plan, which is then made again."""
    context, form = it.context, it.context.request.POST
    number = context.title_of_form(it.address)
    identity = context.view.listing.identity(number)
    asked = PLANNED + identity
    match form.get("do"):
        case "seen":
            seen = _listed(context, "; ".join(map(str, form.getlist("seen"))))
            how = partial(Marks.with_seen, marks=seen)
        case "tell" | "hide" if not identity:
            raise MistakeError(400, CANNOT)
        case "tell":
            how = partial(Marks.with_told, asked=asked, marks=_listed(context, form.get("told", "")))
        case "hide":
            how = partial(Marks.without_told, asked=asked)
        case _:
            raise MistakeError(400)
    response = see_other(context.url("universe"))
    after = changes.change(context.request, response, context.served.identity, how, context.kept.join)
    address = context.address_after(after.marks, identity) if identity else context.view.names.address(number)
    to = context.url("universe") if address is None else context.url("plan", address) + it.chosen.query()
    return after_change(response, context.request, after.id, to)


def _listed(context: RequestContext, text: str) -> frozenset[Mark]:
    """The installments that a form names, as far as they are listed."""
    try:
        return listed_marks(context.view, text)
    except ValueError as error:
        raise MistakeError(400) from error


@methods("GET")
def file(request: HttpRequest, universe: str, address: str, name: str) -> HttpResponseBase:
    """The plan as a file: the answer to `request` about the title that has `address` in the `universe`. `name` is the
    file's: `plan` with the ending of a format."""
    ending = name.removeprefix("plan")
    it = plan_question(request, universe, address)
    if not name.startswith("plan") or ending not in FORMATS or not it.is_listed:
        raise Http404
    if it.address != address:
        return see_other(it.context.url("plan-file", it.address, name) + it.query)
    title = it.context.view.universe
    try:
        found = answer(it, ("file", ending), lambda plan, _: export(plan, ending, title))
    except (ChoiceError, ExportError) as error:
        raise MistakeError(400, message("%(wrong)s: %(way)s", wrong=str(error), way=error.way)) from None
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(f'{FILE}{it.address}{ending}')}"}
    return HttpResponse(found, content_type=FORMATS[ending].media_type, headers=headers)
