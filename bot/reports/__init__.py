"""The report box: anonymous reports that protect whoever speaks up.

Knows nothing of people, members or delivery: what it needs of them is handed in where the parts
are put together. The wire format is in FORMAT.md.
"""
