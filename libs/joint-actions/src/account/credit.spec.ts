import { days, later, systemActor, type NewFact } from '@jointly/kernel';
import { AllocateCosts } from '../bulk-purchase';
import { accountStream } from '../streams';
import { factsIn } from '../testing/facts-in';
import { memberId, secondTreasurer, treasurer } from '../testing/purchase-cast';
import { PurchaseStory } from '../testing/purchase-story';
import { reop } from '../testing/specification';
import { ConfirmPayment, PostAssociationCost, PostCharge, PostCredit, type EntryLine, type OpenAccount } from '.';
import { creditOf, totalOwed } from './state';

const member = memberId(1);
const action = { kind: 'sharedAsset', id: 'asset_1' };
const onBooking = { ...action, part: 'booking_1' };

/** The first member owes 9,000.00 for goods. */
function charged(): PurchaseStory {
  const story = new PurchaseStory().order().deliver('600');
  story.invoice([{ kind: 'GOODS', minor: 54_000_00 }]);
  story.does(AllocateCosts, {}, treasurer);
  return story;
}

const account = (story: PurchaseStory): OpenAccount => story.account(member) as OpenAccount;

const credit = (story: PurchaseStory, minor: number, more: { corrects?: string } = {}, creditId = 'credit_1') =>
  story.elsewhere(
    PostCredit,
    { enterpriseId: member, creditId, action, amount: story.money(minor), ...more },
    systemActor,
  );

const open = (story: PurchaseStory): Record<string, number> =>
  Object.fromEntries(account(story).owed.map(({ obligationId, open: { minor } }) => [obligationId, minor]));

const lines = (story: PurchaseStory): EntryLine[] =>
  story.world.log
    .filter(({ stream }) => stream.startsWith('account-'))
    .flatMap(({ data }) => (data as { lines?: EntryLine[] }).lines ?? []);

const balance = (story: PurchaseStory, name: string): number =>
  lines(story)
    .filter((line) => line.account === name)
    .reduce((sum, { minor }) => sum + minor, 0);

/** A charge for a use of the asset, due in so many days. */
function used(story: PurchaseStory, minor: number, dueIn: number): string {
  const chargeId = `charge_${dueIn}`;
  const dueAt = later(story.world.now, days(dueIn));
  const charge = { enterpriseId: member, chargeId, action: onBooking, amount: story.money(minor), dueAt };
  story.elsewhere(PostCharge, charge, systemActor);
  return chargeId;
}

describe('a credit', () => {
  it('is set against what is open, the oldest due first, and balances', () => {
    const story = charged();
    const later = used(story, 500_00, 60);
    credit(story, 9_100_00);
    expect(open(story)).toEqual({ [later]: 400_00 });
    expect(creditOf(account(story)).minor).toBe(0);
    expect(lines(story).reduce((sum, { minor }) => sum + minor, 0)).toBe(0);
    expect(balance(story, 'clearing:sharedAsset:asset_1')).toBe(9_100_00 - 500_00);
  });

  it('that corrects a charge takes off that one first', () => {
    const story = charged();
    const wrong = used(story, 500_00, 60);
    credit(story, 200_00, { corrects: wrong });
    expect(open(story)[wrong]).toBe(300_00);
    expect(totalOwed(account(story)).minor).toBe(9_300_00);
  });

  it('where nothing is open stays, opens the account of one who had none, and pays the next charge', () => {
    const story = new PurchaseStory();
    credit(story, 70_00);
    expect(creditOf(account(story)).minor).toBe(70_00);
    used(story, 50_00, 30);
    expect([creditOf(account(story)).minor, totalOwed(account(story)).minor]).toEqual([20_00, 0]);
  });

  it('leaves to a payment that waits for confirmation what it was entered for', () => {
    const story = charged();
    const entered = story.enter(member, 8_900_00).events[0]!.data as { paymentId: string };
    credit(story, 300_00);
    expect([creditOf(account(story)).minor, totalOwed(account(story)).minor]).toEqual([200_00, 8_900_00]);
    const payment = { party: { kind: 'MEMBER' as const, id: member }, paymentId: entered.paymentId };
    expect(story.elsewhere(ConfirmPayment, payment, secondTreasurer).refusal).toBeUndefined();
    expect(totalOwed(account(story)).minor).toBe(0);
  });

  it('is posted once, by the system alone, and above zero', () => {
    const story = charged();
    credit(story, 100_00);
    expect(credit(story, 100_00)).toEqual({ refusal: undefined, events: [] });
    const another = { enterpriseId: member, creditId: 'credit_2', action, amount: story.money(100) };
    expect(story.elsewhere(PostCredit, another, treasurer).refusal?.code).toBe('NOT_PERMITTED');
    expect(credit(story, 0, {}, 'credit_2').refusal?.code).toBe('AMOUNT_NOT_POSITIVE');
  });

  it('that pays a purchase’s charge in full is told to the purchase', () => {
    const story = charged();
    credit(story, 9_000_00);
    expect(story.purchase.charges.count(({ settled }) => settled)).toBe(1);
  });
});

