import {
  allocate,
  days,
  Decimal,
  later,
  partId,
  quantityOf,
  quantityToDecimal,
  refusal,
  type EnterpriseId,
  type Instant,
  type Money,
  type Quantity,
  type Refusal,
} from '@jointly/kernel';
import { entry } from '../entry';
import type { SharedAssetEvent, SharedAssetHappened } from './events';
import { isUnderway } from './phase';
import type { AssetRule } from './rules';
import type { Asset, Run } from './state';

/** More could not be told of in one append. */
export const mostParticipants = 300;

interface OfRun {
  readonly runId: string;
}

export const runExists: AssetRule<OfRun> = ({ runs }, { data }) =>
  runs.has(data.runId)
    ? undefined
    : refusal('RUN_NOT_FOUND', 'There is no such run on this asset. Check its id.', 'runId');

export const runIsUnderway: AssetRule<OfRun> = ({ runs }, { data }) =>
  isUnderway(entry(runs, data.runId))
    ? undefined
    : refusal('RUN_IS_OVER', 'This run took place or was cancelled: nothing more can be done in it.', 'runId');

export const joiningIsOpen: AssetRule<OfRun> = ({ runs }, { data }) =>
  entry(runs, data.runId).joiningClosed
    ? refusal('JOINING_CLOSED', 'Joining this run has ended: nobody joins or leaves it any more.', 'runId')
    : undefined;

/** What all that joined bring, without that of one who is about to replace its own. */
export function quantityIn({ participants, capacity }: Run, without?: EnterpriseId): Quantity {
  const total = participants.reduce(
    (sum, { quantity }, enterprise) => (enterprise === without ? sum : sum.plus(quantity.value)),
    new Decimal(0),
  );
  return quantityOf(total, capacity.unit);
}

/** Why this is no quantity that the run can be joined with. */
export function joiningRefusal(run: Run, enterpriseId: EnterpriseId, quantity: Quantity): Refusal | undefined {
  const { capacity, participants } = run;
  if (quantity.unit !== capacity.unit)
    return refusal('WRONG_UNIT', `This run is measured in ${capacity.unit}. Give the quantity in it.`, 'quantity');
  if (quantityToDecimal(quantity).isZero())
    return refusal('QUANTITY_NOT_POSITIVE', 'Give a quantity above zero.', 'quantity');
  if (!participants.has(enterpriseId) && participants.size >= mostParticipants)
    return refusal('RUN_FULL', `A run takes at most ${mostParticipants} members. Wait for the next one.`);
  const left = quantityToDecimal(capacity).minus(quantityIn(run, enterpriseId).value);
  if (left.gte(quantity.value)) return undefined;
  return refusal(
    'RUN_FULL',
    `The run takes ${left.toFixed()} ${capacity.unit} more. Bring no more than that.`,
    'quantity',
  );
}

/** When joining ends: the run goes ahead, or is cancelled where too little came together. */
export function joiningEnded({ assetId }: Asset, run: Run): SharedAssetEvent {
  const { runId, minimum, participants } = run;
  const quantity = quantityIn(run);
  const short = minimum !== undefined && quantityToDecimal(quantity).lt(minimum.value);
  if (participants.isEmpty() || short)
    return { type: 'RunCancelled', data: { assetId, runId, cause: 'BELOW_MINIMUM' } };
  return { type: 'RunJoiningClosed', data: { assetId, runId, members: participants.size, quantity } };
}

interface Completion {
  readonly at: Instant;
  /** What each owes is due so long after that: nobody is late with what nobody knew of. */
  readonly recordedAt: Instant;
  readonly cost: Money;
  readonly absent: readonly EnterpriseId[];
  /** Where a supplier is owed the cost. */
  readonly owed?: { readonly supplierId: string; readonly dueAt: Instant };
}

/** What a run cost, as the association's books name it. */
export const runCost = (runId: string): string => partId('cost', runId, 'run');

/** That the run took place, and each member's part of its cost: together they are the cost, to the minor unit. */
export function completed({ assetId }: Asset, run: Run, completion: Completion): SharedAssetEvent[] {
  const { runId } = run;
  const { at, cost, absent, owed } = completion;
  const members = [...run.participants.keys()].sort();
  const parts = allocate(
    cost,
    members.map((id) => ({ id, weight: weightIn(run, id) })),
    { action: assetId, line: runId },
  );
  return [
    {
      type: 'RunCompleted',
      data: { assetId, runId, at, cost, ...owed, members: members.length, absent: [...absent].sort() },
    },
    ...members.map((enterpriseId): SharedAssetEvent => {
      const data = { assetId, ...partOf(run, enterpriseId, completion), amount: parts.get(enterpriseId)! };
      return { type: 'RunCostShared', data };
    }),
  ];
}

const weightIn = ({ sharing, participants }: Run, enterpriseId: EnterpriseId): Decimal =>
  sharing === 'EQUAL' ? new Decimal(1) : quantityToDecimal(entry(participants, enterpriseId).quantity);

type Part = Omit<SharedAssetHappened<'RunCostShared'>['data'], 'assetId' | 'amount'>;

const partOf = (run: Run, enterpriseId: EnterpriseId, { at, recordedAt, absent }: Completion): Part => ({
  runId: run.runId,
  enterpriseId,
  quantity: entry(run.participants, enterpriseId).quantity,
  at,
  attended: !absent.includes(enterpriseId),
  reference: run.reference,
  chargeId: partId('charge', run.runId, enterpriseId),
  dueAt: later(recordedAt, days(run.paymentDueDays)),
});
