import { Type } from '@sinclair/typebox';
import { defineEvent, personal } from '@jointly/kernel';
import { consentSchema } from '../../evidence';
import {
  amountSchema,
  enterpriseIdSchema,
  idSchema,
  instantSchema,
  nameSchema,
  oneOf,
  reasonSchema,
  record,
  refusalCodeSchema,
} from '../../schemas';
import { accessRulesSchema, occurrenceLimit, ofBooking, rulesVersionSchema, slotSchema } from '../schemas';

/** What is fixed when a booking is asked for, or a place on the waitlist, and stays whatever the rules become. */
const asked = {
  ...ofBooking,
  start: instantSchema,
  end: instantSchema,
  /** At that moment; decides the tariff's side. */
  member: Type.Boolean(),
  /** Of the start, in the asset's time zone, as the quota counts: 2026-11-25, 2026-W48 or 2026-11. */
  quotaPeriod: Type.Optional(Type.String({ pattern: '^\\d{4}-(\\d\\d-\\d\\d|W\\d\\d|\\d\\d)$' })),
  rulesVersion: rulesVersionSchema,
  /** Until when it is released free of charge and of blame. */
  cutOffAt: instantSchema,
  noShowAt: instantSchema,
  /** What a late release and a late return will count, by the rules of that moment. */
  lateReleaseOutcome: accessRulesSchema.properties.lateReleaseOutcome,
  returnGraceHours: accessRulesSchema.properties.returnGraceHours,
  /** What it would cost as booked, by the tariff of that moment: 0 where use is free, null where use alone will tell. */
  expectedCharge: Type.Union([amountSchema, Type.Null()]),
  /** From a bill to its due date, by the association's rules of that moment. */
  paymentDueDays: Type.Integer({ minimum: 0, maximum: 3650 }),
  /** A use of this value or more weighs 1 in reliability, by the association's rules of that moment. */
  reference: amountSchema,
  purpose: Type.Optional(personal(nameSchema, 'enterpriseId')),
  consent: consentSchema,
};

export const BookingRequested = defineEvent({
  type: 'BookingRequested',
  description: 'An enterprise asked for the asset from start to end; nobody else can have it then.',
  schema: record({
    ...asked,
    /** Until when it waits for a decision; absent where none is needed. */
    decideBy: Type.Optional(instantSchema),
    seriesId: Type.Optional(idSchema),
    /** The displaced booking that this one takes the place of. */
    insteadOf: Type.Optional(idSchema),
  }),
});

export const BookingHeld = defineEvent({
  type: 'BookingHeld',
  description: 'The slot is kept for the enterprise until it confirms or the hold runs out.',
  schema: record({ ...ofBooking, expiresAt: instantSchema }),
});

export const BookingConfirmed = defineEvent({
  type: 'BookingConfirmed',
  description: 'The booking stands, and binds the enterprise to use or release it.',
  schema: record({
    ...ofBooking,
    /** The rules let it through, the enterprise confirmed its hold, or whoever decides approved it. */
    by: oneOf(['RULE', 'ENTERPRISE', 'APPROVAL']),
    /** Where the enterprise confirmed it. */
    consent: Type.Optional(consentSchema),
  }),
});

export const BookingDeclined = defineEvent({
  type: 'BookingDeclined',
  description: 'A request was not approved; its slot is free.',
  schema: record({ ...ofBooking, reason: personal(reasonSchema, 'enterpriseId') }),
});

export const BookingLapsed = defineEvent({
  type: 'BookingLapsed',
  description: 'A hold ran out, or a request found no decision in time; its slot is free.',
  schema: record({ ...ofBooking, cause: oneOf(['HOLD_EXPIRED', 'NOT_DECIDED']) }),
});

export const ReleaseCutOffPassed = defineEvent({
  type: 'ReleaseCutOffPassed',
  description: 'From now on a release of this booking is a late one.',
  schema: record(ofBooking),
});

