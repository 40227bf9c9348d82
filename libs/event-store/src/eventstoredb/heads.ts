import type { Connection } from './connection';
import { isOurs } from './wire-event';

const page = 32;

/** Where the server's log ends, and where our part of it does. 0 where there is nothing. */
export interface Heads {
  readonly all: bigint;
  readonly ours: bigint;
}

/**
 * Looks back from the end for the last event of ours. The server's own events in between are few.
 * @param floor a position that is known to be ours: it is not searched below
 */
export async function readHeads(connection: Connection, floor = 0n): Promise<Heads> {
  let all: bigint | undefined;
  for (let before: bigint | undefined; ;) {
    const events = await connection.readBackwards(before, page);
    for (const { streamId, position } of events) {
      const { commit } = position!;
      all ??= commit;
      if (commit <= floor) return { all, ours: floor };
      if (isOurs(streamId)) return { all, ours: commit };
      before = commit;
    }
    if (events.length < page) return { all: all ?? 0n, ours: floor };
  }
}
