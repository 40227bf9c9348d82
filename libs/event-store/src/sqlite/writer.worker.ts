import { BroadcastChannel, parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import type { RecordedAppend } from '../record';
import { isSqliteError, openForWriting } from './log-file';
import { LogWriter } from './log-writer';
import { commitChannel, type FromWriter, type ToWriter, type WriterStart } from './messages';

// The log's one writer. Runs in a thread of its own, so that nobody waits for the disk but it.

const port = parentPort!;
const { directory, logId } = workerData as WriterStart;
const db = openForWriting(directory);
const writer = new LogWriter(db);
const commits = new BroadcastChannel(commitChannel(logId));

port.on('message', (message: ToWriter) => {
  if (message === 'close') return close();
  const group = withAllThatWaits(message);
  port.postMessage(write(group));
});

/** Group commit: whatever came while the last group was being written goes to disk together. */
function withAllThatWaits(first: readonly RecordedAppend[]): readonly RecordedAppend[] {
  const group = [...first];
  for (let next; (next = receiveMessageOnPort(port));) group.push(...(next.message as RecordedAppend[]));
  return group;
}

/** A full disk may have room again later. After any other fault this thread dies of it, and the store stops. */
function write(group: readonly RecordedAppend[]): FromWriter {
  try {
    const outcomes = writer.write(group);
    commits.postMessage(null);
    return { outcomes };
  } catch (error) {
    // An SqliteError loses its message on the way to another thread.
    if (!isSqliteError(error, 'SQLITE_FULL')) throw new Error(String(error), { cause: error });
    return { lost: group.length, cause: (error as Error).message };
  }
}

function close(): void {
  commits.close();
  db.close();
  port.close();
}
