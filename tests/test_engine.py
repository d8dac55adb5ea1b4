"""Every engine gives the same results in the same order, and survives the death of a worker."""
import os
import signal
from pathlib import Path

import pyarrow as pa
import pytest

from analysis import engine, parts

SCHEMA = pa.schema([("n", pa.int64()), ("square", pa.int64())])


def squares(items):
    return [[{"n": n, "square": n * n}] * (n % 3) for n in items]


def deadly(items):
    """Dies on 13 always, and on 5 the first time that it meets it."""
    met = Path(os.environ["MET"])
    if 13 in items or 5 in items and not met.exists():
        met.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return squares(items)


def faulty(items):
    return [engine.Failed("odd") if n % 2 else [{"n": n, "square": n * n}] for n in items]


def broken(items):
    raise ValueError("nothing goes")


@pytest.mark.parametrize("name", engine.ENGINES)
def test_results_come_in_order(name):
    work = list(engine.batches(range(25), 4))
    assert list(engine.each(squares, work, name, workers=2)) == [squares(batch) for batch in work]


@pytest.mark.parametrize("name", engine.ENGINES)
def test_an_error_is_raised(name):
    with pytest.raises(ValueError, match="nothing goes"):
        list(engine.each(broken, [[1]], name, workers=1))


@pytest.mark.parametrize("name", ["processes", "dask"])
def test_a_worker_that_dies_is_replaced_and_what_kills_it_is_named(name, tmp_path, monkeypatch):
    monkeypatch.setenv("MET", str(tmp_path / "met"))
    found = [one for batch in engine.each(deadly, engine.batches(range(20), 4), name, workers=2) for one in batch]
    assert [i for i, one in enumerate(found) if isinstance(one, engine.Failed)] == [13]
    assert "died" in found[13].reason
    assert found[:13] + found[14:] == squares([*range(13), *range(14, 20)])


def test_no_more_is_read_ahead_than_can_be_worked_on():
    read = []

    def work():
        for batch in engine.batches(range(100), 1):
            read.append(batch)
            yield batch
    results = engine.each(squares, work(), "processes", workers=1)
    next(results)
    assert len(read) <= engine.AHEAD + 1
    results.close()


def test_wrong_engines_are_told():
    with pytest.raises(engine.EngineError, match="there is no engine 'spark'; choose serial, processes or dask"):
        next(engine.each(squares, [[1]], "spark"))
    with pytest.raises(engine.EngineError, match="belongs to the engine dask"):
        next(engine.each(squares, [[1]], "serial", scheduler="tcp://127.0.0.1:1"))


def work(numbers):
    return [(parts.key("square", n), lambda n=n: n) for n in numbers]


def rows(folder, numbers):
    read = parts.Reader(folder)
    return [read(one).to_pylist() for one, _ in work(numbers)]


def test_only_what_is_missing_is_worked_out(tmp_path):
    seen = []

    def counted(items):
        seen.extend(items)
        return squares(items)
    assert parts.fill(tmp_path, work(range(10)), counted, SCHEMA, size=4) == {}
    parts.fill(tmp_path, work([3, 99, 5, 99]), counted, SCHEMA, size=4)
    assert seen == [*range(10), 99]
    assert rows(tmp_path, [5, 99, 0, 3]) == squares([5, 99, 0, 3])


def test_parts_are_the_same_bytes_whatever_the_engine(tmp_path):
    for name in engine.ENGINES:
        with engine.opened(name, workers=2) as run:
            parts.fill(tmp_path / name, work(range(30)), squares, SCHEMA, size=7, run=run)
    bytes_of = [{p.name: p.read_bytes() for p in (tmp_path / name).glob("*")} for name in engine.ENGINES]
    assert len(bytes_of[0]) == 5 and bytes_of[0] == bytes_of[1] == bytes_of[2]


def test_what_failed_is_told_and_tried_again(tmp_path):
    failed = parts.fill(tmp_path, work(range(4)), faulty, SCHEMA, size=4)
    assert failed == {parts.key("square", 1): "odd", parts.key("square", 3): "odd"}
    assert rows(tmp_path, [0, 2]) == [[{"n": 0, "square": 0}], [{"n": 2, "square": 4}]]
    assert parts.fill(tmp_path, work(range(4)), squares, SCHEMA, size=4) == {}
    assert rows(tmp_path, [1, 3]) == squares([1, 3])


def test_a_half_written_part_is_never_read(tmp_path):
    (tmp_path / ".abc.1.part").write_bytes(b"PAR1 half")
    parts.fill(tmp_path, work(range(4)), squares, SCHEMA)
    assert rows(tmp_path, range(4)) == squares(range(4)) and not list(tmp_path.glob(".*"))


def test_a_version_follows_imports_and_data():
    assert parts.version("cues") != parts.version("text")
    assert parts.version("cues") == parts.version("cues")
    names = {"one": parts.key("a", "b"), "two": parts.key("ab"), "three": parts.key(["a", "b"])}
    assert len(set(names.values())) == 3
