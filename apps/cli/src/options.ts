import { existsSync, statSync } from 'node:fs';
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

/** Where the server answers: by default where the same environment would make it listen. */
export const serverUrl = (): Option =>
  new Option('--url <address>', 'address of the running server').env('JOINTLY_URL').default(listeningAt(process.env));

/** The address that JOINTLY_HOST and JOINTLY_PORT come to; who listens on every address answers on this machine's. */
export function listeningAt(environment: Readonly<Record<string, string | undefined>>): string {
  const host = environment['JOINTLY_HOST'] || '127.0.0.1';
  const port = environment['JOINTLY_PORT'] || '4000';
  if (host === '0.0.0.0' || host === '::') return `http://127.0.0.1:${port}`;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** @throws Failure when no server ever started there: a command line makes no installation by a slip of the path */
export function requireInstallation(directory: string): void {
  if (existsSync(directory) && statSync(directory).isDirectory()) return;
  throw new Failure(`There is no data directory ${directory}. Start the server once, or set --data-dir.`);
}
