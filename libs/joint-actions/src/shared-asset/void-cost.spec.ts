import { systemActor, type PersonId } from '@jointly/kernel';
import { ConfirmPayment, EnterPayment, RejectPayment } from '../account';
import { totalOwed } from '../account/state';
import { allCommands } from '../catalogue';
import { custodian, theFilter } from '../testing/asset-story';
import { cda, committee, secondTreasurer, supplierId, treasurer } from '../testing/purchase-cast';
import { clearing, etb, SettledAsset, tomorrow } from '../testing/settled-asset';
import { coordinator } from '../testing/specification';
import * as commands from './commands';
import { assetSettlementProcess } from './settlement';

const reason = 'It was recorded twice.';
const expense = `expense:sharedAsset:${theFilter}`;

function spends(story: SettledAsset, birr: number, owed: { supplierId?: string } = {}): string {
  const cost = { category: 'MAINTENANCE', variable: false, amount: etb(birr), ...owed } as const;
  return (story.does(commands.RecordAssetCost, cost, treasurer).events[0]!.data as { costId: string }).costId;
}

const voids = (story: SettledAsset, costId: string, owed: { supplierId?: string } = {}, actor: PersonId = treasurer) =>
  story.tries(commands.VoidAssetCost, { costId, reason, ...owed }, actor);

const code = (...asked: Parameters<typeof voids>) => voids(...asked).refusal?.code;

/** Its use brought in 20 000. */
function used(): SettledAsset {
  const story = new SettledAsset({ tariff: { basis: 'HOUR', member: { amount: '5000', currency: 'ETB' } } });
  story.uses(1, tomorrow(8), tomorrow(12));
  return story;
}

describe('a cost that was recorded wrongly', () => {
  it('is voided, with what it was and who says so, and counts in the books no longer', () => {
    const story = new SettledAsset();
    spends(story, 90);
    const costId = spends(story, 60);
    expect(voids(story, costId, {}, coordinator).events[0]).toMatchObject({
      type: 'AssetCostVoided',
      data: { costId, category: 'MAINTENANCE', variable: false, amount: etb(60), voidedBy: coordinator },
    });
    expect(story.asset.ledger.costs).toEqual(etb(90));
    expect(code(story, costId)).toBe('COST_VOIDED');
  });

  it('is one of this asset, which a treasurer or a coordinator voids and no broker', () => {
    const story = new SettledAsset();
    const costId = spends(story, 60);
    expect(code(story, 'cost_none')).toBe('COST_NOT_FOUND');
    for (const actor of [custodian, committee, cda]) expect(code(story, costId, {}, actor)).toBe('NOT_PERMITTED');
    expect(story.asset.ledger.costs).toEqual(etb(60));
  });

  it('is voided also after the asset was retired', () => {
    const story = new SettledAsset();
    const costId = spends(story, 60);
    story.does(commands.RetireAsset, { reason: 'Worn out.' });
    expect(code(story, costId)).toBeUndefined();
  });

  it('stands while a proposed surplus counts it, and is voided once that is rejected', () => {
    const story = used();
    const costId = spends(story, 60);
    story.does(commands.ProposeSurplus, {}, treasurer);
    expect(code(story, costId)).toBe('BOOKS_CLOSED');
    const since = spends(story, 10);
    story.does(commands.RejectSurplus, { distributionId: story.asset.surplus!.distributionId });
    expect([costId, since].map((id) => code(story, id))).toEqual([undefined, undefined]);
    expect(story.asset.ledger.costs).toEqual(etb(0));
  });

  it('stands for good once its surplus was shared', () => {
    const story = used();
    const costId = spends(story, 60);
    story.does(commands.ProposeSurplus, {}, treasurer);
    story.does(commands.ApproveSurplus, { distributionId: story.asset.surplus!.distributionId });
    expect(code(story, costId)).toBe('COST_NOT_FOUND');
    expect(story.asset.ledger.recorded.isEmpty()).toBe(true);
  });
});

describe('what a voided cost was posted as', () => {
  it('is owed to the supplier no longer', () => {
    const story = new SettledAsset();
    const costId = spends(story, 90, { supplierId });
    spends(story, 30, { supplierId });
    expect(code(story, costId)).toBe('COST_NOT_FOUND');
    expect(code(story, costId, { supplierId })).toBeUndefined();
    expect(totalOwed(story.account(supplierId))).toEqual(etb(30));
    expect(story.balance(clearing)).toBe(30_00);
  });

  it('is the association’s own no longer, and its books balance', () => {
    const story = new SettledAsset();
    const costId = spends(story, 90);
    spends(story, 30);
    voids(story, costId);
    expect([story.balance(expense), story.balance(clearing)]).toEqual([-30_00, 30_00]);
    expect(story.of(/^account-/).at(-1)!.type).toBe('AssociationCostReversed');
  });

  it('is reversed once, however often it is asked for, and not where it was never posted', () => {
    const story = new SettledAsset();
    const costId = spends(story, 90);
    voids(story, costId);
    const asked = story.world.log.flatMap((event) => assetSettlementProcess.react(event));
    expect(asked.map(({ type }) => type)).toEqual(['PostAssociationCost', 'ReverseAssociationCost']);
    const reverses = allCommands.find(({ type }) => type === 'ReverseAssociationCost')!;
    const none = { ...asked[1]!.data, costId: 'cost_none' };
    for (const data of [...asked.map(({ data }) => data), none])
      expect(story.world.ask(reverses, data, systemActor)).toEqual({ refusal: undefined, events: [] });
    expect(story.world.ask(reverses, none, treasurer).refusal?.code).toBe('NOT_PERMITTED');
    expect(story.balance(expense) + 0).toBe(0);
  });

  it('stands where the supplier was paid any of it, or may be by a payment that waits', () => {
    const story = new SettledAsset();
    const costId = spends(story, 90, { supplierId });
    const party = { kind: 'SUPPLIER', id: supplierId } as const;
    const enters = (): string => {
      const paid = { party, amount: etb(10), paidAt: story.world.now, reference: 'Transfer 18' };
      return (story.world.ask(EnterPayment, paid, treasurer).events[0]!.data as { paymentId: string }).paymentId;
    };
    const first = enters();
    expect(code(story, costId, { supplierId })).toBe('COST_PAID');
    story.world.ask(RejectPayment, { party, paymentId: first, reason: 'Never left.' }, secondTreasurer);
    const { refusal } = story.world.ask(ConfirmPayment, { party, paymentId: enters() }, secondTreasurer);
    expect([refusal, code(story, costId, { supplierId })]).toEqual([undefined, 'COST_PAID']);
  });
});
