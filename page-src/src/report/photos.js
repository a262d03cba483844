/* Photos, drawn anew so that only the picture remains: no place, no time, no camera. */
import { FILE_TYPES } from "../seal/envelope.js";
import { bytesOf } from "../talk/files.js";

const LONGEST_SIDE = 2048;
const QUALITY = 0.85;

/** {type, data} of a picture that was drawn anew; null where it is no picture. */
export async function drawnAnew(file) {
  const address = URL.createObjectURL(file);
  try {
    const picture = await loaded(address);
    const blob = await new Promise((done) => drawn(picture).toBlob(done, "image/jpeg", QUALITY));
    return blob && { type: blob.type, data: await bytesOf(blob) };
  } catch (error) {
    return null;
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** {type, data} of a file as it is; null where it is of no kind that is taken. */
export async function asItIs(file) {
  return FILE_TYPES.includes(file.type) ? { type: file.type, data: await bytesOf(file) } : null;
}

function loaded(address) {
  return new Promise((done, failed) => {
    const picture = new Image();
    picture.onload = () => done(picture);
    picture.onerror = failed;
    picture.src = address;
  });
}

function drawn(picture) {
  const { naturalWidth: width, naturalHeight: height } = picture;
  const shrink = Math.min(1, LONGEST_SIDE / Math.max(width, height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width * shrink));
  canvas.height = Math.max(1, Math.round(height * shrink));
  const context = canvas.getContext("2d");
  // JPEG knows no transparency, and would make it black.
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}
