import fc from 'fast-check';
import { Decimal, quantityToDecimal, systemActor, type EventOf, type JsonObject } from '@jointly/kernel';
import type { OpenAccount } from '../account';
import { paper } from '../testing/parties';
import { memberId, supplierId, treasurer } from '../testing/purchase-cast';
import { PurchaseStory, type Setting } from '../testing/purchase-story';
import { coordinator } from '../testing/specification';
import {
  AllocateCosts,
  CloseBulkPurchase,
  DeclareDeliveryComplete,
  RecordChargeSettled,
  RecordInvoice,
  VoidInvoice,
} from './commands';
import type { CostsAllocated, MemberCostAllocated } from './events';

type Header = EventOf<typeof CostsAllocated>['data'];
type Member = EventOf<typeof MemberCostAllocated>['data'];

const delivered = (setting?: Setting) => new PurchaseStory(setting).order().deliver('600');

function allocates(story: PurchaseStory, data: JsonObject = {}): { header: Header; members: Member[] } {
  const [header, ...members] = story.does(AllocateCosts, data, treasurer).events;
  return { header: header!.data as Header, members: members.map((member) => member.data as Member) };
}

describe('an invoice', () => {
  const records = (story: PurchaseStory, change: JsonObject = {}, actor = treasurer) => {
    const lines = [{ kind: 'GOODS' as const, amount: story.money(54_000_00) }];
    return story.tries(RecordInvoice, { supplierId, number: 'A-1', lines, evidence: paper, ...change }, actor);
  };

  it('is recorded by a treasurer once something was ordered', () => {
    expect(records(new PurchaseStory().commit()).refusal?.code).toBe('NOT_ORDERED');
    expect(records(new PurchaseStory().order(), {}, coordinator).refusal?.code).toBe('NOT_PERMITTED');
    expect(records(new PurchaseStory().order()).events).toMatchObject([{ data: { total: { minor: 54_000_00 } } }]);
  });

  it('of one number is recorded once per supplier', () => {
    const story = new PurchaseStory().order();
    records(story);
    expect(records(story).refusal?.code).toBe('INVOICE_RECORDED');
  });

  it.each<[string, JsonObject, string]>([
    [
      'a negative amount',
      { lines: [{ kind: 'GOODS', amount: { minor: -1, currency: 'ETB' } }] },
      'AMOUNT_NOT_POSITIVE',
    ],
    ['another currency', { lines: [{ kind: 'GOODS', amount: { minor: 1, currency: 'USD' } }] }, 'WRONG_CURRENCY'],
    ['half a coin', { lines: [{ kind: 'GOODS', amount: { minor: 0.5, currency: 'ETB' } }] }, 'INVALID_INPUT'],
    ['an unknown supplier', { supplierId: 'supplier_none' }, 'SUPPLIER_NOT_FOUND'],
  ])('is refused for %s', (_what, change, code) => {
    expect(records(new PurchaseStory().order(), change).refusal?.code).toBe(code);
  });

  it('of more than can be kept exactly is refused', () => {
    const most = { kind: 'GOODS', amount: { minor: Number.MAX_SAFE_INTEGER, currency: 'ETB' } };
    expect(records(new PurchaseStory().order(), { lines: [most, most] }).refusal?.code).toBe('AMOUNT_TOO_LARGE');
  });

  it('becomes what the association owes the supplier', () => {
    const story = new PurchaseStory().order();
    records(story);
    expect(story.account(supplierId)).toMatchObject({ owed: [{ open: story.money(54_000_00) }] });
  });
});

