"""Behind `framing`: measures of voice, verbs, headlines, words and frames."""
