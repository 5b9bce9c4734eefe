"""Tables as the municipality would publish them: what is withheld, why, and what earlier letters do."""

from dataclasses import replace
from datetime import date

import pytest

from spoorboek.figures.definition import Counts
from spoorboek.figures.values import NonValue
from spoorboek.rules.disclosure.exception import DisclosureException
from spoorboek.rules.disclosure.history_audit import audit_history, check_can_publish
from spoorboek.rules.disclosure.layouts import overlay_layouts
from spoorboek.rules.disclosure.protected_table import TableRequest, protect_table
from spoorboek.rules.disclosure.publication import (
    DisclosureError,
    Publication,
    PublicationHistory,
    PublishedSum,
    WithheldSum,
    as_mean_sum,
    as_rounded_sum,
)
from spoorboek.rules.disclosure.small_cells import (
    CellNature,
    WithholdReason,
    find_mean_reason,
    find_reason,
    get_threshold,
)
from spoorboek.rules.parameters.dated import ParameterError
from spoorboek.rules.parameters.disclosure_parameters import get_disclosure_parameters
from spoorboek.stats.cell_table import CellTable, Dimension, as_dimension

ON = date(2025, 2, 24)
PARAMETERS = get_disclosure_parameters(ON)
AREAS = Dimension("gebied", {"stad": ("noord", "zuid", "west")})


def a_request(counts, *, areas=AREAS, code="tabel", **changes):
    table = CellTable((areas,), {(name,): count for name, count in counts.items()})
    request = TableRequest(
        code, f"Overlast {code}", ON, table, Counts.INCIDENTS, ("nuisance", "2024"), area_dimension="gebied"
    )
    return replace(request, **changes)


def protect(request, *earlier, **changes):
    return protect_table(request, PublicationHistory(earlier), PARAMETERS, **changes)


def values(table):
    return {cell.name[0]: cell.value for cell in table.cells}


def a_letter(*sums, code="brief", title="Brief van mei"):
    return Publication(code, title, ON, published=sums)


def a_sum(pieces, value, title="Overlast"):
    return PublishedSum(title, {("nuisance", "2024", piece): 1.0 for piece in pieces}, value, value)


@pytest.mark.parametrize(
    ("counts", "below", "special", "threshold"),
    [
        (Counts.PERSONS, False, False, 10),
        (Counts.PERSONS, True, False, 10),
        (Counts.INCIDENTS, True, False, 5),
        (Counts.INCIDENTS, False, False, None),
        (Counts.ACTIONS, False, False, None),
        (Counts.CASES, False, False, None),
        (Counts.PREMISES, False, False, None),
        (Counts.PREMISES, True, False, 5),
        (Counts.CASES, False, True, 10),
    ],
)
def test_the_threshold_depends_on_what_is_counted_and_where(counts, below, special, threshold):
    assert get_threshold(CellNature(counts, special, below), PARAMETERS) == threshold


@pytest.mark.parametrize(
    ("value", "group", "reason"),
    [
        (0, None, None),
        (1, None, WithholdReason.SMALL_COUNT),
        (9, None, WithholdReason.SMALL_COUNT),
        (10, None, None),
        (4, 9, WithholdReason.SMALL_GROUP),
        (0, 9, WithholdReason.SMALL_GROUP),
        (3, 90, WithholdReason.SMALL_COUNT),
        (85, 90, WithholdReason.SMALL_REST),
        (90, 90, None),
        (0, 0, None),
        (40, 90, None),
    ],
)
def test_a_number_of_persons_is_withheld_for_a_reason(value, group, reason):
    assert find_reason(value, CellNature(Counts.PERSONS), PARAMETERS, group_size=group) is reason


def test_that_everybody_has_a_special_property_is_withheld_too():
    assert find_reason(90, CellNature(Counts.PERSONS), PARAMETERS, group_size=90) is None
    special = CellNature(Counts.PERSONS, is_special=True)
    assert find_reason(90, special, PARAMETERS, group_size=90) is WithholdReason.SMALL_REST
    assert find_reason(0, special, PARAMETERS, group_size=90) is None


def test_a_mean_over_a_small_group_is_withheld_too():
    persons = CellNature(Counts.PERSONS)
    assert [find_mean_reason(size, persons, PARAMETERS) for size in (0, 9, 10)] == [
        None,
        WithholdReason.SMALL_GROUP,
        None,
    ]
    assert find_mean_reason(3, CellNature(Counts.CASES), PARAMETERS) is None


def test_agreements_are_dated():
    with pytest.raises(ParameterError):
        get_disclosure_parameters(date(2020, 1, 1))
    assert PARAMETERS.get_width(Counts.PERSONS) == PARAMETERS.get_width(Counts.CASES, is_special=True) == 5
    assert PARAMETERS.get_width(Counts.INCIDENTS) == 3


