import { accept, refusal } from '@jointly/kernel';
import { withAssociation } from '../../lookups';
import { idSchema, reasonSchema, record } from '../../schemas';
import { billCorrected, useRefusal } from '../billing';
import type { SharedAssetEvent } from '../events';
import { foreseen } from '../freeing';
import { correctionRefusal, readingCorrected, readingRefusal } from '../meter';
import { gaveNoWordFor, isCommissioned, keepsTheAsset, type AssetRule } from '../rules';
import { readingSchema } from '../schemas';
import type { Asset, Booking } from '../state';
import { fellDue } from '../upkeep';
import { withoutFalseAlarm } from '../wear';
import { assetCommand } from './asset-command';
import { newReadingId } from './hand-over';

/** Read at the command's business time. */
export const RecordMeterReading = assetCommand({
  type: 'RecordMeterReading',
  schema: record({ assetId: idSchema, reading: readingSchema }),
  lookups: withAssociation,
  allowed: [],
  rules: [
    keepsTheAsset,
    isCommissioned,
    (asset, { occurredAt, data }) => readingRefusal(asset, occurredAt, data.reading),
  ],
  decide: ({ id, now, occurredAt, data }, asset) => {
    const read: SharedAssetEvent = {
      type: 'MeterRead',
      data: { ...data, readingId: newReadingId(id), at: occurredAt },
    };
    return accept<SharedAssetEvent>(read, ...fellDue(foreseen(asset, [read], now), now));
  },
});

interface Correction {
  readonly readingId: string;
  readonly reading: string;
}

/** The use whose meter interval begins or ends with the reading. */
const useOf = ({ bookings, readings }: Asset, id: string): Booking | undefined =>
  bookings.get(readings.find(({ readingId }) => readingId === id)?.bookingId ?? '');

/** Where the use is long over and forgotten, its bill could not follow. */
const isAnotherReading: AssetRule<Correction> = (asset, { data }) => {
  const reading = asset.readings.find(({ readingId }) => readingId === data.readingId);
  if (!reading || (reading.bookingId !== undefined && !asset.bookings.has(reading.bookingId)))
    return refusal('READING_NOT_FOUND', 'No such reading can be corrected any more. Check its id.', 'readingId');
  return reading.value === data.reading
    ? refusal('NOTHING_TO_CORRECT', 'The reading says this already.', 'reading')
    : undefined;
};

const isNotOwnUse: AssetRule<Correction> = (asset, { data, actor }) =>
  gaveNoWordFor(asset, useOf(asset, data.readingId), actor);

const staysPlausible: AssetRule<Correction> = (asset, { data }) => {
  const after = readingCorrected(asset, data.readingId, data.reading);
  const use = useOf(after, data.readingId);
  return use && useRefusal(after, use);
};

/** The wrong reading stays on record. A bill that rests on it is corrected by what it comes to now. */
export const CorrectMeterReading = assetCommand({
  type: 'CorrectMeterReading',
  schema: record({ assetId: idSchema, readingId: idSchema, reading: readingSchema, reason: reasonSchema }),
  lookups: withAssociation,
  allowed: [],
  rules: [
    keepsTheAsset,
    isAnotherReading,
    isNotOwnUse,
    (asset, { data }) => correctionRefusal(asset, data.readingId, data.reading),
    staysPlausible,
  ],
  alsoWhenRetired: true,
  decide: ({ now, actor, data }, asset) => {
    const { value: was } = asset.readings.find(({ readingId }) => readingId === data.readingId)!;
    const after = readingCorrected(asset, data.readingId, data.reading);
    const use = useOf(after, data.readingId);
    return accept<SharedAssetEvent>(
      { type: 'MeterReadingCorrected', data: { ...data, was, correctedBy: actor } },
      ...(use ? billCorrected(after, use, data.readingId, now) : []),
      ...fellDue(withoutFalseAlarm(after), now),
    );
  },
});
