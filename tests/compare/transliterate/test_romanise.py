"""Tables against the examples their own laws and orders print."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verifier.compare.transliterate import romanisations, romanisations_for, romanise
from verifier.errors import CandorError

# Examples printed in the table of resolution 55 of 2010.
KMU_55 = """
Алушта Alushta|Андрій Andrii|Борщагівка Borshchahivka|Борисенко Borysenko|Вінниця Vinnytsia|
Володимир Volodymyr|Гадяч Hadiach|Богдан Bohdan|Згурський Zghurskyi|Ґалаґан Galagan|Ґорґани Gorgany|
Донецьк Donetsk|Дмитро Dmytro|Рівне Rivne|Олег Oleh|Есмань Esman|Єнакієве Yenakiieve|
Гаєвич Haievych|Короп'є Koropie|Житомир Zhytomyr|Жанна Zhanna|Жежелів Zhezheliv|
Закарпаття Zakarpattia|
Казимирчук Kazymyrchuk|Медвин Medvyn|Михайленко Mykhailenko|Іванків Ivankiv|Іващенко Ivashchenko|
Їжакевич Yizhakevych|Кадиївка Kadyivka|Мар'їне Marine|Йосипівка Yosypivka|Стрий Stryi|
Олексій Oleksii|
Київ Kyiv|Коваленко Kovalenko|Лебедин Lebedyn|Леонід Leonid|Миколаїв Mykolaiv|Маринич Marynych|
Ніжин Nizhyn|Наталія Nataliia|Одеса Odesa|Онищенко Onyshchenko|Полтава Poltava|Петро Petro|
Решетилівка Reshetylivka|Рибчинський Rybchynskyi|Суми Sumy|Соломія Solomiia|Тернопіль Ternopil|
Троць Trots|Ужгород Uzhhorod|Уляна Uliana|Фастів Fastiv|Філіпчук Filipchuk|Харків Kharkiv|
Христина Khrystyna|Стеценко Stetsenko|Чернівці Chernivtsi|Шевченко Shevchenko|Шостка Shostka|
Кишеньки Kyshenky|Щербухи Shcherbukhy|Гоща Hoshcha|Гаращенко Harashchenko|Юрій Yurii|
Корюківка Koriukivka|
Яготин Yahotyn|Ярошенко Yaroshenko|Костянтин Kostiantyn|Знам'янка Znamianka|Феодосія Feodosiia|
Згорани Zghorany|Розгон Rozghon
"""
BG_2009 = """
Мария Maria|София Sofia|Щърбанова Shtarbanova|Юлия Yulia|Желязков Zhelyazkov|Цветан Tsvetan|
Чавдар Chavdar|Шишман Shishman|Хасково Haskovo|Йордан Yordan|Първанов Parvanov|Ямбол Yambol|
Гълъбов Galabov|Александър Aleksandar
"""


def _pairs(text: str) -> list[tuple[str, ...]]:
    return [tuple(pair.split()) for pair in text.replace("\n", "").split("|")]


@pytest.mark.parametrize(("native", "latin"), _pairs(KMU_55))
def test_resolution_55_spells_its_own_examples(native, latin):
    assert romanise(native, "uk-kmu55-2010") == latin


@pytest.mark.parametrize(("native", "latin"), _pairs(BG_2009))
def test_the_bulgarian_act_spells_names(native, latin):
    assert romanise(native, "bg-law-2009") == latin


@pytest.mark.parametrize(
    ("native", "latin", "table"),
    [
        ("Юлия Щеглова", "Iuliia Shcheglova", "ru-icao-2014"),
        ("Гайа Васильева", "Gaia Vasileva", "ru-icao-2014"),
        ("Ян Разъездной", "Ian Razieezdnoi", "ru-icao-2014"),
        ("Кузнецов", "Kuznetcov", "ru-gost52535-2010"),
        ("Гайа Васильева", "Gaya Vasilyeva", "ru-mvd310-1997"),
        ("Андрей Видный", "Andrey Vidnyy", "ru-mvd310-1997"),
        ("Юрий Васин", "Iourii Vasine", "ru-mvd310-1997-french"),
        ("Оксана Снегирёва", "Oxana Sneguireva", "ru-mvd310-1997-french"),
        ("Мадыр Чёткий", "Madyr Chetkiy", "ru-mvd782-2000"),
        ("Оксана Клеёнкина", "Oksana Kleyonkina", "ru-mvd782-2000"),
        ("Аляксандр Міховіч", "Aliaksandr Mikhovich", "be-mvd-2008"),
        ("Святлана", "Sviatlana", "be-mvd-2008"),
        ("Ђорђевић", "Dordevic", "sr-gaj-stripped"),
        ("Ђорђевић", "Đorđević", "sr-gaj"),
        ("Ѓорѓи Ќосев", "Gjorgji Kjosev", "mk-passport"),
        ("Хилл", "Khill", "kk-passport"),
        ("გიორგი კვირიკაშვილი", "Giorgi Kvirikashvili", "ka-2002"),
        ("Հովհաննիսյան", "Hovhannisyan", "hy-passport"),
        ("Ոսկան", "Voskan", "hy-passport"),
        ("Ευθύμιος Αυγερινός", "Efthymios Avgerinos", "el-elot743"),
        ("Μπότσαρης", "Botsaris", "el-elot743"),
    ],
)
def test_tables_spell_their_examples(native, latin, table):
    assert romanise(native, table) == latin


def test_the_icao_arabic_code_marks_the_final_teh_marbuta():
    assert romanise("فاطمة", "ar-icao-mrz").upper() == "FAXTTMXAH"


def test_capitals_stay_capitals_and_georgian_is_not_raised_to_mtavruli():
    assert romanise("ШЕВЧЕНКО", "uk-kmu55-2010") == "SHEVCHENKO"
    assert romanise("ნინო", "ka-2002") == "Nino"


def test_the_issuing_country_s_tables_come_first():
    assert romanisations_for("cyrillic", "UKR")[0].startswith("uk-")
    assert romanisations_for("cyrillic", "BGR")[0].startswith("bg-")


def test_every_table_names_its_source():
    assert all(table.name and table.source for table in romanisations().values())


def test_an_unknown_table_is_our_fault():
    with pytest.raises(CandorError, match="no romanisation table"):
        romanise("Олег", "uk-none")


@given(st.text(max_size=60), st.sampled_from(sorted(romanisations())))
def test_any_text_can_be_romanised(text, table):
    romanise(text, table)
