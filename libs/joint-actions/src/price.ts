import { Type, type Static } from '@sinclair/typebox';
import {
  currencyDigits,
  Decimal,
  InvalidMoney,
  roundMoney,
  type Currency,
  type Money,
  type Quantity,
} from '@jointly/kernel';
import { currencySchema, record } from './schemas';

/**
 * Money per unit, as a canonical decimal string in major units with at most 6 decimals: a kilogram or a gram may cost
 * less than a currency's smallest coin. Amounts are rounded once, when a price has met a quantity.
 */
export const unitPriceSchema = record({
  amount: Type.String({ pattern: '^(?!0$)(0|[1-9]\\d{0,11})(\\.\\d{0,5}[1-9])?$' }),
  currency: currencySchema,
});
export type UnitPrice = Static<typeof unitPriceSchema>;

/** "84.50", "ETB" → { amount: "84.5" }. @throws InvalidMoney when it is no positive decimal or no currency */
export function unitPrice(amount: string, currency: Currency): UnitPrice {
  currencyDigits(currency);
  if (!/^\d{1,12}(\.\d{1,6})?$/.test(amount) || new Decimal(amount).isZero())
    throw new InvalidMoney(
      `"${amount.slice(0, 40)}" is not a price: positive, with at most 6 decimals, such as "84.5".`,
    );
  return { amount: new Decimal(amount).toFixed(), currency };
}

/** price × quantity in major units, exact. */
export const priceTimes = (price: UnitPrice, quantity: Decimal): Decimal => new Decimal(price.amount).times(quantity);

/** price × quantity, rounded down to the minor unit: half a coin above a maximum price is above it. */
export const atMost = (price: UnitPrice, quantity: Quantity): Decimal =>
  priceTimes(price, new Decimal(quantity.value))
    .times(new Decimal(10).pow(currencyDigits(price.currency)))
    .floor();

/** price × quantity, rounded to the minor unit. */
export const amountAt = (price: UnitPrice, quantity: Quantity): Money =>
  roundMoney(priceTimes(price, new Decimal(quantity.value)), price.currency);