export const BookingReleased = defineEvent({
  type: 'BookingReleased',
  description: 'The enterprise gave its booking back; its slot is free.',
  schema: record({
    ...ofBooking,
    late: Type.Boolean(),
    /** The series that it was given back with: `SeriesReleased` says why and by whose word. */
    seriesId: Type.Optional(idSchema),
    reason: Type.Optional(personal(reasonSchema, 'enterpriseId')),
    consent: Type.Optional(consentSchema),
  }),
});

export const SeriesReleased = defineEvent({
  type: 'SeriesReleased',
  description: 'An enterprise gave back what lay ahead of a series; a BookingReleased follows for each.',
  schema: record({
    assetId: idSchema,
    seriesId: idSchema,
    enterpriseId: enterpriseIdSchema,
    released: Type.Integer({ minimum: 1, maximum: occurrenceLimit }),
    reason: Type.Optional(personal(reasonSchema, 'enterpriseId')),
    consent: consentSchema,
  }),
});

export const BookingMissed = defineEvent({
  type: 'BookingMissed',
  description: 'The asset was not fetched in time: a no-show; what is left of the slot is free.',
  schema: record(ofBooking),
});

export const BookingExcused = defineEvent({
  type: 'BookingExcused',
  description: 'A no-show or a late release was nobody’s fault: it stays on record, and nobody is blamed for it.',
  schema: record({ ...ofBooking, reason: personal(reasonSchema, 'enterpriseId') }),
});

export const BookingDisplaced = defineEvent({
  type: 'BookingDisplaced',
  description: 'The asset can’t be had then after all; the enterprise is told, offered other slots and never blamed.',
  schema: record({
    ...ofBooking,
    /** LATE_RETURN: whoever had it before had not brought it back. */
    cause: oneOf(['DOWNTIME', 'MAINTENANCE', 'RETIREMENT', 'LATE_RETURN']),
    /** The downtime, the maintenance, or the booking that was not brought back. */
    causeId: Type.Optional(idSchema),
    alternatives: Type.Array(slotSchema, { maxItems: 5 }),
  }),
});

export const RecurringBookingRequested = defineEvent({
  type: 'RecurringBookingRequested',
  description: 'An enterprise asked for a series of bookings; a BookingRequested follows for each that could be had.',
  schema: record({
    assetId: idSchema,
    seriesId: idSchema,
    enterpriseId: enterpriseIdSchema,
    /** RFC 5545, without DTSTART. */
    rule: Type.String({ minLength: 1, maxLength: 500 }),
    timeZone: Type.String({ minLength: 1, maxLength: 64 }),
    first: slotSchema,
    booked: Type.Integer({ minimum: 1, maximum: occurrenceLimit }),
    /** Occurrences that could not be had, where the enterprise asked to go on without them. */
    skipped: Type.Array(record({ ...slotSchema.properties, code: refusalCodeSchema }), { maxItems: occurrenceLimit }),
  }),
});

export const WaitlistJoined = defineEvent({
  type: 'WaitlistJoined',
  description: 'An enterprise waits for a slot that is taken; first come, first served.',
  schema: record(asked),
});

export const WaitlistLeft = defineEvent({
  type: 'WaitlistLeft',
  description: 'An enterprise waits no longer: it left, or the slot’s time has come.',
  schema: record({
    ...ofBooking,
    cause: oneOf(['LEFT', 'TIME_CAME', 'RETIREMENT']),
    /** Where the enterprise left. */
    consent: Type.Optional(consentSchema),
  }),
});

export const BookingPromoted = defineEvent({
  type: 'BookingPromoted',
  description: 'The slot an enterprise waited for came free: it is held for it until it confirms.',
  schema: record({ ...ofBooking, expiresAt: instantSchema }),
});

export const bookingEvents = [
  BookingRequested,
  BookingHeld,
  BookingConfirmed,
  BookingDeclined,
  BookingLapsed,
  ReleaseCutOffPassed,
  BookingReleased,
  SeriesReleased,
  BookingMissed,
  BookingExcused,
  BookingDisplaced,
  RecurringBookingRequested,
  WaitlistJoined,
  WaitlistLeft,
  BookingPromoted,
] as const;
