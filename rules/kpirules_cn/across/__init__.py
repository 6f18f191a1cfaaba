"""Do the tables of a submission agree with one another, and with last year's?"""
