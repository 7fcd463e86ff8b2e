"""Words that mean the same in reports: who asks for the dead is answered by "killed"."""

from functools import lru_cache

from vectorstore.analyse import analyse

_MEASURES = {
    "killed": "killed kill kills killing dead die died dies dying death deaths deadly fatal "
    "fatality fatalities perished slain toll casualty casualties "
    "погибли погибших убиты убитых умерли жертв",
    "injured": "injured injure injuries injury wounded wounds hurt hospital hospitals hospitalised "
    "hospitalized hospitalization gunshot treated treatment admitted ранены "
    "раненых пострадали пострадавших госпитализированы больницах",
    "missing": "missing unaccounted disappeared пропали пропавших",
    "displaced": "displaced displacement fled flee fleeing evacuated evacuation evacuees refugees "
    "homeless crossed crossing эвакуированы бежали беженцев",
    "detained": "detained detain detention arrested arrest arrests custody detainees задержаны "
    "задержанных арестованы",
    "damaged": "damaged damage destroyed destroy destruction burned burnt torched ruined "
    "повреждены разрушены сожжены",
}

_PEOPLE = "people person persons victim victims individuals человек людей"
"""Words for people in general; children, police or civilians are groups of their own."""

_BUILT = (
    "home house shop store car vehicle building flat school church mosque village roof bus boat"
)
"""What is damaged where people are killed or injured."""

_IN_HOSPITAL = "hospital hospitals hospitalised hospitalized treated treatment admitted больнице"
"""Who is asked for so was in a hospital, and not only injured."""

_HAPPENING = (
    "happen happened occur occurred begin began begun start started break broke erupt erupted"
)

_ALIKE = (
    "explosion explosions explode exploded blast blasts detonation detonated",
    "free freed freeing refloat refloated release released unblocked",
    "own owns owned owner owners belong belongs belonged belonging",
    "clash clashes fight fights fighting violence unrest riot riots rioters disorder disturbance "
    "brawl scuffle melee столкновения беспорядки драка",
    "quarrel argument dispute feud conflict",
    "fire fires blaze blazes",
    "arson deliberate deliberately intentional intentionally",
    "earthquake earthquakes quake quakes tremor tremors",
    "storm storms hurricane cyclone typhoon",
    "flood floods flooding flooded deluge inundated",
    "crash crashes crashed collision collided",
    "ship ships vessel vessels boat boats",
    "plane planes aircraft jet airliner airplane aeroplane",
    "car cars vehicle vehicles automobile",
    "house houses home homes housing dwelling dwellings",
    "aground stuck stranded wedged grounded trapped",
    "block blocked blockage blocking obstruct obstructed obstruction closed shut",
    "reopen reopened open opened resume resumed",
    "sentence sentenced jail jailed imprison imprisoned prison",
    "verdict judgment judgement ruling ruled sentence sentenced convict convicted conviction "
    "приговор приговорил осудил",
    "trial trials court courts tribunal суд",
    "defendant defendants accused suspect suspects trial",
    "blame blamed accuse accused fault responsible responsibility culprit culprits guilty",
    "inquiry inquiries enquiry investigate investigated investigation probe inquest",
    "lawsuit suit sue sued suing litigation",
    "fine fined penalty penalties",
    "dismiss dismissed dismissal sack sacked oust ousted removed removal",
    "appoint appointed appointment become becomes became succeed succeeded successor replace "
    "replaced",
    "resign resigned resignation quit quits",
    "job jobs post posts position",
    "cause caused causes trigger triggered spark sparked reason reasons",
    "buy buys bought acquire acquired purchase purchased",
    "sell sells sold sale sales",
    "build built construct constructed construction",
    "promise promises promised pledge pledged vow vowed",
    "demand demands demanded request requested seek seeks want wants wanted ask asks asked",
    "ban bans banned prohibit prohibited outlaw outlawed forbid",
    "allow allowed permit permitted",
    "refuse refused reject rejected rejection",
    "agree agreed agreement deal accord pact treaty",
    "approve approved approval authorise authorised authorize authorized",
    "cancel cancelled canceled scrap scrapped",
    "delay delayed delays postpone postponed",
    "end ends ended finish finished conclude concluded",
    "increase increased rise rose grow climb climbed jump jumped surge surged tripled doubled",
    "decrease decreased decline declined drop dropped fall reduce reduced",
    "elect elected election elections vote votes voted poll",
    "win victory winner triumph defeat defeated",
    "help aid assist assistance relief support",
    "find found discover discovered discovery",
    "rescue rescued rescuers save saved",
    "attack attacks attacked assault assaulted raid",
    "protest protests protested demonstration demonstrations demonstrators rally rallied",
    "join joined participate participated participants involved",
    "steal theft rob robbed robbery loot looted looting",
    "shoot shooting gunfire weapon weapons gun guns rifle firearm firearms",
    "soldier soldiers troops army military",
    "worker workers employee employees staff",
    "company companies firm firms corporation",
    "doctor doctors medics physician physicians medical",
    "pollution polluted spill leak contamination",
    "rubble debris ruins wreckage",
    "storey storeys floor floors",
    "salary wage wages earn earns earned pay",
    "marry married marriage wed wedding",
    "virus coronavirus covid",
    "border frontier",
    "number figure total tally estimate",
    "saint st",
    "fort ft",
    "mount mt",
)
"""Words that one report uses where another, or a question, uses the other."""

