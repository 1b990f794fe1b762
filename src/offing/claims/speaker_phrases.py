"""Noun phrases into speakers: pronouns, “the company”, names with their roles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from offing.claims.actors import ActorMention, kind_from_name
from offing.claims.bodies_named import (
    ONE_OF_A_KIND,
    TELLING,
    body_called,
    fits_noun,
    is_short_for,
    is_state_of,
    of_that_kind,
    sent_to,
    the_one_of_its_kind,
)
from offing.claims.lexicon import in_class, words
from offing.claims.persons_meant import person_meant
from offing.claims.phrase_parts import (
    STATEMENTS,
    behind_press_office,
    is_name_of_office,
    is_titled_paper,
    name_at_end,
    page_of,
)
from offing.claims.roles import (
    COLLECTIVE_KINDS,
    MUTUALS,
    NAME_LINKS,
    PREPOSITIONS,
    RIVALS,
    SERVING,
    SPOKES,
    actors_in,
    known_as,
    ranks,
    role_and_org,
    role_at,
    role_text,
    subject_org,
)
from offing.claims.speakers import (
    FIRST_PERSON,
    GROUP_PRONOUNS,
    PERSON_PRONOUNS,
    Memory,
    Speaker,
    is_name,
    speaker_from_actor,
    speaker_from_name,
    text_of,
    without_article,
)
from offing.text.tokens import Token

_PAPERS = words(
    "bulletin report statement data figures notice circular website account summary tally"
)
_OFFICERS = words("administrator harbourmaster harbour-master")
_TWO_WORD_OFFICERS = (["harbour", "master"], ["harbor", "master"], ["port", "captain"])
_GENERIC = words(
    "group movement militia rebels forces military navy army fighters militants authorities "
    "government leadership company carrier line security firm agency centre center service "
    "organisation organization analytics consultancy platform giant provider operation mission "
    "coalition regime administration data shipping maritime monitor watchdog faction insurgents"
)


def speaker_from_phrase(
    main: Sequence[Token], role: Sequence[Token], actors: Sequence[ActorMention],
    sentence: Sequence[Token], source: str, memory: Memory,
) -> Speaker | None:  # fmt: skip
    """The speaker that the noun phrase ``main`` stands for, ``role`` being its apposition.

    The issuer of the report, called by the first part of its name, is the issuer.
    """
    speaker = _speaker_meant(main, role, actors, sentence, source, memory)
    if speaker is not None and (
        is_short_for(speaker, memory.issuer) or is_state_of(speaker, memory.issuer)
    ):  # fmt: skip
        return memory.issuer
    return speaker


def _speaker_meant(
    main: Sequence[Token], role: Sequence[Token], actors: Sequence[ActorMention],
    sentence: Sequence[Token], source: str, memory: Memory,
) -> Speaker | None:  # fmt: skip
    whole = main
    main = behind_press_office(_without_seat(_without_brackets(_in_quotes(_strip(main)))))
    if not main:
        return None
    if is_titled_paper(whole, main):
        return replace(speaker_from_name(text_of(main, source)), kind="outlet")
    if not role and (at := name_at_end(main)):
        main, role = main[at:], main[:at]
    elif role and is_name_of_office(main, role):
        main, role = role, main
    first = main[0].lower
    if len(main) == 1 and (first in PERSON_PRONOUNS or first in ("her", "him")):
        nominative = {"her": "she", "him": "he"}.get(first, first)
        return person_meant(nominative, memory, source, main[0].start)
    if len(main) == 1 and first in GROUP_PRONOUNS:
        named = subject_org(main[0], actors, sentence, source)
        last = memory.last
        several = last is not None and not last.person and (last.unnamed or last.vague)
        if first == "they" and named is None and several:
            return last
        return named or memory.latest_org()
    if len(main) == 1 and first in FIRST_PERSON:
        return memory.issuer
    if (owner := page_of(main)) is not None:
        named = subject_org(owner, actors, sentence, source)
        return named or memory.latest_org() or memory.last  # “a statement posted on its page”
    if memory.issuer.kind in (None, "outlet") and any(
        t.lower in _OWN_STAFF and main[n - 1].lower in ("our", "this")
        for n, t in enumerate(main) if n
    ):  # fmt: skip
        return memory.issuer  # “findings by our correspondent”
    if len(main) > 2 and main[-1].lower in _PAPERS and main[-2].text in ("'s", "'", "’"):
        main = main[:-2]  # “the navy's bulletin”: the navy
    elif len(main) > 1 and main[-1].lower in STATEMENTS:
        whose = main[1:-1] if main[0].lower in _BEFORE_PAPER else main[:-1]
        plain = [t for t in whose if t.lower not in _BEFORE_PAPER]
        if not plain and memory.last is not None:
            many = memory.last.vague and not memory.last.person
            return (memory.latest_org() if many else None) or memory.last  # “the same statement”
        if plain and all(is_name(t) for t in plain):
            main = plain  # “a Guards statement said”
    inside = actors_in(main, actors, sentence)
    person = next((m.actor for m in inside if m.actor.kind == "person"), None)
    if person is not None:
        known = speaker_from_actor(person)
        title, org = role_and_org(role or main, actors, sentence, source, memory)
        if org is not None:
            known = replace(known, org=org.name, org_id=org.id, kind=org.kind)
        return replace(known, role=role_text(title, org or speaker_from_name(known.org or "")))
    if role:
        return _with_role(main, role, actors, sentence, source, memory)
    return _single(main, inside, actors, sentence, source, memory)


_OWN_STAFF = words(
    "correspondent correspondents reporter reporters newspaper paper newsroom staff editors desk "
    "magazine website agency investigation checks records research"
)
_BEFORE_PAPER = words(
    "a an the same that this its their his her latest earlier later previous written joint short "
    "brief official separate further second new"
)
_MEDIA = words("radio tv television news times daily agency post newspaper channel broadcaster")
_COUNTED_OUT = words("one a an some several two three another the most many")
_SERVANTS = words("agent agents broker brokers insurer insurers lawyer lawyers underwriters")
_DESKS = words("office department service team desk arm wing unit division bureau")
_PUBLIC = words("press media public relations communications information")


_SEATED = ("-based", "-listed", "-registered", "-headquartered", "-owned", "-run", "-backed")


def _without_seat(main: Sequence[Token]) -> Sequence[Token]:
    """“Bergen-based Nordic Tank”: the name alone, where nothing but the name follows."""
    at = next((n for n, t in enumerate(main[:3]) if t.lower.endswith(_SEATED)), -1)
    rest = main[at + 1 :]
    return rest if at >= 0 and rest and all(is_name(t) or t.text in ".-&" for t in rest) else main


def _in_quotes(main: Sequence[Token]) -> Sequence[Token]:
    """“the so-called ‘aid office’ of the island”, “the daily ‘Sobh’”: what stands in the marks."""
    if _MARKS.isdisjoint([t.text for t in main]):
        return main
    opened = next(n for n, t in enumerate(main) if t.text in _MARKS)
    close = next((n for n in range(opened + 1, len(main)) if main[n].text in _MARKS), len(main))
    inside = main[opened + 1 : close]
    return inside if inside and opened else main


_MARKS = frozenset(["“", "”", '"', "«", "»", "‘"])


def _without_brackets(main: Sequence[Token]) -> Sequence[Token]:
    """“Straits Towing (ST)”, “Straits Towing (ST) agency”: without the short name and after it."""
    if "(" not in [t.text for t in main]:
        return main
    at = next((n for n, t in enumerate(main) if n and t.text == "("), 0)
    close = next((n for n in range(at + 1, min(at + 9, len(main))) if main[n].text == ")"), 0)
    if not at or not close:
        return main
    rest = main[close + 1 :]
    if not rest or all(t.lower in COLLECTIVE_KINDS or t.lower in _GENERIC for t in rest):
        return main[:at]
    return main


def _strip(main: Sequence[Token]) -> Sequence[Token]:
    while main and not main[0].text[0].isalnum():
        main = main[1:]
    while main and not main[-1].text[-1].isalnum() and main[-1].text not in (")", "”", '"'):
        main = main[:-1]
    return main


def _with_role(
    main: Sequence[Token], role: Sequence[Token], actors: Sequence[ActorMention],
    sentence: Sequence[Token], source: str, memory: Memory,
) -> Speaker | None:  # fmt: skip
    """A name with its apposition: “Halcyon, the ship's operator”, “its director, A. Osman”."""
    name = text_of(main, source)
    title, org = role_and_org(role, actors, sentence, source, memory)
    inside = [m.actor for m in actors_in(main, actors, sentence)]
    if inside:
        return replace(speaker_from_actor(inside[0]), role=role_text(title, org))
    spoken_for = next((n for n, t in enumerate(role) if n and t.lower in ("for", "of")), 0)
    if spoken_for and role[spoken_for - 1].lower in SPOKES and role[-1].lower in COLLECTIVE_KINDS:
        # “a spokesman for the owner, Nordhavn Tankers”: the company, by its spokesman.
        base = speaker_from_name(name)
        kind = COLLECTIVE_KINDS[role[-1].lower][0]
        titled = main[0].lower in ranks() or (main[0].start < role[0].start and _is_personal(main))
        if not (base.person or titled) and (base.kind is not None or role[-1].text.islower()):
            return replace(base, kind=base.kind or kind, role=role[spoken_for - 1].lower)
    described = kind_from_name(text_of(role, source))
    if title is None or title.lower() in ("operator", "owner", "manager", "insurer", "union"):
        base = speaker_from_name(name)
        return replace(base, kind=described or base.kind, role=title)
    return Speaker(
        _without_title(main, source), None, role_text(title, org), org.name if org else None,
        org.id if org else None, org.kind if org else _kind_of_office(text_of(role, source)), True,
    )  # fmt: skip


