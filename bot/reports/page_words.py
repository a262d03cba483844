"""What the report box's page says; the page fills in `{…}` by itself.

The page is the same for everybody, and so holds its words in every language.
"""

from collections.abc import Mapping
from typing import Any

from bot.language import Catalogues, T, Text
from bot.reports.desk.words import QUESTIONS, STATES
from bot.reports.model import State

# Each language in itself, on the button that leads to it.
_LANGUAGES = {"zh_CN": "中文", "en": "English"}

# What stands where the script does not run at all.
NO_SCRIPT = T(
    "This page cannot work in this browser, so it takes nothing and nothing was sent. Use a newer"
    " browser, or call 12388."
)
# In the list of a browser's visits, and to whoever looks over a shoulder.
TITLE = T("Message")

CHAT_WORDS: dict[str, Text] = {
    "type_here": T("Write here"),
    "your_message": T("Your message"),
    "send": T("Send"),
    "conversation": T("Conversation"),
    "bot_says": T("Reply:"),
    "you_said": T("You:"),
    "sent": T("Sent"),
    "new_message": T("New message"),
    "loading": T("Opening…"),
    "choose_file": T("Choose a file"),
    "number_hint": T("Tap above, or type its number"),
    "too_long": T("At most {most} characters, {over} too many. Please send it in parts."),
}

_PAGE: dict[str, Text] = {
    "exit": T("Leave quickly"),
    "report": T("Report something"),
    "have_receipt": T("I have a receipt"),
    "save_page": T("Save this page: it can be passed on and opened without a network"),
    "welcome": T(
        "Here you report without your name. Your phone seals what you write; only the body that you"
        " choose can open it, we cannot."
    ),
    "limits": T(
        "What it cannot hide: that you opened this page, from whoever watches your network or your"
        " phone. Better use another phone, another network or Tor, and wait a while."
    ),
    "only_you": T(
        "Leave out what only you could know. An honest error is not punished, invention is."
    ),
    "hotline": T("The official telephone and website for reports is 12388; it is always open."),
    "sends_to": T("Nothing leaves this file until the end. Then it sends to {server}."),
    "compare": T("Its number, to be compared with the poster before you write: {number}"),
    "not_secure": T(
        "This page was opened over a connection that anybody can change, so the browser does not"
        " let it seal anything. Open its address with https://, or the saved file."
    ),
    "no_crypto": T("This browser cannot seal anything. Use a newer one, or another phone."),
    "no_root": T("This page does not know whom to believe: its key is missing."),
    "no_bodies": T("There is no body here that could take reports."),
    "nothing_sent": T("It asks nothing, and nothing was sent."),
    "back": T("Back"),
    "skip": T("Skip"),
    "cancel": T("Cancel"),
    "one_moment": T("One moment…"),
    "try_again": T("Try again"),
    "leave_it": T("Leave"),
    "all_still_here": T("Everything is still here, until you close this page."),
    "trouble_network": T("There is no way to the box: no network, or the box does not answer."),
    "trouble_busy": T("The box is busy. Try again in a while."),
    "trouble_large": T("That is more than the box takes."),
    "trouble_body": T("That body takes no reports now. Choose another one, or call 12388."),
    "trouble_unknown": T("No report belongs to this receipt, or it was closed long ago."),
    "trouble_number": T("Something was added with this receipt meanwhile. Look again first."),
    "trouble_other": T("That did not work. Please try again."),
}

