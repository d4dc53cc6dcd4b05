"""What changes in the text of a universe when a page gets another name.

Links follow, with the words that they show; so do stamps that call a title by its name, `of:`, the page's own heading,
and what verbs.toml and check.toml say of the page. Prose keeps its plain words. What comes out is compiled and
compared: where it tells anything else than before, it is refused.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from intertwine.ledger.compile import Compiler
from intertwine.ledger.link.keys import Keys, folded
from intertwine.ledger.read.files import VERBS
from intertwine.ledger.read.folder import UNIVERSE, Folder, SourceFile, key_of
from intertwine.ledger.read.markdown.diagnostics import Diagnostics
from intertwine.ledger.read.markdown.front_matter import front_matter_end
from intertwine.ledger.read.markdown.lines import read
from intertwine.ledger.read.markdown.links import LINK, base_name, clean_key
from intertwine.ledger.read.page import parse_page
from intertwine.ledger.read.vocabulary import built_in
from intertwine.ledger.read.vocabulary import read as read_verbs
from intertwine.ledger.same_story import PageName, told
from intertwine.model.record import record
from intertwine.model.spellings import close_matches
from intertwine.model.statement import Page
from intertwine.model.verb import Vocabulary
from intertwine.model.words import exact, fold, nfc

SETTINGS = "check.toml"
_OTHERS = ("universe", "order", "season", "")
"""Kinds of pages that no link means."""
_UNFIT = re.compile(r'[\[\]|#^/\\:*?"<>\x00-\x1f\x7f]|%%|<!--')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)
_LONGEST = 200
"""Bytes of a key: with what is added, the longest file name of most systems."""
_OF = re.compile(r"(of:\s*)(\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|[^#\"'][^#]*?)(\s*(?:#.*)?)")
_STRING = re.compile(r"\"((?:[^\"\\]|\\.)*)\"|'([^']*)'")
_ARTICLE = re.compile(r"(?:the|a|an) ", re.IGNORECASE)
_QUALIFIER = re.compile(r"(.+?)( \([^()]*\))?")


class CannotRenameError(ValueError):
    """A page cannot get this name. The message says why, `hint` the way out."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


@record
class ChangedLine:
    """A `line` (from 1) of the file at `path` that reads otherwise, `before` and `after`."""

    path: str
    line: int
    before: str
    after: str


@record
class Renaming:
    """What a renaming does: the page at `old_path` is at `new_path` then, and `texts` are the new texts of all files
    that change, by their new paths; `before` are their old texts, by their old ones."""

    old_path: str
    new_path: str
    texts: tuple[tuple[str, str], ...]
    before: tuple[tuple[str, str], ...]

    def lines(self) -> Iterator[ChangedLine]:
        """The lines that change."""
        old = dict(self.before)
        for path, text in self.texts:
            was = self.old_path if path == self.new_path else path
            for number, (one, other) in enumerate(zip(read(old[was]).lines, read(text).lines, strict=True), 1):
                if one != other:
                    yield ChangedLine(was, number, one, other)


class _Pages(NamedTuple):
    """The pages of a folder as they are read: with the names by which their stamps call titles, and how links are
    found."""

    pages: dict[str, tuple[Page, Diagnostics]]
    keys: Keys
    numbers: dict[str, int]
    files: tuple[SourceFile, ...]
    vocabulary: Vocabulary


def renaming(folder: Folder, old: str, new: str, settings: str | None = None) -> Renaming:
    """What changes in `folder` if the page with the key `old` gets the key `new`. `settings` is the text of check.toml
    (None: there is none). Raises `CannotRenameError`."""
    if folder.problems:
        raise CannotRenameError(f"not all files can be read: {folder.problems[0]}", "correct this first")
    read_pages = _read_pages(folder)
    page = _page_called(read_pages, old)
    key = _fit(exact(new), page, folder)
    path = f"{page.path.rpartition('/')[0]}/{key}.md".lstrip("/")
    compiler = Compiler()  # most pages stay as they are
    was = told(compiler.compile_text(folder), PageName(page.path, page.key, _shown(page)))
    # A name that reads like a place in a title needs a link in a stamp.
    for as_link in (False, True):
        edit = _Edit(read_pages, page, key, as_link)
        files = [SourceFile(path if it.path == page.path else it.path, edit.page(it)) for it in folder.files]
        verbs = None if folder.verbs is None else edit.verbs(folder.verbs)
        after = Folder(folder.root, tuple(sorted(files, key=lambda it: it.path)), verbs, ())
        is_same = told(compiler.compile_text(after), PageName(path, key, _shown(edit.renamed))) == was
        if is_same:
            break
    else:
        message = f'with the name "{key}" this universe would not say the same as before'
        raise CannotRenameError(message, "another page may be called like it, or something may link it already")
    toml = [(VERBS, folder.verbs, verbs), (SETTINGS, settings, edit.settings(settings or "", path))]
    old_texts = [(it.path, it.text) for it in folder.files] + [
        (name, text) for name, text, _ in toml if text is not None
    ]
    new_texts = {it.path: it.text for it in files} | {
        name: text for name, was, text in toml if was is not None and text is not None
    }
    known = dict(old_texts)
    changed = tuple((at, it) for at, it in new_texts.items() if at == path or known.get(at) != it)
    touched = {page.path if at == path else at for at, _ in changed}
    return Renaming(page.path, path, changed, tuple(it for it in old_texts if it[0] in touched))


