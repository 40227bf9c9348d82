import type { MaintenanceDocument, ReadingDocument, RunDocument } from '@jointly/read-models';
import { moneyObject } from '../graphql/money.graphql';
import type { Opened } from '../reading/opened';
import { seen, type Sight } from './sight';
import type { JointRun, Maintenance, MeterReading, RunPart } from './upkeep.graphql';

export const readingView = (reading: Opened<ReadingDocument>): MeterReading => ({
  id: reading.readingId,
  of: reading.of,
  bookingId: reading.bookingId,
  at: reading.at,
  reading: reading.reading,
  corrections: reading.corrections.map(({ was, correctedAt, correctedBy, reason }) => ({
    was,
    correctedAt,
    correctedById: correctedBy,
    reason,
  })),
});

export const maintenanceView = (maintenance: Opened<MaintenanceDocument>): Maintenance => ({
  id: maintenance.id,
  title: maintenance.title,
  status: maintenance.status,
  start: maintenance.start,
  end: maintenance.end,
  completedAt: maintenance.completion?.at ?? null,
  note: maintenance.completion?.note ?? null,
});

/** What members bring together is for everybody, each part is its member's own. */
export const runView = (run: RunDocument, sight: Sight): JointRun => ({
  id: run.id,
  title: run.title,
  status: run.status,
  start: run.start,
  end: run.end,
  joinBy: run.joinBy,
  capacity: run.capacity,
  minimum: run.minimum,
  joined: run.joined,
  sharing: run.sharing,
  estimatedCost: moneyObject(run.estimatedCost),
  cost: run.cost && moneyObject(run.cost),
  supplierId: sight.totals ? run.supplierId : null,
  cancelledFor: run.cancelledFor,
  parts: seen(run.parts, sight).map(partView),
});

const partView = ({ enterpriseId, quantity, share }: RunDocument['parts'][number]): RunPart => ({
  enterpriseId,
  quantity,
  share: share && { ...share, amount: moneyObject(share.amount) },
});
