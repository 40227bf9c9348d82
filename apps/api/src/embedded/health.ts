import type { RunningProcesses } from '@jointly/processes';
import type { ProjectionStatus } from '@jointly/projections';
import { Health, type HealthReport } from '../http/health';
import { LogProbe, type WatchedLog } from './log-health';

/** How the rooms of an embedded installation are doing. A faulted read model leaves the others, and commands, alone. */
export class EmbeddedHealth extends Health {
  private readonly probe: LogProbe;

  constructor(
    log: WatchedLog,
    private readonly status: ProjectionStatus,
    private readonly processes: RunningProcesses,
  ) {
    super();
    this.probe = new LogProbe(log);
  }

  async report(): Promise<HealthReport> {
    const { ready: logReady, ...log } = await this.probe.check();
    const projections = this.status.all().map(({ projection: name, state, lagEvents: lag, error }) => ({
      name,
      state,
      lag,
      ...(error !== undefined && { error }),
    }));
    const processes = this.processes
      .status()
      .map(({ name, state, error }) => ({ name, state, ...(error !== undefined && { error }) }));
    const ready = logReady && projections.every(({ state }) => state !== 'rebuilding');
    return { ready, log, projections, processes };
  }
}
