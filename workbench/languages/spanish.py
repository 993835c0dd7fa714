"""Fixed words in Spanish."""

from __future__ import annotations

from workbench.languages import Language, Unit, fixed, formulas, resolution, tables, titles

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
    tables=tables(
        *("Recopilación de formulaciones", "Comparación de formulaciones alternativas"),
        *("Correspondencia entre la numeración anterior y la nueva", "Fuentes del texto"),
        *("Párrafo", "Estado", "Formulación", "Propuesta por", "Fuentes"),
        *("Número anterior", "Número nuevo", "Asunto", "Cambio"),
        *("Disposición", "Texto", "Párrafos de apoyo", "Texto existente"),
        *("Opiniones en que se basa el texto", "Párrafos de apoyo y fundamentos jurídicos"),
        *("Observaciones", "Decisiones"),
        *("Nuevo", "Suprimido", "Sin cambios", "Trasladado", "Renumerado", "Modificado"),
        *("Trasladado y modificado", "Renumerado y modificado"),
        *(" (continuación)", " (véase más arriba)", " – sin texto en común"),
        "En el cuadro se presenta el texto en su estado actual, artículo por artículo.",
        "Cuando hay varias alternativas, cada una figura en una fila propia, entre corchetes y con su designación.",
        "En “Estado” se indica en qué punto se encuentra la negociación de una disposición.",
        "En “Propuesta por” se indica de quién es la formulación o, si no consta, en las opiniones de quién se basa, "
        "en los términos de la fuente.",
        "En “Fuentes” se indican los párrafos e instrumentos en que se basa.",
        "En el cuadro se indican, para cada disposición, los párrafos e instrumentos en que se basa, con un resumen de "
        "su contenido.",
        *("El texto existente se cita en ", "cursiva"),
        "; las palabras que la disposición retoma en el mismo orden, seis o más seguidas, van ",
        "subrayadas",
        "En cada cuadro se presentan una junto a otra las formulaciones de una misma disposición.",
        *("En la segunda columna y las siguientes, ", "las palabras subrayadas"),
        " no figuran en la primera formulación y ",
        *("las palabras tachadas", " figuran solo en la primera."),
        "Una formulación que tiene poco en común con la primera lleva la indicación “sin texto en común”, y no se "
        "marca ninguna de sus palabras.",
        "Ninguna disposición tiene formulaciones alternativas.",
        "El texto de cada disposición va seguido de las opiniones en que se basa, los párrafos e instrumentos que lo "
        "apoyan, con un resumen de su contenido, y las decisiones adoptadas al respecto.",
        "“Párr. 2” es el párrafo del artículo al que se refiere una observación.",
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
