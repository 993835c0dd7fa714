"""Keeps the documents that drafters load, word for word, under the SHA-256 of what they say."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import Connection, func, select

from workbench.proposals import Paragraph, Source
from workbench.store.answers import Loaded
from workbench.store.bodies import body_of, value_of
from workbench.store.ledger import insert_new, plain
from workbench.store.recent import Recent
from workbench.store.tables import paragraph, source


def put_source(connection: Connection, document: Source, file: str = "", author: str = "", at: str = "") -> str:
    """Keeps the document and gives its SHA-256; of one id, what was put last counts."""
    head = body_of(document)
    bodies = [body_of(each) for each in document.paragraphs]
    sha256 = hashlib.sha256("\n".join([head.text, *(body.text for body in bodies)]).encode()).hexdigest()
    told = {"loaded": turn(connection) + 1, "file": plain(file), "author": plain(author), "at": plain(at)}
    row = {"sha256": sha256, "id": plain(document.id), "body": head.text, **told}
    if not insert_new(connection, source, row):
        connection.execute(source.update().where(source.c.sha256 == sha256), {**told, "removed_at": ""})
    elif bodies:
        rows = [
            {"sha256": sha256, "n": n, "number": plain(each.number), "body": body.text}
            for n, (each, body) in enumerate(zip(document.paragraphs, bodies, strict=True), 1)
        ]
        connection.execute(paragraph.insert(), rows)
    return sha256


def remove_source(connection: Connection, id: str, at: str) -> None:
    """Takes the document of that id away; what it said stays in the database, and comes back when it is put again."""
    newest = select(func.max(source.c.loaded)).where(source.c.id == plain(id)).scalar_subquery()
    gone = {"loaded": turn(connection) + 1, "removed_at": plain(at) or "removed"}
    connection.execute(source.update().where(source.c.loaded == newest), gone)


def turn(connection: Connection) -> int:
    """A number that is another one after every change of the documents."""
    return int(connection.scalar(select(func.max(source.c.loaded))) or 0)


def read_sources(connection: Connection, known: Recent[str, Source], id: str = "") -> tuple[Loaded, ...]:
    """The newest document of each id, or of that one, unless it was removed; in the order of their ids."""
    newest = select(func.max(source.c.loaded)).group_by(source.c.id)
    columns = (source.c.sha256, source.c.body, source.c.file, source.c.author, source.c.at)
    query = select(*columns).where(source.c.loaded.in_(newest), source.c.removed_at == "").order_by(source.c.id)
    if id:
        query = query.where(source.c.id == plain(id))
    documents = []
    for sha256, body, file, author, at in connection.execute(query).all():
        document = known.get(sha256)
        if document is None:
            rows = connection.execute(
                select(paragraph.c.body).where(paragraph.c.sha256 == sha256).order_by(paragraph.c.n)
            )
            document = replace(value_of(body, Source), paragraphs=_paragraphs(rows.scalars()))
            known.put(sha256, document)
        documents.append(Loaded(source=document, file=file, author=author, at=at))
    return tuple(documents)


def _paragraphs(bodies: Iterable[str]) -> tuple[Paragraph, ...]:
    return tuple(value_of(body, Paragraph) for body in bodies)
