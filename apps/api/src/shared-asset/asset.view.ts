import type { AssetDocument } from '@jointly/read-models';
import { moneyObject } from '../graphql/money.graphql';
import type { Viewer } from '../reading/viewer';
import type { AssetOwner } from './rules.graphql';
import type { SharedAssetObject } from './shared-asset.graphql';
import { keepsIt } from './sight';

/** As everybody of the association sees it, but for its readings: use can be told from those. */
export const assetView = (viewer: Viewer, asset: AssetDocument): SharedAssetObject => ({
  association: viewer.association,
  id: asset.id,
  title: asset.title,
  clusterId: asset.clusterId,
  kind: asset.kind,
  phase: asset.phase,
  owner: ownerView(asset.owner),
  custodianIds: [...asset.custodians],
  meterUnit: asset.meterUnit,
  meter: keepsIt(viewer, asset) ? (asset.reading?.value ?? null) : null,
  currency: asset.currency,
  timeZone: asset.timeZone,
  rules: { ...asset.rules, quota: asset.rules.quota ?? null },
  rulesVersion: asset.rulesVersion,
  acquisition: asset.acquisition && acquisitionView(asset.acquisition),
  shareCapital: asset.shareCapital && { ...asset.shareCapital, issued: asset.sharesIssued },
  commissionedAt: asset.commissionedAt,
  retiredAt: asset.retiredAt,
  downtime: asset.downtime && downtimeView(asset.downtime),
  maintenancePlan: asset.plan && planView(asset.plan, keepsIt(viewer, asset)),
  waiting: asset.waiting,
  registeredAt: asset.registeredAt,
});

const ownerView = (owner: AssetDocument['owner']): AssetOwner => ({
  kind: owner.kind,
  enterpriseId: owner.kind === 'ENTERPRISE' ? owner.enterpriseId : null,
  name: owner.kind === 'INSTITUTION' ? owner.name : null,
});

const acquisitionView = ({ price, salvage, ...rest }: NonNullable<AssetDocument['acquisition']>) => ({
  ...rest,
  price: moneyObject(price),
  salvage: moneyObject(salvage),
});

const downtimeView = ({ downtimeId, start, expectedEnd }: NonNullable<AssetDocument['downtime']>) => ({
  id: downtimeId,
  start,
  expectedEnd,
});

const planView = (
  { everyUnits, everyDays, sinceReading, since, due }: NonNullable<AssetDocument['plan']>,
  seesReadings: boolean,
) => ({
  everyUnits: everyUnits ?? null,
  everyDays: everyDays ?? null,
  sinceReading: seesReadings ? (sinceReading ?? null) : null,
  since,
  due: due !== null,
});
