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
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from analysis import engine

HERE = Path(__file__).parent
BATCH = 200            # articles a part


class Place(NamedTuple):
    part: Path
    start: int         # rows of the part
    end: int


def key(*parts) -> str:
    """A digest (32 hex digits) of texts and of whatever else JSON can hold."""
    written = json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(written, digest_size=16).hexdigest()


@cache
def version(*modules: str) -> str:
    """A digest of the code of these modules of `analysis`, all modules they import, and the data files these name."""
    sources, open_ = {}, list(modules)
    while open_:
        name = open_.pop()
        path = HERE / f"{name}.py"
        if name in sources or not path.is_file():
            continue
        sources[name] = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(sources[name])):
            if isinstance(node, ast.ImportFrom) and node.module == "analysis":
                open_ += [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("analysis."):
                open_.append(node.module.split(".")[1])
    digest = hashlib.blake2b(digest_size=16)
    for name in sorted(sources):
        digest.update(sources[name].encode("utf-8"))
    code = "\n".join(sources.values())
    for path in sorted(p for folder in ("lexicons", "models") for p in (HERE / folder).rglob("*") if p.is_file()):
        if any(f'"{part}"' in code for part in path.relative_to(HERE).parts[1:]):
            digest.update(path.read_bytes())
    return digest.hexdigest()


_read: dict[Path, dict[str, Place]] = {}      # what stands in a part; a part never changes


def index(folder: Path) -> dict[str, Place]:
    """Where the rows of each key stand in the parts of `folder`."""
    found = {}
    for part in sorted(Path(folder).glob("*.parquet")):
        if part not in _read:
            start, _read[part] = 0, {}
            for one, count in json.loads(pq.read_metadata(part).metadata[b"keys"]):
                _read[part][one] = Place(part, start, start + count)
                start += count
        found |= _read[part]
    return found


def fill(folder: Path, work: Iterable[tuple[str, Callable[[], object]]], function: Callable[[list], list],
         schema: pa.Schema, size: int = BATCH, run: Callable = map) -> dict[str, str]:
    """See that the parts of `folder` hold the rows of each key of `work`; {key: reason} of what failed.

    `work` gives keys, each with a function that makes the item, called only if its key is in no part. `function`
    takes a list of items and returns for each a list of rows (dicts by `schema`) or an engine.Failed. Each batch
    becomes a part when it is done. `run` is an engine as `engine.opened` gives it.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for rest in folder.glob(".*.part"):
        rest.unlink(missing_ok=True)
    have, failed, under_way = set(index(folder)), {}, deque()

    def missing() -> Iterator[list]:
        todo = ((one, make()) for one, make in work if one not in have and not have.add(one))
        for batch in engine.batches(todo, size):
            under_way.append([one for one, _ in batch])
            yield [item for _, item in batch]

    for results in run(function, missing()):
        keys = under_way.popleft()
        failed |= {one: result.reason for one, result in zip(keys, results) if isinstance(result, engine.Failed)}
        done = [(one, rows) for one, rows in zip(keys, results) if one not in failed]
        if done:
            _write(folder, done, schema)
    return failed


def _write(folder: Path, done: list[tuple[str, list[dict]]], schema: pa.Schema) -> None:
    name = key([one for one, _ in done])
    table = pa.Table.from_pylist([row for _, rows in done for row in rows], schema)
    kept = json.dumps([(one, len(rows)) for one, rows in done], separators=(",", ":"))
    part = folder / f".{name}.{os.getpid()}.part"
    pq.write_table(table.replace_schema_metadata({"keys": kept}), part, compression="zstd")
    os.replace(part, folder / f"{name}.parquet")


class Reader:
    """The rows of single keys, quick when they are asked for in the order in which they were worked out."""

    def __init__(self, folder: Path, columns: list[str] | None = None):
        self.have, self.columns, self.last, self.table = index(folder), columns, None, None

    def __contains__(self, one: str) -> bool:
        return one in self.have

    def __call__(self, one: str) -> pa.Table:
        place = self.have[one]
        if place.part != self.last:
            self.table, self.last = pq.read_table(place.part, columns=self.columns), place.part
        return self.table.slice(place.start, place.end - place.start)
