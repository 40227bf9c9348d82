import { Type, type TSchema } from '@sinclair/typebox';
import fc from 'fast-check';
import {
  associationId,
  defineEvent,
  eventId,
  isSealed,
  personal,
  sealedAt,
  streamId,
  type CommandId,
  type EventDefinition,
  type JsonObject,
  type SealedField,
  type SealPlace,
} from '@jointly/kernel';
import { BrokenSeal, createSealer, deriveSecrets, erased, MemoryKeyStore, UnsealableSchema } from '.';

const reop = associationId('reop');
const place: SealPlace = {
  stream: streamId('person', reop, 'person_1'),
  eventId: eventId('6f1b8a52-0000-4000-8000-000000000001' as CommandId, 0),
};

const personRegistered = defineEvent({
  type: 'PersonRegistered',
  version: 3,
  description: 'A person is known to the association.',
  schema: Type.Object({
    personId: Type.String(),
    name: personal(Type.String(), 'personId'),
    phone: Type.Optional(personal(Type.String(), 'personId')),
    language: Type.String(),
    contact: Type.Optional(Type.Object({ email: personal(Type.String(), 'personId'), kind: Type.String() })),
    witnesses: Type.Optional(
      Type.Array(Type.Object({ personId: Type.String(), name: personal(Type.String(), 'personId') })),
    ),
    nicknames: Type.Optional(Type.Array(personal(Type.String(), 'personId'))),
  }),
});

function setup() {
  const store = new MemoryKeyStore();
  return { store, sealer: createSealer(store, deriveSecrets(Buffer.alloc(32, 1))) };
}

const full = {
  personId: 'person_1',
  name: 'Almaz Bekele',
  phone: '+251 911 000000',
  language: 'am',
  contact: { email: 'almaz@example.org', kind: 'work' },
  witnesses: [
    { personId: 'person_2', name: 'Dawit' },
    { personId: 'person_3', name: 'Hanna' },
  ],
  nicknames: ['Ali', 'Al'],
};

const fieldAt = (data: JsonObject, pointer: string): SealedField =>
  pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], data) as SealedField;

const personalPointers = [
  '/name',
  '/phone',
  '/contact/email',
  '/witnesses/0/name',
  '/witnesses/1/name',
  '/nicknames/0',
  '/nicknames/1',
];

describe('sealing an event', () => {
  it('leaves no personal word in what is written, wherever it stands, and every other word as it is', () => {
    const { sealer } = setup();
    const sealed = sealer.seal(personRegistered, full, place);
    for (const pointer of personalPointers) expect(isSealed(fieldAt(sealed, pointer))).toBe(true);
    expect(sealed).toMatchObject({ personId: 'person_1', language: 'am', contact: { kind: 'work' } });
    expect(JSON.stringify(sealed)).not.toMatch(/Almaz|911|almaz|Dawit|Hanna|"Ali?"/);
  });

  it('gives back each field from its own place', () => {
    const { sealer } = setup();
    const sealed = sealer.seal(personRegistered, full, place);
    const opened = personalPointers.map((pointer) => sealer.openText(fieldAt(sealed, pointer), place));
    expect(opened).toEqual(['Almaz Bekele', '+251 911 000000', 'almaz@example.org', 'Dawit', 'Hanna', 'Ali', 'Al']);
  });

  it('records the path and the schema version it was sealed with', () => {
    const sealed = setup().sealer.seal(personRegistered, full, place);
    expect(fieldAt(sealed, '/witnesses/1/name')).toMatchObject({
      v: 1,
      class: 'personal',
      path: '/witnesses/1/name',
      schemaVersion: 3,
    });
  });

  it('does not change what it was given, and adds no key for what is absent', () => {
    const { sealer } = setup();
    const data = Object.freeze({ personId: 'person_1', name: 'Almaz', language: 'am' });
    expect(Object.keys(sealer.seal(personRegistered, data, place))).toEqual(['personId', 'name', 'language']);
  });

  it('hands back the very same data when nothing in it is personal', () => {
    const demand = defineEvent({
      type: 'Demanded',
      description: '.',
      schema: Type.Object({ quantity: Type.String() }),
    });
    const data = { quantity: '1' };
    expect(setup().sealer.seal(demand, data, place)).toBe(data);
  });

  it('seals a union by the variant that the value is of, and in doubt by the one that seals', () => {
    const consented = defineEvent({
      type: 'Consented',
      description: '.',
      schema: Type.Object({
        id: Type.String(),
        how: Type.Union([
          Type.Object({ by: Type.Literal('MANDATE'), mandate: Type.String() }),
          Type.Object({ by: Type.String(), uri: Type.String() }),
          Type.Object({ by: Type.Literal('PAPER'), uri: personal(Type.String(), 'id') }),
        ]),
      }),
    });
    const how = (value: JsonObject) => setup().sealer.seal(consented, { id: 'press', how: value }, place)['how'];
    expect(how({ by: 'MANDATE', mandate: 'm' })).toEqual({ by: 'MANDATE', mandate: 'm' });
    expect(how({ by: 'PAPER', uri: 'file:almaz.pdf' })).toMatchObject({
      by: 'PAPER',
      uri: { path: '/how/uri', ciphertext: expect.any(String) as string },
    });
  });

  it('seals the same words differently each time', () => {
    const { sealer } = setup();
    const [first, second] = [0, 1].map(() => fieldAt(sealer.seal(personRegistered, full, place), '/name'));
    expect(first!.keyId).toBe(second!.keyId);
    expect(first!.nonce).not.toBe(second!.nonce);
    expect(first!.ciphertext).not.toBe(second!.ciphertext);
  });

  it('opens what was sealed, whatever it was', () => {
    const { sealer } = setup();
    const anything = defineEvent({
      type: 'Anything',
      description: '.',
      schema: Type.Object({ id: Type.String(), value: personal(Type.Unknown(), 'id') }),
    });
    const json = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.integer(),
      fc.boolean(),
      fc.array(fc.string({ unit: 'grapheme' })),
    );
    fc.assert(
      fc.property(json, (value) => {
        const sealed = sealer.seal(anything, { id: 'person_1', value }, place);
        expect(sealer.open(sealed['value'] as unknown as SealedField, place)).toEqual(value);
      }),
    );
  });
});

