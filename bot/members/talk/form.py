"""What a member is asked to register: at most eight answers, nothing that can wait."""

from bot import people
from bot.conversation import (
    Answers,
    Choice,
    ChoiceKind,
    Field,
    Form,
    PhoneKind,
    SearchKind,
    TextKind,
    one_line,
)
from bot.language import T

UNLISTED = "unlisted"


def _not_listed(answers: Answers) -> bool:
    return answers.get("home") == UNLISTED


HOME_FIELDS = (
    Field(
        "home",
        T("Home branch"),
        T(
            "Which branch holds your membership at home? Type a part of its name or place;"
            " the first letters of the pinyin do as well."
        ),
        SearchKind(
            "branch",
            T("Name or place, for example 河湾 or hw"),
            (Choice(UNLISTED, T("It is not in the list")),),
        ),
    ),
    Field(
        "home_name",
        T("Name of the home branch"),
        T("What is it called, and in which county? You may skip this."),
        TextKind(T("Branch and county"), longest=80, parse=one_line),
        required=False,
        when=_not_listed,
    ),
)

REGISTRATION = Form(
    T("Report in"),
    (
        Field(
            "consent",
            T("Consent"),
            T(
                "Your name, telephone number and the two branches are kept to register you. The"
                " secretaries of both branches see them; the committee above only when something"
                " gets stuck. Do you agree?"
            ),
            ChoiceKind((Choice("yes", T("I agree")),)),
            review=False,
        ),
        Field(
            "name",
            T("Name"),
            T("What is your name?"),
            TextKind(T("Your name"), parse=people.tidy_name),
        ),
        Field(
            "phone",
            T("Telephone"),
            T("At which number can the branch call you? You may skip this."),
            PhoneKind(T("Telephone number"), parse=people.tidy_phone),
            required=False,
        ),
        *HOME_FIELDS,
        Field(
            "host",
            T("Branch where you live now"),
            T(
                "Where do you live now? Type the place or the branch's name, or share where you"
                " are."
            ),
            SearchKind("branch", T("Place or name, for example 深圳 or sz"), place=True),
        ),
    ),
)
