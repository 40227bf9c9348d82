import { days, later, type Instant } from '@jointly/kernel';
import { AssetStory, hourlyTariff, monday, type AssetSetting } from '../testing/asset-story';
import { delegateOf, memberId } from '../testing/purchase-cast';
import { ChangeAccessRules, ReleaseBooking, SetTariff } from './commands';
import { expectedCharge, priced, tariffAt } from './tariffs';

const etb = (amount: string) => ({ amount, currency: 'ETB' });
const hourly = { basis: 'HOUR', member: etb('10'), nonMember: etb('15') } as const;
const sets = (story: AssetStory, more: object = {}) => story.tries(SetTariff, { ...hourly, ...more });

describe('a tariff', () => {
  it('is in force from its start, or from now on, until the next one is', () => {
    const story = new AssetStory({ tariff: null }).at(monday('09:00'));
    sets(story);
    sets(story, { member: etb('9'), validFrom: monday('12:00') });
    const member = (at: Instant) => tariffAt(story.asset, at)?.member.amount;
    expect(['08:59', '09:00', '11:59', '12:00', '23:00'].map((time) => member(monday(time)))).toEqual([
      undefined,
      '10',
      '10',
      '9',
      '9',
    ]);
  });

  it('that begins when another does takes its place', () => {
    const story = new AssetStory({ tariff: null }).at(monday('09:00'));
    sets(story, { validFrom: monday('12:00') });
    sets(story, { member: etb('8'), validFrom: monday('12:00') });
    expect(story.asset.tariffs.map(({ member }) => member.amount).toArray()).toEqual(['8']);
  });

  it('changes no price backwards', () => {
    const story = new AssetStory().at(monday('09:00'));
    expect(sets(story, { validFrom: later(monday('09:00'), -1) }).refusal?.code).toBe('TARIFF_IN_THE_PAST');
    expect(sets(story, { validFrom: monday('09:00') }).refusal).toBeUndefined();
  });

  const dear = { ...hourlyTariff, validFrom: monday('09:00') };

  it.each<[string, object]>([
    ['a rate for members', { ...dear, member: etb('200.01') }],
    ['a rate for others', { ...dear, nonMember: etb('301') }],
    ['a minimum', { ...dear, minimumCharge: { minor: 1, currency: 'ETB' } }],
    ['a fee for a no-show', { ...dear, noShowFee: { minor: 100_01, currency: 'ETB' } }],
    ['a fee for a late release', { ...dear, lateReleaseFee: { minor: 50_01, currency: 'ETB' } }],
    ['another measure', { ...dear, basis: 'BOOKING', member: etb('1') }],
  ])('that is dearer by %s begins when bookings can still be given back free of charge', (_, terms) => {
    const story = new AssetStory().at(monday('09:00'));
    const earliest = later(monday('09:00'), 2 * days(1));
    const { refusal } = sets(story, terms);
    expect(refusal).toMatchObject({ code: 'TARIFF_NEEDS_NOTICE', field: 'validFrom' });
    expect(refusal?.message).toContain(earliest);
    expect(sets(story, { ...terms, validFrom: later(earliest, -1) }).refusal?.code).toBe('TARIFF_NEEDS_NOTICE');
    expect(sets(story, { ...terms, validFrom: earliest }).refusal).toBeUndefined();
  });

  it('that is dearer waits for those too whose bookings are from before the time of free release was shortened', () => {
    const story = new AssetStory().at(monday('09:00'));
    story.book(1, later(monday('10:00'), days(5)), later(monday('12:00'), days(5)));
    const { rules, rulesVersion } = story.asset;
    story.does(ChangeAccessRules, { rules: { ...rules, cutOffHours: 0 }, rulesVersion });
    const tomorrow = { ...dear, member: etb('201'), validFrom: later(monday('09:00'), days(1)) };
    expect(sets(story, tomorrow).refusal?.code).toBe('TARIFF_NEEDS_NOTICE');
    expect(sets(story, { ...tomorrow, validFrom: later(monday('09:00'), days(2)) }).refusal).toBeUndefined();
  });

  it('that is dearer makes no fee more than it was when the booking was confirmed', () => {
    const story = new AssetStory().at(monday('09:00'));
    const on = (time: string) => later(monday(time), days(5));
    const [before, given] = [story.book(1, on('10:00'), on('11:00')), story.book(1, on('12:00'), on('13:00'))];
    const fee = { minor: 900_00, currency: 'ETB' };
    const terms = { ...dear, noShowFee: fee, lateReleaseFee: fee, validFrom: later(monday('09:00'), days(2)) };
    expect(sets(story, terms).refusal).toBeUndefined();
    story.book(2, on('11:00'), on('12:00'));
    story.at(on('11:30'));
    const release = { bookingId: given, enterpriseId: memberId(1) };
    story.does(ReleaseBooking, release, delegateOf(memberId(1)));
    const charged = story.world.log.filter(({ type }) => type === 'BookingFeeCharged');
    expect(charged.map(({ data }) => (data['amount'] as { minor: number }).minor)).toEqual([100_00, 900_00, 50_00]);
    expect(charged[0]!.data).toMatchObject({ bookingId: before, cause: 'NO_SHOW' });
  });

  it.each<[string, object, string, AssetSetting]>([
    ['by a meter where there is none', { basis: 'METER' }, 'NO_METER', {}],
    ['in another currency', { nonMember: { amount: '15', currency: 'XOF' } }, 'WRONG_CURRENCY', {}],
    ['with a fee in another currency', { noShowFee: { minor: 1, currency: 'XOF' } }, 'WRONG_CURRENCY', {}],
    ['at a rate that no books take', { member: etb('999999999999') }, 'AMOUNT_TOO_LARGE', {}],
    ['for nothing', { member: etb('0') }, 'INVALID_INPUT', {}],
  ])('is not set %s', (_, more, code, setting) => {
    expect(sets(new AssetStory(setting), more).refusal?.code).toBe(code);
  });
});

