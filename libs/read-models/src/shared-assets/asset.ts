import { assetPhase, sharesIssued, type Asset, type SharedAssetState } from '@jointly/joint-actions';
import type { Recorded } from '@jointly/projections';
import type { AssetDocument, AssetFile } from './documents';

/** An asset's entry in the list, from the very state that decisions are taken on. */
export function assetOf(state: SharedAssetState, file: AssetFile, { sequence, recordedAt }: Recorded): AssetDocument {
  const asset = state as Asset;
  return {
    id: file.id,
    clusterId: asset.clusterId,
    title: file.title,
    kind: asset.kind,
    phase: assetPhase(asset),
    owner: asset.owner,
    custodians: [...asset.custodians].sort(),
    meterUnit: asset.meterUnit ?? null,
    currency: asset.currency,
    timeZone: asset.timeZone,
    rules: asset.rules,
    rulesVersion: asset.rulesVersion,
    acquisition: asset.acquisition ?? null,
    commissionedAt: asset.commissionedAt ?? null,
    retiredAt: file.retirement?.at ?? null,
    downtime: asset.downtime ?? null,
    plan: asset.plan ?? null,
    reading: asset.readings.last() ?? null,
    shareCapital: asset.shareCapital ?? null,
    sharesIssued: sharesIssued(asset),
    waiting: asset.waitlist.size,
    registeredAt: file.registeredAt,
    registeredBy: file.registeredBy,
    since: file.since,
    sequence,
    asOf: recordedAt,
  };
}
