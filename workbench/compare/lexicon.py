"""The words by which a profile knows actors, modal verbs, qualifiers, subjects and reach: plain tables.

Each table is read from the top; of several that fit at one place the longest words win.
They are English; where none of them is found, a profile says 'not stated'.
"""

from __future__ import annotations

#: Actor as it is named in a profile: the words for it.
ACTORS: dict[str, tuple[str, ...]] = {
    "rights holders (a term of the draft)": ("rights holders", "rights_holders", "holders of the right"),
    "duty bearers (a term of the draft)": ("duty bearers", "duty_bearers", "duty-bearers"),
    "Indigenous peoples": ("indigenous peoples",),
    "peoples": ("peoples", "people", "nations"),
    "individuals": (
        "individuals", "individual", "persons", "person", "human persons", "human person", "human beings",
        "human being", "everyone", "no one", "everybody", "all human beings", "citizens", "men and women",
    ),
    "women": ("women",),
    "children": ("children", "child", "youth", "young people"),
    "groups and communities": (
        "groups", "group", "communities", "community", "minorities", "local communities", "peasants", "migrants",
        "refugees", "families",
    ),
    "persons in vulnerable situations": (
        "the vulnerable", "vulnerable groups", "persons in vulnerable situations", "the poor",
        "persons living in poverty",
    ),
    "civil society": (
        "civil society", "civil society organizations", "non-governmental organizations", "social movements",
        "trade unions",
    ),
    "developed States": ("developed states", "developed countries", "industrialized countries", "donor states"),
    "developing States": ("developing states", "developing countries", "least developed countries"),
    "States": (
        "states", "state", "member states", "governments", "government", "each state", "countries",
        "public authorities",
    ),
    "international organizations": (
        "international organizations", "international organization", "intergovernmental organizations",
        "international institutions", "international financial institutions", "the united nations", "united nations",
        "regional organizations",
    ),
    "international community": ("international community", "the international community"),
    "business enterprises": (
        "business enterprises", "businesses", "transnational corporations", "corporations", "companies",
        "private sector", "the private sector",
    ),
    "non-State actors": ("non-state actors", "other actors"),
    "humanity": ("humanity", "humankind", "all members of the human family"),
    "future generations": ("future generations",),
}  # fmt: skip

#: Words that bind or invite, with their strength from 5 (obliges or entitles) to 1 (permits).
#: The ladder is obligation, duty, responsibility, commitment; `right` gives the right, the others ask for a deed.
MODALS: tuple[tuple[str, int, str], ...] = (
    (r"(?:have|has|shall have|enjoys?) (?:the|a|an) (?:\w+ )?rights?\b|(?:is|are|be) entitled to", 5, "right"),
    (r"shall enjoy|right of", 5, "right"),
    (r"shall be (?:obliged|required|bound)|(?:is|are) (?:obliged|required|bound) to", 5, "deed"),
    (r"(?:have|has|shall have|bears?|shall bear) (?:the|an|a) (?:\w+ )?obligations?\b", 5, "deed"),
    (r"shall", 5, "deed"),
    (r"must", 5, "deed"),
    (r"(?:have|has|shall have|bears?|shall bear) (?:the|a) (?:\w+ )?dut(?:y|ies)\b", 4, "deed"),
    (r"(?<!the )(?<!free )(?<!political )will|undertakes? to|agrees? to", 4, "deed"),
    (r"(?:have|has|shall have|bears?|shall bear) (?:the|a) (?:\w+ )*?responsibilit(?:y|ies)\b", 3, "deed"),
    (r"should|ought to", 3, "deed"),
    (r"(?:is|are) committed to|commits? (?:itself|themselves)? ?to", 2, "deed"),
    (r"(?:is|are) (?:encouraged|invited|called upon|urged) to", 2, "deed"),
    (r"may|can", 1, "deed"),
)

