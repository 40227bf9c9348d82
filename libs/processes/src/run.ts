import { EventEmitter, once } from 'node:events';
import type { EventRegistry } from '@jointly/kernel';
import type { EventFeed } from '@jointly/event-store';
import { Follower, type ProcessStatus } from './follower';
import { persistently } from './persistence';
import type { Process } from './process';
import type { ProcessDatabase } from './process-database';

export interface ProcessesOptions {
  readonly feed: EventFeed;
  readonly registry: EventRegistry;
  readonly database: ProcessDatabase;
  readonly processes: readonly Process[];
  /** A process has given up; the others go on. */
  readonly onFault: (status: ProcessStatus, error: unknown) => void;
  /** Events between two checkpoints at most. */
  readonly batchSize?: number;
}

export interface RunningProcesses {
  status(): readonly ProcessStatus[];
  /** Resolves when all that is on the log is handled, what that led to included. Those that gave up don't count. */
  settled(): Promise<void>;
  /** Resolves when nothing is being handled any more. */
  stop(): Promise<void>;
}

const defaultBatchSize = 200;

/** Takes all processes along the feed, each from its own checkpoint: at least once, in log order. */
export async function startProcesses(options: ProcessesOptions): Promise<RunningProcesses> {
  const { feed, registry, database, processes, onFault, batchSize = defaultBatchSize } = options;
  const followers = processes.map((process) => new Follower(process, database, registry, feed, onFault));
  for (const follower of followers) await follower.resume();
  const stopping = new AbortController();
  const progress = new EventEmitter().setMaxListeners(0);
  const standing = (): Follower[] => followers.filter(({ faulted }) => !faulted);

  const followOnce = async (): Promise<void> => {
    const after = standing().map(({ status }) => status.position);
    const first = after.reduce((a, b) => (a < b ? a : b), await feed.head());
    for await (const batch of feed.subscribe({ after: first, signal: stopping.signal, batchSize })) {
      for (const follower of standing()) await follower.apply(batch, stopping.signal);
      progress.emit('batch');
    }
  };
  const retry = (error: Error): void => standing().forEach((follower) => follower.retries(error));
  const running = persistently(followOnce, stopping.signal, retry)
    .catch((error: unknown) => {
      if (!stopping.signal.aborted) standing().forEach((follower) => follower.fail(error));
    })
    .finally(() => progress.emit('batch'));

  return {
    status: () => followers.map(({ status }) => status),
    async settled() {
      for (;;) {
        const head = await feed.head();
        while (!stopping.signal.aborted && standing().some(({ status }) => status.position < head))
          await once(progress, 'batch');
        if (stopping.signal.aborted || (await feed.head()) === head) return;
      }
    },
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
