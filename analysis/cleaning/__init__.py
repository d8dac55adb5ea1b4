"""Behind `text`: characters repaired, lines told apart, the article found on its page."""
