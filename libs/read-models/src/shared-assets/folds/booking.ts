import type { bookingEvents } from '@jointly/joint-actions';
import { earliest, sealedAt, type Instant, type SealedAt } from '@jointly/kernel';
import { keyOf, placed } from '../../documents';
import type { BookingDocument, BookingEnding } from '../booking-documents';
import type { AssetTables } from '../tables';
import { amendBooking, amendFile, type AssetFolds, type Told, type TypesIn } from './fold';

export const bookingFolds: AssetFolds<TypesIn<typeof bookingEvents>> = {
  BookingRequested: (event, into) => {
    const { decideBy = null, seriesId = null, insteadOf = null } = event.data;
    const requested = { status: 'REQUESTED', takenUntil: event.data.end, expiresAt: decideBy } as const;
    enter(event, { ...requested, seriesId, insteadOf }, into);
  },
  WaitlistJoined: (event, into) => {
    const waiting = { status: 'WAITLISTED', takenUntil: null, expiresAt: null } as const;
    enter(event, { ...waiting, seriesId: null, insteadOf: null }, into);
  },
  BookingHeld: (event, into) => amendBooking(event, into, (booking) => held(booking, event)),
  BookingPromoted: (event, into) => amendBooking(event, into, (booking) => held(booking, event)),
  BookingConfirmed: (event, into) =>
    amendBooking(event, into, () => ({
      status: 'CONFIRMED',
      expiresAt: null,
      confirmation: { at: event.occurredAt, by: event.data.by, confirmedBy: event.metadata.actor },
    })),
  BookingDeclined: (event, into) => {
    const reason = sealedAt(event.data.reason, event);
    amendBooking(event, into, () => ended(event, 'DECLINED', { reason }));
  },
  BookingLapsed: (event, into) => amendBooking(event, into, () => ended(event, 'LAPSED', { cause: event.data.cause })),
  ReleaseCutOffPassed: (event, into) => amendBooking(event, into, () => ({ cutOffPassed: true })),
  BookingReleased: (event, into) => {
    const how = { late: event.data.late, reason: reasonOf(event, into) };
    amendBooking(event, into, () => ended(event, 'RELEASED', how));
  },
  BookingMissed: (event, into) =>
    amendBooking(event, into, ({ end, noShowAt }) => ({
      ...ended(event, 'NO_SHOW'),
      takenUntil: earliest(end, noShowAt),
    })),
  BookingExcused: (event, into) => {
    const excuse = { at: event.occurredAt, by: event.metadata.actor, reason: sealedAt(event.data.reason, event) };
    amendBooking(event, into, () => ({ excuse }));
  },
  BookingDisplaced: (event, into) => {
    const { cause, causeId = null, alternatives } = event.data;
    const displacement = { cause, causeId, alternatives };
    const { assetId: asset, bookingId: booking } = event.data;
    into.displacements.append({ asset, cause: causeId, command: event.metadata.commandId ?? null, booking });
    amendBooking(event, into, () => ({ ...ended(event, 'DISPLACED'), displacement }));
  },
  RecurringBookingRequested: ({ association, data, sequence }, { series }) =>
    series.put(keyOf(association, data.seriesId), { ...data, releasedBecause: null, since: sequence }),
  SeriesReleased: (event, { series }) => {
    const { seriesId, reason } = event.data;
    const releasedBecause = reason === undefined ? null : sealedAt(reason, event);
    series.amend(keyOf(event.association, seriesId), (document) => ({ ...document, releasedBecause }));
  },
  WaitlistLeft: (event, into) =>
    amendBooking(event, into, () => ended(event, leaving[event.data.cause], { cause: event.data.cause })),
};

/** Of a booking that was given back with its series, what was said for all of it. */
function reasonOf(event: Told<'BookingReleased'>, { series }: AssetTables): SealedAt | null {
  const { reason, seriesId } = event.data;
  if (seriesId !== undefined) return series.existing(keyOf(event.association, seriesId)).releasedBecause;
  return reason === undefined ? null : sealedAt(reason, event);
}

/** How a place on the waitlist ends. */
const leaving = {
  LEFT: 'RELEASED',
  TIME_CAME: 'LAPSED',
  RETIREMENT: 'DISPLACED',
} as const;

type Entered = Told<'BookingRequested' | 'WaitlistJoined'>;
type Entry = Pick<BookingDocument, 'status' | 'takenUntil' | 'expiresAt' | 'seriesId' | 'insteadOf'>;

function enter(event: Entered, entry: Entry, into: AssetTables): void {
  const { association, data, occurredAt, metadata, sequence } = event;
  into.bookings.put(keyOf(association, data.bookingId), {
    of: 'BOOKING',
    bookingId: data.bookingId,
    assetId: data.assetId,
    enterpriseId: data.enterpriseId,
    start: data.start,
    end: data.end,
    takenFrom: data.start,
    ...entry,
    member: data.member,
    cutOffAt: data.cutOffAt,
    cutOffPassed: false,
    noShowAt: data.noShowAt,
    expectedCharge: data.expectedCharge,
    purpose: data.purpose === undefined ? null : sealedAt(data.purpose, event),
    consent: placed(data.consent, event),
    requestedAt: occurredAt,
    requestedBy: metadata.actor,
    confirmation: null,
    ending: null,
    excuse: null,
    displacement: null,
    handOver: null,
    overdueAt: null,
    return: null,
    bill: null,
    fee: null,
    changedAt: event.recordedAt,
    since: sequence,
  });
  noteLength(event, data.start, data.end, into);
}

/** Puts the asset's file only where something grew: it is bigger than a booking. */
export function noteLength(
  event: Told<'BookingRequested' | 'WaitlistJoined' | 'AssetHandedOver' | 'AssetReturned'>,
  from: Instant,
  until: Instant,
  into: AssetTables,
): void {
  const length = Date.parse(until) - Date.parse(from);
  if (length > into.files.existing(keyOf(event.association, event.data.assetId)).longestBooking)
    amendFile(event, into, () => ({ longestBooking: length }));
}

const held = ({ end }: BookingDocument, { data }: Told<'BookingHeld' | 'BookingPromoted'>) =>
  ({ status: 'HELD', takenUntil: end, expiresAt: data.expiresAt }) as const;

const ended = (
  { occurredAt, metadata }: Told<TypesIn<typeof bookingEvents>>,
  status: BookingDocument['status'],
  ending: Partial<BookingEnding> = {},
): Partial<BookingDocument> => ({
  status,
  takenUntil: null,
  expiresAt: null,
  ending: { at: occurredAt, by: metadata.actor, late: false, cause: null, reason: null, ...ending },
});
