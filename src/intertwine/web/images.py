"""Pictures of a universe's folder, each for those who may see it. Their addresses hold neither key nor file name."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from intertwine.questions.common import Image
from intertwine.questions.entity_page import who
from intertwine.questions.title_page import title
from intertwine.web.context import PAGE_KINDS, context_of
from intertwine.web.errors import methods
from intertwine.web.picture_files import kind_of, read


@methods("GET")
def image(request: HttpRequest, universe: str, kind: str, address: str, n: int) -> HttpResponseBase:
    """The `n`th picture, from 1, that this viewer may see of what has `address` in the universe at `universe`: of a
    title (`kind` title) or an entity (`kind` who). 404 where the `request` has another address than the best one."""
    if kind not in PAGE_KINDS:
        raise Http404
    context = context_of(request, universe)
    number = context.entity(address, titles=kind == "title")
    known: tuple[Image, ...] = (title if kind == "title" else who)(context.view, number).images
    if not 1 <= n <= len(known) or context.view.names.address(number) != address:
        raise Http404
    content = read(context.served.folder, known[n - 1].file)
    return HttpResponse(content, content_type=kind_of(content))
