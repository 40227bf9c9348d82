import { directory, facts, sharedAssets, type AssetDocument, type AssetFile } from '@jointly/read-models';
import type { Connection } from '../graphql/connection.graphql';
import { notFound } from '../http/fault';
import { opened, type Opened } from '../reading/opened';
import { connectionOf, pageRequest } from '../reading/paging';
import { defineQuery } from '../reading/queries';
import type { ReadModels } from '../reading/read-models';
import type { Viewer } from '../reading/viewer';
import { assetView } from './asset.view';
import type { AssetKind, AssetPhase } from './enums.graphql';
import { costView } from './file.view';
import type { AssetCost } from './ownership.graphql';
import { periodIn, type PeriodAsked } from './period';
import type { SharedAssetObject } from './shared-asset.graphql';
import { sightOf, type Sight } from './sight';
import type { AssetStatement } from './statement.graphql';
import { statementView } from './statement.view';
import type { DowntimeRecord, JointRun, Maintenance, MeterReading } from './upkeep.graphql';
import { downtimeView, maintenanceView, readingView, runView } from './upkeep.view';

export interface Paged {
  readonly first: number;
  readonly after?: string | null;
}
export interface OfAsset {
  readonly id: string;
}
interface ListAsked extends Paged {
  readonly clusterId?: string | null;
  readonly kind?: keyof typeof AssetKind | null;
  readonly phase?: keyof typeof AssetPhase | null;
}

const reads = [sharedAssets.name];
/** What belongs to an asset is shown to whoever acts for the enterprise that it is about: mandates must be in view too. */
const readsMandates = [sharedAssets.name, directory.name];

/** The newest first. */
export const sharedAssetList = defineQuery({
  type: 'SharedAssets',
  reads,
  answer: async (viewer, args: ListAsked, models): Promise<Connection<SharedAssetObject>> => {
    const { clusterId, kind, phase } = args;
    const only = { ...(clusterId && { clusterId }), ...(kind && { kind }), ...(phase && { phase }) };
    const page = await models.sharedAssets.assets(viewer.association, pageRequest(args), only);
    return connectionOf(page, (asset) => assetView(viewer, asset));
  },
});

/** Null where there is none: a mutation's payload shows it so. */
export const writtenAsset = defineQuery({
  type: 'WrittenAsset',
  reads: readsMandates,
  answer: async (viewer, { id }: OfAsset, models): Promise<SharedAssetObject | null> => {
    const asset = await models.sharedAssets.asset(viewer.association, id);
    return asset ? assetView(viewer, asset) : null;
  },
});

/** @throws Fault NOT_FOUND */
export const sharedAsset = defineQuery({
  type: 'SharedAsset',
  reads: readsMandates,
  answer: async (viewer, args: OfAsset, models): Promise<SharedAssetObject> => {
    const found = await writtenAsset.answer(viewer, args, models);
    if (!found) throw notFound('shared asset');
    return found;
  },
});

/** What is on file about an asset, with what the viewer may see of it. @throws Fault NOT_FOUND */
export const assetFile = defineQuery({
  type: 'AssetFile',
  reads: readsMandates,
  answer: async (viewer, { id }: OfAsset, models): Promise<{ file: Opened<AssetFile>; sight: Sight }> => {
    const [sight, file] = await Promise.all([
      knownAsset(viewer, id, models).then((asset) => sightOf(viewer, asset, models)),
      models.sharedAssets.file(viewer.association, id),
    ]);
    if (!file) throw notFound('shared asset');
    return { file: opened(file, models.name), sight };
  },
});

/** Null for who may not see what all members come to together. @throws Fault BAD_USER_INPUT for the period */
export const assetStatement = defineQuery({
  type: 'AssetStatement',
  reads: [...readsMandates, facts.name],
  answer: async (viewer, { id, ...asked }: OfAsset & PeriodAsked, models): Promise<AssetStatement | null> => {
    const period = periodIn(asked, 400);
    const sight = await sightOf(viewer, await knownAsset(viewer, id, models), models);
    if (!sight.totals) return null;
    const last = await models.indicators.time(viewer.association);
    const stated = await models.sharedAssets.statement(viewer.association, id, period, last);
    return stated ? statementView(stated) : null;
  },
});

/** The latest first; null for who neither keeps the asset nor the books. */
export const meterReadings = defineQuery({
  type: 'MeterReadings',
  reads: readsMandates,
  answer: async (viewer, { id, ...args }: OfAsset & Paged, models): Promise<Connection<MeterReading> | null> => {
    const { all } = await sightOf(viewer, await knownAsset(viewer, id, models), models);
    if (!all) return null;
    const page = await models.sharedAssets.readings(viewer.association, id, pageRequest(args));
    return connectionOf(page, (reading) => readingView(opened(reading, models.name)));
  },
});

/** For who sees what all members come to together; null for others. */
export const assetCosts = defineQuery({
  type: 'AssetCosts',
  reads: readsMandates,
  answer: async (viewer, { id, ...args }: OfAsset & Paged, models): Promise<Connection<AssetCost> | null> => {
    const { totals } = await sightOf(viewer, await knownAsset(viewer, id, models), models);
    if (!totals) return null;
    return connectionOf(await models.sharedAssets.costs(viewer.association, id, pageRequest(args)), costView);
  },
});

/** The latest planned first. */
export const assetRuns = defineQuery({
  type: 'AssetRuns',
  reads: readsMandates,
  answer: async (viewer, { id, ...args }: OfAsset & Paged, models): Promise<Connection<JointRun>> => {
    const sight = await sightOf(viewer, await knownAsset(viewer, id, models), models);
    const page = await models.sharedAssets.blocks(viewer.association, id, 'RUN', pageRequest(args));
    return connectionOf(page, (run) => runView(run, sight));
  },
});

/** The latest first. */
export const assetDowntimes = defineQuery({
  type: 'AssetDowntimes',
  reads,
  answer: async ({ association }, { id, ...args }: OfAsset & Paged, models): Promise<Connection<DowntimeRecord>> => {
    const page = await models.sharedAssets.blocks(association, id, 'DOWNTIME', pageRequest(args));
    return connectionOf(page, (downtime) => downtimeView(opened(downtime, models.name)));
  },
});

/** The latest planned first. */
export const assetMaintenance = defineQuery({
  type: 'AssetMaintenance',
  reads,
  answer: async ({ association }, { id, ...args }: OfAsset & Paged, models): Promise<Connection<Maintenance>> => {
    const page = await models.sharedAssets.blocks(association, id, 'MAINTENANCE', pageRequest(args));
    return connectionOf(page, (maintenance) => maintenanceView(opened(maintenance, models.name)));
  },
});

/** @throws Fault NOT_FOUND */
export async function knownAsset(viewer: Viewer, id: string, models: ReadModels): Promise<AssetDocument> {
  const asset = await models.sharedAssets.asset(viewer.association, id);
  if (!asset) throw notFound('shared asset');
  return asset;
}

export const assetQueries = [
  sharedAssetList,
  writtenAsset,
  sharedAsset,
  assetFile,
  assetStatement,
  meterReadings,
  assetCosts,
  assetRuns,
  assetDowntimes,
  assetMaintenance,
];
