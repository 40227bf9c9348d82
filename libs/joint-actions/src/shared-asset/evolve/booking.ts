import type { Happened, EventOf } from '@jointly/kernel';
import type { bookingEvents } from '../events';
import type { Asset } from '../state';

type Heard = Happened<EventOf<(typeof bookingEvents)[number]>>;

export function evolveBooking(asset: Asset, event: Heard): Asset {
  switch (event.type) {
  }
  return asset;
}