_OF_STATE = words("president premier minister king emir sultan lawmaker ambassador")
_OF_FORCES = words("military army navy naval forces militia")


def _kind_of_office(role: str) -> str | None:
    """“President X”, with nothing said of what: the head of a state speaks for it."""
    heard = role.lower().split()
    if _OF_FORCES & set(heard) and SPOKES & set(heard):
        return "state_force"
    return "state" if _OF_STATE & set(heard[-2:]) else None


def _without_title(main: Sequence[Token], source: str) -> str:
    while len(main) > 1 and (main[0].lower in ranks() or main[0].text == "."):
        main = main[1:]
    return text_of(main, source)


def _single(
    main: Sequence[Token], inside: Sequence[ActorMention], actors: Sequence[ActorMention],
    sentence: Sequence[Token], source: str, memory: Memory,
) -> Speaker | None:  # fmt: skip
    """A phrase without apposition: “the company”, “Maersk CEO V. Clerc”, “two sources”."""
    words = [t.lower for t in main]
    if len(words) == 2 and words[0] in ("its", "their", "her", "his") and words[1] in _SERVANTS:
        own = subject_org(main[0], actors, sentence, source) or memory.latest_org()
        return Speaker(words[1], None, None, own.name if own else None, own.id if own else None,
                       COLLECTIVE_KINDS.get(words[1], ("company",))[0], vague=True)  # fmt: skip
    desk = len(words) <= _FEW + 1 and words[0] in ("its", "their") and words[-1] in _DESKS
    if desk and not _PUBLIC.isdisjoint(words) and (
        own := subject_org(main[0], actors, sentence, source) or memory.latest_org()
    ) is not None:  # fmt: skip
        return own  # “its press office”
    if len(words) == 2 and words[0] in ("the", "this", "our") and _is_issuers(words[1], memory):
        return memory.issuer
    if words[:1] == ["the"] and words[1:] and words[-1] in SERVING and (last := memory.last) and (
        words[-1] in f"{last.role or ''} {last.name}".lower().split()
    ):  # fmt: skip
        return last
    if len(words) == 2 and words[0] == "the" and words[1] in ONE_OF_A_KIND:
        return of_that_kind(words[1], memory) or Speaker(
            text_of(main[1:], source), kind=COLLECTIVE_KINDS[words[1]][0]
        )
    if len(words) == 2 and words[0] in ("the", "its", "their") and words[1] in COLLECTIVE_KINDS:
        kinds_of = COLLECTIVE_KINDS[words[1]]
        return (
            fits_noun(words[1], subject_org(main[0], actors, sentence, source, kinds_of))
            or body_called(words[1], kinds_of, memory)
            or _named_before(words[1], source, main[0].start, memory)
            or Speaker(text_of(main[1:], source), kind=COLLECTIVE_KINDS[words[1]][0])
        )
    if len(words) <= _FEW + 2 and words[0] == "its" and words[-1] in _PAPERS:
        return subject_org(main[0], actors, sentence, source) or memory.last or memory.issuer
    if len(words) == 2 and words[0] in ("the", "its", "this") and words[1] in _PAPERS:
        return memory.last or memory.issuer
    at = role_at(main)
    if any(w in ("sources", "source", "people", "persons") for w in words):
        return Speaker(text_of(main, source), unnamed=True)
    if at >= 0:
        after = main[at + 1 :]
        name = [t for t in after if is_name(t) or t.lower in NAME_LINKS or t.text in ".-&()"]
        if after and len(name) == len(after) and after[0].lower not in PREPOSITIONS:
            return _with_role(after, main[: at + 1], actors, sentence, source, memory)
        title, org = role_and_org(main, actors, sentence, source, memory)
        if words[0] in ("the", "its", "their") or at == 0:
            earlier = memory.person_with_role(words[at], org)
            if earlier is not None and not _is_other_office(words[:at], words[at], earlier):
                return earlier
        if words[at] in SPOKES and at == len(words) - 1 and _is_of_company(words[:at]) and (
            own := subject_org(main[0], actors, sentence, source)
        ) is not None:  # fmt: skip
            return replace(own, role=title)  # “Norrvik has paused …, a company spokeswoman said”
        if words[at] in SPOKES and org is not None and org.name[:1].isupper() \
                and org.name.split()[0].lower() not in _COUNTED_OUT:  # fmt: skip
            return replace(org, role=title)
        whole = text_of(main, source)
        if (
            org is not None
            and title
            and words[0] in ("the", "its", "their")
            and (org.name.split()[0].lower() not in words and org.name[:1].isupper())
        ):
            whole = f"{title} of {org.name}"
        officer = words[at] in _OFFICERS or words[at - 1 : at + 1] in _TWO_WORD_OFFICERS
        lone = "authority" if org is None and officer else None
        return Speaker(
            without_article(whole), None, None, org.name if org else None,
            org.id if org else None, org.kind if org else lone, vague=True,
        )  # fmt: skip
    if (
        inside
        and (
            own := _body_of_body(main, inside[0], sentence, source)
            or sent_to(main, inside[0], sentence, source)
        )
        is not None
    ):
        return own
    if inside:
        mention = inside[0]
        longer = mention.first > 0 and sentence[mention.first].start > main[0].start + 4
        tail = main[-1].end > sentence[mention.last - 1].end
        trailing = [t.lower for t in main if t.start >= sentence[mention.last - 1].end]
        if not (longer and tail) or set(trailing) <= _GENERIC:  # “British Ambrey security firm”
            trailing = [t.lower for t in main if t.start >= sentence[mention.last - 1].end]
            broadcasts = trailing[-1:] != ["agency"] or "news" in trailing
            if trailing and trailing[-1] in _MEDIA and broadcasts:
                return replace(speaker_from_name(text_of(main, source)), kind="outlet")
            if "intelligence" in trailing:
                return Speaker(
                    f"{mention.actor.name} intelligence", None, None, mention.actor.name,
                    mention.actor.id, mention.actor.kind,
                )  # fmt: skip
            return speaker_from_actor(mention.actor)
    if (known := known_as(main, source) or _calling_itself(main, source)) is not None:
        return known
    main = _without_country(main)
    kinds = COLLECTIVE_KINDS.get(words[-1])
    if kinds and words[0] in ("the", "this", "its") and len(words) <= 2:
        called = body_called(words[-1], kinds, memory)
        return called or Speaker(text_of(main[1:], source), kind=kinds[0])
    person = _person_of_body(main, source)
    if person is not None:
        return person
    described = _described(main, source)
    if described is not None:
        return described
    whole = text_of(main, source)
    if kinds and 3 <= len(words) <= _FEW + 2 and words[0] == "the" and _DEMONYM.search(words[1]):
        known = the_one_of_its_kind(words[-1], kinds, memory)  # “the Yemeni movement”
        if known is not None:
            return known
        if is_name(main[1]) and words[-1] in TELLING and main[-1].text.islower():
            return Speaker(text_of(main[1:], source), kind=kinds[0])
    if kinds and len(words) == 3 and words[0] == "the" and not is_name(main[1]):
        known = next(
            (o for o in reversed(memory.orgs) if o.kind in kinds and words[-1] in o.name.lower()
             and words[1] in o.name.lower()), None,
        )  # fmt: skip  # “the defence ministry” is not the transport ministry
        return known or speaker_from_name(whole)
    if (full := _spelled_out(main, source, memory)) is not None:
        return full
    named = _remembered(
        speaker_from_name(_without_title(main, source)), source, main[0].start, memory
    )
    if named.kind is None and named.id is None and not named.person and _is_personal(main):
        return replace(named, person=True)
    return named


