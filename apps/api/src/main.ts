import { isAbsolute, resolve } from 'node:path';
import { CannotListen, serve } from './serve';
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
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void server.close().then(() => process.exit(0)));
}

main().catch((error: unknown) => {
  const told =
    error instanceof InvalidSettings ||
    (error instanceof Error && (mendable.has(error.name) || error instanceof CannotListen));
  process.stderr.write(`${told ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
});
