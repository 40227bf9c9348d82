import { memberId } from '../testing/purchase-cast';
import { PurchaseStory, type Setting } from '../testing/purchase-story';
import { quote } from './quote';

const [first, third] = [memberId(1), memberId(3)];
const freight: Setting = { charges: [{ kind: 'FREIGHT', amount: { minor: 600_00, currency: 'ETB' } }] };

describe('what will I pay', () => {
  it('has no answer before there is an offer', () => {
    const story = new PurchaseStory().close();
    expect(quote(story.purchase, first, story.kg(100))).toBeUndefined();
  });

  it('is landed: goods at the pool’s tier and every charge', () => {
    const story = new PurchaseStory(freight).award();
    expect(quote(story.purchase, first, story.kg(100))).toMatchObject({
      awarded: true,
      pool: story.kg(600),
      present: { unitPrice: '91', total: story.money(9_100_00) },
    });
  });

  it('says what the pool lacks to the next tier, and what it would bring', () => {
    const story = new PurchaseStory(freight).award();
    expect(quote(story.purchase, first, story.kg(100))?.atNextTier).toEqual({
      gap: story.kg(400),
      unitPrice: '84.6',
      total: story.money(8_460_00),
    });
  });

  it('has no next tier at the highest one', () => {
    const story = new PurchaseStory().award(['500', '500', '500']);
    expect(quote(story.purchase, first, story.kg(500))).not.toHaveProperty('atNextTier');
  });

  it('shows the cliff: at a tier’s edge one unit more costs less', () => {
    const story = new PurchaseStory().award(['100', '200', '199']);
    const { present, oneUnitMore } = quote(story.purchase, third, story.kg(199))!;
    expect(present).toEqual({ unitPrice: '95', total: story.money(18_905_00) });
    expect(oneUnitMore).toEqual({ unitPrice: '90', total: story.money(18_000_00) });
  });

  it('counts what others committed in place of what they had demanded', () => {
    const story = new PurchaseStory().award();
    story.commitmentOf(third, '100');
    expect(quote(story.purchase, first, story.kg(100))).toMatchObject({
      pool: story.kg(400),
      present: { unitPrice: '95' },
      threshold: { met: false, quantityGap: story.kg(200), membersGap: 1 },
    });
  });

  it('puts the quantity in the place of the enterprise’s own commitment', () => {
    const story = new PurchaseStory().commit();
    expect(quote(story.purchase, third, story.kg(700))?.pool).toEqual(story.kg(1000));
  });

  it('is a sum that commitments of the same quantities then confirm', () => {
    const story = new PurchaseStory(freight).commit();
    const expected = quote(story.purchase, third, story.kg(300))!.present.total;
    expect(story.purchase.commitments.get(third)!.estimatedCost).toEqual(expected);
  });

  it('takes the cheapest offer in force while none is awarded', () => {
    const story = new PurchaseStory().close().baseline();
    const offerId = story.offer();
    expect(quote(story.purchase, first, story.kg(100))).toMatchObject({ offerId, awarded: false });
  });
});
