/* The chat's own building blocks, so that this page looks and feels like it. */
import "./nothing_kept.js";
import "../../../bot/channels/web/static/parts.js";
import "../../../bot/channels/web/static/message.js";
import "../../../bot/channels/web/static/log.js";
import "../../../bot/channels/web/static/entry.js";

export const { Entry, Log, bubble, card, fill, icon, make, pageData, retire } = window.chat;
