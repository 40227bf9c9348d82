import { instant, type Instant } from '@jointly/kernel';
import { bekele, chala, tolosa } from '../testing/association-story';
import { at, consent, custodian, on, pressInUse, rules, type AssetStory } from '../testing/asset-story';
import { removeTemporaryDirectories, reop, type History } from '../testing/history';
import { etb } from '../testing/purchase-story';
import type { AssetStatement } from './statement';

afterAll(removeTemporaryDirectories);

const week = [at(9, '00:00'), at(16, '00:00')] as const;

/** The association's last event is one of others, at the period's end. */
async function stated(history: History, from: Instant, until: Instant, asOf = until) {
  const last = { sequence: 1_000, asOf };
  const { sharedAssets, close } = await history.folded();
  const found = await sharedAssets.statement(reop, 'asset_1', { from, until }, last);
  await close();
  return found!;
}

const figureOf = async (history: History, from: Instant, until: Instant): Promise<AssetStatement> =>
  (await stated(history, from, until)).figure;

async function cost(story: AssetStory, costId: string, variable: boolean, minor: number, incurredAt: Instant) {
  const data = { assetId: story.assetId, costId, category: 'OTHER', variable, amount: etb(minor), incurredAt } as const;
  await story.tell({ type: 'AssetCostRecorded', data });
}

/** A week of fifty open hours: two uses, a no-show, five hours of maintenance and a night without power. */
async function weekOfUse(): Promise<{ history: History; story: AssetStory }> {
  const { history, story } = await pressInUse();
  const { assetId } = story;
  await story.book('b1', tolosa, on(9, '07:00', '09:00'));
  await story.use('b1', tolosa, on(9, '07:00', '09:00'), ['1000', '1250']);
  await story.bill('b1', tolosa, '2', etb(200_00), ['1000', '1250'], at(10, '09:00'));
  await story.book('b2', bekele, on(10, '06:00', '09:00'), { member: false });
  await story.use('b2', bekele, on(10, '06:00', '10:00'), ['1250', '1500']);
  await story.bill('b2', bekele, '4', etb(600_00), ['1250', '1500'], at(11, '10:00'));
  await story.book('b3', chala, on(13, '07:00', '11:00'), { noShowAt: at(13, '08:00') });
  await story.tell({ type: 'BookingMissed', data: story.of('b3', chala) });
  const fee = { cause: 'NO_SHOW', tariffId: 'tariff_1', chargeId: 'fee_b3', amount: etb(50_00) } as const;
  const charged = { ...story.of('b3', chala), ...fee, dueAt: at(31, '00:00') };
  await story.tell({ type: 'BookingFeeCharged', data: charged }, { at: at(13, '08:00') });
  const maintenance = { maintenanceId: 'm1', title: 'Oil change', ...on(11, '05:00', '10:00') };
  await story.tell({ type: 'MaintenanceScheduled', data: { assetId, ...maintenance } });
  const down = { downtimeId: 'd1', start: at(12, '13:00'), expectedEnd: at(13, '05:00') };
  await story.tell({ type: 'DowntimeStarted', data: { assetId, ...down, cause: 'OTHER', reportedBy: custodian } });
  await story.tell({ type: 'DowntimeEnded', data: { assetId, downtimeId: 'd1', end: at(13, '06:00') } });
  await cost(story, 'c1', false, 100_00, at(11, '00:00'));
  await cost(story, 'c2', true, 60_00, at(12, '00:00'));
  await cost(story, 'next_week', true, 70_00, week[1]);
  return { history, story };
}