_PLAIN = words("a an the its company corporate firm group carrier line press media official")


def _is_of_company(before: Sequence[str]) -> bool:
    """“a company spokeswoman”, “a spokesman”: of a body that is named elsewhere."""
    return len(before) <= _FEW and set(before) <= _PLAIN


_FEW = 3
_STYLED = words("calling styling naming terming")


def _calling_itself(main: Sequence[Token], source: str) -> Speaker | None:
    """“A group calling itself Nighthawk”, “a faction known as X”: by that name."""
    if not 4 <= len(main) <= _LONGEST_STYLED:
        return None
    at = next(
        (n + 2 for n, t in enumerate(main[:-2]) if (
            t.lower in _STYLED and main[n + 1].lower in ("itself", "themselves", "himself")
        ) or (t.lower == "known" and main[n + 1].lower == "as")), 0,
    )  # fmt: skip
    at += 1 if at and main[at].lower == "the" else 0
    name = [t for t in main[at:] if t.text not in "“”\"'‘’"]
    if not at or not name or not is_name(name[0]):
        return None
    noun = next((t.lower for t in main[:at] if t.lower in COLLECTIVE_KINDS), "group")
    base = speaker_from_name(text_of(name, source))
    return base if base.id is not None else replace(base, kind=COLLECTIVE_KINDS[noun][0])


