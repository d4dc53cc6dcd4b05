"""Stanford GraphBase books (Knuth 1993): codes and names, then `chapter:clique;clique`, each clique a moment."""

import re

from intertwine.storyline.chart import ChartError
from intertwine.storyline.read.moments import Moments


def read_graphbase(text: str, parts: str = "") -> Moments:
    """A book, or the parts of it that `parts` names: `2`, or `1-2`, by the number before a chapter's first dot.

    A line that starts with `&:` goes on with the chapter above. Raises `ChartError` when there is no chapter, none of
    the parts, or a part is not a number.
    """
    wanted = _range(parts)
    names: dict[str, str] = {}
    groups: list[list[list[str]]] = []
    labels: list[str] = []
    chapter, in_chapters = "", False
    for line in text.splitlines():
        if line.startswith("*"):
            continue
        if not line.strip():
            in_chapters = in_chapters or bool(names)
        elif not in_chapters:
            code, _, rest = line.strip().partition(" ")
            names[code] = rest.split("\t")[0].split(",")[0].strip() or code
        else:
            head, _, body = line.strip().partition(":")
            chapter = chapter if head == "&" else head
            if wanted and _number(chapter) not in wanted:
                continue
            for clique in body.split(";"):
                codes = [code.strip() for code in clique.split(",") if code.strip()]
                if codes:
                    groups.append([codes])
                    labels.append(chapter)
    if not groups:
        raise ChartError(f"no chapter {'of part ' + parts if parts else ''} found".replace("  ", " "))
    shown = _distinct(names)
    return Moments([[[shown.get(code, code) for code in clique] for clique in layer] for layer in groups], labels)


def _distinct(names: dict[str, str]) -> dict[str, str]:
    """Names for codes; two codes of one name get the code beside it."""
    seen: dict[str, int] = {}
    for name in names.values():
        seen[name] = seen.get(name, 0) + 1
    return {code: name if seen[name] == 1 else f"{name} ({code})" for code, name in names.items()}


def _number(chapter: str) -> int:
    head = chapter.split(".", maxsplit=1)[0]
    return int(head) if head.isdigit() else -1


def _range(parts: str) -> range | None:
    if not parts:
        return None
    found = re.fullmatch(r"([0-9]{1,9})(?:-([0-9]{1,9}))?", parts)
    if found is None:
        raise ChartError(f'"{parts}" names no parts: write 2, or 1-2')
    first, last = int(found[1]), int(found[2] or found[1])
    if last < first:
        raise ChartError(f'the parts "{parts}" end before they start: write {last}-{first}')
    return range(first, last + 1)