describe('allocating costs', () => {
  it('explains to each member, line by line, what was shared how', () => {
    const story = delivered();
    const invoiceId = story.invoice([
      { kind: 'GOODS', minor: 54_000_00 },
      { kind: 'FEE', minor: 100 },
    ]);
    const { members } = allocates(story);
    expect(members.find(({ enterpriseId }) => enterpriseId === memberId(2))).toMatchObject({
      acceptedQuantity: story.kg(200),
      lines: [
        {
          invoiceId,
          lineId: 'line_1',
          kind: 'GOODS',
          method: 'UNIFORM_PRICE',
          driver: 'ACCEPTED_QUANTITY',
          weight: '200',
          totalWeight: '600',
          amount: { minor: 18_000_00 },
        },
        { invoiceId, lineId: 'line_2', kind: 'FEE', method: 'EQUAL', driver: 'MEMBER', weight: '1', totalWeight: '3' },
      ],
      dueAt: '2026-02-04T08:00:00.000Z',
    });
  });

  it('waits for the delivery, and for an invoice', () => {
    const story = new PurchaseStory().order();
    story.invoice([{ kind: 'GOODS', minor: 100 }]);
    expect(story.tries(AllocateCosts, {}, treasurer).refusal?.code).toBe('DELIVERY_INCOMPLETE');
    expect(delivered().tries(AllocateCosts, {}, treasurer).refusal?.code).toBe('NOTHING_TO_ALLOCATE');
  });

  it('takes each invoice once', () => {
    const story = delivered();
    const invoiceId = story.invoice([{ kind: 'GOODS', minor: 54_000_00 }]);
    allocates(story, { invoiceIds: [invoiceId] });
    const again = (id: string) => story.tries(AllocateCosts, { invoiceIds: [id] }, treasurer).refusal?.code;
    expect(again(invoiceId)).toBe('ALREADY_ALLOCATED');
    expect(again('invoice_none')).toBe('INVOICE_NOT_FOUND');
  });

  it('never charges a member above its maximum price, over all invoices together', () => {
    const story = new PurchaseStory().order(undefined, ['90', '91', '1000']).deliver('600');
    story.invoice([{ kind: 'GOODS', minor: 54_000_00 }]);
    allocates(story);
    story.invoice([{ kind: 'FREIGHT', minor: 1_200_00 }], 'F-1');
    expect(story.tries(AllocateCosts, {}, treasurer).refusal?.code).toBe('ABOVE_MAXIMUM_PRICE');
    const { header, members } = allocates(story, { associationBearsExcess: true });
    const amounts = Object.fromEntries(members.map(({ enterpriseId, amount }) => [enterpriseId, amount.minor]));
    expect(amounts).toEqual({ [memberId(1)]: 0, [memberId(2)]: 200_00, [memberId(3)]: 600_00 });
    expect(header.borneByAssociation.minor).toBe(400_00);
    expect([...(story.account('association') as OpenAccount).balances.values()]).toEqual([400_00, -400_00]);
  });
});

describe('an invoice that turned out wrong', () => {
  const voids = (story: PurchaseStory, invoiceId: string, actor = treasurer) =>
    story.tries(VoidInvoice, { invoiceId, supplierId, reason: 'The freight is in it twice.' }, actor).refusal?.code;

  it('is voided by a treasurer before it is allocated, is owed no longer, and is recorded anew', () => {
    const story = delivered();
    const invoiceId = story.invoice([{ kind: 'GOODS', minor: 99_000_00 }]);
    expect(voids(story, invoiceId, coordinator)).toBe('NOT_PERMITTED');
    expect(voids(story, 'invoice_none')).toBe('INVOICE_NOT_FOUND');
    expect(voids(story, invoiceId)).toBeUndefined();
    expect(voids(story, invoiceId)).toBe('INVOICE_VOIDED');
    const account = story.account(supplierId) as OpenAccount;
    expect([account.owed, account.balances.get(`payable:${supplierId}`)]).toEqual([[], 0]);
    expect(story.tries(AllocateCosts, { invoiceIds: [invoiceId] }, treasurer).refusal?.code).toBe('INVOICE_VOIDED');
    expect(story.tries(CloseBulkPurchase, {}).refusal?.code).toBe('NO_INVOICE');
    story.invoice([{ kind: 'GOODS', minor: 54_000_00 }]);
    expect(allocates(story).header.total.minor).toBe(54_000_00);
  });

  it('stays once members were charged for it', () => {
    const story = delivered();
    const invoiceId = story.invoice([{ kind: 'GOODS', minor: 54_000_00 }]);
    allocates(story);
    expect(voids(story, invoiceId)).toBe('ALREADY_ALLOCATED');
  });
});

describe('a delivery of which nothing was accepted', () => {
  it('leaves its costs to the association, if it says so, and the purchase can be closed', () => {
    const story = new PurchaseStory().order().deliver('600', '0');
    story.does(DeclareDeliveryComplete, {});
    story.invoice([{ kind: 'FREIGHT', minor: 700_00 }]);
    expect(story.tries(AllocateCosts, {}, treasurer).refusal?.code).toBe('NOTHING_ACCEPTED');
    const { header, members } = allocates(story, { associationBearsExcess: true });
    expect(members).toEqual([]);
    expect(header).toMatchObject({ members: 0, borneByAssociation: { minor: 700_00 } });
    expect(story.tries(CloseBulkPurchase, {}).refusal).toBeUndefined();
  });
});

describe('more than was ordered', () => {
  it('goes to the association with its part of the cost: no member gets or pays beyond its commitment', () => {
    const story = new PurchaseStory().order().deliver('630');
    story.invoice([
      { kind: 'GOODS', minor: 63_000_00 },
      { kind: 'FEE', minor: 300 },
    ]);
    const { header, members } = allocates(story);
    expect(story.purchase.surplus).toEqual(story.kg(30));
    expect(members.map(({ acceptedQuantity, amount }) => [acceptedQuantity.value, amount.minor])).toEqual([
      ['100', 10_001_00],
      ['200', 20_001_00],
      ['300', 30_001_00],
    ]);
    expect(header.borneByAssociation.minor).toBe(3_000_00);
  });
});

