from bench.mrz_readers import NOTHING, Answer
from bench.mrz_score import score

LINES = (
    "I<UTOD231458907".ljust(30, "<"),
    "7408122F1204159UTO<<<<<<<<<<<6",
    "ERIKSSON".ljust(30, "<"),
)
TRUTH = {
    "card.png": {"type": "TD1", "lines": list(LINES)},
    "cover.png": {"type": "none", "lines": []},
}


def scored(card=NOTHING, cover=NOTHING):
    return score(TRUTH, {"card.png": card, "cover.png": cover})


def test_an_exact_reading_counts_in_full():
    total = scored(Answer(lines=LINES, accepted=True))
    assert (total.documents_exact, total.lines_exact) == (1, 3)
    assert total.characters_right == 90
    assert total.accepted_wrong == []


def test_a_wrong_reading_that_is_accepted_is_named():
    wrong = (*LINES[:2], LINES[2].replace("K", "X"))
    total = scored(Answer(lines=wrong, accepted=True))
    assert total.accepted_wrong == ["card.png"]
    assert total.lines_exact == 2


def test_a_zone_where_there_is_none_is_named():
    total = scored(cover=Answer(lines=LINES, accepted=True))
    assert total.negatives_accepted == ["cover.png"]
    assert total.inexact == ["card.png"]


def test_a_line_marked_loose_is_not_scored():
    truth = {"card.png": {"type": "TD1", "lines": list(LINES), "loose_line": 2}}
    answer = Answer(lines=(*LINES[:2], "ESPA?OLA".ljust(30, "<")), accepted=False)
    assert score(truth, {"card.png": answer}).documents_exact == 1
