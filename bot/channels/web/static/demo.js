/* The demonstration: several phones side by side, and a clock that can be moved. */
(function (chat) {
  "use strict";

  const { make, icon, spoken, fill, setFlag, isFlagged } = chat;
  const NARROW = matchMedia("(max-width: 43.99em)");
  const data = chat.pageData();
  const words = data.words;
  const screens = data.phones.concat(data.windows);

  function find(id) {
    return document.getElementById(id);
  }

  function aloneLink(settings) {
    return make("a", {
      class: "alone",
      href: "/chat?phone=" + encodeURIComponent(settings.phone),
      target: "_blank",
      rel: "noopener",
      title: fill(words.open_alone, settings),
    }, [icon("outside"), spoken(fill(words.open_alone, settings))]);
  }

  function frame(settings) {
    const { phone, name, role } = settings;
    const root = make("div", { class: "device-screen" });
    find("phones").append(make("section",
      { class: "device", id: "device-" + phone, "aria-labelledby": "name-" + phone }, [root]));
    return { root, name, role, initial: Array.from(name)[0], level: 2, alone: aloneLink(settings) };
  }

  /** A page of the report box: an origin of its own, which knows nothing of the phones. */
  function pageOfTheBox(settings) {
    const { phone, name, address } = settings;
    const inside = make("iframe",
      { class: "device-screen", src: address, name: phone, title: name, "data-window": phone });
    find("phones").append(make("section",
      { class: "device", id: "device-" + phone, "aria-label": name }, [inside]));
  }

  // On a narrow window one phone at a time

  function tab(settings) {
    const button = make("button", { type: "button", class: "tab", "data-tab": settings.phone },
      [settings.name, make("span", { class: "news" })]);
    button.addEventListener("click", () => choose(settings.phone));
    return button;
  }

  function setNews(phone, on) {
    const button = document.querySelector(`[data-tab="${phone}"]`);
    button.classList.toggle("has-news", on);
    button.querySelector(".news").textContent = on ? words.new_message : "";
  }

  function choose(phone) {
    screens.forEach((settings) => {
      const chosen = settings.phone === phone;
      find("device-" + settings.phone).classList.toggle("chosen", chosen);
      setFlag(document.querySelector(`[data-tab="${settings.phone}"]`), "aria-current", chosen);
    });
    setNews(phone, false);
  }

  class DemoPage extends chat.Page {
    arrived(phone) {
      setNews(phone, !find("device-" + phone).classList.contains("chosen"));
    }
  }

  // The bar on top

  function fit() {
    find("tools").open = !NARROW.matches;
  }

  /** Runs one command of the bar, with the button shown as busy and a word when it fails. */
  async function run(button, path, body, done) {
    if (isFlagged(button, "aria-busy")) {
      return;
    }
    setFlag(button, "aria-busy", true);
    const outcome = await chat.post(path, chat.jsonOf(body), chat.PATIENCE);
    setFlag(button, "aria-busy", false);
    find("trouble").textContent = outcome.answer ? "" : outcome.error || words.failed;
    if (outcome.answer) {
      done(outcome.answer);
    }
  }

  function startOver() {
    find("sure").close();
    run(find("start-over"), "/demo/fresh", {}, () => {
      data.phones.forEach((settings) => chat.kept.forget(settings.phone));
      location.reload();
    });
  }

  function onEach(selector, act) {
    document.querySelectorAll(selector).forEach((button) =>
      button.addEventListener("click", () => act(button)));
  }

  function listen() {
    onEach("[data-ahead]", (button) =>
      run(button, "/demo/clock", { ahead: button.getAttribute("data-ahead") },
        (answer) => { find("clock").textContent = answer.clock; }));
    onEach("[data-language]", (button) =>
      run(button, "/demo/language", { language: button.getAttribute("data-language") },
        () => location.reload()));
    find("start-over").addEventListener("click", () => find("sure").showModal());
    find("sure-no").addEventListener("click", () => find("sure").close());
    find("sure-yes").addEventListener("click", startOver);
    NARROW.addListener(fit);
  }

  screens.forEach((settings) => find("tabs").append(tab(settings)));
  chat.page = new DemoPage(data, frame);
  data.windows.forEach(pageOfTheBox);
  choose(data.phones[0].phone);
  fit();
  listen();
})(window.chat);
