import type { runEvents } from '@jointly/joint-actions';
import { Decimal, quantityOf, quantityToDecimal, type Quantity } from '@jointly/kernel';
import { keyOf } from '../../documents';
import type { RunDocument, RunPart } from '../block-documents';
import { changedWhere, type AssetFolds, type TypesIn } from './fold';
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
      cancelledFor: event.data.why,
    })),
  RunCompleted: (event, into) =>
    amendBlock<'RUN'>(event, event.data.runId, into, () => ({ status: 'COMPLETED', cost: event.data.cost })),
  RunCostShared: (event, into) => {
    const { runId, enterpriseId, attended, chargeId, amount, dueAt } = event.data;
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

const withParts = ({ capacity }: RunDocument, parts: readonly RunPart[]): Partial<RunDocument> => ({
  parts,
  joined: sum(parts, capacity.unit),
});

const sum = (parts: readonly RunPart[], unit: string): Quantity =>
  quantityOf(
    parts.reduce((total, { quantity }) => total.plus(quantityToDecimal(quantity)), new Decimal(0)),
    unit,
  );
