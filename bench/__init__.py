"""Measurements that the design was chosen by; each module prints a small table."""
