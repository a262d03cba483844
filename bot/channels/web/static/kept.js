/* The only things the browser keeps: what waits to be sent, and the half-written line. */
(function (chat) {
  "use strict";

  // The server forgets ids after two days: an older message sent again could count twice.
  const DAY = 24 * 60 * 60 * 1000;

  // One entry a message, so that two tabs of the same phone never overwrite each other's.
  function place(phone, id) {
    return "unsent/" + phone + "/" + id;
  }

  // A full, blocked or private storage throws. The page then works from memory alone.
  function attempt(action) {
    try {
      return action();
    } catch (error) {
      return null;
    }
  }

  function keepUnsent(phone, item) {
    attempt(() => localStorage.setItem(place(phone, item.id), JSON.stringify(item)));
  }

  function dropUnsent(phone, item) {
    attempt(() => localStorage.removeItem(place(phone, item.id)));
  }

  function unsent(phone) {
    return attempt(() => Object.keys(localStorage)
      .filter((key) => key.startsWith(place(phone, "")))
      .map((key) => JSON.parse(localStorage.getItem(key)))
      .sort((one, other) => one.queued - other.queued)) || [];
  }

  function isFresh(item) {
    return Date.now() - item.queued < DAY;
  }

  function keepDraft(phone, text) {
    attempt(() => (text
      ? sessionStorage.setItem("draft/" + phone, text)
      : sessionStorage.removeItem("draft/" + phone)));
  }

  function draft(phone) {
    return attempt(() => sessionStorage.getItem("draft/" + phone)) || "";
  }

  function forget(phone) {
    unsent(phone).forEach((item) => dropUnsent(phone, item));
    keepDraft(phone, "");
  }

  chat.kept = { keepUnsent, dropUnsent, unsent, isFresh, keepDraft, draft, forget };
})(window.chat);
