import {
  sharedAsset,
  sharedAssetEvents,
  sharedAssetStream,
  type Asset,
  type Block,
  type Booking,
  type SharedAssetEvent,
} from '@jointly/joint-actions';
import type { Happened, Money } from '@jointly/kernel';
import { assetLife, chapters } from '../testing/asset-life';
import { AssetStory, at } from '../testing/asset-story';
import { associationStory } from '../testing/association-story';
import { History, registry, removeTemporaryDirectories, reop } from '../testing/history';
import type { CalendarEntry } from './calendar';

afterAll(removeTemporaryDirectories);

const assetId = 'asset_1';

async function eventsIn(history: History): Promise<Happened<SharedAssetEvent>[]> {
  const events: Happened<SharedAssetEvent>[] = [];
  for await (const page of history.store.readStream(sharedAssetStream(reop, assetId)))
    for (const stored of page) events.push(registry.upcast(stored) as Happened<SharedAssetEvent>);
  return events;
}

async function begun(): Promise<History> {
  const history = new History();
  await associationStory(history);
  return history;
}

const blocksIn = ({ calendar }: Asset): Block[] => [
  ...new Map([...calendar.byDay.values()].flatMap((day) => [...day]).map((block) => [block.id, block])).values(),
];

describe('A life of an asset in which everything happens', () => {
  it('has an event of each type', async () => {
    const history = await begun();
    await assetLife(history);
    const told = (await eventsIn(history)).map(({ type }) => type);
    expect([...new Set(told)].sort()).toEqual(sharedAssetEvents.map(({ type }) => type).sort());
  });

  it('is shown, chapter by chapter, as decisions see it', async () => {
    const history = await begun();
    const story = new AssetStory(history, assetId);
    let compared = { bookings: 0, blocks: 0 };
    for (const chapter of chapters) {
      await chapter(story);
      const state = (await eventsIn(history)).reduce(sharedAsset.evolve, sharedAsset.initial) as Asset;
      const models = await history.folded();
      const file = (await models.sharedAssets.file(reop, assetId))!;
      const bookings = await models.bookings.bookingsById(reop, [...state.bookings.keys()]);
      const month = { from: at(1, '00:00'), until: at(31, '00:00') };
      const calendar = await models.sharedAssets.calendar(reop, assetId, month, month.from);
      await models.close();

      const [shown, known] = [calendar.map(blockOf), blocksIn(state)];
      expect(shown).toEqual(expect.arrayContaining(known));
      expect(bookings.map(standing)).toEqual(bookings.map(({ bookingId }) => standing(state.bookings.get(bookingId)!)));
      expect(bookings).toHaveLength(state.bookings.size);
      expect(file.shares).toEqual(state.shares.toObject());
      expect(file.fundings.at(-1)?.granted).toEqual(state.funding?.granted);
      expect(file.fundings.at(-1)?.members).toBe(state.funding?.pledges.size);
      compared = { bookings: compared.bookings + bookings.length, blocks: compared.blocks + known.length };
    }
    expect(compared.bookings).toBeGreaterThan(30);
    expect(compared.blocks).toBeGreaterThan(10);
  });
});

const blockOf = ({ start, end, by }: CalendarEntry): Block => ({
  id: by.of === 'BOOKING' ? by.bookingId : by.id,
  of: by.of,
  start,
  end,
});

/** What both the read model and the state know of a booking. */
const standing = (booking: Pick<Booking, 'bookingId' | 'status' | 'cutOffPassed'> & Charged) => ({
  bookingId: booking.bookingId,
  status: booking.status,
  cutOffPassed: booking.cutOffPassed,
  amount: booking.bill?.amount,
});

interface Charged {
  readonly bill?: { readonly amount: Money } | null;
}
