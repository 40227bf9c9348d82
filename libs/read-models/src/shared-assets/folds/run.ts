import type { runEvents } from '@jointly/joint-actions';
import { Decimal, earliest, quantityOf, quantityToDecimal, type Quantity } from '@jointly/kernel';
import { keyOf } from '../../documents';
import type { RunDocument, RunPart } from '../block-documents';
import type { LedgerRow } from '../documents';
import type { AssetTables } from '../tables';
import { changedWhere, type AssetFolds, type Told, type TypesIn } from './fold';
import { amendBlock } from './upkeep';

export const runFolds: AssetFolds<TypesIn<typeof runEvents>> = {
  RunScheduled: ({ association, data, sequence, recordedAt }, { blocks }) => {
    const { assetId, runId, minimum = null, paymentDueDays: _, reference: __, ...run } = data;
    blocks.put(keyOf(association, assetId, runId), {
      of: 'RUN',
      id: runId,
      assetId,
      takesTime: true,
      ...run,
      minimum,
      status: 'JOINING',
      joined: { value: '0', unit: run.capacity.unit },
      cost: null,
      supplierId: null,
      cancelledFor: null,
      parts: [],
      changedAt: recordedAt,
      since: sequence,
    });
  },
  RunJoined: (event, into) => {
    const { runId, enterpriseId, quantity } = event.data;
    amendBlock<'RUN'>(event, runId, into, (run) => {
      const others = run.parts.filter((part) => part.enterpriseId !== enterpriseId);
      return withParts(run, [...others, { enterpriseId, quantity, share: null }]);
    });
  },
  RunLeft: (event, into) => {
    const { runId, enterpriseId } = event.data;
    amendBlock<'RUN'>(event, runId, into, (run) =>
      withParts(
        run,
        run.parts.filter((part) => part.enterpriseId !== enterpriseId),
      ),
    );
  },
  RunJoiningClosed: (event, into) => amendBlock<'RUN'>(event, event.data.runId, into, () => ({ status: 'READY' })),
  RunCancelled: (event, into) =>
    amendBlock<'RUN'>(event, event.data.runId, into, () => ({
      status: 'CANCELLED',
      takesTime: false,
      cancelledFor: event.data.cause,
    })),
  // Over early, it gives back what is left of its time.
  RunCompleted: (event, into) => {
    const { runId, at, cost, supplierId = null } = event.data;
    amendBlock<'RUN'>(event, runId, into, ({ end }) => ({
      status: 'COMPLETED',
      end: earliest(end, at),
      cost,
      supplierId,
    }));
    enter(event, 'RUN_COST', { enterprise: null, minor: cost.minor }, into);
  },
  RunCostShared: (event, into) => {
    const { runId, enterpriseId, attended, chargeId, amount, dueAt } = event.data;
    enter(event, 'RUN_INCOME', { enterprise: enterpriseId, minor: amount.minor }, into);
    const share = { attended, chargeId, amount, dueAt };
    amendBlock<'RUN'>(event, runId, into, ({ parts }) => ({
      parts: changedWhere(
        parts,
        (part) => part.enterpriseId === enterpriseId,
        () => ({ share }),
      ),
    }));
  },
};

const enter = (
  { data, occurredAt }: Told<'RunCompleted' | 'RunCostShared'>,
  kind: 'RUN_COST' | 'RUN_INCOME',
  entry: Pick<LedgerRow, 'enterprise' | 'minor'>,
  { ledger }: AssetTables,
): void =>
  ledger.append({
    asset: data.assetId,
    at: occurredAt,
    kind,
    ...entry,
    member: null,
    reference: data.runId,
    units: null,
  });

const withParts = ({ capacity }: RunDocument, parts: readonly RunPart[]): Partial<RunDocument> => ({
  parts,
  joined: sum(parts, capacity.unit),
});

const sum = (parts: readonly RunPart[], unit: string): Quantity =>
  quantityOf(
    parts.reduce((total, { quantity }) => total.plus(quantityToDecimal(quantity)), new Decimal(0)),
    unit,
  );
