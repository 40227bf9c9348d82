import { AssetStory, monday } from '../testing/asset-story';
import { delegateOf, memberId } from '../testing/purchase-cast';
import { RequestBooking } from './commands';

const books = (story: AssetStory, member: number, from: string, until: string) =>
  story.tries(
    RequestBooking,
    { enterpriseId: memberId(member), start: monday(from), end: monday(until) },
    delegateOf(memberId(member)),
  );

describe('a booking', () => {
  it('stands at once where no approval is asked for', () => {
    const story = new AssetStory();
    const id = story.book(1, monday('10:00'), monday('12:00'));
    expect(story.booking(id)).toMatchObject({ status: 'CONFIRMED', expectedCharge: { minor: 400_00 } });
  });

  it('is refused for a time that is taken, with the next free slots in the asset’s time zone', () => {
    const story = new AssetStory();
    story.book(1, monday('10:00'), monday('12:00'));
    const { refusal } = books(story, 2, '11:00', '13:00');
    expect(refusal).toMatchObject({ code: 'SLOT_TAKEN' });
    expect(refusal?.message).toBe(
      'The asset is taken then. Free next: 2026-01-05 15:00–17:00, 2026-01-05 17:00–19:00, 2026-01-05 19:00–21:00 (Africa/Addis_Ababa).',
    );
  });

  it('begins when the one before it ends', () => {
    const story = new AssetStory();
    story.book(1, monday('10:00'), monday('12:00'));
    expect(books(story, 2, '12:00', '13:00').refusal).toBeUndefined();
    expect(books(story, 3, '09:00', '10:00').refusal).toBeUndefined();
  });
});
