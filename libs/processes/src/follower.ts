import type { EventRegistry } from '@jointly/kernel';
import type { EventFeed, FeedBatch, Position, SequencedEvent } from '@jointly/event-store';
import { persistently } from './persistence';
import type { Process } from './process';
import type { ProcessDatabase } from './process-database';

/** What health shows of one process. */
export interface ProcessStatus {
  readonly name: string;
  /** `retrying`: waits for a reason that may pass. `faulted`: gave up until the next start. */
  readonly state: 'running' | 'retrying' | 'faulted';
  /** Everything up to here is done. */
  readonly position: Position;
  readonly error?: string;
}

/** Takes one process along the feed. A fault stops this process where it stands, and no other. */
export class Follower {
  private through: Position = 0n;
  private last: SequencedEvent | undefined;
  private failure: { readonly state: 'retrying' | 'faulted'; readonly error: string } | undefined;

  constructor(
    readonly process: Process,
    private readonly database: ProcessDatabase,
    private readonly registry: EventRegistry,
    private readonly feed: EventFeed,
    private readonly onFault: (status: ProcessStatus, error: unknown) => void,
  ) {}

  /**
   * Continues behind its checkpoint. Where the log is not the one the checkpoint was made in, or was restored to
   * before it, all of it is handled anew: receivers recognise what they did, and do again what the log has lost.
   */
  async resume(): Promise<void> {
    const checkpoint = this.database.checkpoint(this.process.name);
    const { logId, restoreEpoch } = this.feed.identity;
    if (checkpoint?.logId !== logId || checkpoint.restoreEpoch !== restoreEpoch) return;
    if ((await this.feed.eventAt(checkpoint.position)) === checkpoint.eventId) this.through = checkpoint.position;
  }

  get status(): ProcessStatus {
    return { name: this.process.name, position: this.through, state: 'running', ...this.failure };
  }

  get faulted(): boolean {
    return this.failure?.state === 'faulted';
  }

  async apply(batch: FeedBatch, signal: AbortSignal): Promise<void> {
    try {
      for (const event of batch.events) {
        if (signal.aborted) break;
        if (event.position > this.through) await this.handle(event, signal);
      }
      await this.finish(batch, signal);
    } catch (error) {
      // Whoever was stopped half-way has no checkpoint past it, and does it again at the next start.
      if (!signal.aborted && !isAbort(error)) this.fail(error);
    }
  }

  /** Ends this process until the next start; what was handled since the last checkpoint is then handled again. */
  fail(error: unknown): void {
    this.failure = { state: 'faulted', error: error instanceof Error ? error.message : String(error) };
    this.onFault(this.status, error);
  }

  /** The log is away; until the next batch of it is done, that is said. */
  retries({ message }: Error): void {
    this.failure = { state: 'retrying', error: message };
  }

  private async handle(event: SequencedEvent, signal: AbortSignal): Promise<void> {
    const happened = this.registry.upcast(event);
    await this.insist(() => this.process.handle(happened), signal);
    this.last = event;
    this.through = event.position;
  }

  private async finish(batch: FeedBatch, signal: AbortSignal): Promise<void> {
    await this.insist(() => this.process.flush?.(), signal);
    const { logId, restoreEpoch } = this.feed.identity;
    const { last } = this;
    if (last)
      this.database.saveCheckpoint(this.process.name, {
        logId,
        restoreEpoch,
        position: last.position,
        eventId: last.eventId,
      });
    if (!signal.aborted && batch.through > this.through) this.through = batch.through;
  }

  private async insist(attempt: () => Promise<void> | void, signal: AbortSignal): Promise<void> {
    await persistently(attempt, signal, (error) => this.retries(error));
    this.failure = undefined;
  }
}

const isAbort = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'name' in error && error.name === 'AbortError';
