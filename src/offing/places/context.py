"""What stands around a name in a text: port words, country after a comma, persons, flags."""

from __future__ import annotations

import re

from offing.places.scan import Hit
from offing.text.windows import holds_any

PORT_BEFORE = re.compile(
    r"(?:\b(?:ports?|harbou?rs?|terminals?|anchorages?|berths?|roads|docks?|jetty|quay) "
    r"(?:city |town )?(?:of|at|in|off|near)(?: the)?(?: occupied| city of| town of)?|\bports? of"
    r"|\bport|\bmina|\bports? (?:city|town) of)\W{0,3}$",
    re.IGNORECASE,
)
_PORT_HINTS = ("port", "harbo", "terminal", "anchorage", "berth", "roads", "dock", "jetty",
               "quay", "mina")  # fmt: skip
"""One of these stands in every form of ``PORT_BEFORE``."""
PORT_AFTER = re.compile(
    r"^[\"”’']?(?:['’]s)? ?(?:sea|container|oil|main|outer|inner|naval|commercial|new|old)?[ -]?"
    r"(?:ports?|harbou?rs?|terminals?|anchorages?|roads(?:tead)?|docks?|berths?|pilot|jetty|quay|"
    r"fairway|shipyard|wharf|opl|approaches)\b",
    re.IGNORECASE,
)
STRAIT_BEFORE = re.compile(
    r"\b(?:straits?|canal|passage|transit(?:s|ed|ing)? (?:of|through)?|through|via|closure of|"
    r"clos(?:e|ed|es|ing)|blockade of|pass(?:ed|es|ing)?|around|past|"
    r"cross(?:ed|es|ing)?|avoid(?:ed|s|ing)?|bypass(?:ed|es|ing)?|block(?:ed|s|ing)?|"
    r"shut(?:ting)?|reopen(?:ed|s|ing)?)(?: the)?\W{0,2}$",
    re.IGNORECASE,
)
STRAIT_AFTER = re.compile(
    r"^(?: and \w+)? ?(?:straits?|canal|transits?|passage|route|convoys?|blockage|closure|"
    r"crossings?|tolls?|diversions?|reroutings?)\b",
    re.IGNORECASE,
)
PLACE_BEFORE = re.compile(
    r"(?:\b(?:in|at|off|near|from|to|of|into|around|towards?|outside|between|reach(?:ed|ing)?|via|"
    r"leaving|left|approaching|for|through|port|south|north|east|west|town|city|calling|and)"
    r"(?: the| occupied| nearby)?|[,(/–-])\W{0,3}$",
    re.IGNORECASE,
)
ADJECTIVE_AFTER = re.compile(
    r"^-(?:flag|regist|own|linked|affiliat|bound|back|align|led|held|control|based|occup|manag|"
    r"operat|support|sponsor|born|built|made|brokered|mediated|hosted|run|friendly|style)"
    r"|^[-–][A-Z]\w+ (?:war|conflict|talks|ceasefire|truce|relations|border)\b",
    re.IGNORECASE,
)
BOUND_AFTER = re.compile(r"^-bound\b", re.IGNORECASE)
FLAG_AFTER = re.compile(
    r"^(?:[- ](?:flag(?:ged)?|registered|registry|flags)|['’]s? (?:\w+ )?(?:flag|registry))\b",
    re.IGNORECASE,
)
FLAG_BEFORE = re.compile(
    r"\b(?:flags? of|flying|flagged (?:in|to|by|with|under)|registered (?:in|under)|registry of)"
    r"(?: the)?(?: flags? of)?(?: the)?(?: (?:Islamic )?Republic of)?(?: the)? $"
)
"""“Under the flag of the Republic of X”: where a ship is entered, not where she is."""
_PREFIX = (
    r"(?:[Mm]/[Vv]|[Mm]/[Tt]|MV|MT|M/?S|M/?Y|S/?S|S/V|SV|R/?V|F/?V|MSV|LNGC|LNG/?C|LPG/?C|OSV|PSV|AHTS|FPSO|DSV|TSS|RMS"
    r"|USS|USNS|HMS|INS|HMAS|HMNZS|HMCS|HNLMS|ITS|ROKS|JS|PNS|RFA|USCGC)"
)
SHIP_BEFORE = re.compile(
    rf"\b{_PREFIX}\.?\s{{1,3}}[\"“'‘]?(?:[A-Z][\w-]{{0,20}} ){{0,2}}$"
    r"|\b(?:CMA CGM|MSC|COSCO|EVER|Maersk|Stena|Front|Nord|Hafnia)\.? [\"“'‘]?$"
)
_CRAFT = (
    r"(?:vessel|ship|carrier|tanker|tug|(?:tug|patrol|speed|gun|motor|pilot|house|life)?boat|yacht"
    r"|trawler|dhow|barge|ferry|reefer|cableship|canoe|freighter|catamaran|sloop|ketch|schooner"
    r"|drillship|rig|dredger|trimaran|bulker|seiner|longliner|coaster)s?"
)
SHIP_NAME_BEFORE = re.compile(
    rf"\b(?i:{_CRAFT})(?:\s*\([^)]{{0,25}}|,? (?:named |called )?[\"“‘']?(?:[A-Z][\w-]* ){{0,2}})$"
    rf"|\b{_CRAFT.upper()}(?:\s*\([^)]{{0,25}}|\s[\"“]?(?:[A-Z]{{2,}} ){{0,2}})$"
)
STATION_BEFORE = re.compile(
    r"\b(?:MRCC|JRCC|MRSC|JRSC|RCC|CGOC|COMCOGARD|Coast Guard(?: Station)?|NAVTEX station|"
    r"(?:USCG )?sector"
    r"|(?:piracy|reporting|rescue|coordination|information|operations)\s{1,3}cent(?:re|er),?)[\s-]{1,12}$",
    re.IGNORECASE,
)
_STATION_HINTS = ("rcc", "rsc", "cgoc", "comcogard", "coast", "navtex", "sector", "cent")
STATION_AFTER = re.compile(r"^ radio\b", re.IGNORECASE)
ADDRESS = re.compile(r"[\w.+-]*@$|@[\w.-]*$|(?:https?://|www\.)[^\s]*$")
ADDRESS_AFTER = re.compile(r"^[\w.-]*@|^[\w-]*\.(?:com|org|net|gov|mil|[a-z]{2})\b", re.IGNORECASE)
INSTITUTION_AFTER = re.compile(
    r"^ (?:[A-Z][\w'’-]+ )?(?:University|College|Stadium|Museum|Marathon|Derby|Hotel|"
    r"Stock Exchange|Film Festival|Papers|FC|F\.C\.|AFC)(?![\w-])"
    r"|^ (?:Post|Herald|Tribune|Gazette|Courier|Observer|Chronicle|Telegraph|Mail|Times|Journal"
    r"|Standard|Daily|Review|Monitor|Wire|Broadcasting|Weekly|Mirror|Globe|Argus|Advertiser|Echo"
    r"|Dispatch|Examiner|Inquirer|Bulletin|Press|Reporter|Exchange|Chamber|Declaration|Convention"
    r"|Protocol|Accords?|Summit|Treaty|Memorandum|MOU|MoU|Code of Conduct|Amendment|Petroleum"
    r"|Energy|Oil Company|Shipowners|Pilots(?:['’]|\b)|P&I|Highway|Express|Spirit|Pride|Glory"
    r"|Trader|Voyager|Pioneer|Leader|Venture|Courage|Harmony|Breeze|Maru)(?![\w-])"
)
STORM_BEFORE = re.compile(
    r"\b(?:(?i:cyclone|hurricane|typhoon|tropical storm|storm|tropical depression)|Operation) $"
)
"""What bears a place's name (or one spelt like it) and is none: “Cyclone X”."""
_STORM_ENDS = ("cyclone", "hurricane", "typhoon", "storm", "depression", "operation")
FEATURE_AFTER = re.compile(
    r"^ (?:Inlet|Locks?|Point|Creek|Street|Avenue|Road|Boulevard|Lighthouse|Bluff|Shoal|Reef|Bank"
    r"|Memorial|Airport|Hills?|Lake|Park|Square|Tower)(?![\w-])"
)
"""A thing called after a town, which lies elsewhere as often as not (“Harvey Locks”)."""
CROSSING_AFTER = re.compile(r"^(?:['’]s)? (?:[A-Z][\w'’-]+ )?[Bb]ridge\b(?! (?:of|over|across)\b)")
"""A bridge over a strait or canal is shut to road traffic; that says nothing of ships."""
TITLE_BEFORE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Sir|Captain|Capt|General|Gen|Admiral|Adm|President|Minister|Senator|King|"
    r"Prince|Sheikh|Sayyid|Sayyed|Colonel|Col|Major|Lieutenant|Lt|Professor|Prof|Lord|Judge|"
    r"Secretary|Commander|spokes(?:man|woman|person))\.? (?:[A-Z][\w'’-]+ ){0,2}$"
)
NAME_BEFORE = re.compile(r"(?:^|[^.\w] ?)(?<![.!?] )\b[A-Z][a-z]+ $")
NAME_AFTER = re.compile(r"^ (?:[A-Z]\. )?[A-Z][a-z]+")
COUNTRY_AFTER = re.compile(r"^\s*(?:[,(/]|-(?= )|,? in(?: the)?(?= ))\s*")
IN_THE = re.compile(
    r"\b(?:in|to|from|off|of|into|toward|towards|across|around|for|between|and|by|with|against)"
    r"(?: the)? $",
    re.IGNORECASE,
)
IN_AT = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]ff|[Ff]rom|to|into|via|between|towards?|outside|for|"
    r"(?:(?:[Nn]orth|[Ss]outh|[Ee]ast|[Ww]est)\w*|[NSEW]{1,3}|miles|NM|nm) of)"
    r"(?: the| occupied| nearby)? $"
)
NOUN_AFTER = re.compile(
    r"^[ -](?!(?:and|or|in|on|at|to|from|of|by|for|with|has|have|had|is|are|was|were|will|would|"
    r"said|says|say|that|who|which|after|before|since|as|but|also|may|can|could|should)\b)[a-zA-Z]"
)
_PLACE_REACH = 30
"""Longer than all that ``PLACE_BEFORE`` can match."""


