"""What a corpus of many articles costs: time, words a second and memory, stage by stage and engine by engine.

    python benchmarks/scale.py TEXT... [--articles 100 1000] [--engines serial processes dask] [--words 300] [--out FOLDER]

TEXT are plain text files, or folders of them. Articles are made by drawing one, drawing from its paragraphs until they
have about --words words, and changing its numbers and names, so that no two are alike. The stages are timed on one core
by processor time, on the first 500 articles; each engine then builds the tables of each whole corpus in a process of its
own. Memory is the peak of that process and all its workers together.
"""
import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from analysis import corpus, quotes, sentiment, text  # noqa: E402

CAMPS = "camps:\n  left: {terms: [Democrats, Democratic, Clinton]}\n  right: {terms: [Republicans, Republican, Trump]}\n"
NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}")


def texts(places):
    """The paragraphs of each text file."""
    files = [f for place in places for f in (sorted(place.rglob("*.txt")) if place.is_dir() else [place])]
    return [found for f in files if len(found := [p for p in corpus.read(f).splitlines() if p.strip()]) > 2]


def perturbed(paragraphs, words, rng):
    """An article of about `words` words from these paragraphs, with numbers and names of its own."""
    kept, count = [paragraphs[0]], 0
    for paragraph in rng.sample(paragraphs[1:], len(paragraphs) - 1):
        if count >= words:
            break
        kept.append(paragraph)
        count += len(paragraph.split())
    whole, ending = "\n".join(kept), rng.choice(("son", "er", "ley", "man", "ton", "ford"))
    whole = re.sub(r"\d+", lambda m: str(rng.randrange(10 ** len(m[0]))), whole)
    return NAME.sub(lambda m: m[0][:4] + ending if sum(map(ord, m[0])) % 3 == 0 else m[0], whole)


def make(sources, count, words, folder):
    """A corpus of `count` articles as JSON lines in `folder`; the number of words."""
    rng, total = random.Random(count), 0
    folder.mkdir(parents=True)
    with open(folder / "articles.jsonl", "w", encoding="utf-8") as file:
        for number in range(count):
            written = perturbed(rng.choice(sources), words, rng)
            total += len(written.split())
            file.write(json.dumps({"text": written, "outlet": f"Outlet {number % 20:02d}", "date": "2016-10-01"}) + "\n")
    (folder / "corpus.yaml").write_text("title: Scale\narticles: articles.jsonl\n" + CAMPS, encoding="utf-8")
    return total


def stages(place):
    """(stage, words/s of one core) on the first 500 articles of a corpus, and for all after cleaning together."""
    found, date, camps = corpus.stream(place)
    rows = [corpus.opened(source, date) for source, _ in zip(found, range(500))]
    words, spent = sum(row["words"] for row, _ in rows), {}

    def timed(stage, function, items):
        begun = time.process_time()
        results = [function(item) for item in items]
        spent[stage] = time.process_time() - begun
        return results
    timed("clean", text.passages, [row["raw"] for row, _ in rows])
    batches = [rows[start:start + 100] for start in range(0, len(rows), 100)]
    tagged = sum(timed("tag and link", lambda batch: quotes.tag([passages for _, passages in batch]), batches), [])
    said = timed("resolve", lambda one: quotes.attributions(one[0][0]["raw"], camps, one[1], one[0][1]), list(zip(rows, tagged)))
    items, score = [], sentiment.scoring(camps=camps)
    for (row, passages), found in zip(rows, said):
        same = {"article": row["article"], "outlet": row["outlet"]}
        items.append((quotes.rows(*same.values(), found), [{**same, **text.row(p)} for p in passages]))
    timed("score", lambda item: score(*item), items)
    together = sum(spent.values()) - spent["clean"]
    return [(stage, words / one) for stage, one in spent.items()] + [("tag, link, resolve and score", words / together)]


def built(place, out, engine, workers):
    """(seconds, processor seconds, peak memory in MB) of building the tables in a process of its own."""
    import psutil
    code = ("import sys; from analysis.running import pipeline; "
            "pipeline.build(sys.argv[1], sys.argv[2], engine=sys.argv[3], workers=int(sys.argv[4]))")
    begun, peak, before = time.perf_counter(), 0, sum(os.times()[2:4])
    run = subprocess.Popen([sys.executable, "-c", code, str(place), str(out), engine, str(workers)],
                           cwd=Path(__file__).parents[1], stderr=subprocess.DEVNULL)
    process = psutil.Process(run.pid)
    while run.poll() is None:
        try:
            alive = [process, *process.children(recursive=True)]
            peak = max(peak, sum(p.memory_info().rss for p in alive))
        except psutil.NoSuchProcess:
            pass
        time.sleep(.2)
    if run.returncode:
        raise SystemExit(f"the engine {engine} stopped with exit status {run.returncode}")
    return time.perf_counter() - begun, sum(os.times()[2:4]) - before, peak / 1e6


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("texts", type=Path, nargs="+")
    options.add_argument("--articles", type=int, nargs="+", default=[100, 1000])
    options.add_argument("--engines", nargs="+", default=["serial", "processes", "dask"])
    options.add_argument("--words", type=int, default=300)
    options.add_argument("--workers", type=int, default=2)
    options.add_argument("--out", type=Path, help="keep corpora and tables here")
    given = options.parse_args()
    sources = texts(given.texts)
    with tempfile.TemporaryDirectory() as scratch:
        out = given.out or Path(scratch)
        print("| articles | words | engine | seconds | processor s | words/s | ms an article | peak MB |\n|---|---|---|---|---|---|---|---|")
        for count in given.articles:
            place = out / f"{count}"
            words = make(sources, count, given.words, place)
            for engine in given.engines:
                seconds, spent, memory = built(place, out / f"{count}-{engine}", engine, given.workers)
                print(f"| {count:,} | {words:,} | {engine} | {seconds:.1f} | {spent:.1f} | {words / seconds:,.0f} "
                      f"| {1000 * seconds / count:.2f} | {memory:,.0f} |", flush=True)
        print("\n| stage, one core | words/s |\n|---|---|")
        for stage, rate in stages(place):
            print(f"| {stage} | {rate:,.0f} |")


if __name__ == "__main__":
    main()
