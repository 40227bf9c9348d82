import { Type } from '@sinclair/typebox';
import { accept, newId, refusal, type CommandId, type Instant, type Refusal } from '@jointly/kernel';
import { requiresRole } from '../../authority';
import { withAssociation } from '../../lookups';
import { idSchema, instantSchema, nameSchema, reasonSchema, record } from '../../schemas';
import { blocking } from '../calendar';
import { MaintenancePlanSet, type SharedAssetEvent } from '../events';
import { displacing, foreseen, withPromotions } from '../freeing';
import { noMeter, readingRefusal } from '../meter';
import { inHand, isCommissioned, keepsTheAsset, type AssetRule } from '../rules';
import { readingSchema, type Slot } from '../schemas';
import type { Asset } from '../state';
import { displacementRefusal, fellDue } from '../upkeep';
import { assetCommand } from './asset-command';
import { spanRefusal } from './downtime';
import { newReadingId } from './hand-over';

export const newMaintenanceId = (command: CommandId): string => newId('maintenance', command);

const { everyUnits, everyDays } = MaintenancePlanSet.schema.properties;

const plan = record({
  assetId: idSchema,
  everyUnits,
  everyDays,
  /** The last maintenance before the plan; where it names none, the one that the plan before counts from, or now. */
  since: Type.Optional(instantSchema),
  sinceReading: Type.Optional(readingSchema),
});
interface Plan {
  readonly everyUnits?: string;
  readonly everyDays?: number;
  readonly since?: Instant;
  readonly sinceReading?: string;
}

const saysWhen: AssetRule<Plan> = ({ meterUnit }, { data, now }) => {
  if (data.everyUnits === undefined && data.everyDays === undefined)
    return refusal('PLAN_EMPTY', 'Say after how many units or days maintenance falls due.', 'everyDays');
  if (meterUnit === undefined && (data.everyUnits ?? data.sinceReading) !== undefined)
    return { ...noMeter, field: 'everyUnits' };
  if (data.everyUnits === '0') return refusal('QUANTITY_NOT_POSITIVE', 'Give a use above zero.', 'everyUnits');
  return data.since === undefined || data.since <= now
    ? undefined
    : refusal('OCCURRED_IN_THE_FUTURE', 'The last maintenance was before now. Correct its date.', 'since');
};

/** Falls due by the meter or by date, whichever comes first; at once where that is past already. */
export const SetMaintenancePlan = assetCommand({
  type: 'SetMaintenancePlan',
  schema: plan,
  lookups: withAssociation,
  allowed: [requiresRole('COORDINATOR')],
  rules: [isCommissioned, saysWhen],
  decide: ({ now, data }, asset) => {
    const since = data.since ?? asset.plan?.since ?? now;
    const sinceReading = data.sinceReading ?? asset.plan?.sinceReading ?? shownAt(asset, now);
    const counted = { since, ...(sinceReading !== undefined && { sinceReading }) };
    return accept<SharedAssetEvent>(
      ...withWhatFellDue(asset, [{ type: 'MaintenancePlanSet', data: { ...data, ...counted } }], now),
    );
  },
});

/** The last thing the meter is known to have shown by then. */
const shownAt = ({ readings }: Asset, moment: Instant): string | undefined =>
  readings.findLast(({ at }) => at <= moment)?.value;

const withWhatFellDue = (asset: Asset, events: readonly SharedAssetEvent[], now: Instant): SharedAssetEvent[] => [
  ...events,
  ...fellDue(foreseen(asset, events, now), now),
];

const isASlotAhead: AssetRule<Slot> = (_asset, { data, now }) => {
  if (data.start < now) return refusal('IN_THE_PAST', 'Maintenance is scheduled ahead. Choose a later start.', 'start');
  return data.end > data.start
    ? spanRefusal(data, 'end')
    : refusal('ENDS_BEFORE_IT_STARTS', 'It must end after it starts. Choose a later end.', 'end');
};

