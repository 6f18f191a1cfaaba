"""Does the self-evaluation say what came of the target, and do its points follow?"""
