import { associationStory, bekele, chala, tolosa } from '../testing/association-story';
import { coordinator, History, removeTemporaryDirectories, reop } from '../testing/history';
import { kg, PurchaseStory, etb, verifier, due } from '../testing/purchase-story';

afterAll(removeTemporaryDirectories);

async function begun(): Promise<{ history: History; story: PurchaseStory }> {
  const history = new History();
  await associationStory(history);
  return { history, story: new PurchaseStory(history) };
}

describe('The action board', () => {
  it('shows what is intended, and that it counts for nothing towards the threshold', async () => {
    const { history, story } = await begun();
    await story.demanded();
    const { actionBoard, close } = await history.folded();
    const action = await actionBoard.action(reop, story.purchaseId);
    await close();
    expect(action).toMatchObject({
      kind: 'bulkPurchase',
      phase: 'OPEN',
      title: 'Niger seed',
      openedBy: coordinator,
      demanded: { quantity: kg('1100'), members: 2 },
      committed: { quantity: kg('0'), members: 0 },
      thresholdMet: false,
      gap: { quantity: kg('1000'), members: 2 },
    });
  });

  it('counts commitments, and follows their withdrawal', async () => {
    const { history, story } = await begun();
    await (await story.demanded()).awarded();
    await story.commit(tolosa, '600');
    await story.commit(bekele, '500');
    const met = await history.folded();
    expect(await met.actionBoard.action(reop, story.purchaseId)).toMatchObject({
      phase: 'COMMITTING',
      thresholdMet: true,
      gap: { quantity: kg('0'), members: 0 },
    });
    await met.close();
    const consent = { how: 'DELEGATE', mandateId: 'mandate_1' } as const;
    const { purchaseId } = story;
    await story.tell({
      type: 'CommitmentWithdrawn',
      data: { purchaseId, enterpriseId: bekele, reason: 'Ill.', consent },
    });
    const missed = await history.folded();
    expect(await missed.actionBoard.action(reop, purchaseId)).toMatchObject({
      committed: { quantity: kg('600'), members: 1 },
      thresholdMet: false,
      gap: { quantity: kg('400'), members: 1 },
    });
    expect((await missed.actionBoard.participant(reop, purchaseId, bekele))!.commitment!.status).toBe('WITHDRAWN');
    await missed.close();
  });

  it('lists the newest first whatever has changed since, page by page, and only what was asked for', async () => {
    const { history } = await begun();
    for (const id of ['p1', 'p2', 'p3']) await new PurchaseStory(history, id).demanded();
    await new PurchaseStory(history, 'p1').awarded();
    const ids = (entries: readonly { id: string }[]): string[] => entries.map(({ id }) => id);
    const { actionBoard, close } = await history.folded();
    const first = await actionBoard.actions(reop, { first: 2 });
    expect(ids(first.entries)).toEqual(['p3', 'p2']);
    expect(first.hasNextPage).toBe(true);
    const rest = await actionBoard.actions(reop, { first: 2, after: first.entries.at(-1)!.since });
    expect(ids(rest.entries)).toEqual(['p1']);
    expect(rest.hasNextPage).toBe(false);
    expect((await actionBoard.actions(reop, { first: 2 }, { phase: 'CLOSED' })).entries).toEqual([]);
    expect((await actionBoard.actions('samara' as typeof reop, { first: 2 })).entries).toEqual([]);
    expect(await actionBoard.action('samara' as typeof reop, 'p1')).toBeUndefined();
    await close();
  });
});

describe('A purchase in full', () => {
  it('tells how it came to its price: baseline, offer, award', async () => {
    const { history, story } = await begun();
    await (await (await story.demanded()).awarded()).confirmed();
    const { actionBoard, close } = await history.folded();
    const purchase = await actionBoard.purchase(reop, story.purchaseId);
    await close();
    expect(purchase!.baselines).toMatchObject([
      { status: 'LOCKED', declaredBy: coordinator, verifiedBy: verifier, source: 'Merkato list' },
    ]);
    expect(purchase!.offers).toMatchObject([{ offerId: 'offer_1', expired: false }]);
    expect(purchase!.award).toMatchObject({ proposedBy: coordinator, approvedBy: [verifier], approvalsOutstanding: 0 });
    expect(purchase!.confirmation).toEqual({
      unitPrice: { amount: '40', currency: 'ETB' },
      landedCost: etb(44_000_00),
      quantity: kg('1100'),
      members: 2,
    });
  });

  it('tells what was ordered, delivered, invoiced and shared', async () => {
    const { history, story } = await begun();
    await (await (await (await story.demanded()).awarded()).confirmed()).charged();
    const { actionBoard, close } = await history.folded();
    const purchase = await actionBoard.purchase(reop, story.purchaseId);
    const action = await actionBoard.action(reop, story.purchaseId);
    await close();
    expect(action!.phase).toBe('SETTLING');
    expect(purchase!.order).toMatchObject({ orderId: 'order_1' });
    expect(purchase!.deliveries).toMatchObject([{ inspection: { accepted: kg('1100'), rejected: kg('0') } }]);
    expect(purchase!.accepted).toEqual(kg('1100'));
    expect(purchase!.invoices).toMatchObject([{ number: 'A-17', allocationId: 'allocation_1' }]);
    expect(purchase!.allocations).toMatchObject([{ total: etb(44_000_00), members: 2 }]);
  });

  it('holds nothing of any one member', async () => {
    const { history, story } = await begun();
    await (await (await (await story.demanded()).awarded()).confirmed()).charged();
    const { actionBoard, close } = await history.folded();
    const seen = JSON.stringify([
      await actionBoard.purchase(reop, story.purchaseId),
      await actionBoard.actions(reop, { first: 1 }),
    ]);
    await close();
    for (const enterprise of [tolosa, bekele, chala]) expect(seen).not.toContain(enterprise);
  });
});

describe('A member’s part of a purchase', () => {
  it('explains its cost line by line, and whether it is paid', async () => {
    const { history, story } = await begun();
    await (await (await (await story.demanded()).awarded()).confirmed()).charged();
    await story.pay(tolosa, 24_000_00, due);
    const { actionBoard, close } = await history.folded();
    const own = await actionBoard.participant(reop, story.purchaseId, tolosa);
    const others = await actionBoard.participants(reop, story.purchaseId, { first: 10 });
    await close();
    expect(own).toMatchObject({
      invited: true,
      response: 'JOINED',
      demand: { quantity: kg('600') },
      commitment: { status: 'BINDING', estimatedCost: etb(24_000_00) },
      share: { cost: etb(24_000_00) },
      acceptedQuantity: kg('600'),
    });
    expect(own!.allocations).toMatchObject([
      { amount: etb(24_000_00), settled: true, lines: [{ kind: 'GOODS', weight: '600', totalWeight: '1100' }] },
    ]);
    expect(others.entries.map(({ enterpriseId, response }) => [enterpriseId, response])).toEqual([
      [tolosa, 'JOINED'],
      [bekele, 'JOINED'],
      [chala, 'DECLINED'],
    ]);
  });

  it('is found for a list of purchases at once', async () => {
    const { history } = await begun();
    await new PurchaseStory(history, 'p1').demanded();
    await new PurchaseStory(history, 'p2').demanded();
    const { actionBoard, close } = await history.folded();
    const parts = await actionBoard.partsOf(reop, chala, ['p1', 'p2', 'unknown']);
    await close();
    expect(parts.map(({ purchaseId, declineReason }) => [purchaseId, declineReason])).toEqual([
      ['p1', 'TRUST'],
      ['p2', 'TRUST'],
    ]);
  });
});
