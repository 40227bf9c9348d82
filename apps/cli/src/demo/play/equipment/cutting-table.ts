import { paper } from '../../evidence';
import type { ServerClock } from '../../clock';
import type { Cast, Member } from '../../founding';
import { accessRules, at, book, collect, register, slot, use, workdays, type AssetInPlay, type Booked } from './asset';

const offset = '-05:00';
const dollars = (amount: string) => ({ amount, currency: 'USD' });

export const cuttingTableSteps = 16;

/**
 * A machine of the chamber, used by garment makers for three weeks: booked, waited for, missed, broken down, read
 * wrong and corrected, billed and paid.
 */
export async function shareCuttingTable(cast: Cast, clock: ServerClock, step: () => void): Promise<string> {
  const play = { cast, clock, offset, step, assetId: await prepare(cast, clock) };
  const [imbabura, norte, natabuela, andrade, roque, punto] = cast.members as [
    Member,
    Member,
    Member,
    Member,
    Member,
    Member,
  ];
  const monday = slot(play, '03-10', '08:00', '12:00');
  const tuesday = slot(play, '03-11', '08:00', '12:00');
  const wednesday = slot(play, '03-12', '08:00', '12:00');
  const friday = slot(play, '03-14', '08:00', '11:00');

  const weekly = await everyMonday(play, imbabura, monday);
  const released = await book(play, norte, tuesday);
  const promoted = await waitFor(play, punto, tuesday);
  const midweek = await book(play, natabuela, wednesday);
  await book(play, roque, slot(play, '03-13', '08:00', '10:00'));
  await book(play, andrade, friday);

  await clock.passTo(at(play, '03-08', '09:00'));
  await norte.by.do('releaseBooking', { assetId: play.assetId, ...released });
  await punto.by.do('confirmBooking', { assetId: play.assetId, ...promoted });

  await use(play, weekly[0]!, monday, ['1240.5', '1244.2']);
  await use(play, promoted, tuesday, ['1244.2', '1247.8']);
  // Written down as 1258.2 by mistake.
  await use(play, midweek, wednesday, ['1247.8', '1258.2']);
  await correct(play, '1251.5');
  await breakDown(play);

  const instead = slot(play, '03-18', '08:00', '11:00');
  await use(play, await book(play, andrade, instead), instead, ['1251.5', '1254']);
  await use(play, weekly[2]!, slot(play, '03-24', '08:00', '12:00'), ['1254', '1257.6']);
  await costs(play);
  await collect(play, new Map([[imbabura, 2], [punto, 1], [natabuela, 1], [andrade, 1]])); // prettier-ignore
  return play.assetId;
}

async function prepare(cast: Cast, clock: ServerClock): Promise<string> {
  const { coordinator, agent, verifier } = cast.by;
  const assetId = await register(cast, {
    title: 'Automatic cutting table',
    kind: 'EQUIPMENT',
    owner: { kind: 'INSTITUTION', name: 'Cámara de Comercio de Antonio Ante' },
    meterUnit: 'h',
    rules: accessRules({ nonMembers: true, openingHours: workdays('07:00', '19:00') }),
  });
  const lent = { price: dollars('0.00'), salvage: dollars('0.00'), lifeYears: 10 };
  await coordinator.do('recordAcquisition', { assetId, ...lent, evidence: paper('Agreement with the chamber') });
  await coordinator.do('commissionAsset', { assetId, reading: '1240.5' });
  await coordinator.do('setTariff', {
    assetId,
    validFrom: clock.now,
    basis: 'METER',
    member: dollars('9'),
    nonMember: dollars('14'),
    minimumCharge: dollars('5.00'),
    noShowFee: dollars('10.00'),
    lateReleaseFee: dollars('5.00'),
  });
  const { baselineId } = await agent.do<{ baselineId: string }>(
    'declareHireBaseline',
    {
      assetId,
      basis: 'HIRE_RATE',
      per: 'METER',
      rate: dollars('22'),
      source: 'Price lists of two cutting services in Ibarra',
      quotedAt: clock.in(-7),
      evidence: paper('Price lists of cutting services'),
    },
    'baselineId',
  );
  await verifier.do('verifyHireBaseline', { assetId, baselineId });
  return assetId;
}

const ownBookings = `query OwnBookings($associationId: ID!, $id: ID!, $atLeast: ConsistencyToken) {
  sharedAsset(associationId: $associationId, id: $id, atLeast: $atLeast) {
    bookings(first: 50) { nodes { id seriesId } }
  }
}`;

/** Three Mondays in a row. */
async function everyMonday(
  { assetId }: AssetInPlay,
  { by, enterpriseId }: Member,
  first: ReturnType<typeof slot>,
): Promise<readonly Booked[]> {
  const series = { assetId, enterpriseId, ...first, rule: 'FREQ=WEEKLY;COUNT=3', onConflict: 'REFUSE' };
  const { seriesId } = await by.do<{ seriesId: string }>('requestRecurringBooking', series, 'seriesId');
  const { sharedAsset } = await by.ask<{ sharedAsset: { bookings: { nodes: { id: string; seriesId: string }[] } } }>(
    ownBookings,
    { id: assetId },
  );
  return sharedAsset.bookings.nodes
    .filter((booking) => booking.seriesId === seriesId)
    .map(({ id }) => ({ bookingId: id, enterpriseId }));
}

async function waitFor(
  { assetId, step }: AssetInPlay,
  { by, enterpriseId }: Member,
  when: ReturnType<typeof slot>,
): Promise<Booked> {
  const wish = { assetId, enterpriseId, ...when };
  const { bookingId } = await by.do<{ bookingId: string }>('joinWaitlist', wish, 'bookingId');
  step();
  return { bookingId, enterpriseId };
}

const lastReading = `query LastReading($associationId: ID!, $id: ID!, $atLeast: ConsistencyToken) {
  sharedAsset(associationId: $associationId, id: $id, atLeast: $atLeast) { readings(first: 1) { nodes { id } } }
}`;

/** The last reading was wrong: it is corrected, and what was billed by it with it. */
async function correct({ assetId, cast, step }: AssetInPlay, reading: string): Promise<void> {
  const { inspector } = cast.by;
  const { sharedAsset } = await inspector.ask<{ sharedAsset: { readings: { nodes: { id: string }[] } } }>(lastReading, {
    id: assetId,
  });
  const readingId = sharedAsset.readings.nodes[0]!.id;
  await inspector.do('correctMeterReading', { assetId, readingId, reading, reason: 'A 1 was read as an 8' });
  step();
}

/** From Friday morning to Monday night: who had booked then is displaced and offered other slots. */
async function breakDown(play: AssetInPlay): Promise<void> {
  const { assetId, cast, clock, step } = play;
  await clock.passTo(at(play, '03-14', '07:00'));
  await cast.by.inspector.do('startDowntime', {
    assetId,
    expectedEnd: at(play, '03-17', '18:00'),
    cause: 'BREAKDOWN',
    note: 'The blade’s motor overheats',
  });
  await clock.passTo(at(play, '03-17', '17:00'));
  await cast.by.inspector.do('endDowntime', { assetId });
  step();
}

async function costs({ assetId, cast }: AssetInPlay): Promise<void> {
  const { treasurer } = cast.by;
  const cost = (category: string, amount: string, variable: boolean) =>
    treasurer.do('recordAssetCost', { assetId, category, variable, amount: dollars(amount) });
  await cost('ENERGY', '24.00', true);
  await cost('MAINTENANCE', '60.00', false);
}
