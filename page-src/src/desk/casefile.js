/* A case as its holders read it: opened, and believed only as far as signatures go. */
import { Unreadable, openMessage } from "../seal/envelope.js";
import { mailboxOf } from "../seal/receipt.js";
import { readFinding } from "./finding.js";

const ACTS = ["open", "check", "verify", "again", "close", "hold", "transfer", "pass_on", "answer",
  "keep", "grant", "withdraw"];

/** Opens what can be opened; nothing that fails keeps the rest from being read.
 *
 * received has mailbox, body, state, due and sealed: a list of {direction, number, bytes}. The
 * same comes back with reports, log, the count of answers, and unreadable, a list of places.
 */
export async function readCase(received, keys, directory) {
  const { mailbox, sealed } = received;
  const opened = await Promise.all(sealed.map((each) => {
    const place = { mailbox, direction: each.direction, number: each.number };
    return each.direction === "answer" ? null
      : openMessage(each.bytes, keys.identity, place).catch(() => null);
  }));
  const ofKind = (direction) => opened.filter((each) => each && each.direction === direction)
    .sort((one, other) => one.number - other.number);
  const log = believedLog(ofKind("log"), directory);
  const reports = ofKind("report").filter(isReporters);
  const believed = new Set([...reports, ...log.map((entry) => entry.message)]);
  const named = new Set(log.flatMap((entry) => entry.to));
  const mine = keys.recipient;
  return {
    ...received,
    reports: reports.filter((each) => each.recipients.includes(mine) || named.has(mine)),
    log,
    answers: sealed.filter((each) => each.direction === "answer").length,
    unreadable: sealed.filter((each, at) =>
      each.direction !== "answer" && !believed.has(opened[at])),
  };
}

/** Whether the keys in a report are those that its mailbox follows from. */
function isReporters(message) {
  return typeof message.reply === "string"
    && mailboxOf(message.reply, message.by) === message.mailbox;
}

/** The entries in their order, as far as each follows from the one before. */
function believedLog(messages, directory) {
  const entries = [];
  let before = "";
  for (const message of messages) {
    const body = directory.body(message.body);
    const isEntry = body && ACTS.includes(message.act) && typeof message.text === "string";
    if (!isEntry || message.before !== before) {
      break;
    }
    entries.push(entryOf(message, body));
    before = message.digest;
  }
  return entries;
}

/** {message, act, text, signer, to, finding}; signer is null where they hold no more. */
function entryOf(message, body) {
  const holder = body.holders.find((each) => each.verify === message.by);
  const finding = readFinding(message.finding);
  const own = finding && finding.by === message.by && finding.mailbox === message.mailbox;
  return {
    message,
    act: message.act,
    text: message.text,
    signer: holder ? holder.name : null,
    to: Array.isArray(message.to) ? message.to.map(String) : [],
    finding: own ? finding : null,
  };
}

/** The recipients whom the case was closed to, and not opened again. */
export function withdrawnOf(file) {
  const withdrawn = new Set();
  file.log.forEach(({ act, to }) => to.forEach((each) => {
    if (act === "withdraw") {
      withdrawn.add(each);
    } else if (act === "grant") {
      withdrawn.delete(each);
    }
  }));
  return withdrawn;
}

/** The recipients of the body's holders who read this case now. */
export function readersOf(file) {
  const withdrawn = withdrawnOf(file);
  return file.body.holders.map((each) => each.recipient).filter((each) => !withdrawn.has(each));
}

/** The last finding of a check or a verification, or null. */
export function findingOf(file, act) {
  const found = file.log.filter((entry) => entry.act === act && entry.finding);
  return found.length ? found[found.length - 1].finding : null;
}

/** The recipient to seal answers to. */
export function replyOf(file) {
  if (!file.reports.length) {
    throw new Unreadable();
  }
  return file.reports[0].reply;
}

/** Nobody adds to a log of which they cannot read or believe every entry. */
export function holdToWholeLog(file) {
  if (file.unreadable.some((each) => each.direction === "log")) {
    throw new Unreadable();
  }
}
