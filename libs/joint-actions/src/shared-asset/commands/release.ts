import { Type } from '@sinclair/typebox';
import { accept, refusal, type Command, type EnterpriseId, type Instant } from '@jointly/kernel';
import { consentOf, requiresMandate, type KnowsEnterprise } from '../../authority';
import { entry } from '../../entry';
import { evidenceSchema, type Consent, type Evidence } from '../../evidence';
import { theEnterprise, withEnterprise } from '../../lookups';
import { enterpriseIdSchema, idSchema, reasonSchema, record } from '../../schemas';
import { feeFor } from '../billing';
import { isAhead } from '../bookings';
import type { SharedAssetEvent } from '../events';
import { withPromotions } from '../freeing';
import { inHand, isOwnBooking, type AssetRule } from '../rules';
import type { Asset, Booking } from '../state';
import { assetCommand } from './asset-command';
import { ownBookingSchema } from './hold';

const isNotInUse: AssetRule<{ readonly bookingId: string }> = ({ bookings }, { data }) => {
  const booking = entry(bookings, data.bookingId);
  if (isAhead(booking)) return undefined;
  if (booking.status === 'WAITLISTED')
    return refusal('NOT_RELEASABLE', 'This is a place on the waitlist and no booking yet. Leave the waitlist instead.');
  return refusal('NOT_RELEASABLE', 'The asset was handed over already, or the booking is over. Look at its status.');
};

/**
 * Free of charge and of blame until the cut-off, and whenever the asset is not there to be fetched; what was never
 * confirmed is never released late.
 */
export const ReleaseBooking = assetCommand({
  type: 'ReleaseBooking',
  schema: record({ ...ownBookingSchema.properties, reason: Type.Optional(reasonSchema) }),
  onBehalfOf: theEnterprise,
  lookups: withEnterprise,
  allowed: [requiresMandate('BOOK')],
  rules: [isOwnBooking, isNotInUse],
  decide: (command, asset, known) => {
    const events = released(asset, entry(asset.bookings, command.data.bookingId), wordOf(command, known), command.now);
    return accept(...withPromotions(asset, events, command.now));
  },
});

interface Word {
  readonly reason?: string;
  readonly consent: Consent;
}

/** Whose word it is, or the series that it was given for. */
type Because = Word | { readonly seriesId: string };

type Releasing = Command<{ readonly reason?: string; readonly evidence?: Evidence }>;

const wordOf = (command: Releasing, known: KnowsEnterprise): Word => ({
  ...(command.data.reason !== undefined && { reason: command.data.reason }),
  consent: consentOf(command, known, 'BOOK'),
});

function released(asset: Asset, booking: Booking, because: Because, now: Instant): SharedAssetEvent[] {
  const { bookingId, enterpriseId, cutOffPassed } = booking;
  const late = cutOffPassed && !isMissing(asset, booking, now);
  const data = { assetId: asset.assetId, bookingId, enterpriseId, late, ...because };
  return [{ type: 'BookingReleased', data }, ...(late ? feeFor(asset, booking, 'LATE_RELEASE', now) : [])];
}

/** Out of service when the booking begins, or for nobody knows how long; or not brought back though its time is over. */
function isMissing(asset: Asset, { start }: Booking, now: Instant): boolean {
  const { downtime } = asset;
  const kept = inHand(asset);
  const isDown = downtime !== undefined && (downtime.expectedEnd <= now || downtime.expectedEnd > start);
  return isDown || (kept !== undefined && kept.end <= now);
}

interface OfSeries {
  readonly seriesId: string;
  readonly enterpriseId: EnterpriseId;
}

/** Those of a series that have not begun. */
const aheadOf = ({ bookings }: Asset, { seriesId, enterpriseId }: OfSeries, now: Instant): Booking[] =>
  bookings
    .valueSeq()
    .filter((one) => one.seriesId === seriesId && one.enterpriseId === enterpriseId && isAhead(one) && one.start > now)
    .sortBy(({ start }) => start)
    .toArray();

const hasBookingsAhead: AssetRule<OfSeries> = (asset, { data, now }) =>
  aheadOf(asset, data, now).length > 0
    ? undefined
    : refusal('NOTHING_TO_RELEASE', 'The enterprise has no booking ahead in such a series. Check its id.', 'seriesId');

/** Gives back what lies ahead of a series; what began stays. Word and reason are said once, for all of it. */
export const ReleaseSeries = assetCommand({
  type: 'ReleaseSeries',
  schema: record({
    assetId: idSchema,
    seriesId: idSchema,
    enterpriseId: enterpriseIdSchema,
    reason: Type.Optional(reasonSchema),
    evidence: Type.Optional(evidenceSchema),
  }),
  onBehalfOf: theEnterprise,
  lookups: withEnterprise,
  allowed: [requiresMandate('BOOK')],
  rules: [hasBookingsAhead],
  decide: (command, asset, known) => {
    const { data, now } = command;
    const { assetId, seriesId, enterpriseId } = data;
    const ahead = aheadOf(asset, data, now);
    const series = { assetId, seriesId, enterpriseId, released: ahead.length, ...wordOf(command, known) };
    const events = ahead.flatMap((one) => released(asset, one, { seriesId }, now));
    return accept(...withPromotions(asset, [{ type: 'SeriesReleased', data: series }, ...events], now));
  },
});
