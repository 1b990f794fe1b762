"""From first source to copies: how many origins an incident really has.

The root of a claim is the deepest source that it names; an outlet's own sentence has
the outlet, or whom the outlet credits or copies, as its root. Roots on one side (a
faction and its umbrella group, two offices of one state) count as one, an outlet that
also quotes somebody on the same thing is counted under whom it quotes, and who denies
a thing is no origin of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from offing.claims.names import REPORT_ITSELF
from offing.incidents.copies import ReportOrigin, report_label
from offing.incidents.names import holds_word, name_key
from offing.incidents.outlets import is_outlet_itself
from offing.incidents.sources import wire_names
from offing.incidents.speakers import identity, side_key
from offing.model import Claim, Origin, Report, Voice

_OWN_WORDS = frozenset({"outlet", "unnamed", "unknown"})


def build_origins(
    claims: Sequence[Claim],
    voices: Mapping[str, Voice],
    reports: Mapping[str, Report],
    texts: Mapping[str, ReportOrigin],
) -> tuple[tuple[Origin, ...], int]:
    """The tree of origins of one incident, and how many roots could be independent."""
    roots: dict[str, list[Claim]] = {}
    leaning: list[Claim] = []
    named = {c.report_id for c in claims if _is_named(c, voices[c.id], reports) and not _cited(c)}
    for claim in claims:
        if not _is_named(claim, voices[claim.id], reports) and not _cited(claim) \
                and claim.report_id in named:  # fmt: skip
            leaning.append(claim)
        else:
            roots.setdefault(root_key(claim, voices[claim.id], reports, texts), []).append(claim)
    for claim in leaning:
        host = min(
            (k for k, v in roots.items() if any(c.report_id == claim.report_id for c in v)),
            key=lambda k: (not any(voices[c.id].stance == "supports" for c in roots[k]), k),
        )
        roots[host].append(claim)
    ordered = sorted(roots.items(), key=lambda kv: _first_said(kv[1], voices, kv[0]))
    seen: list[tuple[frozenset[str], str]] = []
    out = []
    for _, group in ordered:
        out.append(_root(group, voices, reports, texts, seen))
    return tuple(out), sum(o.independent for o in out)


def _cited(claim: Claim) -> str | None:
    """Whom an entry or an outlet's own sentence cites: “(IMB)”. Who is quoted stays the source,
    whatever agency's name stands before the sentence."""
    quoted = len(claim.attribution) > 1 and not claim.notice_id
    return claim.cites[0] if claim.cites and not quoted else None


def _is_named(claim: Claim, voice: Voice, reports: Mapping[str, Report]) -> bool:
    """Whether a named source other than the publisher itself speaks."""
    report = reports.get(claim.report_id)
    if voice.kind in ("outlet", "unnamed") or claim.speaker == REPORT_ITSELF:
        return False
    own = is_outlet_itself(claim.speaker, report.publisher if report else None)
    return bool(name_key(claim.speaker)) and not own


def root_key(
    claim: Claim,
    voice: Voice,
    reports: Mapping[str, Report],
    texts: Mapping[str, ReportOrigin],
) -> str:
    """What the deepest source of a claim is, for comparing."""
    if cited := _cited(claim):
        return identity(cited)
    text = texts.get(claim.report_id)
    if not _is_named(claim, voice, reports):
        return text.key if text else f"report:{claim.report_id}"
    return identity(claim.speaker, claim.speaker_id)


def _first_said(
    group: Sequence[Claim], voices: Mapping[str, Voice], key: str
) -> tuple[bool, str, str]:
    supports = any(voices[c.id].stance == "supports" for c in group)
    return not supports, min(voices[c.id].stated or "9999" for c in group), key


