import { instant } from '@jointly/kernel';
import { bekele, chala, tolosa } from './association-story';
import { AssetStory, at, consent, custodian, evidence, on, rules } from './asset-story';
import { coordinator, type History } from './history';
import { etb, kg, verifier } from './purchase-story';

const due = instant('2026-04-20T00:00:00Z');

/** An asset in whose life everything happens that can happen to one, chapter by chapter. */
export const chapters: readonly ((story: AssetStory) => Promise<unknown>)[] = [
  (story) => story.registered(),
  funded,
  (story) => story.commissioned(),
  ruled,
  booked,
  waited,
  used,
  brokenDown,
  maintained,
  ranJointly,
  shared,
  retired,
];

export async function assetLife(history: History): Promise<void> {
  const story = new AssetStory(history);
  for (const chapter of chapters) await chapter(story);
}

async function funded(story: AssetStory): Promise<void> {
  const of = { assetId: story.assetId, fundingId: 'funding_1' };
  const [first, second] = [tolosa, bekele].map((enterpriseId) => ({ enterpriseId, pledgeId: `p_${enterpriseId}` }));
  const sums = { pledged: etb(500_00), granted: etb(400_00) };
  const target = { target: etb(900_00), deadline: at(8, '00:00'), paymentDueDays: 30 };
  const grant = { grantId: 'grant_1', grantor: 'Ministry of Industry', amount: etb(400_00), evidence };
  await story.tell({ type: 'FundingOpened', data: { ...of, ...target } });
  for (const pledge of [first!, second!])
    await story.tell({ type: 'ContributionPledged', data: { ...of, ...pledge, amount: etb(500_00), consent } });
  await story.tell({ type: 'PledgeWithdrawn', data: { ...of, enterpriseId: bekele, consent } });
  await story.tell({ type: 'GrantRecorded', data: { ...of, ...grant } });
  await story.tell({ type: 'FundingClosed', data: { ...of, by: 'DEADLINE', reached: true, ...sums } });
  const called = { ...of, ...first!, amount: etb(500_00) };
  await story.tell({ type: 'ContributionCalled', data: { ...called, chargeId: 'charge_f1', dueAt: due } });
  await story.tell({ type: 'ContributionReceived', data: called });
}

async function ruled(story: AssetStory): Promise<void> {
  const { assetId } = story;
  const baseline = { assetId, baselineId: 'baseline_1', basis: 'HIRE_RATE' } as const;
  const rate = { per: 'HOUR', rate: { amount: '180', currency: 'ETB' }, declaredBy: coordinator } as const;
  await story.tell({
    type: 'AccessRulesChanged',
    data: { assetId, rules: { ...rules, holdMinutes: 30 }, rulesVersion: 2 },
  });
  await story.tell({ type: 'CustodiansNamed', data: { assetId, custodians: [custodian, verifier] } });
  await story.tell({
    type: 'HireBaselineDeclared',
    data: { ...baseline, ...rate, source: 'Adama hire', quotedAt: at(1, '08:00') },
  });
  await story.tell({ type: 'HireBaselineVerified', data: baseline }, { actor: verifier });
}

async function booked(story: AssetStory): Promise<void> {
  const { assetId, of } = story;
  const first = on(9, '13:00', '14:00');
  const series = { seriesId: 'series_1', rule: 'FREQ=DAILY;COUNT=2', timeZone: 'Africa/Addis_Ababa', first, booked: 2 };
  await story.tell({
    type: 'RecurringBookingRequested',
    data: { assetId, enterpriseId: chala, ...series, skipped: [] },
  });
  await story.book('s1', chala, first, { seriesId: 'series_1' });
  await story.book('s2', chala, on(10, '13:00', '14:00'), { seriesId: 'series_1' });
  await story.request('held', bekele, on(9, '10:00', '12:00'));
  await story.tell({ type: 'BookingHeld', data: { ...of('held', bekele), expiresAt: at(9, '01:00') } });
  await story.tell({ type: 'BookingLapsed', data: { ...of('held', bekele), cause: 'HOLD_EXPIRED' } });
  await story.request('declined', bekele, on(9, '10:00', '12:00'), { decideBy: at(9, '09:00') });
  await story.tell({ type: 'BookingDeclined', data: { ...of('declined', bekele), reason: 'Not for seed.' } });
  await story.tell({ type: 'ReleaseCutOffPassed', data: of('s1', chala) });
  await story.tell({ type: 'BookingMissed', data: of('s1', chala) });
  const fee = { cause: 'NO_SHOW', tariffId: 'tariff_1', chargeId: 'fee_s1', amount: etb(50_00), dueAt: due } as const;
  await story.tell({ type: 'BookingFeeCharged', data: { ...of('s1', chala), ...fee } });
  const waived = { chargeId: 'fee_s1', creditId: 'credit_s1', amount: etb(50_00), cause: 'EXCUSED' } as const;
  await story.tell({ type: 'BookingExcused', data: { ...of('s1', chala), reason: 'Flood' } });
  await story.tell({ type: 'BookingFeeWaived', data: { ...of('s1', chala), ...waived } });
}