describe('what a booking is expected to cost', () => {
  const slot = { start: monday('10:00'), end: monday('11:30') };
  const expected = (tariff: AssetSetting['tariff'], member = true, meterUnit = 'kg') => {
    const { asset } = new AssetStory({ tariff: tariff ?? null, meterUnit });
    return expectedCharge(asset, slot, member)?.minor ?? null;
  };

  it('is known before it where it goes by the hour or the booking, and nothing where use is free', () => {
    expect([expected({}), expected({}, false), expected({ basis: 'BOOKING' })]).toEqual([300_00, 450_00, 200_00]);
    expect(expected(null)).toBe(0);
  });

  it('is, by a meter that counts hours, what those booked would come to', () => {
    const metered = { basis: 'METER' } as const;
    expect([expected(metered, true, 'h'), expected(metered, false, 'h')]).toEqual([300_00, 450_00]);
    const least = { ...metered, minimumCharge: { minor: 400_00, currency: 'ETB' } };
    expect(expected(least, true, 'h')).toBe(400_00);
  });

  it('is, by a meter that counts anything else, what it costs at least; or only use will tell', () => {
    const metered = { basis: 'METER' } as const;
    const least = (minor: number) => expected({ ...metered, minimumCharge: { minor, currency: 'ETB' } });
    expect([expected(metered), least(50_00), least(0)]).toEqual([null, 50_00, null]);
  });

  it('is by the tariff that will be in force at its start', () => {
    const story = new AssetStory().at(monday('09:00'));
    sets(story, { validFrom: later(monday('10:00'), days(1)) });
    expect(expectedCharge(story.asset, slot, true)?.minor).toBe(300_00);
    const tomorrow = { start: later(slot.start, days(1)), end: later(slot.end, days(1)) };
    expect(expectedCharge(story.asset, tomorrow, true)?.minor).toBe(15_00);
  });

  it('is rounded once, half away from zero', () => {
    const { asset } = new AssetStory({ tariff: { member: etb('0.333333') } });
    const amount = (value: string) =>
      priced(tariffAt(asset, monday('10:00'))!, true, { value, unit: 'h' }).amount.minor;
    expect([amount('3'), amount('0.015'), amount('0.0149')]).toEqual([100, 0, 0]);
    expect(amount('0.015001')).toBe(1);
  });
});
