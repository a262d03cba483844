"""What the reading desk says in the browser; the page fills in `{…}` by itself."""

from bot.language import T, Text
from bot.reports.desk.words import ACTS, QUESTIONS, STATES
from bot.reports.model import Act, State
from bot.reports.page_words import CHAT_WORDS

_PAGE: dict[str, Text] = {
    "desk": T("Reading desk"),
    "lock": T("Lock"),
    "back": T("Back"),
    "skip": T("Skip"),
    "one_moment": T("One moment…"),
    "try_again": T("Try again"),
    "look_again": T("Look for news"),
    "not_secure": T(
        "This page was opened over a connection that anybody can change, so the browser does not"
        " let it seal anything. Open its address with https://, or the saved file."
    ),
    "no_crypto": T("This browser cannot seal anything. Use a newer one, or another phone."),
    "no_root": T("This page does not know whom to believe: its key is missing."),
    "trouble_network": T("There is no way to the box: no network, or the box does not answer."),
    "trouble_unknown": T("The box does not know you, or does not have this case for you."),
    "trouble_refused": T("The rules of a case do not allow this step now."),
    "trouble_number": T("Somebody else was first. This is how it stands now."),
    "trouble_body": T("There is no body above that could take it. 12388 is left."),
    "trouble_large": T("That is more than the box takes."),
    "trouble_busy": T("The box is busy. Try again in a while."),
    "trouble_unreadable": T(
        "Something in this case cannot be read or believed. Tell the body above."
    ),
    "trouble_other": T("That did not work. Please try again."),
}

_IDENTITY: dict[str, Text] = {
    "ask_identity": T("Choose your identity file, with your keys in it."),
    "stays_here": T("It is opened here, in this page's memory, and never leaves it."),
    "choose_identity": T("Choose the identity file"),
    "identity_hint": T("Choose the file above"),
    "ask_passphrase": T("Its passphrase:"),
    "passphrase_hint": T("Passphrase"),
    "opening": T("Opening, for some seconds…"),
    "not_opened": T("It did not open: a wrong passphrase, or no identity file. Choose it again."),
    "ask_sample": T("This is the demo, and its keys are everybody's. Whose desk is this?"),
    "make_keys": T("I have no keys yet: make them here"),
}

_MAKING: dict[str, Text] = {
    "cancel": T("Cancel"),
    "made_here": T(
        "Your keys are made in this page and leave it only in a file that you save, under your"
        " passphrase. Do it on a machine of your own that nobody else uses."
    ),
    "ask_own_name": T("Your name, as it shall stand in the list of your body:"),
    "name_hint": T("Your name"),
    "ask_new_passphrase": T(
        "A new passphrase, at least {least} characters. Good are five or six words that have"
        " nothing to do with each other; no saying, no name, no date, nothing that you use"
        " elsewhere."
    ),
    "passphrase_advice": T(
        "Write it on paper and keep it away from the file. Nobody can give you another one: without"
        " it nothing can be read."
    ),
    "once_more": T("The same once more:"),
    "too_short": T("Take a longer passphrase: at least {least} characters."),
    "one_line": T("Only one line, please: the command line takes no other."),
    "two_differ": T("The two are not the same. Nothing was made."),
    "making": T("Making your keys and the file, for some seconds…"),
    "cannot_make": T(
        "This browser cannot make keys: it is too old, or has too little memory. Nothing was made."
        " Use another one, or “python -m bot keys new”. Who has a file already, choose it here."
    ),
    "save_it": T("Save this file now: it holds your private keys, under your passphrase."),
    "save_twice": T(
        "Keep a copy on one more medium, in another place. If nothing is saved when you tap, this"
        " browser cannot do it: cancel and use another one. So far nothing counts."
    ),
    "save_key_file": T("Save {name}"),
    "have_saved": T("I have saved it"),
    "open_again": T(
        "Now choose the file from where you saved it, and type its passphrase. Only when it opens"
        " do your keys count."
    ),
    "save_again": T("Save it once more"),
    "another_file": T("That file opens, but holds other keys. Choose the one that you just saved."),
    "keys_made": T("It opens: your keys are made."),
    "in_no_list": T(
        "Your file opens, but no list that can be believed names these keys: the body above has"
        " not signed them yet, or no longer."
    ),
    "hand_over": T(
        "Send the public half below to the body above, which signs it into the list. It is no"
        " secret; your file and your passphrase go to nobody."
    ),
    "tell_number": T(
        "Then read this check number to them by telephone, at a number that you know already. If"
        " theirs is another one, somebody has changed what you sent."
    ),
    "copy_card": T("Copy the public half"),
    "copied": T("Copied"),
    "not_copied": T("It cannot be copied here: mark it with the finger."),
    "save_card": T("Save {name}"),
    "go_on": T("Go on"),
    "when_signed": T("Once the list is signed, choose your identity file here to open your desk."),
}

