import { createCipheriv, createDecipheriv, randomBytes, type KeyObject } from 'node:crypto';

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

export const newNonce = (): Buffer => randomBytes(nonceBytes);

/** AES-256-GCM; the authentication tag stands at the ciphertext's end. A nonce is used once per key. */
export function encrypt(key: KeyObject, nonce: Buffer, plaintext: Buffer, additional: string): Buffer {
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(Buffer.from(additional));
  return Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

/** @throws Error when anything differs from what was encrypted: key, nonce, ciphertext or additional data */
export function decrypt(key: KeyObject, nonce: Buffer, ciphertext: Buffer, additional: string): Buffer {
  const end = ciphertext.length - tagBytes;
  const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(additional));
  decipher.setAuthTag(ciphertext.subarray(end));
  return Buffer.concat([decipher.update(ciphertext.subarray(0, end)), decipher.final()]);
}

/** Nonce and ciphertext in one piece, for what is kept or handed out whole. */
export function wrap(key: KeyObject, plaintext: Buffer, additional: string): Buffer {
  const nonce = newNonce();
  return Buffer.concat([nonce, encrypt(key, nonce, plaintext, additional)]);
}

/** @throws Error as `decrypt`, and when `wrapped` is too short to be one */
export const unwrap = (key: KeyObject, wrapped: Buffer, additional: string): Buffer =>
  decrypt(key, wrapped.subarray(0, nonceBytes), wrapped.subarray(nonceBytes), additional);
