"""From a corpus of any size to its tables: read, tag, resolve, score; batch by batch, on any engine, resumable.

What each article gave is kept in parts (see `parts`), by a digest of all that it depends on: its text and the code for
what is tagged; besides these the camps for who speaks; and the attributions as corrected for the tone. So a run that was
killed goes on where it was, one changed article costs one article, and other camps do not tag the text again.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterable
from functools import partial
from itertools import islice
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import yaml

from analysis import (
    corpus,
    corrections,
    engine,
    frame_lists,
    parts,
    quotes,
    schema,
    sentiment,
    sheet,
    tables,
    text,
)

SLAB = 2_000  # articles that are taken through all stages before the next ones
NESTED = {name: kind for name, kind in tables.COLUMNS["passages"].items() if name not in ("article", "outlet")}
READ = pa.schema([*tables.COLUMNS["articles"].items(), ("passages", pa.list_(pa.struct(list(NESTED.items()))))])
SAMPLE = pa.schema([(name, pa.string()) for name in ("article", "outlet", "date", "title", "text")])
TAGGED = pa.schema([("tagged", pa.string())])
QUOTES, SENTIMENT = (pa.schema(list(tables.COLUMNS[name].items())) for name in ("quotes", "sentiment"))


def _each(function: Callable, items: list, *rest) -> list:
    """`function` of each item; an error sets the item aside and stops no other."""
    results = []
    for item in items:
        try:
            results.append(function(item, *rest))
        except corpus.CorpusError as error:
            results.append(engine.Failed(str(error)))
        except Exception as error:
            results.append(engine.Failed(f"{type(error).__name__}: {error}"))
    return results


def _together(function: Callable, items: list) -> list:
    """`function` of all items at once; if that fails, of one at a time, so that one sets aside itself alone."""
    try:
        return function(items)
    except Exception:
        return [one if isinstance(one, engine.Failed) else one[0]
                for one in _each(lambda item: function([item]), items)]


def _read_one(item: tuple[corpus.Source, str]) -> list[dict]:
    row, passages = corpus.opened(*item)
    return [{**row, "passages": [text.row(p) for p in passages]}]


def _tag(raws: list[str]) -> list[list[dict]]:
    return [[{"tagged": json.dumps(found)}] for found in quotes.tag([text.passages(raw) for raw in raws])]


def _resolve_one(item: tuple[str, str, str, str], camps: dict) -> list[dict]:
    article, outlet, raw, tagged = item
    return quotes.rows(article, outlet, quotes.attributions(raw, camps, json.loads(tagged)))


def read(items: list) -> list:
    return _each(_read_one, items)


def tag(items: list) -> list:
    return _together(_tag, items)


def resolve(items: list, camps: dict) -> list:
    return _each(_resolve_one, items, camps)


def score(items: list, camps: dict) -> list:
    """The rows of `sentiment` of each (article, rows of passages, rows of quotes)."""
    one = sentiment.scoring(camps=camps)
    return _each(lambda item: one(item[2], item[1]), items)


def attributions(articles: Iterable[tuple[str, str, str]], camps: dict, keep: Path, **how) -> list[list[dict] | engine.Failed]:
    """The rows of `quotes` of each (article, outlet, raw); what is in the parts of `keep` is not worked out again.

    `how` is size (articles a batch) and run (an engine, see `engine.opened`).
    """
    articles = list(articles)
    tagged = [parts.key(parts.version("link"), raw) for _, _, raw in articles]
    failed = parts.fill(keep / "tagged", [(one, lambda raw=raw: raw) for one, (_, _, raw) in zip(tagged, articles)],
                        tag, TAGGED, **how)
    labels = parts.Reader(keep / "tagged")
    said = [parts.key(parts.version("quotes"), *article, camps) for article in articles]
    failed |= parts.fill(
        keep / "quotes", [(one, lambda a=article, t=t: (*a, labels(t)["tagged"][0].as_py()))
                          for one, t, article in zip(said, tagged, articles) if t not in failed],
        partial(resolve, camps=camps), QUOTES, **how)
    found = parts.Reader(keep / "quotes")
    return [engine.Failed(failed.get(t) or failed[one]) if t in failed or one in failed else found(one).to_pylist()
            for one, t in zip(said, tagged)]


def tones(articles: Iterable[tuple[str, list[dict], list[dict]]], camps: dict, keep: Path, **how) -> list[pa.Table | engine.Failed]:
    """The rows of `sentiment` of each (article, rows of passages, rows of quotes), as a table."""
    articles = list(articles)
    keys = [parts.key(parts.version("sentiment"), *article, camps) for article in articles]
    failed = parts.fill(keep / "sentiment", [(one, lambda a=article: a) for one, article in zip(keys, articles)],
                        partial(score, camps=camps), SENTIMENT, **how)
    found = parts.Reader(keep / "sentiment")
    return [engine.Failed(failed[one]) if one in failed else found(one) for one in keys]


def _digest(source: corpus.Source) -> str:
    """Of the bytes of an article and of what is said of it."""
    data = source.path.read_bytes() if source.path and source.path.is_file() else b""
    return parts.key(hashlib.blake2b(data, digest_size=16).hexdigest(), source.article, source.file,
                     list(source.given), source.fault)


def _slab(sources: list[corpus.Source], date: str, camps: dict, keep: Path, writers: dict, **how) -> list[dict]:
    """Take some articles through all stages and add their rows to the tables; what was set aside."""
    keys = [parts.key(parts.version("corpus"), date, _digest(source)) for source in sources]
    failed = parts.fill(keep / "read", [(one, lambda s=source: (s, date)) for one, source in zip(keys, sources)],
                        read, READ, **how)
    aside = [{"file": source.file, "reason": failed[one].removeprefix(f"{source.path or source.file}: ")}
             for one, source in zip(keys, sources) if one in failed]
    reader = parts.Reader(keep / "read")
    rows = [reader(one).to_pylist()[0] for one in keys if one not in failed]
    found = attributions(((row["article"], row["outlet"], row["raw"]) for row in rows), camps, keep, **how)
    usable = []
    for row, several in zip(rows, found):
        if isinstance(several, engine.Failed):
            aside.append({"file": row["file"], "reason": several.reason})
            continue
        same = {"article": row["article"], "outlet": row["outlet"]}
        usable.append((row["article"], [{**same, **p} for p in row.pop("passages")], several))
        writers["articles"].add([row])
        writers["passages"].add(usable[-1][1])
        writers["quotes"].add(several)
    for scored in tones(usable, camps, keep, **how):
        if not isinstance(scored, engine.Failed):
            writers["sentiment"].add(scored)
    return aside


def build(place: str | Path, out: str | Path, keep: str | Path | None = None, size: int = parts.BATCH,
          **options) -> dict[str, int]:
    """Write the tables articles, passages, quotes, sentiment and set_aside of the corpus at `place` into out/tables.

    The order is that of the corpus. Parts go to `keep` (default: out/parts), `size` articles are a batch, `options` as
    in `engine.opened`. The counts of rows. Raises CorpusError when nothing in the corpus can be used; the tables that
    were there stay then.
    """
    out = Path(out)
    keep = Path(keep or out / "parts")
    found, date, camps = corpus.stream(place)
    writers = {name: tables.Writer(name, out / "tables") for name in ("articles", "passages", "quotes", "sentiment")}
    aside, found = [], iter(found)
    with engine.opened(**options) as run:
        while some := list(islice(found, SLAB)):
            aside += _slab(some, date, camps, keep, writers, run=run, size=size)
    counts = {name: writer.count for name, writer in writers.items()} | {"set_aside": len(aside)}
    if not counts["articles"]:
        raise corpus.CorpusError(
            "\n".join(["no article can be used", *(f"{one['file']}: {one['reason']}" for one in aside[:20])]))
    for writer in writers.values():
        writer.close()
    tables.save(pd.DataFrame(aside, columns=["file", "reason"]), "set_aside", out / "tables")
    return counts


def sample(place: str | Path, whole: Path, most: int) -> Path:
    """A corpus of `most` articles drawn at random from those in the tables of `whole`; its folder, whole/sample.

    The draw hangs on the articles' names alone: an article once drawn stays while others come and go.
    """
    folder, _ = corpus.locate(place)
    source = pq.ParquetFile(whole / "tables" / "articles.parquet")
    names = source.read(["article"])["article"].to_pylist()
    drawn = set(sorted(names, key=lambda name: hashlib.blake2b(name.encode()).digest())[:most])
    target = whole / "sample"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    with pq.ParquetWriter(target / "articles.parquet", SAMPLE, compression="zstd") as writer:
        for batch in source.iter_batches(1000, columns=["article", "outlet", "date", "title", "raw"]):
            rows = pa.table(batch).rename_columns(["article", "outlet", "date", "title", "text"])
            writer.write_table(rows.filter(pa.array([name in drawn for name in rows["article"].to_pylist()])).cast(SAMPLE))
    content, _ = schema.load(folder / "corpus.yaml")
    title = f"{content.get('title') or folder.name} (a random {most:,} of {len(names):,} articles)"
    content |= {"title": title, "articles": "articles.parquet"}
    (target / "corpus.yaml").write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
    if (folder / frame_lists.FILE).is_file():
        shutil.copy(folder / frame_lists.FILE, target)
    corrected = [row for _, row in corrections.read(folder) if row["attribution"].partition(" ")[0].rpartition("#")[0] in drawn]
    if corrected:
        sheet.write(target / corrections.FILE, corrected, corrections.COLUMNS)
    return target
