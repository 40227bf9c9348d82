import { AnswerCache, openReadModel, type AnyProjection, type ProjectionStatus } from '@jointly/projections';
import { accounts, AccountQueries } from './accounts';
import { actionBoard, ActionBoardQueries } from './action-board';
import { directory, DirectoryQueries } from './directory';
import { facts, IndicatorQueries } from './facts';
import { BookingQueries, SharedAssetQueries, sharedAssets } from './shared-assets';

/** Every read model there is. */
export const readModels: readonly AnyProjection[] = [directory, actionBoard, sharedAssets, accounts, facts];

export interface ReadModels {
  readonly directory: DirectoryQueries;
  readonly actionBoard: ActionBoardQueries;
  readonly sharedAssets: SharedAssetQueries;
  readonly bookings: BookingQueries;
  readonly accounts: AccountQueries;
  readonly indicators: IndicatorQueries;
  close(): Promise<void>;
}

/** Opens all read files to read, once a projector has made them. */
export function openReadModels(path: string, status: Pick<ProjectionStatus, 'position'>): ReadModels {
  const cache = new AnswerCache(status);
  const open = {
    directory: openReadModel(path, directory),
    actionBoard: openReadModel(path, actionBoard),
    sharedAssets: openReadModel(path, sharedAssets),
    accounts: openReadModel(path, accounts),
    facts: openReadModel(path, facts),
  };
  return {
    directory: new DirectoryQueries(open.directory),
    actionBoard: new ActionBoardQueries(open.actionBoard, cache),
    sharedAssets: new SharedAssetQueries(open.sharedAssets, cache),
    bookings: new BookingQueries(open.sharedAssets),
    accounts: new AccountQueries(open.accounts),
    indicators: new IndicatorQueries(open.facts, cache),
    async close() {
      for (const database of Object.values(open)) await database.destroy();
    },
  };
}
