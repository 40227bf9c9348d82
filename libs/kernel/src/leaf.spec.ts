import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StoredEvent } from './event';
import { leafBody, leafHash } from './leaf';

interface LeafVector {
  readonly name: string;
  readonly event: StoredEvent;
  /** Canonical JSON, and the hash in hex; made by another implementation. */
  readonly body: string;
  readonly leaf: string;
}

const vectors = JSON.parse(
  readFileSync(join(__dirname, '../../../test/golden-events/leaf-vectors.json'), 'utf8'),
) as LeafVector[];

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const first = vectors[0]!.event;
const leafOf = (event: StoredEvent) => hex(leafHash(leafBody(event)));

describe('The leaf of an event', () => {
  test.each(vectors)('is fixed for ever: $name', ({ event, body, leaf }) => {
    expect(leafBody(event)).toBe(body);
    expect(hex(leafHash(body))).toBe(leaf);
  });

  test.each(vectors)('is SHA-256 of a zero byte and the body: $name', ({ body, leaf }) => {
    expect(createHash('sha256').update(Buffer.of(0)).update(body, 'utf8').digest('hex')).toBe(leaf);
  });

  test('does not depend on where a store keeps the event, nor on the order of keys', () => {
    const reversed = Object.fromEntries(Object.entries(first).reverse()) as unknown as StoredEvent;
    const moved = { ...reversed, sequence: 12, position: '99', created: '2030-01-01T00:00:00.000Z' };
    expect(leafOf(moved)).toBe(leafOf(first));
  });

  test.each<[keyof StoredEvent, unknown]>([
    ['association', 'samara'],
    ['stream', 'bulkPurchase-reop.bp_2'],
    ['revision', 1],
    ['eventId', '00000000-0000-5000-8000-000000000000'],
    ['type', 'DemandRevised'],
    ['schemaVersion', 2],
    ['occurredAt', '2025-03-01T08:00:00.001Z'],
    ['recordedAt', '2025-03-01T08:00:01.251Z'],
    ['data', { ...first.data, enterpriseId: 'ent_2' }],
    ['metadata', { ...first.metadata, salt: 'AQECAwQFBgcICQoLDA0ODw' }],
  ])('changes with the %s', (field, value) => {
    expect(leafOf({ ...first, [field]: value })).not.toBe(leafOf(first));
  });
});
