"""From a corpus of any size to its tables: read, tag, resolve, score; batch by batch, on any engine, resumable.

What each article gave is kept in parts (see `parts`), by a digest of all that it depends on: its text and the code for
what is tagged; besides these the camps for who speaks and for the tone. So a run that was killed goes on where it was,
one changed article costs one article, and other camps do not tag the text again.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import yaml

from analysis import corpus, engine, quotes, sentiment, tables, text
from analysis.checking import corrections, sheet
from analysis.intake import schema, usable
from analysis.measuring import frame_lists
from analysis.running import parts

TABLES = ("articles", "passages", "quotes", "sentiment")
SCHEMAS = {name: pa.schema(list(tables.COLUMNS[name].items())) for name in TABLES}
SCHEMAS["tagged"] = pa.schema([("tagged", pa.string())])
READ = ["article", "outlet", "title", "raw"]          # what the attributions of an article hang on
SAMPLE = pa.schema([(name, pa.string()) for name in ("article", "outlet", "date", "title", "text")])


class Item(NamedTuple):
    """An article on its way; each stage adds its rows, by the name of their schema, and their keys."""

    keys: dict[str, str]
    rows: dict[str, list[dict]]
    wanted: tuple[str, ...] = tuple(SCHEMAS)
    source: tuple[corpus.Source, str] | None = None          # and the date of the corpus


class Worked(NamedTuple):
    """What a batch gave: of each article the keys of its rows, or why there are none; and the new rows as parts."""

    keys: list[dict[str, str] | engine.Failed]
    parts: dict[str, parts.Part]


def _each(function: Callable, items: list) -> list:
    """`function` of each item; an error sets the item aside and stops no other."""
    results = []
    for item in items:
        try:
            results.append(function(item))
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


def _keys(article: str, outlet: str, title: str, raw: str, camps: dict) -> dict[str, str]:
    """What the rows that depend on an article's text are filed under."""
    said = parts.key(parts.version("quotes"), article, outlet, title, raw, camps)
    return {"tagged": parts.key(parts.version("tagging/link"), title, raw), "quotes": said,
            "sentiment": parts.key(parts.version("sentiment"), said)}


def work(items: list[Item], camps: dict) -> list[Worked]:
    """All that is wanted of some articles and not there yet: their rows, stage by stage."""
    failed, passages, score = {}, {}, sentiment.scoring(camps=camps)

    def read(item: Item) -> dict[str, list[dict]]:
        row, passages[id(item)] = corpus.opened(*item.source)
        item.keys.update(_keys(*(row[name] for name in READ), camps))
        return {"articles": [row], "passages": lines(item, row)}

    def clean(item: Item) -> list[text.Passage]:
        if id(item) not in passages:
            passages[id(item)] = text.passages(item.rows["articles"][0]["raw"], item.rows["articles"][0]["title"])
        return passages[id(item)]

    def lines(item: Item, row: dict) -> list[dict]:
        return [{"article": row["article"], "outlet": row["outlet"], **text.row(p)} for p in clean(item)]

    def tag(some: list[Item]) -> list[dict]:
        return [{"tagged": [{"tagged": json.dumps(found)}]} for found in quotes.tag([clean(item) for item in some])]

    def resolve(item: Item) -> dict[str, list[dict]]:
        row, tagged = item.rows["articles"][0], json.loads(item.rows["tagged"][0]["tagged"])
        return {"quotes": quotes.rows(row["article"], row["outlet"],
                                      quotes.attributions(row["raw"], camps, tagged, clean(item)))}

    def tone(item: Item) -> dict[str, list[dict]]:
        found = item.rows.get("passages") or lines(item, item.rows["articles"][0])
        return {"sentiment": score(item.rows["quotes"], found)}

    made = {}
    for name, stage in (("articles", partial(_each, read)), ("tagged", partial(_together, tag)),
                        ("quotes", partial(_each, resolve)), ("sentiment", partial(_each, tone))):
        todo = [item for item in items if name in item.wanted and id(item) not in failed]
        for item, result in zip(todo, stage(todo) if todo else ()):
            if isinstance(result, engine.Failed):
                failed[id(item)] = result
                continue
            item.rows.update(result)
            for one, rows in result.items():
                made.setdefault(one, []).append((item.keys[one], rows))
    return [Worked([failed.get(id(item), item.keys) for item in items],
                   {name: parts.pack(rows, SCHEMAS[name]) for name, rows in made.items()})]


