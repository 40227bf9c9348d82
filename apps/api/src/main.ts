import { isAbsolute, resolve } from 'node:path';
import { CannotListen, serve, type RunningServer } from './serve';
import { InvalidSettings, readSettings } from './settings';

/** Faults that an operator can mend: their sentence is enough, a stack would only hide it. */
const mendable = new Set([
  'UnusableDataDirectory',
  'LogLocked',
  'LogDamaged',
  'ClockMismatch',
  'UnknownLogFormat',
  'InvalidEventStoreUrl',
  'LogUnreachable',
  'LogRefused',
  'NotACopy',
  'UnusableMasterKey',
  'WrongMasterKey',
  'ProjectionsFailed',
  'LogBehindReadModel',
  'NoOperator',
]);

async function main(): Promise<void> {
  const settings = readSettings(process.env);
  if (!isAbsolute(settings.dataDir)) settings.dataDir = resolve(settings.dataDir);
  const server = await serve(settings);
  // One line that scripts can wait for, whatever the log level is.
  process.stdout.write(`${JSON.stringify({ listening: server.url, graphql: `${server.url}/graphql` })}\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop(server));
}

/** Whoever stops us kills us after half a minute: what is not answered by then is cut off, and may be asked again. */
const longestGoodbye = 25_000;

async function stop(server: RunningServer): Promise<void> {
  setTimeout(() => process.exit(1), longestGoodbye).unref();
  await server.close();
  process.exit(0);
}

main().catch((error: unknown) => {
  const told =
    error instanceof InvalidSettings ||
    (error instanceof Error && (mendable.has(error.name) || error instanceof CannotListen));
  process.stderr.write(`${told ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
});
