/* age's other kinds of recipients: the format allows X25519 alone, so they are not brought along. */
export const MLKEM768P256 = null;
export const MLKEM768X25519 = null;
export const p256 = null;
