/* Who may read a report: the body that is chosen, or the next one up where it is about that body. */
import { text } from "../talk/words.js";
import { BACK, CANCEL } from "./steps.js";

const AT_ONCE = 7;

/** Sets draft.chosen and draft.concern: "next", "back" or "cancel". */
export async function readers(talk, draft, directory, whose) {
  const bodies = Array.from(directory.bodies.values());
  for (;;) {
    const chosen = bodies.length > 1 ? await body(talk, bodies, whose) : bodies[0].id;
    if (chosen === "back" || chosen === "cancel") {
      return chosen;
    }
    const concern = await concerned(talk, whose);
    if (concern === "cancel" || (concern === "back" && bodies.length === 1)) {
      return concern;
    }
    if (concern !== "back") {
      if (directory.route(chosen, concern)) {
        Object.assign(draft, { chosen, concern });
        return "next";
      }
      await nobodyAbove(talk);
    }
  }
}

/** The id of a body; they come a screenful at a time. */
async function body(talk, bodies, whose) {
  for (let from = 0; ; from = from + AT_ONCE < bodies.length ? from + AT_ONCE : 0) {
    const shown = bodies.slice(from, from + AT_ONCE).map((each) => [each.id, text(each.name)]);
    const { choice } = await talk.ask({
      whose,
      paragraphs: ["ask_body"],
      options: bodies.length > AT_ONCE ? [...shown, ["MORE", "more_bodies"]] : shown,
      controls: [BACK, CANCEL],
    });
    if (choice !== "MORE") {
      return choice;
    }
  }
}

async function concerned(talk, whose) {
  const { choice } = await talk.ask({
    whose,
    paragraphs: ["ask_concern"],
    options: [
      ["other", "concern_other"],
      ["holder", "concern_holder"],
      ["secretary", "concern_secretary"],
      ["head", "concern_head"],
    ],
    controls: [BACK, CANCEL],
  });
  return choice;
}

function nobodyAbove(talk) {
  return talk.ask({ paragraphs: ["nobody_above", "hotline"], options: [["back", "back"]] });
}
