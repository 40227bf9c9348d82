import { Type } from '@sinclair/typebox';
import { accept, days, later, newId, refusal, type CommandId } from '@jointly/kernel';
import { enterpriseRefusal, type KnowsEnterprise } from '../../authority';
import { entry } from '../../entry';
import { withEnterprise } from '../../lookups';
import { enterpriseIdSchema, idSchema, reasonSchema, record } from '../../schemas';
import { blocking } from '../calendar';
import type { SharedAssetEvent } from '../events';
import { foreseen } from '../freeing';
import { readingRefusal } from '../meter';
import { inHand, isOwnBooking, keepsTheAsset, notInOwnMatter, type AssetRule } from '../rules';
import { conditionSchema, readingSchema } from '../schemas';
import { fellDue } from '../upkeep';
import { assetCommand } from './asset-command';

interface OfBooking {
  readonly bookingId: string;
}

/** The id of the meter reading that this command takes. */
export const newReadingId = (command: CommandId): string => newId('reading', command);

const isConfirmed: AssetRule<OfBooking> = ({ bookings }, { data }) => {
  const { status } = entry(bookings, data.bookingId);
  return status === 'CONFIRMED'
    ? undefined
    : refusal('NOT_CONFIRMED', `Only a confirmed booking is handed over; this one is ${status}.`, 'bookingId');
};

/** An enterprise that was erased can be charged for nothing. */
const isNotErased: AssetRule<unknown, KnowsEnterprise> = (_asset, _command, { enterprise }) =>
  enterpriseRefusal(enterprise.state);

const canBeUsed: AssetRule<unknown> = (asset) => {
  if (asset.downtime)
    return refusal('OUT_OF_SERVICE', 'The asset is out of service. End the downtime first, when it is back.');
  return inHand(asset) ? refusal('ASSET_IN_HAND', 'Somebody else has the asset. Record its return first.') : undefined;
};

/** Earlier than its start only as far as nothing else takes the asset until then, and by a day at most. */
const isTimeForIt: AssetRule<OfBooking> = ({ bookings, calendar }, { data: { bookingId }, occurredAt: at }) => {
  const { start } = entry(bookings, bookingId);
  if (bookings.some(({ usage }) => usage?.returnedAt !== undefined && usage.returnedAt > at))
    return refusal('ASSET_IN_HAND', 'Somebody else had the asset at that time. Check when it was.', 'occurredAt');
  if (at >= start) return undefined;
  const early =
    at < later(start, -days(1)) || blocking(calendar, { start: at, end: start }).some(({ id }) => id !== bookingId);
  return early
    ? refusal('TOO_EARLY', `The asset is not free from then until the booking starts at ${start}.`, 'occurredAt')
    : undefined;
};

/** Handed over at the command's business time; with a meter, at what it shows then. */
export const RecordHandOver = assetCommand({
  type: 'RecordHandOver',
  schema: record({
    assetId: idSchema,
    bookingId: idSchema,
    enterpriseId: enterpriseIdSchema,
    reading: Type.Optional(readingSchema),
    condition: conditionSchema,
    note: Type.Optional(reasonSchema),
  }),
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
    const readingId = data.reading !== undefined && { readingId: newReadingId(id) };
    const handedOver: SharedAssetEvent = {
      type: 'AssetHandedOver',
      data: { ...data, ...readingId, at: occurredAt },
    };
    return accept<SharedAssetEvent>(handedOver, ...fellDue(foreseen(asset, [handedOver], now), now));
  },
});
