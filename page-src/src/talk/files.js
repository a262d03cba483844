/* Files that a person chooses, and files for a person to keep. */

/** A Blob's bytes, also where it has no arrayBuffer(). */
export function bytesOf(blob) {
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(new Uint8Array(reader.result));
    reader.onerror = failed;
    reader.readAsArrayBuffer(blob);
  });
}

/** The address of bytes that a browser saves, and never shows, whatever is in them. */
export function saved(data) {
  return URL.createObjectURL(new Blob([data], { type: "application/octet-stream" }));
}
