import { createSecretKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonValue, SealClass, SealedField, SealPlace } from '@jointly/kernel';
import { openValue, sealValue } from '.';

interface Golden {
  readonly key: string;
  readonly place: SealPlace;
  readonly cases: readonly { readonly title: string; readonly plain: JsonValue; readonly envelope: SealedField }[];
}

const file = join(__dirname, '../../../test/golden-events/sealed-envelope.json');
const golden = JSON.parse(readFileSync(file, 'utf8')) as Golden;
const secret = createSecretKey(Buffer.from(golden.key, 'base64url'));

describe('the sealed envelope of every earlier release', () => {
  it.each(golden.cases)('opens: $title', ({ plain, envelope }) => {
    expect(openValue(envelope, secret, golden.place)).toEqual(plain);
  });

  it.each(golden.cases)('is still written like that: $title', ({ plain, envelope }) => {
    const sealing = { ...envelope, secret, place: golden.place };
    expect(sealValue(plain, sealing, Buffer.from(envelope.nonce, 'base64url'))).toEqual(envelope);
  });

  it('holds both classes, and a personal field inside a sealed bid', () => {
    expect(golden.cases.map(({ envelope }) => envelope.class)).toEqual(['personal', 'sealed-until', 'sealed-until']);
    const inner = (golden.cases[2]!.plain as unknown as { contact: SealedField }).contact;
    expect(openValue(inner, secret, golden.place)).toBe('Almaz Bekele');
  });
});

describe('what is sealed until an event', () => {
  const lengthOf = (value: JsonValue, sealClass: SealClass): number =>
    sealValue(value, { class: sealClass, keyId: 'k', secret, path: '/bid', schemaVersion: 1, place: golden.place })
      .ciphertext.length;

  it('has the same length for a low and a high price', () => {
    expect(lengthOf('9', 'sealed-until')).toBe(lengthOf('1000000000.00', 'sealed-until'));
    expect(lengthOf('9', 'personal')).not.toBe(lengthOf('1000000000.00', 'personal'));
  });

  it.each([252, 253, 254, 255])('opens at the edge of a block (%i characters)', (length) => {
    const value = 'x'.repeat(length);
    const sealing = {
      class: 'sealed-until',
      keyId: 'k',
      secret,
      path: '/bid',
      schemaVersion: 1,
      place: golden.place,
    } as const;
    expect(openValue(sealValue(value, sealing), secret, golden.place)).toBe(value);
  });
});
