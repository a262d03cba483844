/* The receipt: shown once, written down, typed back. */
import { make } from "../talk/chat.js";
import { groups, newReceipt, openMailbox, readReceipt } from "../seal/receipt.js";
import { BACK, CANCEL } from "./steps.js";

const ENTRY = { kind: "text", hint: "digits_hint", mode: "numeric", secret: true };

/** The digits of a new receipt, once they were typed back whole; null where the person left. */
export async function handedOver(talk) {
  const digits = newReceipt();
  for (;;) {
    const { choice } = await talk.ask({
      paragraphs: ["receipt_use", "receipt_first"],
      extra: () => shown(digits),
      options: [["written", "written_down"]],
      controls: [CANCEL],
      once: true,
    });
    if (choice === "cancel") {
      return null;
    }
    if (await typedBack(talk, digits)) {
      return digits;
    }
  }
}

async function typedBack(talk, digits) {
  let question = "type_back";
  for (;;) {
    const { said } = await talk.ask({
      paragraphs: [question],
      controls: [["show", "show_again"]],
      entry: ENTRY,
    });
    if (said === undefined) {
      return false;
    }
    if (readReceipt(said) === digits) {
      return true;
    }
    question = "not_the_same";
  }
}

/** The mailbox of a receipt that somebody types, or null. */
export async function typed(talk) {
  let question = "type_receipt";
  for (;;) {
    const { said } = await talk.ask({ paragraphs: [question], controls: [BACK], entry: ENTRY });
    if (said === undefined) {
      return null;
    }
    const digits = readReceipt(said);
    if (digits) {
      return talk.during("one_moment", openMailbox(digits));
    }
    question = "digit_wrong";
  }
}

function shown(digits) {
  const spans = groups(digits).map((group) => make("span", {}, [group]));
  return make("div", { class: "receipt", "data-testid": "receipt" }, spans);
}
