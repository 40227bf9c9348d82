import { days, Decimal, later, latest, refusal, type Deadline, type Instant, type Refusal } from '@jointly/kernel';
import { isAhead } from './bookings';
import { overlap } from './calendar';
import type { SharedAssetEvent } from './events';
import type { Slot } from './schemas';
import type { Asset } from './state';

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

function isDueByMeter({ status, plan, readings }: Asset): boolean {
  if (status === 'RETIRED' || !plan || plan.due || plan.everyUnits === undefined) return false;
  const shows = readings.last()?.value ?? '0';
  return new Decimal(shows).gte(new Decimal(plan.sinceReading ?? '0').plus(plan.everyUnits));
}

/** So many bookings are displaced at once: each is offered other slots, and a store takes only so much in one append. */
const mostDisplaced = 200;

/** Why an asset can't be taken out of service for that long in one step. */
export function displacementRefusal({ bookings }: Asset, slot: Slot, field: string): Refusal | undefined {
  const hit = bookings.count((booking) => isAhead(booking) && overlap(booking, slot));
  return hit <= mostDisplaced
    ? undefined
    : refusal(
        'TOO_MANY_BOOKINGS',
        `${hit} bookings would be displaced, at most ${mostDisplaced} can be at once. Take it out of service for a shorter time, and then extend that.`,
        field,
      );
}
