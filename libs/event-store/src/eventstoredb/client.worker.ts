import { BroadcastChannel, parentPort, workerData } from 'node:worker_threads';
import { leafBody } from '@jointly/kernel';
import { commitChannel } from '../sqlite/messages';
import { Connection, isFinal } from './connection';
import { ForeignEvent } from './errors';
import { Follower } from './follower';
import { readHeads } from './heads';
import { identify, markRestored } from './identity';
import type { Calls, ClientStart, FromClient, ToClient } from './messages';
import { Mirror } from './mirror';
import { fromWire, isOurs } from './wire-event';

// The process's one client, in a thread of its own: whatever it dies of, it dies alone, and is started again.

const port = parentPort!;
const { url, namespace, callTimeout, quiet } = workerData as ClientStart;
const connection = new Connection(url, callTimeout, namespace);
let following: { mirror: Mirror; follower: Follower; commits: BroadcastChannel } | undefined;

const calls: Calls = {
  identify: (clock) => identify(connection, clock),

  markRestored: () => markRestored(connection),

  async follow(directory, logId) {
    const commits = new BroadcastChannel(commitChannel(logId));
    const mirror = new Mirror(directory);
    const follower = new Follower(connection, mirror, {
      quiet,
      onEvents: () => commits.postMessage(null),
      onCut: ({ message }) => send({ mended: message }),
    });
    following = { mirror, follower, commits };
    void follower.run();
  },

  append: (append) => connection.append(append),

  async readStream(stream, from, count) {
    const events = await connection.readStream(stream, from, count);
    return events.map((event) => leafBody(fromWire(event)));
  },

  async head() {
    return (await readHeads(connection, following?.mirror.head)).ours;
  },

  async eventAt(position) {
    const event = await connection.readAt(position);
    return event && isOurs(event.streamId) ? fromWire(event).eventId : undefined;
  },

  async close() {
    following?.follower.stop();
    following?.commits.close();
    following?.mirror.close();
    await connection.close();
  },
};

port.on('message', ({ id, call, values }: ToClient) => {
  // The types of `values` are those of the call: only `ClientThread.ask` sends such messages.
  const answer = calls[call] as (...values: readonly unknown[]) => Promise<unknown>;
  answer(...values).then(
    (value) => send({ id, answer: value }),
    (error: Error) => send({ id, fault: describe(error), final: isFinal(error) || error instanceof ForeignEvent }),
  );
});

function send(message: FromClient): void {
  port.postMessage(message);
}

const describe = (error: Error & { type?: string }): string =>
  [error.type, error.message].filter((part) => part).join(': ') || String(error);

send('up');
