"""Words that are spelt like a form of a verb: other verbs are never taken for slips of it, and slips are understood."""

import pytest

from intertwine.ledger.read.verb_hints import meant
from intertwine.ledger.read.verb_words import bases, meanings
from intertwine.ledger.read.vocabulary import built_in

VOCABULARY = built_in()
EVERY = {**VOCABULARY.by_form, **VOCABULARY.by_backward_form}
OTHER_VERBS = """
relapses deserves reserves appeals revels repeals ceases steeps waxes threats relies replies realigns repeats respites
relates relaxes releases relives removes repels repents repays refutes refuels refills reflects refers refines reforms
regards regresses rehearses reigns rejoices relays remains reminds renews renders repulses requests requires resorts
rests results retains retires retreats retries returns reunites revises revolves rewards rides rises risks roams roars
rocks rolls rots rows rubs ruins rushes sails salutes samples scares scatters scolds scores scrapes scratches screams
seeks seems seizes separates settles severs sews shakes shapes shares sharpens shaves shelves shines shivers shocks
shoves shouts shrinks shrugs shuts sighs signs sings sinks sips sits skates skips slams sleeps slices slides slips
slows smashes smears smells smiles smokes snaps sneaks sneers sniffs soaks soars sobs solves sorts sounds spares
sparks spawns speeds spells spends spills spins spits splashes splits spoils sprays spreads squeezes stacks staggers
stains stalls stamps stands stares starts starves states stays steams steps sticks stings stirs stoops stops stores
storms strains strands straps strays streams stretches strides strives strokes strolls struggles stumbles stuns
submits succeeds sucks suffers suggests suits sulks sums supplies supposes surfs surges surprises surrounds surveys
suspends sustains swallows swaps sways sweats sweeps swells swims swings tackles tags talks tames tangles tapes taps
tastes taxes tears tempts tends terrifies thaws thins thrills thrives throws thrusts ticks tickles ties tightens tilts
tires toasts tolerates tosses touches tours tows traces tracks trails tramples treads trembles trims trips triumphs
troubles tucks tugs tumbles tunes twists types uncorks undoes unfolds unites unloads unwraps updates uproots urges
utters vacates values varies vents ventures vetoes views voices voids vomits vows wades wags wails waits waives walks
wanders wanes warms warps washes wastes waters waves weakens weaves weeds weeps weighs welcomes whips whispers
whistles widens wilts winces winks wipes withdraws withers wonders works worries worships wraps wrecks wrestles yawns
yearns yells yields zooms abates abides abounds accepts aches adds adores advances affects aims alarms allows alters
amazes amuses angers annoys applies approves arises aspires assembles assigns assumes attaches attends attracts avails
awaits bakes balances bans barks bares bases bathes begins behaves bends bets bids binds blames blasts bleeds blends
blesses blinks blocks blooms blots blows bluffs blushes boasts boils bolts boosts bores bothers bounces bows boxes
brags brakes breathes breeds brews brushes budges burns bursts calms camps cares carves casts causes celebrates
charges charms chases cheers chews chills chokes chops chuckles circles cites claps clashes cleans clears climbs
clings clips clogs coaches coasts coats coaxes collapses collects combines comments commits compares compels complains
completes composes computes conceals conceives concedes concludes confers confides confines conforms confuses
congratulates connects conserves considers consists consumes contacts contains contends contests continues contracts
converges converses converts conveys cooks cools copes copies coughs counts covers cracks crashes crawls creeps cries
criticizes crosses crouches crumbles crushes dances dares deals debates decays decides declares declines decorates
defects defers defines delays deletes delights delves denotes departs derives descends desires detects develops
deviates devises devotes devours dictates differs digs dines dips disagrees disappoints discards discusses disgusts
displays disposes disputes disrupts distracts disturbs dives divides dodges donates doubts drags drains drapes draws
dresses dries drifts drills drinks drips drops dumps dyes earns eases eats echoes edits elapses elects emerges emits
enables encloses endures engages enjoys enlarges ensues entails equals erases erupts evolves exaggerates examines
exceeds excels excites exclaims excludes excuses exhales exists expands expects expires explodes exports extends fades
fails faints falls falters fares fastens favors feasts feeds feels fetches fiddles fidgets files fills films fines
fishes fits flaps flares flashes flatters flees flexes flickers flies flinches flings flips floats flogs floods flows
focuses folds forges fords forms freezes fries frowns fumbles fumes gambles gapes gasps gathers gazes glances glares
gleams glides glitters gloats glows gnaws grabs grazes greets grieves grins grinds grips groans groans grows growls
grumbles grunts gulps halts hammers handles hangs happens hastens hatches hauls heaps hears heats heaves heeds
hesitates hikes hints hires hisses hoards hoists hoots hopes hops hovers howls hums hurries
"""
WORDS = sorted({*OTHER_VERBS.split()} - EVERY.keys())