_CASES: dict[str, Text] = {
    "at_desk": T("{name}, {body}"),
    "which_case": T("Which case would you like to read?"),
    "no_cases": T("No cases."),
    "more_cases": T("More"),
    "case_line": T("{case}: {state}, until {due}"),
    "case_line_late": T("{case}: {state}, LATE since {due}"),
    "late_below": T("Late at {body}: {count}"),
    "case_at": T("{case}: {state}"),
    "labelled": T("{label}: {answer}"),
    "adds": T("The reporter adds: {text}"),
    "lets_rest": T("The reporter asks to let the matter rest."),
    "entry_bare": T("{act} – {signer}"),
    "entry": T("{act} – {signer}: {text}"),
    "entry_found": T("{act} – {signer}, {outcome}: {text}"),
    "no_holder": T("no longer a holder"),
    "unreadable": T("cannot be read or believed: {name}"),
    "to_list": T("To the list"),
    "more_steps": T("Other steps"),
    "which_step": T("Which step?"),
}

_STEPS: dict[str, Text] = {
    "done": T("Done."),
    "signing": T("Signing and sealing…"),
    "do_open": T("Begin to look into it"),
    "do_check": T("Record the check"),
    "do_verify": T("Verify the check"),
    "do_close": T("Close the case"),
    "do_answer": T("Answer the reporter"),
    "do_hold": T("Put aside until a week"),
    "do_transfer": T("Hand to another office"),
    "do_pass_on": T("Hand to the body above"),
    "do_keep": T("Keep longer"),
    "do_grant": T("Open to a colleague again"),
    "do_withdraw": T("Close to a colleague"),
    "ask_check_found": T("What did the check come to? Somebody else will verify it."),
    "ask_verify_found": T("You look at it anew. What do you find?"),
    "found_confirmed": T("It is so"),
    "found_not": T("It could not be confirmed"),
    "ask_why": T("What was looked at, and why? The other holders read it."),
    "ask_note": T("A note for the other holders, if you like."),
    "ask_answer": T("What do you say to the reporter? It is sealed to the receipt."),
    "ask_last_words": T("What did it come to? These are the last words to the reporter."),
    "ask_close": T("Close the case? It is then kept for about 90 days."),
    "ask_hold": T("In which week do you come back to it?"),
    "ask_transfer": T("In which week do you ask the other office after it?"),
    "in_week": T("Week {week}"),
    "ask_pass_on": T("Hand the whole case to {body}? Nothing of it stays here."),
    "ask_grant": T("To whom?"),
    "ask_withdraw": T("Who shall no longer read it, from now on?"),
    "nobody_left": T("There is nobody for whom that could be done."),
    "yes_do": T("Yes"),
    "no_leave": T("No, leave it"),
}

DESK_WORDS: dict[str, Text] = {
    **CHAT_WORDS,
    **_PAGE,
    **_IDENTITY,
    **_MAKING,
    **_CASES,
    **_STEPS,
    **QUESTIONS,
    **{f"state_{state}": STATES[state] for state in State},
    **{f"act_{act}": ACTS[act] for act in Act},
}
