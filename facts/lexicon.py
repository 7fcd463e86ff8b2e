"""The words by which reports tell what happened to people and things.

To add a measure: its verbs in `_VERBS`, its nouns in `_NOUNS`, and rows in the test table.
"""

from news.figure import Measure

_VERBS: dict[Measure, dict[str, str]] = {
    # form: past participle or past; "s" base; "g" gerund; "i" what subjects do
    "killed": {
        "past": "killed slain murdered assassinated executed massacred drowned gunned "
        "electrocuted electrocuted hanged beheaded lynched asphyxiated "
        "убит убита убиты убито погиб погибла погибли погибло умер умерла умерли скончался "
        "скончалась скончались застрелен погибших погибшие",
        "base": "kill kills murder murders assassinate slay slays",
        "gerund": "killing murdering assassinating slaying massacring executing",
        "self": "died dies die dying perished perish succumbed drowned passed-away",
    },
    "injured": {
        "past": "injured wounded hurt maimed ранен ранена ранены ранено пострадал пострадала "
        "пострадали пострадало травмированы раненых раненые пострадавших",
        "base": "injure injures wound wounds hurts",
        "gerund": "injuring wounding hurting maiming",
        "self": "",
    },
    "hospitalised": {
        "past": "hospitalised hospitalized госпитализированы госпитализирован госпитализировано",
        "base": "", "gerund": "hospitalising hospitalizing", "self": "",
    },
    "missing": {
        "past": "missing unaccounted пропали", "base": "", "gerund": "",
        "self": "disappeared vanished",
    },
    "displaced": {
        "past": "displaced evacuated relocated uprooted homeless эвакуированы эвакуирован "
        "эвакуировано",
        "base": "displace evacuate evacuates", "gerund": "displacing evacuating relocating",
        "self": "fled flee fleeing crossed бежали",
    },
    "detained": {
        "past": "detained arrested jailed captured kidnapped apprehended задержаны "
        "задержан задержано арестованы арестован задержанных",
        "base": "detain arrest arrests detains", "gerund": "detaining arresting capturing",
        "self": "",
    },
    "destroyed": {
        "past": "destroyed torched razed gutted flattened levelled leveled разрушены разрушено "
        "уничтожены уничтожено сожжены сожжено",
        "base": "destroy destroys", "gerund": "destroying torching flattening razing gutting",
        "self": "collapsed",
    },
    "damaged": {
        "past": "damaged wrecked повреждены повреждено повреждён поврежден",
        "base": "damage damages", "gerund": "damaging", "self": "",
    },
    "taken part": {
        "past": "", "base": "", "gerund": "",
        "self": "marched rallied protested participated attended demonstrated gathered joined",
    },
}  # fmt: skip
_NOUNS: dict[Measure, str] = {
    "killed": "death deaths killings murder murders assassination assassinations slaying "
    "slayings execution executions massacre drowning fatality fatalities",
    "injured": "injury injuries",
    "hospitalised": "hospitalisation hospitalization",
    "missing": "disappearance disappearances",
    "displaced": "evacuation displacement",
    "detained": "arrest arrests detention detentions",
    "destroyed": "destruction",
}
LETTERS: dict[Measure, str] = {
    "killed": "K", "injured": "I", "hospitalised": "H", "missing": "M", "displaced": "E",
    "detained": "A", "destroyed": "X", "damaged": "Y", "taken part": "P",
}  # fmt: skip
"""One letter a measure, in the tags of phrases."""
MEASURE_OF = {letter: measure for measure, letter in LETTERS.items()}


def _tags() -> dict[str, str]:
    """Return the tag of every word that is no noun of people or things."""
    table: dict[str, str] = {}

    def put(tag: str, words: str) -> None:
        for word in words.split():
            table[word] = tag

    put("&", "and or plus as-well-as и или &")
    put(
        "c",
        "while when after before because although though but that if as since where than а но "
        "когда после что until whereas once so which",
    )
    put("w", "who whom whose которые который")
    put("g", "including included among включая")
    put(
        "B",
        "was were is are be been being got get gets getting remain remains remained  "
        "feared believed confirmed reported listed found pronounced declared"
        " presumed lay lying был была были было",
    )
    put("h", "has have had having")
    put(
        "!",
        "could would may might should can cannot can't couldn't wouldn't not n't isn't wasn't "
        "weren't didn't haven't hasn't hadn't doesn't don't wouldn't never without will won't "
        "shall must to threatened threatening if unless "
        "attempted attempting tried trying planned planning plot intended risk fear possible "
        "possibly не бы может могут чтобы",
    )
    put(
        "a",
        "also reportedly later already seriously critically fatally slightly severely badly "
        "allegedly apparently officially still only just today yesterday tonight then instantly "
        "immediately accidentally brutally gravely lightly mortally either together both all here "
        "there outright so far now since recently overnight too otherwise directly ultimately "
        "eventually meanwhile early late",
    )
    put("a", '" “ ” „ « » `')
    put("d", "dead deceased lifeless мертвы")
    put("o", "of")
    put(
        "p",
        "in on at by from with for near inside into during under over through following "
        "against outside between toward towards across within around behind beside onto off "
        "along upon throughout amid via despite в на из у от с при под около во",
    )
    put("l", "left leaving leave leaves")
    put(
        "r",
        "rose risen rise rises rising climbed climbs jumped grew grown increased reached stands "
        "stood passed topped surpassed fell dropped revised raised lowered brings brought "
        "bringing put puts swelled exceeded достигло выросло возросло увеличилось составило",
    )
    put("O", "toll число")
    put("L", "lives life жизни")
    put("C", "claimed claiming claims cost costing took taking takes lost унес унесла унесли")
    put(
        "W",
        "shot hit grazed stabbed struck beaten poisoned strangled hacked machinegunned "
        "machine-gunned",
    )
    put(",", ", — – - ( ) : …")
    put(";", "; . ! ?")
    put("R", "he she him her himself herself it them they we i you us")
    for measure, forms in _VERBS.items():
        letter = LETTERS[measure]
        put(letter, forms["past"])
        put({"K": "1", "I": "2"}.get(letter, "3"), forms["base"])
        put("k", forms["gerund"])
        put("D", forms["self"])
    for words in _NOUNS.values():
        put("m", words)
    return table


def _measures() -> dict[str, Measure]:
    table: dict[str, Measure] = {}
    for measure, forms in _VERBS.items():
        for words in forms.values():
            table.update(dict.fromkeys(words.split(), measure))
    for measure, words in _NOUNS.items():
        table.update(dict.fromkeys(words.split(), measure))
    return table


TAGS = _tags()
MEASURE_BY_WORD = _measures()
