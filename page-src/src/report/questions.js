/* The six questions of a report; nothing about whoever answers. */
import { make } from "../talk/chat.js";
import { text } from "../talk/words.js";
import { QUESTIONS } from "../seal/reporter.js";
import { photos, thumbnails } from "./photo_step.js";
import { readers } from "./readers.js";
import { BACK, CANCEL, SKIP, walk } from "./steps.js";

const OF = text(6);

function progress(number) {
  return ["progress", { number: text(number), of: OF }];
}

/** {answers, files, chosen, concern} once all is said and looked over, or null. */
export async function questions(talk, directory) {
  const draft = {
    answers: { what: "", where: "", who: "", check: "" },
    files: [],
    chosen: null,
    concern: "other",
  };
  const step = {
    what: () => written(talk, draft, "what", progress(1), "ask_what", []),
    where: () => written(talk, draft, "where", progress(2), "ask_where", [SKIP]),
    who: () => written(talk, draft, "who", progress(3), "ask_who", [SKIP]),
    readers: () => readers(talk, draft, directory, progress(3)),
    check: () => written(talk, draft, "check", progress(4), "ask_check", [SKIP]),
    photos: () => photos(talk, draft.files, progress(5)),
    lookOver: () => lookOver(talk, draft, directory, step),
  };
  return (await walk(Object.values(step), () => isSure(talk, draft))) ? draft : null;
}

async function isSure(talk, draft) {
  if (!draft.answers.what) {
    return true;
  }
  const { choice } = await talk.ask({
    paragraphs: ["ask_sure"],
    options: [["yes", "yes_forget"], ["no", "go_on"]],
  });
  return choice === "yes";
}

async function written(talk, draft, key, whose, question, more) {
  const { choice, said } = await talk.ask({
    whose,
    paragraphs: [question],
    controls: [...more, BACK, CANCEL],
    entry: { kind: "text", hint: "type_here", text: draft.answers[key] },
  });
  if (said || choice === "skip") {
    draft.answers[key] = said || "";
    return "next";
  }
  return choice;
}

async function lookOver(talk, draft, directory, step) {
  const body = directory.route(draft.chosen, draft.concern);
  const { choice } = await talk.ask({
    whose: progress(6),
    paragraphs: ["ask_only_you", ["goes_to", { body: text(body.name) }]],
    extra: () => whole(talk.words, draft),
    options: [["next", "stays"], ["change", "change"]],
    controls: [BACK, CANCEL],
  });
  return choice === "change" ? change(talk, step) : choice;
}

async function change(talk, step) {
  const labels = QUESTIONS.map((key) => [key, key]);
  const { choice } = await talk.ask({
    paragraphs: ["ask_change"],
    options: [...labels, ["readers", "readers"], ["photos", "photos"]],
    controls: [BACK],
  });
  return { to: step[choice === "back" ? "lookOver" : choice] };
}

/** All that was said, to be looked over. */
function whole(words, draft) {
  const list = make("dl", { class: "told" });
  QUESTIONS.filter((key) => draft.answers[key]).forEach((key) =>
    list.append(make("dt", {}, [words.say(key)]), make("dd", {}, [draft.answers[key]])));
  return make("div", {}, [list, thumbnails(draft.files)]);
}
