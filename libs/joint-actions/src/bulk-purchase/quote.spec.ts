import fc from 'fast-check';
import { memberId } from '../testing/purchase-cast';
import { PurchaseStory, type Setting } from '../testing/purchase-story';
import { outlookOf } from './outlook';
import { quote } from './quote';

const [first, third] = [memberId(1), memberId(3)];
const open = { banded: false };
const freight: Setting = { charges: [{ kind: 'FREIGHT', amount: { minor: 600_00, currency: 'ETB' } }] };

describe('what will I pay', () => {
  it('has no answer before there is an offer', () => {
    const story = new PurchaseStory().close();
    expect(quote(story.purchase, first, story.kg(100), open)).toBeUndefined();
  });

  it('is landed: goods at the pool’s tier and every charge', () => {
    const story = new PurchaseStory(freight).award();
    expect(quote(story.purchase, first, story.kg(100), open)).toMatchObject({
      awarded: true,
      pool: story.kg(600),
      present: { unitPrice: '91', total: story.money(9_100_00) },
    });
  });

  it('says what the pool lacks to the next tier, and what it would bring', () => {
    const story = new PurchaseStory(freight).award();
    expect(quote(story.purchase, first, story.kg(100), open)?.atNextTier).toEqual({
      gap: story.kg(400),
      unitPrice: '84.6',
      total: story.money(8_460_00),
    });
  });

  it('has no next tier at the highest one', () => {
    const story = new PurchaseStory().award(['500', '500', '500']);
    expect(quote(story.purchase, first, story.kg(500), open)).not.toHaveProperty('atNextTier');
  });

  it('shows the cliff: at a tier’s edge one unit more costs less', () => {
    const story = new PurchaseStory().award(['100', '200', '199']);
    const { present, oneUnitMore } = quote(story.purchase, third, story.kg(199), open)!;
    expect(present).toEqual({ unitPrice: '95', total: story.money(18_905_00) });
    expect(oneUnitMore).toEqual({ unitPrice: '90', total: story.money(18_000_00) });
  });

  it('counts what others committed in place of what they had demanded', () => {
    const story = new PurchaseStory().award();
    story.commitmentOf(third, '100');
    expect(quote(story.purchase, first, story.kg(100), open)).toMatchObject({
      pool: story.kg(400),
      present: { unitPrice: '95' },
      threshold: { met: false, quantityGap: story.kg(200), membersGap: 1 },
    });
  });

  it('puts the quantity in the place of the enterprise’s own commitment', () => {
    const story = new PurchaseStory().commit();
    expect(quote(story.purchase, third, story.kg(700), open)?.pool).toEqual(story.kg(1000));
  });

  it('is a sum that commitments of the same quantities then confirm', () => {
    const story = new PurchaseStory({ ...freight, rules: { disclosure: 'OPEN' } }).commit();
    const expected = quote(story.purchase, third, story.kg(300), open)!.present.total;
    expect(story.purchase.commitments.get(third)!.estimatedCost).toEqual(expected);
  });

  it('takes the cheapest offer in force while none is awarded', () => {
    const story = new PurchaseStory().close().baseline();
    const offerId = story.offer();
    expect(quote(story.purchase, first, story.kg(100), open)).toMatchObject({ offerId, awarded: false });
  });

  it('stands on the threshold where members may not see each other’s quantities and are too few to hide among', () => {
    const story = new PurchaseStory(freight).award();
    const banded = (change: () => void) => {
      change();
      return quote(story.purchase, first, story.kg(100), { banded: true });
    };
    const before = banded(() => undefined)!;
    expect(before).toMatchObject({ basis: 'THRESHOLD', pool: story.kg(300), present: { unitPrice: '97' } });
    expect(banded(() => story.commitmentOf(third, '250'))!.present).toEqual(before.present);
  });

  it('stands on the band of the others’ pool where they may not be seen: what one of them changes inside it moves nothing', () => {
    const story = new PurchaseStory({ ...freight, members: 5 }).award();
    const asked = (own: number) => {
      const { threshold: _, ...shown } = quote(story.purchase, first, story.kg(own), { banded: true })!;
      return shown;
    };
    const before = asked(100);
    story.commitmentOf(third, '250');
    expect(asked(100)).toEqual(before);
    const pools = [1, 50, 99, 100, 101, 250].map((own) => asked(own).pool);
    expect(new Set(pools.map(({ value }) => value)).size).toBe(1);
  });

  it('on a band rises to the tier that the others have reached', () => {
    const story = new PurchaseStory({ ...freight, members: 5 }).award();
    for (const member of story.members.slice(1)) story.commitmentOf(member, '2000');
    const shown = quote(story.purchase, first, story.kg(1), { banded: true })!;
    expect(shown.basis).toBe('BAND');
    expect(story.purchase.offers.first()!.tiers.map(({ from }) => from)).toContain(shown.pool.value);
  });

  it('is never what a maximum price at that pool is released for, however it rounds', () => {
    const told = fc.record({
      currency: fc.constantFrom('XOF', 'ETB', 'TND'),
      wants: fc.array(fc.integer({ min: 1, max: 5_000_000 }), { minLength: 2, maxLength: 5 }),
      price: fc.integer({ min: 1, max: 999_999 }),
      charges: fc.array(
        fc.record({ kind: fc.constantFrom('FREIGHT', 'FEE'), minor: fc.integer({ min: 1, max: 1e6 }) }),
        {
          maxLength: 3,
        },
      ),
    });
    fc.assert(
      fc.property(told, ({ currency, wants, price, charges }) => {
        const quantities = wants.map((grams) => String(grams / 1000));
        const minimum = { minimumQuantity: { value: '0.001', unit: 'kg' }, minimumMembers: 1 };
        const story = new PurchaseStory({
          members: wants.length,
          currency,
          terms: minimum,
          tiers: [{ from: '0', unitPrice: { amount: String(price / 1000), currency } }],
          charges: charges.map(({ kind, minor }) => ({ kind: kind as 'FEE', amount: { minor, currency } })),
        });
        story.award(quantities);
        const shown = story.members.map(
          (member, index) => quote(story.purchase, member, story.kg(quantities[index]!), open)!.present.unitPrice,
        );
        story.members.forEach((member, index) => story.commitmentOf(member, quantities[index]!, shown[index]));
        expect(outlookOf(story.purchase).released.size).toBe(0);
      }),
      { numRuns: 60 },
    );
  });
});
