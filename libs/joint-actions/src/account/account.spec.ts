import { days, later, systemActor, type Instant, type PersonId } from '@jointly/kernel';
import { AllocateCosts } from '../bulk-purchase';
import { defaultRules } from '../association/rules';
import { accountStream, associationStream } from '../streams';
import { roleGranted } from '../testing/parties';
import { cda, delegateOf, inspector, memberId, secondTreasurer, supplierId, treasurer } from '../testing/purchase-cast';
import { PurchaseStory, type Setting } from '../testing/purchase-story';
import { coordinator, reop } from '../testing/specification';
import {
  ConfirmPayment,
  EnterPayment,
  PostAssociationCost,
  PostCharge,
  PostSupplierInvoice,
  RejectPayment,
  type OpenAccount,
} from '.';
import { creditOf, totalOwed } from './state';

const member = memberId(1);
const party = { kind: 'MEMBER' as const, id: member };

/** The first member owes 9,000.00, the second and third twice and three times as much. */
function charged(setting?: Setting): PurchaseStory {
  const story = new PurchaseStory(setting).order().deliver('600');
  story.invoice([{ kind: 'GOODS', minor: 54_000_00 }]);
  story.does(AllocateCosts, {}, treasurer);
  return story;
}

const account = (story: PurchaseStory, id: string = member) => story.account(id) as OpenAccount;
const creditRule: Setting = { rules: { overPayment: 'CREDIT' } };
const entered = (story: PurchaseStory, minor: number, more: { obligationId?: string } = {}): string =>
  (story.enter(member, minor, more).events[0]!.data as { paymentId: string }).paymentId;

describe('a charge', () => {
  it('follows from the allocation, due by the association’s rule', () => {
    expect(account(charged()).owed).toMatchObject([
      { open: { minor: 9_000_00 }, dueAt: '2026-02-04T08:00:00.000Z', observed: { graceDays: 30 } },
    ]);
  });

  it('is posted once, however often it is asked for, and by the system alone', () => {
    const story = charged();
    const [{ obligationId: chargeId, action, amount, dueAt }] = account(story).owed as [OpenAccount['owed'][number]];
    const charge = { enterpriseId: member, chargeId, action, amount, dueAt };
    expect(story.elsewhere(PostCharge, charge, systemActor)).toEqual({ refusal: undefined, events: [] });
    expect(story.elsewhere(PostCharge, charge, treasurer).refusal?.code).toBe('NOT_PERMITTED');
  });

  it('lapses when its grace period ends, and stays owed', () => {
    const story = charged().wait(60);
    story.world.tick(accountStream(reop, member));
    expect(story.world.log.at(-1)).toMatchObject({
      type: 'ObligationLapsed',
      data: { outstanding: { minor: 9_000_00 } },
    });
    expect(totalOwed(account(story)).minor).toBe(9_000_00);
  });

  it('that is paid never lapses', () => {
    const story = charged();
    story.pay(member, 9_000_00);
    story.wait(60).world.tick(accountStream(reop, member));
    expect(story.world.log.at(-1)?.type).not.toBe('ObligationLapsed');
  });
});

