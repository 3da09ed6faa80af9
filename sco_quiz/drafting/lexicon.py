"""The words that the rules know: closed classes, and verbs with their forms.

The rules need to find the verb of a clause and to turn "was founded" into "did ... found". English has few words that
matter for this: the closed classes, the irregular verbs and the common regular ones. An unknown word is taken for a
noun, so an unknown verb costs a question and never makes a wrong one.
"""

from __future__ import annotations

from functools import lru_cache

from sco_quiz.drafting.wordlists import word_set

_IRREGULAR = """
arise arose arisen|awake awoke awoken|bear bore born,borne|beat beat beaten|become became become|begin began begun
bend bent bent|bind bound bound|bite bit bitten|bleed bled bled|blow blew blown|break broke broken|breed bred bred
bring brought brought|build built built|burn burned,burnt burned,burnt|buy bought bought|catch caught caught
choose chose chosen|cling clung clung|come came come|cost cost cost|creep crept crept|cut cut cut|deal dealt dealt
dig dug dug|draw drew drawn|drink drank drunk|drive drove driven|eat ate eaten|fall fell fallen|feed fed fed
feel felt felt|fight fought fought|find found found|flee fled fled|fly flew flown|forbid forbade forbidden
forget forgot forgotten|freeze froze frozen|get got got|give gave given|go went gone|grow grew grown
grind ground ground|hang hung,hanged hung,hanged|have had had|hear heard heard|hide hid hidden|hit hit hit
hold held held|keep kept kept|know knew known|lay laid laid|lead led led|learn learned,learnt learned,learnt
leave left left|lend lent lent|let let let|lie lay lain|light lit lit|lose lost lost|make made made|mean meant meant
meet met met|overcome overcame overcome|overthrow overthrew overthrown|pay paid paid|put put put|read read read
ride rode ridden|ring rang rung|rise rose risen|run ran run|say said said|see saw seen|seek sought sought
sell sold sold|send sent sent|set set set|shake shook shaken|shine shone shone|shoot shot shot
show showed shown,showed|shrink shrank shrunk|shut shut shut|sing sang sung|sink sank sunk|sit sat sat
sleep slept slept|slide slid slid|speak spoke spoken|spend spent spent|spin spun spun|split split split
spread spread spread|spring sprang sprung|stand stood stood|steal stole stolen|stick stuck stuck|strike struck struck
swear swore sworn|swim swam swum|take took taken|teach taught taught|tear tore torn|tell told told
think thought thought|throw threw thrown|undergo underwent undergone|understand understood understood
undertake undertook undertaken|wear wore worn|weave wove woven|win won won|withdraw withdrew withdrawn
withstand withstood withstood|write wrote written|do did done|be was been
"""

