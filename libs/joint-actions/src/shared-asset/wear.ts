import { Decimal } from '@jointly/kernel';
import type { Asset, MaintenancePlan } from './state';

/** What fell due by a reading that was found wrong is due no longer, and may be due by date all the same. */
export const withoutFalseAlarm = (asset: Asset): Asset =>
  asset.plan?.due === 'METER' && !isUsedUp(asset.plan, asset)
    ? { ...asset, plan: { ...asset.plan, due: null } }
    : asset;

/** The meter shows that the asset was used for as long as its plan allows between two maintenances. */
export function isUsedUp(plan: MaintenancePlan, { readings }: Asset): boolean {
  if (plan.everyUnits === undefined) return false;
  const shows = readings.last()?.value ?? '0';
  return new Decimal(shows).gte(new Decimal(plan.sinceReading ?? '0').plus(plan.everyUnits));
}
