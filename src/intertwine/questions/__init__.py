"""Questions: pure functions from a view to a frozen dataclass, one file a question. May import model and the gate's
view, nothing else of ours.

    from intertwine import questions
    answer = questions.met(view, ["Jessica Jones", "Luke Cage"])
    json.dumps(questions.to_json(answer))
"""

from intertwine.questions.common import (
    Ambiguous,
    Asked,
    At,
    Image,
    Link,
    Named,
    NoPlace,
    NotThere,
    OutsideId,
    Part,
    Told,
)
from intertwine.questions.entity import NameKnown, Played, Relation, SeenIn, Who, who
from intertwine.questions.learnt import Learnt, NewName, learnt
from intertwine.questions.met import Meeting, Meetings, Same, met
from intertwine.questions.path import Path, Step, path
from intertwine.questions.recap import Recap, RecapPerson, recap
from intertwine.questions.search import Found, Hit, search
from intertwine.questions.secrets import Knower, Secret, Secrets, secrets
from intertwine.questions.serialise import to_json
from intertwine.questions.strands import Mark, Moment, Strand, Strands, strands
from intertwine.questions.thread import Thread, thread
from intertwine.questions.ties import Tie, TiedTitle, Ties, ties
from intertwine.questions.timeline import Timeline, timeline
from intertwine.questions.title import CastLine, Certification, Episode, Season, TitlePage, title
from intertwine.questions.universe import TitleShare, UniversePage, universe

__all__ = [
    "Ambiguous", "Asked", "At", "CastLine", "Certification", "Episode", "Found", "Hit", "Image", "Knower", "Learnt",
    "Link", "Mark", "Meeting", "Meetings", "Moment", "NameKnown", "Named", "NewName", "NoPlace", "NotThere",
    "OutsideId", "Part", "Path", "Played", "Recap", "RecapPerson", "Relation", "Same", "Season", "Secret",
    "Secrets", "SeenIn", "Step", "Strand", "Strands", "Thread", "Tie", "TiedTitle", "Ties", "Timeline", "TitlePage",
    "TitleShare", "Told", "UniversePage", "Who", "learnt", "met", "path", "recap", "search", "secrets", "strands",
    "thread", "ties", "timeline", "title", "to_json", "universe", "who",
]  # fmt: skip
