import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FeedItem } from './feed';

/** So many items wait at most; beyond them the feed is read no further. */
const room = 500;

export interface BatchesOptions {
  /** Waited for between the arrival of a batch's last item and its commit. */
  ripe(): Promise<void>;
  commit(items: readonly FeedItem[]): void;
  onFault(fault: Error): void;
}

/** Gathers what a feed gives, and commits it batch after batch: what comes while one ripens is the next one. */
export class Batches {
  private items: FeedItem[] = [];
  private working: Promise<void> | undefined;
  private discarded = false;

  constructor(private readonly options: BatchesOptions) {}

  /** Resolves when there is room for more. */
  async add(item: FeedItem): Promise<void> {
    this.items.push(item);
    this.working ??= this.work();
    if (this.items.length >= room) await this.working;
  }

  /** All that came is committed, or its fault told. */
  async finish(): Promise<void> {
    await this.working;
  }

  /** Nothing more is committed. */
  discard(): void {
    this.discarded = true;
  }

  private async work(): Promise<void> {
    try {
      while (this.items.length > 0) {
        await nextTurn(); // what comes in one turn of the loop is written together
        const batch = this.items;
        this.items = [];
        await this.options.ripe();
        if (this.discarded) return;
        this.options.commit(batch);
      }
    } catch (fault) {
      this.discarded = true;
      this.options.onFault(fault as Error);
    } finally {
      this.working = undefined;
    }
  }
}