_REGULAR = """
abandon abolish absorb accept accompany account accuse achieve acquire act adapt add address adhere adjust administer
admit adopt advance advise affect afford agree aim align allow alter amend amount announce answer appeal appear append
apply appoint approach approve argue arrange arrest arrive ask assassinate assemble assert assess assign assist assume
attach attack attain attempt attend attract attribute author authorise authorize avoid award back balance ban base
battle belong benefit block blaze bless boost border borrow breathe broadcast burst call campaign cancel capture care
carry cause cease celebrate challenge champion change charge circulate cite claim classify clean clear climb close
coat coin collapse collect colonise colonize combat combine commemorate command commence commit communicate compare
compete compile complete comply compose comprise compute conceive concern conclude condemn conduct confer confirm
conform confront connect conquer consider consist constitute construct consult consume contact contain continue
contract contrast contribute control convert convey convict convince cool cooperate coordinate copy correct correspond
count counter cover crack crash create cross crown crush cultivate cure damage date debate decide declare decline
decode decompose decrease deepen defeat defend define delay delegate delete deliver demand demonstrate deny depart
depend deploy depose derive descend describe deserve design designate desire destroy detect determine develop devise
die differ digest direct disappear discover discuss dismiss display dissolve distinguish distribute divide dominate
donate double draft drain dry earn edit educate elect eliminate embed embrace emerge emit emphasise emphasize employ
empower enable enact encode encounter encourage end endorse enforce engage enhance enjoy enlarge enrich ensure enter
entitle equal erect erupt escape establish estimate evaluate evaporate evolve examine exceed exchange exclude execute
exercise exhibit exile exist expand expect expel experience experiment explain explode explore export expose express
extend extract face facilitate fail fear feature fertilise fertilize file fill film filter finance finish fire fit fix
flood flow focus follow force forge form formulate foster found free fulfil fulfill function fund gain gather generate
germinate govern graduate grant guarantee guard guide halt handle happen harvest hatch head heat help honour honor
host house hunt identify ignore illustrate imagine impeach implement imply import impose improve include incorporate
increase indicate induce infect influence inform inhabit inherit inhibit initiate inject insert inspire install
institute integrate intend interact interpret intersect introduce invade invent invest investigate invite invoke
involve irrigate isolate issue join judge jump justify kill label lack land last launch legalise lengthen liberate
license lift like limit line link list live load locate lock log look love lower maintain manage manufacture march
mark marry match mate mature measure melt mention merge migrate mine mix modify monitor mount move multiply murder
name nationalise nationalize need negotiate nominate note notice notify number obey object observe obtain occupy occur
offer omit open operate oppose orbit order organise organize originate outlaw outnumber oversee overturn own oxidise
oxidize parse participate pass patent patrol perform permit persuade photograph pioneer place plan plant play plead
pledge point pollinate pollute populate portray possess post pour power practise practice praise precede predict
prefer prepare prescribe present preserve prevent print proceed process proclaim produce profess prohibit promise
promote propose prosecute protect protest prove provide publish pump punish purchase pursue qualify question quote
raise range rank rate ratify reach react realise realize rebuild receive recognise recognize recommend record recover
recruit recur reduce refer reflect reform refuse regain regard register regulate reign reinforce reject relate release
rely remain remember remove rename render renew renovate repair repeal repeat replace report represent reproduce
require rescue research resemble reserve reside resign resist resolve respect respond rest restore restrict result
retain retire retreat return reveal reverse review revise revolt reward rotate rule safeguard sail sample satisfy save
scale scatter score search secrete secure separate serve settle shape share shelter shift shiver ship shorten sign
signal simulate slow smell solve sort sound span spark specify sponsor spell stage star start starve state stay stem
sting stop store strengthen stretch structure study submit succeed suffer suggest suit summarise summarize supervise
supply support suppress surpass surrender surround survive suspend sustain switch symbolise symbolize tackle target
taste terminate test thank threaten tolerate total touch track trade train transcend transfer transform translate
transmit transport trap travel treat trigger try turn uncover unify unite update uphold upgrade urge use utilise
utilize value vary view violate visit volunteer vote wait walk wander want warn wash waste watch weaken weigh widen
wish witness work worship wound wrap yield counteract discharge emigrate enrol enroll excel halve instruct outweigh
overlook override permeate persist pierce precipitate recede reclaim refine reunite revive secede stabilise stabilize
stipulate subdue supersede tax testify thrive tour trace undermine unveil usher validate vanish check scan debug push
pull fork clone index query fetch click type press scroll configure await boil chase compress concentrate confuse
crawl cry depict dive dress drop dump echo entertain excavate fade float fold glow harm inflate knock leak lick mend
nest pack paint park peel punch rain reap rob roll rub rush seal shock skip slip smoke snow soak spill spray squeeze
stamp stare steer strip suck suspect swallow tap tie tip tow trick trip twist unlock warm whisper wipe worry purify
erode hibernate inhale exhale photosynthesise synthesise metabolise mutate replicate infringe sue acquit litigate
adjudicate decree ordain dethrone besiege annex cede partition depopulate deport enslave emancipate conscript mobilise
disarm bombard complement supplement encompass embody emulate mimic rival outlast predate foreshadow exemplify
epitomise underlie traverse adjoin straddle overlap intertwine coincide culminate peak plunge soar surge dwindle
triple quadruple tend strive struggle cope flourish prosper decay rot ferment bloom blossom ripen sprout wither
camouflage graze burrow roost
"""

DETERMINERS = word_set(
    "the a an this that these those its his her their our my your some any each every all both no many few "
    "several most more another either neither such one two three four five six seven eight nine ten"
)
PREPOSITIONS = word_set(
    "in on at by for from to of with within without into onto over under after before during since until till "
    "between among through throughout across along against about around near behind beyond despite towards toward "
    "upon per like unlike than as via outside inside above below off out up down amid beside besides except "
    "including"
)
SUBORDINATORS = word_set(
    "when while because although though if unless since after before until once whereas as where whenever "
    "wherever whether"
)
RELATIVES = word_set("that which who whom whose where")
PRONOUNS = word_set("it he she they i we you this these those there")
OBJECT_PRONOUNS = word_set("it him her them us me")
POSSESSIVES = word_set("its his her their our my your")
BE = word_set("is are was were be been being am")
FINITE_BE = word_set("is are was were am")
HAVE = word_set("has have had")
DO = word_set("does do did")
MODALS = word_set("can could may might must shall should will would cannot")
AUXILIARIES = FINITE_BE | HAVE | DO | MODALS
ADVERBS = word_set(
    "not never always often usually also only still already now then soon later once ever generally mainly mostly "
    "partly probably perhaps thus therefore nearly almost just even rarely seldom first finally eventually "
    "exclusively currently originally formerly today long no further widely again together instead"
)
NOUNS_TOO = word_set(
    "issue use file result name form plan work need report test view state change return support link list set "
    "map mark object order place point program record release request rest review rule run score search ship sign "
    "sort sound stage start stop store structure study supply switch target tax trade transfer transport travel "
    "turn value visit vote walk watch note host pass copy function feature format term label sample process cost "
    "type end back head hand house line lead"
)
OPENING_ADVERBS = word_set("today now then later once soon finally eventually originally formerly currently")
ABOUT = word_set("about around over under nearly almost roughly up at")
MONTHS = word_set("January February March April May June July August September October November December")
COORDINATORS = frozenset(("and", "but", "or", "whereas", "while"))
QUESTION_WORDS = word_set("who what when where why how which whose whom")
NUMBER_WORDS = word_set(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion "
    "trillion dozen half"
)
UNCOUNTED_PLURALS = word_set("people men women children data police bacteria fungi algae larvae species mice feet")
REFLEXIVES = word_set("itself himself herself themselves myself yourself ourselves oneself")
FUNCTION_WORDS = (
    REFLEXIVES
    | DETERMINERS
    | PREPOSITIONS
    | SUBORDINATORS
    | RELATIVES
    | PRONOUNS
    | OBJECT_PRONOUNS
    | POSSESSIVES
    | AUXILIARIES
    | ADVERBS
    | COORDINATORS
    | QUESTION_WORDS
    | word_set("be been being so too very much other own same nor yet however i")
)