describe('The statement of an asset', () => {
  it('says how its time was used and whether use carried it', async () => {
    const { history } = await weekOfUse();
    const { figure, asOf, sequence } = await stated(history, ...week);
    expect({ asOf, sequence }).toEqual({ asOf: week[1], sequence: 1_000 });
    expect(figure.utilisation).toEqual({
      openHours: '50.000000',
      scheduledHours: '45.000000',
      downtimeHours: '3.000000',
      availableHours: '42.000000',
      bookedHours: '6.000000',
      usedHours: '6.000000',
      usedByMembers: '2.000000',
      usedByOthers: '4.000000',
      usedByRuns: '0.000000',
      utilisation: '0.142857',
      availability: '0.933333',
      noShows: { k: 1, n: 3, value: '0.333333' },
    });
    expect(figure.costRecovery).toEqual({
      usageIncome: { members: etb(200_00), others: etb(600_00) },
      feeIncome: etb(50_00),
      runIncome: etb(0),
      income: etb(850_00),
      fixedCosts: etb(100_00),
      variableCosts: etb(60_00),
      runCosts: etb(0),
      depreciation: etb(700_00),
      cost: etb(860_00),
      result: etb(-10_00),
      recovery: '0.988372',
      breakEvenPerHour: '143.333333',
      breakEvenPerUnit: '1.720000',
    });
    expect(figure).toMatchObject({
      n: { bookings: 3, uses: 2, runs: 0, entries: 5 },
      formulaVersions: { utilisation: 1 },
    });
  });

  it('counts for each of two periods what lies in it, and for both together what they add up to', async () => {
    const { history } = await weekOfUse();
    const [first, second, both] = await Promise.all([
      figureOf(history, week[0], at(10, '08:00')),
      figureOf(history, at(10, '08:00'), week[1]),
      figureOf(history, ...week),
    ]);
    const hours = [first, second, both].map(({ utilisation }) => [utilisation.openHours, utilisation.usedHours]);
    expect(hours).toEqual([
      ['13.000000', '4.000000'],
      ['37.000000', '2.000000'],
      ['50.000000', '6.000000'],
    ]);
    expect([first, second, both].map(({ n }) => n.uses)).toEqual([2, 1, 2]);
    const costs = [first, second, both].map(({ costRecovery }) => costRecovery.cost.minor);
    expect(costs[0]! + costs[1]!).toBe(costs[2]);
  });

  it('is of the asset’s last event where that is the association’s last one known', async () => {
    const { history, story } = await weekOfUse();
    const { sharedAssets, close } = await history.folded();
    const asset = (await sharedAssets.asset(reop, story.assetId))!;
    const period = { from: week[0], until: week[1] };
    const found = await sharedAssets.statement(reop, story.assetId, period, { sequence: 1, asOf: at(1, '00:00') });
    await close();
    expect(found).toMatchObject({ sequence: asset.sequence, asOf: asset.asOf });
  });

  it('counts a use under way until now, however long ago it began', async () => {
    const { history, story } = await pressInUse();
    await story.book('b1', tolosa, on(9, '06:00', '09:00'));
    await story.fetch('b1', tolosa, at(9, '06:00'), '1000');
    const used = async (from: Instant, until: Instant, now: Instant) => {
      const { figure } = await stated(history, from, until, now);
      return [figure.utilisation.usedHours, figure.n.uses];
    };
    expect(await used(...week, at(9, '08:30'))).toEqual(['2.500000', 1]);
    expect(await used(at(9, '00:00'), at(10, '00:00'), at(12, '00:00'))).toEqual(['18.000000', 1]);
    expect(await used(at(20, '00:00'), at(21, '00:00'), at(20, '06:00'))).toEqual(['6.000000', 1]);
  });

  it('counts a joint run that took place as booked and used, with what it brought in and what it cost', async () => {
    const { history, story } = await weekOfUse();
    const run = { assetId: story.assetId, runId: 'run_1' };
    const kg = (value: string) => ({ value, unit: 'kg' });
    const slot = { ...on(12, '05:00', '09:00'), joinBy: at(11, '12:00') };
    const terms = { capacity: kg('500'), sharing: 'EQUAL', estimatedCost: etb(90_00), paymentDueDays: 30 } as const;
    const reference = etb(1_000_00);
    await story.tell({ type: 'RunScheduled', data: { ...run, title: 'Pressing day', ...slot, ...terms, reference } });
    await story.tell({ type: 'RunJoined', data: { ...run, enterpriseId: chala, quantity: kg('100'), consent } });
    const ahead = await figureOf(history, ...week);
    expect(ahead.utilisation).toMatchObject({ bookedHours: '10.000000', usedHours: '6.000000' });

    const over = at(12, '08:00');
    const completed = { ...run, at: over, cost: etb(80_00), members: 1, absent: [] };
    await story.tell({ type: 'RunCompleted', data: completed }, { at: over });
    const part = { enterpriseId: chala, quantity: kg('100'), attended: true, amount: etb(80_00) };
    const charge = { at: over, reference, chargeId: 'charge_run', dueAt: at(31, '00:00') };
    await story.tell({ type: 'RunCostShared', data: { ...run, ...part, ...charge } }, { at: over });
    const figure = await figureOf(history, ...week);
    const hours = { bookedHours: '9.000000', usedHours: '9.000000', usedByMembers: '2.000000', usedByRuns: '3.000000' };
    expect(figure.utilisation).toMatchObject({ ...hours, utilisation: '0.214286' });
    const money = { runIncome: etb(80_00), income: etb(930_00), runCosts: etb(80_00), cost: etb(940_00) };
    expect(figure.costRecovery).toMatchObject({ ...money, result: etb(-10_00), breakEvenPerHour: '143.333333' });
    expect(figure.n).toMatchObject({ runs: 1 });
  });

  it('takes a waived fee back', async () => {
    const { history, story } = await weekOfUse();
    const fee = { chargeId: 'fee_b3', creditId: 'credit_b3', amount: etb(50_00), cause: 'EXCUSED' } as const;
    const data = { ...story.of('b3', chala), ...fee };
    history.at(at(14, '08:00'));
    await story.tell({ type: 'BookingFeeWaived', data });
    const { feeIncome, income } = (await figureOf(history, ...week)).costRecovery;
    expect([feeIncome, income]).toEqual([etb(0), etb(800_00)]);
  });

  it('has a voided cost in no period, and the list of costs shows it as voided', async () => {
    const { history, story } = await weekOfUse();
    history.at(at(18, '08:00'));
    const wrong = {
      costId: 'c2',
      category: 'OTHER',
      variable: true,
      amount: etb(60_00),
      incurredAt: at(12, '00:00'),
    } as const;
    const voided = { ...wrong, voidedBy: custodian, reason: 'Of another asset.' };
    await story.tell({ type: 'AssetCostVoided', data: { assetId: story.assetId, ...voided } });
    const { costRecovery } = await figureOf(history, ...week);
    expect(costRecovery).toMatchObject({ variableCosts: etb(0), fixedCosts: etb(100_00), cost: etb(800_00) });
    const { sharedAssets, close } = await history.folded();
    const { entries } = await sharedAssets.costs(reop, story.assetId, { first: 10 });
    await close();
    const standing = entries.map(({ costId, voided }) => [costId, voided?.at, voided?.by]);
    expect(standing).toEqual([
      ['next_week', undefined, undefined],
      ['c2', at(18, '08:00'), custodian],
      ['c1', undefined, undefined],
    ]);
  });

  it('takes a corrected bill back in the period in which it was corrected', async () => {
    const { history, story } = await weekOfUse();
    await story.correct('b1', tolosa, ['1000', '1250', '1220'], etb(170_00), etb(-30_00));
    expect((await figureOf(history, ...week)).costRecovery.income).toEqual(etb(850_00));
    const later = (await figureOf(history, week[1], at(31, '00:00'))).costRecovery;
    expect(later).toMatchObject({ income: etb(-30_00), usageIncome: { members: etb(-30_00) }, breakEvenPerHour: null });
  });

  it('counts open hours by the rules of their time, from commissioning to retirement', async () => {
    const { history, story } = await pressInUse();
    const { assetId } = story;
    const openingHours = [...rules.openingHours.slice(2, 3), { weekday: 'TH', from: '09:00', until: '12:00' } as const];
    history.at(at(11, '00:00'));
    const changed = { rules: { ...rules, openingHours }, rulesVersion: 2 };
    await story.tell({ type: 'AccessRulesChanged', data: { assetId, ...changed } }, { at: at(9, '00:00') });
    expect((await figureOf(history, ...week)).utilisation.openHours).toBe('33.000000');
    await story.tell({ type: 'AssetRetired', data: { assetId, reason: 'Sold.' } }, { at: at(11, '06:00') });
    expect((await figureOf(history, ...week)).utilisation.openHours).toBe('21.000000');
    expect((await figureOf(history, ...week)).costRecovery.depreciation).toEqual(etb(225_00));
    const before = await figureOf(history, at(1, '00:00'), at(9, '00:00'));
    expect(before.utilisation).toMatchObject({ openHours: '0.000000', utilisation: null, availability: null });
    expect(before.costRecovery).toMatchObject({ cost: etb(0), recovery: null });
  });

  it.each([
    ['23 hours on the Sunday that summer time begins', '2026-03-26', '2026-04-01', '23.000000'],
    ['25 hours on the Sunday that it ends', '2026-10-22', '2026-10-28', '25.000000'],
  ])('counts %s', async (_, from, until, openHours) => {
    const openingHours = [{ weekday: 'SU', from: '00:00', until: '24:00' } as const];
    const { history } = await pressInUse({ timeZone: 'Europe/Berlin', rules: { openingHours } });
    expect((await figureOf(history, instant(from), instant(until))).utilisation.openHours).toBe(openHours);
  });

  it('is not made of an asset that nobody registered', async () => {
    const { history } = await pressInUse();
    const { sharedAssets, close } = await history.folded();
    const last = { sequence: 1, asOf: week[1] };
    expect(await sharedAssets.statement(reop, 'asset_2', { from: week[0], until: week[1] }, last)).toBeUndefined();
    await close();
  });
});
