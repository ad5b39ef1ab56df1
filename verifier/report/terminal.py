"""The report as a person reads it in a terminal: what was seen, what was expected, what to do.

Labels are in the report's language; evidence is told in that language's words, and in English with
its keys, which reviewers and integrators know.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from verifier.model.reason_code import ReasonCode
from verifier.reasons.catalogue import catalogue
from verifier.reasons.definition import COMMON_KEYS
from verifier.reasons.language import ENGLISH
from verifier.reasons.sentences import inset, sentence
from verifier.reasons.wording import phrase, word

_STYLE = {"accept": "green", "retry": "yellow", "review": "cyan", "reject": "red"}
_MARK = {"accept": "✓", "retry": "↻", "review": "…", "reject": "✗"}
_CHECK_STYLE = {"passed": "green", "failed": "red", "unsure": "yellow", "skipped": "dim"}
_WIDTH = 96

Json = Mapping[str, Any]


def print_report(
    report: Json, console: Console | None = None, names: Mapping[str, str] | None = None
) -> None:
    """Print a `candor.report/1` of the applicant or the reviewer.

    `names` are what people call the documents that could be sent instead, by profile id.
    """
    out = console or Console(width=_WIDTH, highlight=False, soft_wrap=False)
    lang = report["language"]
    out.print(_headline(report))
    for number, reason in enumerate(report["reasons"], start=1):
        out.print(_reason(number, reason, report["audience"] == "reviewer", lang, names or {}))
    if report["fields"]:
        out.print(_fields(report["fields"], lang))
    for seal in report["seals"]:
        out.print(_seal(seal, lang))
    if compared := report.get("comparisons"):
        out.print(_comparisons(compared, lang))
    for line in report["would_change_it"]:
        out.print(Text.assemble(("→ ", "bold"), line))
    if "findings" in report:
        out.print(_checks(report["findings"], lang))


def _headline(report: Json) -> RenderableType:
    verdict, lang = report["decision"], report["language"]
    document = report["document"]
    what = " · ".join(str(v) for v in (document["profile"] or document["kind"],) if v)
    line = Text()
    line.append(f"{_MARK[verdict]} {sentence(f'report.{verdict}', lang)}", style=_STYLE[verdict])
    if report["due"] and verdict == "review":
        line.append(f"  ({sentence('report.by', lang, date=inset(report['due'], lang))})")
    line.stylize("bold")
    if what:
        line.append(f"   {what}", style="dim")
    day = sentence("report.as_of", lang, date=inset(report["as_of"], lang))
    line.append(f"   {day}", style="dim")
    if verdict == "accept" and report.get("assurance"):
        level = sentence(f"assurance.{report['assurance']['level'] or 'none'}", lang)
        line.append(f"\n  {sentence('assurance.label', lang)}: {level}", style="dim")
    return line


def _reason(
    number: int, reason: Json, reviewer: bool, lang: str, names: Mapping[str, str]
) -> Panel:
    rows = Table.grid(padding=(0, 1))
    rows.add_column(style="dim", no_wrap=True)
    rows.add_column()
    for part in ("seen", "expected"):
        if reason[part]:
            rows.add_row(_label(part, lang), _evidence(reason, part, lang))
    if reason["regions"]:
        rows.add_row(_label("where", lang), _where(reason["regions"], lang))
    rows.add_row(_label("what_to_do", lang), Text(reason["applicant"]["fix"], style="bold"))
    if reason["applicant"]["alternatives"]:
        offered = [names.get(id_, id_) for id_ in reason["applicant"]["alternatives"]]
        rows.add_row(_label("or_send", lang), "; ".join(offered))
    if reviewer:
        told = f"{reason['reviewer']['title']} {reason['reviewer']['fix']}"
        rows.add_row(_label("reviewer", lang), Text(told))
        if reason["reviewer"]["evidence"]:
            evidence = Text(_pairs(reason["reviewer"]["evidence"]), style="dim")
            rows.add_row(_label("evidence", lang), evidence)
    body = Group(Text(reason["applicant"]["title"]), rows)
    return Panel(body, title=f"{number}  {reason['code']}", title_align="left", width=_WIDTH)


def _label(name: str, lang: str) -> str:
    return sentence(f"terminal.{name}", lang)


def _evidence(reason: Json, part: str, lang: str) -> str:
    if lang == ENGLISH:
        return _pairs(reason[part])
    definition = catalogue()[ReasonCode(reason["code"])]
    keys = {**COMMON_KEYS, **definition.keys_for("reviewer")}
    told = [
        phrase(keys[name].kind, tuple(value) if isinstance(value, list) else value, lang)
        for name, value in reason[part].items()
        if name in keys
    ]
    return "; ".join(dict.fromkeys(text for text in told if text))


def _pairs(values: Json) -> str:
    return ", ".join(f"{k.replace('_', ' ')} {_value(v)}" for k, v in values.items())


def _value(value: Any) -> str:
    return "; ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)


def _where(places: Sequence[Json], lang: str) -> str:
    spots = []
    for place in places[:3]:
        left, top, right, bottom = (str(round(100 * v)) for v in place["region"])
        spots.append(
            sentence(
                "terminal.place",
                lang,
                page=str(place["page"] + 1),
                left=left,
                right=right,
                top=top,
                bottom=bottom,
            )
        )
    return "; ".join(spots)


def _fields(fields: Mapping[str, Sequence[Json]], lang: str) -> Table:
    sources = list(dict.fromkeys(r["source"] for rows in fields.values() for r in rows))
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column(_label("field", lang), style="dim")
    for source in sources:
        table.add_column(source if lang == ENGLISH else word("source", source, lang))
    for name, readings in fields.items():
        cells = [" / ".join(r["value"] for r in readings if r["source"] == s) for s in sources]
        shown = name.replace("_", " ") if lang == ENGLISH else word("field", name, lang)
        table.add_row(shown, *cells)
    return table


def _comparisons(rows: Sequence[Json], lang: str) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for heading in ("compared", "one", "other", "result"):
        table.add_column(_label(heading, lang))
    for row in rows:
        result = row["agreement"].replace("_", " ")
        if row["rule"]:
            result += f" ({row['rule']})"
        if row["note"]:
            result += f"; {row['note']}"
        table.add_row(
            row["field"].replace("_", " "),
            f"{row['a']['source']}: {row['a']['value']}",
            f"{row['b']['source']}: {row['b']['value']}",
            result,
        )
    return table


def _seal(seal: Json, lang: str) -> Text:
    good = seal["status"] == "trusted"
    status = sentence(f"seal.{seal['status']}", lang)
    line = Text(f"{_label('signed_code', lang)}  {seal['scheme']}: {status}")
    line.stylize("green" if good else "yellow")
    if seal["issuer"]:
        line.append(f"  by {seal['issuer']}" if lang == ENGLISH else f"  {seal['issuer']}", "dim")
    if seal.get("detail"):
        line.append(f"  ({seal['detail']})", style="dim")
    return line


def _checks(findings: Sequence[Json], lang: str) -> Text:
    line = Text(f"{_label('checks', lang)}  ", style="dim")
    for finding in findings:
        line.append(finding["check"] + " ", style=_CHECK_STYLE[finding["status"]])
    return line
