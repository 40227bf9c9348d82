import { Decimal } from '@jointly/kernel';

/** k of n; the value is null where n is 0, for nothing out of nothing is neither 0 nor 1. */
export interface Ratio {
  readonly k: number;
  readonly n: number;
  /** Decimal with 6 digits. */
  readonly value: string | null;
}

export const ratio = (k: number, n: number): Ratio => ({ k, n, value: quotient(new Decimal(k), new Decimal(n)) });

/** part / whole with 6 digits, or null where there is no whole. */
export const quotient = (part: Decimal, whole: Decimal): string | null =>
  whole.isZero() ? null : sixDigits(part.div(whole));

/** How every computed decimal is shown. */
export const sixDigits = (value: Decimal | number): string => new Decimal(value).toFixed(6);
