"""What was worked out already: Parquet parts keyed by all that a result depends on.

A part holds the rows of some articles, and in its metadata the key of each. A key is a digest of the article, of the
settings and of the code (`version`), so nothing stale can be read: what changed has another key. Parts are moved into
place when whole; a run that was killed goes on with those that are there.
"""
from __future__ import annotations

import ast
import hashlib
import json
import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from analysis import paths

BATCH = 100            # articles a part


class Place(NamedTuple):
    part: Path
    start: int         # rows of the part
    end: int


def key(*parts) -> str:
    """A digest (32 hex digits) of texts and of whatever else JSON can hold."""
    written = json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(written, digest_size=16).hexdigest()


@cache
def _module(name: str) -> tuple[str, list[str]]:
    """The code of a module of `analysis` ("" where there is none), and the modules of `analysis` that it imports."""
    path, imported = paths.PACKAGE / f"{name}.py", []
    source = path.read_text(encoding="utf-8") if path.is_file() else ""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "analysis":
            place = "/".join(node.module.split(".")[1:])
            imported += [place, *(f"{place}/{alias.name}".lstrip("/") for alias in node.names)]
    return source, imported


@cache
def version(*modules: str) -> str:
    """A digest of the code of these modules of `analysis` ("quotes", "tagging/link"), all modules they import, and the data
    files these name."""
    sources, open_ = {}, list(modules)
    while open_:
        name = open_.pop()
        if name not in sources:
            sources[name], imported = _module(name)
            open_ += imported
    digest = hashlib.blake2b(digest_size=16)
    for name in sorted(sources):
        digest.update(sources[name].encode("utf-8"))
    code = "\n".join(sources.values())
    for path in sorted(p for folder in ("lexicons", "models") for p in (paths.PACKAGE / folder).rglob("*") if p.is_file()):
        if any(f'"{part}"' in code for part in path.relative_to(paths.PACKAGE).parts[1:]):
            digest.update(path.read_bytes())
    return digest.hexdigest()


class Part(NamedTuple):
    """Rows as the bytes of a Parquet file, and a name that tells whose they are."""

    name: str
    data: bytes


def pack(done: list[tuple[str, list[dict]]], schema: pa.Schema) -> Part:
    """The rows (dicts by `schema`) of each key as a part."""
    table = pa.Table.from_pylist([row for _, rows in done for row in rows], schema)
    kept = json.dumps([(one, len(rows)) for one, rows in done], separators=(",", ":"))
    sink = pa.BufferOutputStream()
    pq.write_table(table.replace_schema_metadata({"keys": kept}), sink, compression="zstd")
    return Part(key([one for one, _ in done]), sink.getvalue().to_pybytes())


def index(part: Path) -> dict[str, Place]:
    """Where the rows of each key stand in a part."""
    start, found = 0, {}
    for one, count in json.loads(pq.read_metadata(part).metadata[b"keys"]):
        found[one] = Place(part, start, start + count)
        start += count
    return found


class Parts:
    """The parts of a folder: the rows of single keys, quick when they are asked for in the order of the parts."""

    def __init__(self, folder: Path):
        self.folder, self.have, self.last, self.table = Path(folder), {}, None, None
        self.folder.mkdir(parents=True, exist_ok=True)
        for rest in self.folder.glob(".*.part"):
            rest.unlink(missing_ok=True)
        for part in sorted(self.folder.glob("*.parquet")):
            self.have |= index(part)

    def __contains__(self, one: str) -> bool:
        return one in self.have

    def __call__(self, one: str) -> pa.Table:
        place = self.have[one]
        if place.part != self.last:
            self.table, self.last = pq.read_table(place.part), place.part
        return self.table.slice(place.start, place.end - place.start)

    def add(self, part: Part) -> None:
        """File a part; it appears whole or not at all, and never changes."""
        path, half = self.folder / f"{part.name}.parquet", self.folder / f".{part.name}.{os.getpid()}.part"
        if not path.exists():
            half.write_bytes(part.data)
            os.replace(half, path)
        self.have |= index(path)

    def forget(self, keys: Iterable[str]) -> None:
        """Not look for these again, so that memory does not grow with the corpus."""
        for one in keys:
            self.have.pop(one, None)
