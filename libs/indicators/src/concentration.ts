import { Decimal } from '@jointly/kernel';
import { quotient, sixDigits } from './figure';

/** How unevenly something (volume, value, savings) is spread over its n parties. Decimals have 6 digits. */
export interface Concentration {
  readonly n: number;
  /** Herfindahl–Hirschman: Σ s², from 1/n (even) to 1 (one has all). */
  readonly hhi: string | null;
  /** (HHI − 1/n) / (1 − 1/n), from 0 to 1; null for one party. */
  readonly normalised: string | null;
  /** Mean difference over twice the mean, from 0 (even) to (n − 1)/n. */
  readonly gini: string | null;
}

/** Of amounts that are not negative; null figures where they add up to nothing. */
export function concentration(amounts: readonly Decimal[]): Concentration {
  const n = amounts.length;
  const total = amounts.reduce((sum, amount) => sum.plus(amount), new Decimal(0));
  if (total.isZero()) return { n, hhi: null, normalised: null, gini: null };
  const shares = amounts.map((amount) => amount.div(total)).sort((a, b) => a.cmp(b));
  const hhi = shares.reduce((sum, share) => sum.plus(share.times(share)), new Decimal(0));
  const even = new Decimal(1).div(n);
  const ranked = shares.reduce((sum, share, i) => sum.plus(share.times(2 * (i + 1) - n - 1)), new Decimal(0));
  return {
    n,
    hhi: sixDigits(hhi),
    normalised: quotient(hhi.minus(even), new Decimal(1).minus(even)),
    gini: sixDigits(ranked.div(n)),
  };
}
