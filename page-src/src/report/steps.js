/* What the questions have in common: the way on, back and out, and what goes wrong. */
import { Refusal } from "../seal/frames.js";

export const BACK = ["back", "back"];
export const SKIP = ["skip", "skip"];
export const CANCEL = ["cancel", "cancel"];

const TROUBLES = {
  network: "trouble_network",
  busy: "trouble_busy",
  large: "trouble_large",
  body: "trouble_body",
  unknown: "trouble_unknown",
  number: "trouble_number",
};

/** The phrase for what went wrong. */
export function trouble(error) {
  return (error instanceof Refusal && TROUBLES[error.word]) || "trouble_other";
}

/** Tries until it works or the person has enough; whether it worked. */
export async function tried(talk, phrase, work) {
  for (;;) {
    try {
      await talk.during(phrase, work());
      return true;
    } catch (error) {
      const { choice } = await talk.ask({
        paragraphs: [trouble(error), "all_still_here"],
        options: [["again", "try_again"], ["leave", "leave_it"]],
      });
      if (choice === "leave") {
        return false;
      }
    }
  }
}

/** Asks one thing after another; whether the person went through to the end.
 *
 * A step gives "next", "back", "cancel", or {to: another step}, which leads back here. isSure
 * asks whether to leave it all.
 */
export async function walk(steps, isSure) {
  let at = 0;
  let home = null;
  while (at >= 0 && at < steps.length) {
    const way = await steps[at]();
    if (way === "cancel") {
      if (await isSure()) {
        return false;
      }
    } else if (way.to) {
      home = at;
      at = steps.indexOf(way.to);
    } else if (home !== null) {
      at = home;
      home = null;
    } else {
      at += way === "back" ? -1 : 1;
    }
  }
  return at > 0;
}
