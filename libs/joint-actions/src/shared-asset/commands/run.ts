import { Type, type Static } from '@sinclair/typebox';
import {
  accept,
  newId,
  quantitySchema,
  quantityToDecimal,
  refusal,
  type CommandId,
  type EnterpriseId,
  type Instant,
  type Refusal,
} from '@jointly/kernel';
import { consentOf, requiresMandate, requiresRole } from '../../authority';
import { entry } from '../../entry';
import { evidenceSchema } from '../../evidence';
import { existing } from '../../existing';
import { firstNo } from '../../first-no';
import { theEnterprise, withAssociation, withEnterprise } from '../../lookups';
import { amountSchema, enterpriseIdSchema, idSchema, instantSchema, nameSchema, record } from '../../schemas';
import { mayBook } from '../booking-terms';
import { runSharingSchema } from '../events';
import { withPromotions } from '../freeing';
import { isCommissioned, type AssetRule } from '../rules';
import { completed, joiningIsOpen, joiningRefusal, mostParticipants, runExists, runIsUnderway } from '../runs';
import { slotSchema } from '../schemas';
import { blockRefusal } from '../slots';
import { moneyRefusal } from '../tariffs';
import { assetCommand } from './asset-command';
import { slotOf } from './booking';
import { owedTo, supplierIsKnown, withCreditor, type KnowsCreditor } from './cost';

/** The id of the run that this command schedules. */
export const newRunId = (command: CommandId): string => newId('run', command);

const runSchema = record({
  assetId: idSchema,
  title: nameSchema,
  ...slotSchema.properties,
  joinBy: instantSchema,
  capacity: quantitySchema,
  minimum: Type.Optional(quantitySchema),
  sharing: runSharingSchema,
  estimatedCost: amountSchema,
});
type RunTerms = Static<typeof runSchema>;

/** Takes the asset for a joint production or testing run that members then join. */
export const ScheduleRun = assetCommand({
  type: 'ScheduleRun',
  schema: runSchema,
  lookups: withAssociation,
  allowed: [requiresRole('COORDINATOR')],
  rules: [
    isCommissioned,
    (_asset, { data, now }) => termsRefusal(data, now),
    (asset, { data }) => moneyRefusal(asset, data.estimatedCost, 'estimatedCost'),
    (asset, { data, now }) => blockRefusal(asset, slotOf(data), now),
  ],
  decide: ({ data, id }, _asset, { association }) => {
    const { paymentDueDays, paymentReference } = existing(association.state).rules;
    const run = { runId: newRunId(id), ...data, paymentDueDays, reference: paymentReference };
    return accept({ type: 'RunScheduled', data: run });
  },
});

const termsRefusal = ({ capacity, minimum, joinBy, start }: RunTerms, now: Instant): Refusal | undefined =>
  firstNo(
    () =>
      quantityToDecimal(capacity).isZero()
        ? refusal('QUANTITY_NOT_POSITIVE', 'Give a capacity above zero.', 'capacity')
        : undefined,
    () =>
      minimum && minimum.unit !== capacity.unit
        ? refusal('WRONG_UNIT', `The capacity is in ${capacity.unit}. Give the minimum in it too.`, 'minimum')
        : undefined,
    () =>
      minimum && quantityToDecimal(minimum).gt(capacity.value)
        ? refusal('MINIMUM_ABOVE_CAPACITY', 'The minimum can’t be more than the run can take. Give less.', 'minimum')
        : undefined,
    () =>
      joinBy <= now
        ? refusal('DEADLINE_PASSED', 'Members must have time to join. Choose a later one.', 'joinBy')
        : undefined,
    () =>
      joinBy > start
        ? refusal('DEADLINES_OUT_OF_ORDER', 'Joining ends before the run begins. Choose an earlier one.', 'joinBy')
        : undefined,
  );

/** Joining again replaces the quantity. */
export const JoinRun = assetCommand({
  type: 'JoinRun',
  schema: record({
    assetId: idSchema,
    runId: idSchema,
    enterpriseId: enterpriseIdSchema,
    quantity: quantitySchema,
    evidence: Type.Optional(evidenceSchema),
  }),
  onBehalfOf: theEnterprise,
  lookups: withEnterprise,
  allowed: [requiresMandate('BOOK')],
  rules: [
    runExists,
    runIsUnderway,
    joiningIsOpen,
    mayBook,
    ({ runs }, { data }) => joiningRefusal(entry(runs, data.runId), data.enterpriseId, data.quantity),
  ],
  decide: (command, _asset, known) => {
    const { evidence: _, ...joined } = command.data;
    return accept({ type: 'RunJoined', data: { ...joined, consent: consentOf(command, known, 'BOOK') } });
  },
});

