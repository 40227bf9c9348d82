import fc from 'fast-check';
import { canonicalJson, NotCanonical } from './json';

const canonicalValue = fc.letrec((value) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    fc.string({ unit: 'grapheme' }),
    fc.maxSafeInteger(),
    fc.boolean(),
    fc.constant(null),
    fc.array(value('any'), { maxLength: 5 }),
    fc.dictionary(fc.string(), value('any'), { maxKeys: 5 }),
  ),
})).any;

describe('Canonical JSON', () => {
  // RFC 8785, sections 3.2.2 and 3.2.3.
  test('writes strings and literals as RFC 8785 does', () => {
    const value = { string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/', literals: [null, true, false] };
    expect(canonicalJson(value)).toBe('{"literals":[null,true,false],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}');
  });

  test('sorts keys by UTF-16 code units as RFC 8785 does', () => {
    const value = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    };
    expect(Object.values(JSON.parse(canonicalJson(value)) as object)).toEqual([
      'One', // a parsed object lists whole numbers first; the text has them in order
      'Carriage Return',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ]);
    expect(canonicalJson(value).startsWith('{"\\r":"Carriage Return","1":"One",')).toBe(true);
  });

  test('knows one zero', () => {
    expect(canonicalJson([-0, 0])).toBe('[0,0]');
  });

  test('keeps keys that JavaScript treats as special', () => {
    const text = '{"":1,"__proto__":2,"constructor":3}';
    expect(canonicalJson(JSON.parse(text))).toBe(text);
  });

  test.each<[string, unknown, string]>([
    ['a number beyond what is exact', { amounts: [1, 2 ** 53] }, '$.amounts[1]'],
    ['a fraction', { rate: 0.1 }, '$.rate'],
    ['a number that is none', [NaN], '$[0]'],
    ['infinity', -Infinity, '$'],
    ['undefined', { data: { reason: undefined } }, '$.data.reason'],
    ['a hole in a list', [1, , 3], '$[1]'], // eslint-disable-line no-sparse-arrays -- the hole is what is tested
    ['a big integer', { n: 1n }, '$.n'],
    ['a function', { f: () => 1 }, '$.f'],
    ['a symbol', [Symbol('s')], '$[0]'],
    ['a date', { at: new Date(0) }, '$.at'],
    ['a map', new Map(), '$'],
    ['an object with a strange ancestry', Object.create(Object.create(null) as object), '$'],
    ['the first half of a surrogate pair', ['\ud83d'], '$[0]'],
    ['the second half of one', ['a\ude00'], '$[0]'],
    ['halves in the wrong order', ['\ude00\ud83d'], '$[0]'],
    ['half of one in a key', { '\ud83d': 1 }, '$ (key)'],
  ])('refuses %s and says where it stands', (_, value, path) => {
    expect(() => canonicalJson(value)).toThrow(NotCanonical);
    expect(() => canonicalJson(value)).toThrow(`${path} can't be written to the log`);
  });

  test('reads back as what was written', () => {
    fc.assert(
      fc.property(canonicalValue, (value) => {
        expect(JSON.stringify(JSON.parse(canonicalJson(value)))).toBe(
          JSON.stringify(JSON.parse(canonicalJson(JSON.parse(canonicalJson(value))))),
        );
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test('does not depend on the order in which keys were set', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), canonicalValue), (value) => {
        expect(canonicalJson(Object.fromEntries(Object.entries(value).reverse()))).toBe(canonicalJson(value));
      }),
    );
  });
});
