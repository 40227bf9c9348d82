import { Type } from '@sinclair/typebox';
import { defineEvent, personal } from '@jointly/kernel';
import { evidenceAbout } from '../../evidence';
import { unitPriceSchema } from '../../price';
import {
  amountSchema,
  currencySchema,
  idSchema,
  instantSchema,
  nameSchema,
  oneOf,
  personIdSchema,
  reasonSchema,
  record,
} from '../../schemas';
import {
  accessRulesSchema,
  assetKindSchema,
  hireBasisSchema,
  ownerSchema,
  ownershipCostSchema,
  readingSchema,
  rulesVersionSchema,
  shareCapitalSchema,
  tariffTermsSchema,
} from '../schemas';

const custodians = Type.Array(personIdSchema, { minItems: 1, maxItems: 50, uniqueItems: true });

export const AssetRegistered = defineEvent({
  type: 'AssetRegistered',
  description: 'Equipment, a facility or a specialist’s time was proposed to be shared, with its rules of access.',
  schema: record({
    assetId: idSchema,
    clusterId: idSchema,
    title: nameSchema,
    kind: assetKindSchema,
    owner: ownerSchema,
    /** Who hand it over and take it back. */
    custodians,
    /** What its meter counts (h, kg, m); absent: it has none. */
    meterUnit: Type.Optional(Type.String({ minLength: 1, maxLength: 20 })),
    shareCapital: Type.Optional(shareCapitalSchema),
    currency: currencySchema,
    /** IANA; opening hours, quotas and recurring bookings are in it. */
    timeZone: Type.String({ minLength: 1, maxLength: 64 }),
    rules: accessRulesSchema,
    rulesVersion: rulesVersionSchema,
  }),
});

export const AccessRulesChanged = defineEvent({
  type: 'AccessRulesChanged',
  description: 'The rules of access were replaced; bookings that stand keep what they were made under.',
  schema: record({ assetId: idSchema, rules: accessRulesSchema, rulesVersion: rulesVersionSchema }),
});

export const CustodiansNamed = defineEvent({
  type: 'CustodiansNamed',
  description: 'Other people hand the asset over and take it back from now on.',
  schema: record({ assetId: idSchema, custodians }),
});

export const AssetAcquired = defineEvent({
  type: 'AssetAcquired',
  description: 'The asset is there: bought, lent or given, with what it cost and how it loses value.',
  schema: record({
    assetId: idSchema,
    acquiredAt: instantSchema,
    /** What those who share it paid, without grants: what it loses in value is counted from this; nothing for one lent or given. */
    price: amountSchema,
    /** What it is expected to be worth at the end of its life. */
    salvage: amountSchema,
    lifeYears: Type.Integer({ minimum: 1, maximum: 100 }),
    evidence: Type.Optional(evidenceAbout('assetId')),
  }),
});

export const AssetCommissioned = defineEvent({
  type: 'AssetCommissioned',
  description: 'The asset can be booked from now on.',
  schema: record({
    assetId: idSchema,
    /** What its meter showed. */
    reading: Type.Optional(readingSchema),
  }),
});

export const AssetRetired = defineEvent({
  type: 'AssetRetired',
  description: 'The asset is shared no longer; bookings ahead are displaced, what is owed stays owed.',
  schema: record({ assetId: idSchema, reason: personal(reasonSchema, 'assetId') }),
});

export const TariffSet = defineEvent({
  type: 'TariffSet',
  description: 'What use costs from a moment on, for members and for others.',
  schema: record({ assetId: idSchema, tariffId: idSchema, ...tariffTermsSchema.properties }),
});

export const HireBaselineDeclared = defineEvent({
  type: 'HireBaselineDeclared',
  description: 'Somebody declared what a unit of use costs elsewhere, or would cost who owned one alone.',
  schema: record({
    assetId: idSchema,
    baselineId: idSchema,
    basis: hireBasisSchema,
    /** Per hour or, where the asset is billed by its meter, per unit of it. */
    per: oneOf(['HOUR', 'METER']),
    rate: unitPriceSchema,
    /** What the rate was computed from, for OWN_OWNERSHIP. */
    ownership: Type.Optional(ownershipCostSchema),
    declaredBy: personIdSchema,
    /** Where the figure comes from, which may name somebody: it proves the saving for as long as the asset is known. */
    source: personal(reasonSchema, 'assetId'),
    /** When the rate, or the figures it is computed from, held. */
    quotedAt: instantSchema,
    evidence: Type.Optional(evidenceAbout('assetId')),
  }),
});

export const HireBaselineVerified = defineEvent({
  type: 'HireBaselineVerified',
  description:
    'A second person verified the baseline: it is locked, and counts for whatever is handed over from now on.',
  schema: record({ assetId: idSchema, baselineId: idSchema, basis: hireBasisSchema }),
});

export const assetEvents = [
  AssetRegistered,
  AccessRulesChanged,
  CustodiansNamed,
  AssetAcquired,
  AssetCommissioned,
  AssetRetired,
  TariffSet,
  HireBaselineDeclared,
  HireBaselineVerified,
] as const;