_LONGEST_STYLED = 14
_BODY_NOUNS = frozenset(COLLECTIVE_KINDS)


def _without_country(main: Sequence[Token]) -> Sequence[Token]:
    """“Japan's Kuroda Kisen”: the firm alone; “Japan's Transport Ministry” stays whole."""
    owner = next((n for n in (1, 2, 3) if n < len(main) and main[n].text in ("'s", "'", "’s")), 0)
    rest = main[owner + 1 :]
    if not owner or not rest or not all(is_name(t) or t.text in ".-&" for t in rest):
        return main
    if _BODY_NOUNS & {t.lower for t in rest} or "force" in {t.lower for t in rest}:
        return main
    return rest if all(is_name(t) or t.lower == "the" for t in main[:owner]) else main


_DEMONYM = re.compile(r"(?:ish|ese|ian|ean|can|man|[aeinrtm]i|ench|utch|reek|wiss|-based)$")
_OFFICES = words("minister secretary commissioner chief")


def _is_other_office(before: Sequence[str], noun: str, person: Speaker) -> bool:
    """“the agriculture minister” is not the foreign minister named before."""
    told = set(before) - {"the", "its", "their", "a", "an"}
    return noun in _OFFICES and bool(told) and told.isdisjoint((person.role or "").lower().split())


