import { accept, refusal } from '@jointly/kernel';
import { withAssociation } from '../../lookups';
import { idSchema, reasonSchema, record } from '../../schemas';
import { billCorrected, useRefusal } from '../billing';
import { read } from '../evolve/usage';
import type { SharedAssetEvent } from '../events';
import { correctionRefusal, noMeter, readingCorrected, readingRefusal } from '../meter';
import { isCommissioned, keepsTheAsset, type AssetRule } from '../rules';
import { readingSchema } from '../schemas';
import type { Asset, Booking } from '../state';
import { fellDue } from '../upkeep';
import { assetCommand } from './asset-command';
import { newReadingId } from './hand-over';

const hasAMeter: AssetRule<unknown> = ({ meterUnit }) => (meterUnit === undefined ? noMeter : undefined);

/** Read at the command's business time. */
export const RecordMeterReading = assetCommand({
  type: 'RecordMeterReading',
  schema: record({ assetId: idSchema, reading: readingSchema }),
  lookups: withAssociation,
  allowed: [],
  rules: [
    keepsTheAsset,
    hasAMeter,
    isCommissioned,
    (asset, { occurredAt, data }) => readingRefusal(asset, occurredAt, data.reading),
  ],
  decide: ({ id, now, occurredAt, data }, asset) => {
    const fact = { ...data, readingId: newReadingId(id), at: occurredAt };
    return accept<SharedAssetEvent>({ type: 'MeterRead', data: fact }, ...fellDue(read(asset, fact), now));
  },
});

interface Correction {
  readonly readingId: string;
  readonly reading: string;
}

const isAnotherReading: AssetRule<Correction> = ({ readings }, { data }) => {
  const reading = readings.find(({ readingId }) => readingId === data.readingId);
  if (!reading)
    return refusal('READING_NOT_FOUND', 'No such reading can be corrected any more. Check its id.', 'readingId');
  return reading.value === data.reading
    ? refusal('NOTHING_TO_CORRECT', 'The reading says this already.', 'reading')
    : undefined;
};

/** Uses whose meter interval begins or ends with the reading. */
const usesOf = ({ bookings }: Asset, readingId: string): Booking[] =>
  [...bookings.values()].filter(({ usage }) => usage?.outReadingId === readingId || usage?.inReadingId === readingId);

const isNotOwnUse: AssetRule<Correction> = (asset, { data, actor }) =>
  usesOf(asset, data.readingId).some(({ enterpriseId }) => asset.delegates.get(enterpriseId)?.has(actor))
    ? refusal('OWN_MATTER', 'You gave this enterprise’s word. Let another custodian or coordinator correct it.')
    : undefined;

const staysPlausible: AssetRule<Correction> = (asset, { data }) => {
  const after = readingCorrected(asset, data.readingId, data.reading);
  return usesOf(after, data.readingId)
    .map((booking) => useRefusal(after, booking))
    .find((no) => no !== undefined);
};

/** The wrong reading stays on record. Bills that rest on it are corrected by what they come to now. */
export const CorrectMeterReading = assetCommand({
  type: 'CorrectMeterReading',
  schema: record({ assetId: idSchema, readingId: idSchema, reading: readingSchema, reason: reasonSchema }),
  lookups: withAssociation,
  allowed: [],
  rules: [
    keepsTheAsset,
    hasAMeter,
    isAnotherReading,
    isNotOwnUse,
    (asset, { data }) => correctionRefusal(asset, data.readingId, data.reading),
    staysPlausible,
  ],
  alsoWhenRetired: true,
  decide: ({ now, actor, data }, asset) => {
    const { value: was } = asset.readings.find(({ readingId }) => readingId === data.readingId)!;
    const after = readingCorrected(asset, data.readingId, data.reading);
    return accept<SharedAssetEvent>(
      { type: 'MeterReadingCorrected', data: { ...data, was, correctedBy: actor } },
      ...usesOf(after, data.readingId).flatMap((booking) => billCorrected(after, booking, now)),
      ...fellDue(after, now),
    );
  },
});
