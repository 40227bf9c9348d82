import fc from 'fast-check';
import { days, Decimal, later } from '@jointly/kernel';
import { associationStream } from '../streams';
import { AssetStory, custodian, monday, type AssetSetting } from '../testing/asset-story';
import { roleGranted } from '../testing/parties';
import { delegateOf, memberId } from '../testing/purchase-cast';
import { reop } from '../testing/specification';
import { CorrectMeterReading, RecordHandOver, RecordMeterReading, RecordReturn } from './commands';

const good = { condition: 'GOOD' } as const;

/** By the unit: 2 birr for each kilogram pressed. The meter shows 100 to begin with. */
const metered: AssetSetting = {
  meterUnit: 'kg',
  tariff: { basis: 'METER', member: { amount: '2', currency: 'ETB' } },
};

/** Member 1 used the press from ten to twelve and pressed from 100 to `closing`. */
function pressed(closing = '150', setting: AssetSetting = {}) {
  const story = new AssetStory({ ...metered, ...setting });
  const bookingId = story.book(1, monday('10:00'), monday('12:00'));
  story.at(monday('10:00')).does(RecordHandOver, { ...story.naming(bookingId), reading: '100', ...good }, custodian);
  story.at(monday('12:00')).does(RecordReturn, { ...story.naming(bookingId), reading: closing, ...good }, custodian);
  const { outReadingId, inReadingId } = story.booking(bookingId)!.usage!;
  return { story, bookingId, opening: outReadingId!, closing: inReadingId! };
}

const told = (story: AssetStory, type: string) => story.world.log.filter((event) => event.type === type);

const corrects = (story: AssetStory, readingId: string, reading: string, actor = custodian) =>
  story.tries(CorrectMeterReading, { readingId, reading, reason: 'Misread.' }, actor);

describe('a meter', () => {
  it('bills a use by its opening and closing reading', () => {
    const { story } = pressed('150.5');
    expect(told(story, 'UsageBilled')[0]!.data).toMatchObject({
      interval: { from: '100', to: '150.5' },
      quantity: { value: '50.5', unit: 'kg' },
      amount: { minor: 101_00, currency: 'ETB' },
    });
  });

  it('is read at every hand-over and return, and only where there is one', () => {
    const story = new AssetStory(metered);
    const bookingId = story.book(1, monday('10:00'), monday('12:00'));
    story.at(monday('10:00'));
    const handOver = (of: AssetStory, id: string, reading?: string) =>
      of.tries(RecordHandOver, { ...of.naming(id), ...good, ...(reading && { reading }) }, custodian).refusal?.code;
    expect(handOver(story, bookingId)).toBe('READING_NEEDED');
    const plain = new AssetStory();
    const other = plain.book(1, monday('10:00'), monday('12:00'));
    expect(handOver(plain.at(monday('10:00')), other, '100')).toBe('NO_METER');
    expect(plain.tries(RecordMeterReading, { reading: '1' }, custodian).refusal?.code).toBe('NO_METER');
    expect(handOver(story, bookingId, '100')).toBeUndefined();
    expect(story.tries(RecordReturn, { ...story.naming(bookingId), ...good }, custodian).refusal?.code).toBe(
      'READING_NEEDED',
    );
  });

  it('is read from the commissioning on', () => {
    const story = new AssetStory({ ...metered, until: 'ACQUIRED' });
    expect(story.tries(RecordMeterReading, { reading: '1' }, custodian).refusal?.code).toBe('ASSET_NOT_AVAILABLE');
  });

  it('only rises', () => {
    const { story } = pressed('150');
    const reads = (reading: string) => story.tries(RecordMeterReading, { reading }, custodian).refusal?.code;
    expect([reads('149.999999'), reads('150'), reads('151')]).toEqual(['READING_FALLS', undefined, undefined]);
  });

  it('shows nothing that would cost more than books take', () => {
    const story = new AssetStory(metered);
    const bookingId = story.book(1, monday('10:00'), monday('12:00'));
    story.at(monday('10:00')).does(RecordHandOver, { ...story.naming(bookingId), reading: '100', ...good }, custodian);
    const returned = (reading: string) =>
      story.tries(RecordReturn, { ...story.naming(bookingId), reading, ...good }, custodian).refusal;
    expect(returned('999999999999')).toMatchObject({ code: 'AMOUNT_TOO_LARGE', field: 'reading' });
    expect(returned('101')).toBeUndefined();
  });
});