def test_a_small_area_takes_a_second_one_along_and_both_say_why():
    table = protect(a_request({"noord": 3, "zuid": 20, "west": 31}))
    assert values(table) == {
        "stad": 54,
        "noord": NonValue.SUPPRESSED,
        "zuid": NonValue.SUPPRESSED,
        "west": 31,
    }
    said = {cell.name[0]: cell.sentence for cell in table.cells}
    assert said["noord"] == "Afgeschermd: het aantal is te klein om te noemen."
    assert "een ander weggelaten aantal" in said["zuid"]
    assert said["west"] == ""
    assert table.value(("west",)) == 31
    with pytest.raises(DisclosureError, match="geen cel oost"):
        table.value(("oost",))


def test_a_nought_is_published_and_only_withheld_when_nothing_else_helps():
    table = protect(a_request({"noord": 3, "zuid": 0, "west": 31}))
    assert values(table)["zuid"] == 0
    letter = a_letter(a_sum(["noord", "zuid", "west"], 3))
    table = protect(a_request({"noord": 3, "zuid": 0, "west": 0}), letter)
    assert values(table)["noord"] is NonValue.SUPPRESSED
    assert list(values(table).values()).count(NonValue.SUPPRESSED) >= 2


def test_counts_of_measures_for_the_whole_city_are_exempt():
    kinds = as_dimension("soort", ["sluiting", "last", "waarschuwing"], total="alle")
    table = CellTable((kinds,), {("sluiting",): 2, ("last",): 3, ("waarschuwing",): 4})
    request = TableRequest("t", "Maatregelen", ON, table, Counts.ACTIONS, ("measures", "2024"))
    assert [cell.value for cell in protect(request).cells] == [9, 2, 3, 4]
    special = protect(replace(request, is_special=True))
    assert {cell.value for cell in special.cells} == {NonValue.SUPPRESSED}


def test_a_person_may_decide_otherwise_with_a_reason():
    request = a_request({"noord": 3, "zuid": 20, "west": 31})
    reason = "De bewoners van noord maakten dit aantal zelf bekend."
    decision = DisclosureException(request.title_of(("noord",)), reason, "person:7", ON)
    table = protect(request, exceptions=[decision])
    assert values(table)["noord"] == 3
    assert NonValue.SUPPRESSED not in values(table).values()
    assert [cell.sentence for cell in table.cells if cell.exception] == [
        f"Klein, en toch gepubliceerd: {reason}"
    ]


@pytest.mark.parametrize(
    ("reason", "by", "says"), [("mag wel", "person:7", "ten minste 20"), ("x" * 20, " ", "wie")]
)
def test_an_exception_without_a_reason_or_a_person_is_refused(reason, by, says):
    with pytest.raises(DisclosureError, match=says):
        DisclosureException("cel", reason, by, ON)


def test_a_share_over_a_small_group_is_withheld():
    groups = {("noord",): 7, ("zuid",): 60, ("west",): 80}
    request = replace(a_request({"noord": 6, "zuid": 30, "west": 31}), counts=Counts.PERSONS, groups=groups)
    table = protect(request)
    reasons = {cell.name[0]: cell.reason for cell in table.cells}
    assert reasons["noord"] is WithholdReason.SMALL_GROUP
    assert list(reasons.values()).count(WithholdReason.PROTECTS_OTHERS) == 1


def test_an_earlier_letter_makes_another_area_go_along():
    letter = a_letter(a_sum(["zuid"], 20))
    table = protect(a_request({"noord": 3, "zuid": 20, "west": 31}), letter)
    assert values(table)["zuid"] == 20
    assert values(table)["west"] is NonValue.SUPPRESSED


def test_a_letter_that_gives_a_withheld_number_away_is_blocked_with_its_name():
    first = protect(a_request({"noord": 3, "zuid": 20, "west": 31})).publication
    history = PublicationHistory((first,))
    letter = a_letter(a_sum(["zuid"], 20), title="Brief van juni")
    with pytest.raises(DisclosureError) as caught:
        check_can_publish(history, letter)
    assert str(caught.value) == (
        "'Brief van juni' kan zo niet naar buiten. "
        "Het weggelaten aantal 'Overlast tabel: noord' is uit te rekenen: het is 3. "
        "'Overlast tabel' en 'Brief van juni' verraden dat samen. "
        "Het weggelaten aantal 'Overlast tabel: zuid' is uit te rekenen: het is 20. "
        "'Brief van juni' verraadt dat."
    )
    check_can_publish(history, a_letter(a_sum(["noord", "zuid", "west"], 54)))
    decisions = [
        DisclosureException(f"Overlast tabel: {area}", "De bewoners maakten het zelf bekend.", "person:7", ON)
        for area in ("noord", "zuid")
    ]
    check_can_publish(history, letter, exceptions=decisions)


