import { type JsonObject, type Money } from '@jointly/kernel';
import { bulkPurchaseStream } from '../streams';
import { delegateOf, memberId } from '../testing/purchase-cast';
import { PurchaseStory } from '../testing/purchase-story';
import { reop } from '../testing/specification';
import * as commands from './commands';
import { phaseOf } from './phase';

const [first, second, third] = [memberId(1), memberId(2), memberId(3)];

function commits(story: PurchaseStory, change: JsonObject = {}) {
  const bid = { quantity: story.kg(100), maximumLandedUnitPrice: story.price('95'), termsVersion: 1 };
  return story.tries(commands.MakeCommitment, { enterpriseId: first, ...bid, ...change }, delegateOf(first));
}

const withdraws = (story: PurchaseStory, enterpriseId = first) =>
  story.tries(commands.WithdrawCommitment, { enterpriseId, reason: 'Less needed.' }, delegateOf(enterpriseId));

describe('a commitment', () => {
  it('waits for an approved award', () => {
    expect(commits(new PurchaseStory().close()).refusal?.code).toBe('NOT_AWARDED');
  });

  it('fixes what the member would pay alone, and what it is expected to pay now', () => {
    const story = new PurchaseStory({ rules: { disclosure: 'OPEN' } }).award();
    const unitPrice = story.price('100');
    expect(commits(story).events[0]?.data).toMatchObject({
      baselines: [{ unitPrice }],
      estimatedCost: story.money(9_000_00),
    });
  });

  it.each<[string, JsonObject, string]>([
    ['stale terms', { termsVersion: 2 }, 'STALE_TERMS'],
    ['another currency', { maximumLandedUnitPrice: { amount: '95', currency: 'USD' } }, 'WRONG_CURRENCY'],
    ['nothing', { quantity: { value: '0', unit: 'kg' } }, 'QUANTITY_NOT_POSITIVE'],
    ['a maximum of nothing', { maximumLandedUnitPrice: { amount: '0', currency: 'ETB' } }, 'INVALID_INPUT'],
  ])('is refused for %s', (_what, change, code) => {
    expect(commits(new PurchaseStory().award(), change).refusal?.code).toBe(code);
  });

  it('is made once, withdrawn before the cut-off, and made anew', () => {
    const story = new PurchaseStory().award();
    expect(withdraws(story).refusal?.code).toBe('NOT_COMMITTED');
    commits(story);
    expect(commits(story).refusal?.code).toBe('ALREADY_COMMITTED');
    expect(withdraws(story).refusal).toBeUndefined();
    expect(commits(story).refusal).toBeUndefined();
  });

  it('comes too late after the deadline, and so does its withdrawal', () => {
    const story = new PurchaseStory().commit(['200', '200']).wait(60);
    expect(commits(story, { enterpriseId: first }).refusal?.code).toBe('COMMITMENTS_CLOSED');
    expect(withdraws(story).refusal?.code).toBe('COMMITMENTS_CLOSED');
  });

  it('can’t be withdrawn once the purchase is confirmed', () => {
    const story = new PurchaseStory().order();
    expect(withdraws(story).refusal?.code).toBe('COMMITMENTS_CLOSED');
  });
});

describe('the threshold', () => {
  it('follows withdrawals', () => {
    const story = new PurchaseStory().commit(['150', '150']);
    withdraws(story);
    expect(story.tries(commands.ConfirmPurchase, {}).refusal?.code).toBe('THRESHOLD_NOT_MET');
  });

  it('asks for members as well as for quantity', () => {
    const story = new PurchaseStory().commit(['900']);
    expect(story.tries(commands.ConfirmPurchase, {}).refusal?.code).toBe('THRESHOLD_NOT_MET');
  });

  it('counts commitments, never demands', () => {
    const story = new PurchaseStory().award(['500', '500', '500']);
    expect(story.tries(commands.ConfirmPurchase, {}).refusal?.code).toBe('THRESHOLD_NOT_MET');
  });

  it('unmet when the deadline passes fails the purchase, without anybody looking', () => {
    const story = new PurchaseStory().commit(['100']).wait(60);
    story.world.tick(bulkPurchaseStream(reop, story.purchaseId));
    expect(story.world.log.slice(-2)).toMatchObject([
      { type: 'CommitmentsClosed', data: { thresholdMet: false } },
      { type: 'PurchaseFailed', data: { by: 'DEADLINE', reason: 'THRESHOLD_NOT_MET', committedMembers: 1 } },
    ]);
  });

  it('met when the deadline passes leaves the purchase to be confirmed', () => {
    const story = new PurchaseStory().commit().wait(60);
    story.does(commands.ConfirmPurchase, {});
    expect(phaseOf(story.state)).toBe('CONFIRMED');
  });

  it('met forbids failing the purchase, unmet allows it', () => {
    const met = new PurchaseStory().commit();
    expect(met.tries(commands.FailPurchase, {}).refusal?.code).toBe('THRESHOLD_IS_MET');
    const unmet = new PurchaseStory().commit(['100']);
    unmet.does(commands.FailPurchase, {});
    expect(phaseOf(unmet.state)).toBe('FAILED');
  });

  it('leaves a purchase without an award to fail at the commitment deadline', () => {
    const story = new PurchaseStory().close().wait(60);
    story.world.tick(bulkPurchaseStream(reop, story.purchaseId));
    expect(story.world.log.at(-1)).toMatchObject({ data: { reason: 'NO_AWARD' } });
  });
});

