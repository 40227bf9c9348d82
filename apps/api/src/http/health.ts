/** How one projection is doing. */
export interface ProjectionHealth {
  readonly name: string;
  readonly state: string;
  /** Positions of the log behind its head. */
  readonly lag: number;
  /** Why it stopped, where it did. */
  readonly error?: string;
}

/** How the log is doing: `open` where it is this process's own; where it is on a server, how the copy of it keeps up. */
export interface LogHealth {
  readonly state: 'open' | 'catching-up' | 'following' | 'reconnecting' | 'stopped' | 'unreachable';
  /** Seconds since its copy last got further; 0 while it keeps up. */
  readonly lag: number;
  /** What is not well, in a sentence. */
  readonly error?: string;
}

export interface HealthReport {
  /** Commands are taken and queries answered. */
  readonly ready: boolean;
  readonly log: LogHealth;
  readonly projections: readonly ProjectionHealth[];
  readonly processes: readonly { readonly name: string; readonly state: string; readonly error?: string }[];
}

/** Asks every room how it is doing. */
export abstract class Health {
  abstract report(): Promise<HealthReport>;
}

/** In a word: `impaired` where commands and queries are answered, but a read model or a process has given up. */
export function statusOf({ ready, projections, processes }: HealthReport): 'ready' | 'impaired' | 'not ready' {
  if (!ready) return 'not ready';
  return [...projections, ...processes].some(({ state }) => state === 'faulted') ? 'impaired' : 'ready';
}
