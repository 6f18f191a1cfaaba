"""Do the parts of the table agree with one another?"""
