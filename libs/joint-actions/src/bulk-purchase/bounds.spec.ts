import fc from 'fast-check';
import { bulkPurchaseStream } from '../streams';
import { factsIn } from '../testing/facts-in';
import { committee, delegateOf, inspector, memberId, supplierId, treasurer } from '../testing/purchase-cast';
import { PurchaseStory } from '../testing/purchase-story';
import { coordinator, reop } from '../testing/specification';
import { later, days, type AnyCommandDefinition } from '@jointly/kernel';
import { paper } from '../testing/parties';
import * as commands from './commands';
import { quote, quoteRefusal } from './quote';

const [first, second] = [memberId(1), memberId(2)];
const huge = '999999999999';

const demands = (story: PurchaseStory, member: typeof first, value: string) => {
  const demand = { enterpriseId: member, quantity: story.kg(value), termsVersion: 1 };
  return story.tries(commands.RegisterDemand, demand, delegateOf(member)).refusal?.code;
};

const commits = (story: PurchaseStory, member: typeof first, value: string, maximum: string) => {
  const bid = { quantity: story.kg(value), maximumLandedUnitPrice: story.price(maximum), termsVersion: 1 };
  return story.tries(commands.MakeCommitment, { enterpriseId: member, ...bid }, delegateOf(member)).refusal?.code;
};

describe('what a purchase takes', () => {
  it('is bounded in what one member takes', () => {
    const story = new PurchaseStory().invite();
    expect(demands(story, first, huge)).toBe('QUANTITY_TOO_LARGE');
    expect(demands(story, first, '50000001')).toBe('QUANTITY_TOO_LARGE');
    expect(demands(story, first, '50000000')).toBeUndefined();
    expect(demands(story, second, '50000000')).toBeUndefined();
  });

  it('is bounded in what a commitment may come to at its maximum price', () => {
    expect(commits(new PurchaseStory().award(), first, '100000', '999999999')).toBe('AMOUNT_TOO_LARGE');
  });

  it('is bounded in what an offer comes to, at its dearest tier', () => {
    const story = new PurchaseStory().close().baseline();
    const tiers = [
      { from: '1', unitPrice: story.price(huge) },
      { from: '500', unitPrice: story.price('1') },
    ];
    const offer = { supplierId, tiers, charges: [], validUntil: later(story.world.now, days(9)), evidence: paper };
    expect(story.tries(commands.RecordOffer, offer).refusal?.code).toBe('AMOUNT_TOO_LARGE');
  });

  it('is bounded in members', () => {
    const story = new PurchaseStory().open();
    const purchaseId = story.purchaseId;
    const invited = Array.from({ length: 2_000 }, (_, index) => ({
      type: 'EnterpriseInvited',
      data: { purchaseId, enterpriseId: `enterprise_of_many_${index}` },
    }));
    story.world.tell(bulkPurchaseStream(reop, purchaseId), ...invited);
    expect(story.tries(commands.InviteEnterprises, { enterpriseIds: [first] }).refusal?.code).toBe('TOO_MANY_INVITED');
  });

  it('is bounded in what its invoices come to together', () => {
    const story = new PurchaseStory().order();
    story.invoice([{ kind: 'GOODS', minor: 6e13 }]);
    expect(() => story.invoice([{ kind: 'FREIGHT', minor: 6e13 }], 'A-2')).toThrow('AMOUNT_TOO_LARGE');
  });

  it('is bounded in what is asked of a quote', () => {
    const story = new PurchaseStory().award();
    expect(quoteRefusal(story.purchase, story.kg(huge))?.code).toBe('QUANTITY_TOO_LARGE');
  });
});

/** Numbers at the edges of what the schemas let pass. */
const quantities = fc.constantFrom('0.001', '1', '99999.999', '49999999', '50000000', '50000001', huge);
const prices = fc.constantFrom('0.000001', '1', '9999.999999', '999999999', huge);
const amounts = fc.constantFrom(1, 999, 1e9, 4e13, 1e14, Number.MAX_SAFE_INTEGER);

