"""The command line: what may be typed, with its help."""
from __future__ import annotations

import argparse

from analysis import run
from analysis.running import parameters


class Version(argparse.Action):
    """`--version`, looked up only when asked for."""

    def __call__(self, parser, *_):
        from importlib import metadata
        print("analysis", metadata.version("news-framing-analysis"))
        parser.exit()


def parser() -> argparse.ArgumentParser:
    """The parser of all commands; a command a function below."""
    top = argparse.ArgumentParser(
        prog="python -m analysis",
        description="Compare how news outlets frame one event: who speaks, in whose words, with which verbs, "
                    "in what tone.")
    top.add_argument("--version", action=Version, nargs=0, help="print the version and leave")
    commands = top.add_subparsers(dest="command", metavar="COMMAND")
    for add in (_run, _quotes, _check, _init, _sample, _refresh):
        add(commands)
    return top


def _run(commands) -> None:
    command = commands.add_parser(
        "run", help="the whole study of a corpus: tables, figures, notebooks, report",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Run the notebooks in order on a corpus folder and write the report.\n"
                    "Everything goes under DIR: tables/ figures/ notebooks/ report/index.html.\n"
                    "Several corpora go under DIR/NAME each, with DIR/index.html and a table at the end; one that\n"
                    "fails does not stop the others.")
    plain = command.format_help
    command.format_help = lambda: f"{plain()}\nparameters for -p, with their defaults:\n{_parameters()}\n"
    command.add_argument("corpora", metavar="CORPUS", nargs="+", help="folder with corpus.yaml and the articles, or a table of articles; only read")
    command.add_argument("--out", metavar="DIR", required=True, help="folder for the results, made if missing")
    command.add_argument("--figures", metavar="DIR", help="folder for the figures (default: DIR/figures)")
    command.add_argument("-p", dest="given", metavar="name=value", action="append", default=[],
                         help="set a parameter in every notebook that has it; may be repeated")
    command.add_argument("--engine", choices=("serial", "processes", "dask"), help="work all articles out on it first; "
                         "what a run that was killed has done is kept")
    command.add_argument("--workers", metavar="N", type=_whole, help="processes of the engine (default: one a core)")
    command.add_argument("--scheduler", metavar="ADDR", help="of a Dask cluster, as in tcp://127.0.0.1:8786 (default: its own)")
    command.add_argument("--most", metavar="N", type=_whole, default=run.MOST,
                         help="notebooks and figures use at most so many articles, drawn at random; the tables of all are "
                              "under DIR/all (default: %(default)s)")
    _add_timeout(command)


def _quotes(commands) -> None:
    command = commands.add_parser(
        "quotes", help="the attributions of articles as JSON lines",
        description="Print the attributions in articles as JSON lines (UTF-8), one an attribution; 'spans' "
                    "count the characters of the file, of a web page those of its text. No notebook is run.")
    command.add_argument("paths", metavar="PATH", nargs="+", help="an article as a text file (.txt) or web page (.html)")
    command.add_argument("--camps", metavar="FILE", help="YAML with a 'camps:' mapping, such as a corpus.yaml")


def _check(commands) -> None:
    command = commands.add_parser(
        "check", help="say what is wrong with a corpus, in plain words",
        description="Say everything that keeps a corpus folder from being studied; exit status 1 if "
                    "something does. If nothing does, list the most quoted speakers whom corpus.yaml does not name, each with "
                    "the camp that the articles speak for, a guess, and the sentence that it rests on.")
    command.add_argument("corpus", metavar="CORPUS", help="folder with corpus.yaml and the articles, or a table of articles")
    command.add_argument("--accept", metavar="NAME", nargs="+", action="extend", default=[],
                         help="put these of the listed speakers into corpus.yaml, under the camp that was guessed where that is "
                              "clear, else as NAME=CAMP, or as NAME=other for who is on no side and need not be listed again; lines are "
                              "added and nothing else in the file is touched")
    command.add_argument("--all", action="store_true", help="show every article and every such speaker, not only the first")


def _init(commands) -> None:
    command = commands.add_parser(
        "init", help="write a first corpus.yaml for a folder of articles",
        description="Write a corpus.yaml into a folder of articles (.txt, .html) or beside a table of them (CSV, JSON "
                    "lines, Parquet): outlets and dates as far as they can be guessed, the most quoted speakers, to be "
                    "given camps. One that is there is never changed.")
    command.add_argument("corpus", metavar="CORPUS", help="folder with the articles, or a table of them")


def _sample(commands) -> None:
    command = commands.add_parser(
        "sample", help="draw attributions and stretches to code by hand, and score what was coded",
        description="Draw a sheet to be filled in with a spreadsheet by the rules of seeds/coding/CODEBOOK.md; or, with "
                    "--read, score a filled one and, with --out, write it as a coding. Put it into the corpus as "
                    "coding/sample.csv, and notebook 5 and the report use it.")
    command.add_argument("corpus", metavar="CORPUS", help="folder with corpus.yaml and the articles; only read")
    command.add_argument("--n", metavar="N", type=_whole, default=50,
                         help="attributions to judge; half as many stretches to search (default: %(default)s)")
    command.add_argument("--seed", metavar="S", type=int, default=0, help="of the draw (default: %(default)s)")
    command.add_argument("--read", metavar="FILE", help="a filled sheet")
    command.add_argument("--out", metavar="FILE", help="where to write: the sheet (default: sample.csv in the folder you stand in), or with --read "
                         "the coding as JSON lines")


def _refresh(commands) -> None:
    command = commands.add_parser(
        "refresh", help="execute the committed notebooks in place",
        description="Execute the notebooks of notebooks/ with their defaults and write them back without "
                    "run-to-run noise; none is changed unless all succeed.")
    _add_timeout(command)


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
