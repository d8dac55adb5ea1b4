"""The command line: `python -m analysis init | check | run | quotes | sample | refresh`.

What is slow to import is imported by the command that needs it, so that `quotes` starts at once.
"""
from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from analysis import corpus, paths, run
from analysis.intake import inputs, schema, usable
from analysis.running import parameters


class Version(argparse.Action):
    """`--version`, looked up only when asked for."""

    def __call__(self, parser, *_):
        from importlib import metadata
        print("analysis", metadata.version("news-framing-analysis"))
        parser.exit()


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(
        prog="python -m analysis",
        description="Compare how news outlets frame one event: who speaks, in whose words, with which verbs, "
                    "in what tone.")
    top.add_argument("--version", action=Version, nargs=0, help="print the version and leave")
    commands = top.add_subparsers(dest="command", metavar="COMMAND")

    study = commands.add_parser(
        "run", help="the whole study of a corpus: tables, figures, notebooks, report",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Run the notebooks in order on a corpus folder and write the report.\n"
                    "Everything goes under DIR: tables/ figures/ notebooks/ report/index.html.\n"
                    "Several corpora go under DIR/NAME each, with DIR/index.html and a table at the end; one that\n"
                    "fails does not stop the others.")
    plain = study.format_help
    study.format_help = lambda: f"{plain()}\nparameters for -p, with their defaults:\n{_parameters()}\n"
    study.add_argument("corpora", metavar="CORPUS", nargs="+", help="folder with corpus.yaml and the articles, or a table of articles; only read")
    study.add_argument("--out", metavar="DIR", required=True, help="folder for the results, made if missing")
    study.add_argument("--figures", metavar="DIR", help="folder for the figures (default: DIR/figures)")
    study.add_argument("-p", dest="given", metavar="name=value", action="append", default=[],
                       help="set a parameter in every notebook that has it; may be repeated")
    study.add_argument("--engine", choices=("serial", "processes", "dask"), help="work all articles out on it first; "
                       "what a run that was killed has done is kept")
    study.add_argument("--workers", metavar="N", type=_whole, help="processes of the engine (default: one a core)")
    study.add_argument("--scheduler", metavar="ADDR", help="of a Dask cluster, as in tcp://127.0.0.1:8786 (default: its own)")
    study.add_argument("--most", metavar="N", type=_whole, default=run.MOST,
                       help="notebooks and figures use at most so many articles, drawn at random; the tables of all are "
                            "under DIR/all (default: %(default)s)")
    _add_timeout(study)

    quotes = commands.add_parser(
        "quotes", help="the attributions of articles as JSON lines",
        description="Print the attributions in articles as JSON lines (UTF-8), one an attribution; 'spans' "
                    "count the characters of the file, of a web page those of its text. No notebook is run.")
    quotes.add_argument("paths", metavar="PATH", nargs="+", help="an article as a text file (.txt) or web page (.html)")
    quotes.add_argument("--camps", metavar="FILE", help="YAML with a 'camps:' mapping, such as a corpus.yaml")

    check = commands.add_parser(
        "check", help="say what is wrong with a corpus, in plain words",
        description="Say everything that keeps a corpus folder from being studied; exit status 1 if "
                    "something does. If nothing does, list the most quoted speakers whom corpus.yaml does not name, each with "
                    "the camp that the articles speak for, a guess, and the sentence that it rests on.")
    check.add_argument("corpus", metavar="CORPUS", help="folder with corpus.yaml and the articles, or a table of articles")
    check.add_argument("--accept", metavar="NAME", nargs="+", action="extend", default=[],
                       help="put these of the listed speakers into corpus.yaml, under the camp that was guessed where that is "
                            "clear, else as NAME=CAMP; lines are added and nothing else in the file is touched")

    init = commands.add_parser(
        "init", help="write a first corpus.yaml for a folder of articles",
        description="Write a corpus.yaml into a folder of articles (.txt, .html) or beside a table of them (CSV, JSON "
                    "lines, Parquet): outlets and dates as far as they can be guessed, the most quoted speakers, to be "
                    "given camps. One that is there is never changed.")
    init.add_argument("corpus", metavar="CORPUS", help="folder with the articles, or a table of them")

    sample = commands.add_parser(
        "sample", help="draw attributions and stretches to code by hand, and score what was coded",
        description="Draw a sheet to be filled in with a spreadsheet by the rules of seeds/coding/CODEBOOK.md; or, with "
                    "--read, score a filled one and, with --out, write it as a coding. Put it into the corpus as "
                    "coding/sample.csv, and notebook 5 and the report use it.")
    sample.add_argument("corpus", metavar="CORPUS", help="folder with corpus.yaml and the articles; only read")
    sample.add_argument("--n", metavar="N", type=_whole, default=50,
                        help="attributions to judge; half as many stretches to search (default: %(default)s)")
    sample.add_argument("--seed", metavar="S", type=int, default=0, help="of the draw (default: %(default)s)")
    sample.add_argument("--read", metavar="FILE", help="a filled sheet")
    sample.add_argument("--out", metavar="FILE", help="where to write: the sheet (default: sample.csv), or with --read "
                                                      "the coding as JSON lines")

    refresh = commands.add_parser(
        "refresh", help="execute the committed notebooks in place",
        description="Execute the notebooks of notebooks/ with their defaults and write them back without "
                    "run-to-run noise; none is changed unless all succeed.")
    _add_timeout(refresh)
    return top