describe('closing', () => {
  it('waits until every invoice is allocated and every charge is paid', () => {
    const story = delivered();
    const closes = () => story.tries(CloseBulkPurchase, {}).refusal?.code;
    expect(closes()).toBe('NO_INVOICE');
    story.invoice([{ kind: 'GOODS', minor: 54_000_00 }]);
    expect(closes()).toBe('INVOICES_NOT_ALLOCATED');
    allocates(story);
    expect(closes()).toBe('CHARGES_OUTSTANDING');
    for (const [index, member] of story.members.entries()) story.pay(member, (index + 1) * 9_000_00);
    expect(closes()).toBeUndefined();
  });

  it('takes nobody’s word for a paid charge but the account’s', () => {
    const story = delivered();
    story.invoice([{ kind: 'GOODS', minor: 54_000_00 }]);
    const { chargeId } = allocates(story).members[0]!;
    expect(story.tries(RecordChargeSettled, { chargeId }, treasurer).refusal?.code).toBe('NOT_PERMITTED');
    const unknown = story.tries(RecordChargeSettled, { chargeId: 'charge_none' }, systemActor);
    expect(unknown.refusal?.code).toBe('CHARGE_NOT_FOUND');
  });
});

describe('whatever members, quantities, currencies and invoices there are', () => {
  const kinds = ['GOODS', 'FREIGHT', 'DUTY', 'INSURANCE', 'FEE', 'OTHER'] as const;
  const stories = fc.record({
    currency: fc.constantFrom('XOF', 'ETB', 'TND'),
    // Enough that a share rounded up to a whole franc stays within the maximum, and nobody is released.
    wants: fc.array(fc.integer({ min: 100, max: 5_000_000 }), { minLength: 2, maxLength: 9 }),
    acceptedShare: fc.integer({ min: 1, max: 1050 }),
    maximum: fc.integer({ min: 100, max: 400 }),
    lines: fc.array(fc.record({ kind: fc.constantFrom(...kinds), minor: fc.integer({ min: 1, max: 1e9 }) }), {
      minLength: 1,
      maxLength: 4,
    }),
    later: fc.array(fc.record({ kind: fc.constantFrom(...kinds), minor: fc.integer({ min: 1, max: 1e6 }) }), {
      minLength: 1,
      maxLength: 2,
    }),
  });
  type Told = typeof stories extends fc.Arbitrary<infer T> ? T : never;

  /** Quantities in grams; what is accepted in thousandths of the order. */
  function tell({ currency, wants, acceptedShare, maximum, lines, later }: Told) {
    const minimum = { minimumQuantity: { value: '0.001', unit: 'kg' }, minimumMembers: 1 };
    const tiers = [{ from: '0', unitPrice: { amount: '90', currency } }];
    const story = new PurchaseStory({ members: wants.length, currency, tiers, terms: minimum });
    story.order(
      wants.map((grams) => new Decimal(grams).div(1000).toFixed()),
      wants.map(() => String(maximum)),
    );
    const ordered = quantityToDecimal(story.purchase.order!.quantity);
    const accepted = ordered.times(acceptedShare).div(1000).toDecimalPlaces(3, Decimal.ROUND_DOWN);
    if (accepted.isZero()) return undefined;
    story.deliver(accepted.toFixed());
    if (!story.purchase.accepted) story.does(DeclareDeliveryComplete, {});
    story.invoice(lines);
    const first = allocates(story, { associationBearsExcess: true });
    story.invoice(later, 'B-2');
    return { story, ordered, accepted, allocations: [first, allocates(story, { associationBearsExcess: true })] };
  }

  it('allocations equal the invoices to the minor unit, what is shared out is what was accepted, nobody pays above the maximum', () => {
    fc.assert(
      fc.property(stories, (told) => {
        const result = tell(told);
        if (!result) return;
        const { story, ordered, accepted, allocations } = result;
        for (const { header, members } of allocations) {
          const sum = (of: (member: Member) => number): number => members.reduce((all, member) => all + of(member), 0);
          expect(sum(({ amount }) => amount.minor) + header.borneByAssociation.minor).toBe(header.total.minor);
          const relief = sum((member) => member.relief.minor);
          expect(header.borneByAssociation.minor).toBeGreaterThanOrEqual(relief);
          if (accepted.lte(ordered)) expect(header.borneByAssociation.minor).toBe(relief);
          const quantities = members.map(({ acceptedQuantity }) => quantityToDecimal(acceptedQuantity));
          expect(Decimal.sum(0, ...quantities).eq(Decimal.min(accepted, ordered))).toBe(true);
        }
        for (const { enterpriseId, acceptedQuantity } of allocations[1]!.members) {
          const charged = story.purchase.memberCosts.get(enterpriseId)!.charged.minor;
          const digits = { XOF: 0, ETB: 2, TND: 3 }[told.currency];
          const most = quantityToDecimal(acceptedQuantity)
            .times(told.maximum)
            .times(10 ** digits);
          expect(charged).toBeLessThanOrEqual(most.toNumber());
          expect(charged).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 60 },
    );
  });
});
