"""Tables come back as they went, the same bytes each time, whole or not at all."""
import pandas as pd
import pytest

from analysis import paths, tables

ROW = {"article": "a", "quote": "a#001", "outlet": "Courier", "section": "body", "kind": "speech", "type": "mixed",
       "spans": [[3, 9], [12, 20]], "content": "x y", "cue": "said", "cue_lemma": "say", "stance": "neutral",
       "act": "state", "source": "Fry", "speaker": "Ada Fry", "resolved_by": "alias", "camp": "council", "via": "",
       "position": .25, "passage": 4}


def test_round_trip_keeps_spans_and_bytes(tmp_path):
    frame = pd.DataFrame([ROW, ROW | {"spans": [[1, 2]]}])
    first = tables.save(frame, "quotes", tmp_path).read_bytes()
    assert tables.load("quotes", tmp_path)["spans"].tolist() == [[[3, 9], [12, 20]], [[1, 2]]]
    assert tables.save(tables.load("quotes", tmp_path), "quotes", tmp_path).read_bytes() == first


def test_an_empty_table_keeps_its_columns(tmp_path):
    tables.save(pd.DataFrame(columns=list(tables.COLUMNS["quotes"])), "quotes", tmp_path)
    assert list(tables.load("quotes", tmp_path)) == list(tables.COLUMNS["quotes"])


def test_a_missing_column_or_wrong_type_writes_nothing(tmp_path):
    with pytest.raises(tables.TableError, match="lacks the columns cue, via"):
        tables.save(pd.DataFrame([ROW]).drop(columns=["cue", "via"]), "quotes", tmp_path)
    with pytest.raises(tables.TableError, match="quotes"):
        tables.save(pd.DataFrame([ROW | {"position": "far"}]), "quotes", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_table_names_the_notebook_that_writes_it(tmp_path):
    with pytest.raises(tables.TableError, match="run notebook 2-count-attributions first"):
        tables.load("quotes", tmp_path)


def test_a_file_is_written_whole_or_stays_as_it_was(tmp_path):
    path = tmp_path / "new" / "a.txt"
    with paths.whole(path) as part:
        part.write_text("one")
    with pytest.raises(OSError, match="full"), paths.whole(path) as part:
        part.write_text("tw")
        raise OSError("full")
    assert [(one.name, one.read_text()) for one in path.parent.iterdir()] == [("a.txt", "one")]
