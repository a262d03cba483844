/* What a holder does at the desk: list, read, and each step of a case, signed. */
import { recipientOf } from "../seal/age.js";
import { digest, hex, joined, parted, sign, verifyKey } from "../seal/bytes.js";
import { believe } from "../seal/directory.js";
import { sealContent, signedContent } from "../seal/envelope.js";
import { Refusal, post } from "../seal/frames.js";
import { findingOf, holdToWholeLog, readCase, readersOf, replyOf, withdrawnOf }
  from "./casefile.js";
import { signFinding, written } from "./finding.js";

const FEWEST_READERS = 2;
const NOTHING = new Uint8Array(0);

/** The keys of one holder, from the two private halves. */
export function keysOf(identity, seed) {
  return { identity, seed, recipient: recipientOf(identity), verify: verifyKey(seed) };
}

/** One holder's desk. Every call throws Refusal where the box will not. */
export class Desk {
  constructor(server, root, keys, directory) {
    this.server = server;
    this.root = root;
    this.keys = keys;
    this.directory = directory;
    this.body = directory.ofHolder(keys.verify);
    if (!this.body) {
      throw new Refusal("unknown");
    }
  }

  /** The desk of whoever has these keys, with the lists as they are now. */
  static async of(server, root, keys) {
    const { head } = await post(server, "/box/directory", {});
    return new Desk(server, root, keys, believe(head.lists, root));
  }

  get name() {
    return this.body.holders.find((each) => each.verify === this.keys.verify).name;
  }

  /** {cases, below} as the box has them. */
  async list() {
    return (await this.signed("list", {})).head;
  }

  /** The case as it is, without a step. */
  async read(mailbox) {
    const { head, data } = await this.signed("open", { mailbox });
    const parts = parted(data, head.sealed.map((each) => each.size));
    const sealed = head.sealed.map(({ direction, number }, at) =>
      ({ direction, number, bytes: parts[at] }));
    const { state, due } = head;
    return readCase({ mailbox, body: this.body, state, due, sealed }, this.keys, this.directory);
  }

  /** Takes a case up, or takes up again what waited. */
  open(file) {
    return this.step(file, "open", "");
  }

  check(file, outcome, text) {
    const finding = signFinding(file.mailbox, outcome, this.keys.seed);
    return this.step(file, "check", text, { finding: written(finding) });
  }

  /** Verifies another holder's check; who finds otherwise sends it back to be checked. */
  verify(file, outcome, text) {
    const check = findingOf(file, "check");
    if (!this.mayVerify(file)) {
      throw new Refusal("refused");
    }
    if (check.outcome !== outcome) {
      return this.step(file, "again", text);
    }
    const finding = signFinding(file.mailbox, outcome, this.keys.seed, check);
    return this.step(file, "verify", text, { finding: written(finding) });
  }

  mayVerify(file) {
    const check = findingOf(file, "check");
    return check !== null && check.by !== this.keys.verify;
  }

  /** Closes what was checked and verified, with words to the reporter. */
  close(file, text, words) {
    const [check, verification] = [findingOf(file, "check"), findingOf(file, "verify")];
    if (!check || !verification) {
      throw new Refusal("refused");
    }
    const findings = [written(check), written(verification)];
    return this.step(file, "close", text, {}, { state: check.outcome, words, findings });
  }

  answer(file, words) {
    return this.step(file, "answer", words, {}, { state: file.state, words });
  }

  /** back is a week like 2026-W50. */
  hold(file, back, text) {
    return this.step(file, "hold", text, { back }, { back });
  }

  transfer(file, back, text) {
    return this.step(file, "transfer", text, { back }, { back });
  }

  keep(file, text) {
    return this.step(file, "keep", text);
  }

  /** Opens the whole case to another holder of this body. */
  grant(file, recipient, text) {
    const readers = Array.from(new Set([...readersOf(file), recipient]));
    const without = withdrawnOf(file);
    without.delete(recipient);
    return this.reseal(file, "grant", recipient, [recipient], readers, text, without);
  }

