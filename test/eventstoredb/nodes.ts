import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEventStoreDb, type EventStoreDbOptions } from '@jointly/event-store';
import type { StandIn } from './stand-in/stand-in';

export type Log = Awaited<ReturnType<typeof openEventStoreDb>>;

/** The nodes that a test opens, patient enough for a busy machine, and what they leave. */
export class Nodes {
  private readonly logs: Log[] = [];
  private readonly directories: string[] = [];

  newDirectory(): string {
    const directory = mkdtempSync(join(tmpdir(), 'jointly-nodes-'));
    this.directories.push(directory);
    return directory;
  }

  /** On a directory of its own, unless one is given. */
  async open(standIn: StandIn, options: Partial<EventStoreDbOptions> = {}): Promise<Log> {
    const directory = options.directory ?? this.newDirectory();
    const times = { callTimeout: 2_000, patience: 8_000, quiet: 150 };
    const log = await openEventStoreDb({ url: standIn.url, clock: 'controlled', ...times, ...options, directory });
    this.logs.push(log);
    return log;
  }

  async discard(): Promise<void> {
    await Promise.all(this.logs.map((log) => log.close()));
    for (const directory of this.directories) rmSync(directory, { recursive: true, force: true });
  }
}

export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10));
}
