import fc from 'fast-check';
import { later, type Happened, type JsonValue } from '@jointly/kernel';
import { AssetStory, theFilter } from '../testing/asset-story';
import { delegateOf, memberId } from '../testing/purchase-cast';
import { reop } from '../testing/specification';
import { sharedAssetStream } from '../streams';
import { sharedAsset } from './aggregate';
import { isAhead } from './bookings';
import { ReleaseBooking, RequestBooking } from './commands';
import type { SharedAssetEvent } from './events';
import type { SharedAssetState } from './state';

const { toJson, fromJson } = sharedAsset.snapshot!;
const takenUp = (state: SharedAssetState): SharedAssetState =>
  fromJson(JSON.parse(JSON.stringify(toJson(state))) as JsonValue);

const fold = (from: SharedAssetState, events: readonly Happened[]): SharedAssetState =>
  events.reduce((state, event) => sharedAsset.evolve(state, event as Happened<SharedAssetEvent>), from);

interface Step {
  readonly kind: 'book' | 'release' | 'wait';
  readonly which: number;
  readonly hours: number;
}

const steps = fc.array(
  fc.record<Step>({
    kind: fc.constantFrom('book', 'book', 'book', 'release', 'wait'),
    which: fc.nat(20),
    hours: fc.integer({ min: 1, max: 400 }),
  }),
  { maxLength: 60 },
);

/** What became of an asset that members booked and released as time went by, whatever was refused. */
function eventsOf(all: readonly Step[]): Happened[] {
  const story = new AssetStory();
  for (const { kind, which, hours } of all) {
    if (kind === 'wait') story.wait(hours);
    if (kind === 'book') {
      const enterpriseId = memberId(1 + (which % 3));
      const start = later(story.world.now, hours * 3_600_000);
      const slot = { start, end: later(start, 3_600_000) };
      story.tries(RequestBooking, { enterpriseId, ...slot }, delegateOf(enterpriseId));
    }
    const ahead = [...story.asset.bookings.values()].filter(isAhead);
    const booking = ahead[which % Math.max(1, ahead.length)];
    if (kind === 'release' && booking) {
      const { bookingId, enterpriseId } = booking;
      story.tries(ReleaseBooking, { bookingId, enterpriseId }, delegateOf(enterpriseId));
    }
  }
  return story.world.log.filter(({ stream }) => stream === sharedAssetStream(reop, theFilter));
}

it('an asset that was taken up from a snapshot goes on as the one that was folded', () => {
  fc.assert(
    fc.property(steps, fc.double({ min: 0, max: 1, noNaN: true }), (all, part) => {
      const events = eventsOf(all);
      const cut = Math.floor(events.length * part);
      const before = fold(sharedAsset.initial, events.slice(0, cut));
      expect(fold(takenUp(before), events.slice(cut))).toEqual(fold(before, events.slice(cut)));
    }),
    { numRuns: 50 },
  );
}, 60_000);
