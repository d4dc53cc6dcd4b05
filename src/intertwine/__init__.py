"""Intertwine: a spoiler-safe companion to shared story universes.

Open a universe, say what somebody has seen, and ask:

>>> import intertwine
>>> universe = intertwine.load()                       # the included universe; or a folder
>>> viewer = universe.seen("Daredevil S1")             # what somebody may know by now
>>> pair = viewer.met("Claire Temple", "Matt Murdock").pairs[0]
>>> pair.how, pair.where.text
('met', 'Daredevil 1x02')

Every method of a `Viewer` asks one question and returns a frozen record: `front`, `title`, `next`, `who`, `met`,
`path`, `ties`, `timeline`, `thread`, `secrets`, `search`, `recap`, `learnt`, `strands` and `map`.

>>> page = viewer.who("Claire Temple")
>>> page.facts[0].text
'Claire Temple is a nurse'

Two viewers know different things:

>>> len(universe.seen("Daredevil S1, Jessica Jones S1").who("Claire Temple").facts) > len(page.facts)
True
>>> universe.seen("Daredevil S1-S2").learnt(viewer).people[0].name
'Frank Castle'

A name need not be exact. One that is not there is an error (`NotThere`); what is hidden and what does not exist are
the same to it.

>>> viewer.who("Clare Tempel").name
'Claire Temple'

Maps, with the extra `intertwine[maps]`; PNG and PDF need `intertwine[pictures]`:

    intertwine.maps.write(viewer.map("Daredevil"), "map.svg")

As JSON: `json.dumps(intertwine.to_json(page))`. To write questions of your own, start at `viewer.view`.

Read on at `help(intertwine.Viewer)`, which has an example of every question, and `help(intertwine.load)`. The packages
`check`, `imports`, `maps`, `plan` and `questions` need no import of their own: `help(intertwine.questions)`.
"""

TYPE_CHECKING = False  # `typing` would take longer than all else here; type checkers know the name

__all__ = [
    "Ambiguous", "Companion", "Mark", "NoPlace", "NotAUniverse", "NotThere", "Progress", "UnknownProgressError", "View",
    "Viewer", "load", "to_json",
]  # fmt: skip

if TYPE_CHECKING:
    from intertwine import check, imports, maps, plan, questions  # noqa: F401 - packages that are there without an import
    from intertwine.gate.progress_text import UnknownProgressError
    from intertwine.gate.view import View
    from intertwine.ledger.read.folder import NotAUniverse
    from intertwine.library import Companion, load
    from intertwine.model.progress import Mark, Progress
    from intertwine.questions.common import Ambiguous, NoPlace, NotThere
    from intertwine.questions.serialise import to_json
    from intertwine.viewer import Viewer
else:
    _HOMES = {
        "Ambiguous": "questions.common", "Companion": "library", "Mark": "model.progress",
        "NoPlace": "questions.common", "NotAUniverse": "ledger.read.folder", "NotThere": "questions.common",
        "Progress": "model.progress", "UnknownProgressError": "gate.progress_text", "View": "gate.view",
        "Viewer": "viewer", "load": "library", "to_json": "questions.serialise",
    }  # fmt: skip
    _PACKAGES = ("check", "imports", "maps", "plan", "questions")
    """Packages that are there without an import of their own. They are not in `__all__`, since an import of all names
    would load each of them, and `maps` needs an extra."""

    def __getattr__(name: str) -> object:
        """Fetch a public name when it is first asked for, so that `intertwine --help` does not wait for arrays."""
        from importlib import import_module  # noqa: PLC0415 - part of the same laziness

        if name in _PACKAGES:
            try:
                return import_module(f"intertwine.{name}")
            except ModuleNotFoundError as error:
                from intertwine.model.extras import missing  # noqa: PLC0415 - only where one is

                raise missing(error) from None
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        found = globals()[name] = getattr(import_module(f"intertwine.{_HOMES[name]}"), name)
        return found

    def __dir__() -> list[str]:
        from intertwine.model.extras import lacks  # noqa: PLC0415 - as above

        packages = (name for name in _PACKAGES if not lacks(name))
        return sorted({*(name for name in globals() if name.startswith("__")), *__all__, *packages})
