// Asks every few seconds what the wall shows now. A code that could not be asked for is said to
// be old, so that nobody types one that has run out.

const EVERY = 3000;
const OLD_AFTER = 15000;

const main = document.querySelector("main");
const [code, qr, how, count, lost] = ["code", "qr", "how", "count", "lost"].map((id) =>
  document.getElementById(id),
);
let heard = Date.now();

function show(now) {
  code.textContent = now.code || main.dataset.closed;
  code.classList.toggle("closed", !now.code);
  qr.hidden = how.hidden = !now.qr;
  if (now.qr && qr.src !== now.qr) qr.src = now.qr;
  count.textContent = now.count;
}

async function ask() {
  try {
    const answer = await fetch(`${location.pathname}/now`, { cache: "no-store" });
    if (answer.ok) {
      show(await answer.json());
      heard = Date.now();
    }
  } catch {
    // The next question may come through.
  }
  lost.textContent = Date.now() - heard > OLD_AFTER ? main.dataset.lost : "";
  setTimeout(ask, EVERY);
}

if (!code.textContent.match(/\d/)) code.classList.add("closed");
setTimeout(ask, EVERY);
