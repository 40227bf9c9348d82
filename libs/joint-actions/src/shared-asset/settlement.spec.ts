import { days, later, systemActor, type EnterpriseId } from '@jointly/kernel';
import type { EntryLine } from '../account';
import { creditOf, totalOwed } from '../account/state';
import { allCommands } from '../catalogue';
import { settlementProcess } from '../settlement/process';
import { custodian, theFilter } from '../testing/asset-story';
import { committee, delegateOf, memberId, supplierId, treasurer } from '../testing/purchase-cast';
import { coordinator } from '../testing/specification';
import { clearing, etb, SettledAsset, tariff, tomorrow } from '../testing/settled-asset';
import * as commands from './commands';
import { assetSettlementProcess } from './settlement';

const [first, second, third] = [memberId(1), memberId(2), memberId(3)];

describe('a shared asset, from its funding to its surplus', () => {
  const story = new SettledAsset({
    until: 'REGISTERED',
    shareCapital: { shares: 100, capPercent: 40 },
    rules: { surplusMethod: 'SHARES' },
  });
  const shares = [40, 40, 20];

  it('is funded by three members, each charged what it pledged', () => {
    story.funds(200_000);
    expect(story.members.map((member) => totalOwed(story.account(member)))).toEqual(Array(3).fill(etb(200_000)));
    expect(story.asset.funding!.unpaid.size).toBe(3);
  });

  it('knows who has paid in full, and gives shares to nobody else', () => {
    story.pays(first, 200_000);
    story.pays(second, 199_999);
    expect([...story.asset.funding!.unpaid].sort()).toEqual([second, third]);
    const share = { enterpriseId: second, shares: 40 };
    expect(story.tries(commands.IssueShare, share).refusal?.code).toBe('CONTRIBUTION_UNPAID');
    story.pays(second, 1);
    story.pays(third, 200_000);
    expect(story.sum('ContributionReceived')).toBe(story.sum('ContributionCalled'));
    for (const [index, count] of shares.entries())
      story.does(commands.IssueShare, { enterpriseId: story.members[index]!, shares: count });
  });

  it('is used, and each use charged once, as billed', () => {
    story.does(commands.RecordAcquisition, { price: etb(600_000), salvage: etb(60_000), lifeYears: 10 });
    story.does(commands.CommissionAsset, {});
    story.does(commands.SetTariff, { validFrom: story.world.now, basis: 'HOUR', ...tariff });
    story.uses(1, tomorrow(8), tomorrow(14));
    story.uses(2, tomorrow(14), tomorrow(18));
    expect(totalOwed(story.account(first))).toEqual(etb(30_000));
    expect(totalOwed(story.account(second))).toEqual(etb(20_000));
    story.pays(first, 30_000);
    expect(story.asset.ledger.income).toEqual(etb(50_000));
  });

  it('costs what a supplier is owed, and what the association advances', () => {
    story.does(
      commands.RecordAssetCost,
      { category: 'MAINTENANCE', variable: false, amount: etb(9_000), supplierId },
      treasurer,
    );
    story.does(commands.RecordAssetCost, { category: 'ENERGY', variable: true, amount: etb(1_000) }, treasurer);
    expect(totalOwed(story.account(supplierId))).toEqual(etb(9_000));
    expect(story.balance(`expense:sharedAsset:${theFilter}`)).toBe(-1_000_00);
  });

  it('shares its surplus by shares: who has used it without paying owes less, the others have credit', () => {
    story.at(tomorrow(24 * 10));
    story.does(commands.ProposeSurplus, {}, treasurer);
    const { distributionId, surplus } = story.asset.surplus!;
    story.does(commands.ApproveSurplus, { distributionId }, committee);
    const parts = story.members.map((member) => partOf(story, member));
    expect(parts.reduce((sum, part) => sum + part, 0)).toBe(surplus.minor);
    expect(parts).toEqual(shares.map((count) => Math.round((surplus.minor * count) / 100)));
    expect(creditOf(story.account(first)).minor).toBe(parts[0]);
    expect(totalOwed(story.account(second)).minor).toBe(20_000_00 - parts[1]!);
    expect(creditOf(story.account(third)).minor).toBe(parts[2]);
  });

  it('leaves books that balance, and in clearing what came in less what went out', () => {
    const events = story.of(/^account-/).map(({ data }) => (data as { lines?: EntryLine[] }).lines ?? []);
    for (const lines of events) expect(lines.reduce((sum, { minor }) => sum + minor, 0)).toBe(0);
    const [contributed, used] = [600_000_00, 50_000_00];
    const spent = 10_000_00 + story.sum('SurplusShared');
    expect(story.balance(clearing)).toBe(-(contributed + used - spent));
    expect(story.balance('bank')).toBe(630_000_00);
    for (const member of story.members)
      expect(story.balance(`receivable:${member}`)).toBe(totalOwed(story.account(member)).minor);
  });

  it('asks for nothing that was not done, and may ask for everything again', () => {
    const asked = [...story.world.log].flatMap((event) => assetSettlementProcess.react(event));
    expect(new Set(asked.map(({ type }) => type))).toEqual(
      new Set(['PostCharge', 'PostCredit', 'PostSupplierInvoice', 'PostAssociationCost', 'RecordContributionReceived']),
    );
    for (const { type, data } of asked) {
      const definition = allCommands.find((candidate) => candidate.type === type)!;
      expect(story.world.ask(definition, data, systemActor)).toEqual({ refusal: undefined, events: [] });
    }
  });

  it('is none of the business of what settles purchases', () => {
    expect(story.world.log.flatMap((event) => settlementProcess.react(event))).toEqual([]);
  });

  const partOf = ({ world }: SettledAsset, member: EnterpriseId): number => {
    const shared = world.log.find(({ type, data }) => type === 'SurplusShared' && data['enterpriseId'] === member);
    return (shared!.data as { amount: { minor: number } }).amount.minor;
  };
});

