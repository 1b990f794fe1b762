"""The forms that dates and times take in reports and messages, as bounded patterns."""

from __future__ import annotations

import re

MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
WEEKDAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTH_NUMBER = {name[:3]: i + 1 for i, name in enumerate(MONTH_NAMES)}
NUMBER_WORDS = {
    "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip

MON = (
    r"(?:JAN(?:UARY)?|FEB(?:RUARY)?|MAR(?:CH)?|APR(?:IL)?|MAY|JUNE?|JULY?|AUG(?:UST)?"
    r"|SEPT?(?:EMBER)?|OCT(?:OBER)?|NOV(?:EMBER)?|DEC(?:EMBER)?)"
)
DAY = r"(?:0?[1-9]|[12]\d|3[01])"
DD = r"(?:0[1-9]|[12]\d|3[01])"
ORD = r"(?:ST|ND|RD|TH)?"
NOT_A_YEAR = (  # two digits that go on as a position, a time, a count or a distance
    r"(?![\d:.\u00b0'HZL-]|\s?[-\u2013\u00b0:]\s?\d|\s?[NSEW]\b"
    r"|\s?(?:NM|MILES|NAUTICAL|HRS|HOURS|UTC|LT|LOCAL)\b"
    rf"|\s?{MON}\b)"
)
YEAR = rf"(?:(?:19|20)\d\d(?!\d)|['\u2019]?\d\d{NOT_A_YEAR})"
WDAY_FULL = r"(?:MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY"
AND = r"\s{0,3}(?:,|&|AND|OR|TO|THRU|THROUGH|UNTIL|TILL?|-|\u2013|\u2014|/|,\s{0,2}AND)\s{0,3}"
ZONE = r"(?:Z|UTC|GMT|LT|LOCAL(?:\s(?:TIME|SHIPS?\sTIME))?|HRS?|HOURS)"

_DD_FIRST = r"[0-3](?<![\d.]\d)(?:(?<=0)[1-9]|(?<=[12])\d|(?<=3)[01])"
_DAY_FIRST = r"\d(?<![\d.]\d)(?<!\d[-:,]\d)(?:(?<=0)[1-9]|(?<=[12])\d|(?<=3)[01]|(?<=[1-9]))"
"""``DD`` and ``DAY`` with no digit before them. They begin with a set of characters, so
that a search runs over all others at once; a look behind in front would stop at each."""

DTG = re.compile(
    rf"(?i)(?P<d1>{_DD_FIRST})(?P<t1>[0-2]\d[0-5]\d)\s{{0,2}}(?P<z1>Z|UTC|GMT|LT|[A-IK-Y](?=[\s.,]))?\s{{0,3}}"
    rf"(?:(?P<m1>{MON})(?![A-Z])\.?(?:\s{{0,2}}(?P<y1>\d{{4}}|\d\d(?![\d:-]|\.\d)))?\s{{0,3}})?"
    rf"(?:(?P<join>TO|THRU|THROUGH|UNTIL|TILL?|AND|-|\u2013)\s{{0,3}}"
    rf"(?P<d2>{DD})(?P<t2>[0-2]\d[0-5]\d)\s{{0,2}}(?P<z2>Z|UTC|GMT|LT)?\s{{0,3}}"
    rf"(?P<m2>{MON})(?![A-Z])\.?(?:\s{{0,2}}(?P<y2>\d{{4}}|\d\d(?![\d:-]|\.\d)))?)?"
)
"""A date-time group, or two joined; the second's month and year serve both."""
DMY = re.compile(
    rf"(?i)(?P<d1>{_DAY_FIRST}){ORD}(?P<more>(?:{AND}{DAY}{ORD}(?=\b)){{0,12}})"
    rf"[\s,-]{{0,4}}(?:OF\s)?(?:(?P<mon>{MON})(?![A-Z])|(?P<glued>{MON})(?=AT\b))"
    rf"\.?(?P<y0>[\s,-]{{0,3}})(?P<y>{YEAR})?"
)
MDY = re.compile(
    rf"(?i)(?<![\w])(?P<mon>{MON})\b\.?(?:[^\S\n]{{1,3}}|\n)(?:THE\s)?(?P<d1>{DAY}){ORD}(?![\d:]|\.\d|-\d\d[.\d-]*[NSEW])"
    rf"(?P<more>(?:{AND}{DAY}{ORD}(?![\d:]|\s{{0,2}}{MON}\b)){{0,6}})"
    rf"(?:\s{{0,2}},?\s{{0,2}}(?P<y>(?:19|20)\d\d|['\u2019]\d\d)(?!\d))?"
)
MY = re.compile(
    rf"(?i)(?<![\w-])(?P<mon>{MON})\b\.?(?:\s{{0,2}},?\s{{0,2}})(?P<y>(?:19|20)\d\d|\d\d(?![\w:.-]))\b"
)
ISO = re.compile(
    r"(?<![\w.-])(?P<y>(?:19|20)\d\d)-(?P<m>0\d|1[0-2])-(?P<d>[0-3]\d)"
    r"(?:[T ](?P<hh>[0-2]\d):?(?P<mm>[0-5]\d)(?::?[0-5]\d(?:\.\d{1,6})?)?"
    r"(?P<z>Z|[+-]\d\d:?\d\d)?)?(?![\d-])"
)
NUMERIC = re.compile(
    r"(?<![\w./-])(?P<a>[0-3]?\d)(?P<s>[./-])(?P<b>[0-3]?\d)(?P=s)(?P<y>(?:19|20)\d\d|\d\d)(?![\w/-]|\.\d)"
)
ISO_HINT = re.compile(r"[12]\d\d\d-[01]")
NUMERIC_HINT = re.compile(r"\d[./-]\d\d?[./-]\d\d")
WEEKDAY = re.compile(
    rf"(?i)\b(?P<cue>next|this|last|coming|past|previous|following|by|until|till|from|starting|since)?\s{{0,3}}"
    rf"(?:(?:on|the|coming|at least)\s)?(?P<w>{WDAY_FULL})\b(?P<after>\sweek)?"
)
RELATIVE = re.compile(
    r"(?i)\b(?P<w>the day before yesterday|yesterday|today|tonight|tomorrow|overnight|last night"
    r"|this (?:morning|afternoon|evening|week|month|year)"
    r"|earlier (?:today|in the day|this week|this month)"
    r"|last (?:week|month|year)|next (?:week|month|year)"
    r"|(?P<n>\d{1,3}|a|one|two|three|four|five|six|seven|eight|nine|ten)"
    r" (?P<u>day|week|month)s? (?:ago|earlier))\b"
)
RELATIVE_HINTS = (
    "today", "yesterday", "night", "tomorrow", "morning", "afternoon", "evening", "week", "month",
    "year", "earlier", "ago",
)  # fmt: skip
"""One of these stands in every form of ``RELATIVE``."""
OPEN_END = re.compile(r"(?i)\buntil further notice\b|\bu\.?f\.?n\.?\b")
PART = re.compile(
    r"(?i)\b(?P<early>early|late|mid)?[\s-]{0,2}(?:(?:in|on|at|during|of)\s(?:the\s)?|the\s)?"
    r"(?P<early2>early|late|mid)?[\s-]{0,2}"
    r"(?P<part>hours|morning|afternoon|evening|night|midnight|noon|midday|dawn|dusk|daybreak|overnight)\b"
)
PART_HINTS = (
    "night", "morning", "noon", "evening", "hours", "early", "late", "midday", "dawn", "dusk",
    "daybreak",
)  # fmt: skip
"""One of these stands in every word for a part of a day."""
EARLY = re.compile(r"(?i)\b(early|late)(?:\s(?:on|in|the))*\s{1,2}$")
TIME = re.compile(
    rf"(?i)(?<![\d.:-])(?P<h>[01]?\d|2[0-3])(?P<c>[:.h]?)(?P<m>[0-5]\d)\s{{0,2}}(?P<z>{ZONE})?(?![\w-]|[.:]\d)"
)
FUTURE_CUE = re.compile(
    r"(?i)\b(?:will|shall|should|would|could|(?-i:may|might)|"
    r"(?:(?:is|are|was|were|still|now) due|due(?! to))|expects?|expected|scheduled|plans?"
    r"|planned|set to|intends?|aims?|hopes?"
    r"|to (?:begin|start|resume|close|open))\b"
)
PART_BEFORE = re.compile(
    r"(?i)\b(?:(early|late)\s)?(?:in the |the )?(morning|afternoon|evening|night)"
    r"(?: hours)?(?: of| on)?\s{1,2}$"
)


MONTH_AT = re.compile(
    r"[JFMASONDjfmasond](?<![A-Ya-y].)(?:(?<=[Jj])(?i:AN(?:UARY)?|UNE?|ULY?)|(?<=[Ff])(?i:EB(?:RUARY)?)"
    r"|(?<=[Mm])(?i:AR(?:CH)?|AY)|(?<=[Aa])(?i:PR(?:IL)?|UG(?:UST)?)|(?<=[Ss])(?i:EPT?(?:EMBER)?)"
    r"|(?<=[Oo])(?i:CT(?:OBER)?)|(?<=[Nn])(?i:OV(?:EMBER)?)|(?<=[Dd])(?i:EC(?:EMBER)?))"
)
MONTH_IN_CAPITALS = re.compile(
    r"(?:J(?:AN(?:UARY)?|UNE?|ULY?)|FEB(?:RUARY)?|MA(?:R(?:CH)?|Y)|A(?:PR(?:IL)?|UG(?:UST)?)"
    r"|SEP(?:T(?:EMBER)?)?|OCT(?:OBER)?|NOV(?:EMBER)?|DEC(?:EMBER)?)(?![A-Z])"
)
BEFORE_MONTH, AFTER_MONTH = 90, 48
"""How far a date reaches from its month: a list of days before it, a year or days after."""
RANGE_WORDS = ("to", "thru", "through", "until", "till", "-", "\u2013", "\u2014")
PROSE_FORMS = (DTG, DMY, MDY, MY)
MESSAGE_FORMS = tuple(re.compile(form.pattern.removeprefix("(?i)")) for form in PROSE_FORMS)
"""The same for text in capitals, which needs no folding and is matched faster."""
