import { backUpLog, openEventStoreDb, restoreLog, type LogSummary } from '@jointly/event-store';
import { Failure } from '../failure';
import { logDirectory } from '../options';
import { terminalProgress } from '../progress';
import { embedded, requireEmbedded } from './places';

interface Options {
  readonly dataDir: string;
  readonly eventStoreUrl: string;
}

/** Copies the embedded log as it is now, whether a server runs or not. */
export async function backup(to: string, { dataDir, eventStoreUrl }: Options): Promise<void> {
  requireEmbedded(eventStoreUrl, 'back up');
  const directory = logDirectory(dataDir, embedded);
  const summary = await showing('Copying the log', (onPages) => backUpLog({ directory, to, onPages }));
  console.log(`${to} has the log: ${inWords(summary)}.`);
  console.log('The keys are not in it. Copy keys/ now, and keep that copy apart from this one.');
}

/** Puts a backup in the log's place while no server runs. */
export async function restore(from: string, options: Options & { readonly replace?: boolean }): Promise<void> {
  requireEmbedded(options.eventStoreUrl, 'restore');
  const directory = logDirectory(options.dataDir, embedded);
  const replace = options.replace ?? false;
  const restored = await showing('Restoring the log', (onPages) =>
    restoreLog({ backup: from, directory, replace, onPages }),
  );
  console.log(`${directory} has the log of ${from}: ${inWords(restored)}.`);
  if (restored.setAside) console.log(`The log that was there is kept as ${restored.setAside}.`);
  console.log(afterRestore);
}

/** Begins a new epoch on an EventStoreDB server that its operator restored. */
export async function restored({ dataDir, eventStoreUrl: url }: Options): Promise<void> {
  if (url === embedded)
    throw new Failure('The log is in the data directory: `jointly store restore <backup>` restores it.');
  await (await openEventStoreDb({ url, directory: logDirectory(dataDir, url), restored: true })).close();
  console.log(afterRestore);
}

const afterRestore =
  'Consistency tokens of before are refused from now on. Run `jointly projections rebuild` before the start.';

const inWords = ({ events, recordedAt }: LogSummary): string =>
  recordedAt === undefined ? 'no events' : `${events} events, the last of ${recordedAt}`;

async function showing<Result>(what: string, work: (onPages: (done: number, of: number) => void) => Promise<Result>) {
  const progress = terminalProgress();
  progress.begin(what, 100);
  try {
    return await work((done, of) => progress.at((100 * done) / of));
  } finally {
    progress.end();
  }
}
