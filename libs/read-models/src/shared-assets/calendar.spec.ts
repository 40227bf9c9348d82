import { instant, type Instant } from '@jointly/kernel';
import { bekele, chala, tolosa } from '../testing/association-story';
import { at, consent, custodian, on, pressInUse } from '../testing/asset-story';
import { removeTemporaryDirectories, reop, sealed, type History } from '../testing/history';
import { etb, kg } from '../testing/purchase-story';
import type { CalendarEntry } from './calendar';

afterAll(removeTemporaryDirectories);

const now = at(9, '12:00');

const told = ({ by, start, end }: CalendarEntry) => [by.of === 'BOOKING' ? by.bookingId : by.id, start, end];

async function calendarOf(history: History, from: Instant, until: Instant, asOf = now) {
  const { sharedAssets, close } = await history.folded();
  const found = await sharedAssets.calendar(reop, 'asset_1', { from, until }, asOf);
  await close();
  return found.map(told);
}

describe('A calendar', () => {
  it('has all that takes time in the period, in the order of its start, and nothing that only touches it', async () => {
    const { history, story } = await pressInUse();
    const { assetId } = story;
    await story.book('before', tolosa, on(11, '05:00', '07:00'));
    await story.book('into', tolosa, on(11, '07:00', '09:00'));
    await story.request('asked', bekele, on(11, '12:00', '13:00'));
    const maintenance = { maintenanceId: 'm1', title: 'Oil change', ...on(11, '10:00', '12:00') };
    await story.tell({ type: 'MaintenanceScheduled', data: { assetId, ...maintenance } });
    await story.book('after', tolosa, on(11, '14:00', '15:00'));
    await story.wait('waiting', chala, on(11, '12:00', '13:00'));
    await story.book('given_back', tolosa, on(11, '13:00', '14:00'));
    await story.tell({ type: 'BookingReleased', data: { ...story.of('given_back', tolosa), late: false } });
    expect(await calendarOf(history, at(11, '08:00'), at(11, '14:00'))).toEqual([
      ['into', at(11, '07:00'), at(11, '09:00')],
      ['m1', at(11, '10:00'), at(11, '12:00')],
      ['asked', at(11, '12:00'), at(11, '13:00')],
    ]);
    expect(await calendarOf(history, at(11, '07:00'), at(11, '07:00'))).toEqual([]);
  });

  it('finds a booking by the times at which it was fetched and brought back', async () => {
    const { history, story } = await pressInUse();
    await story.book('b1', tolosa, on(11, '07:00', '09:00'));
    await story.use('b1', tolosa, on(11, '06:00', '08:00'), ['1000', '1100']);
    const taken = [['b1', at(11, '06:00'), at(11, '08:00')]];
    expect(await calendarOf(history, at(11, '06:00'), at(11, '06:30'))).toEqual(taken);
    expect(await calendarOf(history, at(11, '08:00'), at(11, '09:00'))).toEqual([]);
  });

  it('finds a booking that was fetched long before its start, while it is out', async () => {
    const { history, story } = await pressInUse();
    await story.book('b1', tolosa, on(11, '07:00', '09:00'));
    const fetched = { at: at(11, '01:00'), condition: 'GOOD' } as const;
    await story.tell({ type: 'AssetHandedOver', data: { ...story.of('b1', tolosa), ...fetched } });
    expect(await calendarOf(history, at(11, '01:00'), at(11, '01:30'))).toEqual([
      ['b1', at(11, '01:00'), at(11, '09:00')],
    ]);
  });

  it('has a downtime until it is expected to end, longer where it lasts, and as it was once it is over', async () => {
    const { history, story } = await pressInUse();
    const { assetId } = story;
    const down = { assetId, downtimeId: 'd1' };
    const slot = { start: at(11, '07:00'), expectedEnd: at(11, '10:00') };
    const why = { cause: 'BREAKDOWN', reportedBy: custodian, note: 'No power' } as const;
    await story.tell({ type: 'DowntimeStarted', data: { ...down, ...slot, ...why } });
    const week = [at(9, '00:00'), at(16, '00:00')] as const;
    expect(await calendarOf(history, ...week)).toEqual([['d1', at(11, '07:00'), at(11, '10:00')]]);
    expect(await calendarOf(history, at(11, '12:00'), at(12, '00:00'))).toEqual([]);
    expect(await calendarOf(history, at(11, '12:00'), at(12, '00:00'), at(11, '14:00'))).toEqual([
      ['d1', at(11, '07:00'), at(11, '14:00')],
    ]);
    await story.tell({ type: 'DowntimeExtended', data: { ...down, expectedEnd: at(12, '10:00') } });
    expect(await calendarOf(history, ...week)).toEqual([['d1', at(11, '07:00'), at(12, '10:00')]]);
    await story.tell({ type: 'DowntimeEnded', data: { ...down, end: at(11, '16:00') } });
    expect(await calendarOf(history, ...week, at(20, '00:00'))).toEqual([['d1', at(11, '07:00'), at(11, '16:00')]]);
    const { sharedAssets, close } = await history.folded();
    const { entries } = await sharedAssets.blocks(reop, assetId, 'DOWNTIME', { first: 5 });
    await close();
    expect(entries).toMatchObject([{ cause: 'BREAKDOWN', note: { field: sealed('No power') }, end: at(11, '16:00') }]);
  });

  it('is nobody else’s', async () => {
    const { history, story } = await pressInUse();
    await story.book('b1', tolosa, on(11, '07:00', '09:00'));
    const { sharedAssets, close } = await history.folded();
    const week = { from: at(9, '00:00'), until: at(16, '00:00') };
    expect(await sharedAssets.calendar('samara' as typeof reop, 'asset_1', week, now)).toEqual([]);
    expect(await sharedAssets.calendar(reop, 'asset_2', week, now)).toEqual([]);
    await close();
  });
});

