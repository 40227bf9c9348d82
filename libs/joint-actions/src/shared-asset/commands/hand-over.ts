import { Type } from '@sinclair/typebox';
import { accept, days, later, newId, refusal, type CommandId } from '@jointly/kernel';
import { enterpriseRefusal, type KnowsEnterprise } from '../../authority';
import { entry } from '../../entry';
import { withEnterprise } from '../../lookups';
import { enterpriseIdSchema, idSchema, reasonSchema, record } from '../../schemas';
import { blocking } from '../calendar';
import type { SharedAssetEvent } from '../events';
import { feeWaived, notFetchedThen } from '../excuses';
import { foreseen } from '../freeing';
import { readingRefusal } from '../meter';
import { inHand, isOwnBooking, keepsTheAsset, notInOwnMatter, type AssetRule } from '../rules';
import { conditionSchema, readingSchema } from '../schemas';
import type { Asset } from '../state';
import { fellDue } from '../upkeep';
import { assetCommand } from './asset-command';

interface OfBooking {
  readonly bookingId: string;
}

/** The id of the meter reading that this command takes. */
export const newReadingId = (command: CommandId): string => newId('reading', command);

/** Or it counts as missed only because its hand-over is recorded late. */
const isConfirmed: AssetRule<OfBooking> = (asset, { data, occurredAt }) => {
  const booking = entry(asset.bookings, data.bookingId);
  const { status } = booking;
  if (status === 'CONFIRMED') return undefined;
  if (status === 'NO_SHOW') return notFetchedThen(asset, booking, occurredAt);
  return refusal('NOT_CONFIRMED', `Only a confirmed booking is handed over; this one is ${status}.`, 'bookingId');
};

/** An enterprise that was erased can be charged for nothing. */
const isNotErased: AssetRule<unknown, KnowsEnterprise> = (_asset, _command, { enterprise }) =>
  enterpriseRefusal(enterprise.state);

const canBeUsed: AssetRule<OfBooking> = (asset, { data }) => {
  if (asset.downtime && !wasMissed(asset, data))
    return refusal('OUT_OF_SERVICE', 'The asset is out of service. End the downtime first, when it is back.');
  return inHand(asset) ? refusal('ASSET_IN_HAND', 'Somebody else has the asset. Record its return first.') : undefined;
};

/** For its time, and for nothing since, the asset was free: see `notFetchedThen`. */
const wasMissed = ({ bookings }: Asset, { bookingId }: OfBooking): boolean =>
  entry(bookings, bookingId).status === 'NO_SHOW';

/** Earlier than its start only as far as nothing else takes the asset until then, and by a day at most. */
const isTimeForIt: AssetRule<OfBooking> = (asset, { data, occurredAt: at }) => {
  const { bookings, calendar } = asset;
  const { bookingId, start } = entry(bookings, data.bookingId);
  if (!wasMissed(asset, data) && bookings.some(({ usage }) => usage?.returnedAt !== undefined && usage.returnedAt > at))
    return refusal('ASSET_IN_HAND', 'Somebody else had the asset at that time. Check when it was.', 'occurredAt');
  if (at >= start) return undefined;
  const early =
    at < later(start, -days(1)) || blocking(calendar, { start: at, end: start }).some(({ id }) => id !== bookingId);
  return early
    ? refusal('TOO_EARLY', `The asset is not free from then until the booking starts at ${start}.`, 'occurredAt')
    : undefined;
};

/** What is said of an asset that changes hands, either way. */
export const exchangeSchema = record({
  assetId: idSchema,
  bookingId: idSchema,
  enterpriseId: enterpriseIdSchema,
  reading: Type.Optional(readingSchema),
  condition: conditionSchema,
  note: Type.Optional(reasonSchema),
});

/**
 * Handed over at the command's business time; with a meter, at what it shows then. What was recorded late blames nobody:
 * the no-show that it looked like costs nothing any more.
 */
export const RecordHandOver = assetCommand({
  type: 'RecordHandOver',
  schema: exchangeSchema,
  lookups: withEnterprise,
  allowed: [],
  rules: [
    keepsTheAsset,
    isOwnBooking,
    notInOwnMatter,
    isNotErased,
    isConfirmed,
    canBeUsed,
    isTimeForIt,
    (asset, { occurredAt, data }) => readingRefusal(asset, occurredAt, data.reading),
  ],
  decide: ({ id, now, occurredAt, data }, asset) => {
    const booking = entry(asset.bookings, data.bookingId);
    const readingId = data.reading !== undefined && { readingId: newReadingId(id) };
    const handedOver: SharedAssetEvent = {
      type: 'AssetHandedOver',
      data: { ...data, ...readingId, at: occurredAt },
    };
    const waived = feeWaived(asset, booking, 'HANDED_OVER_IN_TIME');
    return accept<SharedAssetEvent>(...waived, handedOver, ...fellDue(foreseen(asset, [handedOver], now), now));
  },
});
