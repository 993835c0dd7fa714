"""What surrounds the words of a draft: supporting paragraphs, status, headings, terms, comments, the log."""

from __future__ import annotations

from dataclasses import replace

from workbench.drafting.tree import LOCKED, change, provision_of, refuse_locked
from workbench.errors import DraftingError
from workbench.model import MAX_ID_LENGTH, Citation, Comment, Decision, Draft, Status, Waiver, is_id
from workbench.wording import is_term


def cite(draft: Draft, id: str, citation: Citation) -> Draft:
    """The draft with supporting paragraphs attached to a provision; the same ones twice change nothing."""
    provision = provision_of(draft, id)
    if provision.is_container:
        raise DraftingError(f"{id}: holds other provisions; attach the paragraphs to one of them")
    if not is_id(citation.source):
        raise DraftingError(f"'{citation.source}' is no id of a source; name one of the sources by its id")
    have = {
        number
        for existing in provision.cites
        if (existing.source, existing.relation) == (citation.source, citation.relation) and not existing.quote
        for number in existing.paragraphs
    }
    if citation in provision.cites or (not citation.quote and citation.paragraphs and set(citation.paragraphs) <= have):
        return draft
    return change(draft, id, lambda p: replace(p, cites=(*p.cites, citation)))


def uncite(draft: Draft, id: str, citation: Citation) -> Draft:
    """The draft with a citation taken off a provision."""
    return change(draft, id, lambda p: replace(p, cites=tuple(c for c in p.cites if c != citation)))


def set_bracketed(draft: Draft, id: str, bracketed: bool) -> Draft:
    """The draft with a settled provision marked as not agreed, or no longer."""
    refuse_locked(draft, id)
    return change(draft, id, lambda p: replace(p, bracketed=bracketed))


def set_status(draft: Draft, id: str, status: Status, *, by: str, at: str, why: str = "") -> Draft:
    """The draft with the negotiation status of a provision; leaving 'agreed' needs a reason."""
    provision = provision_of(draft, id)
    if provision.status is status:
        return draft
    if provision.status in LOCKED and status not in LOCKED and not why.strip():
        raise DraftingError(f"{id}: is {provision.status}; say why it is reopened")
    decision = Decision(at=at, by=by, where=id, did=f"status: {status}", why=why)
    draft = change(draft, id, lambda p: replace(p, status=status))
    return replace(draft, decisions=(*draft.decisions, decision))


def set_heading(draft: Draft, id: str, heading: str) -> Draft:
    """The draft with the heading of a container changed."""
    if not provision_of(draft, id).is_container:
        raise DraftingError(f"{id}: is a paragraph, which has no heading; head the article that it stands in")
    refuse_locked(draft, id)
    return change(draft, id, lambda p: replace(p, heading=heading))


def set_term(draft: Draft, name: str, value: str) -> Draft:
    """The draft with a term's value set; the order of terms stays."""
    if not is_term(name):
        raise DraftingError(f"'{name}' is no name of a term: a to z, digits and _, at most {MAX_ID_LENGTH}")
    terms = dict(draft.terms)
    terms[name] = value
    return replace(draft, terms=tuple(terms.items()))


def comment(draft: Draft, id: str, remark: Comment) -> Draft:
    """The draft with a comment on a provision."""
    return change(draft, id, lambda p: replace(p, comments=(*p.comments, remark)))


def waive(draft: Draft, waiver: Waiver) -> Draft:
    """The draft with a finding justified; an earlier justification of the same finding is replaced."""
    if not waiver.reason.strip():
        raise DraftingError(f"{waiver.rule}: say why the problem may stand")
    others = tuple(w for w in draft.waivers if (w.rule, w.where) != (waiver.rule, waiver.where))
    return replace(draft, waivers=(*others, waiver))


def decide(draft: Draft, decision: Decision) -> Draft:
    """The draft with an entry in its decision log."""
    return replace(draft, decisions=(*draft.decisions, decision))
