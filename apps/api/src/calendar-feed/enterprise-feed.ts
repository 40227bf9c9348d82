import type { EnterpriseId } from '@jointly/kernel';
import type { BookingDocument } from '@jointly/read-models';
import type { ReadModels } from '../reading/read-models';
import type { Viewer } from '../reading/viewer';
import { bookingEntry } from './entries';
import type { Feed } from './ics';
import { windowAround } from './window';

/** More than anybody books in the time that a feed shows; a series has 300 bookings at most. */
const mostEntries = 5_000;

/** An enterprise's bookings on all assets, each by what the asset is called. */
export async function enterpriseFeed(viewer: Viewer, id: string, models: ReadModels): Promise<Feed | undefined> {
  const { association } = viewer;
  const [enterprise] = await models.directory.enterprisesById(association, [id]);
  if (!enterprise) return undefined;
  const only = { enterprise: id as EnterpriseId, period: windowAround(models.clock.now()) };
  const { entries } = await models.bookings.bookings(association, { first: mostEntries }, only);
  const shown = entries.filter(({ status }) => status !== 'WAITLISTED');
  const titles = await titlesOf(viewer, shown, models);
  const events = shown.map((booking) => ({
    ...bookingEntry(booking, titles.get(booking.assetId) ?? booking.assetId),
    start: booking.start,
    end: booking.end,
  }));
  return { association, name: models.name(enterprise.name) ?? 'Bookings', events };
}

async function titlesOf({ association }: Viewer, bookings: readonly BookingDocument[], models: ReadModels) {
  const ids = [...new Set(bookings.map(({ assetId }) => assetId))];
  const assets = await models.sharedAssets.assetsById(association, ids);
  return new Map(assets.map((asset) => [asset.id, asset.title]));
}
