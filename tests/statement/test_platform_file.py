"""A platform's file: what it says is taken over, what is odd in it is named."""

from __future__ import annotations

import tomllib

import pytest

from verifier.statement.parties import Law, RemedyKind
from verifier.statement.platform_file import PlatformFileError, platform_from, scope_from

TEXT = """
name = "Gigforge"
legal_name = "Gigforge Marketplace Ltd"
address = "1 Example Street, Dublin, Ireland"
laws = ["dsa", "platform-work"]
[contact]
name = "Account decisions desk"
email = "decisions@gigforge.example"
[ground]
reference = "Terms of Service, section 4.2"
text = { en = "Everyone who is paid shows a valid document.", uk = "Кожен показує документ." }
[measure]
scope = "Payouts and new contracts."
territory = ["worldwide"]
[[remedy]]
kind = "complaint"
where = "https://gigforge.example/complaints"
open_days = 184
answered_days = 14
"""


def test_a_platform_is_read():
    platform = platform_from(tomllib.loads(TEXT))
    assert platform.laws == (Law.DSA, Law.PLATFORM_WORK)
    assert platform.ground
    assert platform.ground.text["uk"] == "Кожен показує документ."
    assert platform.remedies[0].kind is RemedyKind.COMPLAINT
    assert scope_from(tomllib.loads(TEXT))[0] == {"en": "Payouts and new contracts."}


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("legal_name", "legalname", "legalname is not a key"),
        ("open_days", "opendays", "remedy.opendays is not a key"),
        ('kind = "complaint"', 'kind = "prayer"', "prayer"),
        ('"dsa"', '"lex"', "lex"),
        ("[contact]", "[[contact]]", "described"),
    ],
)
def test_what_is_odd_is_named(old, new, named):
    with pytest.raises(PlatformFileError, match=named):
        platform_from(tomllib.loads(TEXT.replace(old, new)))
