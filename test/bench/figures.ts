/** One comparison: what the product does in a second beside what a bare loop or server does on the same machine, in the same run. */
export interface Figure {
  readonly name: string;
  /** Of one round each, per second; what is printed are the medians. */
  readonly ours: readonly number[];
  readonly bare: readonly number[];
  /** What is counted: "events", "requests". */
  readonly unit: string;
  /** ours / bare that is to be reached; absent where the figure only tells where time goes. */
  readonly goal?: number;
  readonly note?: string;
}

/** A `*.bench.ts` file exports one of these as `bench`. */
export interface Bench {
  /** Everything it measures, interleaved so that a noisy minute falls on both sides. */
  run(): Promise<readonly Figure[]>;
}

/** @throws RangeError when there is nothing to take the median of */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle];
  const lower = sorted[sorted.length % 2 === 0 ? middle - 1 : middle];
  if (upper === undefined || lower === undefined) throw new RangeError('There is no median of nothing.');
  return (lower + upper) / 2;
}

/** Runs both in turn, `rounds` times; each returns how much it did per second. */
export async function interleaved(
  rounds: number,
  ours: () => Promise<number>,
  bare: () => Promise<number>,
): Promise<{ ours: number[]; bare: number[] }> {
  const rates = { ours: [] as number[], bare: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    rates.bare.push(await bare());
    rates.ours.push(await ours());
  }
  return rates;
}

/** How much per second `work` does, when it says how much it did. */
export async function perSecond(work: () => Promise<number>): Promise<number> {
  const start = process.hrtime.bigint();
  const done = await work();
  return done / (Number(process.hrtime.bigint() - start) / 1e9);
}
