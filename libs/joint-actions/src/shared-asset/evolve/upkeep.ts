import type { Happened, EventOf } from '@jointly/kernel';
import type { upkeepEvents } from '../events';
import type { Asset } from '../state';

type Heard = Happened<EventOf<(typeof upkeepEvents)[number]>>;

export function evolveUpkeep(asset: Asset, event: Heard): Asset {
  switch (event.type) {
  }
  return asset;
}
