import type { CalendarEntry } from '@jointly/read-models';
import type { ReadModels } from '../reading/read-models';
import type { Viewer } from '../reading/viewer';
import { blockEntry, bookingEntry } from './entries';
import type { Feed, FeedEvent } from './ics';
import { windowAround } from './window';

/** When an asset is taken. Whose booking it is, no feed says: it tells whether it is of the reader's own enterprises. */
export async function assetFeed(viewer: Viewer, id: string, models: ReadModels): Promise<Feed | undefined> {
  const { association } = viewer;
  const asset = await models.sharedAssets.asset(association, id);
  if (!asset) return undefined;
  const now = models.clock.now();
  const taken = await models.sharedAssets.calendar(association, id, windowAround(now), now);
  const own = await viewer.ownEnterprises(models.directory);
  const eventOf = ({ start, end, by }: CalendarEntry): FeedEvent => {
    if (by.of !== 'BOOKING') return { ...blockEntry(by), start, end };
    return { ...bookingEntry(by, own.includes(by.enterpriseId) ? 'Own booking' : 'Taken'), start, end };
  };
  return { association, name: asset.title, events: taken.map(eventOf) };
}