async function waited(story: AssetStory): Promise<void> {
  const { of } = story;
  await story.wait('w1', tolosa, on(10, '13:00', '14:00'));
  await story.wait('w2', bekele, on(10, '13:00', '14:00'));
  const series = { assetId: story.assetId, seriesId: 'series_1', enterpriseId: chala };
  await story.tell({ type: 'SeriesReleased', data: { ...series, released: 1, reason: 'Ill', consent } });
  await story.tell({ type: 'BookingReleased', data: { ...of('s2', chala), late: true, seriesId: 'series_1' } });
  await story.tell({ type: 'BookingPromoted', data: { ...of('w1', tolosa), expiresAt: at(9, '02:00') } });
  await story.tell({ type: 'BookingConfirmed', data: { ...of('w1', tolosa), by: 'ENTERPRISE' } });
  await story.tell({ type: 'WaitlistLeft', data: { ...of('w2', bekele), cause: 'TIME_CAME' } });
}

async function used(story: AssetStory): Promise<void> {
  const { assetId } = story;
  await story.book('used', tolosa, on(11, '07:00', '09:00'));
  await story.use('used', tolosa, on(11, '07:00', '08:30'), ['1000', '1250']);
  await story.bill('used', tolosa, '2', etb(250_00), ['1000', '1250'], at(12, '09:00'));
  const late = on(11, '09:00', '10:00');
  await story.book('late', chala, late);
  await story.fetch('late', chala, late.start, '1250');
  await story.tell({ type: 'ReturnOverdue', data: story.of('late', chala) }, { at: at(11, '14:00') });
  await story.bringBack('late', chala, { start: late.start, end: at(11, '16:00') }, '1250');
  const read = { readingId: 'r1', at: at(12, '10:00'), reading: '1250' };
  await story.tell({ type: 'MeterRead', data: { assetId, ...read } });
  await story.correct('used', tolosa, ['1000', '1250', '1220'], etb(220_00), etb(-30_00));
  const damage = { damageId: 'damage_1', bookingId: 'used', reportedBy: custodian, summary: 'Screw is bent' };
  await story.tell({ type: 'DamageReported', data: { assetId, ...damage } });
}

async function brokenDown(story: AssetStory): Promise<void> {
  const { assetId, of } = story;
  const downtime = { assetId, downtimeId: 'd1' };
  const from = {
    start: at(16, '05:00'),
    expectedEnd: at(16, '12:00'),
    cause: 'BREAKDOWN',
    reportedBy: custodian,
  } as const;
  await story.book('displaced', tolosa, on(16, '07:00', '09:00'));
  await story.tell({ type: 'DowntimeStarted', data: { ...downtime, ...from, note: 'No power' } });
  const alternatives = [on(17, '07:00', '09:00')];
  const displaced = { cause: 'DOWNTIME', causeId: 'd1', alternatives } as const;
  await story.tell({ type: 'BookingDisplaced', data: { ...of('displaced', tolosa), ...displaced } });
  await story.tell({ type: 'DowntimeExtended', data: { ...downtime, expectedEnd: at(16, '14:00') } });
  await story.tell({ type: 'DowntimeEnded', data: { ...downtime, end: at(16, '11:00') } });
}

