import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { canonicalJson, type AssociationId } from '@jointly/kernel';
import { masterKeyBytes, UnusableMasterKey } from './master-key';

/** What is derived from the master key, one key per purpose: knowing one tells nothing of another. */
export interface Secrets {
  /** Wraps the subjects' data keys. */
  readonly wrapping: KeyObject;
  /** Seals consistency tokens. */
  readonly token: KeyObject;
  /** Seals the addresses of calendar feeds. */
  readonly feed: KeyObject;
  /** What a calendar shows in place of the id of another's booking: the same each time, and no way back to it. */
  feedEntry(association: AssociationId, bookingId: string): string;
  /** HMAC-SHA-256 as base64url: the log can't be searched for a guessed input. */
  fingerprint(canonicalInput: string): string;
  /** The id of a login's `identity` stream. Differs between associations: their logs can't be joined by it. */
  identityKey(association: AssociationId, issuer: string, subject: string): string;
  /** The id of an enterprise's `legalIdentity` stream; spaces, punctuation and case of the number don't count. */
  legalIdentityKey(association: AssociationId, registrationNumber: string): string;
}

/** @throws UnusableMasterKey when `master` has not 32 bytes */
export function deriveSecrets(master: Uint8Array): Secrets {
  if (master.length !== masterKeyBytes)
    throw new UnusableMasterKey('given in the settings', `it has ${master.length} bytes, not ${masterKeyBytes}`);
  const keys = {
    fingerprint: derive(master, 'fingerprint'),
    identity: derive(master, 'identity'),
    legalIdentity: derive(master, 'legal-identity'),
    feedEntry: derive(master, 'calendar-feed-entry'),
  };
  return {
    wrapping: derive(master, 'key-wrapping'),
    token: derive(master, 'consistency-token'),
    feed: derive(master, 'calendar-feed'),
    feedEntry: (association, bookingId) => hmac(keys.feedEntry, canonicalJson([association, bookingId])),
    fingerprint: (input) => hmac(keys.fingerprint, input),
    identityKey: (association, issuer, subject) => hmac(keys.identity, canonicalJson([association, issuer, subject])),
    legalIdentityKey: (association, number) =>
      hmac(keys.legalIdentity, canonicalJson([association, normalRegistrationNumber(number)])),
  };
}

/** Fixed for ever, as are the labels below: reservations in the log hang on it. */
const normalRegistrationNumber = (number: string): string =>
  number
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

const derive = (master: Uint8Array, purpose: string): KeyObject =>
  createSecretKey(Buffer.from(hkdfSync('sha256', master, '', `jointly/1/${purpose}`, 32)));

const hmac = (key: KeyObject, input: string): string => createHmac('sha256', key).update(input).digest('base64url');
