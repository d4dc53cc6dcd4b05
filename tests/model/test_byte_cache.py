"""The cache: against a naive model, and shared between threads."""

from concurrent.futures import ThreadPoolExecutor
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from intertwine.model.byte_cache import ByteCache

KEYS = st.sampled_from("abcdef")
VALUES = st.binary(max_size=12)
SIZES = st.integers(0, 12)


class Growing(list[int]):
    """A value that takes as many bytes as it holds numbers, and may grow while it is kept."""


class AgainstAModel(RuleBasedStateMachine):
    """The model is a list of triples, the least recently used first: key, value, and how large it was when it was last
    used. It counts everything again at each step."""

    @initialize(budget=st.integers(0, 30))
    def begin(self, budget: int) -> None:
        self.budget = budget
        self.cache: ByteCache[str, Growing] = ByteCache(budget, len)
        self.model: list[tuple[str, Growing, int]] = []

    def use(self, key: str, value: Growing) -> None:
        self.model = [entry for entry in self.model if entry[0] != key] + [(key, value, len(value))]
        while sum(size for *_, size in self.model) > self.budget and len(self.model) > 1:
            del self.model[0]

    @rule(key=KEYS, size=SIZES)
    def put(self, key: str, size: int) -> None:
        value = Growing(range(size))
        self.cache.put(key, value)
        self.use(key, value)

    @rule(key=KEYS)
    def get(self, key: str) -> None:
        expected = {key: value for key, value, _ in self.model}.get(key)
        assert self.cache.get(key) is expected
        if expected is not None:
            self.use(key, expected)

    @rule(key=KEYS, more=SIZES)
    def grow(self, key: str, more: int) -> None:
        for known, value, _ in self.model:
            if known == key:
                value.extend(range(more))

    @rule()
    def clear(self) -> None:
        self.cache.clear()
        self.model = []

    @invariant()
    def bounded(self) -> None:
        assert self.cache.held() == sum(size for *_, size in self.model)
        assert self.cache.held() <= self.budget or len(self.model) == 1


TestAgainstAModel = AgainstAModel.TestCase


@given(st.lists(st.tuples(KEYS, VALUES)))
def test_a_value_that_is_kept_is_the_last_that_was_put(pairs: list[tuple[str, bytes]]) -> None:
    cache: ByteCache[str, bytes] = ByteCache(20, len)
    for key, value in pairs:
        cache.put(key, value)
    last = dict(pairs)
    assert all(cache.get(key) in (None, last[key]) for key in last)


def test_a_value_that_takes_more_than_all_the_others_may_stays_alone() -> None:
    cache: ByteCache[str, bytes] = ByteCache(3, len)
    cache.put("a", b"1")
    cache.put("b", b"12345")
    assert (cache.get("a"), cache.get("b")) == (None, b"12345")
    cache.put("a", b"1")
    assert (cache.get("a"), cache.get("b"), cache.held()) == (b"1", None, 1)


def test_a_value_that_grows_drives_out_those_that_were_used_longest_ago() -> None:
    cache: ByteCache[str, bytearray] = ByteCache(10, len)
    values = {key: bytearray(3) for key in "abc"}
    for key, value in values.items():
        cache.put(key, value)
    values["a"] += bytes(3)
    assert (cache.held(), cache.get("a"), cache.held()) == (9, values["a"], 9)
    assert (cache.get("b"), cache.get("c"), cache.get("a")) == (None, values["c"], values["a"])
    values["a"] += bytes(20)
    assert (cache.get("a"), cache.get("c"), cache.held()) == (values["a"], None, 26)


def test_threads_share_it() -> None:
    cache: ByteCache[int, bytes] = ByteCache(50, len)

    def work(seed: int) -> None:
        random = Random(seed)
        for _ in range(2000):
            key = random.randrange(20)
            found = cache.get(key)
            assert found is None or found == bytes(key)
            cache.put(key, bytes(key))
            if random.random() < 0.01:
                cache.clear()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(8)))
    kept = [found for key in range(20) if (found := cache.get(key)) is not None]
    assert cache.held() == sum(map(len, kept)) <= 50
