import fc from 'fast-check';
import { quantityToDecimal } from '@jointly/kernel';
import { atMost } from '../price';
import { PurchaseStory } from '../testing/purchase-story';
import { delegateOf } from '../testing/purchase-cast';
import { ConfirmPurchase, FailPurchase, WithdrawCommitment } from './commands';
import { outlookOf } from './outlook';
import { awardedOffer, committedPool } from './pool';
import { highestShare, poolCost, sumQuantities } from './pricing';

const purchases = fc.record({
  wants: fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 7 }),
  maxima: fc.array(fc.integer({ min: 80, max: 110 }), { minLength: 7, maxLength: 7 }),
  freight: fc.integer({ min: 0, max: 1_000_00 }),
  fee: fc.integer({ min: 0, max: 100_00 }),
  withdrawn: fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }),
});
type Told = typeof purchases extends fc.Arbitrary<infer T> ? T : never;

function committed({ wants, maxima, freight, fee, withdrawn }: Told): PurchaseStory {
  const charges = [
    { kind: 'FREIGHT' as const, minor: freight },
    { kind: 'FEE' as const, minor: fee },
  ].flatMap(({ kind, minor }) => (minor > 0 ? [{ kind, amount: { minor, currency: 'ETB' } }] : []));
  const story = new PurchaseStory({ members: wants.length, charges });
  story.commit(wants.map(String), maxima.map(String));
  for (const [index, enterpriseId] of story.members.entries())
    if (withdrawn[index]) story.does(WithdrawCommitment, { enterpriseId, reason: 'Less.' }, delegateOf(enterpriseId));
  return story;
}

it('the outlook is bad where a withdrawal leaves the rest at a tier that costs more than was awarded', () => {
  const price = (amount: string) => ({ amount, currency: 'ETB' });
  const tiers = [
    { from: '1', unitPrice: price('100') },
    { from: '600', unitPrice: price('80') },
  ];
  const rules = { directAwardLimit: { minor: 50_000_00, currency: 'ETB' } };
  const story = new PurchaseStory({ members: 4, tiers, rules }).commit(['300', '190', '110', '20']);
  expect(outlookOf(story.purchase).failure).toBeUndefined();
  const enterpriseId = story.members[2]!;
  story.does(WithdrawCommitment, { enterpriseId, reason: 'Less.' }, delegateOf(enterpriseId));
  expect(story.tries(ConfirmPurchase, {}).refusal?.code).toBe('DIRECT_AWARD_LIMIT_EXCEEDED');
  expect(story.tries(FailPurchase, {}).refusal).toBeUndefined();
});

describe('the outlook, whatever was committed and withdrawn', () => {
  it('binds nobody above the own maximum price', () => {
    fc.assert(
      fc.property(purchases, (told) => {
        const { purchase } = committed(told);
        const { bound, pool } = outlookOf(purchase);
        for (const { quantity, maximumLandedUnitPrice } of bound.values()) {
          const cost = poolCost(awardedOffer(purchase)!, purchase, pool.quantity);
          const most = atMost(maximumLandedUnitPrice, quantity);
          expect(highestShare(cost, pool, quantityToDecimal(quantity)).lte(most)).toBe(true);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('has everybody either bound or released, and a threshold met by the bound alone', () => {
    fc.assert(
      fc.property(purchases, (told) => {
        const { purchase } = committed(told);
        const { bound, released, pool, failure } = outlookOf(purchase);
        expect([...bound.keys(), ...released.keys()].sort()).toEqual([...purchase.commitments.keys()].sort());
        const enough = bound.size >= 2 && pool.quantity.gte(300);
        expect(failure).toBe(enough ? undefined : 'THRESHOLD_NOT_MET');
      }),
      { numRuns: 100 },
    );
  });

  it('looks at a running sum of commitments that is always their sum', () => {
    fc.assert(
      fc.property(purchases, (told) => {
        const { purchase } = committed(told);
        const sum = sumQuantities([...purchase.commitments.values()].map(({ quantity }) => quantity));
        expect(committedPool(purchase).quantity.eq(sum)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});
