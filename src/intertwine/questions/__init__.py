"""Questions: pure functions from a view to a frozen dataclass, one file a question.

May import model and the gate's view. `place.py` may also import how the gate reads progress text.

    from intertwine import questions
    answer = questions.met(view, ["Jessica Jones", "Luke Cage"])
    json.dumps(questions.to_json(answer))
"""

from typing import TYPE_CHECKING, Any

__all__ = [
    "Ambiguous", "Asked", "At", "CastLine", "Certification", "Connection", "Crossover", "Cut", "Encounter",
    "Episode", "Everybody", "FrameRevealed", "FurtherNumber", "Hit", "Image", "InstallmentPage", "Introduction",
    "Knower", "KnownGroup", "Learnt", "LifeInside", "Meeting", "MeetingInside", "Meetings", "MistakenFor", "Moment",
    "MomentFrame", "NameLine", "Named", "NewName", "NoOwnOrder", "NoPlace", "NotThere", "OpenThread", "OrderShare",
    "OutsideId", "Part", "Path", "Played", "Previously", "Recap", "RecapPart", "RecapPerson", "RecapText",
    "Relation", "Same", "SearchHits", "SeasonEpisodes", "Secret", "Secrets", "SeenBeside", "SeenIn", "SeenInside",
    "Stage", "StageTime", "Step", "Strand", "StrandMark", "StrandWay", "Strands", "Suggestions", "Thread",
    "ThreadInside", "Tie", "TiedTitle", "Ties", "Timeline", "TitleEpisode", "TitlePage", "TitleShare", "Told",
    "UniversePage", "ViewingOrder", "WhereYouAre", "Who", "everybody", "installment", "learnt", "met", "path",
    "previously", "recap", "search", "secrets", "strands", "suggestions", "thread", "ties", "timeline", "title",
    "to_json", "universe", "viewing_order", "where_you_are", "who",
]  # fmt: skip

if TYPE_CHECKING:
    from intertwine.questions.appearances import MistakenFor, SeenIn, SeenInside, Stage, StageTime
    from intertwine.questions.changes import FrameRevealed, Learnt, NewName, learnt
    from intertwine.questions.common import (
        Ambiguous,
        Asked,
        At,
        Connection,
        Image,
        Named,
        NoPlace,
        NotThere,
        OutsideId,
        Part,
        Told,
    )
    from intertwine.questions.entity_page import LifeInside, NameLine, Played, Relation, Who, who
    from intertwine.questions.installment_page import InstallmentPage, installment
    from intertwine.questions.meetings import Encounter, Meeting, MeetingInside, Meetings, Same, SeenBeside, met
    from intertwine.questions.next_up import Crossover, WhereYouAre, where_you_are
    from intertwine.questions.open_threads import OpenThread
    from intertwine.questions.paths import Path, Step, path
    from intertwine.questions.previously_on import Previously, previously
    from intertwine.questions.recap_choice import RecapPart, RecapText
    from intertwine.questions.recaps import Recap, RecapPerson, recap
    from intertwine.questions.searching import Hit, SearchHits, search
    from intertwine.questions.secret_knowledge import Knower, Secret, Secrets, secrets
    from intertwine.questions.serialise import to_json
    from intertwine.questions.story import NoOwnOrder
    from intertwine.questions.story_strands import strands
    from intertwine.questions.strand_answer import Moment, MomentFrame, Strand, StrandMark, Strands, StrandWay
    from intertwine.questions.suggesting import Suggestions, suggestions
    from intertwine.questions.threads import Thread, ThreadInside, thread
    from intertwine.questions.timelines import Timeline, timeline
    from intertwine.questions.title_page import (
        CastLine,
        Certification,
        Cut,
        Episode,
        FurtherNumber,
        SeasonEpisodes,
        TitlePage,
        title,
    )
    from intertwine.questions.title_ties import Tie, TiedTitle, Ties, ties
    from intertwine.questions.universe_page import TitleShare, UniversePage, universe
    from intertwine.questions.viewing_orders import OrderShare, TitleEpisode, ViewingOrder, viewing_order
    from intertwine.questions.who_is_who import Everybody, Introduction, KnownGroup, everybody
else:
    _NAMES = {
        "appearances": (
            "SeenIn",
            "SeenInside",
            "Stage",
            "StageTime",
            "MistakenFor",
        ),
        "changes": (
            "FrameRevealed",
            "Learnt",
            "NewName",
            "learnt",
        ),
        "common": (
            "Ambiguous",
            "Asked",
            "At",
            "Connection",
            "Image",
            "Named",
            "NoPlace",
            "NotThere",
            "OutsideId",
            "Part",
            "Told",
        ),
        "entity_page": (
            "LifeInside",
            "NameLine",
            "Played",
            "Relation",
            "Who",
            "who",
        ),
        "installment_page": (
            "InstallmentPage",
            "installment",
        ),
        "meetings": (
            "Encounter",
            "Meeting",
            "MeetingInside",
            "Meetings",
            "Same",
            "SeenBeside",
            "met",
        ),
        "next_up": (
            "Crossover",
            "WhereYouAre",
            "where_you_are",
        ),
        "open_threads": ("OpenThread",),
        "paths": (
            "Path",
            "Step",
            "path",
        ),
        "previously_on": (
            "Previously",
            "previously",
        ),
        "recap_choice": (
            "RecapPart",
            "RecapText",
        ),
        "recaps": (
            "Recap",
            "RecapPerson",
            "recap",
        ),
        "searching": (
            "Hit",
            "SearchHits",
            "search",
        ),
        "secret_knowledge": (
            "Knower",
            "Secret",
            "Secrets",
            "secrets",
        ),
        "serialise": ("to_json",),
        "story": ("NoOwnOrder",),
        "story_strands": ("strands",),
        "strand_answer": (
            "Moment",
            "MomentFrame",
            "Strand",
            "StrandMark",
            "StrandWay",
            "Strands",
        ),
        "suggesting": (
            "Suggestions",
            "suggestions",
        ),
        "threads": (
            "Thread",
            "ThreadInside",
            "thread",
        ),
        "timelines": (
            "Timeline",
            "timeline",
        ),
        "title_page": (
            "CastLine",
            "Certification",
            "Cut",
            "Episode",
            "FurtherNumber",
            "SeasonEpisodes",
            "TitlePage",
            "title",
        ),
        "title_ties": (
            "Tie",
            "TiedTitle",
            "Ties",
            "ties",
        ),
        "universe_page": (
            "TitleShare",
            "UniversePage",
            "universe",
        ),
        "viewing_orders": (
            "OrderShare",
            "TitleEpisode",
            "ViewingOrder",
            "viewing_order",
        ),
        "who_is_who": (
            "Everybody",
            "Introduction",
            "KnownGroup",
            "everybody",
        ),
    }
    """The public names of each module."""
    _HOMES = {name: module for module, names in _NAMES.items() for name in names}

    def __getattr__(name: str) -> Any:
        """Import the module of a public name when the name is first asked for: most callers ask one question."""
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module  # noqa: PLC0415 - as above

        found = globals()[name] = getattr(import_module(f"intertwine.questions.{_HOMES[name]}"), name)
        return found

    def __dir__() -> list[str]:
        return sorted({*(name for name in globals() if name.startswith("__")), *__all__})
