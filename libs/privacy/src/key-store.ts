import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import type { AssociationId } from '@jointly/kernel';

/** The 256-bit key that one subject's personal fields are sealed with, in one association. */
export interface DataKey {
  /** Random: it stands in the log beside the ciphertext and says nothing about the person. */
  readonly id: string;
  readonly secret: KeyObject;
}

/**
 * Keeps the keys apart from the log, so that destroying one erases what every copy of the log holds of a subject.
 * Calls are synchronous: a key is durable before the first event sealed with it is written.
 */
export interface KeyStore {
  /** The subject's key, made at the first call. @throws SubjectErased: what was erased is never sealed anew */
  keyFor(association: AssociationId, subject: string): DataKey;
  /** @throws UnknownKey when the store never held it */
  find(keyId: string): DataKey | 'destroyed';
  /** Irrevocable, and harmless to repeat. A subject without a key is marked too: none is made for it later. */
  destroy(association: AssociationId, subject: string): void;
  close(): void;
}

/** Personal data of an erased subject was about to be written again. */
export class SubjectErased extends Error {
  constructor(association: AssociationId, subject: string) {
    super(`The personal data of ${subject} in ${association} was erased; nothing can be recorded about it any more.`);
    this.name = 'SubjectErased';
  }
}

/** The log names a key that the key store has never seen: the store is older than the log, or another one. */
export class UnknownKey extends Error {
  constructor(keyId: string) {
    super(`The key store does not know the key ${keyId}. Restore the key store that belongs to this log.`);
    this.name = 'UnknownKey';
  }
}

export const newDataKey = (): DataKey => ({
  id: randomBytes(16).toString('base64url'),
  secret: createSecretKey(randomBytes(32)),
});
