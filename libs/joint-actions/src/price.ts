import { Type, type Static } from '@sinclair/typebox';
import { currencyDigits, Decimal, refusal, roundMoney, type Money, type Quantity, type Refusal } from '@jointly/kernel';

const decimalAmount = '^(0|[1-9]\\d{0,11})(\\.\\d{0,5}[1-9])?$';

/**
 * Money per unit, as a canonical decimal string in major units with at most 6 decimals: a kilogram or a gram may cost
 * less than a currency's smallest coin. Amounts are rounded once, when a price has met a quantity.
 */
export const unitPriceSchema = Type.Object(
  { amount: Type.String({ pattern: decimalAmount }), currency: Type.String({ pattern: '^[A-Z]{3}$' }) },
  { additionalProperties: false },
);
export type UnitPrice = Static<typeof unitPriceSchema>;

/** price × quantity in major units, exact. */
export const priceTimes = (price: UnitPrice, quantity: Decimal): Decimal => new Decimal(price.amount).times(quantity);

/** price × quantity as an amount, rounded to the minor unit. */
export const amountAt = (price: UnitPrice, quantity: Quantity): Money =>
  roundMoney(priceTimes(price, new Decimal(quantity.value)), price.currency);

/** total ÷ quantity, rounded to two decimals more than the currency has: for people to read, never to calculate with. */
export const perUnit = (total: Decimal, quantity: Decimal, currency: string): UnitPrice => ({
  amount: total
    .div(quantity)
    .toDecimalPlaces(Math.min(6, currencyDigits(currency) + 2))
    .toFixed(),
  currency,
});

/** The price in canonical form, or why it can't be one. Zero is a price only where `allowZero` says so. */
export function readUnitPrice(
  input: UnitPrice,
  currency: string,
  field: string,
): { readonly price: UnitPrice } | { readonly refusal: Refusal } {
  if (input.currency !== currency)
    return {
      refusal: refusal(
        'WRONG_CURRENCY',
        `Prices of this purchase are in ${currency}. Give the price in ${currency}.`,
        field,
      ),
    };
  if (!/^\d{1,12}(\.\d{1,6})?$/.test(input.amount) || new Decimal(input.amount).isZero())
    return {
      refusal: refusal(
        'INVALID_PRICE',
        'A price is a positive amount with at most 6 decimals, such as "84.5". Correct it and try again.',
        field,
      ),
    };
  return { price: { amount: new Decimal(input.amount).toFixed(), currency } };
}
