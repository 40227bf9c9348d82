import { Type, type Static } from '@sinclair/typebox';
import { defineEvent, personal, type EventOf } from '@jointly/kernel';
import { erasureReasonSchema } from '../erasure';
import { evidenceAbout } from '../evidence';
import {
  enterpriseIdSchema,
  idSchema,
  instantSchema,
  nameSchema,
  oneOf,
  personIdSchema,
  reasonSchema,
  record,
} from '../schemas';

export const enterpriseKindSchema = oneOf(['FIRM', 'ARTISAN', 'FAMILY']);
export const enterpriseSizeSchema = oneOf(['MICRO', 'SMALL', 'MEDIUM']);

/** What a delegate may do for the enterprise: commit it, book for it, vote for it, pledge for it. */
export const mandateScopeSchema = oneOf(['COMMIT', 'BOOK', 'VOTE', 'PLEDGE']);
export type MandateScope = Static<typeof mandateScopeSchema>;
export const mandateScopesSchema = Type.Array(mandateScopeSchema, { minItems: 1, maxItems: 4, uniqueItems: true });

export const EnterpriseRegistered = defineEvent({
  type: 'EnterpriseRegistered',
  description: 'A firm, an artisan or a producer family was entered in the association’s register.',
  schema: record({
    enterpriseId: enterpriseIdSchema,
    name: personal(nameSchema, 'enterpriseId'),
    kind: enterpriseKindSchema,
    size: enterpriseSizeSchema,
    clusterId: idSchema,
    sector: nameSchema,
  }),
});

export const MemberAdmitted = defineEvent({
  type: 'MemberAdmitted',
  description: 'The enterprise became a member, for the first time or again; its history stays.',
  schema: record({ enterpriseId: enterpriseIdSchema }),
});

export const MembershipEnded = defineEvent({
  type: 'MembershipEnded',
  description: 'The enterprise ceased to be a member; what it owes stays owed.',
  schema: record({ enterpriseId: enterpriseIdSchema, reason: personal(reasonSchema, 'enterpriseId') }),
});

export const DelegateAppointed = defineEvent({
  type: 'DelegateAppointed',
  description: 'A person was given a mandate to act for the enterprise, within its scopes and dates.',
  schema: record({
    enterpriseId: enterpriseIdSchema,
    mandateId: idSchema,
    personId: personIdSchema,
    scopes: mandateScopesSchema,
    from: instantSchema,
    until: Type.Optional(instantSchema),
    /** The signed mandate: a paper about the person. */
    evidence: Type.Optional(evidenceAbout('personId')),
  }),
});

export const MandateEnded = defineEvent({
  type: 'MandateEnded',
  description: 'A mandate to act for the enterprise was taken back before its time.',
  schema: record({ enterpriseId: enterpriseIdSchema, mandateId: idSchema }),
});

export const EnterpriseErased = defineEvent({
  type: 'EnterpriseErased',
  description:
    'The enterprise’s sealed data was given up: its key is destroyed, what it did stays under its id, nothing is added.',
  schema: record({ enterpriseId: enterpriseIdSchema, reason: erasureReasonSchema }),
});

export const enterpriseEvents = [
  EnterpriseRegistered,
  MemberAdmitted,
  MembershipEnded,
  DelegateAppointed,
  MandateEnded,
  EnterpriseErased,
];

export type EnterpriseEvent = EventOf<(typeof enterpriseEvents)[number]>;