#: Qualifiers that weaken, as they are named: the pattern that finds them.
QUALIFIERS: dict[str, str] = {
    "as appropriate": r"(?:as|where|if|when) appropriate",
    "as necessary": r"(?:as|where|if|when) necessary",
    "where possible": r"(?:as far as|where|wherever|whenever|to the extent) (?:possible|feasible|practicable)",
    "progressively": r"progressive(?:ly)?|gradual(?:ly)?|step by step",
    "within available resources": r"available (?:resources|means)",
    "according to capacity": r"(?:according to|in accordance with|within|consistent with) (?:its|their) (?:\w+ )?"
    r"(?:capacity|capacities|capabilities|means)",
    "subject to national law": r"(?:subject to|in accordance with|in conformity with|consistent with|under) "
    r"(?:(?:its|their) )?(?:national|domestic|internal) (?:laws?|legislation|priorities|circumstances)",
    "upon request": r"(?:upon|on|at) (?:\w+ )?request|if (?:so )?requested",
    "voluntarily": r"voluntar(?:y|ily)|on mutually agreed terms",
    "endeavour to": r"endeavours?|strives?|seeks? to|aims? to|makes? (?:every )?efforts?|use their best efforts",
    "consider": r"consider(?:ing)? (?:the )?(?:\w+ing|taking|possibility)|give consideration",
    "appropriate measures": r"(?:appropriate|reasonable|suitable) (?:\w+ )?(?:measures|steps|means|action)",
    "promote, encourage": r"promotes?|encourages?|facilitates?|foster(?:s|ing)?",
    "in principle": r"in principle|in general|as a rule|generally",
}

#: Subjects of a provision, as they are named: the pattern that finds them.
SUBJECTS: dict[str, str] = {
    "civil and political rights": r"civil(?:,| and) political|civil and political",
    "economic, social and cultural rights": r"economic, social|social and cultural|economic and social",
    "all human rights": r"all (?:other )?human rights|human rights and fundamental freedoms",
    "development": r"development",
    "peace and security": r"peace|security|disarmament|conflicts?",
    "environment and climate": r"environment(?:al)?|climate|biodiversity|ecosystems?",
    "disasters and humanitarian aid": r"disasters?|humanitarian|emergenc(?:y|ies)|relief",
    "trade, finance and debt": r"trade|financ(?:e|ial)|debt|investment|tax(?:ation)?",
    "health": r"health|pandemics?|diseases?|vaccines?|medicines?",
    "education and culture": r"education|culture|cultural diversity",
    "poverty and inequality": r"poverty|inequalit(?:y|ies)|hunger|food",
    "science and technology": r"technolog(?:y|ies|ical)|scientific|digital",
    "migration": r"migrat(?:ion|ory)|migrants|refugees",
}

#: How far a provision reaches: the first pattern that fits says it.
REACHES: tuple[tuple[str, str], ...] = (
    (
        "at home and abroad",
        r"(?:within|inside|in) (?:and (?:outside|beyond)|or outside)|at home and abroad"
        r"|both (?:at home|within)[^.;]*(?:abroad|beyond|outside)"
        r"|national(?:ly)?(?:,? (?:regional(?:ly)?,? )?and|,| or) (?:\w+,? (?:and )?)?international(?:ly)?",
    ),
    (
        "beyond the territory",
        r"extraterritorial(?:ly)?|abroad|(?:of|in) (?:other|third) (?:states|countries)"
        r"|(?:beyond|outside|across) (?:(?:its|their|national) )?(?:own )?"
        r"(?:borders|territory|territories|jurisdiction|frontiers)",
    ),
    (
        "within the territory",
        r"(?:within|in|under|on) (?:its|their) (?:own )?(?:territory|territories|jurisdiction|borders)"
        r"|at home|domestic(?:ally)?",
    ),
    (
        "between States",
        r"international cooperation|cooperate internationally|international(?:ly)? level"
        r"|(?:among|between) (?:states|nations)",
    ),
)
