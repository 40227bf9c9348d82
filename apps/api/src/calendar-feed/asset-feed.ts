import type { Secrets } from '@jointly/privacy';
import type { CalendarEntry } from '@jointly/read-models';
import type { ReadModels } from '../reading/read-models';
import type { Viewer } from '../reading/viewer';
import { blockEntry, bookingEntry, takenEntry } from './entries';
import type { Feed, FeedEvent } from './ics';
import { windowAround } from './window';

/**
 * When an asset is taken. Whose booking it is, no feed says: it tells whether it is of the reader's own enterprises, and
 * of others' bookings nothing but their time, neither their ids nor how they stand nor when that changed.
 */
export async function assetFeed(
  viewer: Viewer,
  id: string,
  models: ReadModels,
  secrets: Pick<Secrets, 'feedEntry'>,
): Promise<Feed | undefined> {
  const { association } = viewer;
  const asset = await models.sharedAssets.asset(association, id);
  if (!asset) return undefined;
  const now = models.clock.now();
  const taken = await models.sharedAssets.calendar(association, id, windowAround(now), now);
  const own = await viewer.ownEnterprises(models.directory);
  const eventOf = ({ start, end, by }: CalendarEntry): FeedEvent => {
    if (by.of !== 'BOOKING') return { ...blockEntry(by), start, end };
    if (own.includes(by.enterpriseId)) return { ...bookingEntry(by, 'Own booking'), start, end };
    return takenEntry(secrets.feedEntry(association, by.bookingId), { start, end });
  };
  return { association, name: asset.title, events: taken.map(eventOf) };
}
