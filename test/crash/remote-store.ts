import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import type { Append, AppendResult } from '@jointly/event-store';

interface Answer {
  readonly id: number;
  readonly result?: AppendResult;
  readonly fault?: string;
}

/** What became of an append, as far as its sender can know: `Killed` where no answer came. */
export type RemoteOutcome = AppendResult | { readonly fault: string };

/** A log's store in a process of its own that can be killed without notice. */
export class RemoteStore {
  private readonly waiting = new Map<number, (outcome: RemoteOutcome) => void>();
  private sent = 0;

  private constructor(private readonly child: ChildProcess) {
    child.on('message', ({ id, result, fault }: Answer) => this.settle(id, result ?? { fault: fault! }));
    child.on('close', () => {
      for (const id of this.waiting.keys()) this.settle(id, { fault: 'Killed' });
    });
  }

  static async open(directory: string): Promise<RemoteStore> {
    const child = fork(resolve(__dirname, 'store-process.cjs'), [directory], { serialization: 'advanced' });
    const died = once(child, 'close').then(([code]) =>
      Promise.reject(new Error(`The store's process ended: ${code}.`)),
    );
    await Promise.race([once(child, 'message'), died]);
    died.catch(() => undefined);
    return new RemoteStore(child);
  }

  append(append: Append): Promise<RemoteOutcome> {
    const id = this.sent++;
    return new Promise((answered) => {
      this.waiting.set(id, answered);
      this.child.send({ id, append });
    });
  }

  /** kill -9 */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await once(this.child, 'close');
  }

  async close(): Promise<void> {
    this.child.send({ id: 'close' });
    await once(this.child, 'close');
  }

  private settle(id: number, outcome: RemoteOutcome): void {
    this.waiting.get(id)?.(outcome);
    this.waiting.delete(id);
  }
}
