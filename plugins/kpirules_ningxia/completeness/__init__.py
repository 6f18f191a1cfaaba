"""Is everything there that the Autonomous Region's form asks for?"""
