import { Decimal as Base } from 'decimal.js';

/** Exact decimal arithmetic: 60 digits hold any product of a price and a quantity that this system accepts. */
export const Decimal = Base.clone({ precision: 60, rounding: Base.ROUND_HALF_UP, toExpNeg: -60, toExpPos: 60 });
export type Decimal = Base;
