"""Behind `statements`: wordings, omissions, dependence and distance between outlets."""
