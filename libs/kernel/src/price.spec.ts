import fc from 'fast-check';
import { Decimal } from './decimal';
import { InvalidPriceList, PriceList } from './price';

const tier = (from: number | string, amount: number, currency = 'ETB') => ({
  from: String(from),
  unitPrice: { amount: String(amount), currency },
});
const list = new PriceList([tier(1000, 84), tier(100, 100), tier(500, 90), tier(200, 95)]);
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
      .map((pairs) => pairs.map(([from, price]) => tier(from, price)));
    fc.assert(
      fc.property(tiers, fc.nat(12_000), fc.nat(2_000), (prices, needed, more) => {
        const random = new PriceList(prices);
        const less = random.cheapestOrderFor(q(needed));
        if (less) expect(random.cheapestOrderFor(q(needed + more))!.cost.gte(less.cost)).toBe(true);
      }),
    );
  });

  test('needs a price, one per quantity, in one currency', () => {
    expect(() => new PriceList([])).toThrow(InvalidPriceList);
    expect(() => new PriceList([tier('100', 5), tier('100.0', 4)])).toThrow('Two prices start at 100.');
    expect(() => new PriceList([tier(1, 5), tier(10, 4, 'XOF')])).toThrow('one currency');
  });
});
