"""Do the dates fit the project?"""
