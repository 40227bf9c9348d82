import { Type, type TSchema, type Static } from '@sinclair/typebox';
import type { EventDefinition } from './event';
import type { EventId, StreamId } from './ids';
import type { JsonObject } from './json';

/** `personal` is erasable with the subject's key; `sealed-until` opens with an event (a tender's bids). */
export type SealClass = 'personal' | 'sealed-until';

/**
 * A field as the log keeps it: ciphertext and what is needed to open it. Folds, snapshots and read models keep this.
 * A type alias, since an interface is no JsonObject to TypeScript.
 */
export type SealedField = {
  readonly v: 1;
  readonly class: SealClass;
  /** Names the key, never the person. */
  readonly keyId: string;
  /** Where it stood when it was sealed; upcasters may move the envelope, never this. */
  readonly path: string;
  readonly schemaVersion: number;
  /** base64url */
  readonly nonce: string;
  /** base64url, authentication tag at its end */
  readonly ciphertext: string;
};

export const isSealed = (value: unknown): value is SealedField =>
  typeof value === 'object' && value !== null && 'ciphertext' in value && 'keyId' in value && 'nonce' in value;

/**
 * Marks a field as personal: plain text in a decision, sealed before it is hashed and written. `subject` names the
 * sibling field of the event's data that holds the id of whose data it is.
 */
export const personal = <Schema extends TSchema>(schema: Schema, subject: string) =>
  Type.Unsafe<Static<Schema> | SealedField>({ ...schema, sealed: 'personal', subject });

/** Where a field is sealed into: authenticated with the ciphertext, so that it can't be moved to another event. */
export interface SealPlace {
  readonly stream: StreamId;
  readonly eventId: EventId;
}

/** A sealed field with what it takes to open it later: what read models keep, as JSON. */
export interface SealedAt {
  readonly field: SealedField;
  readonly place: SealPlace;
}

/** @throws TypeError for a plain value: an event that is in the log was sealed before it was written */
export function sealedAt(value: unknown, { stream, eventId }: SealPlace): SealedAt {
  if (!isSealed(value)) throw new TypeError(`A personal field of event ${eventId} in ${stream} is not sealed.`);
  return { field: value, place: { stream, eventId } };
}

/** What the executor asks of whoever keeps the keys. */
export interface Sealer {
  /** `data` with every field that its schema marks as personal sealed under its subject's key. */
  seal(definition: EventDefinition, data: JsonObject, place: SealPlace): JsonObject;
  /** Keyed, so that a reader of the log can't guess inputs: HMAC-SHA-256, base64url. */
  fingerprint(canonicalInput: string): string;
}
