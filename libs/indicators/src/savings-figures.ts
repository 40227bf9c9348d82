import {
  Decimal,
  money,
  moneyToDecimal,
  quantityToDecimal,
  subtractMoney,
  sumMoney,
  type ActionRef,
  type Currency,
  type EnterpriseId,
  type Money,
  type Quantity,
  type SavingStage,
} from '@jointly/kernel';
import { quotient, ratio, type Ratio } from './figure';
import { groupBy, pieceOf } from './scope';

/** The latest that is known of one enterprise's saving in one action or piece of it, at one stage, on one basis. */
export interface SavingLine {
  readonly factId: string;
  readonly action: ActionRef;
  readonly enterprise: EnterpriseId;
  readonly stage: SavingStage;
  readonly baseline: string;
  readonly basis: string;
  readonly class: 'HARD' | 'SOFT';
  readonly quantity: Quantity;
  readonly baselineCost: Money;
  readonly jointCost: Money;
}

/** Savings at one stage. Negative ones are shown as they are. */
export interface StageFigure {
  /** Enterprises' parts in actions that it sums up; each booking of a shared asset is one. */
  readonly n: number;
  /** Σ b·q: what the members would have paid alone. */
  readonly baselineCost: Money;
  /** Σ l·q: what they pay jointly. */
  readonly jointCost: Money;
  /** Σ (b − l)·q */
  readonly saving: Money;
  /** saving / baselineCost, weighted by construction and never a mean of rates; null without a baseline cost. */
  readonly rate: string | null;
}

/**
 * Where contracted savings went: C − R = (b − l_award)·(q_c − q_a) + (l_actual − l_award)·q_a. The volume term is
 * rounded and the price term is what remains, so that the shown figures add up to the minor unit.
 */
export interface Leakage {
  /** Parts both contracted and realised; what is still under way has leaked nothing. */
  readonly n: number;
  readonly contracted: Money;
  readonly realised: Money;
  readonly volume: Money;
  readonly price: Money;
}

/** One basis, class and currency: hard and soft savings, like currencies, are never added up. */
export interface SavingsFigure {
  readonly basis: string;
  readonly class: 'HARD' | 'SOFT';
  readonly currency: Currency;
  readonly estimated: StageFigure | null;
  readonly contracted: StageFigure | null;
  readonly realised: StageFigure | null;
  readonly verified: StageFigure | null;
  readonly leakage: Leakage | null;
  /** Verified of realised parts. */
  readonly verification: Ratio;
}

export function savingsFigures(lines: readonly SavingLine[]): readonly SavingsFigure[] {
  const groups = groupBy(lines, (line) => `${line.basis} ${line.class} ${line.baselineCost.currency}`);
  return [...groups.keys()].sort().map((key) => figure(groups.get(key)!));
}

function figure(lines: readonly SavingLine[]): SavingsFigure {
  const { basis, class: kind, baselineCost } = lines[0]!;
  const at = (stage: SavingStage) => lines.filter((line) => line.stage === stage);
  const realised = at('REALISED');
  const verified = new Set(at('VERIFIED').map(part));
  return {
    basis,
    class: kind,
    currency: baselineCost.currency,
    estimated: stageFigure(at('ESTIMATED')),
    contracted: stageFigure(at('CONTRACTED')),
    realised: stageFigure(realised),
    verified: stageFigure(at('VERIFIED')),
    leakage: leakage(at('CONTRACTED'), realised),
    verification: ratio(realised.filter((line) => verified.has(part(line))).length, realised.length),
  };
}

const part = ({ action, enterprise }: SavingLine): string => `${pieceOf(action)}/${enterprise}`;

const savingOf = ({ baselineCost, jointCost }: SavingLine): Money => subtractMoney(baselineCost, jointCost);

function stageFigure(lines: readonly SavingLine[]): StageFigure | null {
  if (lines.length === 0) return null;
  const { currency } = lines[0]!.baselineCost;
  const total = (amounts: readonly Money[]) => sumMoney(amounts, currency);
  const baselineCost = total(lines.map((line) => line.baselineCost));
  const jointCost = total(lines.map((line) => line.jointCost));
  const saving = subtractMoney(baselineCost, jointCost);
  const rate = quotient(moneyToDecimal(saving), moneyToDecimal(baselineCost));
  return { n: lines.length, baselineCost, jointCost, saving, rate };
}

function leakage(contracted: readonly SavingLine[], realised: readonly SavingLine[]): Leakage | null {
  const after = new Map(realised.map((line) => [part(line), line]));
  const pairs = contracted.flatMap((before) => {
    const now = after.get(part(before));
    return now ? [{ before, now }] : [];
  });
  if (pairs.length === 0) return null;
  const { currency } = pairs[0]!.before.baselineCost;
  const total = (amounts: readonly Money[]) => sumMoney(amounts, currency);
  const before = total(pairs.map((pair) => savingOf(pair.before)));
  const now = total(pairs.map((pair) => savingOf(pair.now)));
  const volume = total(pairs.map(volumeLeakage));
  const price = subtractMoney(subtractMoney(before, now), volume);
  return { n: pairs.length, contracted: before, realised: now, volume, price };
}

/** (b − l_award)·(q_c − q_a), taken from the contracted saving (b − l_award)·q_c. */
function volumeLeakage({ before, now }: { before: SavingLine; now: SavingLine }): Money {
  const { minor, currency } = savingOf(before);
  const committed = quantityToDecimal(before.quantity);
  if (committed.isZero()) return money(0, currency);
  const missing = committed.minus(quantityToDecimal(now.quantity)).div(committed);
  return money(missing.times(minor).toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toNumber(), currency);
}