def _is_issuers(noun: str, memory: Memory) -> bool:
    """Whether “the Club”, “the Authority” is the body that the report is from: its name says so."""
    issuer = memory.issuer
    if noun in MUTUALS and not MUTUALS.isdisjoint(issuer.name.lower().split()):
        return True
    if issuer.kind in (None, "outlet") or noun not in COLLECTIVE_KINDS:
        return False
    named = noun in issuer.name.lower().split()
    rival = any(noun in org.name.lower().split() for org in memory.orgs[-3:] if org != issuer)
    return named and not rival


def _body_of_body(
    main: Sequence[Token], mention: ActorMention, sentence: Sequence[Token], source: str
) -> Speaker | None:
    """“the Houthis' so-called Aid Office”, “the US Navy's Fifth Fleet”: a named part of a body."""
    end = sentence[mention.last - 1].end
    rest = [t for t in main if t.start >= end]
    if len(rest) < 3 or rest[0].text not in ("'s", "'", "’"):
        return None
    named = rest[1:]
    while named and not is_name(named[0]):
        named = named[1:]
    names = [t for t in named if is_name(t)]
    if len(names) < 2 or len(names) < len(named) - 1 or role_at(named) >= 0:
        return None
    known = speaker_from_name(text_of(named, source))
    if known.id is not None:
        return known
    actor = mention.actor
    return replace(known, org=actor.name, org_id=actor.id, kind=actor.kind)


