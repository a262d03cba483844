/* The holder's own keys: from their identity file, in this page's memory alone. */
import { text } from "../talk/words.js";
import { readIdentity } from "./keyfile.js";
import { makeKeys } from "./make_keys.js";
import { openFile } from "./opening.js";

/** Asks until there are keys. sample are the published keys of the demo, or nothing. */
export async function unlocked(talk, sample) {
  return sample && sample.length ? sampled(talk, sample) : fromFile(talk);
}

async function fromFile(talk) {
  for (let said = "ask_identity"; ;) {
    const { keys, choice } = await openFile(talk, {
      paragraphs: [said, "stays_here"],
      options: [["make", "make_keys"]],
    });
    if (keys) {
      return keys;
    }
    said = choice ? await makeKeys(talk) : "not_opened";
  }
}

/** The demo's windows have names, which say whose desk each is. */
async function sampled(talk, sample) {
  const own = sample.find((each) => each.name === window.name);
  const { choice } = own ? { choice: own.name } : await talk.ask({
    paragraphs: ["ask_sample"],
    options: sample.map((each) => [each.name, text(each.name)]),
  });
  return readIdentity(sample.find((each) => each.name === choice).lines);
}
