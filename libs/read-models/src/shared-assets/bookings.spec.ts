import type { CommandId } from '@jointly/kernel';
import { bekele, chala, tolosa } from '../testing/association-story';
import { at, consent, custodian, on, pressInUse, type AssetStory } from '../testing/asset-story';
import { coordinator, removeTemporaryDirectories, reop, sealed, type History } from '../testing/history';
import { etb } from '../testing/purchase-story';

afterAll(removeTemporaryDirectories);

const morning = on(11, '07:00', '09:00');

async function bookingIn(history: History, id: string) {
  const { bookings, close } = await history.folded();
  const found = await bookings.booking(reop, id);
  await close();
  return found!;
}

describe('A booking', () => {
  it('is told from its request to its bill', async () => {
    const { history, story } = await pressInUse();
    await story.book('b1', tolosa, morning);
    await story.tell({ type: 'ReleaseCutOffPassed', data: story.of('b1', tolosa) });
    expect(await bookingIn(history, 'b1')).toMatchObject({
      assetId: story.assetId,
      enterpriseId: tolosa,
      ...morning,
      status: 'CONFIRMED',
      takenUntil: morning.end,
      cutOffPassed: true,
      expectedCharge: etb(200_00),
      purpose: { field: sealed('Niger seed') },
      confirmation: { by: 'RULE', confirmedBy: coordinator },
      handOver: null,
    });
    await story.use('b1', tolosa, on(11, '06:45', '08:30'), ['1000', '1250']);
    expect(await bookingIn(history, 'b1')).toMatchObject({
      status: 'RETURNED',
      takenFrom: at(11, '06:45'),
      takenUntil: at(11, '08:30'),
      handOver: { at: at(11, '06:45'), reading: '1000', recordedBy: custodian, note: { field: sealed('Clean') } },
      return: { at: at(11, '08:30'), reading: '1250', usedMinutes: 105 },
      bill: null,
    });
    await story.bill('b1', tolosa, '2', etb(200_00), ['1000', '1250'], at(12, '09:00'));
    expect(await bookingIn(history, 'b1')).toMatchObject({
      status: 'BILLED',
      bill: { chargeId: 'charge_b1', amount: etb(200_00), interval: { from: '1000', to: '1250' }, corrections: [] },
    });
  });

  it('is overdue when its grace is over, unless only the record of its return was late', async () => {
    const { history, story } = await pressInUse();
    await story.book('b1', tolosa, morning);
    await story.fetch('b1', tolosa, morning.start, '1000');
    await story.tell({ type: 'ReturnOverdue', data: story.of('b1', tolosa) }, { at: at(11, '13:00') });
    expect(await bookingIn(history, 'b1')).toMatchObject({ status: 'IN_USE', overdueAt: at(11, '13:00') });
    await story.bringBack('b1', tolosa, morning, '1250');
    expect(await bookingIn(history, 'b1')).toMatchObject({ status: 'RETURNED', overdueAt: null });
    await story.book('b2', tolosa, on(12, '07:00', '09:00'));
    await story.fetch('b2', tolosa, at(12, '07:00'), '1250');
    await story.tell({ type: 'ReturnOverdue', data: story.of('b2', tolosa) }, { at: at(12, '13:00') });
    await story.bringBack('b2', tolosa, on(12, '07:00', '15:00'), '1500');
    expect(await bookingIn(history, 'b2')).toMatchObject({ status: 'RETURNED', overdueAt: at(12, '13:00') });
  });

  it('shows its bill as a corrected reading leaves it, and what changed it', async () => {
    const { history, story } = await pressInUse();
    await story.book('b1', tolosa, morning);
    await story.use('b1', tolosa, morning, ['1000', '1250']);
    await story.bill('b1', tolosa, '250', etb(250_00), ['1000', '1250'], at(12, '09:00'));
    await story.correct('b1', tolosa, ['1000', '1250', '1220'], etb(220_00), etb(-30_00));
    expect(await bookingIn(history, 'b1')).toMatchObject({
      status: 'BILLED',
      return: { reading: '1220' },
      bill: {
        chargeId: 'charge_b1',
        amount: etb(220_00),
        interval: { from: '1000', to: '1220' },
        corrections: [{ adjustmentId: 'adjustment_b1', difference: etb(-30_00) }],
      },
    });
    const { sharedAssets, close } = await history.folded();
    const readings = await sharedAssets.readings(reop, story.assetId, { first: 1 });
    const ledger = await sharedAssets.ledger(reop, story.assetId, { from: at(12, '00:00'), until: at(31, '00:00') });
    await close();
    expect(readings.entries).toMatchObject([{ readingId: 'b1_in', of: 'RETURN', bookingId: 'b1', reading: '1220' }]);
    expect(ledger.map(({ kind, minor, units }) => [kind, minor, units])).toEqual([
      ['USE', 250_00, '250'],
      ['CORRECTION', -30_00, '-30'],
    ]);
  });

  it('that was displaced says by what, and what to take instead', async () => {
    const { history, story } = await pressInUse();
    await story.book('b1', tolosa, morning);
    const alternatives = [on(11, '12:00', '14:00'), on(12, '07:00', '09:00')];
    const displaced = { cause: 'DOWNTIME', causeId: 'downtime_1', alternatives } as const;
    await story.tell({ type: 'BookingDisplaced', data: { ...story.of('b1', tolosa), ...displaced } });
    await story.book('b2', tolosa, alternatives[0]!, { insteadOf: 'b1' });
    expect(await bookingIn(history, 'b1')).toMatchObject({
      status: 'DISPLACED',
      takenUntil: null,
      displacement: displaced,
    });
    expect(await bookingIn(history, 'b2')).toMatchObject({ status: 'CONFIRMED', insteadOf: 'b1', displacement: null });
  });

  it('that was displaced is found by what displaced it, and by the very command that did', async () => {
    const { history, story } = await pressInUse();
    const displaces = async (id: string, command?: string) => {
      await story.book(id, tolosa, morning);
      const why = { cause: 'DOWNTIME', causeId: 'downtime_1' } as const;
      const data = { ...story.of(id, tolosa), ...why, alternatives: [] };
      const by = command === undefined ? {} : { commandId: command as CommandId };
      await story.tell({ type: 'BookingDisplaced', data }, by);
    };
    await displaces('started', 'command_start');
    await displaces('extended', 'command_extend');
    await displaces('time_alone');
    const { bookings, close } = await history.folded();
    const ids = async (by: Parameters<typeof bookings.displacedBy>[2]) =>
      (await bookings.displacedBy(reop, story.assetId, by)).map(({ bookingId }) => bookingId);
    expect(await ids({ causeId: 'downtime_1' })).toEqual(['started', 'extended', 'time_alone']);
    expect(await ids({ commandId: 'command_extend' as CommandId })).toEqual(['extended']);
    expect(await ids({ commandId: 'another' as CommandId })).toEqual([]);
    await close();
  });

  it.each([
    [
      'was declined',
      'BookingDeclined',
      { reason: 'Not for seed.' },
      'DECLINED',
      { reason: { field: sealed('Not for seed.') } },
    ],
    ['found no decision in time', 'BookingLapsed', { cause: 'NOT_DECIDED' }, 'LAPSED', { cause: 'NOT_DECIDED' }],
    ['was given back too late', 'BookingReleased', { late: true }, 'RELEASED', { late: true, reason: null }],
  ] as const)('that %s takes no time any more', async (_, type, data, status, ending) => {
    const { history, story } = await pressInUse();
    await story.request('b1', tolosa, morning, { decideBy: at(10, '12:00') });
    expect(await bookingIn(history, 'b1')).toMatchObject({ status: 'REQUESTED', expiresAt: at(10, '12:00') });
    const event = { type, data: { ...story.of('b1', tolosa), ...data } } as Parameters<typeof story.tell>[0];
    await story.tell(event);
    expect(await bookingIn(history, 'b1')).toMatchObject({ status, takenUntil: null, expiresAt: null, ending });
  });

  it('that nobody came for took its time until it was missed, and costs a fee', async () => {
    const { history, story } = await pressInUse();
    await story.book('b1', tolosa, morning, { noShowAt: at(11, '08:00') });
    const fee = { tariffId: 'tariff_1', chargeId: 'fee_b1', amount: etb(50_00), dueAt: at(31, '00:00') };
    await story.tell({ type: 'BookingMissed', data: story.of('b1', tolosa) });
    const charged = { ...story.of('b1', tolosa), cause: 'NO_SHOW', ...fee } as const;
    await story.tell({ type: 'BookingFeeCharged', data: charged });
    expect(await bookingIn(history, 'b1')).toMatchObject({ status: 'NO_SHOW', takenUntil: at(11, '08:00'), fee });
  });

  it('that is excused stays what it was, says why, and has its fee given back', async () => {
    const { history, story } = await missed();
    const reason = 'The road was flooded.';
    history.at(at(12, '06:00'));
    await story.tell({ type: 'BookingExcused', data: { ...story.of('b1', tolosa), reason } });
    expect(await bookingIn(history, 'b1')).toMatchObject({ excuse: { by: coordinator }, fee: { waivedAt: null } });
    await story.tell(waived(story, 'EXCUSED'));
    expect(await bookingIn(history, 'b1')).toMatchObject({
      status: 'NO_SHOW',
      ending: { late: false },
      excuse: { at: at(12, '06:00'), by: coordinator, reason: { field: sealed(reason) } },
      fee: { cause: 'NO_SHOW', amount: etb(50_00), waivedAt: at(12, '06:00') },
    });
  });

  it('that was handed over in time after all takes its time again, and nothing says that it was missed', async () => {
    const { history, story } = await missed();
    history.at(at(11, '18:00'));
    await story.tell(waived(story, 'HANDED_OVER_IN_TIME'), { at: morning.start });
    await story.use('b1', tolosa, morning, ['1000', '1250']);
    expect(await bookingIn(history, 'b1')).toMatchObject({
      status: 'RETURNED',
      ending: null,
      takenUntil: morning.end,
      handOver: { at: morning.start },
      fee: { waivedAt: at(11, '18:00') },
    });
  });
});

