import fc from 'fast-check';
import { leafBody, type JsonObject, type StoredEvent } from '@jointly/kernel';
import { ForeignEvent } from './errors';
import { fromWire, isOurs, toWire, wireId, type Recorded } from './wire-event';

const event = (data: JsonObject, more: Partial<StoredEvent> = {}): StoredEvent =>
  ({
    eventId: '0f6a0f1e-4c64-5d0b-9a3e-6f8d2f0c7a11',
    stream: 'bulkPurchase-kaffa.sesame',
    association: 'kaffa',
    revision: 4,
    type: 'DemandRegistered',
    schemaVersion: 2,
    occurredAt: '2026-03-01T08:00:00.000Z',
    recordedAt: '2026-03-01T08:00:01.000Z',
    data,
    metadata: {
      actor: 'per_1',
      onBehalfOf: 'ent_1',
      authority: [{ stream: 'enterprise-kaffa.ent_1', revision: 3 }],
      commandId: 'c-1',
      commandFingerprint: 'f-1',
      refusal: { code: 'TOO_LATE', message: 'It was too late.' },
      correlationId: 'request-1',
      causationId: 'cause-1',
      clock: 'controlled',
      salt: 'AAECAwQFBgcICQoLDA0ODw',
    },
    ...more,
  }) as unknown as StoredEvent;

/** As it comes back: the client has made JSON of it, and the server knows stream and revision. */
function recorded(given: StoredEvent, change: Partial<Recorded> = {}): Recorded {
  const { id, type, data, metadata } = toWire(leafBody(given));
  const through = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
  const { stream: streamId } = given;
  const back = {
    id,
    type,
    streamId,
    isJson: true,
    created: new Date(0),
    data: through(data),
    metadata: through(metadata),
  };
  return { ...back, revision: BigInt(given.revision), ...change } as Recorded;
}

/** Whatever the log takes: numbers are safe integers, and no surrogate stands alone. */
const { object } = fc.letrec((tie) => ({
  text: fc.string({ unit: 'grapheme' }),
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, false, -0),
    fc.maxSafeInteger(),
    tie('text'),
    fc.array(tie('value')),
    tie('object'),
  ),
  object: fc.dictionary(fc.string({ unit: 'grapheme' }), tie('value')),
}));

test('whatever an event holds, it comes back with the same leaf', () => {
  fc.assert(
    fc.property(object, (data) => {
      const given = event(data as JsonObject);
      expect(leafBody(fromWire(recorded(given)))).toBe(leafBody(given));
    }),
  );
});

test('an event comes back field by field, without those that it did not have', () => {
  const { onBehalfOf, refusal, ...metadata } = event({}).metadata;
  expect([onBehalfOf, refusal?.code]).toEqual(['ent_1', 'TOO_LATE']);
  const given = event({ note: 'ቡና' }, { metadata });
  expect(fromWire(recorded(given))).toEqual(given);
});

test('correlation and causation go by the names that the server and its tools know', () => {
  expect(toWire(leafBody(event({}))).metadata).toMatchObject({ $correlationId: 'request-1', $causationId: 'cause-1' });
});

test('the id on the wire is the same exactly where the bytes are', () => {
  const body = leafBody(event({ note: 'a' }));
  expect(toWire(body).id).toBe(toWire(body).id);
  const salted = event({ note: 'a' });
  const other = { ...salted, metadata: { ...salted.metadata, salt: 'another' } };
  expect(wireId(leafBody(other))).not.toBe(wireId(body));
  expect(wireId(body)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('a BigInt never reaches the client, which would wait for ever', () => {
  expect(() => leafBody(event({ position: 7n } as unknown as JsonObject))).toThrow();
});

test.each([
  ['data that is no JSON, which comes as a string', { data: '{"broken' }],
  ['binary data', { isJson: false, data: new Uint8Array() }],
  ['data that is a list', { data: [] }],
  ['no metadata', { metadata: undefined }],
  ['metadata that is not ours', { metadata: { $correlationId: 'x' } }],
] as [string, Partial<Recorded>][])('an event with %s is not one of this log', (_, change) => {
  expect(() => fromWire(recorded(event({}), change))).toThrow(ForeignEvent);
});

test("the server's own streams and the log's identity are none of ours", () => {
  expect(['bulkPurchase-kaffa.1', '$stats-1', 'log-identity', '$$bulkPurchase-kaffa.1'].filter(isOurs)).toEqual([
    'bulkPurchase-kaffa.1',
  ]);
});