describe('a corrected reading', () => {
  it('charges what is more and gives back what is less, the wrong one staying on record', () => {
    const { story, bookingId, closing } = pressed('150');
    const { events } = corrects(story, closing, '160');
    expect(events.map(({ type }) => type)).toEqual(['MeterReadingCorrected', 'UsageBillCorrected']);
    expect(events[0]!.data).toMatchObject({ was: '150', reading: '160', correctedBy: custodian });
    expect(events[1]!.data).toMatchObject({
      readingId: closing,
      amount: { minor: 120_00 },
      difference: { minor: 20_00 },
    });
    expect(corrects(story, closing, '140').events[1]!.data).toMatchObject({ difference: { minor: -40_00 } });
    expect(story.booking(bookingId)?.bill).toMatchObject({ amount: { minor: 80_00 }, corrections: 2 });
    expect(story.asset.ledger).toMatchObject({ income: { minor: 80_00 } });
    const ids = told(story, 'UsageBillCorrected').map(({ data }) => data['adjustmentId']);
    expect(new Set(ids).size).toBe(2);
  });

  it('stays between the one before and the one after', () => {
    const { story, opening, closing } = pressed('150');
    story.does(RecordMeterReading, { reading: '155' }, custodian);
    expect(corrects(story, opening, '150.1').refusal?.code).toBe('READING_ABOVE_NEXT');
    expect(corrects(story, closing, '155.1').refusal?.code).toBe('READING_ABOVE_NEXT');
    expect(corrects(story, closing, '99').refusal?.code).toBe('READING_FALLS');
    expect(corrects(story, opening, '99').refusal?.code).toBe('READING_FALLS');
    expect(corrects(story, opening, '150').refusal).toBeUndefined();
  });

  it('is another one of a reading that is there', () => {
    const { story, closing } = pressed('150');
    expect(corrects(story, closing, '150').refusal?.code).toBe('NOTHING_TO_CORRECT');
    expect(corrects(story, 'reading_none', '150').refusal?.code).toBe('READING_NOT_FOUND');
    expect(corrects(story, closing, '999999999999').refusal?.code).toBe('AMOUNT_TOO_LARGE');
  });

  it('within the review changes no bill, since there is none yet', () => {
    const { story, closing } = pressed('150', { rules: { reviewDays: 2 } });
    expect(corrects(story, closing, '160').events.map(({ type }) => type)).toEqual(['MeterReadingCorrected']);
    story.at(later(monday('12:00'), days(2)));
    expect(told(story, 'UsageBilled')[0]!.data).toMatchObject({ amount: { minor: 120_00 } });
  });

  it('is not for whoever gave the enterprise’s word', () => {
    const { story, closing } = pressed('150');
    const delegate = delegateOf(memberId(1));
    story.world.tell(associationStream(reop), roleGranted(delegate, 'COORDINATOR'));
    expect(corrects(story, closing, '140', delegate).refusal?.code).toBe('OWN_MATTER');
  });

  it('is refused where the use is so long over that its bill could not follow', () => {
    const { story, closing } = pressed('150');
    story.at(later(monday('12:00'), days(40)));
    story.does(RecordMeterReading, { reading: '150' }, custodian);
    expect(corrects(story, closing, '140').refusal?.code).toBe('READING_NOT_FOUND');
  });
});

/** Uses one after another, each with what was pressed before it unseen and in it, and which readings are corrected how. */
const histories = fc.record({
  uses: fc.array(fc.tuple(fc.nat(20), fc.nat(50)), { minLength: 1, maxLength: 6 }),
  corrections: fc.array(fc.tuple(fc.nat(), fc.nat(400)), { maxLength: 12 }),
  minimum: fc.option(fc.integer({ min: 0, max: 60_00 })),
});

describe('whatever is read and corrected', () => {
  it('every interval is billed once, none overlap, and bills with their corrections are what the readings give', () => {
    fc.assert(
      fc.property(histories, ({ uses, corrections, minimum }) => {
        const minimumCharge = minimum === null ? {} : { minimumCharge: { minor: minimum, currency: 'ETB' } };
        const story = new AssetStory({ ...metered, tariff: { ...metered.tariff, ...minimumCharge } });
        const bookings = uses.map((_, hour) => story.book(1 + (hour % 3), hourOf(hour), hourOf(hour + 1)));
        let shown = 100;
        for (const [index, [unseen, inUse]] of uses.entries()) {
          const bookingId = bookings[index]!;
          const [out, back] = [shown + unseen, shown + unseen + inUse];
          story
            .at(hourOf(index))
            .does(RecordHandOver, { ...story.naming(bookingId), reading: String(out), ...good }, custodian);
          story
            .at(hourOf(index + 1))
            .does(RecordReturn, { ...story.naming(bookingId), reading: String(back), ...good }, custodian);
          shown = back;
        }
        for (const [which, reading] of corrections) {
          const { readings } = story.asset;
          corrects(story, readings.get(which % readings.size)!.readingId, String(reading));
        }
        for (const bookingId of bookings)
          expect(paidFor(story, bookingId)).toBe(owedBy(story, bookingId, minimum ?? 0));
        expectSeparate(bookings.map((id) => intervalOf(story, id)));
      }),
      { numRuns: 40 },
    );
  });
});

const hourOf = (hour: number) => later(monday('10:00'), hour * 3_600_000);

const of = (story: AssetStory, type: string, bookingId: string) =>
  told(story, type).filter(({ data }) => data['bookingId'] === bookingId);

function paidFor(story: AssetStory, bookingId: string): number {
  const billed = of(story, 'UsageBilled', bookingId);
  expect(billed).toHaveLength(1);
  const corrected = of(story, 'UsageBillCorrected', bookingId).map(
    ({ data }) => data['difference'] as { minor: number },
  );
  return corrected.reduce((sum, { minor }) => sum + minor, (billed[0]!.data['amount'] as { minor: number }).minor);
}

/** By the readings as they stand in the end, at 2 birr. */
function owedBy(story: AssetStory, bookingId: string, minimum: number): number {
  const { outReadingId, inReadingId } = story.booking(bookingId)!.usage!;
  const value = (id?: string) => new Decimal(story.asset.readings.find(({ readingId }) => readingId === id)!.value);
  return Math.max(minimum, value(inReadingId).minus(value(outReadingId)).times(200).toNumber());
}

function intervalOf(story: AssetStory, bookingId: string): { from: string; to: string } {
  const last = [...of(story, 'UsageBilled', bookingId), ...of(story, 'UsageBillCorrected', bookingId)].at(-1)!;
  return last.data['interval'] as { from: string; to: string };
}

function expectSeparate(intervals: readonly { readonly from: string; readonly to: string }[]): void {
  for (const [index, { from, to }] of intervals.entries()) {
    expect(Number(from)).toBeLessThanOrEqual(Number(to));
    const next = intervals[index + 1];
    if (next) expect(Number(to)).toBeLessThanOrEqual(Number(next.from));
  }
}
