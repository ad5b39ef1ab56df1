"""The report as a person reads it in a terminal: what was seen, what was expected, what to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from verifier.model.decision import Verdict
from verifier.report.phrases import HEADLINES

_STYLE = {"accept": "green", "retry": "yellow", "review": "cyan", "reject": "red"}
_MARK = {"accept": "✓", "retry": "↻", "review": "…", "reject": "✗"}
_CHECK_STYLE = {"passed": "green", "failed": "red", "unsure": "yellow", "skipped": "dim"}
_WIDTH = 96

Json = Mapping[str, Any]


def print_report(report: Json, console: Console | None = None) -> None:
    """Print a `candor.report/1` of either audience."""
    out = console or Console(width=_WIDTH, highlight=False, soft_wrap=False)
    out.print(_headline(report))
    for number, reason in enumerate(report["reasons"], start=1):
        out.print(_reason(number, reason, report["audience"] == "reviewer"))
    if report["fields"]:
        out.print(_fields(report["fields"]))
    for seal in report["seals"]:
        out.print(_seal(seal))
    if differing := [c for c in report.get("comparisons", ()) if c["agreement"] != "same"]:
        out.print(_comparisons(differing))
    for line in report["would_change_it"]:
        out.print(Text.assemble(("→ ", "bold"), line))
    if "findings" in report:
        out.print(_checks(report["findings"]))


def _headline(report: Json) -> RenderableType:
    verdict = report["decision"]
    document = report["document"]
    what = " · ".join(str(v) for v in (document["profile"] or document["kind"],) if v)
    due = f"  (by {report['due']})" if report["due"] and verdict == "review" else ""
    line = Text()
    line.append(f"{_MARK[verdict]} {HEADLINES[Verdict(verdict)]}{due}", style=_STYLE[verdict])
    line.stylize("bold")
    if what:
        line.append(f"   {what}", style="dim")
    line.append(f"   as of {report['as_of']}", style="dim")
    return line


def _reason(number: int, reason: Json, reviewer: bool) -> Panel:
    rows = Table.grid(padding=(0, 1))
    rows.add_column(style="dim", no_wrap=True)
    rows.add_column()
    if reason["seen"]:
        rows.add_row("seen", _pairs(reason["seen"]))
    if reason["expected"]:
        rows.add_row("expected", _pairs(reason["expected"]))
    if reason["regions"]:
        rows.add_row("where", _where(reason["regions"]))
    rows.add_row("what to do", Text(reason["applicant"]["fix"], style="bold"))
    if reason["applicant"]["alternatives"]:
        rows.add_row("or send", ", ".join(reason["applicant"]["alternatives"]))
    if reviewer:
        rows.add_row("reviewer", Text(f"{reason['reviewer']['title']} {reason['reviewer']['fix']}"))
        if reason["reviewer"]["evidence"]:
            rows.add_row("evidence", Text(_pairs(reason["reviewer"]["evidence"]), style="dim"))
    body = Group(Text(reason["applicant"]["title"]), rows)
    return Panel(body, title=f"{number}  {reason['code']}", title_align="left", width=_WIDTH)


def _pairs(values: Json) -> str:
    return ", ".join(f"{k.replace('_', ' ')} {_value(v)}" for k, v in values.items())


def _value(value: Any) -> str:
    return "; ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)


def _where(places: Sequence[Json]) -> str:
    spots = []
    for place in places[:3]:
        left, top, right, bottom = (round(100 * v) for v in place["region"])
        spots.append(f"page {place['page'] + 1}, {left}-{right} % across, {top}-{bottom} % down")
    return "; ".join(spots)


def _fields(fields: Mapping[str, Sequence[Json]]) -> Table:
    sources = list(dict.fromkeys(r["source"] for rows in fields.values() for r in rows))
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("field", style="dim")
    for source in sources:
        table.add_column(source)
    for name, readings in fields.items():
        cells = [" / ".join(r["value"] for r in readings if r["source"] == s) for s in sources]
        table.add_row(name.replace("_", " "), *cells)
    return table


def _comparisons(rows: Sequence[Json]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for heading in ("compared", "one", "other", "result"):
        table.add_column(heading)
    for row in rows:
        result = row["agreement"].replace("_", " ")
        if row["rule"]:
            result += f" ({row['rule']})"
        table.add_row(
            row["field"].replace("_", " "),
            f"{row['a']['source']}: {row['a']['value']}",
            f"{row['b']['source']}: {row['b']['value']}",
            result,
        )
    return table


def _seal(seal: Json) -> Text:
    good = seal["status"] == "trusted"
    line = Text(f"signed code  {seal['scheme']}: {seal['status'].replace('_', ' ')}")
    line.stylize("green" if good else "yellow")
    if seal["issuer"]:
        line.append(f"  by {seal['issuer']}", style="dim")
    if seal.get("detail"):
        line.append(f"  ({seal['detail']})", style="dim")
    return line


def _checks(findings: Sequence[Json]) -> Text:
    line = Text("checks  ", style="dim")
    for finding in findings:
        line.append(finding["check"] + " ", style=_CHECK_STYLE[finding["status"]])
    return line