def is_port_meant(hit: Hit) -> bool:
    """Whether port words stand beside the name (``port of X``, ``X anchorage``)."""
    left = hit.before
    low = left.lower()
    return bool(
        (holds_any(low, _PORT_HINTS) and PORT_BEFORE.search(left)) or PORT_AFTER.match(hit.after)
    )


def is_passage_meant(hit: Hit) -> bool:
    """Whether the words beside the name speak of a way through."""
    return bool(STRAIT_BEFORE.search(hit.before) or STRAIT_AFTER.match(hit.after))


_CRAFT_ENDS = (
    "vessel", "ship", "carrier", "tanker", "tug", "boat", "yacht", "trawler", "dhow", "barge",
    "ferry", "ferrie", "reefer", "canoe", "freighter", "catamaran", "sloop", "ketch", "schooner",
    "rig", "dredger", "trimaran", "bulker", "seiner", "longliner", "coaster", "named", "called",
)  # fmt: skip


_CRAFT_HINTS = _CRAFT_ENDS[:-2]
"""One of these stands in every form of ``SHIP_NAME_BEFORE``, in lower case."""


def _ends_in_small_word(left: str) -> bool:
    """Whether a small word that speaks of no ship stands right before a name.

    Then no pattern of a ship's name can match: those want a craft, a prefix in capitals
    or a bracket there.
    """
    if "(" in left:
        return False
    words = left.rsplit(None, 1)
    last = words[-1] if words else ""
    return last.islower() and last.isalpha() and not last.rstrip("s").endswith(_CRAFT_ENDS)


