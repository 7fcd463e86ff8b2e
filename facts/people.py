"""The people and the things that reports count, by the group that a figure names."""

# Who is counted, by the group that a figure names; "" is everyone.
_PEOPLE = {
    "": "person victim member individual human other body corpse soul "
    "human life patient occupant survivor bystander",
    "children": "child boy girl baby infant toddler kid minor schoolchild pupil schoolgirl "
    "schoolboy youngster grandchild newborn",
    "teenagers": "teenager teen youth adolescent juvenile",
    "women": "woman wife mother grandmother daughter sister girlfriend widow aunt niece lady "
    "housewife stepmother",
    "men": "man husband father grandfather son brother boyfriend uncle nephew stepfather gentleman",
    "adults": "adult",
    "elderly": "pensioner",
    "family": "relative parent cousin sibling couple friend mother-in-law "
    "father-in-law son-in-law daughter-in-law brother-in-law sister-in-law stepson stepdaughter "
    "grandson granddaughter ex-wife ex-husband ex-girlfriend fiance fiancee",
    "civilians": "civilian noncombatant non-combatant",
    "police": "policeman officer police-officer cop deputy trooper sheriff policewoman detective "
    "constable patrolman detective-constable gendarme carabinero",
    "soldiers": "soldier serviceman troop marine guardsman sergeant corporal lieutenant private "
    "paratrooper conscript airman sailor cadet infantryman recruit",
    "officers": "general colonel major captain commander admiral",
    "attackers": "attacker gunman assailant terrorist militant bomber suspect rebel guerrilla "
    "guerilla insurgent subversive extremist fighter perpetrator shooter robber hijacker kidnapper "
    "intruder gangster criminal delinquent paramilitary separatist jihadist assassin combatant "
    "militiaman hitman bandit looter trafficker",
    "protesters": "protester protestor demonstrator rioter marcher",
    "students": "student classmate schoolmate undergraduate",
    "teachers": "teacher professor instructor lecturer",
    "medics": "doctor nurse medic paramedic physician",
    "rescuers": "firefighter fireman rescuer lifeguard",
    "journalists": "journalist reporter photographer cameraman newsman correspondent editor",
    "clergy": "msgr monsignor rev priest jesuit bishop archbishop nun monk pastor missionary "
    "cleric imam rabbi seminarian",
    "officials": "official politician mayor minister governor senator congressman deputy-minister "
    "councilman councillor president leader lawmaker legislator diplomat ambassador consul "
    "candidate hopeful chairman director secretary",
    "judges": "judge magistrate lawyer attorney prosecutor",
    "guards": "guard bodyguard watchman escort",
    "workers": "worker employee labourer laborer miner peasant farmer fisherman driver engineer "
    "technician clerk staffer trader merchant businessman shopkeeper manager executive contractor "
    "builder construction-worker taxi-driver cabdriver vendor mechanic unionist trade-unionist "
    "crewman crewmember stewardess pilot cook cashier chauffeur rancher landowner activist "
    "industrialist banker maid housekeeper gardener nanny janitor caretaker",
    "passengers": "passenger motorist pedestrian cyclist commuter traveller traveler motorcyclist "
    "rider",
    "tourists": "tourist holidaymaker visitor hiker climber",
    "residents": "resident villager neighbor neighbour inhabitant local citizen native homeowner "
    "settler tenant",
    "refugees": "refugee migrant asylum-seeker evacuee immigrant",
    "prisoners": "prisoner inmate detainee convict",
    "hostages": "hostage captive",
    "agents": "agent",
    "supporters": "supporter follower",
    "guests": "guest customer shopper worshipper worshiper spectator fan partygoer concertgoer "
    "churchgoer diner player athlete attendee clubgoer reveler",
    "foreigners": "foreigner national american israeli palestinian colombian salvadoran peruvian",
    "crew": "crew-member",
}
_IRREGULAR = {
    "person": "people persons", "child": "children", "schoolchild": "schoolchildren",
    "grandchild": "grandchildren", "baby": "babies", "body": "bodies", "casualty": "casualties",
    "fatality": "fatalities", "lady": "ladies", "life": "lives", "wife": "wives",
    "housewife": "housewives", "cop": "cops", "soul": "souls",
}  # fmt: skip
_PLURAL_ONLY = {
    "troops": "soldiers", "police": "police", "personnel": "", "infantrymen": "soldiers",
    "twins": "children", "youths": "teenagers", "crew": "crew", "staff": "workers",
    "servicemen": "soldiers", "indians": "indians",
}  # fmt: skip
_RUSSIAN_PEOPLE = {
    "": "человек человека люди людей человеку жертв жертвы",
    "children": "детей дети ребенок ребёнка ребенка подросток подростка подростков",
    "police": "полицейских полицейский полицейского полицейские",
    "soldiers": "военнослужащих военнослужащий военных солдат солдата военнослужащего",
    "civilians": "мирных гражданских",
    "women": "женщин женщины женщина женщину",
    "men": "мужчин мужчина мужчины мужчину",
    "residents": "жителей жителя житель жители",
    "attackers": "нападавших боевиков преступников террористов",
    "journalists": "журналистов журналист журналиста",
    "protesters": "протестующих демонстрантов участников",
}
_RUSSIAN_THINGS = {
    "homes": "дом дома домов", "shops": "магазин магазина магазинов", "cars": "автомобиль "
    "автомобиля автомобилей машин машины машина", "buildings": "здание здания зданий",
    "schools": "школ школы школа",
}  # fmt: skip
_THINGS = (
    "home house shop car building school hospital store vehicle truck lorry bus apartment flat "
    "structure bridge boat ship vessel church mosque office property residence dwelling hut "
    "warehouse factory farm barn tent business market stall kiosk restaurant café cafe plane "
    "aircraft helicopter tank train village tower garage trailer roof power-line pole antenna "
    "post pylon bank station classroom clinic room motorcycle van tree"
)
_THING_PLURALS = {
    "bus": "buses", "factory": "factories", "property": "properties", "church": "churches",
    "business": "businesses", "lorry": "lorries", "aircraft": "aircraft", "roof": "roofs",
    "hut": "huts",
}  # fmt: skip
SAME_THING = {"houses": "homes", "residences": "homes", "dwellings": "homes", "stores": "shops"}