describe('a purchase that can go ahead and is not confirmed', () => {
  it('fails when the days for it have passed: members are not bound without end', () => {
    const story = new PurchaseStory().commit();
    const tick = () => story.world.tick(bulkPurchaseStream(reop, story.purchaseId));
    story.wait(73);
    tick();
    expect(phaseOf(story.state)).toBe('COMMITTING');
    story.wait(1);
    tick();
    expect(story.world.log.at(-1)).toMatchObject({
      type: 'PurchaseFailed',
      data: { by: 'DEADLINE', reason: 'NOT_CONFIRMED_IN_TIME' },
    });
  });
});

describe('confirming', () => {
  it('releases whose share, in whole coins, is above what its maximum comes to', () => {
    const story = new PurchaseStory({
      currency: 'XOF',
      tiers: [{ from: '0', unitPrice: { amount: '43.4', currency: 'XOF' } }],
      terms: { minimumQuantity: { value: '1', unit: 'kg' }, minimumMembers: 1 },
    }).commit(['1', '1', '1'], ['43.4', '44', '44']);
    story.does(commands.ConfirmPurchase, {});
    const { shares } = story.purchase.confirmation!;
    expect([...shares.keys()]).toEqual([second, third]);
    for (const { cost } of shares.values()) expect(cost.minor).toBeLessThanOrEqual(44);
  });

  const confirmed = (story: PurchaseStory) => story.does(commands.ConfirmPurchase, {}).events;

  it('takes the tier that the commitments reach, not the one that was demanded', () => {
    const story = new PurchaseStory().award(['500', '500', '500']);
    story.commitmentOf(first, '200');
    story.commitmentOf(second, '200');
    expect(confirmed(story)[0]?.data).toMatchObject({ unitPrice: story.price('95'), quantity: story.kg(400) });
  });

  it('releases who would pay above the own maximum, and moves to the tier of the rest', () => {
    const story = new PurchaseStory().commit(['200', '200', '200'], ['95', '95', '89']);
    expect(confirmed(story)).toMatchObject([
      { type: 'PurchaseConfirmed', data: { unitPrice: story.price('95'), members: 2, released: 1 } },
      { type: 'MemberShareConfirmed', data: { enterpriseId: first } },
      { type: 'MemberShareConfirmed', data: { enterpriseId: second } },
      { type: 'CommitmentReleased', data: { enterpriseId: third } },
    ]);
  });

  it('is done once, and leaves nothing to fail', () => {
    const story = new PurchaseStory().commit();
    confirmed(story);
    expect(story.tries(commands.ConfirmPurchase, {}).refusal?.code).toBe('ALREADY_CONFIRMED');
    expect(story.tries(commands.FailPurchase, {}).refusal?.code).toBe('ALREADY_CONFIRMED');
  });

  it('is refused where releasing breaks the threshold', () => {
    const story = new PurchaseStory().commit(['200', '200', '200'], ['94', '95', '89']);
    expect(story.tries(commands.ConfirmPurchase, {}).refusal?.code).toBe('THRESHOLD_NOT_MET');
  });

  it('counts charges into the landed price that a maximum is about', () => {
    const charges = [{ kind: 'FREIGHT' as const, amount: { minor: 600_00, currency: 'ETB' } }];
    const story = new PurchaseStory({ charges }).commit(['100', '200', '300'], ['98', '98', '90.99']);
    expect(confirmed(story).at(-1)).toMatchObject({ type: 'CommitmentReleased', data: { enterpriseId: third } });
  });

  it('shares the contracted cost to the minor unit', () => {
    const charges = [{ kind: 'FEE' as const, amount: { minor: 1_00, currency: 'ETB' } }];
    const [header, ...shares] = confirmed(new PurchaseStory({ charges }).commit());
    expect(header!.data).toMatchObject({ landedCost: { minor: 54_001_00 } });
    const costs = shares.map(({ data }) => (data as unknown as { cost: Money }).cost.minor);
    expect(costs.reduce((sum, minor) => sum + minor, 0)).toBe(54_001_00);
  });

  it('is refused below what the supplier delivers at least', () => {
    const tiers = [{ from: '1000', unitPrice: { amount: '84', currency: 'ETB' } }];
    const story = new PurchaseStory({ tiers }).commit();
    expect(story.tries(commands.ConfirmPurchase, {}).refusal?.code).toBe('MINIMUM_ORDER_NOT_REACHED');
  });
});
