import { Type } from '@sinclair/typebox';
import { accept, days, later, newId, refusal, type CommandId, type Instant, type Refusal } from '@jointly/kernel';
import { withAssociation } from '../../lookups';
import { idSchema, instantSchema, reasonSchema, record } from '../../schemas';
import { DowntimeStarted, type SharedAssetEvent } from '../events';
import { displacing, withPromotions } from '../freeing';
import { isCommissioned, keepsTheAsset, type AssetRule } from '../rules';
import type { Slot } from '../schemas';
import { displacementRefusal } from '../upkeep';
import { assetCommand } from './asset-command';

export const newDowntimeId = (command: CommandId): string => newId('downtime', command);

const longestDays = 366;

/** Why the asset can't be taken out of service for that long at a stretch. */
export const spanRefusal = ({ start, end }: Slot, field: string): Refusal | undefined =>
  end <= later(start, days(longestDays))
    ? undefined
    : refusal(
        'TOO_LONG',
        `An asset is out of service for ${longestDays} days at a stretch at most. Choose an earlier end.`,
        field,
      );

const isUp: AssetRule<unknown> = ({ downtime }) =>
  downtime
    ? refusal('OUT_OF_SERVICE', 'The asset is out of service already. Extend that downtime instead.', 'assetId')
    : undefined;

const isDown: AssetRule<unknown> = ({ downtime }) =>
  downtime
    ? undefined
    : refusal('NOT_OUT_OF_SERVICE', 'The asset is not out of service. Start a downtime first.', 'assetId');

interface Expected {
  readonly expectedEnd: Instant;
}

const isExpectedAhead: AssetRule<Expected> = (_asset, { data: { expectedEnd }, now }) =>
  expectedEnd > now
    ? undefined
    : refusal('ENDS_IN_THE_PAST', 'The downtime is expected to end later than now. Correct it.', 'expectedEnd');

const inSteps = {
  field: 'expectedEnd',
  instead: 'Take it out of service for a shorter time, and then extend that.',
};

const isWithinBounds: AssetRule<Expected> = (asset, { data, occurredAt: start }) => {
  const slot = { start, end: data.expectedEnd };
  return spanRefusal(slot, 'expectedEnd') ?? displacementRefusal(asset, slot, inSteps);
};

/** Out of service since the command's business time. Bookings until the expected end are displaced. */
export const StartDowntime = assetCommand({
  type: 'StartDowntime',
  schema: record({
    assetId: idSchema,
    expectedEnd: instantSchema,
    cause: DowntimeStarted.schema.properties.cause,
    note: Type.Optional(reasonSchema),
  }),
  lookups: withAssociation,
  allowed: [],
  rules: [keepsTheAsset, isCommissioned, isUp, isExpectedAhead, isWithinBounds],
  decide: ({ id, now, actor, occurredAt: start, data }, asset) => {
    const downtimeId = newDowntimeId(id);
    return accept<SharedAssetEvent>(
      ...withPromotions(
        asset,
        [
          { type: 'DowntimeStarted', data: { ...data, downtimeId, start, reportedBy: actor } },
          ...displacing(asset, { start, end: data.expectedEnd }, now, 'DOWNTIME', downtimeId),
        ],
        now,
      ),
    );
  },
});

const lastsLonger: AssetRule<Expected> = (asset, { data: { expectedEnd: end } }) => {
  const { start, expectedEnd: before } = asset.downtime!;
  return end > before
    ? (spanRefusal({ start, end }, 'expectedEnd') ?? displacementRefusal(asset, { start: before, end }, inSteps))
    : refusal(
        'NOT_LONGER',
        `It is expected to last until ${before} already. End it when the asset is back.`,
        'expectedEnd',
      );
};

export const ExtendDowntime = assetCommand({
  type: 'ExtendDowntime',
  schema: record({ assetId: idSchema, expectedEnd: instantSchema }),
  lookups: withAssociation,
  allowed: [],
  rules: [keepsTheAsset, isDown, isExpectedAhead, lastsLonger],
  decide: ({ now, data }, asset) => {
    const { downtimeId, expectedEnd: start } = asset.downtime!;
    return accept<SharedAssetEvent>(
      ...withPromotions(
        asset,
        [
          { type: 'DowntimeExtended', data: { ...data, downtimeId } },
          ...displacing(asset, { start, end: data.expectedEnd }, now, 'DOWNTIME', downtimeId),
        ],
        now,
      ),
    );
  },
});

const endsAfterItsStart: AssetRule<unknown> = ({ downtime }, { occurredAt }) =>
  occurredAt >= downtime!.start
    ? undefined
    : refusal('ENDS_BEFORE_IT_STARTS', `It began at ${downtime!.start}. Correct the time.`, 'occurredAt');

/** Back in service since the command's business time; whoever waited for what is left of it is promoted. */
export const EndDowntime = assetCommand({
  type: 'EndDowntime',
  schema: record({ assetId: idSchema }),
  lookups: withAssociation,
  allowed: [],
  rules: [keepsTheAsset, isDown, endsAfterItsStart],
  decide: ({ now, occurredAt: end, data }, asset) => {
    const { downtimeId } = asset.downtime!;
    return accept<SharedAssetEvent>(
      ...withPromotions(asset, [{ type: 'DowntimeEnded', data: { ...data, downtimeId, end } }], now),
    );
  },
});
