"""The whole verification: bytes, a claim and a policy in, one explained decision out.

Only this module knows the order of the stages. A document's faults travel as findings; what
raises is a fault of ours and is not caught here.
"""

from __future__ import annotations

from collections.abc import Sequence

from verifier.compare.claim import against_claim
from verifier.compare.corrected import as_corrected
from verifier.compare.witnesses import among_witnesses
from verifier.decide.alternatives import alternatives_for
from verifier.decide.decide import decide, not_decided
from verifier.intake.take import take_in
from verifier.locate.faces import find_faces, is_sheet
from verifier.locate.far import with_far_ones
from verifier.model.claim import Claim
from verifier.model.context import Context
from verifier.model.decision import Decision
from verifier.model.page import Input
from verifier.model.policy import Policy
from verifier.model.reading import Reading
from verifier.mrz.fragment import cut_zones
from verifier.mrz.witness import judge_zones, legible, read_pages, zone_readings
from verifier.profiles.laid_out import as_laid_out, zone_as_laid_out
from verifier.quality.explain import explain_pages
from verifier.quality.suffered import suffered
from verifier.rules.apply import apply_rules
from verifier.rules.page_count import page_count
from verifier.rules.printed_fields import not_printed, printed_fields
from verifier.rules.recognised import recognised_as
from verifier.rules.recognition import accepted, chosen_type, recognition, shows_nothing
from verifier.rules.scripts import scripts
from verifier.rules.sides import sides
from verifier.rules.validity import validity
from verifier.seal.examine import examine, seal_readings
from verifier.seal.expected import expected_seals
from verifier.seal.links import link_findings
from verifier.versions import versions
from verifier.visual.witness import read_document


def verify(
    inputs: Sequence[Input],
    claim: Claim,
    ctx: Context,
    policy: Policy,
    corrected: Sequence[Reading] = (),
) -> Decision:
    """Verify one document given as files, pages, sides or code payloads.

    `corrected` are a reviewer's readings of misread fields, taken instead of ours. The decision
    is a function of the arguments (DESIGN, invariant 10).
    """
    # (1) Intake: bytes to pages, each input within limits, in a child process.
    intake = take_in(inputs, ctx)
    # (2) Zones: every machine-readable zone on every page, at any angle.
    seen = read_pages(intake.pages, ctx)
    zones = legible(seen)
    zone = zones[0] if zones else None
    # (3) Faces: each side flattened and upright, its place on the page kept.
    faces = find_faces(intake.pages, zones)
    # (4) Seals: every code and signed file, verified before a value of it is read.
    seals = examine(inputs, intake.pages, ctx)
    # (5) Print: which document this is, and what stands on it.
    printed = read_document(intake.pages, faces, zones, seals.schemes, claim, ctx)
    found, today = printed.found, ctx.now.date()
    zone = zone_as_laid_out(found.profile, zone) if zone else None
    zones = (zone, *zones[1:]) if zone else ()
    read = (*seal_readings(seals.checks), *zone_readings(zone, today), *printed.readings)
    readings = as_corrected(as_laid_out(found.profile, read, zone, today), corrected)
    if not zones and shows_nothing(found.profile, printed.clear):
        faces = with_far_ones(intake.pages, faces)
    # (6) Rules: what the zone, the profile and the calendar say.
    outline = any(face.outline_found for face in faces) or any(map(is_sheet, intake.pages))
    wanted = found.profile is not None and found.profile.zone is not None
    judged = (
        *judge_zones(zones, wanted or bool(seen), policy.zone_confidence, today),
        recognition(
            found.profile,
            found.country,
            zone,
            pages=len(intake.pages),
            lines=len(printed.lines),
            clear=printed.clear,
            seals=len(seals.checks),
            outline=outline,
            illegible=bool(seen) and zone is None,
        ),
        chosen_type(found.profile, claim),
        *accepted(found.profile, found.country, policy),
        *sides(found.profile, faces, zones),
        *printed_fields(found.profile, readings, zone is not None),
        *not_printed(found.profile, claim, policy),
        scripts(found.profile, ctx.engines.text_scripts() if ctx.engines.text_scripts else None),
        page_count(printed.lines),
        expected_seals(found.profile, seals.checks, intake.pages),
        *link_findings(seals.codes, ctx.profiles.official_hosts(found.country)),
        *(apply_rules(found.profile, readings, zone, ctx.now) if found.profile else ()),
        *validity(readings, found.profile, ctx.now, policy, zone, printed.lines),
    )
    # (7) Comparison and causes: against itself, against the claim, and why something is unread.
    itself, table = among_witnesses(readings, found.country)
    claimed, claim_table = against_claim(claim, readings, found.country)
    causes = explain_pages(
        intake.pages,
        zones,
        faces,
        suffered(judged),
        cut=printed.cut,
        cut_zones={} if zones or not (wanted or found.profile is None) else cut_zones(intake.pages),
        colour_required=policy.colour_required,
    )
    # (8) Decide: how grave it all is, every reason at once.
    findings = (*intake.findings, *causes, *seals.findings, *judged, *itself, *claimed)
    outcome = decide(findings, policy, ctx.now, alternatives_for(found, ctx.profiles))
    return Decision(
        verdict=outcome.verdict,
        reasons=outcome.reasons,
        now=ctx.now,
        document=recognised_as(found, zone),
        zone=zone or next(iter(seen), None),
        seals=seals.checks,
        readings=readings,
        findings=findings,
        comparisons=(*table, *claim_table),
        due=outcome.due,
        policy=policy.name,
        would_change_it=outcome.would_change_it,
        versions=versions(ctx),
        pages=intake.pages,
    )


def undecided(ctx: Context, policy: Policy, error: str) -> Decision:
    """Return the decision for a verification that failed on our side: a person takes over."""
    outcome = not_decided(ctx.now, policy, error)
    return Decision(
        verdict=outcome.verdict,
        reasons=outcome.reasons,
        now=ctx.now,
        due=outcome.due,
        policy=policy.name,
        would_change_it=outcome.would_change_it,
        versions=versions(ctx),
    )
