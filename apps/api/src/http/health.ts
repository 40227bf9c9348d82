/** How one projection is doing. */
export interface ProjectionHealth {
  readonly name: string;
  readonly state: string;
  /** Positions of the log behind its head. */
  readonly lag: number;
  /** Why it stopped, where it did. */
  readonly error?: string;
}

export interface HealthReport {
  /** Commands are taken and queries answered. */
  readonly ready: boolean;
  readonly log: 'open' | 'failed';
  readonly projections: readonly ProjectionHealth[];
  readonly processes: readonly { readonly name: string; readonly state: string; readonly error?: string }[];
}

/** Asks every room how it is doing. */
export abstract class Health {
  abstract report(): Promise<HealthReport>;
}