def _root(
    group: Sequence[Claim],
    voices: Mapping[str, Voice],
    reports: Mapping[str, Report],
    texts: Mapping[str, ReportOrigin],
    seen: list[tuple[frozenset[str], str]],
) -> Origin:
    """One root with its copies; ``seen`` holds the sides of the roots before it."""
    main = [c for c in group if _is_named(c, voices[c.id], reports)] or list(group)
    lead = main[0]
    name = _root_name(lead, voices[lead.id], reports, texts)
    sides: frozenset[str] = frozenset().union(*(side_key(c) for c in main)) | {
        f"name:{name_key(name)}"
    }
    supports = any(voices[c.id].stance == "supports" for c in group)
    party = any(voices[c.id].party for c in group)
    ally = next((n for s, n in seen if s & sides or _short_for(n, name)), None)
    if not supports:
        independent, why = False, _NO_ORIGIN[_stance_of(group, voices)]
    elif ally:
        independent, why = False, f"on the same side as {ally}: no independent support"
    else:
        independent = True
        why = "a party to the matter: it does not support its own claim" if party else (
            "the first source that is named" if _cited(lead) or name != _own_name(lead, reports)
            else "speaks for itself")  # fmt: skip
        seen.append((sides, name))
    return Origin(
        name=name,
        claim_ids=tuple(c.id for c in group),
        report_ids=tuple(sorted({c.report_id for c in group})),
        why=why,
        independent=independent,
        copies=_copies(name, group, reports, texts),
    )


_NO_ORIGIN = {
    "denies": "denies it: no origin of the claim",
    "foresees": "only foresees it: no origin of the claim",
    "comments": "only speaks of what others tell: no origin of the claim",
}


def _stance_of(group: Sequence[Claim], voices: Mapping[str, Voice]) -> str:
    """What those do who do not say that it is so; a denial weighs most."""
    told = {voices[c.id].stance for c in group}
    return next(s for s in _NO_ORIGIN if s in told)


def _short_for(one: str, two: str) -> bool:
    """Whether one name holds the other (“the navy”, “the navy of X”): it may be one body.

    Of two roots that may be one, only one counts: support is never made up from a short form.
    """
    a, b = name_key(one), name_key(two)
    return bool(a and b) and (holds_word(a, b) or holds_word(b, a))


def _own_name(claim: Claim, reports: Mapping[str, Report]) -> str:
    report = reports.get(claim.report_id)
    return report_label(report) if report else claim.speaker


def _root_name(
    claim: Claim,
    voice: Voice,
    reports: Mapping[str, Report],
    texts: Mapping[str, ReportOrigin],
) -> str:
    if cited := _cited(claim):
        return wire_names().get(name_key(cited), cited)
    if _is_named(claim, voice, reports):
        return claim.speaker
    text = texts.get(claim.report_id)
    return text.name if text else _own_name(claim, reports)


def _copies(
    name: str,
    group: Sequence[Claim],
    reports: Mapping[str, Report],
    texts: Mapping[str, ReportOrigin],
) -> tuple[Origin, ...]:
    """The reports that pass the root on, copies of a report under that report."""
    ids = sorted({c.report_id for c in group}, key=lambda i: (_published(i, reports), i))
    here = set(ids)
    children: dict[str | None, list[str]] = {}
    for i in ids:
        parent = texts[i].copy_of if i in texts else None
        children.setdefault(parent if parent in here else None, []).append(i)

    def node(i: str) -> Origin:
        text, report = texts.get(i), reports.get(i)
        label = report_label(report) if report else i
        return Origin(
            name=label,
            claim_ids=tuple(c.id for c in group if c.report_id == i),
            report_ids=(i,),
            why=(text.why if text and text.why else f"carries what {name} says"),
            independent=False,
            copies=tuple(node(k) for k in children.get(i, ())),
        )

    nodes = [node(i) for i in children.get(None, ())]
    # A report that is its own origin is the root itself, not a copy of it.
    if len(nodes) >= 1 and name_key(nodes[0].name) == name_key(name) and not _why(nodes[0], texts):
        return nodes[0].copies + tuple(nodes[1:])
    return tuple(nodes)


def _why(node: Origin, texts: Mapping[str, ReportOrigin]) -> str:
    text = texts.get(node.report_ids[0])
    return text.why if text else ""


def _published(report_id: str, reports: Mapping[str, Report]) -> str:
    report = reports.get(report_id)
    return report.published.isoformat() if report and report.published else "9999"
