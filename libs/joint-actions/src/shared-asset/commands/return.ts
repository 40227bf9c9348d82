import type { Static } from '@sinclair/typebox';
import { accept, days, later, refusal, type Command } from '@jointly/kernel';
import { entry } from '../../entry';
import { withEnterprise } from '../../lookups';
import { billed, useRefusal } from '../billing';
import type { SharedAssetEvent, SharedAssetHappened } from '../events';
import { foreseen, withPromotions } from '../freeing';
import { readingRefusal } from '../meter';
import { isOwnBooking, keepsTheAsset, notInOwnMatter, type AssetRule } from '../rules';
import type { Asset } from '../state';
import { minutesBetween } from '../tariffs';
import { fellDue } from '../upkeep';
import { assetCommand } from './asset-command';
import { exchangeSchema, newReadingId } from './hand-over';

type Return = Static<typeof exchangeSchema>;

const isInUse: AssetRule<Return> = ({ bookings }, { data, occurredAt }) => {
  const { status, usage } = entry(bookings, data.bookingId);
  if (status !== 'IN_USE')
    return refusal('NOT_IN_USE', `Only what was handed over is returned; this booking is ${status}.`, 'bookingId');
  return occurredAt >= usage!.handedOverAt
    ? undefined
    : refusal(
        'RETURNED_BEFORE_HAND_OVER',
        `It was handed over at ${usage!.handedOverAt}. Correct the time.`,
        'occurredAt',
      );
};

/** A use that was recorded late was over before the next one began. */
const isBackBeforeTheNext: AssetRule<Return> = ({ bookings }, { data, occurredAt }) => {
  const from = entry(bookings, data.bookingId).usage!.handedOverAt;
  const next = bookings.find(
    ({ usage }) => usage !== undefined && usage.handedOverAt > from && usage.handedOverAt < occurredAt,
  );
  return (
    next &&
    refusal('ASSET_IN_HAND', `Somebody else had it from ${next.usage!.handedOverAt}. Correct the time.`, 'occurredAt')
  );
};

type Returned = { readonly type: 'AssetReturned'; readonly data: SharedAssetHappened<'AssetReturned'>['data'] };

function returnOf(asset: Asset, { id, occurredAt: at, data }: Command<Return>): Returned {
  const { end, usage } = entry(asset.bookings, data.bookingId);
  const readingId = data.reading !== undefined && { readingId: newReadingId(id) };
  const times = {
    usedMinutes: minutesBetween(usage!.handedOverAt, at),
    lateMinutes: minutesBetween(end, at),
    reviewUntil: later(at, days(asset.rules.reviewDays)),
  };
  return { type: 'AssetReturned', data: { ...data, ...readingId, ...times, at } };
}

const isPlausible: AssetRule<Return> = (asset, command) => {
  const after = foreseen(asset, [returnOf(asset, command)], command.now);
  return useRefusal(after, entry(after.bookings, command.data.bookingId));
};

/** Taken back at the command's business time; billed at once where no time is set aside to correct readings. */
export const RecordReturn = assetCommand({
  type: 'RecordReturn',
  schema: exchangeSchema,
  lookups: withEnterprise,
  allowed: [],
  rules: [
    keepsTheAsset,
    isOwnBooking,
    notInOwnMatter,
    isInUse,
    isBackBeforeTheNext,
    (asset, { occurredAt, data }) => readingRefusal(asset, occurredAt, data.reading),
    isPlausible,
  ],
  decide: (command, asset) => {
    const { now } = command;
    const event = returnOf(asset, command);
    const after = foreseen(asset, [event], now);
    const bill = asset.rules.reviewDays === 0 ? billed(after, entry(after.bookings, event.data.bookingId), now) : [];
    const events: SharedAssetEvent[] = [event, ...bill, ...fellDue(after, now)];
    return accept<SharedAssetEvent>(...withPromotions(asset, events, now));
  },
});
