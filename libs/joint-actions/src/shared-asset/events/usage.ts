import { Type } from '@sinclair/typebox';
import { defineEvent, moneySchema, personal, quantitySchema } from '@jointly/kernel';
import { evidenceAbout } from '../../evidence';
import { unitPriceSchema } from '../../price';
import {
  amountSchema,
  idSchema,
  instantSchema,
  nameSchema,
  oneOf,
  personIdSchema,
  reasonSchema,
  record,
} from '../../schemas';
import { conditionSchema, hireBasisSchema, ofBooking, readingSchema, tariffBasisSchema } from '../schemas';

const note = Type.Optional(personal(reasonSchema, 'enterpriseId'));

export const AssetHandedOver = defineEvent({
  type: 'AssetHandedOver',
  description: 'The enterprise has the asset; what its meter showed opens the interval to be billed.',
  schema: record({
    ...ofBooking,
    at: instantSchema,
    readingId: Type.Optional(idSchema),
    reading: Type.Optional(readingSchema),
    condition: conditionSchema,
    note,
  }),
});

export const ReturnOverdue = defineEvent({
  type: 'ReturnOverdue',
  description: 'The booking is over and so is the grace after it, and nobody has recorded that the asset is back.',
  schema: record(ofBooking),
});

export const AssetReturned = defineEvent({
  type: 'AssetReturned',
  description: 'The enterprise gave the asset back; what its meter showed closes the interval to be billed.',
  schema: record({
    ...ofBooking,
    at: instantSchema,
    readingId: Type.Optional(idSchema),
    reading: Type.Optional(readingSchema),
    condition: conditionSchema,
    /** Used time in minutes, from hand-over to return. */
    usedMinutes: Type.Integer({ minimum: 0 }),
    /** Beyond the booked end. */
    lateMinutes: Type.Integer({ minimum: 0 }),
    /** When it is billed unless somebody does so before, by the rules of that moment; until then its readings can be corrected. */
    reviewUntil: instantSchema,
    note,
  }),
});

export const MeterRead = defineEvent({
  type: 'MeterRead',
  description: 'Somebody read the meter outside a hand-over or a return.',
  schema: record({ assetId: idSchema, readingId: idSchema, at: instantSchema, reading: readingSchema }),
});

export const MeterReadingCorrected = defineEvent({
  type: 'MeterReadingCorrected',
  description: 'A reading was found wrong and replaced; the wrong one stays on record.',
  schema: record({
    assetId: idSchema,
    readingId: idSchema,
    was: readingSchema,
    reading: readingSchema,
    correctedBy: personIdSchema,
    reason: personal(reasonSchema, 'correctedBy'),
  }),
});

/** What a use is billed by. */
const bill = {
  /** Absent where no tariff was in force: use was free. */
  tariffId: Type.Optional(idSchema),
  basis: Type.Optional(tariffBasisSchema),
  rate: Type.Optional(unitPriceSchema),
  /** Hours used, units on the meter, or one booking. */
  quantity: quantitySchema,
  minimumApplied: Type.Boolean(),
  amount: amountSchema,
  /** What the same use would have cost elsewhere or alone, by each baseline locked before the hand-over. */
  baselines: Type.Array(
    record({ baselineId: idSchema, basis: hireBasisSchema, quantity: quantitySchema, cost: amountSchema }),
    { maxItems: 2 },
  ),
};

export const UsageBilled = defineEvent({
  type: 'UsageBilled',
  description: 'A use was billed, once: its meter interval is closed.',
  schema: record({
    ...ofBooking,
    chargeId: idSchema,
    dueAt: instantSchema,
    /** Of the meter, where it has one. */
    interval: Type.Optional(record({ from: readingSchema, to: readingSchema })),
    ...bill,
  }),
});

export const UsageBillCorrected = defineEvent({
  type: 'UsageBillCorrected',
  description: 'A reading that a bill rests on was corrected: the difference is charged, or credited where negative.',
  schema: record({
    ...ofBooking,
    /** The reading that was corrected. */
    readingId: idSchema,
    /** Of the further charge, or of the credit. */
    adjustmentId: idSchema,
    dueAt: instantSchema,
    interval: record({ from: readingSchema, to: readingSchema }),
    ...bill,
    /** May go either way. */
    difference: moneySchema,
  }),
});

export const BookingFeeCharged = defineEvent({
  type: 'BookingFeeCharged',
  description:
    'A no-show or a late release costs the fee of the tariff in force at its start, and never more than the tariff for that start asked when the booking was confirmed.',
  schema: record({
    ...ofBooking,
    cause: oneOf(['NO_SHOW', 'LATE_RELEASE']),
    tariffId: idSchema,
    chargeId: idSchema,
    amount: amountSchema,
    dueAt: instantSchema,
  }),
});

export const BookingFeeWaived = defineEvent({
  type: 'BookingFeeWaived',
  description: 'A fee that was charged is given back: there is nothing to blame the enterprise for after all.',
  schema: record({
    ...ofBooking,
    /** Of the fee. */
    chargeId: idSchema,
    creditId: idSchema,
    amount: amountSchema,
    /** HANDED_OVER_IN_TIME: what looked like a no-show was only recorded late. */
    cause: oneOf(['HANDED_OVER_IN_TIME', 'EXCUSED']),
  }),
});

export const DamageReported = defineEvent({
  type: 'DamageReported',
  description: 'Somebody found the asset damaged.',
  schema: record({
    assetId: idSchema,
    damageId: idSchema,
    /** In whose use it was found, or after whose. */
    bookingId: Type.Optional(idSchema),
    reportedBy: personIdSchema,
    summary: personal(nameSchema, 'reportedBy'),
    evidence: Type.Optional(evidenceAbout('reportedBy')),
  }),
});

export const usageEvents = [
  AssetHandedOver,
  ReturnOverdue,
  AssetReturned,
  MeterRead,
  MeterReadingCorrected,
  UsageBilled,
  UsageBillCorrected,
  BookingFeeCharged,
  BookingFeeWaived,
  DamageReported,
] as const;
