/* Findings: what a check came to, and whether another holder found the same; each is signed. */
import { digest, hex, isSigned, sign, unhex, utf8, verifyKey } from "../seal/bytes.js";

const OUTCOMES = ["confirmed", "not_confirmed"];

/** A check's finding, or with `of` that of a verification. */
export function signFinding(mailbox, outcome, seed, of) {
  const said = {
    mailbox,
    act: of ? "verify" : "check",
    outcome,
    by: verifyKey(seed),
    of: of ? digest(utf8(of.finding)) : "",
  };
  const finding = JSON.stringify(said);
  return { ...said, finding, signature: hex(sign(seed, "finding", finding)) };
}

/** Null where it is no finding, or not signed by whom it names. */
export function readFinding(written) {
  try {
    const { finding, signature } = written;
    const { mailbox, act, outcome, by, of } = JSON.parse(finding);
    const isOne = ["check", "verify"].includes(act) && OUTCOMES.includes(outcome)
      && typeof of === "string" && isSigned(by, unhex(signature), "finding", finding);
    return isOne ? { mailbox, act, outcome, by, of, finding, signature } : null;
  } catch (error) {
    return null;
  }
}

/** As it travels. */
export function written({ finding, signature }) {
  return { finding, signature };
}
