import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import type { StoredEvent } from './event';
import { canonicalJson } from './json';

const version = 1;
const leafPrefix = Uint8Array.of(0x00);

/**
 * What the audit tree hashes, as text. Left out on purpose: sequence, store positions and the store's own creation
 * time, so that the leaf survives a move to another store.
 */
export function leafBody(event: StoredEvent): string {
  const { association, stream, revision, eventId, type, schemaVersion, occurredAt, recordedAt, data, metadata } = event;
  return canonicalJson({
    v: version,
    association,
    stream,
    revision,
    eventId,
    type,
    schemaVersion,
    occurredAt,
    recordedAt,
    data,
    metadata,
  });
}

/** SHA-256(0x00 ‖ body), as RFC 6962 hashes a leaf. */
export const leafHash = (body: string): Uint8Array => sha256(concatBytes(leafPrefix, utf8ToBytes(body)));
