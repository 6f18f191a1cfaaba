"""For rule authors and for ourselves: strategies, scoring and cases."""
