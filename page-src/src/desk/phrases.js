/* Which words stand for states, acts and troubles. */
import { Refusal } from "../seal/frames.js";
import { Unreadable } from "../seal/age.js";

export const CASE_STATES = {
  received: "state_received",
  checking: "state_checking",
  verifying: "state_verifying",
  transferred: "state_transferred",
  held: "state_held",
  confirmed: "state_confirmed",
  not_confirmed: "state_not_confirmed",
};

export const OUTCOMES = { confirmed: "found_confirmed", not_confirmed: "found_not" };

export const ACTS = {
  open: "act_open",
  check: "act_check",
  verify: "act_verify",
  again: "act_again",
  close: "act_close",
  hold: "act_hold",
  transfer: "act_transfer",
  pass_on: "act_pass_on",
  answer: "act_answer",
  keep: "act_keep",
  grant: "act_grant",
  withdraw: "act_withdraw",
};

const TROUBLES = {
  network: "trouble_network",
  unknown: "trouble_unknown",
  refused: "trouble_refused",
  number: "trouble_number",
  body: "trouble_body",
  large: "trouble_large",
  busy: "trouble_busy",
};

/** The phrase for what went wrong. */
export function trouble(error) {
  if (error instanceof Unreadable) {
    return "trouble_unreadable";
  }
  return (error instanceof Refusal && TROUBLES[error.word]) || "trouble_other";
}
