import {
  days,
  earliest,
  later,
  subtractMoney,
  type EventId,
  type Happened,
  type Instant,
  type Money,
} from '@jointly/kernel';
import type { AccountEvent, Action } from './events';

/** A member's charge or a supplier's invoice. */
export interface Obligation {
  readonly obligationId: string;
  readonly action: Action;
  /** What is truly owed: less what turned out to have been charged too much. */
  readonly amount: Money;
  readonly open: Money;
  readonly dueAt: Instant;
  /** Of charges alone: what makes them observations of reliability. */
  readonly observed?: Observed;
  readonly lapse?: Lapse;
}

export interface Observed {
  readonly graceDays: number;
  readonly reference: Money;
  /** The fact that says how much is owed, for a correction to name. */
  readonly factId: string;
  /** What was told of it being paid: where less is owed after all, these are parts of another whole. */
  readonly parts: readonly PaidPart[];
}

export interface PaidPart {
  readonly factId: string;
  readonly amount: Money;
  readonly paidAt: Instant;
}

/** What was not paid within the grace period, as far as is known now. */
export interface Lapse {
  readonly outstanding: Money;
  /** The fact that says so, for corrections to name. */
  readonly factId: string;
}

/** Name the facts by which an event says what is owed, what of it was paid and what of it has lapsed. */
export const dueFact = (event: EventId, charge: string): string => `${event}/${charge}/due`;
export const lapseFact = (event: EventId, charge: string): string => `${event}/${charge}/lapsed`;
const paidFact = (event: EventId, charge: string, part: number): string => `${event}/${charge}/paid.${part}`;

/** With a part paid; in time and recorded late, it takes back what its late recording had said. */
export function paidBy(owed: Obligation, amount: Money, paidAt: Instant, event: EventId): Obligation {
  const { obligationId, observed, lapse } = owed;
  const outstanding = lapseAfter(owed, amount, paidAt);
  // Observed once, at the latest when the grace period ended: what is paid after that tells nothing new.
  if (!observed || (lapse && !outstanding)) return owed;
  const parts = [...observed.parts, { factId: paidFact(event, obligationId, 0), amount, paidAt }];
  const paid = { ...owed, observed: { ...observed, parts } };
  return outstanding ? { ...paid, lapse: { outstanding, factId: lapseFact(event, obligationId) } } : paid;
}

/** What remains lapsed with this payment; undefined where it takes nothing back. */
function lapseAfter({ lapse, observed, dueAt }: Obligation, amount: Money, paidAt: Instant): Money | undefined {
  if (!lapse || !observed || paidAt >= later(dueAt, days(observed.graceDays))) return undefined;
  return subtractMoney(lapse.outstanding, amount);
}

/** With so much of it never owed: this event tells anew all that was told of it, as parts of the smaller whole. */
export function owedLess(owed: Obligation, amount: Money, event: EventId): Obligation {
  const { obligationId, observed, lapse } = owed;
  const less = { ...owed, amount: subtractMoney(owed.amount, amount) };
  if (!observed) return less;
  const parts = observed.parts.map((part, index) => ({ ...part, factId: paidFact(event, obligationId, index) }));
  const told = { ...less, observed: { ...observed, factId: dueFact(event, obligationId), parts } };
  if (!lapse) return told;
  const outstanding = subtractMoney(lapse.outstanding, amount);
  return { ...told, lapse: { outstanding, factId: lapseFact(event, obligationId) } };
}

/** Credit that was there is set against a charge the moment it is posted, however long that took: never late. */
export const creditedAt = ({ dueAt }: Obligation, { data, occurredAt }: CreditHappened): Instant =>
  data.follows ? occurredAt : earliest(occurredAt, dueAt);

type CreditHappened = Happened<Extract<AccountEvent, { type: 'CreditApplied' }>>;
