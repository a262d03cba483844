"""`keys`: a holder's keys, an offline key, and signing the list of a body's holders.

Each is a process of its own on its owner's machine; nothing here speaks with the server.
"""

import argparse
import json
from pathlib import Path

from bot.language import T, Text, Trouble
from bot.operator.say import AskSecret, Say
from bot.reports import identity
from bot.reports.directory import Body, NotAList, offline_key, root_number, sign_list
from bot.reports.identity import Identity


def keys(given: argparse.Namespace, say: Say, ask_secret: AskSecret) -> None:
    match given.keys:
        case "new":
            _make(given.file, identity.new_holder(given.name), say, ask_secret)
        case "offline":
            _make(given.file, identity.new_offline(given.name), say, ask_secret)
        case "sign":
            _sign(given, say, ask_secret)


def _make(path: Path, made: Identity, say: Say, ask_secret: AskSecret) -> None:
    passphrase = ask_secret(T("A passphrase for {path}:", path=str(path)))
    if ask_secret(T("The same once more:")) != passphrase:
        raise Trouble(T("The two are not the same. Nothing was made."))
    identity.write(path, made, passphrase)
    card = path.with_name(f"{path.name}.card.json")
    _write(card, made.card)
    say(_what_it_is_for(made, str(path), str(card)))
    say(T("Its public half: {card}", card=made.card))
    if made.holder is None:
        number = root_number(offline_key(made.seed))
        say(
            T(
                "As a root key its number, for posters and in the saved page: {number}",
                number=number,
            )
        )
    if made.holder:
        say(
            T(
                "Its check number, to be read to the body above by telephone: {number}",
                number=made.holder.check_number,
            )
        )


def _what_it_is_for(made: Identity, path: str, card: str) -> Text:
    if made.holder:
        return T(
            "{path} holds your private key: keep it on your own machine and on one more medium;"
            " without it and its passphrase nothing can be read. {card} is public: give it to the"
            " body above.",
            path=path,
            card=card,
        )
    return T(
        "{path} signs lists: keep it off the network, and on one more medium; without it and its"
        " passphrase no list can be changed. {card} is public. Of the topmost body it is the root"
        " key: it goes into BOT_REPORTS_ROOT and onto posters. Of any other body, the one above"
        " signs it into that body's list (--offline).",
        path=path,
        card=card,
    )


def _write(path: Path, public: str) -> None:
    try:
        path.write_text(f"{public}\n", encoding="utf-8")
    except OSError:
        raise Trouble(T("{path} cannot be written.", path=str(path))) from None


def _sign(given: argparse.Namespace, say: Say, ask_secret: AskSecret) -> None:
    holders = tuple(identity.read_card(card) for card in given.cards)
    say(T("Before you sign, compare the check numbers with each holder by telephone:"))
    for each in holders:
        say(T("{name}: {number}", name=each.name, number=each.check_number))
    passphrase = ask_secret(T("The passphrase of {path}:", path=str(given.key)))
    signer = identity.read(given.key, passphrase)
    body = Body(given.body, given.name, given.above, given.number, given.offline, holders)
    try:
        signed = sign_list(body, signer.seed)
    except NotAList:
        raise Trouble(
            T("That is no list: it takes 2 to 8 holders with different keys, and a body's id.")
        ) from None
    written = json.dumps({"list": signed.list, "signature": signed.signature}, ensure_ascii=False)
    _write(given.out, written)
    say(T("Signed: {path}. Put it into the folder BOT_REPORTS_LISTS.", path=str(given.out)))
