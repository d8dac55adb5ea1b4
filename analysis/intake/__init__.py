"""Behind `corpus`: encodings, web pages, tables, corpus.yaml, what is set aside and what is doubled."""
