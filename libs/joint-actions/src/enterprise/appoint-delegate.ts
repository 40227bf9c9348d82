import { Type, type Static } from '@sinclair/typebox';
import { accept, defineCommand, newId, refusal, type CommandId, type Policy } from '@jointly/kernel';
import {
  cdaIsImpartial,
  evidenceNeeded,
  isCda,
  enterpriseRefusal,
  personIsKnown,
  requiresRole,
  type KnowsAssociation,
  type KnowsPerson,
} from '../authority';
import { evidenceSchema } from '../evidence';
import { enterpriseIdSchema, instantSchema, personIdSchema, record } from '../schemas';
import { associationStream, enterpriseStream, personStream } from '../streams';
import { mandateScopesSchema, type EnterpriseEvent } from './events';
import type { EnterpriseState } from './state';

const input = record({
  enterpriseId: enterpriseIdSchema,
  personId: personIdSchema,
  scopes: mandateScopesSchema,
  /** Now where absent. */
  from: Type.Optional(instantSchema),
  /** Exclusive; open-ended where absent. */
  until: Type.Optional(instantSchema),
  evidence: Type.Optional(evidenceSchema),
});
type Input = Static<typeof input>;
type Lookups = KnowsAssociation & KnowsPerson;
type Rule = Policy<Input, EnterpriseState, Lookups>;

const isRegistered: Rule = (_command, enterprise) => enterpriseRefusal(enterprise);

const isNoBroker: Rule = ({ now, data }, _state, { association }) =>
  isCda(association.state, { actor: data.personId, now }) ? cdaIsImpartial : undefined;

/** Else a coordinator could bind any enterprise on nobody's word. */
const notOnOnesOwnWord: Rule = ({ actor, data }) =>
  actor === data.personId && !data.evidence ? evidenceNeeded : undefined;

const endsLater: Rule = ({ now, data: { from = now, until } }) =>
  until !== undefined && (until <= from || until <= now)
    ? refusal('ENDS_IN_THE_PAST', 'The mandate would be over before it begins. Give a later end.', 'until')
    : undefined;

/** The id of the mandate that this command gives. */
export const newMandateId = (command: CommandId): string => newId('mandate', command);

export const AppointDelegate = defineCommand<Input, EnterpriseState, Lookups, EnterpriseEvent>({
  type: 'AppointDelegate',
  stream: ({ association, data }) => enterpriseStream(association, data.enterpriseId),
  lookups: ({ association, data }) => ({
    association: associationStream(association),
    person: personStream(association, data.personId),
  }),
  input,
  policies: [requiresRole('COORDINATOR'), isRegistered, personIsKnown, isNoBroker, notOnOnesOwnWord, endsLater],
  decide: ({ id, now, data }) =>
    accept({ type: 'DelegateAppointed', data: { from: now, ...data, mandateId: newMandateId(id) } }),
});
