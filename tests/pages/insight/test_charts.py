"""Charts show every step, and a count of one stays visible."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from api.pages.insight.charts import HEIGHT, WIDTH, trend_chart
from api.pages.insight.trend import Step

counts = st.integers(min_value=0, max_value=10**6)


@st.composite
def steps(draw):
    refused = draw(counts)
    wrong = draw(st.integers(min_value=0, max_value=refused))
    day = draw(st.dates(min_value=date(2020, 1, 1)))
    return Step(label="x", begins=day, decided=refused, refused=refused, wrong=wrong)


@given(st.lists(steps(), max_size=60))
def test_everything_drawn_lies_within_the_chart(given_steps):
    chart = trend_chart(given_steps)
    assert len(chart.columns) == len(given_steps)
    for column in chart.columns:
        for bar in (column.refused, column.wrong):
            assert bar.y >= 0
            assert bar.y + bar.height <= HEIGHT
            assert bar.x + bar.width <= WIDTH + 0.1
            assert (bar.height > 0) == (bar.value > 0)


def test_a_single_refusal_is_visible_beside_a_million():
    many = [Step(label="a", begins=date(2026, 1, 1), decided=1, refused=10**6, wrong=0)]
    one = [Step(label="b", begins=date(2026, 2, 1), decided=1, refused=1, wrong=1)]
    assert trend_chart(many + one).columns[1].wrong.height >= 1
