import { days, later, type Instant } from '@jointly/kernel';
import { AssetStory, monday, type AssetSetting } from '../testing/asset-story';
import { SetTariff } from './commands';
import { expectedCharge, priced, tariffAt } from './tariffs';

const etb = (amount: string) => ({ amount, currency: 'ETB' });
const hourly = { basis: 'HOUR', member: etb('10'), nonMember: etb('15') } as const;
const sets = (story: AssetStory, more: object = {}) => story.tries(SetTariff, { ...hourly, ...more });

describe('a tariff', () => {
  it('is in force from its start, or from now on, until the next one is', () => {
    const story = new AssetStory({ tariff: null }).at(monday('09:00'));
    sets(story);
    sets(story, { member: etb('12'), validFrom: monday('12:00') });
    const member = (at: Instant) => tariffAt(story.asset, at)?.member.amount;
    expect(['08:59', '09:00', '11:59', '12:00', '23:00'].map((time) => member(monday(time)))).toEqual([
      undefined,
      '10',
      '10',
      '12',
      '12',
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