describe('a payment', () => {
  it('discharges nothing until another person confirmed it', () => {
    const story = charged();
    const paymentId = entered(story, 9_000_00);
    expect(totalOwed(account(story)).minor).toBe(9_000_00);
    const confirms = (actor: PersonId) => story.elsewhere(ConfirmPayment, { party, paymentId }, actor);
    expect(confirms(treasurer).refusal?.code).toBe('SAME_PERSON');
    expect(confirms(secondTreasurer).refusal).toBeUndefined();
    expect(totalOwed(account(story)).minor).toBe(0);
    expect(confirms(coordinator).refusal?.code).toBe('ALREADY_DECIDED');
  });

  it('in full is told to the purchase', () => {
    const story = charged();
    story.pay(member, 4_000_00);
    expect(story.purchase.charges.count(({ settled }) => settled)).toBe(0);
    story.pay(member, 5_000_00);
    expect(story.purchase.charges.count(({ settled }) => settled)).toBe(1);
  });

  it('is rejected by another person, and then discharges nothing', () => {
    const story = charged();
    const paymentId = entered(story, 9_000_00);
    const rejecting = { party, paymentId, reason: 'Not on the bank’s statement.' };
    expect(story.elsewhere(RejectPayment, rejecting, treasurer).refusal?.code).toBe('SAME_PERSON');
    story.elsewhere(RejectPayment, rejecting, secondTreasurer);
    expect(story.elsewhere(ConfirmPayment, { party, paymentId }, secondTreasurer).refusal?.code).toBe(
      'ALREADY_DECIDED',
    );
    expect(totalOwed(account(story)).minor).toBe(9_000_00);
  });

  it('above what is owed is refused, payments that wait for confirmation counted', () => {
    const story = charged();
    expect(story.enter(member, 9_000_01).refusal?.code).toBe('PAYMENT_ABOVE_CHARGE');
    entered(story, 5_000_00);
    expect(story.enter(member, 4_000_01).refusal?.code).toBe('PAYMENT_ABOVE_CHARGE');
    expect(story.enter(member, 4_000_00).refusal).toBeUndefined();
  });

  it('meant for one charge counts those meant for none too', () => {
    const story = charged();
    entered(story, 9_000_00);
    const [{ obligationId }] = account(story).owed as [OpenAccount['owed'][number]];
    expect(story.enter(member, 1, { obligationId }).refusal?.code).toBe('PAYMENT_ABOVE_CHARGE');
  });

  it('that has become too much since it was entered is not confirmed', () => {
    const story = charged(creditRule);
    const paymentId = entered(story, 9_500_00);
    story.world.tell(associationStream(reop), {
      type: 'RulesChanged',
      data: { rules: { ...defaultRules('ETB'), overPayment: 'REFUSE', version: 2 } },
    });
    const { refusal } = story.elsewhere(ConfirmPayment, { party, paymentId }, secondTreasurer);
    expect(refusal?.code).toBe('PAYMENT_ABOVE_CHARGE');
  });

  it('above what is owed is credited where the association says so, and set against the next charge', () => {
    const story = charged(creditRule);
    story.pay(member, 9_500_00);
    expect(creditOf(account(story)).minor).toBe(500_00);
    story.invoice([{ kind: 'FEE', minor: 900_00 }], 'F-1');
    story.does(AllocateCosts, {}, treasurer);
    expect(creditOf(account(story)).minor).toBe(200_00);
    expect(totalOwed(account(story)).minor).toBe(0);
    expect(story.purchase.charges.count(({ settled }) => settled)).toBe(2);
  });

  it('goes to the charge it is meant for, else to the oldest due', () => {
    const story = charged();
    story.wait(1).invoice([{ kind: 'FEE', minor: 900_00 }], 'F-1');
    story.does(AllocateCosts, {}, treasurer);
    const [goods, fee] = account(story).owed;
    story.pay(member, 100_00, { obligationId: fee!.obligationId });
    story.pay(member, 100_00);
    const open = Object.fromEntries(account(story).owed.map((owed) => [owed.obligationId, owed.open.minor]));
    expect(open).toEqual({ [goods!.obligationId]: 8_900_00, [fee!.obligationId]: 200_00 });
  });

  it('leaves to other payments that wait what those were meant for', () => {
    const story = charged();
    story.wait(1).invoice([{ kind: 'FEE', minor: 900_00 }], 'F-1');
    story.does(AllocateCosts, {}, treasurer);
    const [goods, fee] = account(story).owed;
    const meant = entered(story, 9_000_00, { obligationId: goods!.obligationId });
    const open = entered(story, 300_00);
    const confirms = (paymentId: string) => story.elsewhere(ConfirmPayment, { party, paymentId }, secondTreasurer);
    expect(confirms(open).events[0]?.data).toMatchObject({
      applications: [{ obligationId: fee!.obligationId, settles: true }],
    });
    expect(confirms(meant).refusal).toBeUndefined();
    expect(totalOwed(account(story)).minor).toBe(0);
  });

  it('to a supplier is entered and confirmed alike, and never too much', () => {
    const story = charged(creditRule);
    const to = { kind: 'SUPPLIER' as const, id: supplierId };
    const out = { party: to, paidAt: story.world.now, reference: 'Transfer 18' };
    const tooMuch = story.elsewhere(EnterPayment, { ...out, amount: story.money(54_000_01) });
    expect(tooMuch.refusal?.code).toBe('PAYMENT_ABOVE_CHARGE');
    const { events } = story.elsewhere(EnterPayment, { ...out, amount: story.money(54_000_00) });
    const { paymentId } = events[0]!.data as { paymentId: string };
    story.elsewhere(ConfirmPayment, { party: to, paymentId }, coordinator);
    expect(account(story, supplierId).balances.get('bank')).toBe(-54_000_00);
    expect(totalOwed(account(story, supplierId)).minor).toBe(0);
  });

  it.each<[string, PersonId, string]>([
    ['a cluster development agent', cda, 'NOT_PERMITTED'],
    ['an inspector', inspector, 'NOT_PERMITTED'],
    ['the member itself', delegateOf(member), 'NOT_PERMITTED'],
  ])('is not entered by %s', (_who, actor, code) => {
    const story = charged();
    const payment = { party, amount: story.money(100), paidAt: story.world.now, reference: 'Cash' };
    expect(story.elsewhere(EnterPayment, payment, actor).refusal?.code).toBe(code);
  });

  it('is not entered by a cluster development agent, whatever else the person is', () => {
    const story = charged();
    story.world.tell(associationStream(reop), roleGranted(cda, 'COORDINATOR'));
    const payment = { party, amount: story.money(100), paidAt: story.world.now, reference: 'Cash' };
    expect(story.elsewhere(EnterPayment, payment, cda).refusal?.code).toBe('CDA_IS_IMPARTIAL');
  });

  it('is not entered by a treasurer who acts for that very enterprise, nor after giving the mandate up', () => {
    const story = charged();
    story.world.tell('enterprise-reop.enterprise_1' as never, {
      type: 'DelegateAppointed',
      data: {
        enterpriseId: member,
        mandateId: 'mandate_2',
        personId: treasurer,
        scopes: ['VOTE'],
        from: story.world.now,
      },
    });
    expect(story.enter(member, 100).refusal?.code).toBe('OWN_PAYMENT');
    story.world.tell('enterprise-reop.enterprise_1' as never, {
      type: 'MandateEnded',
      data: { enterpriseId: member, mandateId: 'mandate_2' },
    });
    expect(story.enter(member, 100).refusal?.code).toBe('OWN_PAYMENT');
  });

  it.each<[string, object, string]>([
    ['of nothing', { amount: { minor: 0, currency: 'ETB' } }, 'AMOUNT_NOT_POSITIVE'],
    ['of less than nothing', { amount: { minor: -5, currency: 'ETB' } }, 'AMOUNT_NOT_POSITIVE'],
    ['of more than there is', { amount: { minor: 1e14 + 1, currency: 'ETB' } }, 'AMOUNT_TOO_LARGE'],
    ['in another currency', { amount: { minor: 5, currency: 'USD' } }, 'WRONG_CURRENCY'],
    [
      'that is yet to be made',
      { paidAt: later('2027-01-01T00:00:00.000Z' as Instant, days(1)) },
      'OCCURRED_IN_THE_FUTURE',
    ],
    ['for a charge that is not there', { obligationId: 'charge_none' }, 'CHARGE_NOT_FOUND'],
    ['by an unknown party', { party: { kind: 'MEMBER', id: 'enterprise_none' } }, 'PARTY_NOT_FOUND'],
  ])('%s is refused', (_what, change, code) => {
    const story = charged();
    const payment = { party, amount: story.money(100), paidAt: story.world.now, reference: 'Cash', ...change };
    expect(story.elsewhere(EnterPayment, payment).refusal?.code).toBe(code);
  });
});

describe('what follows from a purchase', () => {
  const action = { kind: 'bulkPurchase', id: 'purchase_1' };
  const dueAt = '2026-03-01T00:00:00.000Z' as Instant;
  const postings = (minor: number, actor: PersonId) => {
    const story = new PurchaseStory();
    const amount = story.money(minor);
    return [
      story.elsewhere(PostCharge, { enterpriseId: member, chargeId: 'charge_1', action, amount, dueAt }, actor),
      story.elsewhere(PostSupplierInvoice, { supplierId, invoiceId: 'invoice_1', action, amount, dueAt }, actor),
      story.elsewhere(PostAssociationCost, { costId: 'cost_1', action, amount }, actor),
    ].map(({ refusal }) => refusal?.code);
  };

  it('is posted by the system alone', () => {
    expect(postings(100, treasurer)).toEqual(['NOT_PERMITTED', 'NOT_PERMITTED', 'NOT_PERMITTED']);
    expect(postings(100, systemActor)).toEqual([undefined, undefined, undefined]);
  });

  it('is above zero', () => {
    expect(new Set(postings(0, systemActor))).toEqual(new Set(['AMOUNT_NOT_POSITIVE']));
  });
});