async function maintained(story: AssetStory): Promise<void> {
  const { assetId } = story;
  await story.tell({
    type: 'MaintenancePlanSet',
    data: { assetId, everyUnits: '200', sinceReading: '1000', since: at(9, '00:00') },
  });
  await story.tell({ type: 'MaintenanceFellDue', data: { assetId, cause: 'METER' } });
  for (const [maintenanceId, day] of [
    ['m1', 18],
    ['m2', 19],
  ] as const)
    await story.tell({
      type: 'MaintenanceScheduled',
      data: { assetId, maintenanceId, title: 'Oil change', ...on(day, '07:00', '09:00') },
    });
  await story.tell({ type: 'MaintenanceCancelled', data: { assetId, maintenanceId: 'm1' } });
  const done = { maintenanceId: 'm2', at: at(19, '08:00'), reading: '1220', doneBy: custodian, note: 'New filter' };
  await story.tell({ type: 'MaintenanceCompleted', data: { assetId, ...done } });
}

async function ranJointly(story: AssetStory): Promise<void> {
  const { assetId } = story;
  const terms = {
    capacity: kg('500'),
    sharing: 'EQUAL',
    estimatedCost: etb(300_00),
    paymentDueDays: 30,
    reference: etb(100_00),
  } as const;
  const schedule = (runId: string, day: number) => {
    const when = { ...on(day, '07:00', '12:00'), joinBy: at(day, '01:00') };
    return story.tell({ type: 'RunScheduled', data: { assetId, runId, title: 'Pressing day', ...when, ...terms } });
  };
  await schedule('cancelled', 23);
  await story.tell({ type: 'RunCancelled', data: { assetId, runId: 'cancelled', cause: 'COORDINATOR' } });
  await schedule('run', 24);
  const run = { assetId, runId: 'run' };
  for (const enterpriseId of [tolosa, bekele])
    await story.tell({ type: 'RunJoined', data: { ...run, enterpriseId, quantity: kg('100'), consent } });
  await story.tell({ type: 'RunLeft', data: { ...run, enterpriseId: bekele, consent } });
  await story.tell({ type: 'RunJoiningClosed', data: { ...run, members: 1, quantity: kg('100') } });
  const took = { at: at(24, '12:00'), cost: etb(300_00), members: 1, absent: [] };
  await story.tell({ type: 'RunCompleted', data: { ...run, ...took } });
  const part = { quantity: kg('100'), attended: true, at: at(24, '12:00'), reference: etb(100_00) };
  const charge = { chargeId: 'charge_run', amount: etb(300_00), dueAt: due };
  await story.tell({ type: 'RunCostShared', data: { ...run, enterpriseId: tolosa, ...part, ...charge } });
}

async function shared(story: AssetStory): Promise<void> {
  const { assetId } = story;
  await story.tell({ type: 'ShareIssued', data: { assetId, enterpriseId: tolosa, shares: 30 } });
  await story.tell({
    type: 'ShareTransferred',
    data: { assetId, enterpriseId: tolosa, to: bekele, shares: 10, consent },
  });
  const cost = {
    costId: 'c1',
    category: 'ENERGY',
    variable: true,
    amount: etb(60_00),
    incurredAt: at(12, '00:00'),
  } as const;
  await story.tell({ type: 'AssetCostRecorded', data: { assetId, ...cost } });
  await story.tell({ type: 'AssetCostRecorded', data: { assetId, ...cost, costId: 'c2' } });
  const twice = { costId: 'c2', voidedBy: coordinator, reason: 'Recorded twice.' };
  await story.tell({ type: 'AssetCostVoided', data: { assetId, ...cost, ...twice } });
  const figures = { income: etb(270_00), costs: etb(60_00), depreciation: etb(0), surplus: etb(210_00) };
  const weights = [{ enterpriseId: tolosa, weight: '22000' }];
  const period = { from: at(9, '00:00'), until: at(25, '00:00'), method: 'USAGE', proposedBy: coordinator } as const;
  for (const distributionId of ['x1', 'x2']) {
    await story.tell({ type: 'SurplusProposed', data: { assetId, distributionId, ...period, ...figures, weights } });
    if (distributionId === 'x1') await story.tell({ type: 'SurplusRejected', data: { assetId, distributionId } });
  }
  const distributed = { assetId, distributionId: 'x2' };
  await story.tell({ type: 'SurplusDistributed', data: { ...distributed, surplus: etb(210_00), members: 1 } });
  const part = { enterpriseId: tolosa, creditId: 'credit_1', weight: '22000', amount: etb(210_00) };
  await story.tell({ type: 'SurplusShared', data: { ...distributed, ...part } });
}

async function retired(story: AssetStory): Promise<void> {
  const { assetId } = story;
  await story.tell({ type: 'AssetRetired', data: { assetId, reason: 'Worn out.' } });
}
