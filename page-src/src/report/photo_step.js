/* Asking for photos, one after another. */
import { make } from "../talk/chat.js";
import { text } from "../talk/words.js";
import { FILE_TYPES, LARGEST, MOST_FILES } from "../seal/envelope.js";
import { asItIs, drawnAnew } from "./photos.js";
import { BACK, CANCEL } from "./steps.js";

// What a statement may need beside its files, generously.
const ROOM = LARGEST - 128 * 1024;

/** Shows the files that are there. */
export function thumbnails(files) {
  return make("div", { class: "photos" }, files.map(({ type, data }) => {
    if (!type.startsWith("image/")) {
      return make("span", { class: "original" }, [type.split("/")[1].toUpperCase()]);
    }
    const picture = make("img", { alt: "", src: URL.createObjectURL(new Blob([data], { type })) });
    picture.addEventListener("load", () => URL.revokeObjectURL(picture.src), { once: true });
    return picture;
  }));
}

/** Adds to files until the person has no more: "next", "back" or "cancel". */
export async function photos(talk, files, whose) {
  let said = "ask_photos";
  let original = false;
  for (;;) {
    const full = files.length >= MOST_FILES;
    const { choice, file } = await talk.ask({
      whose,
      paragraphs: original ? ["original_warning"] : [said],
      extra: () => thumbnails(files),
      options: choices(files, original),
      controls: [BACK, CANCEL],
      entry: full ? undefined : entry(original),
    });
    if (file) {
      said = await added(talk, files, file, original);
      original = false;
    } else if (choice === "drop") {
      files.pop();
      said = "ask_photos";
    } else if (choice === "original") {
      original = true;
    } else if (choice === "back" && original) {
      original = false;
    } else {
      return choice;
    }
  }
}

function choices(files, original) {
  if (original) {
    return [];
  }
  const drop = files.length ? [["drop", "drop_last"]] : [];
  const more = files.length < MOST_FILES ? [["original", "original_file"]] : [];
  return [["next", files.length ? "go_on" : "no_photos"], ...drop, ...more];
}

function entry(original) {
  const [accept, button] = original
    ? [FILE_TYPES.join(), "choose_file"]
    : ["image/*", "choose_photo"];
  return { kind: "file", accept, button, hint: "photo_hint" };
}

/** The phrase to go on with. */
async function added(talk, files, file, original) {
  const taken = await talk.during("one_moment", original ? asItIs(file) : drawnAnew(file));
  if (!taken) {
    return original ? "not_that_kind" : "no_picture";
  }
  const size = files.reduce((sum, each) => sum + each.data.length, taken.data.length);
  if (size > ROOM) {
    return "trouble_large";
  }
  files.push(taken);
  return files.length < MOST_FILES ? ["photo_added", { count: text(files.length) }] : "photos_full";
}
