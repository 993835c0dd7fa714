"""The components that are not Streamlit's own; text goes in as data, what the drafter does comes out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

import streamlit as st

from workbench.app.looks import ASSETS
from workbench.writers.html import preview_css

_HTML = {
    "plain": '<div class="plain"></div>',
    "frame": '<div class="line"></div><div class="silent" role="alert" hidden></div>',
    "support": '<h3>Supporting paragraphs</h3><div class="cites"></div><div class="suggested"></div><form class="add">'
    '<label>Source<select class="source"></select></label>'
    '<label>Paragraphs<input class="numbers" placeholder="33, 42-46" autocomplete="off"></label>'
    '<label>It<select class="relation"></select></label><button type="submit">Attach</button></form>',
    "outline": '<nav class="outline" aria-label="Outline"><ul class="tree"></ul></nav>'
    '<div class="live" aria-live="polite"></div>',
    "sheet": '<div class="scroll"><div class="page"></div></div>',
    "elements": '<div class="desk"><nav class="side" aria-label="Kinds"><div class="kinds"></div>'
    '<div class="filters"></div></nav><div class="middle"><div class="find">'
    '<input type="search" placeholder="Search the elements" aria-label="Search the elements">'
    '<span class="count" role="status"></span></div><div class="list"></div></div></div>',
    "formulations": '<div class="strips"></div>',
    "comparison": '<div class="frame"><div class="legend" role="group" aria-label="What is compared"></div>'
    '<div class="bar"><span class="where" role="status"></span><div class="strip-bar" aria-hidden="true"></div>'
    '<span class="go"><button type="button" class="previous">Previous<kbd>p</kbd></button>'
    '<button type="button" class="next">Next<kbd>n</kbd></button></span></div>'
    '<div class="sides"><ul class="changes" aria-label="Changes" hidden></ul><div class="body"></div></div>'
    '<div class="menu" role="menu" hidden></div></div>',
    "strip": '<div class="all-of-it"></div>',
    "printed": '<div class="printed"></div>',
    "paragraphs": '<div class="paragraphs"></div>',
    "choices": '<fieldset class="modes"><legend>How many</legend>'
    '<label><input type="radio" name="mode" value="one">Choose one</label>'
    '<label><input type="radio" name="mode" value="several">Keep several as alternatives</label></fieldset>'
    '<div class="strips"></div><div class="actions"></div>',
    "editor": '<div class="sheet"><div class="fields"></div></div>'
    '<div class="foot"><div class="tools" role="toolbar" aria-label="Marks">'
    '<button type="button" data-does="lead" title="The opening words, in italics">Lead phrase</button>'
    '<button type="button" data-does="bracket" title="Not agreed: square brackets around what is selected">'
    "[ ]</button>"
    '<button type="button" data-does="item">Add (a)</button>'
    '<select class="terms" aria-label="Insert a term of the draft"></select>'
    '<select class="references" aria-label="Insert a reference to a provision"></select></div>'
    '<span class="status" role="status"></span></div>',
}


def _version(name: str) -> str:
    return hashlib.sha256((ASSETS / "js" / name).read_bytes()).hexdigest()[:8]


def _code(name: str) -> str:
    return f'import(new URL("/assets/js/{name}.js?v={_version(f"{name}.js")}", document.baseURI).href)'


def _css(name: str) -> str:
    return (ASSETS / f"{name}.css").read_text(encoding="utf-8")


def _component(name: str, looks: str = "") -> Callable[..., Any]:
    # The code is fetched once and kept by the browser; a message to the page carries these lines only.
    js = f"""
const code = {_code(name)};
export default function (component) {{
  let clean;
  code.then((module) => {{ clean = module.default(component); }});
  return () => clean && clean();
}}
"""
    component: Callable[..., Any] = st.components.v2.component(
        f"workbench_{name}", html=_HTML[name], css=looks + _css(name), js=js
    )
    return component


def _parts(name: str, *kinds: str) -> Callable[..., Any]:
    """Several components drawn as one; its data is a list of parts, each with name, kind, looks and data."""
    listed = ", ".join(f'"{kind}"' for kind in kinds)
    js = f"""
const kinds = [{listed}];
const code = Promise.all([{_code("parts")}, {", ".join(_code(kind) for kind in kinds)}]);
export default function (component) {{
  let clean;
  code.then(([parts, ...modules]) => {{
    clean = parts.default(component, Object.fromEntries(kinds.map((kind, at) => [kind, modules[at]])));
  }});
  return () => clean && clean();
}}
"""
    templates = "".join(
        f'<template data-kind="{kind}"><style>{_css(kind)}</style>{_HTML[kind]}</template>' for kind in kinds
    )
    component: Callable[..., Any] = st.components.v2.component(
        f"workbench_{name}", html=f'{templates}<div class="parts"></div>', css=_css("parts"), js=js
    )
    return component


#: The draft as a tree: `picked`, `moved` and `stepped` come out.
outline = _component("outline")
#: A sheet of text with provisions to pick: `picked` comes out.
sheet = _component("sheet", preview_css())
#: The article that is drafted, in parts: words and controls (`did`), sheets of the provisions around (`picked`),
#: the editor of one wording (`typed`: texts that the browser holds until they are acknowledged), the wordings to
#: choose among (`chosen`, `edit`, `own`, `compare`), the supporting paragraphs (`removed`, `suggested`, `attached`).
article = _parts("article", "plain", "sheet", "editor", "choices", "support")
#: The proposed elements, filtered as one types: `picked` comes out, and `lacks` where the list is to be sent again.
elements = _component("elements")
#: One element with its formulations and what can be done with them: `asked` comes out.
formulations = _component("formulations")
#: How much of the sources a draft uses, or two drafts choice by choice: `picked` comes out.
strip = _component("strip")
#: Paragraphs of sources with their views, to read or as a list of findings: `asked` comes out.
paragraphs = _component("paragraphs")
#: What is printed and how it looks, as pictures of pages, with switches: `picked` comes out.
printed = _component("printed")
#: Wordings or texts against each other, with the way from difference to difference: `asked` comes out.
comparison = _component("comparison")
#: The line on top of every page: `went` (to a page) and `did` (a step) come out.
frame = _component("frame")
#: Words with buttons, switches and small forms: `did` comes out.
plain = _component("plain")
