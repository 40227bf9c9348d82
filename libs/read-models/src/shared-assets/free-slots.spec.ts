import { bekele, tolosa } from '../testing/association-story';
import { at, custodian, on, pressInUse } from '../testing/asset-story';
import { removeTemporaryDirectories, reop, type History } from '../testing/history';

afterAll(removeTemporaryDirectories);

/** Of two hours on Wednesday, 11 March, which is open from five to three in UTC. */
async function free(history: History, now = at(9, '12:00')) {
  const { sharedAssets, close } = await history.folded();
  const day = { from: at(11, '00:00'), until: at(12, '00:00') };
  const found = await sharedAssets.freeSlots(reop, 'asset_1', { ...day, minutes: 120, count: 10, now });
  await close();
  return found;
}

describe('Free slots', () => {
  it('are what bookings and maintenance leave of the opening hours', async () => {
    const { history, story } = await pressInUse();
    await story.book('b1', tolosa, on(11, '07:00', '10:00'));
    await story.request('b2', bekele, on(11, '14:00', '15:00'));
    const maintenance = { maintenanceId: 'm1', title: 'Oil change', ...on(11, '12:00', '12:30') };
    await story.tell({ type: 'MaintenanceScheduled', data: { assetId: story.assetId, ...maintenance } });
    expect(await free(history)).toEqual([on(11, '05:00', '07:00'), on(11, '10:00', '12:00')]);
    await story.tell({ type: 'BookingReleased', data: { ...story.of('b1', tolosa), late: false } });
    expect(await free(history)).toEqual([on(11, '05:00', '07:00'), on(11, '07:00', '09:00'), on(11, '09:00', '11:00')]);
  });

  it('are none in the past, and none of an asset that is retired, out of service too long or not in use yet', async () => {
    const { history, story } = await pressInUse();
    const { assetId } = story;
    expect(await free(history, at(11, '12:00'))).toEqual([on(11, '12:00', '14:00')]);
    const down = { downtimeId: 'd1', start: at(9, '10:00'), expectedEnd: at(9, '11:00') };
    await story.tell({ type: 'DowntimeStarted', data: { assetId, ...down, cause: 'OTHER', reportedBy: custodian } });
    expect(await free(history)).toEqual([]);
    await story.tell({ type: 'DowntimeEnded', data: { assetId, downtimeId: 'd1', end: at(9, '12:00') } });
    expect(await free(history)).toHaveLength(5);
    await story.tell({ type: 'AssetRetired', data: { assetId, reason: 'Sold.' } });
    expect(await free(history)).toEqual([]);
  });
});
