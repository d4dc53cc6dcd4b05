"""Past forms of verbs that no rule makes."""

from intertwine.model.frozen import FrozenDict

_IRREGULAR = """
awake awoke awoken, bear bore borne born, beat beaten, become became, begin began begun, bend bent, bet betted,
bind bound, bite bit bitten, bleed bled, blow blew blown, break broke broken, bring brought, build built,
burn burnt, buy bought, catch caught, choose chose chosen, come came, creep crept, deal dealt, dig dug,
do did done, draw drew drawn, dream dreamt, drink drank drunk, drive drove driven, eat ate eaten,
fall fell fallen, feed fed, feel felt, fight fought, find found, flee fled, fly flew flown, forbid forbade,
foresee foresaw foreseen, foretell foretold, forget forgot forgotten, forgive forgave forgiven,
freeze froze frozen, get got gotten, give gave given, go went gone, grow grew grown, hang hung, have had,
hear heard, hide hid hidden, hold held, keep kept, kneel knelt, know knew known, lay laid, lead led,
learn learnt, leave left, lend lent, lie lied lay, lose lost, make made, meet met, mislead misled,
overcome overcame, overhear overheard, overthrow overthrew overthrown, pay paid, ride rode ridden,
ring rang rung, rise rose risen, run ran, say said, see saw seen, seek sought, sell sold, send sent,
shake shook shaken, shoot shot, show showed shown, sing sang sung, sink sank sunk, sit sat, slay slew slain,
sleep slept, speak spoke spoken, spend spent, spit spat, stand stood, steal stole stolen, stick stuck,
stride strode, strike struck, swear swore sworn, swim swam swum, take took taken, teach taught, tear tore torn,
tell told, think thought, throw threw thrown, understand understood, undertake undertook, wake woke woken,
wear wore worn, weep wept, win won, withdraw withdrew, write wrote written
"""
"""Each verb with its past and then its participles."""
_SAME_OR_DOUBLED = """
admit admitted, beat beat, become became, bet bet, come came, commit committed, cut cut, forget forgot, hit hit,
hurt hurt, kidnap kidnapped, let let, permit permitted, prefer preferred, put put, quit quit, read read,
rebel rebelled, refer referred, set set, shut shut, split split, spread spread, submit submitted,
transfer transferred, travel travelled, upset upset
"""
"""Verbs whose past is another form of theirs, or doubles a letter of more than one syllable: each with its past."""


def _table(words: str) -> FrozenDict[str, tuple[str, ...]]:
    entries = (entry.split() for entry in words.split(","))
    return FrozenDict((verb, tuple(forms)) for verb, *forms in entries)


PAST_FORMS = _table(_IRREGULAR)
"""The past of each verb that no rule makes, and its participles."""
PAST_OF = FrozenDict(
    {
        **{verb: forms[0] for verb, forms in PAST_FORMS.items()},
        **{verb: forms[0] for verb, forms in _table(_SAME_OR_DOUBLED).items()},
    }
)
"""The past of each verb that no rule makes."""
