"""Measurements that the design was chosen by; each module prints a small table."""

import os
import platform
from pathlib import Path


def machine() -> str:
    """How many processors there are, and which, as far as the machine tells."""
    told = Path("/proc/cpuinfo")
    lines = told.read_text().splitlines() if told.exists() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return f"{os.cpu_count()} × {models[0] if models else platform.processor()}"
