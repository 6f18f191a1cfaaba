"""Can anyone be held to the target?"""
