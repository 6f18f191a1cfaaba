"""Settings of every test run."""

from hypothesis import HealthCheck, settings

# No test measures time: a slow machine is no reason to fail.
settings.register_profile("any-machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any-machine")
