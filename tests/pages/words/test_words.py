"""The pages' sentences: complete in every language, none unused, values safe inside them."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from markupsafe import Markup

from api.pages.look.moments import day
from api.pages.rooms import PAGES
from api.pages.words.say import LOCALE, PLACEHOLDER, english, plain, read_pages, say
from verifier.reasons.language import ENGLISH, LANGUAGES, direction

OTHERS = [tag for tag in LANGUAGES if tag != ENGLISH]
# Names put together in templates and code: `standing.<state>` and the like.
PUT_TOGETHER = ("standing.", "problem.", "trail.", "checking.", "send.", "name.", "appeal.state_")


def held(tag: str) -> dict[str, tuple[str, str]]:
    return {
        str(m.context): (str(m.id), str(m.string))
        for m in read_pages(LOCALE, tag)
        if m.id and not m.fuzzy
    }


@pytest.mark.parametrize("tag", OTHERS)
def test_a_language_says_every_sentence_of_today(tag):
    kept = held(tag)
    missing = [
        name
        for name, text in english().items()
        if kept.get(name, ("", ""))[0] != text or not kept[name][1].strip()
    ]
    assert not missing
    assert not kept.keys() - english().keys(), "stale"


@pytest.mark.parametrize("tag", OTHERS)
def test_a_translation_keeps_its_placeholders(tag):
    for name, (source, text) in held(tag).items():
        assert sorted(PLACEHOLDER.findall(text)) == sorted(PLACEHOLDER.findall(source)), name
        assert not set("{}") & set(PLACEHOLDER.sub("", text)), name


@pytest.mark.parametrize("tag", OTHERS)
def test_a_translation_is_not_the_english(tag):
    same = [name for name, (source, text) in held(tag).items() if text == source]
    # Words that many languages share: Document, Foto.
    assert len(same) <= 4


def test_every_folder_is_a_language_that_is_offered():
    assert {path.name for path in LOCALE.iterdir()} == {tag.replace("-", "_") for tag in OTHERS}


def test_no_sentence_is_left_over():
    sources = [*PAGES.rglob("*.html"), *PAGES.rglob("*.py")]
    texts = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    named = set(re.findall(r"[\"']([a-z]+\.[a-z_0-9]+)[\"']", texts))
    left = [name for name in english() if name not in named and not name.startswith(PUT_TOGETHER)]
    assert not left


def test_a_value_is_escaped_and_isolated():
    assert say("en", "frame.for_platform", platform="<b>x") == (
        "Identity check for <bdi>&lt;b&gt;x</bdi>"
    )
    assert isinstance(say("ur", "frame.for_platform", platform="Werkbank"), Markup)


def test_a_plain_sentence_has_no_markup():
    assert plain("en", "frame.for_platform", platform="A{b}\u202e") == "Identity check for A(b)"


def test_a_sentence_of_the_reasons_catalogue_is_found():
    assert "2026" in say("uk", "report.by", date=day("uk", datetime(2026, 12, 6, tzinfo=UTC)))


def test_a_date_that_ends_in_a_full_stop_does_not_end_twice():
    when = datetime(2026, 12, 6, tzinfo=UTC)
    assert ".." not in say("uk", "standing.valid_until", date=day("uk", when)).striptags()
    assert ".։" not in say("hy", "standing.valid_until", date=day("hy", when)).striptags()


def test_an_unknown_sentence_is_an_error():
    with pytest.raises(KeyError):
        say("en", "standing.nonsense")


def test_two_languages_run_from_the_right():
    assert {tag for tag in LANGUAGES if direction(tag) == "rtl"} == {"ur", "ar"}
