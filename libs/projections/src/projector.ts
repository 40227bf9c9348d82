import { setTimeout as sleep } from 'node:timers/promises';
import type { EventFeed, FeedBatch, Position } from '@jointly/event-store';
import { FoldFailed, isTransient, LogBehindReadModel, OwnershipLost } from './errors';
import type { Incoming } from './incoming';
import type { AnyProjection } from './projection';
import { checkpointAt, type Checkpoint, type ProjectionFile } from './projection-file';

/** `rebuilding`: folding what was in the log when it started. */
export type ProjectionState = 'rebuilding' | 'live' | 'faulted';

export interface ProjectionProgress {
  readonly projection: string;
  readonly version: number;
  readonly position: Position;
  readonly state: ProjectionState;
  readonly error?: string;
}

const firstPauseMs = 20;
const longestPauseMs = 5_000;

/** Takes one projection forward, batch by batch, and stops it alone when its fold can't go on. */
export class Projector {
  private checkpoint: Checkpoint;
  private caughtUp = false;
  private error: string | undefined;

  constructor(
    readonly projection: AnyProjection,
    readonly file: ProjectionFile,
  ) {
    this.checkpoint = file.checkpoint;
  }

  get position(): Position {
    return this.checkpoint.position;
  }

  get running(): boolean {
    return this.error === undefined;
  }

  get progress(): ProjectionProgress {
    const { name, version } = this.projection;
    const at = { projection: name, version, position: this.position };
    if (this.error !== undefined) return { ...at, state: 'faulted', error: this.error };
    return { ...at, state: this.caughtUp ? 'live' : 'rebuilding' };
  }

  /** @throws LogBehindReadModel when the checkpoint can't have come from this log as it stands */
  async refuseRestoredLog(feed: EventFeed): Promise<void> {
    const why = await whyLogIsBehind(feed, this.file.foldedFrom, this.checkpoint);
    if (why) throw new LogBehindReadModel(this.projection.name, why);
  }

  /** Folds what of the batch it has not folded yet, up to the first event that it can't fold. */
  async apply(
    batch: Pick<FeedBatch, 'through' | 'caughtUp'>,
    events: readonly Incoming[],
    signal: AbortSignal,
  ): Promise<void> {
    if (!this.running) return;
    const fresh = events.filter(({ event }) => event.position > this.position);
    try {
      if (batch.through > this.position) await this.commit(fresh, batch.through, signal);
      this.caughtUp ||= batch.caughtUp;
    } catch (error) {
      if (signal.aborted) throw error;
      if (error instanceof FoldFailed && error.index > 0) {
        const good = fresh.slice(0, error.index);
        await this.apply({ through: good.at(-1)!.event.position, caughtUp: false }, good, signal);
      }
      this.fault(error);
    }
  }

  // Everything of a directory lies on one disk: what makes one projection wait would make the others wait as well.
  private async commit(events: readonly Incoming[], through: Position, signal: AbortSignal): Promise<void> {
    const to = checkpointAt(through, events);
    for (let pause = firstPauseMs; ; pause = Math.min(2 * pause, longestPauseMs)) {
      try {
        this.file.commit(this.position, to, events);
        this.checkpoint = { ...this.checkpoint, ...to };
        return;
      } catch (error) {
        if (!isTransient(error)) throw error;
        await sleep(pause, undefined, { signal });
      }
    }
  }

  private fault(error: unknown): void {
    this.error ??= error instanceof Error ? error.message : String(error);
    if (error instanceof OwnershipLost) return;
    try {
      this.file.fault(this.position, this.error);
    } catch {
      // A courtesy to whoever opens the file later; the status has the fault already.
    }
  }
}

async function whyLogIsBehind(
  feed: EventFeed,
  foldedFrom: ProjectionFile['foldedFrom'],
  { position, lastEvent }: Checkpoint,
): Promise<string | undefined> {
  const { logId, restoreEpoch } = feed.identity;
  if (foldedFrom.logId !== logId) return `it belongs to the log ${foldedFrom.logId}, and this is ${logId}`;
  if (foldedFrom.restoreEpoch !== restoreEpoch) return 'the log was restored from a backup since';
  const head = await feed.head();
  if (position > head) return `it has reached position ${position}, and the log ends at ${head}`;
  if (lastEvent && (await feed.eventAt(lastEvent.position)) !== lastEvent.id)
    return `at position ${lastEvent.position} the log now holds another event`;
  return undefined;
}
