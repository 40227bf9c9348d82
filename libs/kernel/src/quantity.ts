import { Type } from '@sinclair/typebox';
import { Decimal } from './decimal';

/** A decimal string in a unit ("kg", "l", "piece"): exact, never a floating-point number. */
export type Quantity = {
  readonly value: string;
  readonly unit: string;
};

const decimalPattern = '^(0|[1-9]\\d{0,11})(\\.\\d{0,5}[1-9])?$';
const canonical = new RegExp(decimalPattern);

/** Canonical: no leading or trailing zeros, at most 6 decimals, never negative. */
export const quantityValueSchema = Type.String({ pattern: decimalPattern });

export const quantitySchema = Type.Object(
  { value: quantityValueSchema, unit: Type.String({ minLength: 1, maxLength: 20 }) },
  { additionalProperties: false },
);

export class InvalidQuantity extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'InvalidQuantity';
  }
}

/** "1200.50" → { value: "1200.5" }. @throws InvalidQuantity when negative, absurdly large or finer than 6 decimals */
export function quantity(value: string, unit: string): Quantity {
  if (!/^\d{1,12}(\.\d{1,6})?$/.test(value))
    throw new InvalidQuantity(`"${value.slice(0, 40)}" is not a quantity, such as "1200.5".`);
  return quantityOf(new Decimal(value), unit);
}

/** @throws InvalidQuantity when the result is negative or finer than 6 decimals */
export function quantityOf(value: Decimal, unit: string): Quantity {
  const text = value.toFixed();
  if (!canonical.test(text)) throw new InvalidQuantity(`${text} ${unit} can't be kept as a quantity.`);
  return { value: text, unit };
}

export const quantityToDecimal = ({ value }: Quantity): Decimal => new Decimal(value);
