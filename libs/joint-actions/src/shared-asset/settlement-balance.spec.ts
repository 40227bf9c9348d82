import fc from 'fast-check';
import { creditOf, totalOwed } from '../account/state';
import { custodian } from '../testing/asset-story';
import { memberId } from '../testing/purchase-cast';
import { clearing, SettledAsset, tariff, tomorrow } from '../testing/settled-asset';
import * as commands from './commands';

const member = memberId(1);
const rate = 5_000_00;

/** Two uses one after the other, each of four hours on the meter. */
function used(overPayment: 'REFUSE' | 'CREDIT'): { story: SettledAsset; readings: string[] } {
  const story = new SettledAsset({
    meterUnit: 'h',
    tariff: { ...tariff, basis: 'METER' },
    association: { overPayment },
  });
  const uses = [
    story.uses(1, tomorrow(4), tomorrow(8), ['100', '104']),
    story.uses(1, tomorrow(8), tomorrow(12), ['104', '108']),
  ];
  return { story, readings: uses.map((bookingId) => story.booking(bookingId)!.usage!.inReadingId!) };
}

describe('what a member owes for its uses', () => {
  it('is what the readings as they stand come to, less what it paid, however they are corrected and paid', () => {
    const correction = fc.record({ of: fc.constantFrom(0, 1), tenths: fc.integer({ min: 1000, max: 1090 }) });
    const payment = fc.record({ birr: fc.integer({ min: 1, max: 30_000 }) });
    const steps = fc.array(fc.oneof(correction, payment), { maxLength: 12 });
    fc.assert(
      fc.property(steps, fc.constantFrom('REFUSE' as const, 'CREDIT' as const), (told, overPayment) => {
        const { story, readings } = used(overPayment);
        let paid = 0;
        for (const step of told)
          if ('birr' in step) paid += story.triesToPay(member, step.birr) ? step.birr * 100 : 0;
          else {
            const reading = { readingId: readings[step.of]!, reading: String(step.tenths / 10), reason: 'Misread.' };
            story.tries(commands.CorrectMeterReading, reading, custodian);
          }
        const shown = new Map(story.asset.readings.map(({ readingId, value }) => [readingId, Number(value)]));
        const [out, between] = [100, 104];
        const hours = shown.get(readings[0]!)! - out + (shown.get(readings[1]!)! - between);
        const account = story.account(member);
        expect(totalOwed(account).minor - creditOf(account).minor).toBe(Math.round(hours * rate) - paid);
        expect(story.balance(clearing)).toBe(-Math.round(hours * rate));
        expect(story.entries.reduce((sum, { minor }) => sum + minor, 0)).toBe(0);
      }),
      { numRuns: 60 },
    );
  });
});
