/* The box as a reporter meets it. */
import { parted } from "../seal/bytes.js";
import { believe } from "../seal/directory.js";
import { post } from "../seal/frames.js";
import { readAnswer, stillReading } from "../seal/reporter.js";
import { solve } from "../seal/work.js";

export class Box {
  /** lists came with the page: a saved one knows the bodies without a network. */
  constructor(server, root, lists) {
    this.server = server;
    this.root = root;
    this.lists = lists;
  }

  get directory() {
    return believe(this.lists, this.root);
  }

  /** Asks for newer lists; of each body the newest one counts, whoever brings an older one. */
  async refresh() {
    const { head } = await this.post("directory", {});
    this.lists = this.lists.concat(head.lists);
  }

  async send(mailbox, body, number, sealed) {
    const { head: { challenge, bits } } = await this.post("challenge", {});
    const answer = await solve(challenge, bits);
    const { id, access } = mailbox;
    await this.post("send",
      { mailbox: id, access, body: body.id, number, challenge, answer }, sealed);
  }

  /** {state, body, readers, back, next, begun, answers}.
   *
   * readers is the body with those alone who may read what is added, null where there are none;
   * an answer that cannot be believed is null.
   */
  async look(mailbox) {
    const { id, access } = mailbox;
    const { head, data } = await this.post("look", { mailbox: id, access });
    const parts = parted(data, head.answers.map((each) => each.size));
    // In their order, of which none is missing: what was left out in the middle shows.
    const answers = await Promise.all(parts.map((each, at) =>
      readAnswer(each, mailbox, at + 1, this.directory).catch(() => null)));
    const body = this.directory.body(head.body);
    return { ...head, answers, body, readers: body && stillReading(body, answers) };
  }

  async withdraw(mailbox) {
    const { id, access } = mailbox;
    await this.post("withdraw", { mailbox: id, access });
  }

  post(what, head, ...parts) {
    return post(this.server, `/box/${what}`, head, ...parts);
  }
}
