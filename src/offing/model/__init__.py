"""The data model: frozen structs, one file per stage, each printing as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from offing.lazily import names_of

if TYPE_CHECKING:
    from offing.model.base import Geometry, Position, Problem, Struct, to_json
    from offing.model.brief import Brief, Consequence, LeftOut
    from offing.model.claim import (
        ACTIONS,
        UNKNOWN_WHEN,
        Claim,
        ClaimPlace,
        Count,
        Evidence,
        Modality,
        Precision,
        Scope,
        When,
    )
    from offing.model.incident import (
        Comparison,
        Incident,
        IncidentStatus,
        Link,
        Origin,
        Rating,
        SpeakerKind,
        StatusChange,
        Voice,
    )
    from offing.model.lane import (
        BookPart,
        Exposure,
        ExposureSum,
        Extra,
        Lane,
        LaneEffect,
        LaneExposure,
        LaneProblem,
        PassageExposure,
        PortExposure,
        StandIn,
        WeightedExtra,
    )
    from offing.model.notice import (
        SUBJECTS,
        Notice,
        NoticeArea,
        NoticeFamily,
        NoticePosition,
        NoticeRef,
        ThreatLevel,
    )
    from offing.model.observe import (
        Interval,
        Observation,
        PassageObserved,
        ReactionFit,
        WeekObserved,
    )
    from offing.model.place import Place, PlaceKind, PlaceMention
    from offing.model.report import Dropped, Report, ReportKind, Span
    from offing.model.scenario import Effect, Restriction, RestrictionStatus, Scenario, Target
    from offing.model.sea import (
        Alternative,
        AreaCrossing,
        DayLimit,
        NamedArea,
        PassageCrossing,
        Plan,
        PlanCheck,
        PlanMeeting,
        PortTie,
        Route,
        RouteStatus,
        ShipClass,
        Waypoint,
    )
    from offing.model.store import (
        Change,
        ChangeKind,
        Decision,
        DecisionAction,
        ReportRow,
        SavedLanes,
        SavedScenario,
    )
    from offing.model.time import AtSea, Choice, Queue, QueueDay, ShipAtSea, WhereAtSea
    from offing.model.voyage import (
        BreakEven,
        Driver,
        FuelUse,
        HeldSchedule,
        Input,
        Inputs,
        Range,
        ServiceShips,
        Spread,
        Voyage,
        VoyageComparison,
    )

__all__ = [
    "ACTIONS", "SUBJECTS", "UNKNOWN_WHEN", "Alternative", "AreaCrossing", "AtSea", "BookPart",
    "BreakEven", "Brief", "Change", "ChangeKind", "Choice", "Claim", "ClaimPlace", "Comparison",
    "Consequence", "Count", "DayLimit", "Decision", "DecisionAction", "Driver", "Dropped", "Effect",
    "Evidence", "Exposure", "ExposureSum", "Extra", "FuelUse", "Geometry", "HeldSchedule",
    "Incident", "IncidentStatus", "Input", "Inputs", "Interval", "Lane", "LaneEffect",
    "LaneExposure", "LaneProblem", "LeftOut", "Link", "Modality", "NamedArea", "Notice",
    "NoticeArea", "NoticeFamily", "NoticePosition", "NoticeRef", "Observation", "Origin",
    "PassageCrossing", "PassageExposure", "PassageObserved", "Place", "PlaceKind", "PlaceMention",
    "Plan", "PlanCheck", "PlanMeeting", "PortExposure", "PortTie", "Position", "Precision",
    "Problem", "Queue", "QueueDay", "Range", "Rating", "ReactionFit", "Report", "ReportKind",
    "ReportRow", "Restriction", "RestrictionStatus", "Route", "RouteStatus", "SavedLanes",
    "SavedScenario", "Scenario", "Scope", "ServiceShips", "ShipAtSea", "ShipClass", "Span",
    "SpeakerKind", "Spread", "StandIn", "StatusChange", "Struct", "Target", "ThreatLevel", "Voice",
    "Voyage", "VoyageComparison", "Waypoint", "WeekObserved", "WeightedExtra", "When", "WhereAtSea",
    "to_json",
]  # fmt: skip

__getattr__ = names_of(__name__, {
    "base": "Geometry Position Problem Struct to_json",
    "brief": "Brief Consequence LeftOut",
    "claim": "ACTIONS Claim ClaimPlace Count Evidence Modality Precision Scope UNKNOWN_WHEN When",
    "incident":
        "Comparison Incident IncidentStatus Link Origin Rating SpeakerKind StatusChange Voice",
    "lane":
        "BookPart Exposure ExposureSum Extra Lane LaneEffect LaneExposure LaneProblem "
        "PassageExposure PortExposure StandIn WeightedExtra",
    "notice": "Notice NoticeArea NoticeFamily NoticePosition NoticeRef SUBJECTS ThreatLevel",
    "observe": "Interval Observation PassageObserved ReactionFit WeekObserved",
    "place": "Place PlaceKind PlaceMention",
    "report": "Dropped Report ReportKind Span",
    "scenario": "Effect Restriction RestrictionStatus Scenario Target",
    "sea":
        "Alternative AreaCrossing DayLimit NamedArea PassageCrossing Plan PlanCheck "
        "PlanMeeting PortTie Route RouteStatus ShipClass Waypoint",
    "store": "Change ChangeKind Decision DecisionAction ReportRow SavedLanes SavedScenario",
    "time": "AtSea Choice Queue QueueDay ShipAtSea WhereAtSea",
    "voyage":
        "BreakEven Driver FuelUse HeldSchedule Input Inputs Range ServiceShips Spread Voyage "
        "VoyageComparison",
})  # fmt: skip
