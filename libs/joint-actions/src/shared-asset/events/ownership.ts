import { Type } from '@sinclair/typebox';
import { defineEvent, personal } from '@jointly/kernel';
import { consentSchema, evidenceAbout } from '../../evidence';
import {
  amountSchema,
  enterpriseIdSchema,
  idSchema,
  instantSchema,
  nameSchema,
  oneOf,
  personIdSchema,
  reasonSchema,
  record,
} from '../../schemas';
import { mostSurplusParts, surplusMethodSchema, surplusWeightSchema } from '../schemas';

const shareCount = Type.Integer({ minimum: 1, maximum: 1_000_000 });

/** An asset can be funded more than once: each attempt has an id of its own. */
const ofFunding = { assetId: idSchema, fundingId: idSchema };

export const FundingOpened = defineEvent({
  type: 'FundingOpened',
  description: 'Members may pledge towards the asset until the deadline; below the target nobody owes anything.',
  schema: record({
    ...ofFunding,
    target: amountSchema,
    deadline: instantSchema,
    /** From the close to the contributions' due date, by the association's rules of this moment. */
    paymentDueDays: Type.Integer({ minimum: 0, maximum: 3650 }),
  }),
});

export const ContributionPledged = defineEvent({
  type: 'ContributionPledged',
  description: 'A member bound itself to a contribution, should the target be reached; a later pledge replaces it.',
  schema: record({
    ...ofFunding,
    pledgeId: idSchema,
    enterpriseId: enterpriseIdSchema,
    amount: amountSchema,
    consent: consentSchema,
  }),
});

export const PledgeWithdrawn = defineEvent({
  type: 'PledgeWithdrawn',
  description: 'A member took its pledge back before the deadline.',
  schema: record({ ...ofFunding, enterpriseId: enterpriseIdSchema, consent: consentSchema }),
});

export const GrantRecorded = defineEvent({
  type: 'GrantRecorded',
  description: 'A donor, a ministry or another outside party gave money towards the asset.',
  schema: record({
    ...ofFunding,
    grantId: idSchema,
    /** Who may be a person. */
    grantor: personal(nameSchema, 'assetId'),
    amount: amountSchema,
    evidence: evidenceAbout('assetId'),
  }),
});

export const FundingClosed = defineEvent({
  type: 'FundingClosed',
  description: 'Funding ended. Where the target is reached, ContributionCalled follows for each pledge.',
  schema: record({
    ...ofFunding,
    by: oneOf(['COORDINATOR', 'DEADLINE']),
    reached: Type.Boolean(),
    pledged: amountSchema,
    granted: amountSchema,
  }),
});

export const ContributionCalled = defineEvent({
  type: 'ContributionCalled',
  description: 'A member owes what it pledged; it is charged on its account.',
  schema: record({
    ...ofFunding,
    pledgeId: idSchema,
    enterpriseId: enterpriseIdSchema,
    chargeId: idSchema,
    amount: amountSchema,
    dueAt: instantSchema,
  }),
});

export const ContributionReceived = defineEvent({
  type: 'ContributionReceived',
  description: 'A member’s contribution is paid in full.',
  schema: record({ ...ofFunding, pledgeId: idSchema, enterpriseId: enterpriseIdSchema, amount: amountSchema }),
});

export const ShareIssued = defineEvent({
  type: 'ShareIssued',
  description: 'An enterprise was given shares in the asset.',
  schema: record({ assetId: idSchema, enterpriseId: enterpriseIdSchema, shares: shareCount }),
});

export const ShareTransferred = defineEvent({
  type: 'ShareTransferred',
  description: 'Shares in the asset went from one holder to another.',
  schema: record({
    assetId: idSchema,
    /** Who gave them, and its word for it. */
    enterpriseId: enterpriseIdSchema,
    to: enterpriseIdSchema,
    shares: shareCount,
    consent: consentSchema,
  }),
});

export const AssetCostRecorded = defineEvent({
  type: 'AssetCostRecorded',
  description: 'Keeping or running the asset cost something.',
  schema: record({
    assetId: idSchema,
    costId: idSchema,
    category: oneOf(['MAINTENANCE', 'ENERGY', 'OPERATOR', 'RENT', 'INSURANCE', 'OTHER']),
    /** Whether it grows with use: what break-even needs to know. */
    variable: Type.Boolean(),
    amount: amountSchema,
    incurredAt: instantSchema,
    /** Who is owed it; absent: the association bore it itself. */
    supplierId: Type.Optional(idSchema),
    dueAt: Type.Optional(instantSchema),
    evidence: Type.Optional(evidenceAbout('assetId')),
  }),
});

export const AssetCostVoided = defineEvent({
  type: 'AssetCostVoided',
  description: 'A recorded cost turned out wrong before the surplus was proposed: it counts for nothing.',
  schema: record({
    assetId: idSchema,
    costId: idSchema,
    /** As it was recorded, so that whoever counted it can take it back. */
    category: AssetCostRecorded.schema.properties.category,
    variable: Type.Boolean(),
    amount: amountSchema,
    supplierId: Type.Optional(idSchema),
    incurredAt: instantSchema,
    voidedBy: personIdSchema,
    reason: personal(reasonSchema, 'voidedBy'),
  }),
});

export const SurplusProposed = defineEvent({
  type: 'SurplusProposed',
  description: 'Somebody proposed to share what use brought in beyond costs and depreciation since the last time.',
  schema: record({
    assetId: idSchema,
    distributionId: idSchema,
    /** As the rules of access said when the period began. */
    method: surplusMethodSchema,
    from: instantSchema,
    until: instantSchema,
    income: amountSchema,
    costs: amountSchema,
    depreciation: amountSchema,
    /** Income less costs and depreciation. */
    surplus: amountSchema,
    /** Frozen now: whoever approves approves these. */
    weights: Type.Array(record({ enterpriseId: enterpriseIdSchema, weight: surplusWeightSchema }), {
      minItems: 1,
      maxItems: mostSurplusParts,
    }),
    proposedBy: personIdSchema,
  }),
});

export const SurplusDistributed = defineEvent({
  type: 'SurplusDistributed',
  description: 'A second person approved: SurplusShared follows for each who gets a part, and they add up to it.',
  schema: record({
    assetId: idSchema,
    distributionId: idSchema,
    surplus: amountSchema,
    members: Type.Integer({ minimum: 1, maximum: 500 }),
  }),
});

export const SurplusRejected = defineEvent({
  type: 'SurplusRejected',
  description: 'A second person did not approve: nothing is shared.',
  schema: record({ assetId: idSchema, distributionId: idSchema }),
});

export const SurplusShared = defineEvent({
  type: 'SurplusShared',
  description: 'An enterprise’s part of the surplus, credited to its account.',
  schema: record({
    assetId: idSchema,
    distributionId: idSchema,
    enterpriseId: enterpriseIdSchema,
    creditId: idSchema,
    weight: surplusWeightSchema,
    amount: amountSchema,
  }),
});

export const ownershipEvents = [
  FundingOpened,
  ContributionPledged,
  PledgeWithdrawn,
  GrantRecorded,
  FundingClosed,
  ContributionCalled,
  ContributionReceived,
  ShareIssued,
  ShareTransferred,
  AssetCostRecorded,
  AssetCostVoided,
  SurplusProposed,
  SurplusDistributed,
  SurplusRejected,
  SurplusShared,
] as const;
