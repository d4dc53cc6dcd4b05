"""Files of tables as rows of cells."""
