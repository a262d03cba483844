/* A conversation that is written down as it goes: ask, wait for the answer, go on.
 *
 * What was asked last can be shown anew in another language. Nothing of it leaves the memory.
 */
import { Entry, Log, bubble, card, make, retire } from "./chat.js";

const KEY = "here";

export class Talk {
  /** exit is {label, press} of the button that is always there. */
  constructor(root, words, title, exit) {
    this.words = words;
    this.title = title;
    this.exit = exit;
    this.root = root;
    this.count = 0;
    this.open();
  }

  open() {
    this.asked = null;
    this.log = new Log(this.words.all);
    this.log.loading.remove();
    this.foot = make("div", { class: "foot" });
    this.head = make("header", { class: "head" });
    this.root.textContent = "";
    this.root.classList.add("phone");
    this.root.setAttribute("data-phone", "");
    this.root.append(this.head,
      make("div", { class: "view" }, [this.log.element, this.log.pill]), this.foot);
    this.setLanguage(this.words.language);
  }

  setLanguage(language) {
    this.words.language = language;
    document.documentElement.lang = language.replace("_", "-");
    const written = this.entry ? this.entry.box.value : "";
    this.entry = new Entry(KEY, { share_place: "", finding_place: "", ...this.words.all }, {
      say: (said) => this.said(said),
      attach: (file) => this.answered({ file }),
    });
    this.entry.putBack(written, true);
    this.foot.textContent = "";
    this.foot.append(this.entry.element);
    this.buildHead();
    this.show();
  }

  buildHead() {
    const other = this.words.other;
    const language = make("button",
      { type: "button", class: "control", lang: other.replace("_", "-") },
      [this.words.languages[other].language]);
    language.addEventListener("click", () => this.setLanguage(other));
    const exit = make("button", { type: "button", class: "control exit", "data-testid": "exit" },
      [this.words.say(this.exit.label)]);
    exit.addEventListener("click", this.exit.press);
    this.head.textContent = "";
    this.head.append(
      make("div", { class: "names" }, [make("h1", {}, [this.words.say(this.title)])]),
      language, exit);
  }

  /** Says something that waits for no answer. */
  tell(...paragraphs) {
    this.retire();
    this.asked = null;
    const said = this.build({ paragraphs });
    this.place(said);
    return said;
  }

  /** Asks, and waits: {choice}, {said} or {file}.
   *
   * spec has paragraphs, and of these what the question needs: whose, a small line above;
   * options and controls, lists of [value, phrase]; extra, a function that makes more of the
   * card; once, where the card goes when it is answered; mute, where there is nothing to say to
   * it; entry, what the input line asks for: {kind, hint, accept, button, mode, secret, masked,
   * text}. Without entry it takes numbers alone.
   */
  ask(spec) {
    this.retire();
    return new Promise((done) => {
      this.asked = { spec, done, card: null };
      this.show();
      if (spec.entry && spec.entry.text) {
        this.entry.putBack(spec.entry.text, true);
      }
    });
  }

  /** Waits for work, and shows meanwhile that it goes on. */
  async during(phrase, work) {
    const said = this.tell(phrase);
    this.log.setBusy(true);
    try {
      return await work;
    } finally {
      said.remove();
      this.log.setBusy(false);
    }
  }

  show() {
    const entry = (this.asked && this.asked.spec.entry) || { hint: "number_hint" };
    this.entry.ask({ kind: entry.kind || "text", hint: this.words.say(entry.hint) }, true);
    this.entry.fileButton.querySelector("span").textContent =
      this.words.say(entry.button || "choose_file");
    this.entry.box.setAttribute("inputmode", entry.mode || (entry.kind ? "text" : "numeric"));
    this.entry.box.classList.toggle("masked", entry.masked === true);
    this.entry.picker.setAttribute("accept", entry.accept || "");
    this.foot.hidden = !this.asked || this.asked.spec.mute === true;
    if (this.asked) {
      const old = this.asked.card;
      this.asked.card = this.build(this.asked.spec);
      this.asked.card.setAttribute("data-testid", "screen");
      this.place(this.asked.card, old);
    }
  }

  build(spec) {
    const options = (spec.options || []).map(([value, label], at) =>
      ({ token: value, number: at + 1, label: this.words.say(label) }));
    const controls = (spec.controls || []).map(([value, label]) =>
      ({ token: value, number: null, label: this.words.say(label) }));
    this.count += 1;
    const paragraphs = spec.paragraphs.map((each) => this.words.say(each));
    const whose = spec.whose && this.words.say(spec.whose);
    const message = { id: String(this.count), whose, paragraphs, options, controls };
    const press = (element, choice) => this.answered({ choice: choice.token }, choice.label);
    const built = card(message, this.words.all, press);
    if (spec.extra) {
      built.insertBefore(spec.extra(), built.querySelector(".options, .controls"));
    }
    return built;
  }

  place(built, old) {
    if (old) {
      this.log.exchange(old, built);
    } else {
      this.log.add(built);
    }
    this.log.reveal(built, built);
  }

  /** Words of the person: the label or the number of a choice, or what was asked for. */
  said(said) {
    if (!this.asked) {
      return;
    }
    const { options = [], controls = [], entry } = this.asked.spec;
    const labelled = [...options, ...controls].find(([, label]) => this.words.say(label) === said);
    const numbered = entry ? null : options[Number(said.normalize("NFKC")) - 1];
    const chosen = labelled || numbered;
    if (chosen) {
      this.answered({ choice: chosen[0] }, said);
    } else if (entry && entry.kind !== "file") {
      this.answered({ said }, entry.secret ? "••••" : said);
    } else {
      this.show();
    }
  }

  answered(answer, label) {
    if (!this.asked) {
      return;
    }
    const { done } = this.asked;
    this.retire();
    this.asked = null;
    if (label) {
      const said = bubble(label, "sent", this.words.all);
      said.querySelector(".state").remove();
      this.log.add(said);
      this.log.reveal(said, said);
    }
    this.foot.hidden = true;
    done(answer);
  }

  retire() {
    if (this.asked && this.asked.card) {
      const { card: old, spec } = this.asked;
      retire(old);
      old.removeAttribute("data-testid");
      if (spec.once) {
        old.remove();
      }
    }
  }

  /** Nothing of what was said stays, not even in memory as far as a page can say so. */
  clear() {
    this.open();
  }
}