/** Nobody came for it at seven, which costs fifty. */
async function missed() {
  const { history, story } = await pressInUse();
  await story.book('b1', tolosa, morning, { noShowAt: at(11, '08:00') });
  await story.tell({ type: 'BookingMissed', data: story.of('b1', tolosa) });
  const fee = { cause: 'NO_SHOW', tariffId: 'tariff_1', chargeId: 'fee_b1', amount: etb(50_00) } as const;
  const charged = { ...story.of('b1', tolosa), ...fee, dueAt: at(31, '00:00') };
  await story.tell({ type: 'BookingFeeCharged', data: charged });
  return { history, story };
}

const waived = (story: AssetStory, cause: 'EXCUSED' | 'HANDED_OVER_IN_TIME') => {
  const fee = { chargeId: 'fee_b1', creditId: 'credit_b1', amount: etb(50_00) };
  return { type: 'BookingFeeWaived', data: { ...story.of('b1', tolosa), ...fee, cause } } as const;
};

describe('Bookings', () => {
  it('come in the order of their time, page by page, however late they were asked for', async () => {
    const { history, story } = await pressInUse();
    await story.book('noon', tolosa, on(12, '09:00', '10:00'));
    await story.book('next', bekele, on(13, '06:00', '07:00'));
    await story.book('early', tolosa, on(10, '06:00', '07:00'));
    await story.request('asked', tolosa, on(11, '06:00', '07:00'));
    const { bookings, close } = await history.folded();
    const ids = async (
      ...asked: Parameters<typeof bookings.bookings> extends [unknown, ...infer Rest] ? Rest : never
    ) => (await bookings.bookings(reop, ...asked)).entries.map(({ bookingId }) => bookingId);
    const asset = story.assetId;
    const first = await bookings.bookings(reop, { first: 2 }, { asset });
    expect(first.entries.map(({ bookingId }) => bookingId)).toEqual(['early', 'asked']);
    expect(await ids({ first: 9, after: first.entries[1]!.since }, { asset })).toEqual(['noon', 'next']);
    expect(await ids({ first: 9 }, { enterprise: tolosa })).toEqual(['early', 'asked', 'noon']);
    expect(await ids({ first: 9 }, { asset, status: 'REQUESTED' })).toEqual(['asked']);
    const period = { from: at(11, '06:00'), until: at(13, '06:00') };
    expect(await ids({ first: 9 }, { enterprise: tolosa, period })).toEqual(['asked', 'noon']);
    expect(await ids({ first: 9 }, { enterprise: chala })).toEqual([]);
    await close();
  });

  it('of a series are found with the rule that they were asked for by', async () => {
    const { history, story } = await pressInUse();
    const first = on(10, '06:00', '07:00');
    const rule = { rule: 'FREQ=WEEKLY;COUNT=3', timeZone: 'Africa/Addis_Ababa', first, booked: 2 };
    const skipped = [{ ...on(17, '06:00', '07:00'), code: 'SLOT_TAKEN' }];
    const seriesId = 'series_1';
    const data = { assetId: story.assetId, enterpriseId: tolosa, seriesId, ...rule, skipped };
    await story.tell({ type: 'RecurringBookingRequested', data });
    await story.book('s1', tolosa, first, { seriesId });
    await story.book('s2', tolosa, on(24, '06:00', '07:00'), { seriesId });
    const { bookings, close } = await history.folded();
    expect(await bookings.series(reop, seriesId)).toMatchObject({ ...rule, skipped });
    expect((await bookings.bookingsOfSeries(reop, seriesId)).map(({ bookingId }) => bookingId)).toEqual(['s1', 's2']);
    await close();
  });

  it('of a series that was given back all say what was said once for it', async () => {
    const { history, story } = await pressInUse();
    const first = on(10, '06:00', '07:00');
    const series = { assetId: story.assetId, enterpriseId: tolosa, seriesId: 'series_1' };
    const asked = { rule: 'FREQ=WEEKLY;COUNT=1', timeZone: 'Africa/Addis_Ababa', first, booked: 1, skipped: [] };
    await story.tell({ type: 'RecurringBookingRequested', data: { ...series, ...asked } });
    await story.book('s1', tolosa, first, { seriesId: 'series_1' });
    const word = { reason: 'The seed did not come.', consent: { how: 'DELEGATE', mandateId: 'mandate_1' } } as const;
    const released = { ...series, bookingId: 's1', late: false };
    await story.tell({ type: 'SeriesReleased', data: { ...series, released: 1, ...word } });
    await story.tell({ type: 'BookingReleased', data: released });
    const { bookings, close } = await history.folded();
    expect((await bookings.booking(reop, 's1'))?.ending?.reason).toMatchObject({
      field: sealed('The seed did not come.'),
    });
    await close();
  });
});

