"""Drafting: each change of a draft as a function from a draft to a new draft.

What happened, when and by whom is recorded where the text of a provision may be lost or locked;
time and author are arguments.
"""

from workbench.drafting.around import (
    cite,
    comment,
    decide,
    set_bracketed,
    set_heading,
    set_status,
    set_term,
    uncite,
    waive,
)
from workbench.drafting.picking import pick, provisions_with
from workbench.drafting.tree import (
    BODY,
    LOCKED,
    PREAMBLE,
    change,
    children_of,
    fresh_id,
    ids_in,
    move,
    parent_of,
    place,
    provision_of,
    remove,
    step,
)
from workbench.drafting.whole import new_draft, open_places
from workbench.drafting.wordings import (
    add_formulation,
    add_option,
    choose,
    edit,
    option_of,
    support_of,
)

__all__ = [
    "BODY",
    "LOCKED",
    "PREAMBLE",
    "add_formulation",
    "add_option",
    "change",
    "children_of",
    "choose",
    "cite",
    "comment",
    "decide",
    "edit",
    "fresh_id",
    "ids_in",
    "move",
    "new_draft",
    "open_places",
    "option_of",
    "parent_of",
    "pick",
    "place",
    "provision_of",
    "provisions_with",
    "remove",
    "set_bracketed",
    "set_heading",
    "set_status",
    "set_term",
    "step",
    "support_of",
    "uncite",
    "waive",
]
