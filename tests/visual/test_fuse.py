from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from verifier.visual.alphabets import fuse_native
from verifier.visual.fuse import align, fuse_latin
from verifier.visual.letters import marked_letters
from verifier.visual.strip import Char, Strip, mean_confidence, text_of


def strip(text: str, sure: float = 0.95) -> Strip:
    step = 1 / max(len(text), 1)
    return tuple(
        Char(text=c, confidence=sure, left=i * step, right=(i + 1) * step)
        for i, c in enumerate(text)
    )


def test_two_readers_that_agree_are_surer_than_either() -> None:
    fused = fuse_latin(strip("ERIKSSON", 0.9), strip("ERIKSSON", 0.9))
    assert text_of(fused) == "ERIKSSON"
    assert min(c.confidence for c in fused) > 0.97


def test_a_disputed_letter_keeps_its_shape_loses_its_confidence_and_names_the_other() -> None:
    fused = fuse_latin(strip("MEULENDDIK"), strip("MEULENDIIK"))
    assert text_of(fused) == "MEULENDDIK"
    assert fused[7].confidence < 0.6
    assert fused[7].other == "I"


def test_a_dropped_accent_comes_back_from_either_reader() -> None:
    german = marked_letters("de")
    assert text_of(fuse_latin(strip("KOLN"), strip("KÖLN"), german)) == "KÖLN"
    assert text_of(fuse_latin(strip("KÖLN"), strip("KOLN"), german)) == "KÖLN"


def test_an_accent_the_language_does_not_have_is_dirt() -> None:
    dutch = marked_letters("pl")
    assert text_of(fuse_latin(strip("LOES"), strip("LÕES"), dutch)) == "LOES"


def test_the_packs_accent_stands_between_two() -> None:
    czech = marked_letters("cs")
    assert text_of(fuse_latin(strip("ŠIMÜNEK"), strip("ŠIMŮNEK"), czech)) == "ŠIMŮNEK"


def test_a_word_of_shared_shapes_is_native_print() -> None:
    fused = fuse_native(strip("TAPAC", 0.99), strip("ТАРАС", 0.96), "Cyrl")
    assert text_of(fused) == "ТАРАС"


def test_latin_print_among_cyrillic_stays_latin() -> None:
    fused = fuse_native(strip("SHEVCHENKO", 0.99), strip("ЗНЕУСНЕМКО", 0.6), "Cyrl")
    assert text_of(fused) == "SHEVCHENKO"


def test_a_number_is_read_in_western_digits() -> None:
    fused = fuse_native(strip("FX428817", 0.99), strip("ЕХ428817", 0.8), "Cyrl")
    assert text_of(fused) == "FX428817"


_LETTERS = st.text(alphabet="AÁBCDEIL10О ЖЯ/", max_size=14)


@settings(max_examples=300, deadline=None)
@given(_LETTERS, _LETTERS)
def test_an_alignment_walks_both_texts_once_in_order(first: str, second: str) -> None:
    pairs = align(first, second)
    assert [i for i, _ in pairs if i is not None] == list(range(len(first)))
    assert [j for _, j in pairs if j is not None] == list(range(len(second)))


@settings(max_examples=300, deadline=None)
@given(_LETTERS, _LETTERS)
def test_any_two_readings_make_one_line(first: str, second: str) -> None:
    for fused in (
        fuse_latin(strip(first), strip(second)),
        fuse_native(strip(first), strip(second), "Cyrl"),
    ):
        assert 0.0 <= mean_confidence(fused) <= 1.0
        assert all(0.0 <= c.confidence <= 1.0 for c in fused)


def test_letters_that_differ_by_size_alone_tell_no_case() -> None:
    turkish = marked_letters("tr")
    assert text_of(fuse_latin(strip("izMiR"), strip("izMiR"), turkish)) == "İZMİR"
    assert text_of(fuse_latin(strip("Ross"), strip("Ross"), turkish)) == "Ross"
    assert text_of(fuse_latin(strip("McCoy"), strip("McCoy"), frozenset())) == "McCoy"


def test_a_sharp_s_is_taken_from_the_pack_that_knows_it() -> None:
    german = marked_letters("de")
    assert text_of(fuse_latin(strip("GROBMANN"), strip("GROßMANN"), german)) == "GROßMANN"
    assert text_of(fuse_latin(strip("GROBMANN"), strip("GROßBMANN"), german)) == "GROßMANN"


def test_where_no_language_prints_marks_one_reader_alone_invents_none() -> None:
    malay = marked_letters("ms")
    assert text_of(fuse_latin(strip("DIRÉCTOR"), strip("DIRECTOR"), malay)) == "DIRECTOR"
    both = marked_letters("ms", "fr")
    assert text_of(fuse_latin(strip("LÉVESQUE"), strip("LEVESQUE"), both)) == "LÉVESQUE"


def test_the_stop_of_a_number_is_no_letter() -> None:
    romanian = marked_letters("ro")
    assert text_of(fuse_latin(strip("1."), strip("1ă"), romanian)) == "1."