describe('The waitlist', () => {
  it('gives each a place among those who wait for the same time, and lets the first move up', async () => {
    const { history, story } = await pressInUse();
    await story.wait('w1', tolosa, on(11, '07:00', '09:00'));
    await story.wait('w2', bekele, on(12, '07:00', '09:00'));
    await story.wait('w3', chala, on(11, '08:00', '10:00'));
    const places = async () => {
      const { bookings, close } = await history.folded();
      const waiting = await bookings.waitlist(reop, story.assetId);
      await close();
      return waiting.map(({ booking, place }) => [booking.bookingId, place]);
    };
    expect(await places()).toEqual([
      ['w1', 1],
      ['w2', 1],
      ['w3', 2],
    ]);
    await story.tell({ type: 'BookingPromoted', data: { ...story.of('w1', tolosa), expiresAt: at(10, '12:00') } });
    await story.tell({ type: 'WaitlistLeft', data: { ...story.of('w2', bekele), cause: 'LEFT', consent } });
    expect(await places()).toEqual([['w3', 1]]);
    expect(await bookingIn(history, 'w1')).toMatchObject({ status: 'HELD', takenUntil: at(11, '09:00') });
    expect(await bookingIn(history, 'w2')).toMatchObject({ status: 'RELEASED', ending: { cause: 'LEFT' } });
  });
});
