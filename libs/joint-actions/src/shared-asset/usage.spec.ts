import { days, instant, later, type EnterpriseId, type PersonId } from '@jointly/kernel';
import { associationStream, enterpriseStream } from '../streams';
import { AssetStory, custodian, hourlyTariff, monday, theFilter, type AssetSetting } from '../testing/asset-story';
import { delegateAppointed, memberAdmitted, roleGranted } from '../testing/parties';
import { delegateOf, memberId } from '../testing/purchase-cast';
import { coordinator, reop } from '../testing/specification';
import { BillBooking, RecordHandOver, RecordReturn, ReportDamage, RequestBooking, StartDowntime } from './commands';

const good = { condition: 'GOOD' } as const;

/** Member 1 has the press from ten to twelve; it is ten o'clock. */
function tenToTwelve(setting: AssetSetting = {}) {
  const story = new AssetStory(setting);
  const bookingId = story.book(1, monday('10:00'), monday('12:00'));
  return { story: story.at(monday('10:00')), bookingId };
}

const colleague = 'person_colleague' as PersonId;

/** A colleague of member 1's delegate may commit for it from now on, or not any more. */
function acts(how: 'DelegateAppointed' | 'MandateEnded', { world }: AssetStory) {
  const enterpriseId = memberId(1);
  const ended = { type: how, data: { enterpriseId, mandateId: `mandate_${colleague}` } };
  const event = how === 'MandateEnded' ? ended : delegateAppointed(colleague, { enterpriseId });
  world.tell(enterpriseStream(reop, enterpriseId), event);
}

const bills = (story: AssetStory) =>
  story.world.log.filter(({ type }) => type === 'UsageBilled').map(({ data }) => data);

