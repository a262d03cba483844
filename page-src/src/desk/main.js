/* The reading desk: the keys are opened here and stay here. */
import "../seal/older.js";
import { Refusal } from "../seal/frames.js";
import { whatIsMissing } from "../talk/ready.js";
import { Talk } from "../talk/talk.js";
import { Words, meta, pageData, text } from "../talk/words.js";
import { handOver } from "./card.js";
import { atCase } from "./case.js";
import { Desk } from "./desk.js";
import { unlocked } from "./identity.js";
import { CASE_STATES, trouble } from "./phrases.js";

const CASES_AT_ONCE = 6;

/** A page that is loaded anew has forgotten every key. */
function lock() {
  location.reload();
}

async function start() {
  const data = pageData();
  if (!data.words) {
    return;
  }
  const talk = new Talk(document.getElementById("phone"), new Words(data.words), "desk",
    { label: "lock", press: lock });
  const missing = (await whatIsMissing()) || (meta("report-root") ? null : "no_root");
  if (missing) {
    talk.ask({ paragraphs: [missing], mute: true });
    return;
  }
  // A page that the browser kept and brings back would still hold the keys.
  window.addEventListener("pageshow", (event) => event.persisted && lock());
  const desk = await seated(talk, data.sample);
  for (let said = []; ;) {
    said = await atList(talk, desk, said);
  }
}

async function seated(talk, sample) {
  for (;;) {
    const keys = await unlocked(talk, sample);
    try {
      return await talk.during("one_moment", Desk.of(location.origin, meta("report-root"), keys));
    } catch (error) {
      await unseated(talk, keys, error);
    }
  }
}

function unseated(talk, keys, error) {
  return error instanceof Refusal && error.word === "unknown"
    ? handOver(talk, keys, "in_no_list")
    : talk.ask({ paragraphs: [trouble(error)], options: [["again", "try_again"]] });
}

/** Shows the cases; what to say on top of the next list. */
async function atList(talk, desk, said) {
  try {
    const { cases, below } = await talk.during("one_moment", desk.list());
    const mailbox = await chosen(talk, desk, cases, [...said, ...late(desk, below)]);
    if (!mailbox) {
      return [];
    }
    talk.clear();
    return await atCase(talk, desk, mailbox);
  } catch (error) {
    await talk.ask({ paragraphs: [trouble(error)], options: [["again", "try_again"]] });
    return [];
  }
}

/** The mailbox of a case, or null to look again. */
async function chosen(talk, desk, cases, said) {
  for (let from = 0; ; from = from + CASES_AT_ONCE < cases.length ? from + CASES_AT_ONCE : 0) {
    const shown = cases.slice(from, from + CASES_AT_ONCE).map((each) => [each.mailbox, line(each)]);
    const more = cases.length > CASES_AT_ONCE ? [["more", "more_cases"]] : [];
    const { choice } = await talk.ask({
      whose: ["at_desk", { name: text(desk.name), body: text(desk.body.name) }],
      paragraphs: [...said, cases.length ? "which_case" : "no_cases"],
      options: [...shown, ...more, ["again", "look_again"]],
    });
    if (choice !== "more") {
      return choice === "again" ? null : choice;
    }
  }
}

function line({ mailbox, state, due, late: isLate }) {
  const values = {
    case: text(mailbox.slice(0, 8)),
    state: CASE_STATES[state] || text(state),
    due: text(due),
  };
  return [isLate ? "case_line_late" : "case_line", values];
}

function late(desk, below) {
  return below.filter((each) => each.late).map((each) => {
    const body = desk.directory.body(each.body);
    return ["late_below", { body: text(body ? body.name : each.body), count: text(each.late) }];
  });
}

start();
