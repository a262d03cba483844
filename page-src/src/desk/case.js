/* One case at the desk: what was said, what was done, and the next step. */
import { make } from "../talk/chat.js";
import { saved } from "../talk/files.js";
import { text } from "../talk/words.js";
import { findingOf } from "./casefile.js";
import { ACTS, CASE_STATES, OUTCOMES, trouble } from "./phrases.js";
import { STEPS } from "./steps.js";

const QUESTIONS = ["what", "where", "who", "check"];
const AT_WORK = ["received", "checking", "verifying"];
const CLOSED = ["confirmed", "not_confirmed"];

/** Stays with the case until the person goes back to the list: what to say on top of it. */
export async function atCase(talk, desk, mailbox) {
  for (let said = []; ;) {
    const file = await talk.during("one_moment", desk.read(mailbox));
    const [now, later] = steps(desk, file);
    let choice = await choose(talk, file, said, now);
    if (choice === "more") {
      choice = await chooseMore(talk, later);
    }
    if (choice === "back") {
      talk.clear();
      return [];
    }
    said = choice === "stay" ? [] : await taken(talk, desk, file, choice);
    if (choice === "pass_on" && said[0] === "done") {
      talk.clear();
      return said;
    }
  }
}

async function taken(talk, desk, file, choice) {
  try {
    return (await STEPS[choice](talk, desk, file)) ? ["done"] : [];
  } catch (error) {
    return [trouble(error)];
  }
}

/** The steps that come next, and those that are rarer. */
function steps(desk, file) {
  const { state } = file;
  const atWork = AT_WORK.includes(state);
  const verified = state === "verifying" && findingOf(file, "verify");
  const now = [
    [!atWork || state === "received" ? !CLOSED.includes(state) : false, "open", "do_open"],
    [state === "checking", "check", "do_check"],
    [state === "verifying" && !verified && desk.mayVerify(file), "verify", "do_verify"],
    [verified, "close", "do_close"],
    [file.reports.length, "answer", "do_answer"],
  ];
  const later = [
    [atWork, "hold", "do_hold"],
    [atWork, "transfer", "do_transfer"],
    [atWork && desk.above, "pass_on", "do_pass_on"],
    [CLOSED.includes(state), "keep", "do_keep"],
    [true, "grant", "do_grant"],
    [true, "withdraw", "do_withdraw"],
  ];
  return [now, later].map((all) => all.filter(([may]) => may).map(([, ...option]) => option));
}

async function choose(talk, file, said, now) {
  const { choice } = await talk.ask({
    whose: ["case_at", { case: text(file.mailbox.slice(0, 8)), state: CASE_STATES[file.state] }],
    paragraphs: [...said, ...file.reports.flatMap(told), ...file.log.map(entered),
      ...file.unreadable.map(unread)],
    extra: () => files(talk.words, file.reports),
    options: [...now, ["more", "more_steps"]],
    controls: [["back", "to_list"]],
  });
  return choice;
}

async function chooseMore(talk, later) {
  const { choice } = await talk.ask({
    paragraphs: ["which_step"],
    options: later,
    controls: [["stay", "back"]],
  });
  return choice;
}

/** What a reporter said in one message. */
function told(message) {
  if (message.kind === "report") {
    const answers = message.answers || {};
    return QUESTIONS.filter((key) => answers[key])
      .map((key) => ["labelled", { label: key, answer: text(answers[key]) }]);
  }
  return message.kind === "more" ? [["adds", { text: text(message.text) }]] : ["lets_rest"];
}

function entered({ act, signer, text: words, finding }) {
  const values = { act: ACTS[act], signer: signer ? text(signer) : "no_holder", text: text(words) };
  if (finding) {
    return ["entry_found", { ...values, outcome: OUTCOMES[finding.outcome] }];
  }
  return [words ? "entry" : "entry_bare", values];
}

function unread({ direction, number }) {
  return ["unreadable", { name: text(`${direction} ${number}`) }];
}

/** The files that came: pictures are shown, and everything can be saved. */
function files(words, reports) {
  const links = reports.flatMap((message) => message.files.map((file, at) => {
    const kind = file.type === "text/plain" ? "txt" : file.type.split("/")[1];
    const name = `${message.number}-${at + 1}.${kind}`;
    const inside = file.type.startsWith("image/")
      ? picture(file, name) : make("span", { class: "original" }, [kind.toUpperCase()]);
    return make("a", { href: saved(file.data), download: name, title: name }, [inside]);
  }));
  return make("div", { class: "photos" }, links);
}

function picture({ type, data }, alt) {
  return make("img", { src: URL.createObjectURL(new Blob([data], { type })), alt });
}
