"""The language of wordings, in two strictnesses (format.md, Wording).

In a provision's text (`live`) exactly `{{ known_term }}` and `{{ "provision-id" | ref }}` are live, and everything
else that looks like a template is literal.
In catalogue files and in the fields of Word styles (`strict`) a little more is allowed, and anything else is a fault.
"""

from workbench.wording.live import (
    blank,
    escaped,
    looks_like_template,
    plain,
    plain_text,
    references_in,
    runs,
    terms_in,
)
from workbench.wording.strict import (
    MAX_DEPTH,
    MAX_LENGTH,
    MAX_NODES,
    MAX_OUTPUT,
    RESERVED_TERMS,
    check,
    fill,
    is_term,
    prepared,
    references_of,
    snapshot,
)

__all__ = [
    "MAX_DEPTH",
    "MAX_LENGTH",
    "MAX_NODES",
    "MAX_OUTPUT",
    "RESERVED_TERMS",
    "blank",
    "check",
    "escaped",
    "fill",
    "is_term",
    "looks_like_template",
    "plain",
    "plain_text",
    "prepared",
    "references_in",
    "references_of",
    "runs",
    "snapshot",
    "terms_in",
]
