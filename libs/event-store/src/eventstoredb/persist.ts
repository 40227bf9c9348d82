import { setTimeout as sleep } from 'node:timers/promises';
import { CallFailed } from './errors';

const firstWait = 20;
const longestWait = 1_000;

/** Asks again while no answer comes, for so many milliseconds. @throws CallFailed when they are over, the last one */
export async function persist<Answer>(patience: number, ask: () => Promise<Answer>): Promise<Answer> {
  const until = Date.now() + patience;
  for (let wait = firstWait; ; wait = Math.min(wait * 2, longestWait)) {
    try {
      return await ask();
    } catch (fault) {
      if (!(fault instanceof CallFailed) || Date.now() + wait > until) throw fault;
      await sleep(wait);
    }
  }
}
