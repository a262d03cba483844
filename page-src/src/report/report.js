/* A report, from the first question until it is in the box; then silence. */
import { text } from "../talk/words.js";
import { Refusal } from "../seal/frames.js";
import { openMailbox } from "../seal/receipt.js";
import { sealReport } from "../seal/reporter.js";
import { questions } from "./questions.js";
import { handedOver } from "./receipts.js";
import { tried } from "./steps.js";

export async function report(talk, box) {
  const draft = await questions(talk, box.directory);
  const digits = draft && await handedOver(talk);
  if (!digits || !(await tried(talk, "sealing", sender(box, draft, digits)))) {
    talk.clear();
    return;
  }
  const body = box.directory.route(draft.chosen, draft.concern);
  talk.clear();
  await talk.ask({
    paragraphs: [["is_in", { body: text(body.name) }], "silence", "close_it"],
    options: [["leave", "leave_it"]],
  });
  talk.exit.press();
}

/** Sends the report; tried again, it sends the same bytes, which the box takes once. */
function sender(box, draft, digits) {
  let ready = null;
  return async () => {
    ready = ready || await sealed(box, draft, digits);
    await box.send(ready.mailbox, ready.body, 1, ready.bytes);
  };
}

async function sealed(box, draft, digits) {
  // Whoever has left the body since the page was saved is not sealed to.
  await box.refresh();
  const body = box.directory.route(draft.chosen, draft.concern);
  if (!body) {
    throw new Refusal("body");
  }
  const mailbox = await openMailbox(digits);
  const bytes = await sealReport(mailbox, body, draft.concern, draft.answers, draft.files);
  return { mailbox, body, bytes };
}