const takesPart: AssetRule<{ readonly runId: string; readonly enterpriseId: EnterpriseId }> = ({ runs }, { data }) =>
  entry(runs, data.runId).participants.has(data.enterpriseId)
    ? undefined
    : refusal(
        'NOT_IN_RUN',
        'The enterprise takes no part in this run: there is nothing to leave. Check its id.',
        'enterpriseId',
      );

export const LeaveRun = assetCommand({
  type: 'LeaveRun',
  schema: record({
    assetId: idSchema,
    runId: idSchema,
    enterpriseId: enterpriseIdSchema,
    evidence: Type.Optional(evidenceSchema),
  }),
  onBehalfOf: theEnterprise,
  lookups: withEnterprise,
  allowed: [requiresMandate('BOOK')],
  rules: [runExists, runIsUnderway, joiningIsOpen, takesPart],
  decide: (command, _asset, known) => {
    const { evidence: _, ...left } = command.data;
    return accept({ type: 'RunLeft', data: { ...left, consent: consentOf(command, known, 'BOOK') } });
  },
});

export const CancelRun = assetCommand({
  type: 'CancelRun',
  schema: record({ assetId: idSchema, runId: idSchema }),
  lookups: withAssociation,
  allowed: [requiresRole('COORDINATOR')],
  rules: [runExists, runIsUnderway],
  alsoWhenRetired: true,
  decide: ({ data, now }, asset) => {
    const cancelled = { type: 'RunCancelled' as const, data: { ...data, cause: 'COORDINATOR' as const } };
    return accept(...withPromotions(asset, [cancelled], now));
  },
});

const completionSchema = record({
  assetId: idSchema,
  runId: idSchema,
  cost: amountSchema,
  /** Who is owed it; absent: the association bore it itself. */
  supplierId: Type.Optional(idSchema),
  /** By the association's rules where it names none. */
  dueAt: Type.Optional(instantSchema),
  /** Who had joined and was not there; they share the cost all the same. */
  absent: Type.Optional(Type.Array(enterpriseIdSchema, { maxItems: mostParticipants, uniqueItems: true })),
});
type Completion = Static<typeof completionSchema>;

const tookPlace: AssetRule<Completion> = ({ runs }, { data, occurredAt }) => {
  const { joiningClosed, start } = entry(runs, data.runId);
  if (!joiningClosed) return refusal('JOINING_OPEN', 'Members can still join this run. Wait until joining has ended.');
  return occurredAt < start
    ? refusal('BEFORE_ITS_START', 'The run can’t have taken place before it began. Give a later time.', 'occurredAt')
    : undefined;
};

const absenteesHadJoined: AssetRule<Completion> = ({ runs }, { data }) => {
  const { participants } = entry(runs, data.runId);
  return (data.absent ?? []).every((enterprise) => participants.has(enterprise))
    ? undefined
    : refusal('NOT_IN_RUN', 'Only who had joined the run can be missing from it. Check the ids.', 'absent');
};

/**
 * Took place at the command's business time. Shares what the run cost among all that had joined, whether or not they
 * were there.
 */
export const CompleteRun = assetCommand<typeof completionSchema, KnowsCreditor>({
  type: 'CompleteRun',
  schema: completionSchema,
  lookups: withCreditor,
  allowed: [requiresRole('COORDINATOR'), supplierIsKnown],
  rules: [
    runExists,
    runIsUnderway,
    tookPlace,
    absenteesHadJoined,
    (asset, { data }) => moneyRefusal(asset, data.cost, 'cost'),
  ],
  alsoWhenRetired: true,
  decide: (command, asset, known) => {
    const { cost, absent = [], runId } = command.data;
    const owed = owedTo(command, known);
    const events = completed(asset, entry(asset.runs, runId), {
      at: command.occurredAt,
      recordedAt: command.now,
      cost,
      absent,
      ...(owed && { owed }),
    });
    return accept(...withPromotions(asset, events, command.now));
  },
});
