"""Behind `sentiment`: the scorers, who is spoken of, and every specification."""
