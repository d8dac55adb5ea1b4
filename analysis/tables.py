"""The tables of a study: their columns, and how they are written and read.

Parquet with zstd keeps the types and is the same bytes when the rows are the same, to DECIMALS. A table is
written under another name and moved into place, so a reader never meets half of one.
"""
import os
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

GROUP = 20_000          # rows written together
DECIMALS = 12           # of real numbers: what processors add up in different orders differs behind them
TEXT, INT, REAL, BOOL = pa.string(), pa.int64(), pa.float64(), pa.bool_()
SPANS = pa.list_(pa.list_(INT))

COLUMNS = {
    "articles": dict(article=TEXT, outlet=TEXT, date=TEXT, title=TEXT, file=TEXT, words=INT, text=TEXT, raw=TEXT),
    "set_aside": dict(file=TEXT, reason=TEXT),
    "duplicates": dict(article=TEXT, other=TEXT, outlet=TEXT, other_outlet=TEXT, containment=REAL, jaccard=REAL,
                       relation=TEXT),
    "passages": dict(article=TEXT, outlet=TEXT, passage=INT, section=TEXT, reason=TEXT, start=INT, end=INT,
                     words=INT, text=TEXT),
    "quotes": dict(article=TEXT, quote=TEXT, outlet=TEXT, section=TEXT, kind=TEXT, type=TEXT, spans=SPANS,
                   content=TEXT, cue=TEXT, cue_lemma=TEXT, stance=TEXT, act=TEXT, source=TEXT, speaker=TEXT,
                   resolved_by=TEXT, camp=TEXT, via=TEXT, position=REAL, passage=INT),
    "corrections": dict(article=TEXT, quote=TEXT, content=TEXT, field=TEXT, machine=TEXT, value=TEXT, who=TEXT, why=TEXT),
    "sentiment": dict(article=TEXT, outlet=TEXT, quote=TEXT, sentence=INT, target=TEXT, camp=TEXT, scorer=TEXT,
                      score=REAL, words=INT, known=INT, text=TEXT),
    "comparisons": dict(group=TEXT, within=TEXT, first=TEXT, second=TEXT, estimate=REAL, low=REAL, high=REAL, agree=REAL,
                        specifications=INT, n_first=INT, n_second=INT, robust=BOOL),
    "statements": dict(statement=TEXT, quote=TEXT, article=TEXT, relation=TEXT, outlet=TEXT, speaker=TEXT, camp=TEXT,
                       via=TEXT, form=TEXT, start=INT, end=INT, words=TEXT, reference=TEXT, label=TEXT, partial=BOOL),
    "measures": dict(outlet=TEXT, measure=TEXT, category=TEXT, estimate=REAL, low=REAL, high=REAL, n=INT),
}


class TableError(ValueError):
    """A table is missing, or lacks a column that others rely on."""


def save(frame: pd.DataFrame, name: str, folder: str | Path) -> Path:
    """Write `frame` as table `name` into `folder`, columns in the order of COLUMNS; the path.

    Raises TableError when a column is missing or cannot take its type; nothing is written then.
    """
    columns = COLUMNS[name]
    missing = [column for column in columns if column not in frame]
    if missing:
        raise TableError(f"table '{name}' lacks the column{'s' * (len(missing) > 1)} {', '.join(missing)}")
    try:
        table = pa.Table.from_pandas(frame[list(columns)], pa.schema(list(columns.items())), preserve_index=False)
    except (pa.ArrowInvalid, pa.ArrowTypeError) as error:
        raise TableError(f"table '{name}': {error}") from error
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    writer = Writer(name, folder)
    writer.add(table.replace_schema_metadata(None))
    return writer.close()


class Writer:
    """A table written piece by piece, moved into place by `close`; the same bytes however the pieces are cut."""

    def __init__(self, name: str, folder: str | Path):
        self.schema = pa.schema(list(COLUMNS[name].items()))
        self.path = Path(folder) / f"{name}.parquet"
        self.part = self.path.with_suffix(".part")
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.writer = pq.ParquetWriter(self.part, self.schema, compression="zstd")
        self.waiting, self.rows, self.count = [], 0, 0

    def add(self, rows: pa.Table | list[dict]) -> None:
        """Rows with the columns of the table, in any order."""
        table = rows if isinstance(rows, pa.Table) else pa.Table.from_pylist(rows, self.schema)
        table = table.select(self.schema.names).cast(self.schema)
        for place, field in enumerate(self.schema):
            if field.type == REAL:
                table = table.set_column(place, field, pc.round(table.column(place), DECIMALS))
        self.waiting.append(table)
        self.rows += len(table)
        self.count += len(table)
        while self.rows >= GROUP:
            self._write(GROUP)

    def _write(self, count: int) -> None:
        whole = pa.concat_tables(self.waiting)
        self.writer.write_table(whole.slice(0, count).combine_chunks(), row_group_size=GROUP)
        self.waiting, self.rows = [whole.slice(count)], max(self.rows - count, 0)

    def close(self) -> Path:
        if self.rows:
            self._write(self.rows)
        self.writer.close()
        os.replace(self.part, self.path)
        return self.path


def load(name: str, folder: str | Path) -> pd.DataFrame:
    """Table `name` of a study; TableError, saying which notebook writes it, when it is not there."""
    path = Path(folder) / f"{name}.parquet"
    if not path.exists():
        writer = {"articles": "1-clean-text", "passages": "1-clean-text", "set_aside": "1-clean-text",
                  "duplicates": "1-clean-text", "quotes": "2-count-attributions", "corrections": "2-count-attributions",
                  "sentiment": "3-score-sentiment", "comparisons": "3-score-sentiment", "measures": "4-chart-framing",
                  "statements": "4b-compare-statements"}[name]
        raise TableError(f"there is no table '{name}' in {path.parent.name}/ yet: run notebook {writer} first")
    table = pq.read_table(path)
    frame = table.to_pandas()
    for field in table.schema:
        if pa.types.is_list(field.type):
            frame[field.name] = table.column(field.name).to_pylist()
    return frame
