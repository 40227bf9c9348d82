import type { EventStore } from '@jointly/event-store';
import type { RunningProcesses } from '@jointly/processes';
import type { ProjectionStatus } from '@jointly/projections';
import { Health, type HealthReport } from '../http/health';

/** How the rooms of an embedded installation are doing. A faulted read model leaves the others, and commands, alone. */
export class EmbeddedHealth extends Health {
  constructor(
    private readonly store: EventStore,
    private readonly status: ProjectionStatus,
    private readonly processes: RunningProcesses,
  ) {
    super();
  }

  async report(): Promise<HealthReport> {
    const log = await this.store.head().then(
      () => 'open' as const,
      () => 'failed' as const,
    );
    const projections = this.status.all().map(({ projection: name, state, lagEvents: lag, error }) => ({
      name,
      state,
      lag,
      ...(error !== undefined && { error }),
    }));
    const processes = this.processes
      .status()
      .map(({ name, state, error }) => ({ name, state, ...(error !== undefined && { error }) }));
    const ready = log === 'open' && projections.every(({ state }) => state !== 'rebuilding');
    return { ready, log, projections, processes };
  }
}
