import type { Decimal } from '@jointly/kernel';
import { addMoney, moneyToDecimal, subtractMoney, sumMoney, type Currency, type Money } from '@jointly/kernel';
import { quotient } from './figure';

/** What something that is shared brought in and cost over a period. */
export interface CostAccount {
  readonly currency: Currency;
  /** By the tariff for use, corrections included, of members and of others. */
  readonly usage: { readonly members: Money; readonly others: Money };
  /** By the tariff for no-shows and late releases. */
  readonly fees: Money;
  /** Joint runs, which pay for themselves: what those who took part were charged, and what they cost. */
  readonly runs: { readonly charged: Money; readonly cost: Money };
  /** What would have been spent without any use. */
  readonly fixed: Money;
  /** What grew with use: v·h, as it was spent. */
  readonly variable: Money;
  readonly depreciation: Money;
  /** Of use by the tariff: without joint runs. */
  readonly usedHours: Decimal;
  /** On the meter, as billed; null where it has none. */
  readonly usedUnits: Decimal | null;
}

/** Whether use carries what the asset costs. Decimals have 6 digits and are null where their denominator is 0. */
export interface CostRecovery {
  readonly usageIncome: { readonly members: Money; readonly others: Money };
  readonly feeIncome: Money;
  readonly runIncome: Money;
  /** All that came in: use and fees by the tariff, and joint runs. */
  readonly income: Money;
  readonly fixedCosts: Money;
  readonly variableCosts: Money;
  readonly runCosts: Money;
  readonly depreciation: Money;
  /** Fixed and variable costs, what joint runs cost, and depreciation. */
  readonly cost: Money;
  /** Income less cost; negative where use does not carry it. */
  readonly result: Money;
  /** income / cost */
  readonly recovery: string | null;
  /** What an hour by the tariff would have had to cost for the rest of the cost to be made good, in major units. */
  readonly breakEvenPerHour: string | null;
  /** The same per unit on the meter. */
  readonly breakEvenPerUnit: string | null;
}

/** Raised with every change of these formulas. */
export const costRecoveryVersion = 1;

/**
 * Cost recovery and the break-even tariff of shared equipment, as textbooks on machinery cost have them: income by the
 * tariff and of runs over total cost; (F + v·h)/h, where F includes depreciation. No tariff has to carry what joint runs
 * cost: those who took part do, so that the break-even tariff is without them.
 */
export function costRecovery(account: CostAccount): CostRecovery {
  const { currency, usage, fees, runs, fixed, variable, depreciation, usedHours, usedUnits } = account;
  const income = sumMoney([usage.members, usage.others, fees, runs.charged], currency);
  const carried = sumMoney([fixed, variable, depreciation], currency);
  const cost = addMoney(carried, runs.cost);
  const toCarry = moneyToDecimal(carried);
  return {
    usageIncome: usage,
    feeIncome: fees,
    runIncome: runs.charged,
    income,
    fixedCosts: fixed,
    variableCosts: variable,
    runCosts: runs.cost,
    depreciation,
    cost,
    result: subtractMoney(income, cost),
    recovery: quotient(moneyToDecimal(income), moneyToDecimal(cost)),
    breakEvenPerHour: quotient(toCarry, usedHours),
    breakEvenPerUnit: usedUnits && quotient(toCarry, usedUnits),
  };
}
