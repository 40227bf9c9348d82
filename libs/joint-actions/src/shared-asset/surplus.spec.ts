import fc from 'fast-check';
import { days, instant, later, money, type EnterpriseId, type Money } from '@jointly/kernel';
import { AssetStory, custodian, monday, type AssetSetting } from '../testing/asset-story';
import { supplierRegistered } from '../testing/parties';
import { cda, committee, memberId, supplierId, treasurer } from '../testing/purchase-cast';
import { coordinator, reop } from '../testing/specification';
import { accountStream, supplierStream } from '../streams';
import {
  ApproveSurplus,
  ChangeAccessRules,
  IssueShare,
  ProposeSurplus,
  RecordAssetCost,
  RecordHandOver,
  RecordReturn,
  RejectSurplus,
} from './commands';
import type { SurplusMethod } from './schemas';
import { depreciation } from './surplus';

const etb = (birr: number): Money => ({ minor: Math.round(birr * 100), currency: 'ETB' });
const told = (story: AssetStory, type: string) => story.world.log.filter((event) => event.type === type);
const lent: AssetSetting = { tariff: { basis: 'HOUR', member: { amount: '1000', currency: 'ETB' } } };

/** Members one after another have the press for so many hours each, from ten o'clock on. */
function uses(story: AssetStory, hours: readonly [member: number, hours: number][]): AssetStory {
  let at = monday('10:00');
  for (const [member, count] of hours) {
    const until = later(at, count * 3_600_000);
    const bookingId = story.book(member, at, until);
    story.at(at).does(RecordHandOver, { ...story.naming(bookingId), condition: 'GOOD' }, custodian);
    story.at(until).does(RecordReturn, { ...story.naming(bookingId), condition: 'GOOD' }, custodian);
    at = until;
  }
  return story;
}

const costs = (story: AssetStory, birr: number) =>
  story.does(RecordAssetCost, { category: 'ENERGY', variable: true, amount: etb(birr) }, treasurer);

const proposes = (story: AssetStory) => story.tries(ProposeSurplus, {}, treasurer);

/** An asset whose surplus is shared by that method. */
const sharedBy = (surplusMethod: SurplusMethod, more: AssetSetting = {}): AssetSetting => ({
  ...lent,
  ...more,
  rules: { surplusMethod, ...more.rules },
});

const approves = (story: AssetStory, actor = coordinator) =>
  story.tries(ApproveSurplus, { distributionId: story.asset.surplus?.distributionId ?? 'distribution_none' }, actor);

const parts = (story: AssetStory): Record<EnterpriseId, number> =>
  Object.fromEntries(
    told(story, 'SurplusShared').map(({ data }) => [data['enterpriseId'], (data['amount'] as Money).minor]),
  ) as Record<EnterpriseId, number>;

describe('depreciation', () => {
  const acquisition = { acquiredAt: instant('2026-01-01'), price: etb(1100), salvage: etb(100), lifeYears: 2 };
  const lost = (from: string, until: string) => depreciation(acquisition, instant(from), instant(until));

  it('is a straight line from the price to the salvage value over its life', () => {
    expect(lost('2026-01-01', '2027-01-01')).toEqual(etb(500));
    expect(lost('2026-01-01', '2026-01-02')).toEqual(etb(1.37));
  });

  it('begins with the acquisition and ends with the life', () => {
    expect(lost('2025-01-01', '2026-01-01')).toEqual(etb(0));
    expect(lost('2020-01-01', '2099-01-01')).toEqual(etb(1000));
    expect(lost('2028-01-01', '2029-01-01')).toEqual(etb(0));
  });

  it('of periods that follow on each other adds up to the whole', () => {
    const moment = fc.date({ min: new Date('2026-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(fc.array(moment, { minLength: 1, maxLength: 8 }), (moments) => {
        const cuts = [...moments.map(instant), instant('2025-06-01'), instant('2031-01-01')].sort();
        const sum = cuts
          .slice(1)
          .reduce((total, at, index) => total + depreciation(acquisition, cuts[index]!, at).minor, 0);
        expect(sum).toBe(1000_00);
      }),
    );
  });
});

