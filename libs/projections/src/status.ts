import type { Position } from '@jointly/event-store';
import { ProjectionBehind, ProjectionFaulted } from './errors';
import type { ProjectionProgress } from './projector';
import type { ProgressReport } from './run';

export interface ProjectionStanding extends ProjectionProgress {
  /** How far behind the log's end, as far as it is known here; an upper bound where positions are not dense. */
  readonly lagEvents: number;
}

interface Waiter {
  readonly names: readonly string[];
  readonly position: Position;
  readonly settle: (error?: Error) => void;
}

const retryAfterMs = 250;

/** What the serving process knows of the projector's progress, and where queries wait for it. */
export class ProjectionStatus {
  private readonly known = new Map<string, ProjectionProgress>();
  private readonly waiters = new Set<Waiter>();
  private readonly listeners = new Set<() => void>();
  private head: Position = 0n;

  constructor(projections: readonly { readonly name: string; readonly version: number }[]) {
    for (const { name, version } of projections)
      this.known.set(name, { projection: name, version, position: 0n, state: 'rebuilding' });
  }

  report({ head, projections }: ProgressReport): void {
    if (head > this.head) this.head = head;
    for (const progress of projections) this.known.set(progress.projection, progress);
    this.tell();
  }

  /** The projector is gone: everything keeps its last state. */
  stopped(reason: string): void {
    for (const [name, progress] of this.known)
      this.known.set(name, { ...progress, state: 'faulted', error: progress.error ?? reason });
    this.tell();
  }

  position(projection: string): Position {
    return this.progress(projection).position;
  }

  all(): ProjectionStanding[] {
    return [...this.known.values()].map((progress) => ({
      ...progress,
      lagEvents: distance(progress.position, this.head),
    }));
  }

  /** Called after every report, once what waited for it has been answered. Returns how to stop listening. */
  onReport(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /**
   * Resolves once every named projection has folded everything up to `position`.
   * @throws ProjectionBehind after `withinMs`; ProjectionFaulted at once when one has stopped before it
   */
  async waitFor(names: readonly string[], position: Position, withinMs: number): Promise<void> {
    if (this.reached(names, position)) return;
    await new Promise<void>((resolve, reject) => {
      const waiter: Waiter = {
        names,
        position,
        settle: (error) => {
          clearTimeout(timer);
          this.waiters.delete(waiter);
          if (error) reject(error);
          else resolve();
        },
      };
      const timer = setTimeout(() => waiter.settle(this.behind(names, position)), withinMs);
      this.waiters.add(waiter);
    });
  }

  private tell(): void {
    for (const waiter of this.waiters) this.settleIfPossible(waiter);
    for (const listener of this.listeners) listener();
  }

  private settleIfPossible(waiter: Waiter): void {
    try {
      if (this.reached(waiter.names, waiter.position)) waiter.settle();
    } catch (error) {
      waiter.settle(error as Error);
    }
  }

  /** @throws ProjectionFaulted */
  private reached(names: readonly string[], position: Position): boolean {
    const missing = names.map((name) => this.progress(name)).filter((progress) => progress.position < position);
    for (const { projection, error } of missing)
      if (error !== undefined) throw new ProjectionFaulted(projection, error);
    return missing.length === 0;
  }

  private behind(names: readonly string[], position: Position): ProjectionBehind {
    const last = names.map((name) => this.progress(name)).reduce((a, b) => (a.position <= b.position ? a : b));
    return new ProjectionBehind(last.projection, distance(last.position, position), retryAfterMs);
  }

  private progress(projection: string): ProjectionProgress {
    const progress = this.known.get(projection);
    if (!progress) throw new RangeError(`There is no projection ${projection}.`);
    return progress;
  }
}

const distance = (from: Position, to: Position): number => (to > from ? Number(to - from) : 0);
