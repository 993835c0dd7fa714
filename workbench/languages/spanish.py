"""Fixed words in Spanish."""

from __future__ import annotations

from workbench.languages import Language, Unit, fixed, formulas, resolution, titles

LANGUAGE = Language(
    words=fixed(
        (
            *("Naciones Unidas", "Asamblea General", "Consejo Económico y Social", "Consejo de Seguridad"),
            *("Consejo de Administración Fiduciaria", "Consejo de Derechos Humanos"),
        ),
        (
            *("Índice", "Anexo", "pendiente", "acordado ad referendum", "acordado"),
            *("Véase también", "Véase, sin embargo,"),
        ),
        (
            *("Texto de negociación", "Cambios", "Recopilación", "Comparación", "Comentario"),
            *("Cuadro de fuentes", "Tabla de correspondencias", "Resolución y anexo"),
        ),
    ),
    formulas=formulas(
        "*Proclama* la siguiente Declaración:",
        "*Proclama solemnemente* la siguiente Declaración:",
        "*Declara* lo siguiente:",
        "*Aprueba* la siguiente Declaración:",
    ),
    resolution=resolution(
        "Habiendo examinado",
        " el texto de la {},",
        "Aprueba",
        " la {}, que figura en el anexo de la presente resolución;",
        "Invita",
        " a los gobiernos, los organismos y organizaciones del sistema de las Naciones Unidas y las "
        "organizaciones intergubernamentales y no gubernamentales a que difundan la Declaración y promuevan "
        "su respeto y comprensión universales;",
        "Solicita",
        " al Secretario General que señale la Declaración a la atención de todos los Estados y que incluya "
        "su texto en la próxima edición de ",
        "Derechos humanos: Recopilación de instrumentos internacionales",
    ),
    labels={
        "part": "parte {part}",
        "article": "artículo {article}",
        "paragraph": "párrafo {paragraph}{items} del artículo {article}",
        "items": "apartado {items} del artículo {article}",
        "preambular": "párrafo {preambular}{items} del preámbulo",
    },
    headings={"Part": ("Parte ", ""), "Article": ("Artículo ", "")},
    alternative="Variante",
    date="{day} de {month} de {year}",
    months=(
        *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
        *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
    ),
    distribution={
        "general": "Distr. general",
        "limited": "Distr. limitada",
        "restricted": "Distr. reservada",
        "limitada": "Distr. limitada",
        "reservada": "Distr. reservada",
    },
    original="Original: español",
    agenda="Tema {} de la agenda",
    units={
        "paragraph": Unit(one="párr. {}", several="párrs. {}"),
        "article": Unit(one="art. {}", several="arts. {}"),
        "principle": Unit(one="principio {}", several="principios {}"),
    },
    titles=titles(
        "Carta de las Naciones Unidas",
        "Declaración Universal de Derechos Humanos",
        "Pacto Internacional de Derechos Civiles y Políticos",
        "Pacto Internacional de Derechos Económicos, Sociales y Culturales",
        "Declaración sobre el Derecho al Desarrollo",
        "Convención sobre los Derechos del Niño",
        "Convención Marco de las Naciones Unidas sobre el Cambio Climático",
    ),
    preamble="preámbulo",
    span="{} a {}",
    both="{} y {}",
    before={"inspires": "Véase también ", "opposes": "Véase, sin embargo, "},
    quoted="{}: “{}”",
    note_before_stop=True,
)