_QUESTIONS: dict[str, Text] = {
    **QUESTIONS,
    "photos": T("Photos"),
    "readers": T("Who may read it"),
    "progress": T("Question {number} of {of}"),
    "ask_what": T("What happened, and who did it?"),
    "ask_where": T("Where and when? About is enough."),
    "ask_who": T("Who is concerned? Names or offices, as far as you know."),
    "ask_body": T("Which body shall look into it? The next one up sees that it does."),
    "more_bodies": T("More"),
    "ask_concern": T(
        "Whom is it about? This decides who can read it: what concerns that body itself goes to the"
        " next one up, and nobody there learns of it."
    ),
    "concern_other": T("Somebody else"),
    "concern_holder": T("Somebody who works on reports there"),
    "concern_secretary": T("A Party secretary of that place"),
    "concern_head": T("The head of that body"),
    "nobody_above": T(
        "There is no body above that one here. What concerns it goes to 12388 alone."
    ),
    "ask_check": T("What could be looked at to see it: books, places, other people?"),
    "ask_photos": T(
        "Photos, if you have any, up to six. They are drawn anew, so that place, time and camera"
        " stay here and only the picture goes."
    ),
    "choose_photo": T("Choose a photo"),
    "photo_hint": T("Choose above, or go on"),
    "photo_added": T("Photos so far: {count}. One more?"),
    "photos_full": T("That is as many as go at once."),
    "no_photos": T("No photo"),
    "go_on": T("Go on"),
    "drop_last": T("Take the last one out"),
    "original_file": T("Send a file as it is"),
    "original_warning": T(
        "A file as it is often tells where, when and with which phone it was made, or who wrote it."
        " Choose one only if that is needed as proof: a photo, a PDF or plain text."
    ),
    "not_that_kind": T("Only photos, PDF and plain text can be sent."),
    "no_picture": T("That is no picture that this browser can read."),
    "ask_only_you": T(
        "Please look it over. Is there something in it that only you could know? Leave it out:"
        " those concerned could tell by it who you are."
    ),
    "goes_to": T("{body} alone will be able to read it."),
    "stays": T("It can stay as it is"),
    "change": T("Change something"),
    "ask_sure": T("Leave? What you wrote will be gone; nothing was sent."),
    "yes_forget": T("Yes, forget it"),
    "ask_change": T("What would you like to change?"),
}

_RECEIPT: dict[str, Text] = {
    "receipt_first": T(
        "Nothing is sent yet. First write this number on paper, not into the phone:"
    ),
    "receipt_use": T(
        "With it you can see how it stands, read the answers and add something. Whoever finds it"
        " reads the answers, never your report. Nobody can make it again."
    ),
    "written_down": T("I have written it down"),
    "type_back": T("Now type it from your paper, all 24 digits."),
    "not_the_same": T("That is not the same number. Look at your paper, and type it again."),
    "show_again": T("Show it again"),
    "digits_hint": T("24 digits"),
    "type_receipt": T("Type your receipt, all 24 digits."),
    "digit_wrong": T("A digit is wrong. Look at your paper, and type it again."),
    "sealing": T("Sealing and sending…"),
    "is_in": T("It is in the box, sealed. {body} will look at it."),
    "silence": T(
        "From now on there is silence: nobody comes back to you about it. To see how it stands,"
        " open this page another day and type your receipt."
    ),
    "close_it": T("What you wrote is no longer on this page. Now leave, and clear the visit."),
}

_STANDING: dict[str, Text] = {
    **{f"state_{state}": STATES[state] for state in State},
    "stands": T("At {body}: {state}"),
    "body_gone": T("a body that is gone"),
    "comes_back": T("They will come back to it in the week {week}."),
    "no_answer": T("There is no answer yet."),
    "they_say": T("They say: {text}"),
    "readers_changed": T("Who reads it there has changed; what you add goes to them alone."),
    "not_believed": T("An answer is here that cannot be believed. Ask 12388."),
    "add": T("Add something"),
    "look_again": T("Look again"),
    "take_back": T("Take it back"),
    "ask_more": T("What would you like to add?"),
    "was_added": T("It was added, sealed."),
    "ask_take_back": T(
        "Take your report back? Where nobody has begun, it is deleted; where somebody has, they are"
        " told that you would let it rest."
    ),
    "yes_take_back": T("Yes, take it back"),
    "no_leave": T("No, leave it"),
    "was_deleted": T("It is wholly deleted. Nobody had read it."),
    "know_to_rest": T("They are looking into it already, and now know that you would let it rest."),
}

WORDS = {**CHAT_WORDS, **_PAGE, **_QUESTIONS, **_RECEIPT, **_STANDING}


def said(words: Mapping[str, Text], catalogues: Catalogues) -> dict[str, Any]:
    """These words in each language, by their keys."""
    return {
        locale: {
            "language": name,
            **{key: catalogues.say(text, locale) for key, text in words.items()},
        }
        for locale, name in _LANGUAGES.items()
    }
