"""Names: the rules, one example each; the whole table is the bench's."""

import pytest

from bench import names as bench
from verifier.compare.names import Name, Verdict, compare_names
from verifier.compare.names.show import as_json, as_text


def _compare(a, b, country=None):
    return compare_names(Name(full_name=a), Name(full_name=b), country=country)


def test_every_pair_of_the_tables_is_judged_rightly():
    pairs = [p for table in bench.TABLES for p in bench.read_pairs(bench.DATA / table)]
    count = bench.measure(pairs, bench.by_rule)
    assert len(pairs) >= 600
    assert (count.false_differences, count.false_matches) == (0, 0)


@pytest.mark.parametrize(
    ("a", "b", "country", "verdict", "rule"),
    [
        ("ОЛЕКСІЙ ШЕВЧЕНКО", "Alexey Shevchenko", "UKR", "likely", "given_name_pair"),
        ("ШЕВЧЕНКО ОЛЕНА", "Olena Shevchenko", "UKR", "same_by_rule", "romanisation.uk-kmu55-2010"),
        ("Yurii Koval", "Iurii Koval", "UKR", "same_by_rule", "romanisation.yu"),
        ("Anna Maria Berg", "Berg Anna Maria", None, "same_by_rule", "order.reversed"),
        ("Олег Петрович Кий", "Oleh Kyi", "UKR", "same_by_rule", "romanisation.uk-kmu55-2010"),
        ("Jürgen Groß", "JUERGEN GROSS", "DEU", "same_by_rule", "umlaut.expanded"),
        ("Enya O'Connor", "Enya OConnor", None, "same_by_rule", "apostrophe"),
        ("Mei-Hua Chen", "Meihua Chen", None, "same_by_rule", "hyphen"),
        ("John Smith Jr", "John Smith", None, "likely", "suffix.omitted"),
        ("S. Kumar", "Suresh Kumar", "IND", "likely", "initial"),
        ("María García López", "María García", "ESP", "same_by_rule", "second_surname.omitted"),
        ("Jan van der Berg", "Jan Berg", "NLD", "same_by_rule", "surname.particle"),
        ("SHEVCHENK0 Olena", "Shevchenko Olena", None, "likely", "misreading"),
        ("John Smith", "Jane Smith", None, "different", "differs.name"),
        ("John Smith Jr", "John Smith Sr", None, "different", "differs.suffix"),
        ("Alex Berg", "Alexander Berg", None, "likely", "short_form"),
        ("anna berg", "ANNA BERG", None, "same", "identical"),
    ],
)
def test_each_verdict_names_its_rule(a, b, country, verdict, rule):
    outcome = _compare(a, b, country)
    assert (outcome.verdict.value, outcome.rule) == (verdict, rule)


def test_names_in_fields_swapped_need_a_person():
    a, b = Name(surname="BERG", given_names="ANNA"), Name(surname="Anna", given_names="Berg")
    outcome = compare_names(a, b)
    assert (outcome.verdict, outcome.rule) == (Verdict.LIKELY, "order.fields_swapped")


def test_a_cut_name_is_the_same_where_the_field_is_full():
    zone = Name(surname="VILARCHAO FERNANDEZ", given_names="JOSE RAMO")
    whole = Name(surname="Vilarchao Fernández", given_names="José Ramón")
    assert compare_names(zone, whole, truncated_at=30).rule == "mrz.truncated"
    assert compare_names(zone, whole, truncated_at=39).verdict is not Verdict.SAME_BY_RULE


def test_differing_characters_are_marked_in_the_field_they_stand_in():
    part = _compare("Anna Berg", "Anna Borg").differing[0]
    assert (part.a, part.b, part.a_marks, part.b_marks) == ("Berg", "Borg", (6,), (6,))


def test_a_script_we_cannot_read_is_not_the_holder_s_fault():
    outcome = _compare("王伟", "Wang Wei", "CHN")
    assert outcome.verdict is Verdict.LIKELY
    assert not outcome.comparable


def test_the_json_form_carries_verdict_rule_and_alignment():
    shown = as_json(_compare("Ганна Кий", "Hanna Kyi", "UKR"))
    assert shown["verdict"] == "same_by_rule"
    assert {"a", "b", "status", "rule", "a_span", "b_span"} <= shown["alignment"][0].keys()
    assert "Hanna" in as_text(_compare("Ганна Кий", "Hanna Kyi", "UKR"))


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        ("AINURA TOKTOSUN KYZY", "TOKTOSUN KYZY AINURA", "same_by_rule"),
        ("AINURA TOKTOSUN KYZY", "AIBEK KYZY AINURA", "different"),
        ("AINURA TOKTOSUN KYZY", "AINURA KYZY TOKTOSUN", "different"),
    ],
)
def test_a_fathers_name_with_its_word_stands_in_any_order(a, b, verdict):
    told = compare_names(Name(full_name=a), Name(full_name=b), country="KGZ")
    assert str(told.verdict) == verdict
