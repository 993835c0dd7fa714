"""One planted defect gives exactly one finding; a clean draft gives none; other edits touch only their family."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from tests.checks.builders import (
    BODY,
    CATALOGUE,
    CHARTER,
    CLEAN,
    OPPOSES,
    PREAMBLE,
    REPORT,
    article,
    leaf,
    placed,
    preambled,
    shown,
    told,
)
from workbench.checks import check, mend, rules
from workbench.drafting import change, set_heading
from workbench.model import Citation, Decision, Draft, FrontMatter, Item, Mode, Option, Provision, Role, Status, Waiver
from workbench.proposals import Paragraph


def front(**more: str) -> FrontMatter:
    return replace(CLEAN.front, **more)


def trade(*texts: str, **more: object) -> Draft:
    """The clean draft with other words in the article on trade."""
    return told(CLEAN, "trade", *texts, **more)  # type: ignore[arg-type]


def review(*texts: str) -> Draft:
    """The clean draft with other words in its last article."""
    return told(CLEAN, "review", *texts)


def agreed(id: str, *decisions: Decision) -> Draft:
    draft = change(CLEAN, id, lambda p: replace(p, status=Status.AGREED))
    return replace(draft, decisions=decisions)


def by(draft: Draft, id: str) -> Draft:
    """The draft with an author for every wording of a place."""
    options = draft.provision(id).options  # type: ignore[union-attr]
    return change(draft, id, lambda p: replace(p, options=tuple(replace(o, by="Norway") for o in options)))


def decision(where: str, did: str) -> Decision:
    return Decision(at="2026-11-23T09:00:00Z", by="Drafter 1", where=where, did=did)


def quoted(words: str) -> Draft:
    return trade(
        "{{ duty_bearers }} shall negotiate fairly.", cites=(replace(REPORT[0], paragraphs=("1",), quote=words),)
    )


def deep() -> Draft:
    item = Item(id="a", text="Fifth;")
    for text in ("Fourth:", "Third:", "Second:", "First:"):
        item = Item(id="a", text=text, items=(item, Item(id="b", text="Other;")))
    items = (item, Item(id="b", text="Last."))
    fifth = replace(leaf("trade", "{{ duty_bearers }} shall:").options[0], items=items)
    return change(CLEAN, "trade", lambda p: replace(p, options=(fifth,)))


PLANTED: list[tuple[str, str, Draft, str]] = [
    ("L01", "no organ", replace(CLEAN, front=front(organ="")), ""),
    ("L02", "formula of a treaty", replace(CLEAN, front=front(formula="*Proclaims* the following Convention:")), ""),
    ("L02", "number of the verb", replace(CLEAN, front=front(organ="The Heads of State and Government")), ""),
    ("L03", "typed number", trade("2. {{ duty_bearers }} shall negotiate fairly."), "trade"),
    ("L03", "typed number in a heading", set_heading(CLEAN, "a8", "Article 8 bis. Trade"), "a8"),
    ("L04", "lone (a)", trade("{{ duty_bearers }} shall:", items=["Negotiate fairly."]), "trade"),
    ("L05", "no full stop", trade("{{ duty_bearers }} shall negotiate fairly"), "trade"),
    ("L05", "preamble ends with a full stop", told(CLEAN, "unity", "*Convinced* that no one can act alone."), "unity"),
    ("L06", "fifth degree", deep(), "trade"),
    (
        "L07",
        "definitions after obligations",
        replace(
            CLEAN,
            body=(
                article("a0", "Resources", leaf("early", "States shall pool their means.", element="funds")),
                *BODY,
            ),
        ),
        "a1",
    ),
    (
        "L08",
        "too long",
        replace(told(CLEAN, "review", *[" ".join(["States act."] * 1700)]), front=front(symbol="A/HRC/35/L.1")),
        "",
    ),
    ("L10", "unbalanced", trade("{{ duty_bearers }} [shall [not] negotiate fairly."), "trade"),
    ("L12", "to be completed", trade("{{ duty_bearers }} shall [to be completed] negotiate."), "trade"),
    ("L12", "foreign template", trade("{{ duty_bearers }} shall negotiate {{ 7*7 }} agreements."), "trade"),
    ("L12", "unknown term", trade("{{ duty_bearers }} shall respect {{ nobody }}."), "trade"),
    ("L12", "heading", set_heading(CLEAN, "a8", "TBD"), "a8"),
    (
        "L14",
        "agreed, then changed",
        agreed("trade", decision("trade", "status: agreed"), decision("trade", "edited")),
        "trade",
    ),
    (
        "L15",
        "the same twice",
        by(trade("{{ duty_bearers }} shall act.", "{{ duty_bearers }} Shall act."), "trade"),
        "trade",
    ),
    ("L17", "gap", change(CLEAN, "trade", lambda p: replace(p, chosen=())), "trade"),
    ("L17", "empty term", replace(CLEAN, terms=(*CLEAN.terms[:2], ("enterprises", ""))), "firms"),
    (
        "L20",
        "two holders",
        change(
            CLEAN,
            "a4",
            lambda a: replace(
                a, children=(*a.children, leaf("extra", "Who is meant is said above.", element="state-holder"))
            ),
        ),
        "holder",
    ),
    (
        "L21",
        "tension",
        placed(CLEAN, "a15", "More", leaf("extra", "It applies after a crisis.", element="crisis")),
        "levels",
    ),
    ("L22", "excluded by a policy", replace(CLEAN, policies=("no-negative",)), "climate"),
    ("L23", "other holders", trade("Everyone has the right to international solidarity."), "trade"),
    ("L24", "nobody owes it", told(CLEAN, "funds", "Funds shall be set up and resources shared."), "funds"),
    ("L25", "enterprises only here", trade("{{ enterprises }} should act with care."), "trade"),
    (
        "L26",
        "enterprises hold and owe",
        replace(
            told(
                told(CLEAN, "review", "Business enterprises should act with care."),
                "holder",
                "Peoples, individuals and business enterprises have the right to international solidarity.",
            ),
            terms=(("rights_holders", "peoples, individuals and business enterprises"), *CLEAN.terms[1:]),
        ),
        "holder",
    ),
    ("L27", "twice", review("States shall negotiate all trade agreements with regard to livelihoods."), "review"),
    ("L28", "no scope", replace(CLEAN, body=tuple(a for a in BODY if a.id != "a5")), ""),
    ("L29", "unknown committee", review("States shall answer to the Committee once a year."), "review"),
    (
        "L30",
        "no negative obligation",
        change(
            CLEAN, "climate", lambda p: replace(p, element="", options=tuple(replace(o, origin="") for o in p.options))
        ),
        "",
    ),
    (
        "L31",
        "doubt as agreement",
        preambled(CLEAN, 5, leaf("exists", "*Recognizing* that a new right is emerging,", element="existence")),
        "exists",
    ),
    ("L35", "no support", change(CLEAN, "trade", lambda p: replace(p, cites=())), "trade"),
    ("L36", "only opposed", change(CLEAN, "trade", lambda p: replace(p, cites=OPPOSES)), "trade"),
    ("L37", "missing target", trade('{{ duty_bearers }} shall act under {{ "gone" | ref }}.'), "trade"),
    ("L37", "itself", trade('{{ duty_bearers }} shall act under {{ "trade" | ref }}.'), "trade"),
    (
        "L37",
        "typed number",
        trade("{{ duty_bearers }} shall act under article 90 of the present Declaration."),
        "trade",
    ),
    (
        "L38",
        "small article of the Charter",
        told(
            CLEAN,
            "climate",
            "Under article 55 of the Charter of the United Nations, {{ duty_bearers }} shall not warm the climate.",
        ),
        "climate",
    ),
    (
        "L38",
        "capital",
        review("States should recall Article 28 of the Universal Declaration of Human Rights."),
        "review",
    ),
    ("L39", "symbol", review("States should study A/HRC/21/44/add.1 with care."), "review"),
    ("L39", "page", review("States should study that report, p. 5, with care."), "review"),
    (
        "L40",
        "cited in the text",
        replace(review("States should act (A/HRC/15/32, para. 57)."), front=front(symbol="A/HRC/35/L.1")),
        "review",
    ),
    ("L42", "instrument below only", replace(CLEAN, preamble=tuple(p for p in PREAMBLE if p.id != "udhr")), "basis"),
    ("L42", "instrument above only", told(CLEAN, "basis", "Such an order is due to all."), "udhr"),
    ("L43", "no such source", change(CLEAN, "trade", lambda p: replace(p, cites=(Citation(source="gone"),))), "trade"),
    ("L50", "defined and unused", review("“Recession” means a year of decline."), "review"),
    (
        "L50",
        "circular",
        told(CLEAN, "meaning", "“International solidarity” means acting in international solidarity."),
        "meaning",
    ),
    ("L51", "turned round", review("States should hear individuals and peoples."), "review"),
    ("L52", "no opening", told(CLEAN, "unity", "No State can meet such crises alone,"), "unity"),
    ("L52", "not italic", told(CLEAN, "unity", "Convinced that no State can act alone,"), "unity"),
    ("L52", "repeated", told(CLEAN, "unity", "*Concerned* that no State can act alone,"), "unity"),
    (
        "L53",
        "resolution before the Charter",
        replace(CLEAN, preamble=(PREAMBLE[2], PREAMBLE[0], *PREAMBLE[3:], PREAMBLE[1])),
        "charter",
    ),
    ("L54", "operative verb", review("Calls upon all States to review the present Declaration."), "review"),
    ("L54", "participle", review("Recognizing this, States should review the present Declaration."), "review"),
    ("L55", "must", review("States must review the present Declaration."), "review"),
    ("L55", "will", review("States will review the present Declaration."), "review"),
    ("L55", "may not", review("States may not change the present Declaration."), "review"),
    ("L56", "parties", review("States Parties should review the text."), "review"),
    (
        "L57",
        "heading and body",
        set_heading(told(CLEAN, "review", "Peoples hear of the duties of others."), "a14", "Responsibilities"),
        "a14",
    ),
    (
        "L57",
        "two words for one actor",
        told(
            told(CLEAN, "review", "States have a duty to review the text."),
            "data",
            "Each State has the obligation to open its data.",
        ),
        "review",
    ),
    ("L58", "principle and right", told(CLEAN, "equality", "International solidarity is only a principle."), "holder"),
    (
        "L59",
        "hedges",
        review("States should endeavour, where appropriate, to share what they can, as far as possible."),
        "review",
    ),
    (
        "L60",
        "absolute",
        told(
            CLEAN,
            "climate",
            "{{ duty_bearers }} shall never add to the warming of the climate, see the Charter of the United Nations.",
            cites=REPORT,
        ),
        "climate",
    ),
    ("L61", "superior", told(CLEAN, "other", "The right is superior to rights that exist in other law."), "other"),
    ("L62", "State-centred", review("States should further solidarity among States."), "review"),
    ("L70", "American", review("States should run training programs."), "review"),
    ("L70", "-ise", review("States should organise a review."), "review"),
    ("L71", "member states", review("All member states should review the text."), "review"),
    ("L71", "charter", told(CLEAN, "charter", "*Guided by* the charter of the United Nations,"), "charter"),
    ("L72", "figure", review("States should review the text within 5 years."), "review"),
    ("L72", "per cent", review("States should give 12% of what they gain."), "review"),
    ("L73", "date", review("States should begin on June 7, 2012."), "review"),
    ("L74", "stops", review("States should ask the U.N. for advice."), "review"),
    ("L74", "never written out", review("States should pursue the MDGs together."), "review"),
    ("L75", "emphasis", review("States should *always* review the text."), "review"),
    ("L76", "unbalanced", review("States should speak of “solidarity at all times."), "review"),
    ("L76", "mixed", review('States should speak of “solidarity” and of "unity".'), "review"),
    ("L77", "mankind", review("States should act in the name of mankind."), "review"),
    ("L77", "he", review("A rapporteur should say what he has found."), "review"),
    ("L78", "the weak", review("States should protect the weak, wherever they live."), "review"),
    ("L78", "victims", review("States should hear victims and their families."), "review"),
    ("L79", "slogan", review("States should support the Third World."), "review"),
    ("L80", "double space", review("States should  review the text."), "review"),
    ("L85", "long", review("States should " + "act and " * 60 + "rest."), "review"),
    ("L85", "and/or", review("States should act alone and/or together."), "review"),
    ("L86", "e.g.", review("States should share means, e.g. money."), "review"),
    (
        "L87",
        "alphabetical",
        placed(
            CLEAN,
            "a15",
            "Terms",
            leaf("t1", "“Crises” means events that overwhelm a State."),
            leaf("t2", "“Funds” means money that is held in common."),
            leaf("t3", "“Livelihoods” means what people live from."),
        ),
        "a15",
    ),
]


@pytest.mark.parametrize(("rule", "draft", "where"), [pytest.param(r, d, w, id=f"{r} {n}") for r, n, d, w in PLANTED])
def test_one_planted_defect_gives_exactly_one_finding(rule: str, draft: Draft, where: str) -> None:
    found = check(draft, CATALOGUE)

    assert shown(found) == [(rule, where)], [f.message for f in found]


CLEAN_ONLY: list[tuple[str, str, Draft, str]] = [
    ("L11", "alternatives", trade("States shall act.", "States should act."), "trade"),
    ("L11", "brackets", trade("States [shall] act."), "trade"),
    ("L13", "attribution", review("States should act (proposed by Norway)."), "review"),
    ("L03", "bis", review("States should act under article 4 bis."), "review"),
    ("L17", "gap", change(CLEAN, "trade", lambda p: replace(p, chosen=())), "trade"),
]


@pytest.mark.parametrize(
    ("rule", "draft", "where"), [pytest.param(r, d, w, id=f"{r} {n}") for r, n, d, w in CLEAN_ONLY]
)
def test_what_a_clean_text_may_not_have_is_an_error_only_there(rule: str, draft: Draft, where: str) -> None:
    draft = replace(draft, waivers=(Waiver(rule="L16", where="*", by="", reason="not the matter here"),))

    strict = check(draft, CATALOGUE, clean=True)
    relaxed = check(draft, CATALOGUE)

    assert [(f.rule, f.where, str(f.severity)) for f in strict] == [(rule, where, "error")]
    assert all(str(f.severity) != "error" for f in relaxed)


@pytest.mark.parametrize("clean", [False, True])
def test_the_clean_draft_gives_no_finding(clean: bool) -> None:
    assert shown(check(CLEAN, CATALOGUE, clean=clean)) == []
    assert shown(check(CLEAN, clean=clean)) == [("L43", "")]  # the sources are the catalogue's


def test_alternatives_without_author_are_noted() -> None:
    draft = trade("States shall act at once.", "States should act in time.")

    assert shown(check(draft, CATALOGUE)) == [("L16", "trade")]


def test_words_that_the_source_does_not_have_are_found_where_its_text_is_loaded() -> None:
    draft = quoted("solidarity is dead")
    report = replace(CATALOGUE.sources[0], paragraphs=(Paragraph(number="1", text="Solidarity, one said, is alive."),))
    loaded = replace(CATALOGUE, sources=(report, *CATALOGUE.sources[1:]), views=())

    assert shown(check(draft, CATALOGUE)) == []
    assert shown(check(draft, loaded, rules=["L41"])) == [("L41", "trade")]


def test_the_mode_of_a_draft_decides_on_shall_and_should() -> None:
    strong = replace(CLEAN, mode=Mode.STRONG)
    soft = replace(CLEAN, mode=Mode.SOFT)

    assert shown(check(strong, CATALOGUE)) == [("L55", "data"), ("L55", "review")]
    assert {f.rule for f in check(soft, CATALOGUE)} == {"L55"}


def test_a_draft_in_another_language_is_not_read_as_english() -> None:
    draft = replace(review("Les Etats doivent program"), front=front(language="fr"))

    assert "L70" not in {f.rule for f in check(draft, CATALOGUE)}


def test_every_rule_is_planted() -> None:
    planted = {rule for rule, *_ in (*PLANTED, *CLEAN_ONLY)} | {"L16", "L41"}

    assert {rule.id for rule in rules()} == planted


def test_the_rules_can_be_asked_for_one_by_one() -> None:
    draft = told(trade("{{ duty_bearers }} shall organise this"), "review", "States must act.")

    assert shown(check(draft, CATALOGUE, rules=["L70"])) == [("L70", "trade")]


# --- waivers ----------------------------------------------------------------


@pytest.mark.parametrize("where", ["trade", "*"])
def test_a_justification_keeps_a_finding_quiet(where: str) -> None:
    draft = trade("{{ duty_bearers }} shall organise this.")

    waived = replace(draft, waivers=(Waiver(rule="L70", where=where, by="Drafter 1", reason="a quotation"),))

    assert shown(check(draft, CATALOGUE)) == [("L70", "trade")]
    assert shown(check(waived, CATALOGUE)) == []


def test_a_justification_of_another_rule_or_place_does_not() -> None:
    waivers = tuple(Waiver(rule=r, where=w, by="", reason="x") for r, w in (("L71", "trade"), ("L70", "review")))
    draft = replace(trade("{{ duty_bearers }} shall organise this."), waivers=waivers)

    assert shown(check(draft, CATALOGUE)) == [("L70", "trade")]


# --- mending ----------------------------------------------------------------

MENDED: list[tuple[str, str, str]] = [
    ("trade", "2. States shall act.", "States shall act."),
    ("trade", "States shall act", "States shall act."),
    ("trade", "States shall [act]", "States shall [act.]"),
    ("trade", "States shall organise programs.", "States shall organize programmes."),
    ("trade", "All member states shall act.", "All Member States shall act."),
    ("trade", "States shall act within 5 years.", "States shall act within five years."),
    ("trade", "States shall begin on June 7, 2012.", "States shall begin on 7 June 2012."),
    ("trade", "States shall act  for all .", "States shall act for all."),
    ("trade", "States shall act for mankind.", "States shall act for humankind."),
    ("trade", "States shall heed A/HRC/21/44/add.1 now.", "States shall heed A/HRC/21/44/Add.1 now."),
    ("trade", "States shall hear individuals and peoples.", "States shall hear peoples and individuals."),
    ("unity", "Convinced that none can act alone,", "*Convinced* that none can act alone,"),
    ("unity", "*Concerned* that none can act alone,", "*Concerned also* that none can act alone,"),
]


@pytest.mark.parametrize(("id", "before", "after"), MENDED)
def test_a_finding_is_mended_and_gone(id: str, before: str, after: str) -> None:
    draft = told(CLEAN, id, before)
    finding = check(draft, CATALOGUE)[0]

    mended = mend(draft, finding, CATALOGUE)

    assert mended is not None
    provision = mended.provision(id)
    assert provision is not None
    assert provision.options[0].text == after
    assert finding not in check(mended, CATALOGUE)


def test_a_lone_subparagraph_is_joined_to_its_chapeau() -> None:
    draft = trade("{{ duty_bearers }} shall:", items=["Negotiate fairly."])

    mended = mend(draft, check(draft, CATALOGUE)[0], CATALOGUE)

    assert mended is not None
    assert check(mended, CATALOGUE) == ()


def test_quotations_and_references_are_not_mended() -> None:
    text = 'Programs called “labor program” shall follow {{ "a3" | ref }}.'
    draft = trade(text)

    mended = mend(draft, check(draft, CATALOGUE, rules=["L70"])[0], CATALOGUE)

    assert mended is not None
    assert mended.provision("trade").options[0].text == text.replace("Programs", "Programmes")  # type: ignore[union-attr]


def test_what_is_agreed_is_not_mended() -> None:
    draft = change(trade("States shall organise this."), "trade", lambda p: replace(p, status=Status.AGREED))

    assert mend(draft, check(draft, CATALOGUE)[0], CATALOGUE) is None


# --- many single edits ------------------------------------------------------


def late(text: str, word: str) -> str:
    """A text with a word before its last one."""
    before, _, last = text.rpartition(" ")
    return f"{before}{word}{last}"


EDITS = {
    "spelling": ({"L70"}, lambda text: late(text, " organised ")),
    "ending": ({"L05"}, lambda text: text.rstrip(".,")),
    "spaces": ({"L80"}, lambda text: late(text, "  ")),
    "bracket": ({"L10"}, lambda text: late(text, " [")),
    "placeholder": ({"L12"}, lambda text: late(text, " [to be completed] ")),
    "gender": ({"L77"}, lambda text: late(text, " mankind ")),
    "treaty": ({"L56"}, lambda text: late(text, " Contracting Parties ")),
    "quotation": ({"L76"}, lambda text: late(text, " ” ")),
    "language": ({"L85"}, lambda text: late(text, " and/or ")),
}
#: What an edit in the middle of a sentence may bring along, because the sentence no longer says what it said.
SENSE = {"L42", "L50"}


def test_three_hundred_edits_touch_only_their_families() -> None:
    chance = random.Random(20121123)
    places = [leaf for leaf in CLEAN.leaves() if not leaf.options[0].items]

    for _ in range(300):
        name, (expected, edit) = chance.choice(list(EDITS.items()))
        provision = chance.choice(places)
        draft = told(CLEAN, provision.id, edit(provision.options[0].text))
        found = check(draft, CATALOGUE)

        assert expected <= {f.rule for f in found}, (name, provision.id)
        assert {f.rule for f in found} <= expected | SENSE, (name, provision.id, found)


def test_alternative_articles_are_compared_as_wholes() -> None:
    same = tuple(article(f"alt{n}", "Trade", leaf(f"p{n}", "States shall act in time.")) for n in (1, 2))
    both = Provision(id="both", role=Role.ALTERNATIVES, children=same)
    draft = replace(CLEAN, body=(*CLEAN.body, both))

    assert shown(check(draft, CATALOGUE)) == [("L15", "both")]


def test_a_leaf_of_own_words_needs_no_catalogue() -> None:
    option = Option(id="own-1", text="States shall organise this.")
    leaf = Provision(id="own", options=(option,), chosen=("own-1",), cites=CHARTER)

    draft = placed(CLEAN, "a15", "Own", leaf)

    assert shown(check(draft)) == [("L43", ""), ("L70", "own")]
