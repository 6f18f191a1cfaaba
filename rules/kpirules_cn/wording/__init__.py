"""Is it written as it should be?"""