def test_a_rounded_number_narrows_the_range_without_giving_it_away_exactly():
    hidden = WithheldSum("noord", {("nuisance", "2024", "noord"): 1.0}, 5.0)
    table = Publication("t", "Tabel", ON, withheld=(hidden,))
    rounded = as_rounded_sum("noord", hidden.pieces, 10, step=3)
    history = PublicationHistory((table, a_letter(rounded)))
    [exposure] = audit_history(history).exposures
    assert not exposure.is_exact
    assert "het ligt tussen 9 en 11." in exposure.sentence
    assert (exposure.lowest, exposure.highest) == (8.5, 11.5)
    wide = as_rounded_sum("noord", hidden.pieces, 10, step=10)
    assert audit_history(PublicationHistory((table, a_letter(wide)))).exposures == ()


def test_a_mean_says_something_of_the_sum_behind_it():
    hidden = WithheldSum("som", {("sum",): 1.0}, 5.0)
    mean = as_mean_sum("cijfer", {("sum",): 1.0}, 7.0, group_size=10, step=0.1)
    history = PublicationHistory((Publication("t", "Tabel", ON, (mean,), (hidden,)),))
    [exposure] = audit_history(history).exposures
    assert exposure.is_exact


def test_borders_that_move_give_a_strip_away():
    layouts = overlay_layouts(
        [{2020: "noord", 2024: "noord"}, {2020: "noord", 2024: "zuid"}, {2020: "zuid", 2024: "zuid"}]
    )
    tree = {"stad": ("noord", "zuid")}
    strip = "2020:noord|2024:zuid"
    counts = {"2020:noord|2024:noord": 20, strip: 2, "2020:zuid|2024:zuid": 30}
    old, new = (
        a_request(counts, areas=layouts.as_dimension(edition, tree), code=f"indeling {edition}")
        for edition in (2020, 2024)
    )
    first = protect(old).publication
    assert values(protect(old)) == {"stad": 52, "noord": 22, "zuid": 30}
    # Nobody withheld the strip by itself, so nothing guards it until somebody does.
    hidden = WithheldSum("strook", {("nuisance", "2024", strip): 1.0}, 3.0)
    guard = Publication("strook", "Kaart van de strook", ON, withheld=(hidden,))
    second = protect(new, first, guard)
    assert values(second)["noord"] is NonValue.SUPPRESSED
    loose = a_letter(a_sum(["2020:noord|2024:noord"], 20), title="Tabel naar de nieuwe indeling")
    with pytest.raises(DisclosureError, match="'Overlast indeling 2020' en 'Tabel naar de nieuwe indeling'"):
        check_can_publish(PublicationHistory((first, guard)), loose)


@pytest.mark.parametrize(
    ("overlaps", "says"),
    [
        ([{1: "a", 2: "b"}, {1: "a"}], "mist een gebiedsindeling"),
        ([{1: "a"}, {1: "a"}], "staat er twee keer"),
    ],
)
def test_layouts_that_do_not_fit_are_refused(overlaps, says):
    with pytest.raises(DisclosureError, match=says):
        overlay_layouts(overlaps)


def test_an_area_that_a_layout_does_not_have_is_named():
    with pytest.raises(DisclosureError, match="indeling van 2020 kent geen 'b'"):
        overlay_layouts([{2020: "a"}]).pieces_of(2020, "b")


def test_a_table_that_earlier_letters_give_away_is_blocked_with_their_names():
    letter = a_letter(a_sum(["noord"], 3), title="Brief van mei")
    with pytest.raises(
        DisclosureError, match=r"noord' is uit te rekenen: het is 3\. 'Brief van mei' verraadt"
    ):
        protect(a_request({"noord": 3, "zuid": 20, "west": 31}), letter)


def test_cells_that_are_not_shown_protect_by_themselves():
    request = a_request({"noord": 3, "zuid": 20, "west": 31})
    table = protect(replace(request, shown=frozenset({("noord",), ("zuid",)})))
    assert values(table) == {"noord": NonValue.SUPPRESSED, "zuid": 20}


def test_one_code_is_one_publication():
    history = PublicationHistory((a_letter(),))
    with pytest.raises(DisclosureError, match="al een publicatie met de code 'brief'"):
        history.followed_by(a_letter())
    assert history.followed_by(a_letter(code="b")).published == ()


def test_a_revised_number_is_told_apart_from_a_leak():
    letter = a_letter(a_sum(["noord", "zuid", "west"], 55))
    other = a_letter(a_sum(["zuid"], 1, "iets anders"), code="ander", title="Andere brief")
    revised = a_request({"noord": 3, "zuid": 20, "west": 31})
    with pytest.raises(DisclosureError, match="'Brief van mei' en 'Overlast tabel' spreken elkaar tegen"):
        protect(revised, letter)
    with pytest.raises(DisclosureError, match="'Andere brief' en 'Overlast tabel' spreken elkaar tegen"):
        protect(revised, other)
    own = replace(revised, subject=("nuisance", "2024", "stand 2025-02-24"))
    assert values(protect(own, letter))["noord"] is NonValue.SUPPRESSED
