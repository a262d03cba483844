/* The steps of a case: each asks what it needs, and is then signed. True where it was taken. */
import { text } from "../talk/words.js";
import { readersOf } from "./casefile.js";
import { inWeeks } from "./weeks.js";

const WAITS = [1, 2, 4, 8, 13, 26];

function sign(talk, work) {
  return talk.during("signing", work.then(() => true));
}

/** What the person writes; "" where it may be skipped and is; null where they go back. */
async function words(talk, question, maySkip) {
  const { said, choice } = await talk.ask({
    paragraphs: [question],
    controls: [...(maySkip ? [["skip", "skip"]] : []), ["back", "back"]],
    entry: { kind: "text", hint: "type_here" },
  });
  return choice === "back" ? null : said || "";
}

async function outcome(talk, question) {
  const { choice } = await talk.ask({
    paragraphs: [question],
    options: [["confirmed", "found_confirmed"], ["not_confirmed", "found_not"]],
    controls: [["back", "back"]],
  });
  return choice === "back" ? null : choice;
}

async function isSure(talk, question) {
  const { choice } = await talk.ask({
    paragraphs: [question],
    options: [["yes", "yes_do"], ["no", "no_leave"]],
  });
  return choice === "yes";
}

/** A finding and why; work signs it. */
async function found(talk, question, work) {
  const came = await outcome(talk, question);
  const why = came && await words(talk, "ask_why", false);
  return why ? sign(talk, work(came, why)) : false;
}

async function waiting(talk, question, work) {
  const { choice } = await talk.ask({
    paragraphs: [question],
    options: WAITS.map((weeks) => [inWeeks(weeks), ["in_week", { week: text(inWeeks(weeks)) }]]),
    controls: [["back", "back"]],
  });
  const why = choice === "back" ? null : await words(talk, "ask_why", false);
  return why ? sign(talk, work(choice, why)) : false;
}

async function colleague(talk, question, holders, work) {
  const { choice } = await talk.ask({
    paragraphs: [holders.length ? question : "nobody_left"],
    options: holders.map((each) => [each.recipient, text(each.name)]),
    controls: [["back", "back"]],
  });
  const why = choice === "back" ? null : await words(talk, "ask_note", true);
  return why === null ? false : sign(talk, work(choice, why));
}

async function close(talk, desk, file) {
  const said = await words(talk, "ask_last_words", false);
  if (!said || !(await isSure(talk, "ask_close"))) {
    return false;
  }
  return sign(talk, desk.close(file, said, said));
}

async function answer(talk, desk, file) {
  const said = await words(talk, "ask_answer", false);
  return said ? sign(talk, desk.answer(file, said)) : false;
}

async function passOn(talk, desk, file) {
  const why = await words(talk, "ask_note", true);
  const sure = why !== null
    && await isSure(talk, ["ask_pass_on", { body: text(desk.above.name) }]);
  return sure ? sign(talk, desk.passOn(file, why)) : false;
}

export const STEPS = {
  open: (talk, desk, file) => sign(talk, desk.open(file)),
  check: (talk, desk, file) =>
    found(talk, "ask_check_found", (came, why) => desk.check(file, came, why)),
  verify: (talk, desk, file) =>
    found(talk, "ask_verify_found", (came, why) => desk.verify(file, came, why)),
  close,
  answer,
  hold: (talk, desk, file) =>
    waiting(talk, "ask_hold", (week, why) => desk.hold(file, week, why)),
  transfer: (talk, desk, file) =>
    waiting(talk, "ask_transfer", (week, why) => desk.transfer(file, week, why)),
  pass_on: passOn,
  async keep(talk, desk, file) {
    const why = await words(talk, "ask_why", false);
    return why ? sign(talk, desk.keep(file, why)) : false;
  },
  grant(talk, desk, file) {
    const readers = readersOf(file);
    const others = desk.body.holders.filter((each) => !readers.includes(each.recipient));
    return colleague(talk, "ask_grant", others, (to, why) => desk.grant(file, to, why));
  },
  withdraw(talk, desk, file) {
    const readers = readersOf(file);
    const others = desk.body.holders.filter((each) =>
      readers.includes(each.recipient) && each.recipient !== desk.keys.recipient);
    return colleague(talk, "ask_withdraw", others, (to, why) => desk.withdraw(file, to, why));
  },
};
