/* Opening an identity file: it is chosen, and its passphrase is typed. */
import { opened } from "./keyfile.js";

export const PASSPHRASE = { kind: "text", hint: "passphrase_hint", secret: true, masked: true };
const FILE = { kind: "file", accept: "", button: "choose_identity", hint: "identity_hint" };

/** {keys} of the file, null where it does not open; {choice} where something else was chosen.
 *
 * spec is what to ask besides.
 */
export async function openFile(talk, spec) {
  const { file, choice } = await talk.ask({ ...spec, entry: FILE });
  if (!file) {
    return { choice };
  }
  const { said } = await talk.ask({ paragraphs: ["ask_passphrase"], entry: PASSPHRASE });
  return { keys: await talk.during("opening", opened(file, said)) };
}
