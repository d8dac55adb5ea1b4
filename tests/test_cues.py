"""Cue lexicon and lemmas: hand-checked forms, the two fields, any string."""
import csv
import re
import subprocess
import sys

import pytest
from hypothesis import given, strategies as st

from analysis.tagging import cues

ACTS = set(re.search(r"the speaker's: (.*?)\n\n", cues.__doc__, re.S)[1].split())
WORKS = ("Hooper 1975", "Hyland 2005", "Recasens 2013", "Martin & White 2005", "Thompson & Ye 1991",
         "own reading")
# what must stand in `judgement` for a stance that is not neutral
LICENCE = {"endorsing": "factive|booster|endorse|own reading",
           "distancing": "casts doubt|distance|own reading"}

LEMMAS = """
said > say; says > say; told > tell; wrote > write; found > find; shown > show; knew > know; thought > think
felt > feel; saw > see; foresaw > foresee; swore > swear; forbade > forbid; spoke > speak; sought > seek
denies > deny; denied > deny; denying > deny; vowed > vow; quipped > quip; admitted > admit; bragged > brag
lied > lie; lying > lie; testifies > testify; whispered > whisper; reckons > reckon; urging > urge
signaled > signal; signalled > signal; emphasised > emphasize; emphasized > emphasize; criticises > criticize
analysed > analyze; rumoured > rumor; favoured > favor; sceptical > skeptical; labelled > label
judgement > judgment; finding > find; findings > find
statements > statement; warnings > warn; allegations > allegation; theories > theory; worried > worry
has repeatedly said > say; had once again insisted > insist; was asked > ask; has yet to see > see
didn't say > say; hasn’t ruled out > rule out; cannot confirm > confirm; won't comment > comment
was quoted as saying > say; cited as saying > say; cited > cite; said in a statement > say
released a statement saying > say; went on television to warn > warn; declined to comment > decline
doubled down on its claims > double down; doubling down > double down; cast doubt on > cast doubt
casts serious doubt on > cast doubt; pointed out > point out; made it clear > make clear; puts it > put it
called > call; called repeatedly for > call for; calls on > call on; walked back > walk back
shot back > shoot back; hit back > hit back
laid out > lay out; speaking out > speak out; voiced > voice; according to > according to
According to a person briefed on the plan > according to; appeared unconvinced > unconvinced
seems confident > confident; had a strong desire > desire; met with skepticism > skepticism
would like > would like; holding out hope > hold out hope; said: > say; : > :; — > —; - > —
"""
PAIRS = [tuple(part.strip() for part in pair.split(" > ")) for line in LEMMAS.strip().split("\n")
         for pair in line.split("; ")]


@pytest.mark.parametrize("cue, lemma", PAIRS)
def test_lemma(cue, lemma):
    assert cues.lemma(cue) == lemma
    assert cues.lemma(f"  {cue.upper()} ") == lemma
    assert lemma in cues.LEXICON


@pytest.mark.parametrize("cue, lemma", [
    ("", ""), ("   ", ""), ('"', ""), ("42", ""), ("flummoxed", "flummox"),
    ("was widely obfuscated", "obfuscate"), ("churches", "church"),
    ("galvanizing", "galvanize"), ("dismantled", "dismantle"), ("goes on:", "go on"), ("went", "go on"), ("went further", "go")])
def test_no_cue_and_unknown_cue(cue, lemma):
    assert cues.lemma(cue) == lemma
    assert cues.fields(lemma) == ("speech", "neutral", "state")


