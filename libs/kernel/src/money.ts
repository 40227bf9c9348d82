import { Type } from '@sinclair/typebox';
import currencyCodes from 'currency-codes';
import { Decimal } from './decimal';

/** ISO 4217 alphabetic code. */
export type Currency = string;

/** Integer minor units: no amount in this system is ever a floating-point number. */
export type Money = {
  readonly minor: number;
  readonly currency: Currency;
};

export const moneySchema = Type.Object(
  { minor: Type.Integer(), currency: Type.String({ pattern: '^[A-Z]{3}$' }) },
  { additionalProperties: false },
);

/** An amount that can't be: unknown currency, too many decimals, mixed currencies, beyond what is exact. */
export class InvalidMoney extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'InvalidMoney';
  }
}

/**
 * Codes of ISO 4217 whose minor unit is "N.A.": metals, bond units, accounting units, the code for tests and the one for
 * none. Nobody pays in them, and the package gives them 0 decimals, as it does where that is so.
 */
const notPaidIn: ReadonlySet<Currency> = new Set('XAG XAU XPD XPT XBA XBB XBC XBD XDR XSU XUA XTS XXX'.split(' '));

const digitsOf: ReadonlyMap<Currency, number> = new Map(
  currencyCodes.data.filter(({ code }) => !notPaidIn.has(code)).map(({ code, digits }) => [code, digits]),
);

/** Decimals of a currency by ISO 4217: XOF 0, ETB 2, TND 3. @throws InvalidMoney also for a code that nobody pays in */
export function currencyDigits(currency: Currency): number {
  const digits = digitsOf.get(currency);
  if (digits === undefined)
    throw new InvalidMoney(`"${currency.slice(0, 10)}" is not a currency of ISO 4217, such as ETB or XOF.`);
  return digits;
}

/** Minor units in one major unit: 100 for ETB; a small integer, so exact. */
const minorUnits = (currency: Currency): number => 10 ** currencyDigits(currency);

/** @throws InvalidMoney when `minor` is not a safe integer */
export function money(minor: number, currency: Currency): Money {
  if (!Number.isSafeInteger(minor))
    throw new InvalidMoney(`${minor} minor units of ${currency} can't be kept exactly.`);
  return { minor: minor === 0 ? 0 : minor, currency };
}

/** "1250.50", "ETB" → 125050 minor units. @throws InvalidMoney for more decimals than the currency has */
export function parseMoney(amount: string, currency: Currency): Money {
  const digits = currencyDigits(currency);
  if (!/^-?\d{1,15}(\.\d{1,6})?$/.test(amount))
    throw new InvalidMoney(`"${amount.slice(0, 40)}" is not an amount, such as "1250.50".`);
  const minor = new Decimal(amount).times(10 ** digits);
  if (!minor.isInteger()) throw new InvalidMoney(`${currency} has ${digits} decimals, "${amount}" has more.`);
  return money(minor.toNumber(), currency);
}

/** 125050 minor units of ETB → "1250.50". */
export const formatMoney = ({ minor, currency }: Money): string => {
  const digits = currencyDigits(currency);
  return new Decimal(minor).div(10 ** digits).toFixed(digits);
};

/** An exact decimal amount in major units, rounded half away from zero to the currency's minor unit. */
export const roundMoney = (amount: Decimal, currency: Currency): Money =>
  money(amount.times(minorUnits(currency)).toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toNumber(), currency);

/** In major units, exact. */
export const moneyToDecimal = ({ minor, currency }: Money): Decimal => new Decimal(minor).div(minorUnits(currency));

/** @throws InvalidMoney when currencies differ */
export const addMoney = (a: Money, b: Money): Money => money(a.minor + sameCurrency(a, b).minor, a.currency);

/** @throws InvalidMoney when currencies differ */
export const subtractMoney = (a: Money, b: Money): Money => money(a.minor - sameCurrency(a, b).minor, a.currency);

export const sumMoney = (amounts: readonly Money[], currency: Currency): Money =>
  amounts.reduce(addMoney, money(0, currency));

function sameCurrency(a: Money, b: Money): Money {
  if (a.currency !== b.currency) throw new InvalidMoney(`${a.currency} and ${b.currency} can't be added.`);
  return b;
}
