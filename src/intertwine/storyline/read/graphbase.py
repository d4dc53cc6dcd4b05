"""Stanford GraphBase books (Knuth 1993): codes and names, then `chapter:clique;clique`, each clique a moment."""

import re

from intertwine.storyline.chart import ChartError, short
from intertwine.storyline.read.moments import Moments
from intertwine.storyline.read.namesakes import told_apart

CHAPTER = re.compile(r"[&\w.-]{1,40}(?::.*)?")
LIKE = "a Stanford GraphBase book has a line for each code and name (AA Ann), an empty line, chapters (1.1:AA,BB;CC)"


def read_graphbase(text: str, parts: str = "") -> Moments:
    """A book, or the parts of it that `parts` names: `2`, or `1-2`, by the number before a chapter's first dot.

    A line that starts with `&:` goes on with the chapter above. A code that no line names, and a book that announces a
    last line and has none, are told in the repairs. Raises `ChartError` when there is no chapter, none of the parts,
    a part that is not a number, a line that is neither a code with its name nor a chapter, or a code with two names.
    """
    wanted = _range(parts)
    names: dict[str, str] = {}
    groups: list[list[list[str]]] = []
    labels: list[str] = []
    chapter, in_chapters, chapters = "", False, 0
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith("*"):
            continue
        if not line.strip():
            in_chapters = in_chapters or bool(names)
        elif not in_chapters:
            code, _, rest = line.strip().partition(" ")
            name = rest.split("\t")[0].split(",")[0].strip() or code
            if names.setdefault(code, name) != name:
                raise ChartError(f"line {number}: two characters have the code {short(code)}; give each one of its own")
        else:
            if not CHAPTER.fullmatch(line.strip()):
                raise ChartError(f"line {number} is not a chapter; {LIKE}")
            head, _, body = line.strip().partition(":")
            chapter, chapters = chapter if head == "&" else head, chapters + 1
            if wanted and _number(chapter) not in wanted:
                continue
            for clique in body.split(";"):
                codes = [code.strip() for code in clique.split(",") if code.strip()]
                if codes:
                    groups.append([codes])
                    labels.append(chapter)
    if not groups:
        raise ChartError(f"no chapter of part {parts} found" if parts and chapters else f"no chapter found; {LIKE}")
    unknown = {code: code for layer in groups for clique in layer for code in clique if code not in names}
    if len(unknown) > len(names):
        raise ChartError(f"most codes in the chapters, as {short(next(iter(unknown)))}, have no name above; {LIKE}")
    repairs = [f"codes without a name above the chapters: {short(', '.join(unknown), 200)}"] if unknown else []
    if text.startswith("* File ") and "\n* End of " not in text:
        repairs.append('the line "* End of ..." is missing, so the file may have been cut off; what is there was read')
    shown = told_apart({**names, **unknown})
    named = [[[shown[code] for code in clique] for clique in layer] for layer in groups]
    return Moments(named, labels, repairs)


def _number(chapter: str) -> int:
    head = chapter.split(".", maxsplit=1)[0]
    return int(head) if re.fullmatch("[0-9]{1,9}", head) else -1


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