describe('what a booking costs', () => {
  it('a bill that was too high is given back, off the very charge while that is open', () => {
    const story = new SettledAsset({ meterUnit: 'h', tariff: { ...tariff, basis: 'METER' } });
    story.uses(1, tomorrow(4), tomorrow(6), ['100', '101']);
    const bookingId = story.uses(1, tomorrow(8), tomorrow(12), ['101', '105']);
    const open = () => story.account(first).owed.map(({ open: { minor } }) => minor / 100);
    expect(open()).toEqual([5_000, 20_000]);
    const reading = { readingId: story.booking(bookingId)!.usage!.inReadingId!, reading: '104', reason: 'Misread.' };
    story.does(commands.CorrectMeterReading, reading, custodian);
    expect(open()).toEqual([5_000, 15_000]);
    story.does(commands.CorrectMeterReading, { ...reading, reading: '106' }, custodian);
    expect(open()).toEqual([5_000, 15_000, 10_000]);
    expect(story.balance(clearing)).toBe(-30_000_00);
  });

  it('a bill that was too high and is paid becomes credit, which the next one uses', () => {
    const story = new SettledAsset({ meterUnit: 'h', tariff: { ...tariff, basis: 'METER' } });
    const bookingId = story.uses(1, tomorrow(8), tomorrow(12), ['100', '104']);
    story.pays(first, 20_000);
    const reading = { readingId: story.booking(bookingId)!.usage!.inReadingId!, reading: '103', reason: 'Misread.' };
    story.does(commands.CorrectMeterReading, reading, custodian);
    expect(creditOf(story.account(first))).toEqual(etb(5_000));
    story.uses(1, tomorrow(14), tomorrow(16), ['104', '106']);
    expect([creditOf(story.account(first)), totalOwed(story.account(first))]).toEqual([etb(0), etb(5_000)]);
  });

  it('a no-show its fee, and nothing where the tariff asks for none', () => {
    const story = new SettledAsset();
    story.book(1, tomorrow(8), tomorrow(10));
    story.at(tomorrow(12));
    expect(totalOwed(story.account(first))).toEqual(etb(100));
    const free = new SettledAsset({ tariff: { ...tariff, noShowFee: etb(0) } });
    free.book(1, tomorrow(8), tomorrow(10));
    free.at(tomorrow(12));
    expect(free.types()).toContain('BookingMissed');
    expect(free.types()).not.toContain('ChargePosted');
  });

  it('a fee that is waived is taken off its charge, or becomes credit where that is paid', () => {
    const owes = (paid: boolean) => {
      const story = new SettledAsset();
      const bookingId = story.book(1, tomorrow(8), tomorrow(10));
      story.at(tomorrow(12));
      if (paid) story.pays(first, 100);
      story.does(commands.ExcuseBooking, { ...story.naming(bookingId), reason: 'The road was flooded.' }, custodian);
      expect([story.balance(clearing) + 0, story.asset.ledger.income]).toEqual([0, etb(0)]);
      const { data } = story.world.log.find(({ type }) => type === 'CreditPosted')!;
      expect(data).toMatchObject({ action: { id: theFilter, part: bookingId }, amount: etb(100) });
      return [totalOwed(story.account(first)), creditOf(story.account(first))];
    };
    expect([owes(false), owes(true)]).toEqual([
      [etb(0), etb(0)],
      [etb(0), etb(100)],
    ]);
  });

  it('a fee that is waived is taken off its own charge, though an older one is open', () => {
    const story = new SettledAsset();
    const [older, newer] = [story.book(1, tomorrow(8), tomorrow(10)), story.book(1, tomorrow(12), tomorrow(14))];
    story.at(tomorrow(16));
    const { chargeId } = story.booking(older)!.fee!;
    story.does(commands.ExcuseBooking, { ...story.naming(newer), reason: 'The road was flooded.' }, custodian);
    expect(story.account(first).owed.map(({ obligationId }) => obligationId)).toEqual([chargeId]);
  });

  it('a no-show that was handed over in time is charged for its use alone', () => {
    const story = new SettledAsset();
    const bookingId = story.book(1, tomorrow(8), tomorrow(10));
    story.at(tomorrow(12));
    story.does(commands.RecordHandOver, { ...story.naming(bookingId), condition: 'GOOD' }, custodian, tomorrow(8));
    story.does(commands.RecordReturn, { ...story.naming(bookingId), condition: 'GOOD' }, custodian, tomorrow(10));
    expect(totalOwed(story.account(first))).toEqual(etb(10_000));
    expect(story.balance(clearing)).toBe(-10_000_00);
  });

  it('an enterprise that is no member is charged and pays like any other', () => {
    const story = new SettledAsset({ members: 1, rules: { nonMembers: true } });
    story.admit(second);
    story.uses(2, tomorrow(8), tomorrow(10));
    expect(totalOwed(story.account(second))).toEqual(etb(12_000));
    story.pays(second, 12_000);
    expect(totalOwed(story.account(second))).toEqual(etb(0));
  });

  it('charges say which booking they are of; those that say none are contributions, and told when they are paid', () => {
    const story = new SettledAsset({
      shareCapital: { shares: 100, capPercent: 40 },
      rules: { surplusMethod: 'SHARES' },
    });
    story.funds(1_000);
    const bookingId = story.uses(1, tomorrow(8), tomorrow(10));
    const actions = story.world.log.filter(({ type }) => type === 'ChargePosted').map(({ data }) => data['action']);
    const asset = { kind: 'sharedAsset', id: theFilter };
    expect(actions).toEqual([asset, asset, asset, { ...asset, part: bookingId }]);
    story.pays(first, 11_000);
    const told = assetSettlementProcess.react(story.world.log.findLast(({ type }) => type === 'PaymentConfirmed')!);
    expect(told.map(({ type }) => type)).toEqual(['RecordContributionReceived']);
  });
});

