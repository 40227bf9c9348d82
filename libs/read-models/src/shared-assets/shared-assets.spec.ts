import { associationStory, tolosa } from '../testing/association-story';
import { AssetStory, at, custodian, on } from '../testing/asset-story';
import { coordinator, History, removeTemporaryDirectories, reop, sealed } from '../testing/history';
import { etb } from '../testing/purchase-story';

afterAll(removeTemporaryDirectories);

async function begun(): Promise<{ history: History; story: AssetStory }> {
  const history = new History();
  await associationStory(history);
  const story = new AssetStory(history);
  await (await story.registered()).commissioned();
  return { history, story };
}

describe('An asset', () => {
  it('is shown with its rules and where it stands', async () => {
    const { history, story } = await begun();
    const { sharedAssets, close } = await history.folded();
    const asset = await sharedAssets.asset(reop, story.assetId);
    const file = await sharedAssets.file(reop, story.assetId);
    await close();
    expect(asset).toMatchObject({
      title: 'Oil press',
      phase: 'AVAILABLE',
      custodians: [custodian],
      registeredBy: coordinator,
      reading: { value: '1000' },
      downtime: null,
      sharesIssued: 0,
    });
    expect(file!.tariffs).toMatchObject([{ tariffId: 'tariff_1', validFrom: at(9, '00:00') }]);
  });
});

describe('A booking', () => {
  it('is told from its request to its bill', async () => {
    const { history, story } = await begun();
    history.at('2026-03-10T08:00:00Z');
    const slot = on(11, '07:00', '09:00');
    await story.book('b1', tolosa, slot);
    await story.use('b1', tolosa, slot, ['1000', '1250']);
    await story.bill('b1', tolosa, '2', etb(200_00), ['1000', '1250'], at(12, '09:00'));
    const { bookings, close } = await history.folded();
    const booking = await bookings.booking(reop, 'b1');
    await close();
    expect(booking).toMatchObject({ status: 'BILLED', ...slot, purpose: { field: sealed('Niger seed') } });
  });
});
