"""Writers: SVG, JSON, PNG (resvg) and PDF (reportlab), by a file's ending."""

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from intertwine.storyline.arguments import DRAWN, ChartPath, need, need_path
from intertwine.storyline.chart import ChartError
from intertwine.storyline.draw.drawing import Drawing
from intertwine.storyline.draw.pdf_writer import as_pdf
from intertwine.storyline.draw.png_text import with_text
from intertwine.storyline.draw.svg_writer import svg
from intertwine.storyline.height.minimum import MinimumHeight
from intertwine.storyline.layout import Certificate, Ordered


def as_json(found: Ordered | Drawing, minimum: MinimumHeight | None = None) -> str:
    """Layers, each an order of names, top first, and the certificate, its seconds included. It needs no drawing. With
    the least height of such orders the linear height and its bound are said, too."""
    need("as_json", found, (Ordered, Drawing), "an order or a drawing", "write as_json(order_fast(chart))")
    ordered = found.ordered if isinstance(found, Drawing) else found
    names = ordered.chart.people
    certificate = ordered.certificate
    data: dict[str, object] = {
        "layers": [[names[person] for person in order] for order in ordered.orders],
        "certificate": {**certificate.as_dict(), "seconds": round(certificate.seconds, 3)},
        "presence": ordered.chart.presence,
        "repairs": list(ordered.chart.repairs),
    }
    if minimum is not None:
        data["linear_height"] = {
            "ways": minimum.linear_height,
            "lower_bound": minimum.lower_bound,
            "rows": minimum.rows,
        }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def as_png(drawing: Drawing) -> bytes:
    """The picture in pixels, its certificate in a text chunk; a chart wider than 16,000 pixels is made smaller."""
    import resvg_py  # noqa: PLC0415 - only PNG needs it

    need("as_png", drawing, Drawing, "a drawing", DRAWN)
    width = int(min(drawing.width * 2, 16_000))
    picture = bytes(resvg_py.svg_to_bytes(svg_string=svg(drawing), width=width))
    return with_text(picture, "Certificate", json.dumps(drawing.ordered.certificate.as_dict()))


def certificate_line(it: Certificate) -> str:
    """The certificate in a line, without seconds. With weights the bound is about the weight of all crossings."""
    if it.optimal:
        how = f"the {'fewest' if it.weighted is None else 'least weight'} possible, proved"
    elif it.lower_bound == 0:
        how = "no bound known"
    else:
        how = f"at least {it.lower_bound} needed (proved)"
    why = f" ({it.failure})" if it.failure else ""
    weight = "" if it.weighted is None else f" of weight {it.weighted}"
    return f"{it.crossings} crossings{weight}, {how}{f', interrupted{why}' if it.interrupted else ''}"


def height_line(it: MinimumHeight) -> str:
    """The least height and its proof in a line."""
    if it.lower_bound == it.linear_height:
        how = "the least possible with so few crossings, proved"
    elif it.lower_bound == 0:
        how = "no bound known"
    else:
        how = f"at least {it.lower_bound} needed (proved)"
    return f"linear height {it.linear_height}, {how}"


WRITERS: Mapping[str, Callable[[Drawing], str | bytes]] = MappingProxyType(
    {".svg": svg, ".json": as_json, ".png": as_png, ".pdf": as_pdf}
)


def write(drawing: Drawing, path: ChartPath) -> None:
    """Writes the drawing in the format of the path's ending. Raises `ChartError` on an ending that has no writer."""
    need("write", drawing, Drawing, "a drawing", DRAWN)
    path = need_path("write", path, 'write write(drawing, "film.svg")')
    writer = WRITERS.get(path.suffix.lower())
    if writer is None:
        raise ChartError(f'{path.name}: no writer for "{path.suffix}"; choose from {", ".join(WRITERS)}')
    try:
        made = writer(drawing)
    except ModuleNotFoundError as error:
        raise ChartError(f'{path.name} needs the extra "pictures": pip install "intertwine[pictures]"') from error
    write_whole(path, made if isinstance(made, bytes) else made.encode())


def write_whole(path: Path, content: bytes) -> None:
    """Writes a file whole or not at all. Raises `OSError` that names it."""
    new = path.with_name(f".{os.getpid()}.tmp") if path.is_file() or not path.exists() else path  # else a pipe
    try:
        new.write_bytes(content)
        new.replace(path)
    except OSError as error:
        if new != path:
            new.unlink(missing_ok=True)
        raise OSError(error.errno, error.strerror, str(path)) from error
