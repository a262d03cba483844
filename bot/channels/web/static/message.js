/* What stands in the conversation: the cards of the bot and the bubbles of the person. */
(function (chat) {
  "use strict";

  const { make, icon, fill, spoken, setFlag } = chat;
  const STATE_ICONS = { waiting: "clock", sent: "check", not_sent: "warning" };

  function badge(number) {
    const hasNumber = number !== null && number !== undefined;
    return hasNumber ? [make("span", { class: "badge" }, [String(number)]), " "] : [];
  }

  function button(choice, kind, press) {
    const attributes = { type: "button", class: kind, "data-token": choice.token };
    const element = make("button", attributes, [
      ...badge(choice.number),
      make("span", { class: "label" }, [choice.label]),
      make("span", { class: "state" }),
    ]);
    element.addEventListener("click", () => press(element, choice));
    return element;
  }

  function row(kind, choices, press) {
    const name = kind.replace(/s$/, "");
    return choices.length
      ? [make("div", { class: kind }, choices.map((choice) => button(choice, name, press)))]
      : [];
  }

  function heading(message, words) {
    return message.whose
      ? make("p", { class: "whose" }, [message.whose])
      : spoken(words.bot_says);
  }

  function bytes(attachment) {
    return Uint8Array.from(atob(attachment.data), (letter) => letter.charCodeAt(0));
  }

  /** A picture is shown; anything else is a link that saves or opens it. */
  function attached(attachment, words) {
    if (/^image\/(png|jpeg|webp)$/.test(attachment.media)) {
      const source = "data:" + attachment.media + ";base64," + attachment.data;
      return make("img", { class: "picture", src: source, alt: attachment.name });
    }
    const link = make("a", { class: "file", download: attachment.name }, [
      icon("file"),
      make("span", { class: "label" }, [fill(words.open_file, { name: attachment.name })]),
    ]);
    link.href = URL.createObjectURL(new Blob([bytes(attachment)], { type: attachment.media }));
    return link;
  }

  /** A message of the bot. press(button, choice) is called for each tap on a choice. */
  function card(message, words, press) {
    return make("article", {
      class: message.standing ? "card standing" : "card",
      tabindex: "-1",
      "data-message-id": message.id,
    }, [
      heading(message, words),
      ...message.paragraphs.map((text) => make("p", {}, [text])),
      ...(message.attachments || []).map((each) => attached(each, words)),
      ...row("options", message.options, press),
      ...row("controls", message.controls, press),
      ...(message.at ? [make("p", { class: "at" }, [message.at])] : []),
    ]);
  }

  function setState(bubble, state, words) {
    bubble.classList.toggle("waiting", state === "waiting");
    bubble.classList.toggle("not-sent", state === "not_sent");
    const mark = bubble.querySelector(".state");
    mark.textContent = "";
    const word = make("span", state === "sent" ? { class: "spoken" } : {}, [words[state]]);
    mark.append(icon(STATE_ICONS[state]), word);
  }

  /** A bubble of the person; state is "waiting", "sent" or "not_sent". */
  function bubble(text, state, words) {
    const element = make("div", { class: "said" }, [
      spoken(words.you_said),
      make("p", {}, [text]),
      make("span", { class: "state" }),
    ]);
    setState(element, state, words);
    return element;
  }

  /** Progress on a tapped button: the word to show, or "" when it is over. */
  function setProgress(element, word) {
    setFlag(element, "aria-busy", word !== "");
    element.querySelector(".state").textContent = word;
  }

  /** An older screen stays to be read, but its buttons no longer work. */
  function retire(element) {
    element.classList.add("past");
    element.querySelectorAll("button").forEach((each) => {
      setFlag(each, "aria-disabled", true);
      each.tabIndex = -1;
    });
  }

  Object.assign(chat, { card, bubble, setState, setProgress, retire });
})(window.chat);
