import { BroadcastChannel, parentPort, workerData } from 'node:worker_threads';
import { leafBody } from '@jointly/kernel';
import { commitChannel } from '../sqlite/messages';
import type { Position } from '../port';
import { Acknowledged, type Owed } from './acknowledged';
import { Connection, isFinal } from './connection';
import { ForeignEvent } from './errors';
import { Follower } from './follower';
import { HeadSearch } from './heads';
import { identify, markRestored } from './identity';
import type { AppendAnswer, Calls, ClientStart, FromClient, ToClient, WireAppend } from './messages';
import { Mirror } from './mirror';
import { checkOverlap } from './overlap';
import { fromWire, isOurs } from './wire-event';

// The process's one client, in a thread of its own: whatever it dies of, it dies alone, and is started again.

const port = parentPort!;
const { url, namespace, callTimeout, quiet } = workerData as ClientStart;
const connection = new Connection(url, callTimeout, namespace);
const acknowledged = new Acknowledged();
const heads = new HeadSearch(connection, callTimeout, () => following?.mirror);
let following: { mirror: Mirror; follower: Follower; commits: BroadcastChannel } | undefined;

const calls: Calls = {
  identify: (clock) => identify(connection, clock),

  markRestored: () => markRestored(connection),

  async check(directory) {
    const mirror = new Mirror(directory);
    return checkOverlap(connection, mirror).finally(() => mirror.close());
  },

  async follow(directory, logId, before) {
    if (following) return; // the answer came too late, and it was asked again
    const mirror = new Mirror(directory);
    const commits = new BroadcastChannel(commitChannel(logId));
    const parts = { connection, heads, acknowledged, mirror };
    const follower = new Follower(parts, {
      before,
      quiet,
      onEvents: () => commits.postMessage(null),
      onStanding: (standing) => send({ standing }),
      onMended: (mended) => send({ mended }),
    });
    following = { mirror, follower, commits };
    void follower.run();
  },

  append: (append) => acknowledged.during(write(append)),

  async found(stream, revision) {
    const position = await head();
    owe({ stream, revision, position });
    return position;
  },

  async readStream(stream, from, count) {
    const events = await connection.readStream(stream, from, count);
    return events.map((event) => leafBody(fromWire(event)));
  },

  head,

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

async function write(append: WireAppend): Promise<AppendAnswer> {
  const answer = await connection.append(append);
  if (answer.is === 'wrong version') return answer;
  const { revision, position = await head() } = answer;
  owe({ stream: append.stream, revision, position });
  return { is: 'written', revision, position };
}

async function head(): Promise<Position> {
  return (await heads.read()).ours;
}

/** From now on the copy has to hold it, once it has come so far. */
function owe(owed: Owed): void {
  acknowledged.note(owed);
  following?.follower.recheck();
}

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
