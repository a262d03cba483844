/* The holder's own keys: from their identity file, in this page's memory alone. */
import { readSecret } from "../seal/age.js";
import { unhex } from "../seal/bytes.js";
import { text } from "../talk/words.js";
import { bytesOf } from "../talk/files.js";
import { keysOf } from "./desk.js";

const LARGEST = 16384;

/** Asks until there are keys. sample are the published keys of the demo, or nothing. */
export async function unlocked(talk, sample) {
  return sample && sample.length ? sampled(talk, sample) : fromFile(talk);
}

async function fromFile(talk) {
  let question = "ask_identity";
  for (;;) {
    const { file } = await talk.ask({
      paragraphs: [question, "stays_here"],
      entry: { kind: "file", accept: "", button: "choose_identity", hint: "identity_hint" },
    });
    const { said } = await talk.ask({
      paragraphs: ["ask_passphrase"],
      entry: { kind: "text", hint: "passphrase_hint", secret: true, masked: true },
    });
    const keys = await talk.during("opening", opened(file, said));
    if (keys) {
      return keys;
    }
    question = "not_opened";
  }
}

async function opened(file, passphrase) {
  if (file.size > LARGEST) {
    return null;
  }
  return readIdentity(await decrypted(await bytesOf(file), passphrase));
}

function decrypted(file, passphrase) {
  const worker = new Worker("/files/unlock.js");
  return new Promise((done) => {
    worker.onmessage = ({ data }) => done(data.lines);
    worker.onerror = () => done(null);
    worker.postMessage({ file, passphrase });
  }).finally(() => worker.terminate());
}

/** The keys of an opened identity file, or null. */
export function readIdentity(lines) {
  const secret = (lines || "").match(/^AGE-SECRET-KEY-1.*$/m);
  const signing = (lines || "").match(/^SIGNING-KEY-([0-9a-f]{64})$/m);
  try {
    return keysOf(readSecret(secret[0].trim()), unhex(signing[1]));
  } catch (error) {
    return null;
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
