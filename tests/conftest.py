"""Settings of every test run."""

import os

from hypothesis import HealthCheck, settings

# No test measures time: a slow machine is no reason to fail.
settings.register_profile("any-machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("same-every-time", settings.get_profile("any-machine"), derandomize=True)
settings.load_profile("any-machine")

# Some tests start a pytest of their own; how this run was told to spread its work is not for them.
os.environ.pop("PYTEST_ADDOPTS", None)