def _worked(items: Iterable[Item], camps: dict, kept: dict[str, parts.Parts], size: int = parts.BATCH,
            run: Callable = map) -> Iterator[list[dict[str, str] | engine.Failed]]:
    """`work` of the items in batches, filed in the parts; of each batch the keys of its articles."""
    for results in run(partial(work, camps=camps), engine.batches(items, size)):
        found = []
        for one in results:
            if isinstance(one, engine.Failed):
                found.append(one)
                continue
            found += one.keys
            for name, part in one.parts.items():
                kept[name].add(part)
        yield found


def _missing(keys: dict[str, str], row: dict, kept: dict[str, parts.Parts], wanted: Iterable[str]) -> Item:
    """An article that was read before, with what is there for the stages that it lacks."""
    lacks = tuple(name for name in wanted if keys[name] not in kept[name])
    there = [name for name in ("tagged", "quotes") if keys[name] in kept[name]]
    rows = {"articles": [row]} | {name: kept[name](keys[name]).to_pylist() for name in there} if lacks else {}
    return Item(keys, rows, lacks)


def attributions(articles: pd.DataFrame, camps: dict, keep: Path) -> list[list[dict] | engine.Failed]:
    """The rows of `quotes` of each of `articles`; what is in the parts of `keep` is not worked out again."""
    kept = {name: parts.Parts(keep / name) for name in ("tagged", "quotes")}
    rows = articles.reindex(columns=READ, fill_value="").to_dict("records")
    items = (_missing(_keys(*row.values(), camps), row, kept, kept) for row in rows)
    return [one if isinstance(one, engine.Failed) else kept["quotes"](one["quotes"]).to_pylist()
            for found in _worked(items, camps, kept) for one in found]


def _digest(source: corpus.Source) -> str:
    """Of the bytes of an article and of what is said of it."""
    data = source.path.read_bytes() if source.path and source.path.is_file() else b""
    return parts.key(hashlib.blake2b(data, digest_size=16).hexdigest(), source.article, source.file,
                     list(source.given), source.fault)


def _item(source: corpus.Source, date: str, camps: dict, kept: dict[str, parts.Parts]) -> Item:
    """An article with what is known of it."""
    read = parts.key(parts.version("corpus"), date, _digest(source))
    keys = {"articles": read, "passages": read}
    if not all(read in kept[name] for name in keys):
        return Item(keys, {}, source=(source, date))
    row = kept["articles"](read).to_pylist()[0]
    return _missing(keys | _keys(*(row[name] for name in READ), camps), row, kept, SCHEMAS)


def build(place: str | Path, out: str | Path, keep: str | Path | None = None, size: int = parts.BATCH,
          **options) -> dict[str, int]:
    """Write the tables articles, passages, quotes, sentiment and set_aside of the corpus at `place` into out/tables.

    The order is that of the corpus; an article that fails at any stage is a row of set_aside and of no other table.
    Parts go to `keep` (default: out/parts), `size` articles are a batch, `options` as in `engine.opened`. The counts of
    rows. Raises CorpusError when nothing in the corpus can be used; the tables that were there stay then.
    """
    out = Path(out)
    keep = Path(keep or out / "parts")
    sources, date, camps = corpus.stream(place)
    writers = {name: tables.Writer(name, out / "tables") for name in TABLES}
    kept, aside, names, files = {name: parts.Parts(keep / name) for name in SCHEMAS}, [], deque(), set()

    def items() -> Iterator[Item]:
        for source in sources:
            names.append((source.file, f"{source.path or source.file}: "))
            files.update([source.file] if source.path else [])
            yield _item(source, date, camps, kept)

    with engine.opened(**options) as run:
        for found in _worked(items(), camps, kept, size, run):
            good = []
            for one, (file, prefix) in [(one, names.popleft()) for one in found]:
                if isinstance(one, engine.Failed):
                    aside.append({"file": file, "reason": one.reason.removeprefix(prefix)})
                else:
                    good.append(one)
            for name, writer in writers.items() if good else ():
                writer.add(pa.concat_tables(kept[name](keys[name]) for keys in good))
            for name in SCHEMAS:
                kept[name].forget(keys[name] for keys in good)
    aside += usable.unread(corpus.locate(place)[0], files)
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
    corrected = [row for _, row in corrections.read(folder) if corrections.numbered(row["attribution"])[1] in drawn]
    if corrected:
        sheet.write(target / corrections.FILE, corrected, corrections.COLUMNS)
    return target
