"""Fixed words in French."""

from __future__ import annotations

from workbench.languages import Language, Unit, fixed, formulas, resolution, tables, titles

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
    tables=tables(
        *("Compilation des formulations", "Comparaison des formulations concurrentes"),
        *("Concordance entre anciens et nouveaux numéros", "Sources du texte"),
        *("Paragraphe", "État", "Formulation", "Proposée par", "Sources"),
        *("Ancien numéro", "Nouveau numéro", "Objet", "Modification"),
        *("Disposition", "Texte", "Paragraphes à l’appui", "Libellé existant"),
        *("Vues sur lesquelles repose le texte", "Paragraphes à l’appui et bases juridiques"),
        *("Observations", "Décisions"),
        *("Nouveau", "Supprimé", "Inchangé", "Déplacé", "Renuméroté", "Modifié"),
        *("Déplacé et modifié", "Renuméroté et modifié"),
        *(" (suite)", " (voir plus haut)", " – aucun libellé commun"),
        "Le tableau présente le texte en l’état, article par article.",
        "Lorsque plusieurs variantes sont proposées, chacune occupe une ligne, entre crochets et avec son intitulé.",
        "La colonne «\u00a0État\u00a0» indique où en est la négociation d’une disposition.",
        "La colonne «\u00a0Proposée par\u00a0» indique l’auteur de la formulation ou, si celui-ci n’est pas consigné, "
        "les vues sur lesquelles elle repose, dans les termes de la source.",
        "La colonne «\u00a0Sources\u00a0» indique les paragraphes et instruments sur lesquels elle repose.",
        "Le tableau indique, pour chaque disposition, les paragraphes et instruments sur lesquels elle repose, avec un "
        "résumé de leur teneur.",
        *("Le libellé existant est cité en ", "italique"),
        "\u00a0; les mots que la disposition reprend dans le même ordre, six au moins à la suite, sont ",
        "soulignés",
        "Chaque tableau présente côte à côte les formulations d’une même disposition.",
        *("Dans la deuxième colonne et les suivantes, ", "les mots soulignés"),
        " ne figurent pas dans la première formulation et ",
        *("les mots biffés", " ne figurent que dans la première."),
        "Une formulation qui n’a guère de mots en commun avec la première porte la mention «\u00a0aucun libellé "
        "commun\u00a0», et aucun de ses mots n’est marqué.",
        "Aucune disposition n’a de formulations concurrentes.",
        "Le texte de chaque disposition est suivi des vues sur lesquelles il repose, des paragraphes et instruments "
        "à l’appui, avec un résumé de leur teneur, et des décisions prises à son sujet.",
        "«\u00a0Par. 2\u00a0» désigne le paragraphe de l’article auquel se rapporte une observation.",
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