def _read_pages(folder: Folder) -> _Pages:
    vocabulary = built_in()
    if folder.verbs is not None:
        vocabulary, _ = read_verbs(folder.verbs, VERBS, vocabulary)
    pages = dict[str, tuple[Page, Diagnostics]]()
    for file in folder.files:
        diagnostics = Diagnostics(file.path)
        page, _ = parse_page(file.path, file.text, vocabulary, diagnostics)
        pages[file.path] = page, diagnostics
    linked = [page for page, _ in pages.values() if page.kind not in _OTHERS]
    return _Pages(pages, Keys.of(linked), {page.path: n for n, page in enumerate(linked)}, folder.files, vocabulary)


def _page_called(them: _Pages, old: str) -> Page:
    """The page that a link of `old` means."""
    number = them.keys.find(exact(old))
    if number < 0:
        near = close_matches(exact(old), sorted(them.keys.exact), 1)
        hint = f'did you mean "{near[0]}"?' if near else "name a page by its file's name, without .md"
        raise CannotRenameError(f'no person, title, place or other page is called "{old}"', hint)
    path = next(path for path, n in them.numbers.items() if n == number)
    return them.pages[path][0]


def _fit(new: str, page: Page, folder: Folder) -> str:
    """The key `new`, if a page can have it."""
    if not new or len(new.encode()) > _LONGEST or new[0] in "._" or new[-1] == "." or _UNFIT.search(new):
        what = 'leave out [ ] | # ^ / \\ : * ? " < > %% and <!--, do not begin with . or _ or end with ., and be short'
        raise CannotRenameError(f'"{new}" cannot be the name of a page', what)
    if fold(new) in (UNIVERSE, "readme") or _RESERVED.fullmatch(new) or new.lower().endswith(".md"):
        raise CannotRenameError(f'"{new}" is reserved: it cannot be the name of a page', "choose another name")
    if new == page.key:
        raise CannotRenameError(f'the page is called "{new}" already', "choose another name")
    for file in folder.files:
        if file.path != page.path and folded(key_of(file.path)) == folded(new):
            raise CannotRenameError(f'"{new}" is already the name of {file.path}', "choose another name")
    return nfc(new)


def _shown(page: Page) -> str:
    """The first name of a page: what a link of it shows that gives no words of its own."""
    return page.name or next((it.text for it in page.statements if it.verb == "name"), "")


