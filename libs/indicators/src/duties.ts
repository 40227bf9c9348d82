import type { Instant } from '@jointly/kernel';
import { discharged, isExcused, metAt, type Discharge, type ObligationFact } from './obligations';

/** What participation keeps of an obligation: whether it was met, not how well. */
export interface Duty {
  readonly dueAt: Instant;
  readonly metAt: Instant | null;
  /** Until it is met, which is final: corrections are of what came to nothing. */
  readonly discharges: readonly Discharge[];
}

/** By obligation. */
export type Duties = Readonly<Record<string, Duty>>;

export function noteDuty(duties: Duties, fact: ObligationFact): Duties {
  const known = duties[fact.obligation];
  const noted = fact.fact === 'obligationDue' ? due(known, fact.dueAt) : known && seen(known, fact);
  return noted ? { ...duties, [fact.obligation]: noted } : duties;
}

const due = (known: Duty | undefined, dueAt: Instant): Duty => ({ metAt: null, discharges: [], ...known, dueAt });

function seen(duty: Duty, fact: Extract<ObligationFact, { fact: 'obligationDischarged' }>): Duty {
  if (duty.metAt !== null) return duty;
  const discharges = discharged(duty.discharges, fact);
  const at = metAt(discharges);
  return { dueAt: duty.dueAt, metAt: at, discharges: at === null ? discharges : [] };
}

export const isMet = ({ metAt: at }: Duty, asOf: Instant): boolean => at !== null && at <= asOf;

/** Counts neither way. */
export const countsNot = ({ discharges }: Duty, asOf: Instant): boolean => isExcused(discharges, asOf);
