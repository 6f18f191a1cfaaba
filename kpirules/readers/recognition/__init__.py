"""From the grid to the tables by the labels of a form: the same for every format."""
