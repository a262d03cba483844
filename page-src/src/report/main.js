/* The report page: looks whether it can work, and begins. Where it cannot, nothing is asked. */
import "../seal/older.js";
import { icon, make } from "../talk/chat.js";
import { whatIsMissing } from "../talk/ready.js";
import { Talk } from "../talk/talk.js";
import { Words, meta, pageData, text } from "../talk/words.js";
import { Box } from "./box.js";
import { report } from "./report.js";
import { rootNumber } from "../seal/card.js";
import { withReceipt } from "./mailbox.js";

const FROM_A_FILE = location.protocol === "file:";

/** Leaves at once: an empty page takes the place of this one. In the demo's frame it begins anew. */
function exit() {
  window.removeEventListener("beforeunload", warn);
  document.documentElement.textContent = "";
  if (window.parent === window) {
    location.replace("about:blank");
  } else {
    location.reload();
  }
}

function warn(event) {
  if (document.querySelector(".said")) {
    event.preventDefault();
    event.returnValue = "";
  }
}

async function begin(talk, box) {
  const { choice } = await talk.ask({
    paragraphs: ["welcome", "limits", "only_you", "hotline", ...whereTo(box)],
    extra: () => (FROM_A_FILE ? make("span") : saving(talk.words)),
    options: [["report", "report"], ["receipt", "have_receipt"]],
  });
  await (choice === "report" ? report(talk, box) : withReceipt(talk, box));
}

function whereTo(box) {
  if (!FROM_A_FILE) {
    // What a server says of its own key would prove nothing.
    return [];
  }
  const number = text(rootNumber(box.root).join(" "));
  return [["sends_to", { server: text(box.server) }], ["compare", { number }]];
}

function saving(words) {
  return make("a", { class: "save-link", href: "/report.html", download: "report.html" },
    [icon("down"), words.say("save_page")]);
}

function missing(box) {
  if (!box.root || !box.server) {
    return "no_root";
  }
  return box.directory.bodies.size ? null : "no_bodies";
}

async function start() {
  const data = pageData();
  if (!data.words) {
    return;
  }
  const words = new Words(data.words);
  const talk = new Talk(document.getElementById("phone"), words, "report",
    { label: "exit", press: exit });
  const server = FROM_A_FILE ? meta("report-server") : location.origin;
  const box = new Box(server, meta("report-root"), data.lists);
  const trouble = (await whatIsMissing()) || missing(box);
  if (trouble) {
    talk.ask({ paragraphs: [trouble, "nothing_sent", "hotline"], mute: true });
    return;
  }
  window.addEventListener("beforeunload", warn);
  // A page that the browser kept and brings back begins anew.
  window.addEventListener("pageshow", (event) => event.persisted && location.reload());
  for (;;) {
    await begin(talk, box);
  }
}

start();
