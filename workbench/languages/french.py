"""Fixed words in French."""

from __future__ import annotations

from workbench.languages import Language, Unit, fixed, formulas, resolution, titles

LANGUAGE = Language(
    words=fixed(
        (
            *("Nations Unies", "Assemblée générale", "Conseil économique et social", "Conseil de sécurité"),
            *("Conseil de tutelle", "Conseil des droits de l’homme"),
        ),
        (
            *("Table des matières", "Annexe", "en suspens", "approuvé ad referendum", "approuvé"),
            *("Voir aussi", "Voir toutefois"),
        ),
        (
            *("Texte de négociation", "Modifications", "Compilation", "Comparaison", "Commentaire"),
            *("Tableau des sources", "Table de concordance", "Résolution et annexe"),
        ),
    ),
    formulas=formulas(
        "*Proclame* la Déclaration ci-après\u00a0:",
        "*Proclame solennellement* la Déclaration ci-après\u00a0:",
        "*Déclare* ce qui suit\u00a0:",
        "*Adopte* la Déclaration ci-après\u00a0:",
    ),
    resolution=resolution(
        "Ayant examiné",
        " le texte de la {},",
        "Adopte",
        " la {}, qui figure en annexe à la présente résolution\u00a0;",
        "Invite",
        " les gouvernements, les organismes et organisations du système des Nations Unies et les "
        "organisations intergouvernementales et non gouvernementales à diffuser la Déclaration et à en "
        "promouvoir le respect et la compréhension universels\u00a0;",
        "Prie",
        " le Secrétaire général de porter la Déclaration à l’attention de tous les États et d’en faire "
        "figurer le texte dans la prochaine édition de ",
        "Droits de l’homme\u00a0: recueil d’instruments internationaux",
    ),
    labels={
        "part": "partie {part}",
        "article": "article {article}",
        "paragraph": "paragraphe {paragraph}{items} de l’article {article}",
        "items": "alinéa {items} de l’article {article}",
        "preambular": "alinéa {preambular}{items} du préambule",
    },
    headings={"Part": ("Partie ", ""), "Article": ("Article ", "")},
    alternative="Variante",
    first_article="premier",
    date="{day} {month} {year}",
    months=(
        *("janvier", "février", "mars", "avril", "mai", "juin"),
        *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
    ),
    first_day="1er",
    distribution={
        "general": "Distr. générale",
        "limited": "Distr. limitée",
        "restricted": "Distr. restreinte",
        "générale": "Distr. générale",
        "limitée": "Distr. limitée",
        "restreinte": "Distr. restreinte",
    },
    original="Original\u00a0: français",
    agenda="Point {} de l’ordre du jour",
    units={
        "paragraph": Unit(one="par. {}", several="par. {}"),
        "article": Unit(one="art. {}", several="art. {}"),
        "principle": Unit(one="principe {}", several="principes {}"),
    },
    titles=titles(
        "Charte des Nations Unies",
        "Déclaration universelle des droits de l’homme",
        "Pacte international relatif aux droits civils et politiques",
        "Pacte international relatif aux droits économiques, sociaux et culturels",
        "Déclaration sur le droit au développement",
        "Convention relative aux droits de l’enfant",
        "Convention-cadre des Nations Unies sur les changements climatiques",
    ),
    preamble="préambule",
    span="{} à {}",
    both="{} et {}",
    before={"inspires": "Voir aussi ", "opposes": "Voir toutefois "},
    quoted="{}\u00a0: «\u00a0{}\u00a0»",
    colon="\u00a0: ",
    note_before_stop=True,
)
