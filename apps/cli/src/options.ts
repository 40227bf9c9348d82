import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Option } from 'commander';
import { Failure } from './failure';

/** The installation's data directory, the same setting that the server reads. */
export const dataDirectory = (): Option =>
  new Option('--data-dir <directory>', 'the data directory of the installation')
    .env('JOINTLY_DATA_DIR')
    .default('./data');

/** Where the log is, the same setting that the server reads. */
export const eventStoreUrl = (): Option =>
  new Option('--event-store-url <url>', 'where the log is: sqlite: or esdb://…')
    .env('JOINTLY_EVENT_STORE_URL')
    .default('sqlite:');

/** Where a data directory keeps the log, or its copy of one that is elsewhere. */
export const logDirectory = (dataDir: string, url: string): string =>
  join(dataDir, url === 'sqlite:' ? 'log' : 'log-copy');

/** Where the server answers. */
export const serverUrl = (): Option =>
  new Option('--url <address>', 'address of the running server').env('JOINTLY_URL').default('http://127.0.0.1:4000');

/** @throws Failure when no server ever started there: a command line makes no installation by a slip of the path */
export function requireInstallation(directory: string): void {
  if (existsSync(directory)) return;
  throw new Failure(`There is no data directory ${directory}. Start the server once, or set --data-dir.`);
}
