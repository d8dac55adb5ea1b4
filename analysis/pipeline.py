"""From a corpus of any size to its tables: read and tag, resolve, score; batch by batch, on any engine, resumable.

What each article gave is kept in parts (see `parts`), by a digest of all that it depends on: its text and the code for
what is tagged; besides these the camps for who speaks, and the corrections for tone. So a run that was killed goes on
where it was, one changed article costs one article, and other camps do not tag the text again.
"""
from __future__ import annotations

import hashlib
import json
from functools import partial
from itertools import islice
from pathlib import Path

import pandas as pd
import pyarrow as pa

from analysis import corpus, engine, parts, quotes, sentiment, tables, text

SLAB = 5_000           # articles whose keys are held at a time
NESTED = {name: kind for name, kind in tables.COLUMNS["passages"].items() if name not in ("article", "outlet")}
TAGGED = pa.schema([*tables.COLUMNS["articles"].items(), ("tagged", pa.string()),
                    ("passages", pa.list_(pa.struct(list(NESTED.items()))))])
QUOTES, SENTIMENT = (pa.schema(list(tables.COLUMNS[name].items())) for name in ("quotes", "sentiment"))


def _guarded(function):
    """`function` of one item for a list of items; an error sets the item aside and stops no other."""
    def each(items, *rest):
        results = []
        for item in items:
            try:
                results.append(function(item, *rest))
            except corpus.CorpusError as error:
                results.append(engine.Failed(str(error)))
            except Exception as error:
                results.append(engine.Failed(f"{type(error).__name__}: {error}"))
        return results
    return each


def _tag_one(item: tuple[corpus.Source, str]) -> list[dict]:
    source, date = item
    row, passages = corpus.opened(source, date)
    return [{**row, "tagged": json.dumps(quotes.tag(passages)), "passages": [text.row(p) for p in passages]}]


def _resolve_one(row: dict, camps: dict) -> list[dict]:
    found = quotes.attributions(row["raw"], camps, json.loads(row["tagged"]))
    return quotes.rows(row["article"], row["outlet"], found)


def tag(items: list) -> list:
    return _guarded(_tag_one)(items)


def resolve(items: list, camps: dict) -> list:
    return _guarded(_resolve_one)(items, camps)


def score(items: list, camps: dict) -> list:
    """A list of `sentiment` rows for each (article, outlet, passages, quotes)."""
    passages = pd.DataFrame([{"article": article, "outlet": outlet, **p} for article, outlet, kept, _ in items for p in kept],
                            columns=list(tables.COLUMNS["passages"]))
    found = pd.DataFrame([q for *_, several in items for q in several], columns=list(tables.COLUMNS["quotes"]))
    scored = sentiment.score(found, passages, camps=camps)
    rows = {article: [] for article, *_ in items}
    for values in zip(*(scored[name].tolist() for name in SENTIMENT.names)):
        rows[values[0]].append(dict(zip(SENTIMENT.names, values)))
    return list(rows.values())


def _digest(source: corpus.Source) -> str:
    """Of the bytes of an article and of what is said of it."""
    data = source.path.read_bytes() if source.path and source.path.is_file() else b""
    return parts.key(hashlib.blake2b(data, digest_size=16).hexdigest(), source.article, source.file, list(source.given), source.fault)


def _slab(sources: list[corpus.Source], date: str, camps: dict, folder: Path, writers: dict, **how) -> list[dict]:
    """Work on some articles and add their rows to the tables; what was set aside."""
    versions = [parts.version(name) for name in ("corpus", "quotes", "sentiment")]
    tag_version = parts.version("corpus", "link")
    keys = [parts.key(tag_version, date, _digest(source)) for source in sources]
    failed = parts.fill(folder / "tagged", [(one, lambda s=source: (s, date)) for one, source in zip(keys, sources)],
                        tag, TAGGED, **how)
    aside = [{"file": source.file, "reason": failed[one].removeprefix(f"{source.path or source.file}: ")}
             for one, source in zip(keys, sources) if one in failed]
    files = {one: source.file for one, source in zip(keys, sources)}
    keys = [one for one in keys if one not in failed]
    read = parts.Reader(folder / "tagged")
    spoken = {one: parts.key(versions[1], one, camps) for one in keys}
    failed = parts.fill(folder / "quotes", [(spoken[one], lambda one=one: read(one).to_pylist()[0]) for one in keys],
                        partial(resolve, camps=camps), QUOTES, **how)
    aside += [{"file": files[one], "reason": failed[spoken[one]]} for one in keys if spoken[one] in failed]
    keys = [one for one in keys if spoken[one] not in failed]
    said = parts.Reader(folder / "quotes")

    def item(one):
        row = read(one).to_pylist()[0]
        return row["article"], row["outlet"], row["passages"], said(spoken[one]).to_pylist()
    toned = {one: parts.key(versions[2], spoken[one]) for one in keys}
    failed = parts.fill(folder / "sentiment", [(toned[one], lambda one=one: item(one)) for one in keys],
                        partial(score, camps=camps), SENTIMENT, **how)
    scores = parts.Reader(folder / "sentiment")
    for one in keys:
        row = read(one)
        writers["articles"].add(row)
        writers["passages"].add(_passages(row))
        writers["quotes"].add(said(spoken[one]))
        if toned[one] not in failed:
            writers["sentiment"].add(scores(toned[one]))
    return aside


def _passages(row: pa.Table) -> pa.Table:
    flat = row["passages"].combine_chunks().flatten()
    names = {name: flat.field(name) for name in NESTED}
    same = {name: pa.array(row[name].to_pylist() * len(flat), pa.string()) for name in ("article", "outlet")}
    return pa.table(same | names)


def build(place: str | Path, out: str | Path, size: int = parts.BATCH, **options) -> dict[str, int]:
    """Write the tables articles, passages, quotes, sentiment and set_aside of the corpus at `place` into out/tables.

    `size` articles are a batch, `options` as in `engine.opened`. The counts of rows. Raises CorpusError when nothing in the corpus can be used.
    """
    out = Path(out)
    found, date, camps = corpus.stream(place)
    writers = {name: tables.Writer(name, out / "tables") for name in ("articles", "passages", "quotes", "sentiment")}
    aside, found = [], iter(found)
    with engine.opened(**options) as run:
        while some := list(islice(found, SLAB)):
            aside += _slab(some, date, camps, out / "parts", writers, run=run, size=size)
    counts = {name: writer.count for name, writer in writers.items()} | {"set_aside": len(aside)}
    if not counts["articles"]:
        raise corpus.CorpusError("\n".join(["no article can be used", *(f"{one['file']}: {one['reason']}" for one in aside[:20])]))
    for writer in writers.values():
        writer.close()
    tables.save(pd.DataFrame(aside, columns=["file", "reason"]), "set_aside", out / "tables")
    return counts
