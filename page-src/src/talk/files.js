/* Files that a person chooses. */

/** A Blob's bytes, also where it has no arrayBuffer(). */
export function bytesOf(blob) {
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(new Uint8Array(reader.result));
    reader.onerror = failed;
    reader.readAsArrayBuffer(blob);
  });
}
