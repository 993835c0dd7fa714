"""The kinds of elements as a drafter says them."""

from __future__ import annotations

from collections.abc import Mapping

from workbench.proposals import Kind

#: Headings and filters; METHOD has views only.
NAMES: Mapping[Kind, str] = {
    Kind.LEGAL_BASIS: "Legal bases",
    Kind.RATIONALE: "Reasons (preamble)",
    Kind.DEFINITION: "Definitions",
    Kind.NATURE: "Nature of solidarity",
    Kind.PRINCIPLE: "Principles",
    Kind.OBJECT: "Object",
    Kind.SUBJECT: "Subjects",
    Kind.SCOPE: "Scope",
    Kind.POSITIVE_OBLIGATION: "Positive obligations",
    Kind.NEGATIVE_OBLIGATION: "Negative obligations",
    Kind.COOPERATION: "Cooperation",
    Kind.ENFORCEMENT: "Enforcement",
    Kind.METHOD: "Method (no text)",
}
