"""Every zone of the reference's vectors: synthetic ones pass, published ones as recorded.

The synthetic lines are fictional persons' with valid check digits, made for these tests; the
published specimens are read from the reference beside the repository and skipped without it.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

HERE = Path(__file__).parent
SYNTHETIC = json.loads((HERE / "synthetic_zones.json").read_text(encoding="utf-8"))
PUBLISHED = HERE.parents[1].parent / "shared" / "reference" / "countries" / "vectors.yaml"

# What each is, and what stands in the way of accepting it: nothing, but for specimens.
EXPECTED = {
    "ind_no_surname": ("ind/passport", {}),
    "idn_mononym": ("idn/passport", {}),
    "pak_mononym_cnic": ("pak/passport", {}),
    "deu_td3": ("deu/passport", {}),
    "deu_id": ("deu/id-card", {}),
    "tur_id": ("tur/id-card-2017", {}),
    "srb_id": ("srb/id-card", {}),
    "rou_ci_td2": ("rou/id-card-1997", {}),
    "kaz_id_td1": ("kaz/id-card-2014", {}),
    "kaz_iin_dob_mismatch": ("kaz/id-card-2014", {}),
    "ukr_id_unzr": ("ukr/id-card-2016", {}),
    "rus_internal": ("rus/internal-passport", {}),
    "hrv_id_IO": ("hrv/id-card", {}),
    "ita_cie_C": ("ita/id-card-cie", {}),
    "esp_dni_support": ("esp/id-card", {}),
    "lva_pk_filler": ("lva/id-card", {}),
    "bel_long_skip": (None, {}),
    "bel_long_incl": (None, {}),
    "fra_cni_old": ("fra/id-card-1988", {"rules.specimen": "document.specimen"}),
    "unknown_birth_day": ("uto/passport", {"rules.specimen": "document.specimen"}),
    "truncated_name": ("uto/passport", {"rules.specimen": "document.specimen"}),
    "refugee": ("deu/passport", {}),
    "gbr_bno": ("gbr/passport", {}),
    "usa_opt_filler": ("usa/passport", {}),
}


@pytest.mark.parametrize("name", SYNTHETIC)
def test_a_synthetic_zone_is_recognised_and_nothing_stands_against_it(see, name):
    seen = see(*SYNTHETIC[name])
    profile, faults = EXPECTED[name]
    assert (seen.found.profile.id if seen.found.profile else None) == profile
    assert seen.faults == faults


def _published() -> list[tuple[str, list[str]]]:
    yaml = pytest.importorskip("yaml") if PUBLISHED.exists() else None
    if yaml is None:
        return []
    table = yaml.safe_load(PUBLISHED.read_text(encoding="utf-8"))
    return [(v["id"], v["lines"]) for v in table["published"]]


@pytest.mark.skipif(not PUBLISHED.exists(), reason="the reference is not beside the repository")
def test_published_specimens_find_their_profile_and_break_no_rule(see):
    countries = {"est", "fra", "hrv", "deu", "prt", "rou", "lva", "esp", "cze"}
    for name, lines in _published():
        seen = see(*lines)
        if name[:3] in countries:
            assert seen.found.profile is not None, name
        marks = {"validity.expiry", "rules.specimen"}  # they are specimens, and old ones
        assert set(seen.faults) <= marks, (name, seen.faults)
