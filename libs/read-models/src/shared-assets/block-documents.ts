import type { Slot } from '@jointly/joint-actions';
import type { EnterpriseId, Instant, Money, PersonId, Quantity, SealedAt } from '@jointly/kernel';
import type { Data } from './documents';

interface Common {
  readonly id: string;
  readonly assetId: string;
  /** Whether it takes the asset's time: nothing that was cancelled does. */
  readonly takesTime: boolean;
  /** When what became of it was recorded last. */
  readonly changedAt: Instant;
  readonly since: number;
}

export interface DowntimeDocument extends Common {
  readonly of: 'DOWNTIME';
  readonly start: Instant;
  readonly expectedEnd: Instant;
  /** Null while it lasts. */
  readonly end: Instant | null;
  readonly cause: Data<'DowntimeStarted'>['cause'];
  readonly reportedBy: PersonId;
  readonly note: SealedAt | null;
}

export interface MaintenanceDocument extends Common, Slot {
  readonly of: 'MAINTENANCE';
  /** Null for one that was done unscheduled. */
  readonly title: string | null;
  readonly status: 'SCHEDULED' | 'CANCELLED' | 'COMPLETED';
  readonly completion: {
    readonly at: Instant;
    readonly reading: string | null;
    readonly doneBy: PersonId;
    readonly note: SealedAt | null;
  } | null;
}

/** A member in a joint run; what it pays once the run took place. */
export interface RunPart {
  readonly enterpriseId: EnterpriseId;
  readonly quantity: Quantity;
  readonly share: Pick<Data<'RunCostShared'>, 'attended' | 'chargeId' | 'amount' | 'dueAt'> | null;
}

export interface RunDocument extends Common, Slot {
  readonly of: 'RUN';
  readonly title: string;
  readonly status: 'JOINING' | 'READY' | 'CANCELLED' | 'COMPLETED';
  readonly joinBy: Instant;
  readonly capacity: Quantity;
  readonly minimum: Quantity | null;
  /** Of the capacity, what members have announced. */
  readonly joined: Quantity;
  readonly sharing: Data<'RunScheduled'>['sharing'];
  readonly estimatedCost: Money;
  readonly cost: Money | null;
  /** Who is owed it; null until it took place, and where the association bore it itself. */
  readonly supplierId: string | null;
  readonly cancelledFor: Data<'RunCancelled'>['cause'] | null;
  /** In the order in which they joined: each its own to see. */
  readonly parts: readonly RunPart[];
}

/** What takes an asset's time beside bookings. */
export type BlockDocument = DowntimeDocument | MaintenanceDocument | RunDocument;
