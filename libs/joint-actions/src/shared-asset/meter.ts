import { Decimal, refusal, type Instant, type Refusal } from '@jointly/kernel';
import type { Asset, Reading } from './state';

type Metered = Pick<Asset, 'meterUnit' | 'readings'>;

/**
 * Why this can't be what the meter showed at that moment: meters only rise, and readings are taken in order of time.
 * An asset with a meter is never handed over or taken back unread.
 */
export function readingRefusal(asset: Metered, at: Instant, reading: string | undefined): Refusal | undefined {
  if (asset.meterUnit === undefined) return reading === undefined ? undefined : noMeter;
  if (reading === undefined)
    return refusal('READING_NEEDED', `This asset has a meter. Give what it shows, in ${asset.meterUnit}.`, 'reading');
  const last = asset.readings.last();
  if (!last) return undefined;
  if (at < last.at)
    return refusal('READING_OUT_OF_ORDER', `The meter was read later than that already, at ${last.at}.`, 'occurredAt');
  return isBelow(reading, last.value) ? falls(last) : undefined;
}

export const noMeter: Refusal = refusal('NO_METER', 'This asset has no meter. Leave the reading out.', 'reading');

const falls = ({ value, at }: Reading): Refusal =>
  refusal(
    'READING_FALLS',
    `The meter showed ${value} at ${at}, and meters only rise. Check the reading, or correct the earlier one.`,
    'reading',
  );

/** Why a reading can't be replaced by this value: it must stay between the one before and the one after. */
export function correctionRefusal({ readings }: Metered, readingId: string, value: string): Refusal | undefined {
  const index = readings.findIndex((reading) => reading.readingId === readingId);
  const [before, after] = [index > 0 ? readings.get(index - 1) : undefined, readings.get(index + 1)];
  if (before && isBelow(value, before.value)) return falls(before);
  if (!after || !isBelow(after.value, value)) return undefined;
  return refusal(
    'READING_ABOVE_NEXT',
    `The meter showed ${after.value} at ${after.at}, and meters only rise. Correct that reading first.`,
    'reading',
  );
}

const isBelow = (value: string, than: string): boolean => new Decimal(value).lt(than);

export const withReading = (asset: Asset, reading: Reading): Asset => ({
  ...asset,
  readings: asset.readings.push(reading),
});

export const readingCorrected = (asset: Asset, readingId: string, value: string): Asset => ({
  ...asset,
  readings: asset.readings.map((reading) => (reading.readingId === readingId ? { ...reading, value } : reading)),
});
