import { sharedAsset, type SharedAssetEvent, type SharedAssetState } from '@jointly/joint-actions';
import { defineProjection, type Recorded, type SchemaOf, type StreamStates } from '@jointly/projections';
import { keyOf } from '../documents';
import { assetOf } from './asset';
import { assetFolds } from './folds/asset';
import { bookingFolds } from './folds/booking';
import type { AssetFolds } from './folds/fold';
import { ownershipFolds } from './folds/ownership';
import { runFolds } from './folds/run';
import { upkeepFolds } from './folds/upkeep';
import { usageFolds } from './folds/usage';
import { tables, type AssetTables } from './tables';

const folds: AssetFolds = {
  ...assetFolds,
  ...bookingFolds,
  ...usageFolds,
  ...upkeepFolds,
  ...ownershipFolds,
  ...runFolds,
};

/** What is shared: assets, their calendars from the first booking on, readings, bills and costs. */
export const sharedAssets = defineProjection({
  name: 'shared-assets',
  version: 1,
  follows: [sharedAsset.category],
  aggregates: [sharedAsset],
  tables,
  fold(event: Recorded<SharedAssetEvent>, into, { after }: StreamStates<SharedAssetState>) {
    // A table has the function for each type beside it: TypeScript can't follow that for all of them at once.
    const fold = folds[event.type] as (event: Recorded<SharedAssetEvent>, into: AssetTables) => void;
    fold(event, into);
    const key = keyOf(event.association, event.data.assetId);
    const file = into.files.existing(key);
    into.assets.derive(key, () => assetOf(after, file, event));
  },
});

export type SharedAssetSchema = SchemaOf<typeof sharedAssets>;
