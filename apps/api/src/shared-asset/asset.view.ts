import type { AssociationId } from '@jointly/kernel';
import type { AssetDocument } from '@jointly/read-models';
import { moneyObject } from '../graphql/money.graphql';
import type { AssetOwner } from './rules.graphql';
import type { SharedAssetObject } from './shared-asset.graphql';

/** As everybody of the association sees it. */
export const assetView = (association: AssociationId, asset: AssetDocument): SharedAssetObject => ({
  association,
  id: asset.id,
  title: asset.title,
  clusterId: asset.clusterId,
  kind: asset.kind,
  phase: asset.phase,
  owner: ownerView(asset.owner),
  custodianIds: [...asset.custodians],
  meterUnit: asset.meterUnit,
  meter: asset.reading?.value ?? null,
  currency: asset.currency,
  timeZone: asset.timeZone,
  rules: { ...asset.rules, quota: asset.rules.quota ?? null },
  rulesVersion: asset.rulesVersion,
  acquisition: asset.acquisition && acquisitionView(asset.acquisition),
  shareCapital: asset.shareCapital && { ...asset.shareCapital, issued: asset.sharesIssued },
  commissionedAt: asset.commissionedAt,
  retiredAt: asset.retiredAt,
  downtime: asset.downtime && downtimeView(asset.downtime),
  maintenancePlan: asset.plan && planView(asset.plan),
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

const planView = ({ everyUnits, everyDays, sinceReading, since, due }: NonNullable<AssetDocument['plan']>) => ({
  everyUnits: everyUnits ?? null,
  everyDays: everyDays ?? null,
  sinceReading: sinceReading ?? null,
  since,
  due: due !== null,
});
