"""Every address. docs/web.md lists them, and a test holds the two together."""

from django.urls import URLPattern, path, register_converter
from django.urls.converters import StringConverter

from intertwine.web import api, images, static_files
from intertwine.web.pages import (
    forget,
    front,
    importing,
    installment,
    known,
    language,
    met,
    plan,
    player,
    profiles,
    progress,
    recap,
    search,
    shown,
    take,
    title,
    told,
    undo,
    who,
)
from intertwine.web.pages import map as map_


class TokenConverter(StringConverter):
    """A token as `randomness.random_token` makes one: no page of a universe is at such an address."""

    regex = "[A-Za-z0-9_-]{43}"


register_converter(TokenConverter, "token")
urlpatterns: list[URLPattern] = [
    path("", front.home, name="home"),
    path("forget/", forget.page, name="forget"),
    path("language/", language.choose, name="language"),
    path("static/<str:name>", static_files.static, name="static"),
    path("player/<token:token>", player.event, name="player-event"),
    path("api/<str:universe>/title/<str:address>", api.title, name="api-title"),
    path("api/<str:universe>/title/<str:address>/<str:place>", api.installment, name="api-installment"),
    path("api/<str:universe>/who", api.everybody, name="api-everybody"),
    path("api/<str:universe>/who/<str:address>", api.who, name="api-who"),
    path("api/<str:universe>/met", api.met, name="api-met"),
    path("api/<str:universe>/map", api.map_, name="api-map"),
    path("api/<str:universe>/map/<str:kind>/<str:address>", api.map_, name="api-map-of"),
    path("api/<str:universe>/plan/<str:address>", api.plan, name="api-plan"),
    path("api/<str:universe>/recap", api.recap, name="api-recap"),
    path("api/<str:universe>/next", api.next_, name="api-next"),
    path("api/<str:universe>/next/<str:address>", api.next_, name="api-next-of"),
    path("api/<str:universe>/search", api.search, name="api-search"),
    path("api/<str:universe>/suggest", api.suggest, name="api-suggest"),
    path("<str:universe>/", front.universe, name="universe"),
    path("<str:universe>/who/", who.everybody, name="everybody"),
    path("<str:universe>/who/<str:address>/", who.page, name="who"),
    path("<str:universe>/who/<str:address>/known/<str:part>/", known.of_entity, name="known-of"),
    path("<str:universe>/title/<str:address>/", title.page, name="title"),
    path("<str:universe>/title/<str:address>/told/", told.page, name="told"),
    path("<str:universe>/title/<str:address>/before/told/", told.before, name="told-before"),
    path("<str:universe>/title/<str:address>/before/", plan.page, name="plan"),
    path("<str:universe>/title/<str:address>/before/<str:name>", plan.file, name="plan-file"),
    path("<str:universe>/title/<str:address>/known/<str:part>/", known.page, name="known"),
    path("<str:universe>/title/<str:address>/<str:place>/", installment.page, name="installment"),
    path("<str:universe>/title/<str:address>/<str:place>/recap/", recap.page, name="recap"),
    path("<str:universe>/map/", map_.page, name="map"),
    path("<str:universe>/map/picture", map_.drawing, name="map-picture"),
    path("<str:universe>/map/search", map_.search, name="map-search"),
    path("<str:universe>/map/<str:kind>/<str:address>/", map_.page, name="map-of"),
    path("<str:universe>/map/<str:kind>/<str:address>/picture", map_.drawing, name="map-picture-of"),
    path("<str:universe>/map/<str:kind>/<str:address>/search", map_.search, name="map-search-of"),
    path("<str:universe>/met/", met.ask, name="met"),
    path("<str:universe>/met/<str:a>/<str:b>/", met.pair, name="pair"),
    path("<str:universe>/progress/", progress.page, name="progress"),
    path("<str:universe>/progress/mine.<str:ending>", take.mine, name="mine"),
    path("<str:universe>/progress/bring/", take.bring, name="bring"),
    path("<str:universe>/progress/import/", importing.page, name="import"),
    path("<str:universe>/progress/player/", player.page, name="player"),
    path("<str:universe>/progress/undo/", undo.page, name="undo"),
    path("<str:universe>/profiles/", profiles.page, name="profiles"),
    path("<str:universe>/shown/", shown.page, name="shown"),
    path("<str:universe>/skip/", shown.change_skip, name="skip"),
    path("<str:universe>/search/", search.page, name="search"),
    path("<str:universe>/image/<str:kind>/<str:address>/<int:n>", images.image, name="image"),
]

handler400 = "intertwine.web.errors.bad_request"
handler403 = "intertwine.web.errors.forbidden"
handler404 = "intertwine.web.errors.not_found"
handler500 = "intertwine.web.errors.failed"
