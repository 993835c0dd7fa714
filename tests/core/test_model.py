"""What drafters handle: what is open, what is a gap, and how a draft is walked."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest
from hypothesis import given

from tests.builders import alternatives, article, draft, either, element, formulation, gap, part, report, settled
from tests.strategies import drafts, law
from workbench.model import Draft, Role
from workbench.proposals import ANATOMY, Kind


def test_openness_is_read_off_the_choices() -> None:
    assert not settled("p").is_open
    assert settled("p", bracketed=True).is_open
    assert alternatives("p", "One.", "Two.").is_open
    assert not gap("p", "One.").is_open
    assert gap("p", "One.").is_gap
    assert either("e", article("a"), article("b")).is_open
    assert not either("e", article("a")).is_open
    assert not article("a").is_gap


def test_chosen_options_come_in_the_order_in_which_they_stand() -> None:
    provision = replace(alternatives("p", "One.", "Two.", "Three."), chosen=("o3", "o1"))

    assert [option.id for option in provision.chosen_options] == ["o1", "o3"]
    assert provision.option("o2") is not None
    assert provision.option("gone") is None


def test_a_draft_is_walked_in_reading_order() -> None:
    whole = draft(part("one", article("a", settled("x")), article("b")), preamble=(settled("pre"),))

    assert [provision.id for provision in whole.walk()] == ["pre", "one", "a", "x", "b"]
    assert [provision.id for provision in whole.leaves()] == ["pre", "x"]
    assert whole.provision("gone") is None


def test_values_are_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        settled("p").id = "q"  # type: ignore[misc]


def test_the_anatomy_names_every_kind_of_element_once() -> None:
    assert sorted(ANATOMY) == sorted(set(Kind) - {Kind.METHOD})
    assert len(ANATOMY) == 12


def test_what_is_asked_for_by_id_is_found_or_not() -> None:
    assert element("funds", formulation("duty")).formulation("duty") == formulation("duty")
    assert element("funds").formulation("gone") is None
    assert report().paragraph("47") is not None
    assert report().paragraph("470") is None


@law
@given(drafts())
def test_every_provision_is_found_by_its_id(whole: Draft) -> None:
    assert all(whole.provision(provision.id) is provision for provision in whole.walk())
    assert all(provision.is_container is (provision.role is not Role.PARAGRAPH) for provision in whole.walk())
