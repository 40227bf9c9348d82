import fc from 'fast-check';
import { allocate, allocateQuantity, InvalidShares, type Share } from './allocate';
import { Decimal } from './decimal';
import { money } from './money';

const tie = { action: 'bp_1', line: 'goods' };
const equal = (...ids: string[]): Share[] => ids.map((id) => ({ id, weight: new Decimal(1) }));
const by = (weights: Record<string, string | number>): Share[] =>
  Object.entries(weights).map(([id, weight]) => ({ id, weight: new Decimal(weight) }));
const minors = (parts: ReadonlyMap<string, { minor: number }>) => [...parts.values()].map(({ minor }) => minor);

const sharesArbitrary = fc
  .uniqueArray(
    fc.record({
      id: fc.string({ minLength: 1, maxLength: 12, unit: 'binary' }),
      weight: fc.tuple(fc.nat(2_000_000_000), fc.nat(6)).map(([digits, e]) => new Decimal(digits).div(10 ** e)),
    }),
    { selector: ({ id }) => id, minLength: 1, maxLength: 40 },
  )
  .filter((shares) => shares.some(({ weight }) => !weight.isZero()));
const minorArbitrary = fc.maxSafeInteger();

describe('Sharing an amount', () => {
  test('100.00 among three gives one of them the odd cent', () => {
    expect(minors(allocate(money(10_000, 'ETB'), equal('a', 'b', 'c'), tie)).sort()).toEqual([3333, 3333, 3334]);
  });

  test('100000 CFA francs, which have no cents, give one of three the odd franc', () => {
    const parts = allocate(money(100_000, 'XOF'), equal('a', 'b', 'c'), tie);
    expect(minors(parts).sort()).toEqual([33_333, 33_333, 33_334]);
  });

  test('the largest remainder comes first, whatever the tie-break says', () => {
    expect(minors(allocate(money(10, 'ETB'), by({ a: 1.4, b: 1.5, c: 7.1 }), tie))).toEqual([1, 2, 7]);
  });

  test('who gets the odd unit is fixed by action, line and member for ever', () => {
    const winner = (action: string, line: string) =>
      [...allocate(money(1, 'ETB'), equal('a', 'b', 'c'), { action, line })].find(([, { minor }]) => minor === 1)![0];
    const lines = ['goods', 'freight', 'duty', 'fee', 'insurance', 'other'];
    expect(lines.map((line) => winner('bp_1', line))).toEqual(['b', 'b', 'b', 'b', 'c', 'b']);
    expect(lines.map((line) => winner('bp_2', line))).toEqual(['a', 'c', 'c', 'b', 'a', 'c']);
  });

  test('a boundary moved between action and line is another tie-break', () => {
    const ids = Array.from({ length: 60 }, (_, n) => `m${n}`);
    const odd = (action: string, line: string) => minors(allocate(money(30, 'ETB'), equal(...ids), { action, line }));
    expect(odd('ab', 'c')).not.toEqual(odd('a', 'bc'));
  });

  test('a credit note shares as the invoice did, with the sign changed', () => {
    fc.assert(
      fc.property(minorArbitrary, sharesArbitrary, (minor, shares) => {
        const there = allocate(money(minor, 'ETB'), shares, tie);
        const back = allocate(money(-minor, 'ETB'), shares, tie);
        for (const [id, part] of there) expect(part.minor + back.get(id)!.minor).toBe(0);
      }),
    );
  });

  test('the parts add up to the total, to the minor unit', () => {
    fc.assert(
      fc.property(minorArbitrary, sharesArbitrary, (minor, shares) => {
        const sum = minors(allocate(money(minor, 'TND'), shares, tie)).reduce((a, b) => a + BigInt(b), 0n);
        expect(sum).toBe(BigInt(minor));
      }),
    );
  });

  test('the order in which members are listed changes nothing', () => {
    fc.assert(
      fc.property(minorArbitrary, sharesArbitrary, fc.infiniteStream(fc.nat()), (minor, shares, keys) => {
        const shuffled = shares
          .map((share) => ({ share, key: keys.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ share }) => share);
        const first = allocate(money(minor, 'ETB'), shares, tie);
        const second = allocate(money(minor, 'ETB'), shuffled, tie);
        for (const [id, part] of first) expect(second.get(id)).toEqual(part);
        expect([...second.keys()]).toEqual(shuffled.map(({ id }) => id));
      }),
    );
  });

  test('nobody is more than one minor unit away from the exact quota, and no weight means no part', () => {
    fc.assert(
      fc.property(minorArbitrary, sharesArbitrary, (minor, shares) => {
        const total = shares.reduce((sum, { weight }) => sum.plus(weight), new Decimal(0));
        const parts = allocate(money(minor, 'ETB'), shares, tie);
        for (const { id, weight } of shares) {
          const part = parts.get(id)!.minor;
          expect(new Decimal(minor).times(weight).div(total).minus(part).abs().lt(1)).toBe(true);
          if (weight.isZero()) expect(part).toBe(0);
        }
      }),
    );
  });

  test.each([
    ['nobody', [], 'nothing to share by'],
    ['weights that add up to zero', by({ a: 0, b: 0 }), 'nothing to share by'],
    ['a negative weight', by({ a: 2, b: -1 }), 'The weight of b is -1'],
    ['a weight that is no number', by({ a: 1, b: 'NaN' }), 'The weight of b is NaN'],
    ['a member named twice', equal('a', 'a'), 'a is named twice'],
  ])('%s is a fault', (_, shares, why) => {
    const share = () => allocate(money(100, 'ETB'), shares, tie);
    expect(share).toThrow(InvalidShares);
    expect(share).toThrow(why);
  });
});

describe('Sharing a quantity', () => {
  const texts = (parts: ReadonlyMap<string, Decimal>) => [...parts.values()].map((part) => part.toFixed());

  test('900 kg of 1,000 kg ordered are shared pro rata', () => {
    const parts = allocateQuantity(new Decimal(900), by({ a: 100, b: 300, c: 600 }), 3, tie);
    expect(texts(parts)).toEqual(['90', '270', '540']);
  });

  test('pieces stay whole', () => {
    const parts = allocateQuantity(new Decimal(10), by({ a: 4, b: 4, c: 4 }), 0, tie);
    expect(texts(parts).sort()).toEqual(['3', '3', '4']);
  });

  test('the parts add up, and nobody gets more than was asked for', () => {
    const asked = fc.uniqueArray(fc.record({ id: fc.string({ minLength: 1 }), grams: fc.nat(1_000_000) }), {
      selector: ({ id }) => id,
      minLength: 1,
    });
    fc.assert(
      fc.property(asked, fc.double({ min: 0, max: 1, noNaN: true }), (members, delivered) => {
        const ordered = members.reduce((sum, { grams }) => sum + grams, 0);
        fc.pre(ordered > 0);
        const total = new Decimal(Math.floor(ordered * delivered)).div(1000);
        const shares = members.map(({ id, grams }) => ({ id, weight: new Decimal(grams).div(1000) }));
        const parts = allocateQuantity(total, shares, 3, tie);
        expect([...parts.values()].reduce((a, b) => a.plus(b)).toFixed()).toBe(total.toFixed());
        for (const { id, weight } of shares) expect(parts.get(id)!.lte(weight)).toBe(true);
      }),
    );
  });

  test('a total finer than the unit is a fault', () => {
    expect(() => allocateQuantity(new Decimal('0.5'), equal('a'), 0, tie)).toThrow(InvalidShares);
  });
});
