import { accountStream } from '@jointly/joint-actions';
import { instant } from '@jointly/kernel';
import { associationStory, bekele, tolosa } from '../testing/association-story';
import { coordinator, History, removeTemporaryDirectories, reop, sealed } from '../testing/history';
import { due, etb, PurchaseStory, treasurer } from '../testing/purchase-story';
import { standingOf } from './documents';

afterAll(removeTemporaryDirectories);

async function charged(): Promise<{ history: History; story: PurchaseStory }> {
  const history = new History();
  await associationStory(history);
  const story = new PurchaseStory(history);
  await (await (await (await story.demanded()).awarded()).confirmed()).charged();
  return { history, story };
}

describe('A member’s statement', () => {
  it('runs from charge to payment with the balance after each line', async () => {
    const { history, story } = await charged();
    await story.pay(tolosa, 24_000_00, due);
    const { accounts, close } = await history.folded();
    const { entries } = await accounts.statement(reop, tolosa, { first: 10 });
    const account = await accounts.account(reop, tolosa);
    await close();
    expect(entries.map(({ type, minor, balance, actionId }) => [type, minor, balance, actionId])).toEqual([
      ['ChargePosted', 24_000_00, 24_000_00, 'purchase_1'],
      ['PaymentConfirmed', -24_000_00, 0, null],
    ]);
    expect(account!.balance).toEqual(etb(0));
  });

  it('shows what a joint action gives back, and the charge it was set against', async () => {
    const { history } = await charged();
    const party = { kind: 'MEMBER', id: tolosa };
    const moved = (debit: string, credit: string, minor: number) => [
      { account: debit, minor },
      { account: credit, minor: -minor },
    ];
    const action = { kind: 'sharedAsset', id: 'asset_1' };
    const amount = etb(1_000_00);
    const given = moved('clearing:sharedAsset:asset_1', `credit:${tolosa}`, 1_000_00);
    const before = await history.folded();
    const [owed] = (await before.accounts.obligations(reop, tolosa, { first: 1 })).entries;
    await before.close();
    const { obligationId, action: purchase } = owed!;
    const applications = [{ obligationId, action: purchase, amount, settles: false }];
    const taken = moved(`credit:${tolosa}`, `receivable:${tolosa}`, 1_000_00);
    const stream = accountStream(reop, tolosa);
    await history.record(stream, {
      type: 'CreditPosted',
      data: { party, creditId: 'credit_1', action, amount, lines: given },
    });
    await history.record(stream, {
      type: 'CreditApplied',
      data: { party, applications, follows: { creditId: 'credit_1' }, lines: taken },
    });
    const { accounts, close } = await history.folded();
    const { entries } = await accounts.statement(reop, tolosa, { first: 10 });
    const [left] = (await accounts.obligations(reop, tolosa, { first: 1 })).entries;
    await close();
    expect(entries.map(({ type, reference, minor, balance }) => [type, reference, minor, balance]).slice(1)).toEqual([
      ['CreditPosted', 'credit_1', -1_000_00, 23_000_00],
      ['CreditApplied', null, 0, 23_000_00],
    ]);
    expect(left!.open).toEqual(etb(23_000_00));
  });

  it('comes in pages and holds nobody else’s lines', async () => {
    const { history, story } = await charged();
    await story.pay(tolosa, 24_000_00, due);
    const { accounts, close } = await history.folded();
    const first = await accounts.statement(reop, tolosa, { first: 1 });
    const rest = await accounts.statement(reop, tolosa, { first: 1, after: first.entries[0]!.since });
    const other = await accounts.statement(reop, bekele, { first: 10 });
    await close();
    expect([first.hasNextPage, rest.hasNextPage]).toEqual([true, false]);
    expect(rest.entries.map(({ type }) => type)).toEqual(['PaymentConfirmed']);
    expect(other.entries.map(({ type, balance }) => [type, balance])).toEqual([['ChargePosted', 20_000_00]]);
  });
});

describe('An obligation', () => {
  it('is due, overdue and settled as time and payments have it', async () => {
    const { history, story } = await charged();
    const before = await history.folded();
    const [owed] = (await before.accounts.obligations(reop, tolosa, { first: 10 }, { settled: false })).entries;
    await before.close();
    expect(owed).toMatchObject({ kind: 'CHARGE', open: etb(24_000_00), dueAt: due, settledAt: null });
    expect(standingOf(owed!, due)).toBe('DUE');
    expect(standingOf(owed!, instant('2026-05-01T00:00:00.001Z'))).toBe('OVERDUE');

    const paidAt = instant('2026-05-04T00:00:00Z');
    await story.pay(tolosa, 24_000_00, paidAt);
    const after = await history.folded();
    expect((await after.accounts.obligations(reop, tolosa, { first: 10 }, { settled: false })).entries).toEqual([]);
    const [paid] = (await after.accounts.obligations(reop, tolosa, { first: 10 })).entries;
    await after.close();
    expect(paid).toMatchObject({ open: etb(0), settledAt: paidAt });
    expect(standingOf(paid!, paidAt)).toBe('SETTLED');
  });

  it('that lapsed stays owed', async () => {
    const { history, story } = await charged();
    history.at('2026-05-31T00:00:00Z');
    const action = { kind: 'bulkPurchase', id: story.purchaseId };
    await story.post({
      type: 'ObligationLapsed',
      data: {
        party: { kind: 'MEMBER', id: bekele },
        chargeId: story.chargeOf(bekele),
        action,
        outstanding: etb(20_000_00),
      },
    });
    const { accounts, close } = await history.folded();
    const all = await accounts.obligationsOf(reop, story.purchaseId);
    await close();
    expect(all.map(({ party, lapsedAt, open }) => [party.id, lapsedAt, open.minor])).toEqual([
      [tolosa, null, 24_000_00],
      [bekele, instant('2026-05-31T00:00:00Z'), 20_000_00],
    ]);
  });
});

describe('A payment', () => {
  it('waits for a second person, and names both in the end', async () => {
    const { history, story } = await charged();
    const party = { kind: 'MEMBER' as const, id: bekele };
    const entered = { party, partyId: bekele, paymentId: 'payment_x', amount: etb(5), paidAt: due };
    await story.post({ type: 'PaymentEntered', data: { ...entered, direction: 'IN', reference: 'Slip 9' } }, treasurer);
    const before = await history.folded();
    expect((await before.accounts.payments(reop, { first: 5 }, { status: 'ENTERED' })).entries).toMatchObject([
      { paymentId: 'payment_x', enteredBy: treasurer, decidedBy: null },
    ]);
    await before.close();
    await story.post({
      type: 'PaymentRejected',
      data: { party, partyId: bekele, paymentId: 'payment_x', reason: 'No such slip.' },
    });
    const after = await history.folded();
    expect((await after.accounts.payments(reop, { first: 5 }, { status: 'ENTERED' })).entries).toEqual([]);
    expect((await after.accounts.payments(reop, { first: 5 }, { party: bekele })).entries).toMatchObject([
      { status: 'REJECTED', decidedBy: coordinator, reason: { field: sealed('No such slip.') } },
    ]);
    await after.close();
  });
});
