"""The command line: `python -m analysis init | check | run | quotes | sample | refresh`.

What is slow to import is imported by the command that needs it, so that `quotes` starts at once.
"""
from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from analysis import corpus, paths, run
from analysis.intake import inputs, schema, usable
from analysis.running.options import parser
from analysis.text import plural


def error(message: str) -> int:
    """Print `message` as an error on stderr, further lines indented; the exit status 1."""
    first, *rest = message.splitlines() or ["failed"]
    print(f"error: {first}", *(f"  {line}" for line in rest), sep="\n", file=sys.stderr, flush=True)
    return 1


def do_run(options) -> int:
    """One study, or several: exit status 1 if any failed, the others done."""
    if (options.scheduler or options.workers) and not options.engine:
        return error("--scheduler and --workers belong to --engine")
    how = {name: value for name in ("engine", "workers", "scheduler") if (value := getattr(options, name))}
    how |= {"given": options.given, "timeout": options.timeout, "most": options.most}
    if len(options.corpora) == 1:
        index = run.study(options.corpora[0], options.out, options.figures, **how)
        print(f"report: {run.shown(index)}")
        return 0
    from analysis.running import batch
    if options.figures:
        return error("--figures is for one corpus; of several each has its figures under --out")
    done = batch.studies(options.corpora, options.out, **how)
    print(f"{batch.table(done)}\nindex: {run.shown(Path(options.out) / 'index.html')}")
    return int(any(one.status != "done" for one in done))


def do_refresh(options) -> int:
    run.refresh(timeout=options.timeout)
    return 0


def do_init(options) -> int:
    from analysis.intake import start
    path = start.write(options.corpus, print)
    print(f"wrote {path}: edit it, then\n  {paths.python()} -m analysis check {options.corpus}\n"
          f"  {paths.python()} -m analysis run {options.corpus} --out build/{Path(options.corpus).resolve().stem}")
    for sentence in usable.overlooked(path.parent):
        print(sentence)
    return 0


def do_check(options) -> int:
    from analysis.checking import ready
    if options.accept:
        print("\n".join(ready.accepted(options.corpus, options.accept)))
        return 0
    whole, lines = ready.told(options.corpus, options.all)
    print("\n".join(lines))
    return int(not whole)


def do_sample(options) -> int:
    """The sheet, or the scores of a filled one."""
    from analysis import quotes
    from analysis.checking import corrections, sample, sheet
    from analysis.showing import findings_validity
    study = corpus.load(options.corpus)
    found = corrections.apply(quotes.extract(study.articles, study.camps), study)[0]
    if options.read:
        judged = sample.read(options.read, study)
        print(findings_validity.sampled(sample.scores(judged, found, study.camps), judged))
        if options.out:
            _write_coding(sample.coded(judged), Path(options.out))
        return 0
    out = Path(options.out or "sample.csv")
    if out.exists():
        raise corpus.CorpusError(f"{out}: is there already, perhaps filled in; name another file with --out")
    rows = sample.rows(study, found, options.n, options.seed)
    sheet.write(out, rows, sample.COLUMNS)
    counts = [len({row["row"] for row in rows if row["task"] == task}) for task in (sample.FIND, sample.JUDGE)]
    print(f"wrote {out.resolve()}: {plural(counts[0], 'stretch')} to search, {plural(counts[1], 'attribution')} to judge\n"
          f"fill it in with a spreadsheet by seeds/coding/CODEBOOK.md, save it as {study.folder / 'coding' / 'sample.csv'}, and the "
          f"report uses it; its scores alone:\n  {paths.python()} -m analysis sample {options.corpus} --read {out}")
    return 0


def _write_coding(units: list[dict], out: Path) -> None:
    if out.name == "reference.jsonl":
        raise corpus.CorpusError(f"{out}: a sample is no reference coding, which has every attribution of an article; "
                                 "name the file otherwise")
    with paths.whole(out) as part:
        part.write_text("".join(json.dumps(unit, ensure_ascii=False) + "\n" for unit in units), encoding="utf-8")
    print(f"{out}: {plural(len(units), 'attribution')}")


def do_quotes(options) -> int:
    """One JSON object a line; a file that cannot be read is told on stderr and the others are still done."""
    from analysis import quotes, text
    camps = corpus.read_camps(options.camps) if options.camps else {}
    entries = _entries(options.camps)
    status = 0
    for path in options.paths:
        try:
            own, entry = inputs.whole(path), entries.get(Path(path).resolve(), {})
            passages = text.passages(own.raw, str(entry.get("title") or own.title))
            found = quotes.attributions(own.raw, camps, passages=passages)
        except corpus.CorpusError as problem:
            status = error(str(problem))
            continue
        outlet = str(entry.get("outlet") or "")
        if not found and (why := usable.fault(own.raw)):
            print(f"note: {path} {why}", file=sys.stderr)
        for number, row in enumerate(found, 1):
            row = {"article": path, "quote": f"{Path(path).stem}#{number:03d}", "outlet": outlet} | row
            print(json.dumps(row, ensure_ascii=False))
    return status


def _entries(file: str | None) -> dict[Path, dict]:
    """The articles that the camps file lists, when it is a whole corpus.yaml."""
    if not file:
        return {}
    entries = schema.load(file)[0].get("articles")
    return {(Path(file).parent / str(entry["file"])).resolve(): entry
            for entry in (entries if isinstance(entries, list) else []) if isinstance(entry, dict) and entry.get("file")}


def main(arguments: list[str] | None = None) -> int:
    top = parser()
    options = top.parse_args(arguments)
    if not options.command:
        top.print_help(sys.stderr)
        return 2
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    commands = {"run": do_run, "quotes": do_quotes, "check": do_check, "init": do_init, "sample": do_sample,
                "refresh": do_refresh}
    try:
        status = commands[options.command](options)
        sys.stdout.flush()
        return status
    except BrokenPipeError:              # the reader, say `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        error("interrupted")
        return 130
    except (corpus.CorpusError, run.RunError) as problem:
        return error(str(problem))
    except OSError as problem:
        return error(f"{problem.filename}: {problem.strerror}" if problem.filename else str(problem))


if __name__ == "__main__":
    sys.exit(main())
