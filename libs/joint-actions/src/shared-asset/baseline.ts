import type { Decimal } from '@jointly/kernel';
import { moneyToDecimal } from '@jointly/kernel';
import type { OwnershipCost } from './schemas';

/**
 * What a unit of use costs who owns one alone: ((P − S)/N + r(P + S)/2 + fixed) per year over the units of a year, plus
 * v for each; in major units to 6 decimals.
 */
export function ownershipRate(cost: OwnershipCost): Decimal {
  const [price, salvage, fixed] = [cost.price, cost.salvage, cost.fixedPerYear].map(moneyToDecimal) as [
    Decimal,
    Decimal,
    Decimal,
  ];
  const wear = price.minus(salvage).div(cost.lifeYears);
  const capital = price.plus(salvage).div(2).times(cost.capitalRate);
  return wear.plus(capital).plus(fixed).div(cost.annualUnits).plus(cost.variablePerUnit.amount).toDecimalPlaces(6);
}