describe('a hand-over', () => {
  it('puts a confirmed booking to use', () => {
    const { story, bookingId } = tenToTwelve();
    story.does(RecordHandOver, { ...story.naming(bookingId), ...good, note: 'With both hoses.' }, custodian);
    expect(story.booking(bookingId)).toMatchObject({ status: 'IN_USE', usage: { handedOverAt: monday('10:00') } });
  });

  it('like its return and its bill, is recorded by a custodian or a coordinator, and never by whoever gave the enterprise’s word', () => {
    const { story, bookingId } = tenToTwelve();
    const delegate = delegateOf(memberId(1));
    const handOver = (actor: typeof custodian) =>
      story.tries(RecordHandOver, { ...story.naming(bookingId), ...good }, actor).refusal;
    expect(handOver(delegate)?.code).toBe('NOT_PERMITTED');
    story.world.tell(associationStream(reop), roleGranted(delegate, 'COORDINATOR'));
    expect(handOver(delegate)?.code).toBe('OWN_MATTER');
    expect(handOver(coordinator)).toBeUndefined();
    const returns = () => story.tries(RecordReturn, { ...story.naming(bookingId), ...good }, delegate).refusal?.code;
    expect(returns()).toBe('OWN_MATTER');
    story.does(RecordReturn, { ...story.naming(bookingId), ...good }, custodian);
    expect(story.tries(BillBooking, { bookingId }, delegate).refusal?.code).toBe('OWN_MATTER');
  });

  it('like its return, is recorded by nobody who acts for the enterprise, whoever gave its word', () => {
    const { story, bookingId } = tenToTwelve();
    const code = (of: typeof RecordHandOver) =>
      story.tries(of, { ...story.naming(bookingId), ...good }, colleague).refusal?.code;
    story.tell({ type: 'CustodiansNamed', data: { assetId: theFilter, custodians: [colleague] } });
    acts('DelegateAppointed', story);
    expect(code(RecordHandOver)).toBe('OWN_MATTER');
    story.does(RecordHandOver, { ...story.naming(bookingId), ...good });
    expect(code(RecordReturn)).toBe('OWN_MATTER');
    acts('MandateEnded', story);
    expect(code(RecordReturn)).toBeUndefined();
  });

  it('stays closed to whoever gave the enterprise’s word, also when the mandate is over', () => {
    const { story, bookingId } = tenToTwelve();
    const [enterpriseId, delegate] = [memberId(1), delegateOf(memberId(1))];
    story.world.tell(enterpriseStream(reop, enterpriseId), {
      type: 'MandateEnded',
      data: { enterpriseId, mandateId: `mandate_${delegate}` },
    });
    story.tell({ type: 'CustodiansNamed', data: { assetId: theFilter, custodians: [delegate] } });
    const { refusal } = story.tries(RecordHandOver, { ...story.naming(bookingId), ...good }, delegate);
    expect(refusal?.code).toBe('OWN_MATTER');
  });

  it('is not to an enterprise that was erased; what it has comes back all the same', () => {
    const { story, bookingId } = tenToTwelve();
    const other = tenToTwelve();
    const erased = { type: 'EnterpriseErased', data: { enterpriseId: memberId(1), reason: 'OBJECTION' } };
    const of = { ...story.naming(bookingId), ...good };
    story.world.tell(enterpriseStream(reop, memberId(1)), erased);
    expect(story.tries(RecordHandOver, of, custodian).refusal?.code).toBe('ENTERPRISE_ERASED');
    const had = { ...other.story.naming(other.bookingId), ...good };
    other.story.does(RecordHandOver, had, custodian);
    other.story.world.tell(enterpriseStream(reop, memberId(1)), erased);
    other.story.does(RecordReturn, had, custodian);
  });

  it('names the enterprise whose booking it is', () => {
    const { story, bookingId } = tenToTwelve();
    const code = (enterpriseId: EnterpriseId) =>
      story.tries(RecordHandOver, { bookingId, enterpriseId, ...good }, custodian).refusal?.code;
    expect([code(memberId(2)), code(memberId(1))]).toEqual(['BOOKING_NOT_FOUND', undefined]);
  });

  it('is of a booking that is confirmed and not missed yet', () => {
    const { story, bookingId } = tenToTwelve();
    const code = (id: string) => story.tries(RecordHandOver, { ...story.naming(id), ...good }, custodian).refusal?.code;
    expect(code('booking_none')).toBe('BOOKING_NOT_FOUND');
    story.at(monday('10:30'));
    expect(code(bookingId)).toBe('NOT_CONFIRMED');
  });

  it('comes early only where nobody else has the time before', () => {
    const story = new AssetStory();
    const free = story.book(1, monday('12:00'), monday('14:00'));
    story.book(2, monday('15:00'), monday('17:00'));
    const kept = story.book(3, monday('18:00'), monday('20:00'));
    const tomorrow = story.book(1, later(monday('13:00'), days(1)), later(monday('15:00'), days(1)));
    story.at(monday('11:00'));
    const code = (bookingId: string) =>
      story.tries(RecordHandOver, { ...story.naming(bookingId), ...good }, custodian).refusal?.code;
    expect([code(kept), code(tomorrow), code(free)]).toEqual(['TOO_EARLY', 'TOO_EARLY', undefined]);
    const untilThen = { enterpriseId: memberId(2), start: monday('11:00'), end: monday('12:00') };
    expect(story.tries(RequestBooking, untilThen, delegateOf(memberId(2))).refusal?.code).toBe('SLOT_TAKEN');
  });

  it('needs the asset in service and in nobody else’s hands', () => {
    const { story, bookingId } = tenToTwelve();
    const next = story.book(2, monday('12:00'), monday('14:00'));
    story.does(RecordHandOver, { ...story.naming(bookingId), ...good }, custodian);
    story.at(monday('12:00'));
    expect(story.tries(RecordHandOver, { ...story.naming(next), ...good }, custodian).refusal?.code).toBe(
      'ASSET_IN_HAND',
    );
    const late = new AssetStory();
    const ahead = late.book(1, monday('20:00'), monday('22:00'));
    const expectedEnd = monday('12:00');
    late.at(monday('11:00')).does(StartDowntime, { expectedEnd, cause: 'BREAKDOWN' }, custodian);
    late.at(monday('20:00'));
    expect(late.tries(RecordHandOver, { ...late.naming(ahead), ...good }, custodian).refusal?.code).toBe(
      'OUT_OF_SERVICE',
    );
  });
});