_EVENTS = (
    "clash clashes fighting violence unrest riot riots explosion explosions blast blasts fire "
    "fires blaze blazes earthquake earthquakes quake quakes flood floods flooding storm storms "
    "hurricane cyclone tornado landslide landslides avalanche eruption crash crashes collision "
    "accident derailment collapse shooting shootings attack attacks bombing bombings massacre "
    "stampede disaster tragedy столкновения беспорядки взрыв взрывы пожар землетрясение "
    "наводнение авария стрельба нападение теракт"
)
"""What may be named as a happening of one day, and harms people."""

_TOLD_BY = {
    "blame blamed fault responsible responsibility culprit culprits guilty": "cause caused "
    "causes triggered sparked started provoked negligence negligent negligently",
    "leave leaves left": "flee fled",
}
"""What tells of the first without meaning it: who caused a thing is to blame for it."""

_DENIED = {
    "injured": "unhurt unharmed uninjured unscathed safe",
    "damaged": "undamaged intact unscathed",
}
"""How a report says that what is asked after did not happen."""

_SPEECH = (
    "said say says told tell tells announced declared stated promised ordered warned urged called "
    "asked added vowed denied confirmed appealed сказал заявил сообщил"
)


@lru_cache(maxsize=1)
def measures() -> dict[str, frozenset[str]]:
    """Return the terms of each measure."""
    return {name: frozenset(analyse(words)) for name, words in _MEASURES.items()}


@lru_cache(maxsize=1)
def _denied() -> dict[str, frozenset[str]]:
    return {name: frozenset(analyse(words)) for name, words in _DENIED.items()}


@lru_cache(maxsize=1)
def people() -> frozenset[str]:
    """Return the terms that only say that people are counted."""
    return frozenset(analyse(_PEOPLE))


@lru_cache(maxsize=1)
def events() -> frozenset[str]:
    """Return the terms that name what harms people: "fire", "clashes"."""
    return frozenset(analyse(_EVENTS))


@lru_cache(maxsize=1)
def built() -> frozenset[str]:
    """Return the terms of what is damaged where people are killed or injured."""
    return frozenset(analyse(_BUILT))


@lru_cache(maxsize=1)
def in_hospital() -> frozenset[str]:
    """Return the terms that ask for those who were in a hospital, among the injured."""
    return frozenset(analyse(_IN_HOSPITAL))


@lru_cache(maxsize=1)
def speech() -> frozenset[str]:
    """Return the terms of saying."""
    return frozenset(analyse(_SPEECH))


@lru_cache(maxsize=1)
def happening() -> frozenset[str]:
    """Return the terms that say that something happened."""
    return frozenset(analyse(_HAPPENING))


@lru_cache(maxsize=1)
def _alike() -> tuple[frozenset[str], ...]:
    groups = (frozenset(analyse(words)) for words in _ALIKE)
    return (happening(), *groups)


@lru_cache(maxsize=1)
def _telling() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    return tuple(
        (frozenset(analyse(words)), frozenset(analyse(telling)))
        for words, telling in _TOLD_BY.items()
    )


def measure_of(terms: list[str]) -> str | None:
    """Return the measure that the terms ask for, or None."""
    for name, words in measures().items():
        if any(term in words for term in terms):
            return name
    return None


def stands_in(term: str, standing: frozenset[str] | set[str]) -> bool:
    """Say whether the term, or another that tells of the same, is among those that stand there."""
    return term in standing or not related(term).isdisjoint(standing)


@lru_cache(maxsize=8192)
def related(term: str) -> frozenset[str]:
    """Return the terms that tell of the same as this one, itself not included."""
    for name, words in measures().items():
        if term in words:
            return words.union(_denied().get(name, ())) - {term}
    alike = [words for words in _alike() if term in words]
    telling = [told for words, told in _telling() if term in words]
    return frozenset[str]().union(*alike, *telling) - {term}
