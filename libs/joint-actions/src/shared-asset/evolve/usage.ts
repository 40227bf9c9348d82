import type { Happened, EventOf } from '@jointly/kernel';
import type { usageEvents } from '../events';
import type { Asset } from '../state';

type Heard = Happened<EventOf<(typeof usageEvents)[number]>>;

export function evolveUsage(asset: Asset, event: Heard): Asset {
  switch (event.type) {
  }
  return asset;
}