describe('what a credit tells the indicators', () => {
  const discharges = (story: PurchaseStory): NewFact[] => {
    const told = factsIn(story.world.log).filter(
      (fact) => fact.fact === 'obligationDischarged' && fact.enterprise === member,
    );
    return told.filter(({ id }) => !told.some(({ supersedes }) => supersedes !== undefined && supersedes === id));
  };

  it('it pays on the day it is given, late where that is late', () => {
    const story = charged().wait(45);
    credit(story, 9_000_00);
    expect(discharges(story)).toMatchObject([{ outcome: '0.5', share: '1' }]);
  });

  const corrects = (story: PurchaseStory, minor: number, creditId?: string) =>
    credit(story, minor, { corrects: account(story).owed[0]!.obligationId }, creditId);

  /** What stands of the value of the member's first charge, and of the shares that were paid of it or not. */
  const standing = (story: PurchaseStory) => {
    const due = factsIn(story.world.log).filter((fact) => fact.fact === 'obligationDue' && fact.enterprise === member);
    const values = due.map((fact) => 'value' in fact && fact.value?.minor);
    const shares = discharges(story).map((fact) => 'outcome' in fact && [fact.outcome, fact.share]);
    return { values, shares };
  };

  it('what it corrects was never owed: the charge is told anew, of what is truly owed', () => {
    const story = charged().wait(45);
    corrects(story, 900_00);
    expect(standing(story)).toEqual({ values: [9_000_00, 8_100_00], shares: [] });
    const [first, second] = factsIn(story.world.log).filter(
      (fact) => fact.fact === 'obligationDue' && fact.enterprise === member,
    );
    expect(second).toMatchObject({ supersedes: first!.id, counterparty: reop, graceDays: 30 });
  });

  it('whoever pays what it truly owed has paid all of it, before the correction and after', () => {
    const story = charged();
    story.pay(member, 2_250_00);
    corrects(story, 3_000_00);
    story.pay(member, 750_00);
    corrects(story, 3_000_00, 'credit_2');
    const shares = [
      ['1', '0.75'],
      ['1', '0.25'],
    ];
    expect(standing(story)).toEqual({ values: [9_000_00, 6_000_00, 3_000_00], shares });
  });

  it('where nothing of it was owed, it counts neither way', () => {
    const story = charged();
    corrects(story, 3_000_00);
    corrects(story, 6_000_00, 'credit_2');
    expect(standing(story)).toEqual({ values: [9_000_00, 6_000_00], shares: [['NEUTRAL', '1']] });
  });

  it('nor is it held against the member that it did not pay it in time', () => {
    const story = charged().wait(70);
    story.world.tick(accountStream(reop, member));
    corrects(story, 900_00);
    expect(standing(story).shares).toEqual([['0', '1']]);
    story.pay(member, 4_050_00, { paidAt: later(story.world.now, days(-60)) });
    expect(standing(story).shares).toEqual([
      ['0', '0.5'],
      ['1', '0.5'],
    ]);
    corrects(story, 4_050_00, 'credit_2');
    expect(standing(story).shares).toEqual([
      ['1', '1'],
      ['0', '0'],
    ]);
  });
});

it('a charge for a booking names it to the indicators, from its posting to its payment', () => {
  const story = charged();
  used(story, 500_00, 10);
  story.pay(member, 500_00);
  const ofBooking = factsIn(story.world.log).filter(({ action: { part } }) => part === 'booking_1');
  expect(ofBooking).toMatchObject([
    { fact: 'obligationDue', action: onBooking },
    { fact: 'obligationDischarged', action: onBooking, outcome: '1' },
  ]);
});

it('a cost that the association advances is owed to it by the action; one that it bears is not', () => {
  const story = new PurchaseStory();
  const cost = { costId: 'cost_1', action, amount: story.money(30_00) };
  story.elsewhere(PostAssociationCost, { ...cost, advanced: true }, systemActor);
  expect(balance(story, 'clearing:sharedAsset:asset_1')).toBe(30_00);
  story.elsewhere(PostAssociationCost, { ...cost, costId: 'cost_2' }, systemActor);
  expect(balance(story, 'clearing:sharedAsset:asset_1')).toBe(0);
});
