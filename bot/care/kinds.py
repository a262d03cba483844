"""What can be asked of a branch or committee, as data: a new kind is a line here and its words."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bot.language import T, Text


@dataclass(frozen=True, slots=True)
class Hotline:
    """A public number that anybody may call, and what for."""

    number: str
    what: Text


@dataclass(frozen=True, slots=True)
class Kind:
    """`secret`: what it is about is read by nobody but the one who asks and those who help.

    What is not `on_board` stays with those who got it, also without being secret. What is
    answered `together` waits for that, and nobody is reminded of each.
    """

    label: Text
    secret: bool = False
    hotlines: tuple[Hotline, ...] = ()
    on_board: bool = True
    together: bool = False


AMBULANCE = Hotline("120", T("ambulance"))
POLICE = Hotline("110", T("police"))
WORK = Hotline("12333", T("wages, work injuries, social insurance"))
LAW = Hotline("12348", T("legal advice and legal aid"))
UNION = Hotline("12351", T("trade unions"))
WOMEN = Hotline("12338", T("women's rights"))
YOUTH = Hotline("12355", T("children and young people"))
MIND = Hotline("12356", T("somebody to talk to, when it is hard"))
GOVERNMENT = Hotline("12345", T("the government's hotline, for everything else"))

# The kinds of care, in the order in which they are offered.
CARE: Mapping[str, Kind] = MappingProxyType(
    {
        "law": Kind(T("law, wages not paid, injury"), True, (WORK, LAW, UNION, AMBULANCE)),
        "money": Kind(T("money troubles"), True),
        "medical": Kind(T("illness and doctors"), True, (AMBULANCE, GOVERNMENT)),
        "jobs": Kind(T("finding work"), True, (WORK,)),
        "talk": Kind(T("somebody to talk to"), True, (MIND, WOMEN, YOUTH, POLICE)),
        "visit": Kind(T("a visit"), True),
        "schooling": Kind(T("school for the children"), True, (GOVERNMENT,)),
        "housing": Kind(T("housing"), True, (GOVERNMENT,)),
        "technical": Kind(T("technical help"), True),
        "upgrading": Kind(T("industrial upgrading"), True),
        "enterprise": Kind(T("an enterprise in difficulty"), True, (GOVERNMENT,)),
    }
)

SUGGESTION = "suggestion"
PAIRING = "pairing"
FINDING = "finding"
OPINION = "opinion"

KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        **CARE,
        PAIRING: Kind(T("somebody to keep in touch"), True),
        SUGGESTION: Kind(T("suggestion")),
        FINDING: Kind(T("finding"), on_board=False),
        "question": Kind(T("question on what is published")),
        OPINION: Kind(T("opinion on a draft"), together=True),
        "comment": Kind(T("comment on a work report"), on_board=False),
    }
)
