import {
  costRecovery,
  costRecoveryVersion,
  utilisation,
  utilisationVersion,
  type CostAccount,
  type CostRecovery,
  type Period,
  type Utilisation,
} from '@jointly/indicators';
import { depreciation, openings } from '@jointly/joint-actions';
import { Decimal, earliest, latest, money, type Money } from '@jointly/kernel';
import type { AssetDocument, AssetFile, LedgerRow } from './documents';
import type { BookedTime, PeriodOfAsset } from './period-of-asset';

/** How a period went: what the asset's time was used for, and whether use carried what it cost. */
export interface AssetStatement {
  readonly period: Period;
  readonly utilisation: Utilisation;
  readonly costRecovery: CostRecovery;
  /** How many of each the figures were computed from. */
  readonly n: { readonly bookings: number; readonly uses: number; readonly runs: number; readonly entries: number };
  readonly formulaVersions: { readonly utilisation: number; readonly costRecovery: number };
}

/**
 * A period that is not over yet counts with all its hours and all its depreciation, and with a use under way until now:
 * whoever wants to know what has been so far asks until now.
 */
export function statementOf(asset: AssetDocument, file: AssetFile, during: PeriodOfAsset): AssetStatement {
  const { period, bookings, maintenance, downtime, ledger } = during;
  const runs = during.runs.filter(({ completed }) => completed);
  const uses = bookings
    .flatMap(({ used, member }) => (used ? [{ ...used, member }] : []))
    .filter(({ from, until }) => from < period.until && until > period.from);
  const booked = [...bookings.flatMap(({ taken }) => taken ?? []), ...during.runs];
  const open = openIn(asset, file, period);
  const due = dueIn(bookings, period);
  const used = utilisation({ open, maintenance, downtime, booked, uses, runs, bookings: due }, period);
  const account = { ...accountOf(ledger, asset), depreciation: depreciationIn(asset, period) };
  return {
    period,
    utilisation: used,
    costRecovery: costRecovery({ ...account, usedHours: new Decimal(used.usedHours).minus(used.usedByRuns) }),
    n: { bookings: due.due, uses: uses.length, runs: runs.length, entries: ledger.length },
    formulaVersions: { utilisation: utilisationVersion, costRecovery: costRecoveryVersion },
  };
}

/** By the hours of their time, from commissioning to retirement. */
function openIn(asset: AssetDocument, { openings: versions }: AssetFile, period: Period): Period[] {
  const { rules, timeZone, commissionedAt, retiredAt } = asset;
  if (commissionedAt === null) return [];
  const [first, last] = [latest(commissionedAt, period.from), earliest(retiredAt ?? period.until, period.until)];
  return versions.flatMap(({ from, hours }, index) => {
    // The first go back to whenever it was commissioned.
    const start = index === 0 ? first : latest(from, first);
    const end = earliest(versions[index + 1]?.from ?? last, last);
    if (start >= end) return [];
    const open = openings({ rules: { ...rules, openingHours: [...hours] }, timeZone }, { start, end });
    return [...open].map((slot) => ({ from: slot.start, until: slot.end }));
  });
}

/** Bookings whose time came within the period and that stood then: somebody came, or nobody did. */
function dueIn(bookings: readonly BookedTime[], { from, until }: Period): { due: number; missed: number } {
  const came = bookings.filter(
    ({ start, status, used }) => start >= from && start < until && (used !== undefined || status === 'NO_SHOW'),
  );
  return { due: came.length, missed: came.filter(({ status }) => status === 'NO_SHOW').length };
}

function accountOf(
  ledger: readonly LedgerRow[],
  { currency, meterUnit }: AssetDocument,
): Omit<CostAccount, 'depreciation' | 'usedHours'> {
  const sum = (rows: readonly LedgerRow[]): Money =>
    money(
      rows.reduce((total, { minor }) => total + minor, 0),
      currency,
    );
  const of = (...kinds: LedgerRow['kind'][]): LedgerRow[] => ledger.filter(({ kind }) => kinds.includes(kind));
  const usage = of('USE', 'CORRECTION');
  const units = usage.reduce((total, row) => total.plus(row.units ?? 0), new Decimal(0));
  return {
    currency,
    usage: {
      members: sum(usage.filter(({ member }) => member === 1)),
      others: sum(usage.filter(({ member }) => member === 0)),
    },
    fees: sum(of('FEE')),
    runs: { charged: sum(of('RUN_INCOME')), cost: sum(of('RUN_COST')) },
    fixed: sum(of('FIXED_COST')),
    variable: sum(of('VARIABLE_COST')),
    usedUnits: meterUnit === null ? null : units,
  };
}

/** From the acquisition to the retirement. */
function depreciationIn({ acquisition, retiredAt, currency }: AssetDocument, { from, until }: Period): Money {
  const end = earliest(retiredAt ?? until, until);
  return acquisition && from < end ? depreciation(acquisition, from, end) : money(0, currency);
}
