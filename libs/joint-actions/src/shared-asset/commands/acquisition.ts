import { Type } from '@sinclair/typebox';
import { accept, instant, refusal, type Money } from '@jointly/kernel';
import { requiresRole } from '../../authority';
import { entry } from '../../entry';
import { evidenceSchema } from '../../evidence';
import { firstNo } from '../../first-no';
import { withAssociation } from '../../lookups';
import { amountSchema, idSchema, reasonSchema, record } from '../../schemas';
import type { SharedAssetEvent } from '../events';
import { displacing } from '../freeing';
import { readingRefusal } from '../meter';
import { inHand, type AssetRule } from '../rules';
import { readingSchema } from '../schemas';
import type { Asset } from '../state';
import { moneyRefusal } from '../tariffs';
import { displacementRefusal } from '../upkeep';
import { assetCommand } from './asset-command';

const isNotAcquired: AssetRule<unknown> = ({ acquisition }) =>
  acquisition
    ? refusal('ALREADY_ACQUIRED', 'It is recorded already how this asset was acquired. Go on with commissioning it.')
    : undefined;

const isWorthItsPrice: AssetRule<{ readonly price: Money; readonly salvage: Money }> = (asset, { data }) =>
  firstNo(
    () => moneyRefusal(asset, data.price, 'price'),
    () => moneyRefusal(asset, data.salvage, 'salvage'),
    () =>
      data.salvage.minor <= data.price.minor
        ? undefined
        : refusal('SALVAGE_ABOVE_PRICE', 'At its end the asset is worth its price at most. Correct it.', 'salvage'),
  );

/** Acquired at the command's business time. One that is lent or given has the price nothing. */
export const RecordAcquisition = assetCommand({
  type: 'RecordAcquisition',
  schema: record({
    assetId: idSchema,
    price: amountSchema,
    salvage: amountSchema,
    lifeYears: Type.Integer({ minimum: 1, maximum: 100 }),
    evidence: Type.Optional(evidenceSchema),
  }),
  lookups: withAssociation,
  allowed: [requiresRole('COORDINATOR')],
  rules: [isNotAcquired, isWorthItsPrice],
  decide: ({ occurredAt, data }) => accept({ type: 'AssetAcquired', data: { ...data, acquiredAt: occurredAt } }),
});

const isAcquiredAndNew: AssetRule<unknown> = ({ acquisition, commissionedAt }) => {
  if (!acquisition)
    return refusal('NOT_ACQUIRED', 'The asset is not there yet. Record first how it was acquired.', 'assetId');
  return commissionedAt
    ? refusal('ALREADY_COMMISSIONED', 'The asset is commissioned already. Book it.', 'assetId')
    : undefined;
};

export const CommissionAsset = assetCommand({
  type: 'CommissionAsset',
  schema: record({ assetId: idSchema, reading: Type.Optional(readingSchema) }),
  lookups: withAssociation,
  allowed: [requiresRole('COORDINATOR')],
  rules: [isAcquiredAndNew, (asset, { occurredAt, data }) => readingRefusal(asset, occurredAt, data.reading)],
  decide: ({ data }) => accept({ type: 'AssetCommissioned', data }),
});

const nothingIsPending: AssetRule<unknown> = (asset) => {
  if (inHand(asset)) return refusal('ASSET_IN_HAND', 'Somebody has the asset. Record its return first.');
  if (asset.funding && !asset.funding.outcome)
    return refusal('FUNDING_OPEN', 'Funding of this asset is open. Close it, or wait for its deadline.');
  return asset.surplus
    ? refusal('SURPLUS_PENDING', 'A surplus waits for a decision. Have it approved or rejected first.')
    : undefined;
};

const endOfTime = instant('9999-12-31T23:59:59.999Z');

const sentAway = ({ assetId, waitlist, bookings }: Asset): SharedAssetEvent[] =>
  waitlist.toArray().map((bookingId) => {
    const { enterpriseId } = entry(bookings, bookingId);
    return { type: 'WaitlistLeft', data: { assetId, bookingId, enterpriseId, cause: 'RETIREMENT' } };
  });

const displacesFew: AssetRule<unknown> = (asset, { now }) =>
  displacementRefusal(
    asset,
    { start: now, end: endOfTime },
    {
      field: 'assetId',
      instead: 'Take it out of service first, for longer step by step, and then retire it.',
    },
  );

/** Whatever is ahead is displaced, whoever waits waits no longer. Bills, payments, surpluses and runs that began go on. */
export const RetireAsset = assetCommand({
  type: 'RetireAsset',
  schema: record({ assetId: idSchema, reason: reasonSchema }),
  lookups: withAssociation,
  allowed: [requiresRole('COORDINATOR')],
  rules: [nothingIsPending, displacesFew],
  decide: ({ now, data }, asset) =>
    accept<SharedAssetEvent>(
      { type: 'AssetRetired', data },
      ...displacing(asset, { start: now, end: endOfTime }, now, 'RETIREMENT'),
      ...sentAway(asset),
    ),
});