describe('a cost of the asset', () => {
  it('goes into its books and onto the account of whoever is owed it', () => {
    const story = new AssetStory();
    story.world.tell(supplierStream(reop, supplierId), supplierRegistered(supplierId));
    const cost = { category: 'MAINTENANCE', variable: false, amount: etb(90), supplierId } as const;
    const { events } = story.does(RecordAssetCost, cost, treasurer);
    expect(events[0]!.data).toMatchObject({ dueAt: later(story.world.now, days(30)), incurredAt: story.world.now });
    expect(story.asset.ledger.costs).toEqual(etb(90));
    const owed = story.world.log.filter(({ stream }) => stream === accountStream(reop, supplierId));
    expect(owed.map(({ type }) => type)).toEqual(['SupplierInvoicePosted']);
  });

  it('is of a known supplier, an amount above zero, and not for a broker to record', () => {
    const story = new AssetStory();
    const code = (amount: Money, more: { supplierId?: string } = {}, actor = treasurer) =>
      story.tries(RecordAssetCost, { category: 'RENT', variable: false, amount, ...more }, actor).refusal?.code;
    expect(code(etb(1), { supplierId })).toBe('SUPPLIER_NOT_FOUND');
    expect(code(etb(0))).toBe('AMOUNT_NOT_POSITIVE');
    expect(code(etb(1), {}, cda)).toBe('NOT_PERMITTED');
    expect(code({ minor: 1, currency: 'XOF' })).toBe('WRONG_CURRENCY');
  });

  it('is more than the books take only with others', () => {
    const story = new AssetStory();
    costs(story, 9 * 10 ** 10);
    const more = { category: 'OTHER', variable: false, amount: etb(2 * 10 ** 10) } as const;
    expect(story.tries(RecordAssetCost, more, treasurer).refusal?.code).toBe('AMOUNT_TOO_LARGE');
  });
});

