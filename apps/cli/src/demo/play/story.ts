import type { ServerClock } from '../clock';
import type { OilCast } from '../founding';
import type { Progress } from '../../progress';
import { committedUnderway, failed, settled, underway, type PurchasePlan } from '../story/purchases';
import { commit, pool } from './pooling';
import type { PurchaseInPlay } from './purchase';
import { settle } from './settling';

/** The purchases, as they stand when the story has been told. */
export interface Story {
  readonly settled: readonly string[];
  readonly failed: string;
  readonly underway: string;
}

/** Three purchases settled one after another, one that failed its threshold, one in the middle of its commitments. */
export async function play(cast: OilCast, clock: ServerClock, progress: Progress): Promise<Story> {
  const members = cast.members.length;
  const scene = async (
    plan: PurchasePlan,
    steps: number,
    act: (purchase: PurchaseInPlay) => Promise<void>,
  ): Promise<string> => {
    progress.begin(plan.title, steps);
    const purchase = await pool(plan, cast, clock, () => progress.step());
    await clock.pass(2);
    await act(purchase);
    progress.end();
    await clock.pass(4);
    return purchase.purchaseId;
  };

  const [first, second, third] = settled;
  const whole = async (purchase: PurchaseInPlay): Promise<void> => {
    await commit(purchase);
    await clock.pass(5);
    await settle(purchase);
  };
  const done = [await scene(first!, 3 * members, whole), await scene(second!, 3 * members, whole)];
  const abandoned = await scene(failed, members + failed.responding, async (purchase) => {
    await commit(purchase);
    // The commitment deadline passes below the threshold: the purchase fails by itself.
    await clock.pass(28);
  });
  done.push(await scene(third!, 3 * members, whole));
  const open = await scene(underway, members + committedUnderway, (purchase) => commit(purchase, committedUnderway));
  return { settled: done, failed: abandoned, underway: open };
}