def _parameters() -> str:
    try:
        return parameters.listing(run.sequence())
    except run.RunError as problem:
        return f"  ({problem})"


def _add_timeout(command: argparse.ArgumentParser) -> None:
    command.add_argument("--timeout", metavar="SECONDS", type=_seconds, default=run.CELL_TIMEOUT,
                         help="longest time for one cell (default: %(default)s)")


def _whole(typed: str, what: str = "whole number") -> int:
    if not typed.isdigit() or not int(typed):
        raise argparse.ArgumentTypeError(f"'{typed}' is no {what} above 0")
    return int(typed)


def _seconds(typed: str) -> int:
    return _whole(typed, "whole number of seconds")


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
    path = start.write(options.corpus)
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
    whole, lines = ready.told(options.corpus)
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
    print(f"wrote {out.resolve()}: {_count(counts[0], 'stretch')} to search, {_count(counts[1], 'attribution')} to judge\n"
          f"fill it in with a spreadsheet by seeds/coding/CODEBOOK.md, save it as {study.folder / 'coding' / 'sample.csv'}, and the "
          f"report uses it; its scores alone:\n  {paths.python()} -m analysis sample {options.corpus} --read {out}")
    return 0


def _write_coding(units: list[dict], out: Path) -> None:
    if out.name == "reference.jsonl":
        raise corpus.CorpusError(f"{out}: a sample is no reference coding, which has every attribution of an article; "
                                 "name the file otherwise")
    with paths.whole(out) as part:
        part.write_text("".join(json.dumps(unit, ensure_ascii=False) + "\n" for unit in units), encoding="utf-8")
    print(f"{out}: {_count(len(units), 'attribution')}")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{('es' if noun.endswith('ch') else 's') * (number != 1)}"


def do_quotes(options) -> int:
    """One JSON object a line; a file that cannot be read is told on stderr and the others are still done."""
    from analysis import quotes
    camps = corpus.read_camps(options.camps) if options.camps else {}
    outlets = _outlets(options.camps)
    status = 0
    for path in options.paths:
        try:
            raw = inputs.whole(path).raw
            found = quotes.attributions(raw, camps)
        except corpus.CorpusError as problem:
            status = error(str(problem))
            continue
        outlet = outlets.get(Path(path).resolve(), "")
        if not found and (why := usable.fault(raw)):
            print(f"note: {path} {why}", file=sys.stderr)
        for number, row in enumerate(found, 1):
            row = {"article": path, "quote": f"{Path(path).stem}#{number:03d}", "outlet": outlet} | row
            print(json.dumps(row, ensure_ascii=False))
    return status


def _outlets(file: str | None) -> dict[Path, str]:
    """The outlet of each article that the camps file lists, when it is a whole corpus.yaml."""
    if not file:
        return {}
    entries = schema.load(file)[0].get("articles")
    return {(Path(file).parent / str(entry["file"])).resolve(): str(entry.get("outlet") or "")
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
