"""Every engine gives the same results in the same order, and survives the death of a worker."""
import os
import signal
from pathlib import Path

import pyarrow as pa
import pytest

from analysis import engine
from analysis.running import parts

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


def broken(items):
    raise ValueError("nothing goes")


def each(function, work, name="serial", **options):
    with engine.opened(name, **options) as run:
        yield from run(function, work)


@pytest.mark.parametrize("name", engine.ENGINES)
def test_results_come_in_order(name):
    work = list(engine.batches(range(25), 4))
    assert list(each(squares, work, name, workers=2)) == [squares(batch) for batch in work]


@pytest.mark.parametrize("name", engine.ENGINES)
def test_an_error_is_raised(name):
    with pytest.raises(ValueError, match="nothing goes"):
        list(each(broken, [[1]], name, workers=1))


@pytest.mark.parametrize("name", ["processes", "dask"])
def test_a_worker_that_dies_is_replaced_and_what_kills_it_is_named(name, tmp_path, monkeypatch):
    monkeypatch.setenv("MET", str(tmp_path / "met"))
    found = [one for batch in each(deadly, engine.batches(range(20), 4), name, workers=2) for one in batch]
    assert [i for i, one in enumerate(found) if isinstance(one, engine.Failed)] == [13]
    assert "died" in found[13].reason
    assert found[:13] + found[14:] == squares([*range(13), *range(14, 20)])


def test_no_more_is_read_ahead_than_can_be_worked_on():
    read = []

    def work():
        for batch in engine.batches(range(100), 1):
            read.append(batch)
            yield batch
    results = each(squares, work(), "processes", workers=1)
    next(results)
    assert len(read) <= engine.AHEAD + 1
    results.close()


def test_wrong_engines_are_told():
    with pytest.raises(engine.EngineError, match="there is no engine 'spark'; choose serial, processes or dask"):
        next(each(squares, [[1]], "spark"))
    with pytest.raises(engine.EngineError, match="belongs to the engine dask"):
        next(each(squares, [[1]], "serial", scheduler="tcp://127.0.0.1:1"))


def pack(numbers):
    return parts.pack(list(zip(map(str, numbers), squares(numbers))), SCHEMA)


def test_parts_give_back_the_rows_of_each_key(tmp_path):
    first = parts.Parts(tmp_path)
    first.add(pack(range(5)))
    first.add(pack([99, 7]))
    for kept in (first, parts.Parts(tmp_path)):
        assert [kept(str(n)).to_pylist() for n in (7, 0, 99, 4, 2)] == squares([7, 0, 99, 4, 2])
        assert "7" in kept and "8" not in kept
        kept.forget(["7", "8"])
        assert "7" not in kept and kept("99").num_rows == 0


def test_a_part_is_the_same_bytes_each_time():
    assert pack(range(30)) == pack(range(30)) != pack(range(29))


def test_a_half_written_part_is_never_read(tmp_path):
    (tmp_path / ".abc.1.part").write_bytes(b"PAR1 half")
    kept = parts.Parts(tmp_path)
    kept.add(pack(range(4)))
    assert len(kept.have) == 4 and not list(tmp_path.glob(".*"))


def test_a_version_follows_imports_and_data():
    assert parts.version("tagging/cues") != parts.version("text")
    assert parts.version("tagging/cues") == parts.version("tagging/cues")
    names = {"one": parts.key("a", "b"), "two": parts.key("ab"), "three": parts.key(["a", "b"])}
    assert len(set(names.values())) == 3
