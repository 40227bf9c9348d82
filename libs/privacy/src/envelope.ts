import type { KeyObject } from 'node:crypto';
import { canonicalJson, type JsonValue, type SealClass, type SealedField, type SealPlace } from '@jointly/kernel';
import { decrypt, encrypt, newNonce } from './gcm';

/** Sealed bids are padded to whole blocks of this many bytes: a length tells no price. */
const blockBytes = 256;

/** A sealed value was altered, moved to another event, or is opened with another key. */
export class BrokenSeal extends Error {
  constructor(field: SealedField, place: SealPlace) {
    super(`The sealed value ${field.path} of event ${place.eventId} in ${place.stream} is not what was sealed there.`);
    this.name = 'BrokenSeal';
  }
}

export interface Sealing {
  readonly class: SealClass;
  readonly keyId: string;
  readonly secret: KeyObject;
  readonly path: string;
  readonly schemaVersion: number;
  readonly place: SealPlace;
}

/** `nonce` is given only by whoever writes a golden file. @throws NotCanonical */
export function sealValue(value: JsonValue, sealing: Sealing, nonce = newNonce()): SealedField {
  const { class: sealClass, keyId, path, schemaVersion, place } = sealing;
  const own = { v: 1, class: sealClass, keyId, path, schemaVersion } as const;
  const plaintext = Buffer.from(canonicalJson(value));
  const padded = sealClass === 'sealed-until' ? pad(plaintext) : plaintext;
  const ciphertext = encrypt(sealing.secret, nonce, padded, additionalData(own, place));
  return { ...own, nonce: nonce.toString('base64url'), ciphertext: ciphertext.toString('base64url') };
}

/** @throws BrokenSeal */
export function openValue(field: SealedField, secret: KeyObject, place: SealPlace): JsonValue {
  try {
    const nonce = Buffer.from(field.nonce, 'base64url');
    const ciphertext = Buffer.from(field.ciphertext, 'base64url');
    const padded = decrypt(secret, nonce, ciphertext, additionalData(field, place));
    const plaintext = field.class === 'sealed-until' ? unpad(padded) : padded;
    return JSON.parse(plaintext.toString()) as JsonValue;
  } catch {
    throw new BrokenSeal(field, place);
  }
}

type Own = Pick<SealedField, 'v' | 'class' | 'keyId' | 'path' | 'schemaVersion'>;

// Fixed for ever, like the envelope: what is not bound here could be changed without breaking the seal.
const additionalData = ({ v, class: sealClass, keyId, path, schemaVersion }: Own, place: SealPlace): string =>
  canonicalJson({ v, class: sealClass, keyId, path, schemaVersion, stream: place.stream, eventId: place.eventId });

/** ISO/IEC 7816-4: one byte 0x80, then zeros. */
function pad(plaintext: Buffer): Buffer {
  const padded = Buffer.alloc(Math.ceil((plaintext.length + 1) / blockBytes) * blockBytes);
  plaintext.copy(padded);
  padded[plaintext.length] = 0x80;
  return padded;
}

const unpad = (padded: Buffer): Buffer => padded.subarray(0, padded.lastIndexOf(0x80));
