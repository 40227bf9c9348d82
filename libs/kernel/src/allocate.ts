import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { Decimal } from './decimal';
import { money, type Money } from './money';

/** One party to a sharing: who, and what its part is measured by (a quantity, a weight, 1 for equal parts). */
export interface Share {
  readonly id: string;
  readonly weight: Decimal;
}

/** What is being shared. The same parties meet another order of precedence on every line of every action. */
export interface TieBreak {
  readonly action: string;
  readonly line: string;
}

/** A sharing without a sense: nobody to share among, somebody twice, a negative weight, no weight at all. */
export class InvalidShares extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'InvalidShares';
  }
}

/**
 * Shares an amount by weight, exact to the minor unit: the parts always add up to `total`. Largest remainder
 * (Hamilton): everybody gets the floor of the exact quota, units left over go to the largest remainders. Equal
 * remainders are ordered by the SHA-256 of (action, line, id), so the order of `shares` means nothing, a replay gives
 * the same result and no member is favoured time and again. A negative total (a credit note) shares as its opposite.
 * @throws InvalidShares
 */
export function allocate(total: Money, shares: readonly Share[], tie: TieBreak): ReadonlyMap<string, Money> {
  const parts = apportion(BigInt(total.minor), shares, tie);
  return mapValues(parts, (minor) => money(Number(minor), total.currency));
}

/**
 * Shares a quantity by weight in units of 10^-`decimals`, by the same rule. Nobody gets more than a weight that is
 * itself in such units as long as `total` is not more than all weights together.
 * @throws InvalidShares also when `total` is finer than `decimals`
 */
export function allocateQuantity(
  total: Decimal,
  shares: readonly Share[],
  decimals: number,
  tie: TieBreak,
): ReadonlyMap<string, Decimal> {
  if (!total.isFinite() || total.decimalPlaces() > decimals)
    throw new InvalidShares(`${total.toFixed()} can't be shared in units of ${decimals} decimals.`);
  const parts = apportion(scaled(total, decimals), shares, tie);
  return mapValues(parts, (units) => new Decimal(units.toString()).times(new Decimal(10).pow(-decimals)));
}

function apportion(total: bigint, shares: readonly Share[], tie: TieBreak): Map<string, bigint> {
  const weights = integerWeights(shares);
  const sum = [...weights.values()].reduce((a, b) => a + b, 0n);
  if (sum === 0n) throw new InvalidShares('There is nothing to share by: the weights add up to zero.');

  const sign = total < 0n ? -1n : 1n;
  const quotas = [...weights].map(([id, weight]) => {
    const quota = sign * total * weight;
    return { id, floor: quota / sum, remainder: quota % sum, rank: precedence(tie, id) };
  });
  const left = sign * total - quotas.reduce((given, { floor }) => given + floor, 0n);
  quotas.sort((a, b) => compare(b.remainder, a.remainder) || compare(a.rank, b.rank));
  const parts = new Map(quotas.map(({ id, floor }, place) => [id, sign * (BigInt(place) < left ? floor + 1n : floor)]));
  return mapValues(weights, (_, id) => parts.get(id)!);
}

/** The weights as whole numbers of one common unit, so that quotas and remainders are exact. */
function integerWeights(shares: readonly Share[]): Map<string, bigint> {
  for (const { id, weight } of shares)
    if (!weight.isFinite() || weight.lt(0)) throw new InvalidShares(`The weight of ${id} is ${weight.toFixed()}.`);
  const decimals = Math.max(0, ...shares.map(({ weight }) => weight.decimalPlaces()));
  const weights = new Map<string, bigint>();
  for (const { id, weight } of shares) {
    if (weights.has(id)) throw new InvalidShares(`${id} is named twice.`);
    weights.set(id, scaled(weight, decimals));
  }
  return weights;
}

const scaled = (value: Decimal, decimals: number): bigint => BigInt(value.toFixed(decimals).replace('.', ''));

/** Each part is preceded by its length (4 bytes, big-endian), so that no two triples read the same. */
function precedence({ action, line }: TieBreak, id: string): string {
  const parts = [action, line, id].flatMap((part) => {
    const bytes = utf8ToBytes(part);
    const length = new Uint8Array(4);
    new DataView(length.buffer).setUint32(0, bytes.length);
    return [length, bytes];
  });
  return bytesToHex(sha256(concatBytes(...parts)));
}

const compare = <T extends bigint | string>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);

const mapValues = <A, B>(map: ReadonlyMap<string, A>, change: (value: A, key: string) => B): Map<string, B> =>
  new Map([...map].map(([key, value]) => [key, change(value, key)]));
