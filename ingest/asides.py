"""Lines inside an article that lead away from it: read-also, newsletters, apps, contacts."""

import re

_MOST_WORDS = 60
_LONGEST = 500  # characters; more in one "word" is no line that people read

_NETWORKS = (
    r"(?:twitter|x|facebook|instagram|telegram|whatsapp|youtube|linkedin|google news|threads"
    r"|bluesky|mastodon|tiktok)"
)
_SOON = r".{0,80}"

# Whole lines in any case, without the mark of a list item before them.
_ASIDES = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in [
        # Other articles.
        r"(?:read (?:more|also|next|now)|also read|see also|related(?: (?:story|stories|articles?"
        r"|coverage|content|reading|news|topics))?|watch(?: live| now)?|listen(?: now)?|recommended"
        r"|you (?:may|might) also (?:like|be interested in)|don[’']t miss|must[- ]read|up next)"
        r"\s*[:|–—-]\s*\S.*",
        r"(?:читайте (?:также|еще|ещё|далее)|смотрите также|подробнее|по теме)\s*[:|–—-]\s*\S.*",
        rf"(?:follow|see|read|find)\b.{{0,40}}\bcoverage\b{_SOON}https?://.*",
        rf"(?:this|the) (?:article|story|post) (?:was |is )?(?:originally|first) "
        rf"(?:published|appeared|ran)\b{_SOON}",
        # Newsletters, subscriptions and apps.
        rf"(?:.*[.!?] )?click here (?:for more|to (?:read|subscribe|sign|see|download|join|get the)"
        rf")\b{_SOON}",
        r"(?:subscribe|sign up|sign in|log in|register)(?: (?:now|here|today|free))?[.!]?",
        r"(?:subscribe|sign up|sign in|log in|register) (?:now |here |today )?(?:to|for|with|by)\b"
        r".{0,60}\b(?:newsletters?|alerts?|e-?mails?|inbox|account|subscription|updates"
        r"|(?:comment|read|continue|follow|access)\b.{0,30})[.!]?",
        rf"(?:подпишитесь|подписывайтесь)\b{_SOON}",
        rf"get (?:the|our|all|more|access|exclusive|unlimited|daily|breaking)\b{_SOON}\b"
        rf"(?:newsletters?|inbox|e-?mail|app|subscription|alerts?|updates|delivered)\b.*",
        rf".*\b(?:to|for) (?:our|the|your) (?:daily |weekly |free |morning )*newsletters?\b{_SOON}",
        r"if you (?:enjoy|like|love)(?:ed)? (?:this|our|what)\b.*",
        # The reporter and the reader.
        rf"(?:follow|like|find|join) (?:us|him|her|them|me|[\w.’' ]{{2,40}}) on {_NETWORKS}\b.*",
        rf"follow (?:@\w+|[\w.’' -]{{2,40}} (?:on|at) (?:@\w+|{_NETWORKS}))\b.*",
        rf"(?:reach|e-?mail|contact|write to|tweet)\b{_SOON}(?:@|https?://|twitter\.com).*",
        r"(?:have|got) (?:an? |any |some )?(?:news |story |confidential )?"
        r"(?:tips?|story|comments?|feedback|questions?)\?.*",
        rf"(?:what do you think\? ?)?(?:tell us (?:what|your|in)|let us know (?:what|your|in|if)"
        rf"|share your thoughts|have your say|leave a comment|join the (?:conversation|discussion))"
        rf"{_SOON}",
        r".{0,60}\bcontributed to this (?:report|story|article|post)\.?",
        # What pages count.
        r"(?:\d[\d,.]*\s*)?comments?(?:\s*\(\d+\))?|комментари(?:и|ев|й)(?:\s*\(\d+\))?",
        r"(?:reading time|время чтения|tempo de leitura|lesezeit|temps de lecture)\b.{0,30}",
        r"\d+ min(?:ute)?s? read",
        # Players.
        r"(?:listen|download|itunes|spotify|stitcher)\s*:\s*https?://.*",
    ]
]
# Consent to cookies says so in any place of its line.
_COOKIES = re.compile(
    r"\b(?:(?:we|this (?:web)?site|uses?)\b.{0,60}\bcookies\b|accept\b.{0,30}\bcookies\b"
    r"|cookies\b.{0,60}\b(?:policy|consent|settings|preferences|browser)"
    r"|используе[тм].{0,40}\b(?:cookies?|куки)\b)",
    re.IGNORECASE,
)


def is_aside(line: str) -> bool:
    """Return whether the line points to something else than the article it stands in."""
    if len(line) > _LONGEST:
        return False
    words = line.split()
    if len(words) > _MOST_WORDS:
        return False
    bare = " ".join(words).strip(" -–•*|·")
    return bool(_COOKIES.search(bare)) or any(aside.fullmatch(bare) for aside in _ASIDES)