_VOWELS = "aeiou"


def _double(base: str) -> str:
    """``base`` with its last consonant doubled where spelling asks for it (``plan`` -> ``plann``)."""
    short = len(base) >= 3 and base[-1] not in _VOWELS + "wxy" and base[-2] in _VOWELS and base[-3] not in _VOWELS
    one_syllable = sum(letter in _VOWELS for letter in base) == 1
    if short and (one_syllable or base in _STRESSED_AT_THE_END):
        return base + base[-1]
    return base


_STRESSED_AT_THE_END = word_set(
    "commit confer admit submit permit occur refer prefer omit emit transmit control expel compel impel propel "
    "transfer recur excel rebel repel enrol incur deter infer cancel travel label signal"
)


def third_person(base: str) -> str:
    """``make`` -> ``makes``, ``carry`` -> ``carries``."""
    if base in {"be", "have", "do", "go"}:
        return {"be": "is", "have": "has", "do": "does", "go": "goes"}[base]
    if base.endswith("y") and base[-2] not in _VOWELS:
        return base[:-1] + "ies"
    return base + ("es" if base.endswith(("s", "x", "z", "ch", "sh")) else "s")


def _regular_past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in _VOWELS:
        return base[:-1] + "ied"
    return _double(base) + "ed"


def _gerund(base: str) -> str:
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")) and base != "be":
        return base[:-1] + "ing"
    return _double(base) + "ing"


def _verbs() -> tuple[dict[str, dict[str, str]], dict[str, str]]:
    """Each form -> {reading: base}, and each base -> its simple past."""
    forms: dict[str, dict[str, str]] = {}
    pasts: dict[str, str] = {}

    def enter(form: str, reading: str, base: str) -> None:
        forms.setdefault(form, {}).setdefault(reading, base)

    irregular: dict[str, tuple[list[str], list[str]]] = {}
    for entry in filter(None, _IRREGULAR.replace("\n", "|").split("|")):
        name, past, participle = entry.split(" ")
        irregular[name] = (past.split(","), participle.split(","))
    for base in (*irregular, *_REGULAR.split()):
        regular = [_regular_past(base)]
        past_forms, participles = irregular.get(base, (regular, regular))
        pasts.setdefault(base, past_forms[0])
        enter(base, "base", base)
        enter(third_person(base), "third", base)
        enter(_gerund(base), "ing", base)
        for form in past_forms:
            enter(form, "past", base)
        for form in participles:
            enter(form, "participle", base)
    return forms, pasts


_FORMS, _PASTS = _verbs()


@lru_cache(maxsize=4096)
def readings(word: str) -> dict[str, str]:
    """The verb readings of a lower-case word, each with its base: base, third, past, participle, ing.

    An unknown word in ``-ed`` is a past or a participle with a base made by rule; any other unknown word has none.
    """
    known = _FORMS.get(word)
    if known is not None:
        return known
    for prefix in ("re", "over", "under", "co-", "re-", "out", "mis", "un", "dis"):
        rest = word.removeprefix(prefix)
        if rest != word and rest in _FORMS and len(rest) > 3:
            return {reading: prefix + base for reading, base in _FORMS[rest].items()}
    if word.endswith("ed") and len(word) > 4 and not word.endswith("eed"):
        base = _base_of_unknown(word)
        return {"past": base, "participle": base}
    return {}


def _base_of_unknown(word: str) -> str:
    stem = word[:-2]
    if stem.endswith("i"):
        return stem[:-1] + "y"
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "sl":
        return stem[:-1]
    ends_silent = stem.endswith(("at", "iz", "is", "ur", "uc", "ag", "ang", "ov", "iv", "ut", "as", "os", "us", "in"))
    return stem + "e" if ends_silent or stem[-1] in "cgvuz" else stem


def past_of(base: str) -> str:
    """The simple past of a base form."""
    return _PASTS.get(base) or _regular_past(base)