const tolds = fc.record({
  currency: fc.constantFrom('XOF', 'ETB', 'TND'),
  demanded: fc.tuple(quantities, quantities, quantities),
  committed: fc.tuple(quantities, quantities, quantities),
  maxima: fc.tuple(prices, prices, prices),
  alone: fc.tuple(prices, prices),
  tiers: fc.tuple(prices, prices),
  freight: amounts,
  rejected: fc.constantFrom(0, 0.5, 1),
  invoiced: fc.tuple(amounts, amounts),
});
type Told = typeof tolds extends fc.Arbitrary<infer T> ? T : never;

/** Tries everything in order; what is refused is passed over, and what is accepted may never make later steps throw. */
function tell(told: Told): PurchaseStory {
  const { currency, demanded, committed, maxima, alone, tiers, freight, rejected, invoiced } = told;
  const terms = { minimumQuantity: { value: '0.001', unit: 'kg' }, minimumMembers: 1, deliveryTolerance: '0.9999' };
  const story = new PurchaseStory({ currency, terms }).invite();
  const asks = (definition: AnyCommandDefinition, data: object, actor = coordinator): string | undefined => {
    const { refusal, events } = story.tries(definition, data as never, actor);
    return refusal
      ? undefined
      : (Object.entries(events.at(-1)?.data ?? {}).find(([name]) => /^(?!purchase).*Id$/.test(name))?.[1] as string);
  };
  const list = (unitPrices: readonly string[]) =>
    unitPrices.map((amount, index) => ({ from: index === 0 ? '0' : '1000', unitPrice: story.price(amount) }));
  story.members.forEach((member, index) => demands(story, member, demanded[index]!));
  asks(commands.CloseDemand, {});
  try {
    story.baseline(list(alone));
  } catch {
    return story;
  }
  const charges = [{ kind: 'FREIGHT', amount: story.money(freight) }];
  const validUntil = later(story.world.now, days(9));
  asks(commands.RecordOffer, { supplierId, tiers: list(tiers), charges, validUntil, evidence: paper });
  const offerId = story.purchase.offers.keySeq().first();
  asks(commands.AwardDirectly, { offerId, reason: 'The only one.' });
  asks(commands.ApproveAward, {}, committee);
  story.members.forEach((member, index) => {
    commits(story, member, committed[index]!, maxima[index]!);
    const wanted = story.kg(committed[index]!);
    if (!quoteRefusal(story.purchase, wanted)) quote(story.purchase, member, wanted, { banded: false });
  });
  asks(commands.ConfirmPurchase, {});
  asks(commands.PlaceSupplyOrder, {});
  const { order } = story.purchase;
  if (order) {
    for (const part of [1, 0.999]) {
      const quantity = story.kg((Number(order.quantity.value) * part).toFixed(3).replace(/\.?0+$/, ''));
      const deliveryId = asks(commands.RecordDelivery, { quantity });
      const nothing = story.kg(0);
      const [accepted, refused] = rejected === 1 ? [nothing, quantity] : [quantity, nothing];
      const why = rejected === 1 ? { rejectionReason: 'QUALITY' } : {};
      asks(commands.InspectDelivery, { deliveryId, accepted, rejected: refused, ...why }, inspector);
    }
    asks(commands.DeclareDeliveryComplete, {});
    for (const [index, minor] of invoiced.entries()) {
      const lines = [{ kind: index === 0 ? 'GOODS' : 'FREIGHT', amount: story.money(minor) }];
      asks(commands.RecordInvoice, { supplierId, number: `A-${index}`, lines, evidence: paper }, treasurer);
      asks(commands.AllocateCosts, { associationBearsExcess: true }, treasurer);
    }
  }
  story.wait(400).world.tick(bulkPurchaseStream(reop, story.purchaseId));
  return story;
}

it('whatever extreme input is accepted, no later decision, deadline or translation meets a number it can’t keep', () => {
  const reached = { confirmed: 0, allocated: 0 };
  fc.assert(
    fc.property(tolds, (told) => {
      const story = tell(told);
      expect(() => factsIn(story.world.log)).not.toThrow();
      if (story.purchase.confirmation) reached.confirmed++;
      if (!story.purchase.memberCosts.isEmpty()) reached.allocated++;
    }),
    { numRuns: 250 },
  );
  expect(reached.confirmed).toBeGreaterThan(0);
  expect(reached.allocated).toBeGreaterThan(0);
});
