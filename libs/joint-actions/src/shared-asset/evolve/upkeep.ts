import type { EventOf, Happened, Instant } from '@jointly/kernel';
import { entry } from '../../entry';
import { withBooking } from '../bookings';
import { freed, taken, type Block } from '../calendar';
import type { SharedAssetHappened, upkeepEvents } from '../events';
import { inHand } from '../rules';
import type { Asset, Downtime, Maintenance, MaintenancePlan } from '../state';

type Heard = Happened<EventOf<(typeof upkeepEvents)[number]>>;

export function evolveUpkeep(asset: Asset, event: Heard): Asset {
  switch (event.type) {
    case 'DowntimeStarted': {
      const { downtimeId, start, expectedEnd } = event.data;
      return down(inHandsBroken(asset, start), { downtimeId, start, expectedEnd });
    }
    case 'DowntimeExtended':
      return down(upAgain(asset), { ...asset.downtime!, expectedEnd: event.data.expectedEnd });
    case 'DowntimeEnded':
      return upAgain(asset);
    case 'MaintenancePlanSet': {
      const { assetId: _, ...plan } = event.data;
      return { ...asset, plan: { ...plan, due: null } };
    }
    case 'MaintenanceFellDue':
      return withPlan(asset, { due: event.data.cause });
    case 'MaintenanceScheduled': {
      const { maintenanceId, start, end } = event.data;
      return withPlan(scheduled(asset, { maintenanceId, start, end }), { due: null });
    }
    case 'MaintenanceCancelled':
      return unscheduled(asset, event.data.maintenanceId);
    case 'MaintenanceCompleted':
      return completed(asset, event);
  }
}

const downtimeBlock = ({ downtimeId: id, start, expectedEnd: end }: Downtime): Block => ({
  id,
  of: 'DOWNTIME',
  start,
  end,
});

const down = (asset: Asset, downtime: Downtime): Asset => ({
  ...asset,
  downtime,
  calendar: taken(asset.calendar, downtimeBlock(downtime)),
});

/** Whoever has it can't bring it back on time then; who was late already is late. */
function inHandsBroken(asset: Asset, start: Instant): Asset {
  const booking = inHand(asset);
  if (!booking?.usage || start >= booking.end) return asset;
  return withBooking(asset, { ...booking, usage: { ...booking.usage, brokeDown: true } });
}

function upAgain({ downtime, ...asset }: Asset): Asset {
  return downtime ? { ...asset, calendar: freed(asset.calendar, downtimeBlock(downtime)) } : asset;
}

const maintenanceBlock = ({ maintenanceId: id, start, end }: Maintenance): Block => ({
  id,
  of: 'MAINTENANCE',
  start,
  end,
});

const scheduled = (asset: Asset, maintenance: Maintenance): Asset => ({
  ...asset,
  maintenance: asset.maintenance.set(maintenance.maintenanceId, maintenance),
  calendar: taken(asset.calendar, maintenanceBlock(maintenance)),
});

const unscheduled = (asset: Asset, id: string): Asset => ({
  ...asset,
  maintenance: asset.maintenance.delete(id),
  calendar: freed(asset.calendar, maintenanceBlock(entry(asset.maintenance, id))),
});

const withPlan = (asset: Asset, change: Partial<MaintenancePlan>): Asset =>
  asset.plan ? { ...asset, plan: { ...asset.plan, ...change } } : asset;

function completed(asset: Asset, { data }: SharedAssetHappened<'MaintenanceCompleted'>): Asset {
  const { maintenanceId, at, reading } = data;
  const left = maintenanceId === undefined ? asset : unscheduled(asset, maintenanceId);
  return withPlan(left, { since: at, due: null, ...(reading !== undefined && { sinceReading: reading }) });
}