describe('a return', () => {
  it('is of what was handed over', () => {
    const { story, bookingId } = tenToTwelve();
    const code = () => story.tries(RecordReturn, { ...story.naming(bookingId), ...good }, custodian).refusal?.code;
    expect(code()).toBe('NOT_IN_USE');
    story.does(RecordHandOver, { ...story.naming(bookingId), ...good }, custodian);
    expect(code()).toBeUndefined();
    expect(code()).toBe('NOT_IN_USE');
  });

  it('says how long the asset was used and how late it came back, in whole minutes', () => {
    const { story, bookingId } = tenToTwelve();
    story.does(RecordHandOver, { ...story.naming(bookingId), ...good }, custodian);
    story.at(instant('2026-01-05T12:20:59Z'));
    const { events } = story.does(RecordReturn, { ...story.naming(bookingId), condition: 'DAMAGED' }, custodian);
    expect(events[0]!.data).toMatchObject({ usedMinutes: 140, lateMinutes: 20, condition: 'DAMAGED' });
  });

  it('before its end frees the rest for others', () => {
    const { story, bookingId } = tenToTwelve();
    story.does(RecordHandOver, { ...story.naming(bookingId), ...good }, custodian);
    story.at(monday('11:00')).does(RecordReturn, { ...story.naming(bookingId), ...good }, custodian);
    story.book(2, monday('11:00'), monday('12:00'));
  });
});

