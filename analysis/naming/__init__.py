"""Behind `speakers`: from the words of a source to who is meant, in which camp, through whom."""
