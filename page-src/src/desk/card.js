/* The public half of somebody's keys: handed to the body above, which signs it into its list. */
import { cardOf, checkNumber } from "../seal/card.js";
import { utf8 } from "../seal/bytes.js";
import { icon, make } from "../talk/chat.js";
import { saved } from "../talk/files.js";

/** What their files are called: a name would tell whoever sees it whose they are. */
export function fileName(keys) {
  return `desk-${checkNumber(keys)[0]}`;
}

export function saveLink(words, label, name, href) {
  return make("a", { class: "save-link", href, download: name },
    [icon("down"), words.say([label, { name: { text: name } }])]);
}

/** Shows the card until the person goes on. */
export function handOver(talk, keys, said) {
  const card = cardOf(keys);
  const address = saved(utf8(`${card}\n`));
  return talk.ask({
    paragraphs: [said, "hand_over", "tell_number"],
    extra: () => shown(talk.words, keys, card, address),
    options: [["on", "go_on"]],
  }).finally(() => URL.revokeObjectURL(address));
}

function shown(words, keys, card, address) {
  const number = checkNumber(keys).map((group) => make("span", {}, [group]));
  const written = make("p", { class: "public-card", "data-testid": "card" }, [card]);
  return make("div", {}, [
    make("div", { class: "receipt check-number", "data-testid": "check-number" }, number),
    written,
    copyButton(words, written),
    saveLink(words, "save_card", `${fileName(keys)}.card.json`, address),
  ]);
}

function copyButton(words, written) {
  const button = make("button", { type: "button", class: "control" }, [words.say("copy_card")]);
  button.addEventListener("click", async () => {
    button.textContent = words.say((await copied(written)) ? "copied" : "not_copied");
  });
  return button;
}

async function copied(written) {
  try {
    await navigator.clipboard.writeText(written.textContent);
    return true;
  } catch (error) {
    // Older web views copy what is marked.
    window.getSelection().selectAllChildren(written);
    return document.execCommand("copy");
  }
}