def is_ship_name(text: str, hit: Hit) -> bool:
    """Whether the name is part of a ship's (``MV X Express``, ``tanker X``, ``vessel (X)``)."""
    left = hit.before
    if _ends_in_small_word(left):
        return False
    if SHIP_BEFORE.search(left):
        return True
    if not {"port", "town", "island", "cape", "country"} & {p.kind for p in hit.places}:
        return False
    told = holds_any(left.lower(), _CRAFT_HINTS) and SHIP_NAME_BEFORE.search(left) is not None
    return told or _is_in_bracketed_capitals(text, hit)


_OPEN_CAPITALS = re.compile(r"[a-z,:] ?\([A-Z0-9 .'-]*$")
_CLOSE_CAPITALS = re.compile(r"[A-Z0-9 .'-]*\)")


def _is_in_bracketed_capitals(text: str, hit: Hit) -> bool:
    """Whether the name stands in capitals in brackets amid small letters: ``crew of (NAME)``."""
    return (
        text[hit.start : hit.end].isupper()
        and hit.places[0].kind != "country"
        and hit.end - hit.start > 3
        and bool(_OPEN_CAPITALS.search(hit.before))
        and bool(_CLOSE_CAPITALS.match(text, hit.end))
    )


def is_station(hit: Hit) -> bool:
    """Whether the name is that of a coordination centre, a radio station or in an address."""
    left, right = hit.before, hit.after
    low = left.lower()
    return bool(
        (holds_any(low, _STATION_HINTS) and STATION_BEFORE.search(left))
        or STATION_AFTER.match(right)
        or (("@" in left or "http" in left or "www." in left) and ADDRESS.search(left))
        or ADDRESS_AFTER.match(right)
    )