describe('Maintenance', () => {
  it('that was cancelled takes no time; done early, it gives the rest back', async () => {
    const { history, story } = await pressInUse();
    const { assetId } = story;
    for (const [maintenanceId, day] of [
      ['m1', 11],
      ['m2', 12],
      ['m3', 16],
    ] as const) {
      const planned = { maintenanceId, title: 'Oil change', ...on(day, '07:00', '09:00') };
      await story.tell({ type: 'MaintenanceScheduled', data: { assetId, ...planned } });
    }
    await story.tell({ type: 'MaintenanceCancelled', data: { assetId, maintenanceId: 'm1' } });
    const done = { at: at(12, '08:00'), reading: '1100', doneBy: custodian, note: 'New filter' };
    await story.tell({ type: 'MaintenanceCompleted', data: { assetId, maintenanceId: 'm2', ...done } });
    await story.tell({ type: 'MaintenanceCompleted', data: { assetId, at: at(13, '08:00'), doneBy: custodian } });
    const sooner = { maintenanceId: 'm3', at: at(13, '09:00'), doneBy: custodian };
    await story.tell({ type: 'MaintenanceCompleted', data: { assetId, ...sooner } });
    expect(await calendarOf(history, at(9, '00:00'), at(20, '00:00'))).toEqual([
      ['m2', at(12, '07:00'), at(12, '08:00')],
    ]);
    const { sharedAssets, close } = await history.folded();
    const { entries } = await sharedAssets.blocks(reop, assetId, 'MAINTENANCE', { first: 5 });
    await close();
    expect(entries.map(({ status, title, completion }) => [status, title, completion?.at])).toEqual([
      ['COMPLETED', null, at(13, '08:00')],
      ['COMPLETED', 'Oil change', at(13, '09:00')],
      ['COMPLETED', 'Oil change', at(12, '08:00')],
      ['CANCELLED', 'Oil change', undefined],
    ]);
    expect(entries[2]!.completion).toMatchObject({ reading: '1100', note: { field: sealed('New filter') } });
  });
});

describe('A joint run', () => {
  it('shows who brings how much, and what each pays in the end', async () => {
    const { history, story } = await pressInUse();
    const { assetId } = story;
    const run = { assetId, runId: 'run_1' };
    const terms = { capacity: kg('500'), sharing: 'PROPORTIONAL', estimatedCost: etb(300_00) } as const;
    const slot = { ...on(12, '07:00', '12:00'), joinBy: at(11, '12:00') };
    const charged = { paymentDueDays: 30, reference: etb(1_000_00) };
    await story.tell({ type: 'RunScheduled', data: { ...run, title: 'Pressing day', ...slot, ...terms, ...charged } });
    const join = (enterpriseId: typeof tolosa, value: string) =>
      story.tell({ type: 'RunJoined', data: { ...run, enterpriseId, quantity: kg(value), consent } });
    await join(tolosa, '100');
    await join(bekele, '150.5');
    await join(chala, '40');
    await join(tolosa, '200');
    await story.tell({ type: 'RunLeft', data: { ...run, enterpriseId: chala, consent } });
    const shown = async () => {
      const { sharedAssets, close } = await history.folded();
      const { entries } = await sharedAssets.blocks(reop, assetId, 'RUN', { first: 5 });
      await close();
      return entries[0]!;
    };
    expect(await shown()).toMatchObject({
      ...terms,
      status: 'JOINING',
      joined: kg('350.5'),
      parts: [
        { enterpriseId: bekele, quantity: kg('150.5'), share: null },
        { enterpriseId: tolosa, quantity: kg('200'), share: null },
      ],
    });
    await story.tell({ type: 'RunJoiningClosed', data: { ...run, members: 2, quantity: kg('350.5') } });
    const took = { at: at(12, '12:00'), cost: etb(350_50), members: 2, absent: [] };
    await story.tell({ type: 'RunCompleted', data: { ...run, ...took } });
    const share = { attended: true, chargeId: 'charge_1', amount: etb(200_00), dueAt: instant('2026-04-12T12:00:00Z') };
    const weighed = { at: at(12, '12:00'), reference: etb(1_000_00), quantity: kg('200') };
    await story.tell({ type: 'RunCostShared', data: { ...run, enterpriseId: tolosa, ...weighed, ...share } });
    expect(await shown()).toMatchObject({
      status: 'COMPLETED',
      cost: etb(350_50),
      parts: [{ share: null }, { share }],
    });
  });

  it('that is cancelled gives its time back', async () => {
    const { history, story } = await pressInUse();
    const run = { assetId: story.assetId, runId: 'run_1' };
    const terms = { capacity: kg('500'), sharing: 'EQUAL', estimatedCost: etb(300_00) } as const;
    const slot = { ...on(12, '07:00', '12:00'), joinBy: at(11, '12:00') };
    const charged = { paymentDueDays: 30, reference: etb(1_000_00) };
    await story.tell({ type: 'RunScheduled', data: { ...run, title: 'Pressing day', ...slot, ...terms, ...charged } });
    const day = [at(12, '00:00'), at(13, '00:00')] as const;
    expect(await calendarOf(history, ...day)).toEqual([['run_1', at(12, '07:00'), at(12, '12:00')]]);
    await story.tell({ type: 'RunCancelled', data: { ...run, cause: 'BELOW_MINIMUM' } });
    expect(await calendarOf(history, ...day)).toEqual([]);
  });
});
