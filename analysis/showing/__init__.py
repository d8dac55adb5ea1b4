"""What the reader sees: sentences, tables, figures, pages and the controls of explore.ipynb."""
