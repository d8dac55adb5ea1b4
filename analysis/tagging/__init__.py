"""Behind `quotes`: words, the trained tagger, and the rules of the codebook that make attributions of its labels."""
