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
  /** What would have been spent without any use. */
  readonly fixed: Money;
  /** What grew with use: v·h, as it was spent. */
  readonly variable: Money;
  readonly depreciation: Money;
  readonly usedHours: Decimal;
  /** On the meter; null where it has none. */
  readonly usedUnits: Decimal | null;
}

/** Whether use carries what the asset costs. Decimals have 6 digits and are null where their denominator is 0. */
export interface CostRecovery {
  readonly usageIncome: { readonly members: Money; readonly others: Money };
  readonly feeIncome: Money;
  /** All that came in by the tariff: use and fees. */
  readonly income: Money;
  readonly fixedCosts: Money;
  readonly variableCosts: Money;
  readonly depreciation: Money;
  /** Fixed and variable costs and depreciation. */
  readonly cost: Money;
  /** Income less cost; negative where use does not carry it. */
  readonly result: Money;
  /** income / cost */
  readonly recovery: string | null;
  /** What an hour of use would have had to cost for the result to be nought, in major units. */
  readonly breakEvenPerHour: string | null;
  /** The same per unit on the meter. */
  readonly breakEvenPerUnit: string | null;
}

/** Raised with every change of these formulas. */
export const costRecoveryVersion = 1;

/**
 * Cost recovery and the break-even tariff of shared equipment, as textbooks on machinery cost have them: income by the
 * tariff over total cost; (F + v·h)/h, where F includes depreciation.
 */
export function costRecovery(account: CostAccount): CostRecovery {
  const { currency, usage, fees, fixed, variable, depreciation, usedHours, usedUnits } = account;
  const income = sumMoney([usage.members, usage.others, fees], currency);
  const cost = addMoney(addMoney(fixed, variable), depreciation);
  const [earned, spent] = [moneyToDecimal(income), moneyToDecimal(cost)];
  return {
    usageIncome: usage,
    feeIncome: fees,
    income,
    fixedCosts: fixed,
    variableCosts: variable,
    depreciation,
    cost,
    result: subtractMoney(income, cost),
    recovery: quotient(earned, spent),
    breakEvenPerHour: quotient(spent, usedHours),
    breakEvenPerUnit: usedUnits && quotient(spent, usedUnits),
  };
}
