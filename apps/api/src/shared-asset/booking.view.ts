import type { AssociationId } from '@jointly/kernel';
import type { BookingDocument } from '@jointly/read-models';
import { moneyObject } from '../graphql/money.graphql';
import type { Opened } from '../reading/opened';
import type { BookingEnding, BookingFee, Displacement } from './booking-ending.graphql';
import type { BookingObject, Exchange, UsageBill } from './booking.graphql';

type Booking = Opened<BookingDocument>;
type Present<Field extends keyof Booking> = NonNullable<Booking[Field]>;

/** For eyes that may see it. */
export const bookingView = (association: AssociationId, booking: Booking, name: string | null): BookingObject => ({
  association,
  id: booking.bookingId,
  assetId: booking.assetId,
  enterpriseId: booking.enterpriseId,
  enterpriseName: name,
  status: booking.status,
  start: booking.start,
  end: booking.end,
  member: booking.member,
  cutOffAt: booking.cutOffAt,
  noShowAt: booking.noShowAt,
  expiresAt: booking.expiresAt,
  expectedCharge: booking.expectedCharge && moneyObject(booking.expectedCharge),
  purpose: booking.purpose,
  seriesId: booking.seriesId,
  insteadOf: booking.insteadOf,
  requestedAt: booking.requestedAt,
  confirmedBy: booking.confirmation?.by ?? null,
  displacement: booking.displacement && displacementView(booking.displacement),
  ending: booking.ending && endingView(booking.ending),
  excused: booking.excuse && { at: booking.excuse.at, reason: booking.excuse.reason },
  overdueAt: booking.overdueAt,
  handOver: booking.handOver && exchangeView(booking.handOver),
  return: booking.return && {
    ...exchangeView(booking.return),
    usedMinutes: booking.return.usedMinutes,
    lateMinutes: booking.return.lateMinutes,
    reviewUntil: booking.return.reviewUntil,
  },
  bill: booking.bill && billView(booking.bill),
  fee: booking.fee && feeView(booking.fee),
});

const displacementView = ({ cause, causeId, alternatives }: Present<'displacement'>): Displacement => ({
  cause,
  causeId,
  alternatives: [...alternatives],
});

const endingView = ({ at, late, cause, reason }: Present<'ending'>): BookingEnding => ({ at, late, cause, reason });

const exchangeView = (exchange: Present<'handOver'> | Present<'return'>): Exchange => ({
  at: exchange.at,
  reading: exchange.reading ?? null,
  readingId: exchange.readingId ?? null,
  condition: exchange.condition,
  note: exchange.note ?? null,
  recordedById: exchange.recordedBy,
});

const billView = (bill: Present<'bill'>): UsageBill => ({
  chargeId: bill.chargeId,
  basis: bill.basis ?? null,
  rate: bill.rate ?? null,
  quantity: bill.quantity,
  minimumApplied: bill.minimumApplied,
  amount: moneyObject(bill.amount),
  dueAt: bill.dueAt,
  billedAt: bill.billedAt,
  comparisons: bill.baselines.map(({ basis, quantity, cost }) => ({ basis, quantity, cost: moneyObject(cost) })),
  corrections: bill.corrections.map(({ difference, ...correction }) => ({
    ...correction,
    difference: moneyObject(difference),
  })),
});

const feeView = ({ cause, chargeId, amount, dueAt, waivedAt }: Present<'fee'>): BookingFee => ({
  cause,
  chargeId,
  amount: moneyObject(amount),
  dueAt,
  waivedAt,
});