def _alike() -> dict[str, set[str]]:
    """For what a verb is in the dictionary, the forms that may be offered for it: those of which the table of synonyms
    knows it, alone or with others after it, and those of the same verb; and how the other side of these says it."""
    found: dict[str, set[str]] = {}
    for words, forms in (*meanings().meaning.items(), *((form, (form,)) for form in EVERY)):
        head, _, rest = words.partition(" ")
        for base in bases(rest.partition(" ")[0] if head == "is" and rest else head):
            for form in forms:
                verb = VOCABULARY.verbs[EVERY[form]]
                found.setdefault(base, set()).update((form, *verb.forms, *verb.backward_forms))
    return found


ALIKE = _alike()


def by_meaning(word: str) -> set[str]:
    """The forms that may be offered for a word."""
    return {form for base in bases(word) for form in ALIKE.get(base, ())}


def test_hundreds_of_verbs_are_tried() -> None:
    assert len(WORDS) > 300


@pytest.mark.parametrize("start", sorted({word[0] for word in WORDS}))
def test_another_verb_is_offered_by_its_meaning_or_not_at_all(start: str) -> None:
    offered = {word: {*meant(word, VOCABULARY)} - by_meaning(word) for word in WORDS if word[0] == start}
    assert {word: forms for word, forms in offered.items() if forms} == {}


def test_words_that_are_known_are_never_taken_for_a_slip() -> None:
    """Alone and in the passive, in whatever tense."""
    wrong = {}
    for stem in sorted(stem for stem in meanings().others if not stem.endswith("s")):
        past = f"{stem}d" if stem.endswith("e") else f"{stem}ed"
        for words in (stem, f"{stem}s", past, f"is {past} by", f"{stem}s with"):
            others = {*meant(words, VOCABULARY)} - by_meaning(stem) - by_meaning(past)
            if words not in EVERY and others:
                wrong[words] = others
    assert wrong == {}


SINGLE = [form for form in VOCABULARY.by_form if form.isalpha() and form.endswith("s") and len(form) > 5]


def slips(form: str) -> dict[str, list[str]]:
    """What somebody may type who means `form`, by the kind of the slip; the first letter is right."""
    inner = range(1, len(form) - 1)
    return {
        "swapped": [form[:n] + form[n + 1] + form[n] + form[n + 2 :] for n in inner if form[n] != form[n + 1]],
        "doubled": [form[:n] + form[n] + form[n:] for n in inner],
        "missing": [form[:n] + form[n + 1 :] for n in inner],
        "wrong": [
            form[:n] + ("e" if form[n] in "aiou" else "a" if form[n] == "e" else "h") + form[n + 1 :] for n in inner
        ],
    }


@pytest.mark.parametrize(("how", "share"), [("swapped", 0.95), ("doubled", 0.95), ("missing", 0.9), ("wrong", 0.9)])
def test_slips_of_a_form_are_understood(how: str, share: float) -> None:
    typed = [(form, slip) for form in SINGLE for slip in slips(form)[how] if slip not in EVERY and slip != form]
    understood = [slip for form, slip in typed if form in meant(slip, VOCABULARY)]
    assert len(understood) / len(typed) > share, sorted({slip for _, slip in typed} - {*understood})
