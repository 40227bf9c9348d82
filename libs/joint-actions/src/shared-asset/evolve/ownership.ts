import type { Happened, EventOf } from '@jointly/kernel';
import type { ownershipEvents } from '../events';
import type { Asset } from '../state';

type Heard = Happened<EventOf<(typeof ownershipEvents)[number]>>;

export function evolveOwnership(asset: Asset, event: Heard): Asset {
  switch (event.type) {
  }
  return asset;
}
