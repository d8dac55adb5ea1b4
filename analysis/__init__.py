"""What the notebooks call. Where to begin: `corpus.load`, `quotes.extract`, `sentiment.score`."""
import gc
import os

# One thread for numpy's algebra, unless somebody chose otherwise: the matrices are small, the last digits of a score
# then do not hang on the number of cores, and several processes do not fight for them.
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

# Tables, figures and lexicons are many objects that stay. Python's own rhythm would walk through all of them again and
# again in search of cycles, a fifth of a notebook's time; a longer one set by somebody else stays.
if 0 < gc.get_threshold()[0] < 50_000:
    gc.set_threshold(50_000, 20, 50)