@pytest.mark.parametrize("lemma, stance", [
    ("say", "neutral"), ("according to", "neutral"), ("tell", "neutral"), ("deny", "neutral"),
    ("reject", "neutral"), ("doubt", "neutral"), ("cast doubt", "neutral"), ("accuse", "neutral"),
    ("insist", "neutral"), ("warn", "neutral"), ("argue", "neutral"), ("suggest", "neutral"),
    ("believe", "neutral"), ("refute", "neutral"),
    ("claim", "distancing"), ("allege", "distancing"), ("allegation", "distancing"),
    ("purport", "distancing"), ("insinuate", "distancing"), ("double down", "distancing"),
    ("would have you believe", "distancing"),
    ("reveal", "endorsing"), ("confirm", "endorsing"), ("acknowledge", "endorsing"), ("admit", "endorsing"),
    ("note", "endorsing"), ("point out", "endorsing"), ("show", "endorsing"), ("know", "endorsing"),
    ("realize", "endorsing"), ("concede", "endorsing"), ("regret", "endorsing")])
def test_stance(lemma, stance):
    assert cues.fields(lemma)[1] == stance


@pytest.mark.parametrize("act", ["deny", "reject", "doubt", "warn", "demand", "promise", "threaten"])
def test_what_the_speaker_does_is_not_the_writers_stance(act):
    assert {row["stance"] for row in cues.LEXICON.values() if row["act"] == act} == {"neutral"}


@pytest.mark.parametrize("cue, kind, act", [
    ("denied", "speech", "deny"), ("accused", "speech", "accuse"), ("vowed", "speech", "promise"),
    ("called for", "speech", "demand"), ("called", "speech", "describe"), ("mocked", "speech", "mock"),
    ("retorted", "speech", "answer"), ("asked", "speech", "ask"), ("announced", "speech", "announce"),
    ("wants", "mental", "want"), ("feared", "mental", "fear"), ("hopes", "mental", "hope"),
    ("does not see", "mental", "believe"), ("unconvinced", "mental", "doubt"),
    ("expects", "mental", "expect")])
def test_kind_and_act(cue, kind, act):
    assert cues.fields(cues.lemma(cue))[::2] == (kind, act)


@pytest.mark.parametrize("token, kind", [
    ("said", "speech"), ("retorted", "speech"), ("criticised", "speech"), ("warnings", "speech"),
    ("quipping", "speech"), ("believes", "mental"),
    ("feared", "mental"), ("skeptical", "mental"), (":", "speech"),
    ("table", ""), ("the", ""), ("has", ""), ("did", ""), ("in", ""), ("", ""), ("bridge", ""),
    ("wednesday", "")])
def test_is_cue_word(token, kind):
    assert cues.is_cue_word(token) == kind


def test_lexicon_is_well_formed():
    with cues.FILE.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    names = [row["lemma"] for row in rows]
    assert len(names) == len(set(names)) == len(cues.LEXICON) > 800
    assert names == sorted(names)
    assert {row["act"] for row in rows} == ACTS
    for row in rows:
        assert list(row) == ["lemma", "kind", "stance", "act", "deed", "judgement"]
        assert row["deed"] in ("", "noun", "always"), row
        assert row["kind"] in ("speech", "mental"), row
        assert row["stance"] in ("neutral", "endorsing", "distancing"), row
        assert row["lemma"] == row["lemma"].strip().lower(), row
        for judgement in row["judgement"].split("; "):
            work, _, name = judgement.partition(": ")
            assert work in WORKS and name, row
        assert re.search(LICENCE.get(row["stance"], ""), row["judgement"]), row


def test_every_lemma_is_its_own_lemma():
    assert [name for name in cues.LEXICON if cues.lemma(name) != name] == []


def test_both_kinds_and_all_stances_have_substance():
    stances = [row["stance"] for row in cues.LEXICON.values()]
    assert stances.count("distancing") > 25 and stances.count("endorsing") > 50
    assert stances.count("neutral") > len(stances) * .8


@given(st.text() | st.text(alphabet="said 'tnot:—-“”éİß\n\t0", max_size=40))
def test_never_raises(text):
    name = cues.lemma(text)
    assert isinstance(name, str) and name == name.strip()
    assert len(cues.fields(name)) == 3
    assert cues.is_cue_word(text) in ("", "speech", "mental")


def test_import_is_light():
    code = "import sys, analysis.tagging.cues; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "analysis.tagging.cues" in loaded and not {"pandas", "numpy", "nltk", "yaml"} & loaded