def _is_personal(main: Sequence[Token]) -> bool:
    """Two or three capitalised words and nothing else: most likely somebody's name."""
    names = [t for t in main if t.text not in ".-"]
    return 2 <= len(names) <= 4 and all(
        t.text[0].isupper() and t.text.isalpha() and not t.text.isupper() for t in names
    )


def _person_of_body(main: Sequence[Token], source: str) -> Speaker | None:
    """“Jonas Weber of consultancy Freightline”: a name, a preposition, an organisation."""
    for n, token in enumerate(main[:-1]):
        if token.lower in ("of", "at", "from", "with") and 2 <= n <= 4:
            person, body = main[:n], main[n + 1 :]
            if not all(is_name(t) or t.text == "." for t in person):
                return None
            if any(in_class(t.lower, "collective") or kind_from_name(t.text) for t in person):
                return None
            org = _described(body, source) or speaker_from_name(text_of(body, source))
            return Speaker(
                text_of(person, source), None, None, org.name, org.id, org.kind, person=True
            )
    return None


def _described(main: Sequence[Token], source: str) -> Speaker | None:
    """“Danish shipping company Norden Sund”: the name after the noun that says what it is."""
    for n in range(len(main) - 1, 0, -1):
        if not is_name(main[n]) and main[n].lower not in NAME_LINKS and main[n].text not in ".-&()":
            break
    else:
        return None
    noun = main[n].lower
    if (
        n + 1 >= len(main)
        or not is_name(main[n + 1])
        or not (noun in COLLECTIVE_KINDS or noun in RIVALS or in_class(noun, "collective"))
    ):
        return None
    base = speaker_from_name(text_of(main[n + 1 :], source))
    if base.id is not None:
        return base
    kinds = COLLECTIVE_KINDS.get(noun) or RIVALS.get(noun)
    told = {w for t in main[: n + 1] for w in t.lower.split("-")}
    if kinds and _IN_CHARGE & told and noun in ("agency", "service", "office", "administration"):
        return replace(base, kind="authority")  # “search and rescue agency Basarnas”
    if kinds and kinds[0] in ("company", "authority", "agency") and _WATCHING & told:
        return replace(base, kind="agency")  # “maritime security firm Gulfshield”: it watches
    return replace(base, kind=kinds[0] if kinds else base.kind or kind_from_name(noun))


