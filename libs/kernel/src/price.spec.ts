import fc from 'fast-check';
import { Decimal } from './decimal';
import { InvalidPriceList, PriceList } from './price';

const list = new PriceList([
  { from: '1000', unitPrice: '84' },
  { from: '100', unitPrice: '100' },
  { from: '500', unitPrice: '90' },
  { from: '200', unitPrice: '95' },
]);
const q = (value: number) => new Decimal(value);

describe('A volume price list', () => {
  test.each([
    [99.999, undefined],
    [100, '100'],
    [199, '100'],
    [200, '95'],
    [999.999999, '90'],
    [1000, '84'],
    [50_000, '84'],
  ])('%d units cost %s each', (quantity, price) => {
    expect(list.unitPriceAt(q(quantity))?.toFixed()).toBe(price);
  });

  test('says how much is missing to the next price', () => {
    const next = list.nextTierAfter(q(640));
    expect([next?.from.toFixed(), next?.gap.toFixed(), next?.unitPrice.toFixed()]).toEqual(['1000', '360', '84']);
    expect(list.nextTierAfter(q(40))?.gap.toFixed()).toBe('60');
    expect(list.nextTierAfter(q(1000))).toBeUndefined();
  });

  test.each([
    [100, 100, 10_000],
    [300, 300, 28_500],
    [600, 600, 54_000],
    [990, 1000, 84_000],
    [195, 200, 19_000],
    [190, 190, 19_000],
  ])('whoever needs %d alone does best to order %d, for %d', (needed, ordered, cost) => {
    const order = list.cheapestOrderFor(q(needed));
    expect([order?.quantity.toNumber(), order?.cost.toNumber()]).toEqual([ordered, cost]);
  });

  test('below the minimum order nobody can buy alone', () => {
    expect(list.cheapestOrderFor(q(99))).toBeUndefined();
    expect(list.costOf(q(99))).toBeUndefined();
  });

  test('needing more never costs less', () => {
    const tiers = fc
      .uniqueArray(fc.tuple(fc.nat(10_000), fc.nat(500)), { selector: ([from]) => from, minLength: 1, maxLength: 8 })
      .map((pairs) => pairs.map(([from, price]) => ({ from: String(from), unitPrice: String(price) })));
    fc.assert(
      fc.property(tiers, fc.nat(12_000), fc.nat(2_000), (prices, needed, more) => {
        const random = new PriceList(prices);
        const less = random.cheapestOrderFor(q(needed));
        if (less) expect(random.cheapestOrderFor(q(needed + more))!.cost.gte(less.cost)).toBe(true);
      }),
    );
  });

  test('needs a price, and one price per quantity', () => {
    expect(() => new PriceList([])).toThrow(InvalidPriceList);
    const twice = ['100', '100.0'].map((from) => ({ from, unitPrice: '5' }));
    expect(() => new PriceList(twice)).toThrow('Two prices start at 100.');
  });
});