# Nouns in the plural that only look as if they counted people.
_NOT_PEOPLE = frozenset(
    "others numbers members hours quarters dollars meters metres kilometers kilometres letters "
    "papers computers corners orders trailers towers borders years chapters charges doors floors "
    "centers centres motors rulers cylinders newspapers offers acres users lists fists mists "
    "doctors counters tankers trackers servers showers flowers powers answers covers rivers "
    "cancers disasters matters liters litres tigers sensors factors sectors tractors reactors "
    "mirrors errors colors colours honors honours rumors rumours tumors doors corridors monitors "
    "bunkers chambers boxers containers launchers transformers degrees trees fees committees "
    "trophies companies families bombers helicopters choppers routers copters quarters tens "
    "explosives casings bullets rounds shots feet inches pounds tons".split()
)


def _plural(word: str) -> str:
    if word.endswith("man") and word not in ("human", "layman"):
        return word[:-3] + "men"
    if word.endswith(("s", "x", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"


def _people() -> tuple[dict[str, str], dict[str, str]]:
    one: dict[str, str] = {}
    many: dict[str, str] = dict(_PLURAL_ONLY)
    for group, words in _PEOPLE.items():
        for word in words.split():
            one[word] = group
            for plural in _IRREGULAR.get(word, _plural(word)).split():
                many[plural] = group
    for group, words in _RUSSIAN_PEOPLE.items():
        many.update(dict.fromkeys(words.split(), group))
    return one, many


def _things() -> tuple[dict[str, str], dict[str, str]]:
    one: dict[str, str] = {}
    many: dict[str, str] = {}
    for word in _THINGS.split():
        plural = _THING_PLURALS.get(word, _plural(word))
        kind = SAME_THING.get(plural, plural)
        one[word], many[plural] = kind, kind
    for kind, words in _RUSSIAN_THINGS.items():
        many.update(dict.fromkeys(words.split(), kind))
    return one, many


ONE_PERSON, MANY_PEOPLE = _people()
ONE_THING, MANY_THINGS = _things()
_ENDINGS = ("ers", "ors", "ists", "men", "ians", "eers", "ees", "icans", "ansmen")


_OF_PEOPLES = ("ns", "is", "ese", "ks", "khs", "zechs", "urds", "rabs")


def group_of_plural(word: str, written: str) -> str | None:
    """Return the group that a counted plural names, or None where it counts no people.

    Unknown words count people by their ending, and names of peoples by their capital letter.
    """
    if word in MANY_PEOPLE:
        return MANY_PEOPLE[word]
    if word in _NOT_PEOPLE or word in MANY_THINGS:
        return None
    if word.endswith(_ENDINGS) and len(word) > 5:
        return word
    if written[:1].isupper() and not written.isupper() and word.endswith(_OF_PEOPLES):
        return word
    return None
