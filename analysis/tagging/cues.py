"""What a cue says: its lemma, whether it is speech or mental, the writer's stance and the speaker's act.

The judgements stand in lexicons/cues.csv, one row a lemma (American spelling), each with its source.

kind    speech | mental
stance  the writer's towards the content. endorsing: the cue presupposes or vouches that the content is so
        (reveal, admit, point out); distancing: the writer withholds commitment (claim, allege, purport); else
        neutral. Denying, doubting or hedging is the speaker's doing and says nothing of the writer: neutral.
act     the speaker's: state claim explain describe mention announce find suggest insist admit agree support
        praise deny reject doubt criticise accuse mock warn threaten promise propose demand ask answer decline
        decide predict believe know want intend hope expect fear feel

Of a cue of several words the lemma is that of the first telling word: auxiliaries, adverbs and negation go,
so do carriers (WEAK) beside a more telling word: "quoted as saying" and "cited as saying" are "say", but
"cited" alone is "cite". Fixed phrases win over their words: "doubled down on its claims" is "double down".
"""
import csv
import re
from functools import cache, lru_cache

from analysis import paths

FILE = paths.LEXICONS / "cues.csv"
UNKNOWN = ("speech", "neutral", "state")
GAP = 3  # words that may stand between the parts of a fixed phrase: "made it clear", "called once more for"

with FILE.open(encoding="utf-8", newline="") as _lines:
    LEXICON = {row["lemma"]: row for row in csv.DictReader(_lines)}

AUXILIARIES = set("""be am is are was were been being have has had having do does did doing done will would
    shall should can could may might must ought ca wo sha ain 'd 'll 'm 're 's 've d ll m re s ve""".split())
NEGATORS = {"not", "n't", "never", "neither", "nor", "no", "without", "cannot", "nobody", "none"}
FUNCTION = AUXILIARIES | NEGATORS | set("""a an the this that these those it its his her their our my your he
    she they we i you him them us me himself herself itself themselves who whom which what whether when where
    how why if as at by for from in into of off on onto over out up down under upon about after before during
    than to toward towards with within and or but so too also just even still again already now then once ever
    yet only both more most much very such there here all any some each other another new own back long far
    often soon later earlier first last today yesterday tomorrow twice almost rather quite instead perhaps
    maybe since while through between among ahead away""".split())
# carriers and nouns of utterance: they give way to a more telling word beside them
WEAK = set("""continue begin start resume try seek attempt tend seem appear look sound come go use take make
    give put get hold keep release issue deliver publish post print run carry provide include contain offer
    sign quote cite present turn stop work help tour spend share send show read record statement word remark
    speech interview letter email message text story account version case point per against pro anti follow
    gesture tone call attention focus mean likely able""".split())
_STRONG = """say said | tell told | write wrote written | speak spoke spoken | think thought | know knew known
    | see saw seen | find found | feel felt | hold held | keep kept | mean meant | understand understood |
    misunderstand misunderstood | foresee foresaw foreseen | foretell foretold | forget forgot forgotten |
    forbid forbade forbidden | swear swore sworn | forswear forswore forsworn | shoot shot | strike struck
    | go went gone goes | come came | take took taken | make made | give gave given | get got gotten
    | lay laid | hear heard | stand stood | withstand withstood | break broke broken | draw drew drawn |
    withdraw withdrew withdrawn | throw threw thrown | tear tore torn | teach taught | bring brought | seek
    sought | fight fought | sell sold | catch caught | send sent | lend lent | spend spent | leave left | lead
    led | mislead misled | plead pled | bear bore borne | choose chose chosen | rise rose risen | arise arose
    arisen | win won | run ran | begin began begun | sing sang sung | bid bade bidden | show shown | shrink
    shrank shrunk | fall fell fallen | hide hid hidden | drive drove driven | pay paid | mistake mistook
    mistaken | undertake undertook undertaken | grow grew grown | uphold upheld | withhold withheld | beseech
    besought | shake shook shaken | dream dreamt | learn learnt | spell spelt | bite bit bitten | dig dug |
    weep wept | build built | meet met | stick stuck | do did done does | have had has | be been was were is
    are am | misspeak misspoke misspoken | quiz quizzes"""
IRREGULAR = {base: forms for base, *forms in (line.split() for line in _STRONG.split("|"))}
_STRONG_BASE = {form: base for base, forms in IRREGULAR.items() for form in forms}
_TOKEN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|'[^\W\d_]+")
_DOUBLING = re.compile(r"(?:[^aeiou]|qu)[aeiou][bdglmnprtvz]$")


