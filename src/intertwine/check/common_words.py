"""Words of English that are names of people too, and what stands before a name. In small letters."""

_NAMES_TOO = """
able ace amber angel april archer arrow art ash aurora autumn baker banks baron basil bay bear beau belle berry bill
bishop black blade blaze blossom blue bolt bond book brand brook brooks brown buck bud bush butcher butler carol
carter cash chance charity chase christian chuck clay cliff cole colt constant cook cooper coral cross cruz crystal
daisy dale dash dawn day deacon dean dick dock dog don drew duke dusty earl early ebony eden elder ember ever faith
fawn felicity fern finch finn fisher flint flora forest forrest fox frank friday gale garland gene general genesis
giant ginger glen glory golden good grace grant gray green grey grove guy hand harmony harper hazel heath heather
heaven heir
holly honey honor hood hope hunt hunter iris iron ivory ivy jack jade jasmine jasper jay jean jet jewel john joy
judge june justice karma king kit knight lake lance laurel law lee liberty lily link lot love luna major male march
maiden mark marsh marshal mason may melody mercy merit miles mill miller misty monday moon more moss myrtle nick noble
north nova oak ocean olive opal page paris park parker pat patience pearl pepper petal peter phoenix pierce pope
poppy porter price pride prince prudence queen rain raven ray reed reef rich ridge rip river rob robin rock rocket rocky
rod roman rose rowan ruby rusty sage sailor sally sandy savage scout sergeant shade shaw shepherd skip sky slate slaver
smith snow south sparrow spike star stark stella sterling stick stone storm strange sue summer sunday sunny tanner
taylor terry thorn thursday tiger tim timber todd tom tony tower trace tuck tucker tuesday turner unity van velvet
victor victory violet virtue wade walker ward warden warren wednesday west wheat white wight will willow winter wolf
wood
woods young
"""
_BEFORE_NAMES = """
agent and aunt aunty baby baron baroness big black brother captain chief colonel commander commissioner corporal
count countess dame deputy detective director doctor don dr duchess duke emperor empress father general governor
grandfather
grandma grandmother grandpa great her his inspector jr judge junior king lady lieutenant little lord madam madame
major master miss mister mother mr mrs ms nurse officer old president prince princess professor queen reverend saint
senator senior sensei sergeant sir sister sr st the uncle van von white young your
"""
COMMON_WORDS = frozenset(_NAMES_TOO.split())
"""What such a word says, even with a capital, need not be somebody's name."""

COURTESIES = frozenset(_BEFORE_NAMES.split())
"""Words before a name, or within one, that stand for nobody by themselves."""

_ROLES = """
agent boss captain chief clerk commander cop detective director doctor driver girl goon guard head henchman leader
lieutenant man manager master member nurse officer patient pilot secretary security sergeant servant soldier student
thug veteran warrior woman worker
"""
ROLES = frozenset(_ROLES.split())
"""What somebody is, within a label that says to whom they belong: "Hydra Agent Paula"."""