_IN_CHARGE = words("rescue coast customs pilotage navigation canal port ports harbour border")
_WATCHING = words(
    "security intelligence analytics risk data research consultancy consultants tracking tracker "
    "monitoring advisory analysts analysis consulting forecasting information"
)


def _spelled_out(main: Sequence[Token], source: str, memory: Memory) -> Speaker | None:
    """“SPA”, where the text before has “the Salalah Ports Authority (SPA)”: by the full name."""
    part = [t for t in main if t.lower != "the"]
    if len(part) != 1 or not part[0].text.isupper() or not 2 < len(part[0].text) <= _LONGEST_SHORT:
        return None
    short = part[0].text
    if short not in memory.full_names and len(memory.full_names) < _MAX_NAME_SEARCHES:
        pattern = (
            rf"((?:[A-ZÀ-Þ][\w’'&-]*\s(?:(?:of|and|for|the|de|du)\s){{0,2}}){{1,7}})\({short}\)"
        )
        found = re.compile(pattern).search(source, 0, main[0].start)
        memory.full_names[short] = found.group(1).strip() if found else ""
    full = memory.full_names.get(short, "").removeprefix("The ")
    letters = [w[0] for w in full.split() if w[0].isupper()]
    if not full or (letters[:1] != [short[0]] and short[-1] not in letters):
        return memory.by_letters(short)
    return speaker_from_name(full)


_LONGEST_SHORT = 7


def _named_before(noun: str, source: str, end: int, memory: Memory) -> Speaker | None:
    """“the union”, where the text before has “the International Sailors' Association union”."""
    key = f"the {noun}"
    if key not in memory.full_names and len(memory.full_names) < _MAX_NAME_SEARCHES:
        pattern = rf"((?:[A-Z][\w’'&-]* (?:of |and )?){{1,5}})(?i:{noun})\b"
        found = re.compile(pattern).search(source, 0, end)
        name = found.group() if found and found.group(1).strip().lower() != "the" else ""
        memory.full_names[key] = name
    name = memory.full_names.get(key, "")
    if not name:
        return None
    bare = name.removesuffix(f" {noun}")
    # “Iran's coastguard” is not “Iran's”, nor “Iranian coastguard” “Iranian”.
    whole = " " not in bare or bare.endswith(("'s", "’s", "s'", "s’"))
    speaker = speaker_from_name(name if whole else bare)
    return replace(speaker, kind=speaker.kind or COLLECTIVE_KINDS[noun][0])


_MAX_NAME_SEARCHES = 200
"""Surnames looked up in the text before: bounds the time on hostile input."""


def _full_name(surname: str, source: str, end: int, memory: Memory) -> str | None:
    """The name in full that ends with ``surname``, if the text before has one."""
    if surname not in memory.full_names and len(memory.full_names) < _MAX_NAME_SEARCHES:
        pattern = rf"(?<!\w)((?:[A-Z][\w’'-]{{1,20}}\s){{1,3}}{re.escape(surname)})(?!\w)"
        found = re.compile(pattern).search(source, 0, end)
        memory.full_names[surname] = found.group(1) if found else ""
    return memory.full_names.get(surname) or None


def _remembered(speaker: Speaker, source: str, end: int, memory: Memory) -> Speaker:
    """A surname alone stands for the person named in full before."""
    for person in reversed(memory.persons):
        if person.name != speaker.name and speaker.name in person.name.split():
            return person
    for org in reversed(memory.orgs):
        if speaker.kind == "state":
            break  # “China” is not “China Coast Guard”
        if org.name != speaker.name and org.name.startswith(speaker.name + " "):
            return org
    if speaker.id is None and speaker.kind is None and speaker.name.isalpha():
        full = _full_name(speaker.name, source, end, memory)
        if full is not None:
            known = speaker_from_name(full)
            return known if known.id else replace(known, person=True)
    return speaker