class _Edit:
    """The texts of files after a renaming of `page` to `key`. With `as_link`, stamps link the title."""

    def __init__(self, them: _Pages, page: Page, key: str, as_link: bool) -> None:
        self._them, self._page, self._key, self._as_link = them, page, key, as_link
        self._number = them.numbers[page.path]
        self.renamed = self._read(key)
        """The page as it is called then: what names it hangs on its file's name, unless it says it itself."""
        self._calls = {fold(page.key): key}
        if _shown(self.renamed) != _shown(page):
            self._calls |= {fold(_shown(page)): _shown(self.renamed)}

    def _read(self, key: str) -> Page:
        text = next(it.text for it in self._them.files if it.path == self._page.path)
        return parse_page(f"{key}.md", text, self._them.vocabulary)[0]

    def page(self, file: SourceFile) -> str:
        """The text of a page."""
        text = self._links(self._stamps(file))
        if file.path == self._page.path or self._them.pages[file.path][0].kind == "season":
            text = self._own_lines(text, is_own=file.path == self._page.path)
        return text

    def verbs(self, text: str) -> str:
        """The text of verbs.toml: its links stand in texts and remarks."""
        lines = text.split("\n")
        return "\n".join(line if line.lstrip().startswith("[[") else self._links(line) for line in lines)

    def settings(self, text: str, path: str) -> str:
        """The text of check.toml: files of exceptions, and values of rules of its own."""
        try:
            table = tomllib.loads(text)
        except (ValueError, RecursionError):
            return text
        values = {it for rule in _tables(table.get("rule")) for it in _texts(rule.get("values"))}
        files = {it for one in _tables(table.get("exception")) for it in _texts([one.get("files")])}
        text = re.sub(r"(?m)^\s*files\s*=.*$", lambda m: self._strings(m[0], {self._page.path: path}, files), text)
        pattern = r"(?ms)^\s*values\s*=\s*\[.*?\]"
        return re.sub(pattern, lambda m: self._strings(m[0], {self._page.key: self._key}, values), text)

    @staticmethod
    def _strings(text: str, instead: dict[str, str], known: Iterable[str]) -> str:
        among = set(known)

        def other(m: re.Match[str]) -> str:
            word = m[1] if m[1] is not None else m[2]
            return f'"{instead[word]}"' if word in instead and word in among else m[0]

        return _STRING.sub(other, text)

    def _is_page(self, written: str) -> bool:
        return self._them.keys.find(clean_key(written)) == self._number

    def _links(self, text: str) -> str:
        return LINK.sub(self._link, text)

    def _link(self, m: re.Match[str]) -> str:
        if not self._is_page(m[1]):
            return m[0]
        # The line breaks of a link stand behind it, so that every line stays where it is.
        shown = "" if m[2] is None else f"|{m[2]}".replace("\n", " ")
        bar = "\\" if m[1].endswith("\\") and m[2] is not None else ""
        return f"[[{self._inside(m[1].removesuffix(chr(92)))}{bar}{shown}]]" + "\n" * m[0].count("\n")

    def _inside(self, written: str) -> str:
        """What stands in a link before its bar: folders, what follows the key and an ending stay."""
        called = exact(written)
        if folded(called) == folded(self._page.key):
            return self._key
        head = re.split("[#^]", called, maxsplit=1)[0]
        rest = called[len(head) :]
        ending = head.rstrip()[-3:] if head.rstrip().lower().endswith(".md") else ""
        folders = head[: head.rfind("/") + 1]
        return f"{folders}{self._key}{ending}{rest}"

    def _stamps(self, file: SourceFile) -> str:
        """The text of a file, with the title's new name where a stamp calls it by the old one."""
        lines = file.text.split("\n")
        places = set(self._them.pages[file.path][1].titles)
        for name, line, column in sorted(places, key=lambda it: (it[1], -it[2])):
            new = self._called(name)
            if new and line <= len(lines):
                words = r"\s+".join(map(re.escape, name.split(" ")))
                before, rest = lines[line - 1][: column - 1], lines[line - 1][column - 1 :]
                found = re.search(words, rest)
                if found is None:  # it was written in another form of Unicode
                    found = re.search(words, rest := nfc(rest))
                if found is not None:
                    is_quoted = rest[found.start() - 1 : found.start()] == rest[found.end() : found.end() + 1] == '"'
                    new = f"[[{self._key}]]" if self._as_link and not is_quoted else new
                    lines[line - 1] = before + rest[: found.start()] + new + rest[found.end() :]
        return "\n".join(lines)

    def _called(self, name: str) -> str:
        """What calls the title then that `name` calls now; "" where it calls another."""
        if fold(name) in self._calls:
            return self._calls[fold(name)]
        m = _QUALIFIER.fullmatch(name)
        for calls, new in self._calls.items():
            if m is not None and _plain(m[1]) == _plain(calls) and self._is_title:
                return new + (m[2] or "")
        return ""

    @property
    def _is_title(self) -> bool:
        return any(it.of == self._page.key for it, _ in self._them.pages.values()) or bool(self._page.installments)

    def _own_lines(self, text: str, *, is_own: bool) -> str:
        """With the new name in `of:`, and in the heading of the page itself."""
        lines = text.split("\n")
        end = front_matter_end(list(read(text).lines))
        for n in range(1, max(end - 1, 0)):
            m = _OF.fullmatch(lines[n].rstrip("\r"))
            if m and self._is_page(m[2].strip("\"'[] ")) and not is_own:
                quoted = f"{m[2][0]}{self._key}{m[2][0]}" if m[2][0] in "\"'" else _yaml(self._key)
                lines[n] = m[1] + quoted + m[3] + ("\r" if lines[n].endswith("\r") else "")
        for n in range(max(end, 0), len(lines)) if is_own else ():
            name = lines[n].rstrip("\r")[2:].strip() if lines[n].startswith("# ") else ""
            new = {self._page.key: self._key, base_name(self._page.key): base_name(self._key)}.get(exact(name))
            if new is not None:
                lines[n] = lines[n].replace(name, new)
                break
        return "\n".join(lines)


def _plain(name: str) -> str:
    return _ARTICLE.sub("", fold(name))


def _yaml(text: str) -> str:
    """A text as a value of front matter."""
    return (
        text
        if re.fullmatch(r"[^\W\d_][\w .'()-]*", text) and text.lower() not in ("yes", "no", "null")
        else f'"{text}"'
    )


def _tables(value: object) -> Iterator[dict[str, object]]:
    return (it for it in value if isinstance(it, dict)) if isinstance(value, list) else iter(())


def _texts(value: object) -> Iterator[str]:
    return (it for it in value if isinstance(it, str)) if isinstance(value, list) else iter(())
