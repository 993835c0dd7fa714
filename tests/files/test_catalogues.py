"""Catalogue folders: what they become, and every fault of every file at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import CHARTER, FUNDS, MAIN, PRESET, SOURCE, catalogue_folder
from workbench.catalogue import origin_of
from workbench.drafting import new_draft, pick
from workbench.errors import FileFaults
from workbench.files.catalogues import load_catalogue, load_preset, presets
from workbench.proposals import Kind, Stance

FUNDS_FILE = "positive-obligation/solidarity-funds"


def faults(folder: Path) -> list[str]:
    with pytest.raises(FileFaults) as told:
        load_catalogue(folder)
    lines = [str(fault) for fault in told.value.faults]
    assert all("\n" not in line for line in lines)
    return lines


# --- what is read -----------------------------------------------------------


def test_a_folder_becomes_a_catalogue(tmp_path: Path) -> None:
    found = load_catalogue(catalogue_folder(tmp_path))

    assert (found.id, found.title) == (tmp_path.name, "A small catalogue")
    assert {id: element.kind for id, element in found.element.items()} == {
        "charter": Kind.LEGAL_BASIS,
        "solidarity-funds": Kind.POSITIVE_OBLIGATION,
    }
    assert found.view["PO-47-3"].paragraphs == ("47",)
    assert found.view["PO-47-3"].stance is Stance.PROPOSED
    assert found.source["report"].paragraph("47") is not None
    assert found.known_terms == {"duty_bearers"}
    assert found.figures() == {
        "elements": 2,
        "formulations": 2,
        "views": 1,
        "tensions": 0,
        "choice_sets": 0,
        "sources": 1,
        "per_kind": {
            "elements": {"positive-obligation": 1, "legal-basis": 1},
            "formulations": {"positive-obligation": 1, "legal-basis": 1},
            "views": {"positive-obligation": 1},
        },
    }


def test_a_wording_is_one_line_however_it_is_folded(tmp_path: Path) -> None:
    folded = FUNDS.replace(
        "solidarity funds.", "solidarity\u00a0funds:\n    items:\n      - >\n        now\n        and then.\n"
    )
    plain = FUNDS.replace(
        ">\n      {{ duty_bearers }} shall establish\n      solidarity funds.",
        '"{{ duty_bearers }} shall establish solidarity\u00a0funds:"\n    items: [now and then.]',
    )

    one = load_catalogue(catalogue_folder(tmp_path / "one", positive_obligation__solidarity_funds=folded))
    two = load_catalogue(catalogue_folder(tmp_path / "two", positive_obligation__solidarity_funds=plain))

    (formulation,) = one.element["solidarity-funds"].formulations
    assert formulation.text == "{{ duty_bearers }} shall establish solidarity\u00a0funds:"
    assert formulation.items[0].text == "now and then."
    element = two.element["solidarity-funds"]
    assert origin_of(one.element["solidarity-funds"], formulation) == origin_of(element, element.formulations[0])


def test_a_wording_may_refer_to_an_element_or_an_article_and_stays_live_in_a_draft(tmp_path: Path) -> None:
    text = CHARTER.replace(
        "the Charter,", "{{ 'funds' | ref }} and {{ 'solidarity-funds' | ref }}{% if mode %},{% endif %}"
    )

    shelf = load_catalogue(catalogue_folder(tmp_path, legal_basis__charter=text))
    whole, id = pick(new_draft(shelf, "T"), shelf, "charter", "guided-by")

    assert whole.provision(id).options[0].text == (  # type: ignore[union-attr]
        '*Guided by* {{ "funds" | ref }} and {{ "solidarity-funds" | ref }},'
    )


def test_presets_are_whole_drafts(tmp_path: Path) -> None:
    folder = catalogue_folder(tmp_path)

    assert [name for name, _ in presets(folder)] == ["small"]
    assert load_preset(folder, "small").title == "Draft declaration on funds"
    with pytest.raises(FileFaults, match="no such preset in this catalogue; there are: small"):
        load_preset(folder, "large")
    with pytest.raises(FileFaults, match=r"small\.yaml:1: .*format 9"):
        load_preset(catalogue_folder(tmp_path, presets__small=PRESET.replace("format: 1", "format: 9")), "small")


def test_what_begins_with_a_dot_or_is_no_yaml_is_left_alone(tmp_path: Path) -> None:
    folder = catalogue_folder(tmp_path)
    (folder / "README.md").write_text("# How to write elements")
    (folder / "positive-obligation" / ".#solidarity-funds.yaml").write_text("left by an editor")

    assert len(load_catalogue(folder).elements) == 2


# --- what is refused --------------------------------------------------------


def test_a_folder_without_a_catalogue_is_named(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "gone"):
        assert faults(folder) == [f"{folder}: is no catalogue: it has no file catalogue.yaml"]


def test_all_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    folder = catalogue_folder(
        tmp_path,
        catalogue=MAIN.replace("charter]", "charter, gone]"),
        sources__report=SOURCE.replace("stance: proposed", "stance: demanded"),
        positive_obligation__solidarity_funds=FUNDS.replace("gist", "jist").replace("PO-47-3", "PO-47-9"),
        legal_basis__charter=CHARTER.replace("[47]", "[48]"),
        scope__broken="title: [",
        scope__worse="title: Worse\ngist: None\nformulations:\n  - id: one\n    text: |\n      {{ who() }}\n",
    )

    assert sorted(line.partition(";")[0] for line in faults(folder)) == [
        "catalogue.yaml:5: the skeleton names the element 'gone', which has no file",
        "legal-basis/charter.yaml:6: cites '48' of report, which does not have it",
        "positive-obligation/solidarity-funds.yaml:1: an element lacks 'gist'",
        "positive-obligation/solidarity-funds.yaml:2: unknown key 'jist' in an element",
        "positive-obligation/solidarity-funds.yaml:8: rests on the view 'PO-47-9', which no source records",
        "scope/broken.yaml:2: not valid YAML here: did not find expected node content",
        "scope/worse.yaml:5: a call is not part of the wording language",
        "sources/report.yaml:7: 'stance' cannot be 'demanded'",
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        # catalogue.yaml
        ("catalogue", "title: A small catalogue\n", "", "catalogue.yaml:1: the catalogue lacks 'title'"),
        ("catalogue", "skeleton:", "skeletton:", "catalogue.yaml:4: unknown key 'skeletton' in the catalogue"),
        ("catalogue", MAIN[MAIN.index("skeleton") :], "", "catalogue.yaml:1: the catalogue lacks 'skeleton'"),
        (
            "catalogue",
            "[charter]",
            "[charter, charter]",
            "catalogue.yaml:5: the skeleton names the element 'charter' twice",
        ),
        (
            "catalogue",
            "[solidarity-funds]",
            "[charter]",
            "catalogue.yaml:12: the skeleton names the element 'charter' twice",
        ),
        (
            "catalogue",
            "[charter]",
            "\n    - charter\n    - gone",
            "catalogue.yaml:7: the skeleton names the element 'gone'",
        ),
        ("catalogue", "id: funds", "id: part-one", "catalogue.yaml:10: the id 'part-one' is there twice"),
        ("catalogue", "duty_bearers: States", "Duty bearers: States", "catalogue.yaml:3: 'Duty bearers' is no name"),
        ("catalogue", "duty_bearers: States", "mode: States", "catalogue.yaml:3: 'mode' is no name of a term"),
        ("catalogue", "skeleton:", "mode: stern\nskeleton:", "catalogue.yaml:4: 'mode' cannot be 'stern'"),
        (
            "catalogue",
            "skeleton:",
            "policies:\n  - {id: x, label: X}\n  - {id: x, label: Y}\nskeleton:",
            "catalogue.yaml:6: the policy 'x' is there twice",
        ),
        (
            "catalogue",
            "skeleton:",
            "policies: [{id: x, label: X, rests_on: [V-9]}]\nskeleton:",
            "catalogue.yaml:4: the policy 'x' names the view 'V-9', which no source records",
        ),
        (
            "catalogue",
            "skeleton:",
            "choice_sets:\n  - {id: x, label: X, rule: one, members: [PO-47-3]}\n"
            "  - {id: x, label: X, rule: two,\n     members: [V-8]}\nskeleton:",
            "catalogue.yaml:6: 'rule' cannot be 'two'",
        ),
        (
            "catalogue",
            "skeleton:",
            "choice_sets:\n  - {id: x, label: X, rule: one, members: [PO-47-3]}\n"
            "  - {id: x, label: X, rule: one,\n     members: [PO-47-3]}\nskeleton:",
            "catalogue.yaml:6: the choice set 'x' is there twice",
        ),
        (
            "catalogue",
            "skeleton:",
            "choice_sets:\n  - {id: x, label: X, rule: one,\n     members: [V-8]}\nskeleton:",
            "catalogue.yaml:6: the choice set 'x' names the view 'V-8', which no source records",
        ),
        (
            "catalogue",
            "skeleton:",
            "tensions:\n  - a: PO-47-3\n    b: V-9\n    reason: They clash.\nskeleton:",
            "catalogue.yaml:6: a tension names the view 'V-9', which no source records",
        ),
        (
            "catalogue",
            "skeleton:",
            "tensions:\n  - {a: PO-47-3, b: PO-47-3, reason: It clashes.}\nskeleton:",
            "catalogue.yaml:5: a tension of 'PO-47-3' with itself",
        ),
        (
            "catalogue",
            "heading: One",
            'heading: "{{ holders }}"',
            "catalogue.yaml:8: unknown term 'holders' in a heading",
        ),
        ("catalogue", "heading: Funds", 'heading: "{% if a %}"', "catalogue.yaml:11: a heading may hold blanks"),
        # sources
        ("sources/report", "number: 47", "numero: 47", "sources/report.yaml:4: a paragraph lacks 'number'"),
        (
            "sources/report",
            "  - number",
            "  - {number: 47}\n  - number",
            "sources/report.yaml:5: the paragraph '47' is there twice",
        ),
        ("sources/report", "label: Funds", 'label: ""', "sources/report.yaml:7: 'label' is empty"),
        (
            "sources/report",
            "anchor: pay",
            "anchor: pay, use: note",
            "sources/report.yaml:7: the view 'PO-47-3' is a note",
        ),
        (
            "sources/other",
            "",
            SOURCE.replace("Add.1", "Add.2"),
            "sources/report.yaml:7: the view 'PO-47-3' is in sources/other.yaml already",
        ),
        ("sources/Report", "", SOURCE.replace("PO-47-3", "X-1"), "sources/Report.yaml:1: 'Report' is no identifier"),
        # elements
        (FUNDS_FILE, "title: Funds\n", "", "solidarity-funds.yaml:1: an element lacks 'title'"),
        (FUNDS_FILE, FUNDS[FUNDS.index("formul") :], "formulations: []", "at least one formulation"),
        (FUNDS_FILE, "id: duty", "id: Duty", "solidarity-funds.yaml:4: 'Duty' is no identifier"),
        (
            FUNDS_FILE,
            "  - id: duty",
            "  - id: duty\n    text: Other.\n  - id: duty",
            "solidarity-funds.yaml:6: the formulation 'duty' is there twice",
        ),
        (FUNDS_FILE, "duty_bearers", "holders", "solidarity-funds.yaml:5: unknown term 'holders'"),
        (FUNDS_FILE, "duty_bearers", "mode", "solidarity-funds.yaml:5: 'mode' is for conditions"),
        (
            FUNDS_FILE,
            "solidarity funds.",
            "{% for x in duty_bearers %}x{% endfor %}",
            "solidarity-funds.yaml:5: a loop is not part of the wording language",
        ),
        (
            FUNDS_FILE,
            "    rests_on",
            "    items:\n      - fine;\n      - text: fine\n        items:\n          - x {# y #}\n    rests_on",
            "solidarity-funds.yaml:12: a comment would swallow text",
        ),
        (
            FUNDS_FILE,
            "solidarity funds.",
            '{{ "gone" | ref }}',
            "solidarity-funds.yaml:5: refers to 'gone', which is neither an element nor an article",
        ),
        (FUNDS_FILE, "    rests_on", "    sets: {x: y}\n    rests_on", "sets the unknown term 'x'"),
        ("legal-basis/charter", "source: report", "source: gone", "charter.yaml:6: cites the unknown source 'gone'"),
        (
            "scope/charter",
            "",
            CHARTER,
            "legal-basis/charter.yaml:1: the element 'charter' is in scope/charter.yaml already",
        ),
        # files that nobody would read
        ("method/x", "", FUNDS, "method/x.yaml: stands where nothing is read"),
        ("scoop/x", "", FUNDS, "scoop/x.yaml: stands where nothing is read"),
        ("scope/old/x", "", FUNDS, "scope/old/x.yaml: stands where nothing is read"),
        ("x", "", FUNDS, "x.yaml: stands where nothing is read"),
    ],
)
def test_a_fault_is_told_with_file_line_and_cure(tmp_path: Path, file: str, old: str, new: str, said: str) -> None:
    folder = catalogue_folder(tmp_path)
    path = folder / f"{file}.yaml"
    path.parent.mkdir(exist_ok=True, parents=True)
    before = path.read_text() if path.exists() else ""
    assert old in before
    path.write_text(before.replace(old, new, 1) if old else new)

    told = faults(folder)

    assert any(said in line for line in told), told


def test_a_file_with_the_other_ending_is_not_overlooked(tmp_path: Path) -> None:
    folder = catalogue_folder(tmp_path)
    (folder / "scope").mkdir()
    (folder / "scope" / "x.yml").write_text(FUNDS)

    assert faults(folder) == [
        "scope/x.yml: stands where nothing is read; an element is KIND/ID.yaml, a source sources/ID.yaml"
    ]


def test_a_file_that_is_no_text_is_named_within_its_folder(tmp_path: Path) -> None:
    folder = catalogue_folder(tmp_path)
    (folder / "legal-basis" / "charter.yaml").write_bytes(b"title: \xff\n")

    assert faults(folder)[0] == "legal-basis/charter.yaml:1: is not UTF-8 text; save it as UTF-8"


def test_an_element_that_is_there_twice_is_judged_in_its_own_file(tmp_path: Path) -> None:
    folder = catalogue_folder(tmp_path, scope__charter=CHARTER.replace("[47]", "[48]"))

    assert sorted(faults(folder)) == [
        "legal-basis/charter.yaml:1: the element 'charter' is in scope/charter.yaml already; rename one",
        "scope/charter.yaml:6: cites '48' of report, which does not have it",
    ]
