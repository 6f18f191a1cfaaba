"""Does the money add up?"""
