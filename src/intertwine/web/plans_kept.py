"""What a server holds for plans: what discloses what a title asks for, the queue of answers, plans and curves."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field, fields

from django.utils.translation import gettext_lazy

from intertwine.gate.universe import Universe
from intertwine.model.byte_cache import ByteCache
from intertwine.model.curriculum import Curriculum
from intertwine.model.progress import Progress
from intertwine.plan import CurvePoint, Plan
from intertwine.web.map_queue import MapQueue

OTHERS = gettext_lazy("Other plans are being made first.")
DiscloseTo = Callable[[Universe, Progress, Sequence[int]], Curriculum]
"""Gives the curriculum of installments, by their places in the listing of the view that a progress has."""
ANSWERS, PLANS, CURVES, CURRICULA = 16_000_000, 4_000_000, 2_000_000, 16_000_000
"""Bytes that are kept of answers, of plans, of curves and of curricula, about; the least recently asked go first."""
_POINT = 300
"""Bytes that a point of a curve takes in memory, about, and what keeps a curve."""
_INSTALLMENT = 1500
"""The same of an installment of a plan, with its words; of a reason and a note too."""


@dataclass(frozen=True, slots=True)
class KeptCurve:
    """What can be reached in which time. `minutes` and `share` are those of everything essential."""

    points: tuple[CurvePoint, ...]
    minutes: int
    share: int

    def memory(self) -> int:
        """The bytes that it takes, about."""
        return _POINT * (len(self.points) + 2)


@dataclass(frozen=True, slots=True)
class KeptPlan:
    """A plan, and the curve that it lies on."""

    plan: Plan
    curve: KeptCurve

    def memory(self) -> int:
        """The bytes that it takes, about."""
        plan = self.plan
        return _INSTALLMENT * sum(map(len, (plan.installments, plan.told, plan.reasons, plan.notes, " ")))


def _bytes_of(asked: Curriculum) -> int:
    return sum(getattr(asked, it.name).nbytes for it in fields(asked))


@dataclass(frozen=True, slots=True)
class PlansKept:
    """All of it. `disclose` is the one way past what a viewer knows: the tests of the laws hold it equal."""

    disclose: DiscloseTo = Universe.curriculum
    queue: MapQueue = field(default_factory=lambda: MapQueue(ANSWERS, OTHERS))
    plans: ByteCache[Hashable, KeptPlan] = field(default_factory=lambda: ByteCache(PLANS, KeptPlan.memory))
    curves: ByteCache[Hashable, KeptCurve] = field(default_factory=lambda: ByteCache(CURVES, KeptCurve.memory))
    curricula: ByteCache[Hashable, Curriculum] = field(default_factory=lambda: ByteCache(CURRICULA, _bytes_of))

    def curriculum(self, view: Hashable, universe: Universe, progress: Progress, places: Sequence[int]) -> Curriculum:
        """What the installments at `places` in the listing ask for, in a `universe` and for a `progress`; `view` stands
        for both."""
        key = view, tuple(places)
        asked = self.curricula.get(key)
        if asked is None:
            asked = self.disclose(universe, progress, places)
            self.curricula.put(key, asked)
        return asked
