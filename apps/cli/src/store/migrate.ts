import { copyLog, OutcomeUnknown } from '@jointly/event-store';
import { Failure } from '../failure';
import { terminalProgress } from '../progress';
import { chooseEnds, openLog, type HeldLog } from './places';

export interface MigrateOptions {
  readonly dataDir: string;
  readonly from?: string;
  readonly to?: string;
}

/** Copies the log to another engine while no server runs. */
export async function migrate({ dataDir, ...options }: MigrateOptions): Promise<void> {
  const { from, to } = chooseEnds(options.from, options.to, process.env['JOINTLY_EVENT_STORE_URL']);
  const source = await openLog(from, dataDir);
  try {
    const target = await openLog(to, dataDir, source.feed.identity.clock);
    try {
      const count = await copy(source, target);
      console.log(
        `${count} events are in both logs, in the same order, in the same sequences and with the same leaves.`,
      );
      console.log('Set JOINTLY_EVENT_STORE_URL to the new place and run `jointly projections rebuild`.');
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

async function copy({ feed: from }: HeldLog, { store: to, feed: target }: HeldLog): Promise<number> {
  const progress = terminalProgress();
  progress.begin('Copying the log', Number(await from.head()));
  try {
    return await copyLog({ from, to, target, onProgress: (position) => progress.at(Number(position)) });
  } catch (error) {
    if (!(error instanceof OutcomeUnknown)) throw error;
    throw new Failure(`${error.message} Run the same command again: it goes on where it was.`);
  } finally {
    progress.end();
  }
}
