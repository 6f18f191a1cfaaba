"""Can anyone be held to what the form calls hard?"""
