/* The reporter's side: what is sealed with a receipt, and what is read with it. */
import { Unreadable, openMessage, sealContent, signedContent } from "./envelope.js";

export const QUESTIONS = ["what", "where", "who", "check"];

/** The first message of a case; answers are texts by question, files are {type, data}. */
export function sealReport(mailbox, body, concern, answers, files) {
  const said = { kind: "report", concern, answers };
  return sealed(mailbox, body, 1, said, files);
}

/** Something more to a case that is there. */
export function sealMore(mailbox, body, number, text, files) {
  return sealed(mailbox, body, number, { kind: "more", text }, files);
}

/** Asks the holders to let the case rest. */
export function sealWithdrawal(mailbox, body, number) {
  return sealed(mailbox, body, number, { kind: "withdrawn" }, []);
}

/** {body, state, text}; throws Unreadable, also for an answer by anybody but a holder. */
export async function readAnswer(bytes, mailbox, number, directory) {
  const place = { mailbox: mailbox.id, direction: "answer", number };
  const message = await openMessage(bytes, mailbox.identity, place);
  const body = directory.body(message.body);
  const byHolder = body && body.holders.some((holder) => holder.verify === message.by);
  const mine = message.recipients.length === 1 && message.recipients[0] === mailbox.reply;
  if (!byHolder || !mine || typeof message.text !== "string") {
    throw new Unreadable();
  }
  return { body, state: message.state, text: message.text };
}

function sealed(mailbox, body, number, said, files) {
  const recipients = body.holders.map((holder) => holder.recipient);
  const place = { mailbox: mailbox.id, direction: "report", number };
  const whole = { ...said, reply: mailbox.reply };
  const content = signedContent(place, body.id, recipients, whole, files, mailbox.seed);
  return sealContent(content, recipients);
}
