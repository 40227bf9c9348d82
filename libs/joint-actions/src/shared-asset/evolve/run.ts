import type { Happened, EventOf } from '@jointly/kernel';
import type { runEvents } from '../events';
import type { Asset } from '../state';

type Heard = Happened<EventOf<(typeof runEvents)[number]>>;

export function evolveRun(asset: Asset, event: Heard): Asset {
  switch (event.type) {
  }
  return asset;
}
