"""What the bot says about itself: commands, menu button, descriptions; and what it can ask.

core.telegram.org/bots/api#setmycommands; the checks are those of github.com/tdlib/td,
BotCommand.cpp, and of validate_bot_language_code there.
"""

from __future__ import annotations

import re
from typing import Any

from .query import Query
from .wire import Json, bad_request
from .world import Chat, World

_SCOPES = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")
_CHAT_SCOPES = ("chat", "chat_administrators", "chat_member")


def get_me(world: World, _query: Query) -> Json:
    return world.bot | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def get_chat(world: World, query: Query) -> Json:
    chat = world.readable(query)
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription")
    return chat.card | {
        "accent_color_id": chat.id % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys((*gifts, "gifts_from_channels"), False),
    }


def set_my_commands(world: World, query: Query) -> bool:
    value = query.structure("commands", called="commands") or []
    if not isinstance(value, list):
        raise bad_request("Expected an Array of BotCommand")
    commands = [_command(item) for item in value]
    if len(commands) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    world.profile.commands[_place(world, query)] = commands
    return True


def get_my_commands(world: World, query: Query) -> list[Json]:
    return world.profile.commands.get(_place(world, query), [])


def delete_my_commands(world: World, query: Query) -> bool:
    world.profile.commands.pop(_place(world, query), None)
    return True


def commands_shown(world: World, chat: Chat, user: Json) -> list[Json]:
    """The list behind the menu button, by the order in which the apps look for one:
    core.telegram.org/bots/api#determining-list-of-commands."""
    language = str(user.get("language_code", ""))[:2]
    scopes = [f"chat_member/{chat.id}/{user['id']}"] if not chat.private else []
    scopes += [f"chat/{chat.id}"]
    scopes += ["all_private_chats" if chat.private else "all_group_chats", "default"]
    for scope in scopes:
        for code in (language, ""):
            commands = world.profile.commands.get((scope, code))
            if commands:
                return commands
    return []


def set_chat_menu_button(world: World, query: Query) -> bool:
    button = query.structure("menu_button", called="menu button") or {"type": "default"}
    if button.get("type") not in ("default", "commands", "web_app"):
        raise bad_request("Can't parse menu button: MenuButton has unsupported type")
    world.profile.menu_buttons[_menu_chat(world, query)] = button
    return True


def get_chat_menu_button(world: World, query: Query) -> Json:
    buttons = world.profile.menu_buttons
    return buttons.get(_menu_chat(world, query), buttons.get(0, {"type": "commands"}))


def _menu_chat(world: World, query: Query) -> int:
    if not query.text("chat_id"):
        return 0
    if query.integer("chat_id") <= 0:
        raise bad_request("Invalid chat_id specified")
    return world.readable(query).id


def set_my_description(world: World, query: Query) -> bool:
    return _describe(world, query, "description", 512)


def set_my_short_description(world: World, query: Query) -> bool:
    return _describe(world, query, "short_description", 120)


def get_my_description(world: World, query: Query) -> Json:
    return _described(world, query, "description")


def get_my_short_description(world: World, query: Query) -> Json:
    return _described(world, query, "short_description")


def _describe(world: World, query: Query, kind: str, limit: int) -> bool:
    words = query.text(kind)
    if len(words) > limit:
        raise bad_request("BOT_INFO_TOO_LONG")
    world.profile.descriptions[kind, _language(query)] = words
    return True


def _described(world: World, query: Query, kind: str) -> Json:
    descriptions = world.profile.descriptions
    words = descriptions.get((kind, _language(query))) or descriptions.get((kind, ""), "")
    return {kind: words}


def _command(item: Any) -> Json:
    if not isinstance(item, dict) or not isinstance(item.get("command"), str):
        raise bad_request("Can't parse BotCommand: Can't find field \"command\"")
    command = item["command"].strip().removeprefix("/")
    description = str(item.get("description", "")).strip()
    _check_length(command, "Command", 32)
    _check_length(description, "Command description", 256)
    if not re.fullmatch("[a-z0-9_]+", command):
        raise bad_request("BOT_COMMAND_INVALID")
    return {"command": command, "description": description}


def _check_length(text: str, what: str, limit: int) -> None:
    if not text:
        raise bad_request(f"{what} must be non-empty")
    if len(text) > limit:
        raise bad_request(f"{what} length must not exceed {limit}")


def _place(world: World, query: Query) -> tuple[str, str]:
    scope = query.structure("scope", called="BotCommandScope") or {"type": "default"}
    kind = scope.get("type")
    if kind in _SCOPES:
        return kind, _language(query)
    if kind not in _CHAT_SCOPES:
        raise bad_request("Can't parse BotCommandScope: Unsupported type specified")
    chat = world.readable(Query(query.method, {"chat_id": scope.get("chat_id")}))
    member = [str(scope["user_id"])] if kind == "chat_member" else []
    return "/".join([kind, str(chat.id), *member]), _language(query)


def _language(query: Query) -> str:
    """Two letters: `zh` is a language here, `zh-hans` is refused, though people have it."""
    code = query.text("language_code")
    if code and not re.fullmatch("[a-z]{2}", code):
        raise bad_request("Invalid language code specified")
    return code
