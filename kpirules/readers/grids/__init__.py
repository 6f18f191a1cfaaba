"""Rows of cells with their places, which every laid-out format is turned into."""
