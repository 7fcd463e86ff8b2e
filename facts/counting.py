"""The small numbers that people write as words."""

COUNTS = {
    word: number
    for number, words in enumerate(
        "a an one один|two два|three три|four четыре|five пять|six шесть|seven семь|eight восемь"
        "|nine девять|ten десять".split("|"),
        start=1,
    )
    for word in words.split()
}
