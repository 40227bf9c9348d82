import { days, later, latest, refusal, type Deadline, type Instant, type Refusal } from '@jointly/kernel';
import { isAhead } from './bookings';
import { overlap } from './calendar';
import { isUnderway } from './phase';
import type { SharedAssetEvent } from './events';
import type { Slot } from './schemas';
import type { Asset } from './state';
import { isUsedUp } from './wear';

const maintenanceDeadline = 'maintenance';

/**
 * When maintenance falls due by date. What is scheduled puts it off until the scheduled time is over: if nobody has
 * recorded it as done by then, it is due after all.
 */
function dueByDate({ status, plan, maintenance }: Asset): Instant | undefined {
  if (status === 'RETIRED' || !plan || plan.due || plan.everyDays === undefined) return undefined;
  return [...maintenance.values()].reduce((due, { end }) => latest(due, end), later(plan.since, days(plan.everyDays)));
}

export function upkeepDeadlines(asset: Asset): Deadline[] {
  const due = dueByDate(asset);
  return due === undefined ? [] : [{ name: maintenanceDeadline, due }];
}

export const passMaintenanceDue = ({ assetId }: Asset): SharedAssetEvent[] => [
  { type: 'MaintenanceFellDue', data: { assetId, cause: 'DATE' } },
];

/** That maintenance is due as the asset is now, where nothing says so yet: by what its meter shows, or by date. */
export function fellDue(asset: Asset, now: Instant): SharedAssetEvent[] {
  const date = dueByDate(asset);
  if (date !== undefined && date <= now) return passMaintenanceDue(asset);
  if (!isDueByMeter(asset) || asset.maintenance.some(({ end }) => end > now)) return [];
  return [{ type: 'MaintenanceFellDue', data: { assetId: asset.assetId, cause: 'METER' } }];
}

const isDueByMeter = (asset: Asset): boolean =>
  asset.status === 'SHARED' && asset.plan !== undefined && !asset.plan.due && isUsedUp(asset.plan, asset);

/** So many are displaced at once: bookings are offered other slots, and a store takes only so much in one append. */
const mostDisplaced = 200;

/** Why a slot can't be taken from all that stands in it in one step; `instead` says what to do. */
export function displacementRefusal(asset: Asset, slot: Slot, { field, instead }: Remedy): Refusal | undefined {
  const bookings = asset.bookings.count((booking) => isAhead(booking) && overlap(booking, slot));
  const hit = bookings + asset.runs.count((run) => isUnderway(run) && overlap(run, slot));
  return hit <= mostDisplaced
    ? undefined
    : refusal(
        'TOO_MANY_BOOKINGS',
        `${hit} bookings and runs would be displaced, at most ${mostDisplaced} can be at once. ${instead}`,
        field,
      );
}

interface Remedy {
  readonly field: string;
  readonly instead: string;
}