describe('a broken seal is a fault', () => {
  const { sealer } = setup();
  const name = fieldAt(sealer.seal(personRegistered, full, place), '/name');

  it.each<[string, SealedField, SealPlace]>([
    ['moved to another event', name, { ...place, eventId: eventId('other' as CommandId, 0) }],
    ['moved to another stream', name, { ...place, stream: streamId('person', reop, 'person_2') }],
    ['given another path', { ...name, path: '/phone' }, place],
    ['given another version', { ...name, schemaVersion: 2 }, place],
    ['given another class', { ...name, class: 'sealed-until' }, place],
    ['given another nonce', { ...name, nonce: 'AAAAAAAAAAAAAAAA' }, place],
    ['cut short', { ...name, ciphertext: name.ciphertext.slice(0, 12) }, place],
    ['emptied', { ...name, ciphertext: '' }, place],
  ])('when a value is %s', (_, field, at) => {
    expect(() => sealer.open(field, at)).toThrow(BrokenSeal);
  });

  it('when a value is given the key of another person', () => {
    const other = fieldAt(sealer.seal(personRegistered, full, place), '/witnesses/0/name');
    expect(() => sealer.open({ ...name, keyId: other.keyId }, place)).toThrow(BrokenSeal);
  });
});

describe('erasing a person', () => {
  it('leaves every field of that person erased, and of nobody else', () => {
    const { store, sealer } = setup();
    const sealed = sealer.seal(personRegistered, full, place);
    store.destroy(reop, 'person_1');
    const opened = personalPointers.map((pointer) => sealer.openText(fieldAt(sealed, pointer), place));
    expect(opened).toEqual([erased, erased, erased, 'Dawit', 'Hanna', erased, erased]);
  });

  it('holds for what read models kept, as JSON, with its place', () => {
    const { store, sealer } = setup();
    const sealed = sealer.seal(personRegistered, full, place);
    const kept = JSON.parse(JSON.stringify(sealedAt(sealed['name'], place))) as ReturnType<typeof sealedAt>;
    expect(sealer.openText(kept.field, kept.place)).toBe('Almaz Bekele');
    store.destroy(reop, 'person_1');
    expect(sealer.openText(kept.field, kept.place)).toBe(erased);
  });
});

describe('a schema that could leave personal data open is refused', () => {
  const sealing = (schema: TSchema, data: JsonObject = {}) => {
    const definition: EventDefinition = defineEvent({ type: 'Doubtful', description: '.', schema });
    return () => setup().sealer.seal(definition, data, place);
  };
  const name = personal(Type.String(), 'personId');

  it.each([
    ['a record', Type.Object({ personId: Type.String(), names: Type.Record(Type.String(), name) })],
    ['a tuple', Type.Object({ personId: Type.String(), names: Type.Tuple([name]) })],
    ['an intersection', Type.Intersect([Type.Object({ personId: Type.String() }), Type.Object({ name })])],
    [
      'a record inside a union',
      Type.Object({ personId: Type.String(), who: Type.Union([Type.Record(Type.String(), name), Type.Null()]) }),
    ],
    ['an object that names nobody', Type.Object({ name })],
  ])('when the field stands in %s', (_, schema) => {
    expect(sealing(schema)).toThrow(UnsealableSchema);
  });

  it('and so is data that does not say whose it is', () => {
    expect(sealing(Type.Object({ personId: Type.Optional(Type.String()), name }), { name: 'Almaz' })).toThrow(
      UnsealableSchema,
    );
  });
});