describe('the bill for a use', () => {
  const used = (setting: AssetSetting, returnedAt: string) => {
    const { story, bookingId } = tenToTwelve(setting);
    story.does(RecordHandOver, { ...story.naming(bookingId), ...good }, custodian);
    story.at(monday(returnedAt)).does(RecordReturn, { ...story.naming(bookingId), ...good }, custodian);
    return { story, bookingId };
  };

  it('is until the return, since what is given back early is free for others', () => {
    const { story, bookingId } = used({}, '11:00');
    expect(bills(story)).toEqual([
      expect.objectContaining({
        bookingId,
        tariffId: 'tariff_1',
        basis: 'HOUR',
        quantity: { value: '1', unit: 'h' },
        amount: { minor: 200_00, currency: 'ETB' },
        minimumApplied: false,
        dueAt: later(monday('11:00'), days(30)),
      }),
    ]);
    expect(story.booking(bookingId)).toMatchObject({ status: 'BILLED', bill: { amount: { minor: 200_00 } } });
  });

  it('is from the booked start where it was fetched later, and from the hand-over where that was earlier', () => {
    const fetched = (time: string) => {
      const story = new AssetStory();
      const bookingId = story.book(1, monday('10:00'), monday('12:00'));
      story.at(monday(time)).does(RecordHandOver, { ...story.naming(bookingId), ...good }, custodian);
      story.at(monday('11:30')).does(RecordReturn, { ...story.naming(bookingId), ...good }, custodian);
      return (bills(story)[0] as { quantity: { value: string } }).quantity.value;
    };
    expect([fetched('10:20'), fetched('09:30')]).toEqual(['1.5', '2']);
  });

  it('never is for an hour that another is billed', () => {
    const { story } = used({}, '11:00');
    const next = story.book(2, monday('11:00'), monday('12:00'));
    story.does(RecordHandOver, { ...story.naming(next), ...good }, custodian);
    story.at(monday('12:00')).does(RecordReturn, { ...story.naming(next), ...good }, custodian);
    expect(bills(story)).toMatchObject([{ quantity: { value: '1' } }, { quantity: { value: '1' } }]);
  });

  it('is for the time used where that was longer, rounded once', () => {
    const { story } = used({}, '12:50');
    expect(bills(story)[0]).toMatchObject({
      quantity: { value: '2.833333', unit: 'h' },
      amount: { minor: 566_67, currency: 'ETB' },
    });
  });

  it('is the minimum charge at least', () => {
    const { story } = used({ tariff: { minimumCharge: { minor: 450_00, currency: 'ETB' } } }, '12:00');
    expect(bills(story)[0]).toMatchObject({ minimumApplied: true, amount: { minor: 450_00 } });
    const { story: above } = used({ tariff: { minimumCharge: { minor: 400_00, currency: 'ETB' } } }, '12:00');
    expect(bills(above)[0]).toMatchObject({ minimumApplied: false, amount: { minor: 400_00 } });
  });

  it('is one price where a booking as such is paid', () => {
    const { story } = used({ tariff: { basis: 'BOOKING' } }, '14:00');
    expect(bills(story)[0]).toMatchObject({ quantity: { value: '1', unit: 'booking' }, amount: { minor: 200_00 } });
  });

  it('is nothing where no tariff was in force', () => {
    const { story } = used({ tariff: null }, '12:00');
    expect(bills(story)[0]).toMatchObject({ amount: { minor: 0 }, quantity: { value: '2', unit: 'h' } });
    expect(bills(story)[0]).not.toHaveProperty('tariffId');
  });

  it('is by the tariff in force at the hand-over, whatever comes into force during the use', () => {
    const { story, bookingId } = tenToTwelve();
    story.does(RecordHandOver, { ...story.naming(bookingId), ...good }, custodian);
    const dearer = { ...hourlyTariff, member: { amount: '900', currency: 'ETB' }, validFrom: monday('11:00') };
    story.tell({ type: 'TariffSet', data: { assetId: story.asset.assetId, tariffId: 'tariff_2', ...dearer } });
    story.at(monday('12:00')).does(RecordReturn, { ...story.naming(bookingId), ...good }, custodian);
    expect(bills(story)[0]).toMatchObject({ tariffId: 'tariff_1', amount: { minor: 400_00 } });
  });

  it('is the price for others where the enterprise was no member when it booked, though it is one by now', () => {
    const story = new AssetStory({ rules: { nonMembers: true } });
    story.admit(memberId(9));
    const bookingId = story.book(9, monday('10:00'), monday('12:00'));
    story.world.tell(`enterprise-reop.${memberId(9)}` as never, memberAdmitted(memberId(9)));
    story.at(monday('10:00')).does(RecordHandOver, { ...story.naming(bookingId), ...good }, custodian);
    story.at(monday('12:00')).does(RecordReturn, { ...story.naming(bookingId), ...good }, custodian);
    expect(bills(story)[0]).toMatchObject({ rate: { amount: '300' }, amount: { minor: 600_00 } });
  });

  it('comes when the review is over, or earlier by hand, and once', () => {
    const { story, bookingId } = used({ rules: { reviewDays: 2 } }, '12:00');
    expect([bills(story).length, story.booking(bookingId)?.status]).toEqual([0, 'RETURNED']);
    story.at(later(monday('12:00'), days(2)));
    expect(bills(story)).toEqual([expect.objectContaining({ dueAt: later(monday('12:00'), days(32)) })]);
    const { story: byHand, bookingId: id } = used({ rules: { reviewDays: 2 } }, '12:00');
    byHand.does(BillBooking, { bookingId: id }, custodian);
    expect(byHand.tries(BillBooking, { bookingId: id }, custodian).refusal?.code).toBe('ALREADY_BILLED');
    expect(bills(byHand.at(later(monday('12:00'), days(3))))).toHaveLength(1);
  });

  it('is not made before the return', () => {
    const { story, bookingId } = tenToTwelve();
    expect(story.tries(BillBooking, { bookingId }, custodian).refusal?.code).toBe('NOT_RETURNED');
  });
});

describe('damage', () => {
  it('is reported of the asset, or of a use of it', () => {
    const { story, bookingId } = tenToTwelve();
    const of = (id?: string) =>
      story.tries(ReportDamage, { summary: 'A cracked plate', ...(id && { bookingId: id }) }, custodian);
    expect(of(bookingId).refusal?.code).toBe('BOOKING_NOT_FOUND');
    story.does(RecordHandOver, { ...story.naming(bookingId), ...good }, custodian);
    expect(of(bookingId).events[0]!.data).toMatchObject({ bookingId, reportedBy: custodian });
    expect(of().refusal).toBeUndefined();
  });
});