describe('a joint run', () => {
  const took = (owed: object = {}) => {
    const story = new SettledAsset();
    const slot = { start: tomorrow(8), end: tomorrow(12), joinBy: tomorrow(6) };
    const terms = { capacity: { value: '10', unit: 't' }, sharing: 'EQUAL' as const, estimatedCost: etb(100) };
    const { events } = story.does(commands.ScheduleRun, { title: 'Test pressing', ...slot, ...terms });
    const { runId } = events[0]!.data as { runId: string };
    const quantity = { value: '2', unit: 't' };
    for (const enterpriseId of story.members)
      story.does(commands.JoinRun, { runId, enterpriseId, quantity }, delegateOf(enterpriseId));
    const completion = { runId, cost: etb(100), absent: [third], ...owed };
    return { story, ...story.at(tomorrow(13)).tries(commands.CompleteRun, completion, coordinator, tomorrow(12)) };
  };

  it('is charged to all who had joined, to the last cent', () => {
    const { story } = took();
    const owed = story.members.map((member) => totalOwed(story.account(member)).minor);
    expect(owed.reduce((sum, minor) => sum + minor, 0)).toBe(100_00);
    expect(Math.max(...owed) - Math.min(...owed)).toBe(1);
  });

  it('costs what the association advanced, which its members make good', () => {
    const { story } = took();
    expect(story.balance(`expense:sharedAsset:${theFilter}`)).toBe(-100_00);
    expect(story.balance(clearing)).toBe(0);
  });

  it('or what a supplier is owed, by the association’s usual term unless another was agreed', () => {
    const { story } = took({ supplierId });
    expect(story.account(supplierId).owed).toMatchObject([{ amount: etb(100), dueAt: later(tomorrow(13), days(30)) }]);
    expect(story.balance(clearing)).toBe(0);
    const sooner = took({ supplierId, dueAt: tomorrow(40) }).story;
    expect(sooner.account(supplierId).owed).toMatchObject([{ dueAt: tomorrow(40) }]);
  });

  it('owes nothing to a supplier that nobody knows', () => {
    expect(took({ supplierId: 'supplier_none' }).refusal?.code).toBe('SUPPLIER_NOT_FOUND');
  });
});
