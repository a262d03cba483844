/* With a receipt: how it stands, the body's words, something more, and taking it back. */
import { text } from "../talk/words.js";
import { Refusal } from "../seal/frames.js";
import { sealMore, sealWithdrawal } from "../seal/reporter.js";
import { photos } from "./photo_step.js";
import { typed } from "./receipts.js";
import { BACK, CANCEL, SKIP, tried, trouble } from "./steps.js";

const STATES = {
  received: "state_received",
  checking: "state_checking",
  verifying: "state_verifying",
  transferred: "state_transferred",
  held: "state_held",
  confirmed: "state_confirmed",
  not_confirmed: "state_not_confirmed",
};

export async function withReceipt(talk, box) {
  const mailbox = await typed(talk);
  let said = [];
  while (mailbox && said) {
    const seen = await looked(talk, box, mailbox);
    said = seen && await standing(talk, box, mailbox, seen, said);
  }
  talk.clear();
}

async function looked(talk, box, mailbox) {
  let seen = null;
  const look = async () => {
    await box.refresh();
    seen = await box.look(mailbox);
  };
  return (await tried(talk, "one_moment", look)) ? seen : null;
}

/** Shows how it stands and does what is chosen: what to say on top next, or null to leave. */
async function standing(talk, box, mailbox, seen, said) {
  const { choice } = await talk.ask({
    paragraphs: [...said, ...told(seen)],
    options: [["add", "add"], ["again", "look_again"], ["back", "take_back"], ["leave", "leave_it"]],
  });
  const acts = { add, back: takeBack, again: async () => [], leave: async () => null };
  return acts[choice](talk, box, mailbox, seen);
}

function told(seen) {
  const body = seen.body ? text(seen.body.name) : "body_gone";
  const state = STATES[seen.state] || text(seen.state);
  return [
    ["stands", { body, state }],
    ...(seen.back ? [["comes_back", { week: text(seen.back) }]] : []),
    ...(seen.answers.length ? seen.answers.map(answered) : ["no_answer"]),
  ];
}

function answered(answer) {
  if (!answer) {
    return "not_believed";
  }
  return answer.text ? ["they_say", { text: text(answer.text) }] : "readers_changed";
}

async function add(talk, box, mailbox, seen) {
  if (!seen.readers) {
    return ["trouble_body"];
  }
  const { choice, said } = await talk.ask({
    paragraphs: ["ask_more", ["goes_to", { body: text(seen.body.name) }]],
    controls: [SKIP, BACK, CANCEL],
    entry: { kind: "text", hint: "type_here" },
  });
  if (choice === "back" || choice === "cancel") {
    return [];
  }
  const files = [];
  if (await photos(talk, files) !== "next" || !(said || files.length)) {
    return [];
  }
  const seal = (readers, number) => sealMore(mailbox, readers, number, said || "", files);
  return sent(talk, box, mailbox, seen, seal, "was_added");
}

async function takeBack(talk, box, mailbox, seen) {
  const { choice } = await talk.ask({
    paragraphs: ["ask_take_back"],
    options: [["yes", "yes_take_back"], ["no", "no_leave"]],
  });
  if (choice !== "yes") {
    return [];
  }
  return seen.begun ? letRest(talk, box, mailbox, seen) : deleted(talk, box, mailbox, seen);
}

async function deleted(talk, box, mailbox, seen) {
  try {
    await talk.during("one_moment", box.withdraw(mailbox));
  } catch (error) {
    const begun = error instanceof Refusal && error.word === "begun";
    return begun ? letRest(talk, box, mailbox, seen) : [trouble(error)];
  }
  talk.clear();
  await talk.ask({ paragraphs: ["was_deleted"], options: [["leave", "leave_it"]] });
  return null;
}

function letRest(talk, box, mailbox, seen) {
  const seal = (readers, number) => sealWithdrawal(mailbox, readers, number);
  return sent(talk, box, mailbox, seen, seal, "know_to_rest");
}

async function sent(talk, box, mailbox, seen, seal, done) {
  let ready = null;
  const send = async () => {
    ready = ready || await prepared(box, mailbox, seen, seal);
    await box.send(mailbox, ready.readers, ready.number, ready.bytes);
  };
  return (await tried(talk, "sealing", send)) ? [done] : [];
}

/** Sealed to those who read it now, for writing may have taken long, and to no other body. */
async function prepared(box, mailbox, seen, seal) {
  await box.refresh();
  const { body, readers, next: number } = await box.look(mailbox);
  if (!readers) {
    throw new Refusal("body");
  }
  if (body.id !== seen.body.id) {
    throw new Refusal("number");
  }
  return { readers, number, bytes: await seal(readers, number) };
}