describe('a surplus', () => {
  it('is what use brought in beyond costs and the value lost', () => {
    const story = uses(new AssetStory(lent), [[1, 4]]);
    costs(story, 500);
    // It loses 540 000 birr in ten years of 365 days, so 36.99 in the six hours since it was acquired.
    expect(proposes(story).events[0]!.data).toMatchObject({
      from: story.world.log.find(({ type }) => type === 'AssetRegistered')!.occurredAt,
      until: monday('14:00'),
      income: etb(4000),
      costs: etb(500),
      depreciation: etb(36.99),
      surplus: etb(3463.01),
    });
  });

  it('is none where nothing is left, and the figures say so', () => {
    const story = uses(new AssetStory(lent), [[1, 4]]);
    costs(story, 3963.01);
    expect(proposes(story).refusal).toMatchObject({
      code: 'NO_SURPLUS',
      message: '4000.00 ETB came in, 3963.01 were spent and 36.99 lost in value: there is nothing to share yet.',
    });
  });

  it('is shared by use, each by what it was billed', () => {
    const story = uses(new AssetStory(lent), [
      [1, 1],
      [2, 3],
    ]);
    costs(story, 963.01);
    proposes(story);
    const { events } = approves(story);
    expect(events[0]).toMatchObject({ type: 'SurplusDistributed', data: { surplus: etb(3000), members: 2 } });
    expect(parts(story)).toEqual({ [memberId(1)]: 750_00, [memberId(2)]: 2250_00 });
  });

  it('is shared by heads of those who used it, or by shares', () => {
    const equal = uses(new AssetStory(sharedBy('EQUAL')), [
      [1, 1],
      [2, 3],
    ]);
    costs(equal, 963.01);
    proposes(equal);
    approves(equal);
    expect(parts(equal)).toEqual({ [memberId(1)]: 1500_00, [memberId(2)]: 1500_00 });
    const owned = uses(new AssetStory(sharedBy('SHARES', { shareCapital: { shares: 3, capPercent: 100 } })), [[1, 4]]);
    owned.does(IssueShare, { enterpriseId: memberId(3), shares: 2 });
    owned.does(IssueShare, { enterpriseId: memberId(2), shares: 1 });
    costs(owned, 963.01);
    proposes(owned);
    approves(owned);
    expect(parts(owned)).toEqual({ [memberId(2)]: 1000_00, [memberId(3)]: 2000_00 });
  });

  it('has somebody to share it', () => {
    const shareCapital = { shares: 3, capPercent: 100 };
    const story = uses(new AssetStory(sharedBy('SHARES', { shareCapital })), [[1, 4]]);
    expect(proposes(story).refusal?.code).toBe('NOBODY_TO_SHARE');
  });

  it.each<SurplusMethod>(['USAGE', 'EQUAL'])('by %s is shared among members alone', (method) => {
    const open = sharedBy(method, { rules: { nonMembers: true } });
    const story = new AssetStory(open);
    story.admit(memberId(9));
    uses(story, [[9, 2]]);
    expect(proposes(story).refusal?.code).toBe('NOBODY_TO_SHARE');
    const both = new AssetStory(open);
    both.admit(memberId(9));
    uses(both, [
      [1, 1],
      [9, 2],
    ]);
    proposes(both);
    approves(both);
    expect(Object.keys(parts(both))).toEqual([memberId(1)]);
  });

  it('is shared as was agreed before it came in, whatever the rules say by then', () => {
    const story = new AssetStory(sharedBy('EQUAL'));
    const changes = (surplusMethod: SurplusMethod) => {
      const { rules, rulesVersion } = story.asset;
      story.does(ChangeAccessRules, { rules: { ...rules, surplusMethod }, rulesVersion });
    };
    changes('USAGE');
    expect(story.asset.ledger.method).toBe('USAGE');
    uses(story, [[1, 4]]);
    changes('EQUAL');
    expect(proposes(story).events[0]!.data).toMatchObject({ method: 'USAGE' });
    expect(story.asset.ledger.method).toBe('EQUAL');
    story.does(RejectSurplus, { distributionId: story.asset.surplus!.distributionId });
    expect(story.asset.ledger.method).toBe('USAGE');
  });

  it('is approved by another than proposed it, and by no broker', () => {
    const story = uses(new AssetStory(lent), [[1, 4]]);
    expect(approves(story).refusal?.code).toBe('SURPLUS_NOT_FOUND');
    proposes(story);
    expect(proposes(story).refusal?.code).toBe('SURPLUS_PENDING');
    expect(approves(story, treasurer).refusal?.code).toBe('SAME_PERSON');
    expect(approves(story, cda).refusal?.code).toBe('NOT_PERMITTED');
    expect(approves(story, committee).refusal).toBeUndefined();
    expect(approves(story).refusal?.code).toBe('SURPLUS_NOT_FOUND');
  });

  it('is credited to the accounts of those who get it', () => {
    const story = uses(new AssetStory(lent), [[1, 4]]);
    proposes(story);
    approves(story);
    const account = story.world.log.filter(({ stream }) => stream === accountStream(reop, memberId(1)));
    expect(account.map(({ type }) => type)).toContain('CreditPosted');
  });

  it('leaves what came in since it was proposed to the next one, and takes the books back where it is rejected', () => {
    const story = uses(new AssetStory(lent), [[1, 4]]);
    proposes(story);
    costs(story, 10);
    story.does(RejectSurplus, { distributionId: story.asset.surplus!.distributionId });
    expect(story.asset).not.toHaveProperty('surplus');
    expect(story.asset.ledger).toMatchObject({ income: etb(4000), costs: etb(10) });
    const since = story.asset.ledger.since;
    proposes(story);
    costs(story, 20);
    approves(story);
    expect(since < story.asset.ledger.since).toBe(true);
    expect(story.asset.ledger).toMatchObject({ since: story.world.now, income: etb(0), costs: etb(20) });
    expect(story.asset.ledger.billed.size).toBe(0);
  });

  it('is shared to the last coin, whatever the uses', () => {
    const used = fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 3 })), {
      minLength: 1,
      maxLength: 5,
    });
    const agreed = fc.constantFrom<SurplusMethod>('USAGE', 'EQUAL');
    fc.assert(
      fc.property(used, agreed, fc.nat(900_00), (hours, by, spent) => {
        const story = uses(new AssetStory(sharedBy(by, { members: 4 })), hours);
        if (spent > 0) costs(story, spent / 100);
        proposes(story);
        const { surplus } = story.asset.surplus!;
        approves(story);
        const given = Object.values(parts(story)).reduce((sum, minor) => sum + minor, 0);
        expect(money(given, 'ETB')).toEqual(surplus);
      }),
      { numRuns: 40 },
    );
  });
});