def is_storm(hit: Hit) -> bool:
    """Whether the name is a storm's or an operation's (``Cyclone X``)."""
    left = hit.before
    return left[:-1].lower().endswith(_STORM_ENDS) and STORM_BEFORE.search(left) is not None


def is_institution(hit: Hit) -> bool:
    """Whether the name is part of another thing's (``X University``, a bridge over a strait)."""
    right = hit.after
    if INSTITUTION_AFTER.match(right):
        return True
    way = hit.places[0].kind in ("strait", "canal")
    if hit.places[0].kind == "town" and FEATURE_AFTER.match(right):
        return True
    return way and bool(CROSSING_AFTER.match(right))


def is_flag(hit: Hit) -> bool:
    """Whether the name is a flag state (``Liberia-flagged``), not a place."""
    if FLAG_AFTER.match(hit.after):
        return True
    left = hit.before
    return ("flag" in left or "regist" in left or "flying" in left) and bool(
        FLAG_BEFORE.search(left)
    )


def is_adjective(hit: Hit) -> bool:
    """Whether the name is bound into an adjective (``Iran-backed``, ``Greece-based``)."""
    rest = hit.after
    return bool(ADJECTIVE_AFTER.match(rest)) and not BOUND_AFTER.match(rest)


def is_abbreviation_adjective(hit: Hit) -> bool:
    """Whether ``US``, ``UK`` and the like stand for an adjective (``US strikes``)."""
    return bool(NOUN_AFTER.match(hit.after)) or not IN_THE.search(hit.before)


def is_person(hit: Hit, trap: str) -> bool:
    """Whether the name looks like part of a person's name.

    A title before it is enough; for names that people bear too (``trap`` is
    ``name``) a capitalised neighbour that is no place word is as well.
    """
    left, right = hit.before, hit.after
    if TITLE_BEFORE.search(left) and not PLACE_BEFORE.search(left):
        return True
    if trap != "name" or is_port_meant(hit):
        return False
    return bool(
        (NAME_AFTER.match(right) and not PORT_AFTER.match(right))
        or (NAME_BEFORE.search(left) and not PLACE_BEFORE.search(left))
    )


def is_place_like(text: str, hit: Hit) -> bool:
    """Whether something beside the name says that it is a place."""
    return bool(
        PLACE_BEFORE.search(text, max(0, hit.start - _PLACE_REACH), hit.start)
        or is_port_meant(hit)
        or COUNTRY_AFTER.match(hit.after)
    )