const isOutOfOthersWay: AssetRule<Slot> = (asset, { data }) => {
  const using = inHand(asset)?.bookingId;
  const inTheWay = blocking(asset.calendar, data).find(
    ({ id, of }) => id === using || of === 'DOWNTIME' || of === 'MAINTENANCE',
  );
  if (!inTheWay) return undefined;
  return inTheWay.id === using
    ? refusal('ASSET_IN_HAND', `Somebody has the asset until ${inTheWay.end}. Choose a later start.`, 'start')
    : refusal(
        'MAINTENANCE_OVERLAPS',
        `The asset is out of service until ${inTheWay.end}. Choose a later start.`,
        'start',
      );
};

const displacesFew: AssetRule<Slot> = (asset, { data }) =>
  displacementRefusal(asset, data, {
    field: 'end',
    instead: 'Schedule it for a shorter time, and then the rest.',
  });

/** Bookings in its way are displaced. */
export const ScheduleMaintenance = assetCommand({
  type: 'ScheduleMaintenance',
  schema: record({ assetId: idSchema, title: nameSchema, start: instantSchema, end: instantSchema }),
  lookups: withAssociation,
  allowed: [],
  rules: [keepsTheAsset, isCommissioned, isASlotAhead, isOutOfOthersWay, displacesFew],
  decide: ({ id, now, data }, asset) => {
    const maintenanceId = newMaintenanceId(id);
    const events: SharedAssetEvent[] = [
      { type: 'MaintenanceScheduled', data: { ...data, maintenanceId } },
      ...displacing(asset, data, now, 'MAINTENANCE', maintenanceId),
    ];
    return accept<SharedAssetEvent>(...withPromotions(asset, events, now));
  },
});

const noSuchMaintenance: Refusal = refusal(
  'MAINTENANCE_NOT_FOUND',
  'There is no such maintenance scheduled for this asset. Check its id.',
  'maintenanceId',
);

const isScheduled: AssetRule<{ readonly maintenanceId?: string }> = ({ maintenance }, { data: { maintenanceId } }) =>
  maintenanceId === undefined || maintenance.has(maintenanceId) ? undefined : noSuchMaintenance;

export const CancelMaintenance = assetCommand({
  type: 'CancelMaintenance',
  schema: record({ assetId: idSchema, maintenanceId: idSchema }),
  lookups: withAssociation,
  allowed: [],
  rules: [keepsTheAsset, isScheduled],
  decide: ({ now, data }, asset) => {
    const events = withWhatFellDue(asset, [{ type: 'MaintenanceCancelled', data }], now);
    return accept<SharedAssetEvent>(...withPromotions(asset, events, now));
  },
});

/** Done at the command's business time, scheduled or not; the plan counts from there. */
export const CompleteMaintenance = assetCommand({
  type: 'CompleteMaintenance',
  schema: record({
    assetId: idSchema,
    /** The scheduled one; absent for one done unscheduled. */
    maintenanceId: Type.Optional(idSchema),
    reading: Type.Optional(readingSchema),
    note: Type.Optional(reasonSchema),
  }),
  lookups: withAssociation,
  allowed: [],
  rules: [
    keepsTheAsset,
    isCommissioned,
    isScheduled,
    (asset, { occurredAt, data }) =>
      data.reading === undefined ? undefined : readingRefusal(asset, occurredAt, data.reading),
  ],
  decide: ({ id, now, actor, occurredAt: at, data }, asset) => {
    const { assetId } = asset;
    const reading = data.reading ?? shownAt(asset, at);
    const read = data.reading !== undefined && { assetId, readingId: newReadingId(id), at, reading: data.reading };
    const done = { ...data, at, doneBy: actor, ...(reading !== undefined && { reading }) };
    const events: SharedAssetEvent[] = [
      ...(read ? [{ type: 'MeterRead', data: read } as const] : []),
      { type: 'MaintenanceCompleted', data: done },
    ];
    return accept<SharedAssetEvent>(...withPromotions(asset, withWhatFellDue(asset, events, now), now));
  },
});
