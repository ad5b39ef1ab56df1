"""What a signed eGov.kz document says about the person who asked for it.

Source: the portal's response documents (namespaces under http://itrc.kz/): the declarant with last,
first and middle name, birth date (xs:date with a time zone, which is dropped and not applied), the
individual identification number and the identity document. Text stays as written, in Cyrillic.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from verifier.seal.formats.plain_xml import Element, content, local_name

DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:Z|[+-]\d{2}:\d{2}|T.*)?")
IIN = re.compile(r"\d{12}")
# The portal's names of elements, in lower case; the first present wins.
NAMES = {
    "surname": ("lastname", "surname"),
    "given_names": ("firstname", "givenname"),
    "patronymic": ("middlename", "patronymic", "secondname"),
    "birth_date": ("borndt", "birthdate", "dateofbirth", "borndate"),
}
PERSON = ("declarant", "person", "citizen", "applicant")
PERSONAL_NUMBER = ("declarantiin", "iin", "declarantid")
IDENTITY_DOCUMENT = ("declarantidentitydoc", "identitydoc", "identitydocument")
REQUEST_DATE = ("requestdate", "statementdate", "responsedate")


def named(root: Element) -> dict[str, str]:
    """Return the declarant's values under the report's names."""
    person = _first(root, PERSON)
    home = root if person is None else person
    found = {field: _text(home, names) for field, names in NAMES.items()}
    found["birth_date"] = _day(found["birth_date"])
    found["personal_number"] = _number(root, home)
    identity = _first(root, IDENTITY_DOCUMENT)
    if identity is not None:
        found["document_number"] = _text(identity, ("number", "docnumber"))
    return {field: value for field, value in found.items() if value}


def requested_at(root: Element) -> datetime | None:
    """Return when the document was asked for and made, UTC; None when it does not say."""
    for name in REQUEST_DATE:
        text = _text(root, (name,))
        for form in (text, _day(text)):
            try:
                moment = datetime.fromisoformat(form)
            except ValueError:
                continue
            return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    return None


def _elements(home: Element, names: tuple[str, ...]) -> Iterator[Element]:
    for name in names:
        for element in home.iter():
            if local_name(element).lower() == name:
                yield element


def _first(home: Element, names: tuple[str, ...]) -> Element | None:
    return next((one for one in _elements(home, names) if len(one)), None)


def _text(home: Element, names: tuple[str, ...]) -> str:
    return next((text for one in _elements(home, names) if (text := content(one))), "")


def _day(text: str) -> str:
    found = DAY.fullmatch(text)
    return found[1] if found else ""


def _number(root: Element, person: Element) -> str:
    """Return the person's number, which stands inside or beside the person."""
    for home in (person, root):
        for element in _elements(home, PERSONAL_NUMBER):
            if IIN.fullmatch(content(element)):
                return content(element)
    return ""