def tokens(text):
    """Lower-case words of a cue; "didn't" gives "did", "not"; curly apostrophes count as straight ones."""
    text = text.lower().replace("\u2019", "'").replace("\u2018", "'")
    text = re.sub(r"\bcan(?:no|')t\b", "can not", text)
    return _TOKEN.findall(re.sub(r"n't\b", " not", text))


def inflections(word):
    """All regular forms of a verb or noun, British spellings and "-ings" too; a few of them do not exist."""
    stems = {word, word.replace("iz", "is"), word.replace("yz", "ys"), word.replace("skep", "scep"),
             word.replace("or", "our"), word.replace("fense", "fence"), word.replace("judgm", "judgem")}
    forms = set(stems)
    for stem in stems:
        bases = [stem[:-1]] if stem.endswith("e") else [stem]
        if _DOUBLING.search(" " + stem):
            bases.append(stem + stem[-1])
        y = re.search("[^aeiou]y$", stem)
        ing = [stem] if re.search("[eoy]e$", stem) else [stem[:-2] + "y"] if stem.endswith("ie") else bases
        forms.update(base + end for base in ing for end in ("ing", "ings"))
        forms.update(base + "ed" for base in ([stem[:-1] + "i"] if y else bases))
        es = re.search("(s|x|z|ch|sh|[^o]o)$", stem)
        forms.add(stem[:-1] + "ies" if y else stem + ("es" if es else "s"))
    return forms


@cache
def _forms():
    """Surface form -> lemma word for all words of the lexicon; a lemma is no form of another."""
    single = {entry for entry in LEXICON if " " not in entry} | WEAK
    parts = sorted({word for entry in LEXICON for word in entry.split()} - FUNCTION - single)
    forms = {word: word for word in single}
    for word in sorted(single, key=lambda w: (w.endswith("is"), not w.endswith("e"), w)) + parts:
        for form in (word, *IRREGULAR.get(word, ()), *inflections(word)):
            forms.setdefault(form, word)
    return forms


@cache
def _phrases():
    """First base word -> [(base words, lemma)], longest first, for the lemmas of several words."""
    index = {}
    for entry in LEXICON:
        if " " in entry:
            key = tuple(_base(word) for word in tokens(entry))
            index.setdefault(key[0], []).append((key, entry))
    return {first: sorted(keys, key=lambda k: -len(k[0])) for first, keys in index.items()}


def _base(word):
    """Dictionary form of one lower-case word: by the lexicon, by the irregular verbs, else by rule."""
    known = _forms().get(word) or _STRONG_BASE.get(word)
    if known or word in FUNCTION or len(word) < 4:
        return known or word
    if word.endswith(("ies", "ied")):
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    stem = re.sub("(ing|ed)$", "", word)
    if stem == word or not re.search("[aeiouy]", stem) or len(stem) < 3:
        return word[:-1] if re.search("[^sui]s$", word) else word
    if re.search(r"([bdgmnprt])\1$", stem):
        return stem[:-1]
    silent = re.search("(at|iz|[vcu]|[aeioun]s|[dr]g|[^aeiou][aiu][kln]|[bdfgkptz]l|[aiu]r|[iu]d|op)$", stem)
    return stem + "e" if silent and not stem.endswith("al") else stem


def _match(bases, start):
    """The longest lemma that begins at `start`, "" if none."""
    for key, entry in _phrases().get(bases[start], ()):
        at = start
        for part in key[1:]:
            near = bases[at + 1:at + 2 + GAP]
            if part not in near:
                break
            at += 1 + near.index(part)
        else:
            return entry
    return bases[start] if bases[start] in LEXICON else ""


@lru_cache(maxsize=8192)
def lemma(cue):
    """Lemma of a cue as it stands in the text; "" for none; of an unknown cue its best content word."""
    words = tokens(cue)
    if not words:
        return ":" if ":" in cue else "—" if re.search("[-–—―]", cue) else ""
    bases = [_base(word) for word in words]
    found = [entry for i in range(len(words)) if (entry := _match(bases, i))]
    telling = [entry for entry in found if entry not in WEAK]
    if telling or found:
        return (telling or found)[0]
    content = [base for base, word in zip(bases, words) if word not in FUNCTION and not word.endswith("ly")]
    return "go on" if content in (["go"], ["go", "on"]) else (content or bases)[0]     # "she went": the cue may lack its particle


def fields(entry):
    """(kind, stance, act) of a lemma; a lemma without a row is taken for neutral statement."""
    row = LEXICON.get(entry)
    return (row["kind"], row["stance"], row["act"]) if row else UNKNOWN


def is_cue_word(token):
    """"speech" or "mental" if the lower-case token is a form of a one-word lemma, else ""."""
    row = LEXICON.get(_forms().get(token))
    return row["kind"] if row else ""
