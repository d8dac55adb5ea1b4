"""What the notebooks call. Where to begin: `corpus.load`, `quotes.extract`, `sentiment.score`."""
import os

# One thread for numpy's algebra, unless somebody chose otherwise: the matrices are small, the last digits of a score
# then do not hang on the number of cores, and several processes do not fight for them.
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")
