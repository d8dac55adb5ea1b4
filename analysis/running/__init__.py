"""Behind `run` and `engine`: parameters, parts that survive a crash, many articles, several corpora."""