  /** Seals the case anew without one of its readers, and has the reporter do so, too. */
  withdraw(file, recipient, text) {
    const readers = readersOf(file).filter((each) => each !== recipient);
    if (readers.length < FEWEST_READERS) {
      throw new Refusal("refused");
    }
    const without = withdrawnOf(file).add(recipient);
    return this.reseal(file, "withdraw", recipient, [recipient], readers, text, without);
  }

  get above() {
    return this.body.above ? this.directory.body(this.body.above) : null;
  }

  /** Hands the whole case to the body above; nothing of it stays here. */
  passOn(file, text) {
    if (!this.above) {
      throw new Refusal("body");
    }
    const readers = this.above.holders.map((each) => each.recipient);
    const without = withdrawnOf(file);
    return this.reseal(file, "pass_on", this.above.id, readers, readers, text, without);
  }

  /** said goes into the sealed entry; more has back, findings, and state and words to answer. */
  async step(file, act, text, said = {}, more = {}) {
    holdToWholeLog(file);
    const readers = readersOf(file);
    const entry = await sealContent(this.entry(file, act, text, readers, said), readers);
    // A report that nobody can read has nobody to answer either, and is closed all the same.
    const answers = more.state && file.reports.length;
    const answer = answers
      ? await this.sealedAnswer(file, more.state, more.words, withdrawnOf(file)) : NOTHING;
    await this.signed("step", {
      mailbox: file.mailbox,
      act,
      entries: file.log.length,
      back: more.back || null,
      findings: more.findings || [],
      entry: entry.length,
      answer: answer.length,
    }, joined(entry, answer));
  }

  entry(file, act, text, recipients, said) {
    const { mailbox, log, body } = file;
    const place = { mailbox, direction: "log", number: log.length + 1 };
    const before = log.length ? log[log.length - 1].message.digest : "";
    return signedContent(place, body.id, recipients, { act, text, before, ...said }, [],
      this.keys.seed);
  }

  /** What the reporter reads; without are those whom nothing that is added is sealed to. */
  sealedAnswer(file, state, text, without) {
    const { mailbox, body, answers } = file;
    const place = { mailbox, direction: "answer", number: answers + 1 };
    const reply = replyOf(file);
    const said = { state, text, without: Array.from(without).sort() };
    return sealContent(signedContent(place, body.id, [reply], said, [], this.keys.seed), [reply]);
  }

  async reseal(file, act, to, named, readers, text, without) {
    holdToWholeLog(file);
    const anew = [];
    for (const message of [...file.reports, ...file.log.map((entry) => entry.message)]) {
      const bytes = await sealContent(message.content, readers);
      anew.push({ direction: message.direction, number: message.number, bytes });
    }
    const entry = await sealContent(this.entry(file, act, text, readers, { to: named }), readers);
    anew.push({ direction: "log", number: file.log.length + 1, bytes: entry });
    const sealed = [...file.unreadable, ...anew];
    const sizes = sealed.map(({ direction, number, bytes }) => [direction, number, bytes.length]);
    const tells = without.size !== withdrawnOf(file).size && file.reports.length;
    const answer = tells ? await this.sealedAnswer(file, file.state, "", without) : NOTHING;
    const { mailbox, log } = file;
    const head = { mailbox, act, entries: log.length, to, sizes, answer: answer.length };
    await this.signed("reseal", head, joined(...sealed.map((each) => each.bytes), answer));
  }

  async signed(what, head, data = NOTHING) {
    const { head: { nonce } } = await post(this.server, "/desk/nonce", {});
    const request = JSON.stringify({ do: what, sha256: digest(data), ...head });
    const signature = hex(sign(this.keys.seed, "request", nonce, request));
    const by = this.keys.verify;
    return post(this.server, `/desk/${what}`, { by, nonce, signature, request }, data);
  }
}
