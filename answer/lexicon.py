"""Words that mean the same in reports: who asks for the dead is answered by "killed"."""

from functools import lru_cache

from vectorstore.analyse import analyse

_MEASURES = {
    "killed": "killed kill kills killing dead die died dies dying death deaths deadly fatal "
    "fatality fatalities perished slain toll lives погибли погибших убиты убитых умерли жертв",
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

_PEOPLE = "people person persons victim victims individuals casualties человек людей"
"""Words for people in general; children, police or civilians are groups of their own."""

_BUILT = (
    "home house shop store car vehicle building flat school church mosque village roof bus boat"
)
"""What is damaged where people are killed or injured."""

_HAPPENING = (
    "happen happened occur occurred begin began begun start started break broke erupt erupted"
)

_ALIKE = (
    "explosion explosions explode exploded blast blasts detonation detonated",
    "free freed freeing refloat refloated release released unblocked",
    "own owns owned owner owners belong belongs belonged belonging",
    "clash clashes fighting violence unrest riot riots",
    "fire fires blaze blazes",
    "earthquake earthquakes quake quakes tremor tremors",
    "ship ships vessel vessels",
    "aground stuck stranded wedged grounded",
    "sentence sentenced jail jailed imprison imprisoned prison",
    "appoint appointed appointment become becomes became succeed succeeded",
    "cause caused causes trigger triggered spark sparked reason reasons",
    "buy buys bought acquire acquired purchase purchased",
    "build built construct constructed construction",
    "resign resigned resignation quit quits",
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


def measure_of(terms: list[str]) -> str | None:
    """Return the measure that the terms ask for, or None."""
    for name, words in measures().items():
        if any(term in words for term in terms):
            return name
    return None


@lru_cache(maxsize=8192)
def related(term: str) -> frozenset[str]:
    """Return the terms that tell of the same as this one, itself not included."""
    for name, words in measures().items():
        if term in words:
            return words.union(_denied().get(name, ())) - {term}
    for words in _alike():
        if term in words:
            return words - {term}
    return frozenset()
