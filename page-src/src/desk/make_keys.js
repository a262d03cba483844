/* Keys for somebody who has none: made in this page, saved, and opened again before they count. */
import { saved } from "../talk/files.js";
import { text } from "../talk/words.js";
import { fileName, handOver, saveLink } from "./card.js";
import { newKeys, sealed } from "./keyfile.js";
import { PASSPHRASE, openFile } from "./opening.js";

// As on the command line.
const SHORTEST = 12;
const ASK_PASSPHRASE = ["ask_new_passphrase", { least: text(SHORTEST) }];
const CANCEL = ["cancel", "cancel"];

/** What to say next. Whoever leaves before their file has opened has made nothing. */
export async function makeKeys(talk) {
  if (!canWork()) {
    return "cannot_make";
  }
  const name = await ownName(talk);
  const passphrase = name && await newPassphrase(talk);
  if (!passphrase) {
    return "ask_identity";
  }
  const keys = newKeys(name);
  const file = await talk.during("making", sealed(keys, passphrase));
  if (!file) {
    return "cannot_make";
  }
  if (!(await isKept(talk, keys, file))) {
    return "ask_identity";
  }
  talk.clear();
  await handOver(talk, keys, "keys_made");
  talk.clear();
  return "when_signed";
}

function canWork() {
  return typeof Worker === "function" && "download" in HTMLAnchorElement.prototype;
}

/** On one line, as the file takes it; null where the person leaves. */
async function ownName(talk) {
  for (;;) {
    const { said, choice } = await talk.ask({
      paragraphs: ["made_here", "ask_own_name"],
      controls: [CANCEL],
      entry: { kind: "text", hint: "name_hint" },
    });
    const name = (said || "").replace(/[\s\u0000-\u001f\u007f-\u009f]+/g, " ").trim();
    if (choice || name) {
      return choice ? null : name;
    }
  }
}

/** Typed twice; null where the person leaves. */
async function newPassphrase(talk) {
  for (let trouble = []; ;) {
    const first = await typed(talk, [...trouble, ASK_PASSPHRASE, "passphrase_advice"]);
    if (first === null) {
      return null;
    }
    trouble = wrong(first);
    if (!trouble.length) {
      const second = await typed(talk, ["once_more"]);
      if (second === null || second === first) {
        return second;
      }
      trouble = ["two_differ"];
    }
  }
}

async function typed(talk, paragraphs) {
  const { said } = await talk.ask({ paragraphs, controls: [CANCEL], entry: PASSPHRASE });
  return said === undefined ? null : said;
}

function wrong(passphrase) {
  if (/[\r\n\t]/.test(passphrase)) {
    return ["one_line"];
  }
  return Array.from(passphrase).length < SHORTEST
    ? [["too_short", { least: text(SHORTEST) }]] : [];
}

/** Whether the file was saved, which is shown by opening it. */
async function isKept(talk, keys, file) {
  const address = saved(file);
  let isOpen = false;
  while (!isOpen && await saves(talk, keys, address)) {
    isOpen = await opensAgain(talk, keys);
  }
  URL.revokeObjectURL(address);
  return isOpen;
}

async function saves(talk, keys, address) {
  const { choice } = await talk.ask({
    paragraphs: ["save_it", "save_twice"],
    extra: () => saveLink(talk.words, "save_key_file", `${fileName(keys)}.key`, address),
    options: [["saved", "have_saved"]],
    controls: [CANCEL],
  });
  return choice === "saved";
}

/** Whether it opened; false where it shall be saved once more. */
async function opensAgain(talk, made) {
  for (let said = "open_again"; ;) {
    const { keys, choice } = await openFile(talk, {
      paragraphs: [said],
      controls: [["back", "save_again"]],
    });
    if (choice) {
      return false;
    }
    if (keys && keys.recipient === made.recipient && keys.verify === made.verify) {
      return true;
    }
    said = keys ? "another_file" : "not_opened";
  }
}
