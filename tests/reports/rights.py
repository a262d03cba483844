"""Who may report: everybody."""

from tests.rights import EVERYBODY, Case

RIGHTS = {"report": Case(frozenset(EVERYBODY))}
