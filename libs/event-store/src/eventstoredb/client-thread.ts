import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { LogStopped } from '../errors';
import { Bell } from '../follow';
import { CallFailed, LogRefused } from './errors';
import type { CallName, Calls, ClientStart, FromClient, ToClient } from './messages';
import type { LogStanding, StandingListeners } from './standing';

const slack = 1_000;
const firstPause = 50;
const longestPause = 5_000;
/** A busy machine takes its time to start a thread. */
const startTimeout = 5_000;

interface Pending {
  readonly call: CallName;
  readonly timer: NodeJS.Timeout;
  resolve(answer: unknown): void;
  reject(fault: Error): void;
}

/**
 * Asks the client's thread. Each question is answered or fails within its time; where the thread dies, what was being
 * asked fails and another thread is started. The client can die of what a server answers; this process can't.
 */
export class ClientThread {
  private worker!: Worker;
  /** Whether the thread takes questions; it doesn't while a new one is being started. */
  private isUp = false;
  private readonly upAgain = new Bell();
  private readonly closing = new AbortController();
  private readonly pending = new Map<number, Pending>();
  private lastId = 0;
  private lastDeath = 'it takes too long';
  private lastStanding: LogStanding = { state: 'catching-up', progressAt: Date.now(), fruitless: 0 };
  private followed: readonly [directory: string, logId: string] | undefined;

  constructor(
    private readonly start: ClientStart,
    private readonly listeners: StandingListeners,
  ) {
    this.spawn();
  }

  /** @throws CallFailed, LogRefused, LogStopped */
  async ask<Name extends CallName>(
    call: Name,
    ...values: Parameters<Calls[Name]>
  ): Promise<Awaited<ReturnType<Calls[Name]>>> {
    if (!this.isUp && !this.closed) await this.upAgain.next(this.closing.signal, startTimeout);
    if (this.closed) throw new LogStopped('it was closed');
    if (!this.isUp) throw new CallFailed(call, `its client can't be started: ${this.lastDeath}`);
    return this.post(call, values) as Promise<Awaited<ReturnType<Calls[Name]>>>;
  }

  /** As the follower has told it; a thread that dies does not get to tell. */
  get standing(): LogStanding {
    return this.lastStanding;
  }

  /** Has this thread and every later one keep the copy; one that can't begin is asked again, and that is told. */
  follow(directory: string, logId: string): void {
    this.followed = [directory, logId];
    if (this.isUp) void this.beginToFollow();
  }

  async close(): Promise<void> {
    this.closing.abort();
    const politely = this.isUp ? this.post('close', []) : Promise.resolve();
    await Promise.race([politely.catch(() => undefined), sleep(slack, undefined, { ref: false })]);
    for (const id of [...this.pending.keys()]) this.settle(id)?.reject(new LogStopped('it was closed'));
    await this.worker.terminate();
  }

  private get closed(): boolean {
    return this.closing.signal.aborted;
  }

  private post(call: CallName, values: readonly unknown[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const id = ++this.lastId;
      // The thread has deadlines of its own; this one is for a thread that hangs.
      const overdue = (): void => this.settle(id)?.reject(new CallFailed(call, 'the client does not answer'));
      const timer = setTimeout(overdue, this.start.callTimeout * 2 + slack);
      this.pending.set(id, { call, timer, resolve, reject });
      this.worker.postMessage({ id, call, values } satisfies ToClient);
    });
  }

  private spawn(): void {
    if (this.closed) return;
    const worker = new Worker(builtFile('client.worker.js'), { workerData: this.start });
    this.worker = worker;
    let cause = 'it ended';
    worker.on('message', (message: FromClient) => this.receive(message));
    worker.on('error', (error) => (cause = String(error)));
    worker.on('exit', () => this.died(cause));
  }

  private died(cause: string): void {
    this.isUp = false;
    this.lastDeath = cause;
    for (const [id, { call }] of [...this.pending])
      this.settle(id)?.reject(new CallFailed(call, `its client died: ${cause}`));
    if (this.closed) return;
    setTimeout(() => this.spawn(), this.failed(`The client died: ${cause}`));
  }

  private async beginToFollow(): Promise<void> {
    const { worker, followed } = this;
    if (!followed) return;
    try {
      await this.post('follow', [...followed, this.lastStanding]);
    } catch (fault) {
      if (this.closed || !this.isUp || this.worker !== worker) return; // the next thread begins anew
      const again = (): void => void (this.worker === worker && this.isUp && this.beginToFollow());
      setTimeout(again, this.failed((fault as Error).message)).unref();
    }
  }

  /** One more attempt that got nowhere. @returns for how many milliseconds to pause; not at all after the first one */
  private failed(error: string): number {
    const fruitless = this.lastStanding.fruitless + 1;
    this.stands({ ...this.lastStanding, state: 'reconnecting', fruitless, error });
    return Math.min(firstPause * (2 ** (fruitless - 1) - 1), longestPause);
  }

  private receive(message: FromClient): void {
    if (message === 'up') return this.started();
    if ('mended' in message) return this.listeners.onMended(message.mended);
    if ('standing' in message) return this.stands(message.standing);
    const pending = this.settle(message.id);
    if ('answer' in message) return pending?.resolve(message.answer);
    const Fault = message.final ? LogRefused : CallFailed;
    pending?.reject(new Fault(pending.call, message.fault));
  }

  private started(): void {
    this.isUp = true;
    this.upAgain.ring();
    void this.beginToFollow();
  }

  private stands(standing: LogStanding): void {
    this.lastStanding = standing;
    this.listeners.onStanding(standing);
  }

  private settle(id: number): Pending | undefined {
    const pending = this.pending.get(id);
    this.pending.delete(id);
    clearTimeout(pending?.timer);
    return pending;
  }
}

/** Threads run what is built, also when a test has loaded this very file from its source. */
const builtFile = (name: string): string =>
  __filename.endsWith('.ts')
    ? resolve(__dirname, '../../../../dist/libs/event-store/src/eventstoredb', name)
    : resolve(__dirname, name);
