import type { Aggregate } from '@jointly/kernel';
import type { SharedAssetEvent } from './events';
import { evolveSharedAsset } from './evolve';
import { noAsset, type SharedAssetState } from './state';

export const sharedAsset: Aggregate<SharedAssetState, SharedAssetEvent> = {
  category: 'sharedAsset',
  initial: noAsset,
  evolve: evolveSharedAsset,
  commands: [],
};
