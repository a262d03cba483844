/* One phone: its head, its conversation and its input line. */
(function (chat) {
  "use strict";

  const { make, icon, kept } = chat;

  class Phone {
    /**
     * options: {phone, words, name, role, initial, level, alone, network}; name is the title in
     * the head and level its heading level, alone is a link or null, network has up() and down().
     */
    constructor(root, options) {
      this.phone = options.phone;
      this.words = options.words;
      this.options = options;
      this.present = null;
      this.cards = new Map();
      this.bubbles = new Map();
      this.taps = new Map();
      this.log = new chat.Log(this.words);
      this.entry = new chat.Entry(this.phone, this.words, this);
      this.line = new chat.Line(this.phone, this);
      this.build(root);
    }

    build(root) {
      this.notices = make("div", { class: "notices", role: "alert" });
      root.setAttribute("data-phone", this.phone);
      root.classList.add("phone");
      root.append(this.head(), make("div", { class: "view" }, [this.log.element, this.log.pill]),
        make("div", { class: "foot" }, [this.notices, this.entry.element]));
    }

    head() {
      const { name, role, initial, level, alone } = this.options;
      const title = make("h" + level, { id: "name-" + this.phone }, [name]);
      this.person = make("p", { class: "person" }, [role]);
      return make("header", { class: "head" }, [
        make("span", { class: "portrait", "aria-hidden": "true" }, [initial]),
        make("div", { class: "names" }, [title, this.person]),
        ...(alone ? [alone] : []),
      ]);
    }

    /** Opens the conversation, with what an earlier page could not send. */
    open(start) {
      const opening = { body: { opened: start }, label: "" };
      const left = kept.unsent(this.phone);
      left.filter((item) => !kept.isFresh(item)).forEach((item) => this.takeBack(item));
      const waiting = left.filter(kept.isFresh);
      // A link with a start opens something else: what was written before it is answered first.
      if (!start) {
        this.queue(opening);
      }
      waiting.forEach((item) => this.resume(item));
      if (start) {
        this.queue(opening);
      }
    }

    takeBack(item) {
      kept.dropUnsent(this.phone, item);
      this.entry.putBack(item.body.said, false);
    }

    resume(item) {
      this.addBubble(item);
      this.line.add(item);
    }

    wake() {
      this.line.wake();
    }

    /** An event from the server. */
    receive(data) {
      this.introduce(data.person);
      this.log.announce(this.show(data.message, false));
    }

    // What the person does

    say(text, secret) {
      this.send({ body: { said: text }, label: text, keep: !secret });
    }

    share(place) {
      this.send({ body: { place }, label: this.words.my_place });
    }

    attach(file) {
      const message = this.present ? this.present.id : "";
      this.send({ file, body: { message }, label: file.name });
    }

    send(given) {
      const item = this.prepare(given);
      this.clearNotice();
      this.addBubble(item);
      this.log.toEnd();
      this.line.add(item);
    }

    tap(button, choice, message) {
      const card = button.closest(".card");
      if (chat.isFlagged(button, "aria-disabled") || card.querySelector("[aria-busy=true]")) {
        return;
      }
      const item = this.prepare({
        body: { tapped: choice.token, message: message.id },
        label: choice.label,
        keep: !message.ephemeral,
      });
      this.clearNotice();
      this.taps.set(item.id, button);
      chat.setProgress(button, this.words.working);
      this.line.add(item);
    }

    prepare(item) {
      return Object.assign({ id: chat.newId(), queued: Date.now(), keep: false }, item);
    }

    queue(item) {
      this.line.add(this.prepare(item));
    }

    addBubble(item) {
      const bubble = chat.bubble(item.label, "waiting", this.words);
      this.bubbles.set(item.id, bubble);
      this.log.addWaiting(bubble);
    }

    // What the line tells

    sending(item) {
      this.log.setBusy(!this.taps.has(item.id));
    }

    waits(item) {
      this.log.setBusy(false);
      if (this.taps.has(item.id)) {
        chat.setProgress(this.taps.get(item.id), this.words.waiting);
      }
    }

    answered(item, answer) {
      const messages = answer.messages || [];
      this.log.setBusy(false);
      this.reached(true);
      this.introduce(answer.person);
      this.settle(item, messages.some((message) => message.replaces));
      if (messages.some((message) => message.over)) {
        this.log.clear();
      }
      const cards = messages.map((message) => this.show(message, true));
      if (cards.length) {
        const last = cards[cards.length - 1];
        this.log.reveal("opened" in item.body ? last : cards[0], last);
      }
    }

    refused(item, error) {
      this.complain(error, "opened" in item.body);
      this.entry.putBack(item.body.said, !item.keep);
      this.release(item);
      this.mark(item, "not_sent");
    }

    shut(item, error) {
      this.complain(error, true);
      this.release(item);
    }

    complain(error, offerReload) {
      this.log.setBusy(false);
      this.log.loading.remove();
      this.notice(error || this.words.failed, offerReload ? this.reloadButton() : null);
    }

    reloadButton() {
      const button = make("button", { type: "button", class: "control" }, [this.words.reload]);
      button.addEventListener("click", () => location.reload());
      return button;
    }

    reached(reached) {
      if (reached) {
        this.options.network.up();
      } else {
        this.options.network.down();
      }
    }

    settle(item, replaced) {
      const button = this.release(item);
      if (button && !replaced) {
        button.classList.add("chosen");
        this.log.add(chat.bubble(item.label, "sent", this.words));
      }
      this.mark(item, "sent");
    }

    release(item) {
      const button = this.taps.get(item.id);
      this.taps.delete(item.id);
      if (button) {
        chat.setProgress(button, "");
      }
      return button;
    }

    mark(item, state) {
      const bubble = this.bubbles.get(item.id);
      this.bubbles.delete(item.id);
      if (bubble) {
        chat.setState(bubble, state, this.words);
      }
    }

    // What is shown

    /** answered: the message came as an answer, and so is the present screen for certain. */
    show(message, answered) {
      const known = this.cards.has(message.id);
      const card = chat.card(message, this.words,
        (button, choice) => this.tap(button, choice, message));
      this.putCard(message, card);
      if (!message.standing) {
        this.place(message, card, answered || !known);
      }
      this.marked("[data-latest]").forEach((each) => each.removeAttribute("data-latest"));
      card.setAttribute("data-latest", "");
      return card;
    }

    putCard(message, card) {
      const replaced = this.cards.get(message.replaces);
      const old = this.cards.get(message.id) || replaced;
      if (old) {
        this.log.exchange(old, card);
      } else {
        this.log.add(card);
      }
      if (replaced && replaced !== old) {
        replaced.remove();
      }
      this.cards.delete(message.replaces);
      this.cards.set(message.id, card);
    }

    place(message, card, isPresent) {
      if (!isPresent && !(this.present && this.present.id === message.id)) {
        chat.retire(card);
        return;
      }
      this.marked("[data-testid=screen]").forEach((each) => {
        each.removeAttribute("data-testid");
        chat.retire(each);
      });
      card.setAttribute("data-testid", "screen");
      this.present = message;
      this.entry.ask(message.entry, message.ephemeral === true);
    }

    marked(selector) {
      return this.log.element.querySelectorAll(selector);
    }

    introduce(person) {
      const { role, name } = this.options;
      const known = person && person !== name ? person : "";
      this.person.textContent = [role, known].filter(Boolean).join(" · ");
    }

    /** Words above the input line, until they are closed or the person goes on. */
    notice(text, button) {
      this.notices.textContent = "";
      this.notices.append(make("div", { class: "notice" },
        [make("p", {}, [text]), button || this.closeButton()]));
    }

    closeButton() {
      const button = make("button",
        { type: "button", class: "close", "aria-label": this.words.close }, [icon("close")]);
      button.addEventListener("click", () => this.clearNotice());
      return button;
    }

    clearNotice() {
      if (!this.line.closed) {
        this.notices.textContent = "";
      }
    }
  }

  chat.Phone = Phone;
})(window.chat);
