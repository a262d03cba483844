/* The reporter's side: what is sealed with a receipt, and what is read with it. */
import { Unreadable, openMessage, sealContent, signedContent } from "./envelope.js";

const FEWEST_READERS = 2;

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

/** {body, by, state, text, without}; throws Unreadable, also for an answer by anybody but a holder.
 *
 * without are the recipients whom the case is closed to, null where nothing was said of it.
 */
export async function readAnswer(bytes, mailbox, number, directory) {
  const place = { mailbox: mailbox.id, direction: "answer", number };
  const message = await openMessage(bytes, mailbox.identity, place);
  const body = directory.body(message.body);
  const by = body && body.holders.find((holder) => holder.verify === message.by);
  const mine = message.recipients.length === 1 && message.recipients[0] === mailbox.reply;
  if (!by || !mine || typeof message.text !== "string") {
    throw new Unreadable();
  }
  const without = Array.isArray(message.without) ? message.without.map(String) : null;
  return { body, by, state: message.state, text: message.text, without };
}

/** The body with those holders alone whom the case is still open to; answers may hold nulls.
 *
 * Null where fewer than two are left: nothing is for one alone to read.
 */
export function stillReading(body, answers) {
  let without = [];
  answers.filter((each) => each && each.body.id === body.id).forEach((each) => {
    // Nobody whom it is closed to opens it to themselves.
    if (each.without && !without.includes(each.by.recipient)) {
      ({ without } = each);
    }
  });
  const holders = body.holders.filter((each) => !without.includes(each.recipient));
  return holders.length >= FEWEST_READERS ? { ...body, holders } : null;
}

function sealed(mailbox, body, number, said, files) {
  const recipients = body.holders.map((holder) => holder.recipient);
  const place = { mailbox: mailbox.id, direction: "report", number };
  const whole = { ...said, reply: mailbox.reply };
  const content = signedContent(place, body.id, recipients, whole, files, mailbox.seed);
  return sealContent(content, recipients);
}
