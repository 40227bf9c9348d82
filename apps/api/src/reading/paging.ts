import { connection, decodeCursor, encodeCursor, type Connection } from '../graphql/connection.graphql';
import { Fault } from '../http/fault';

interface PageAsked {
  readonly first: number;
  readonly after?: string | null;
}

/** A page as read models take it: after a place in the association's sequence. @throws Fault for a foreign cursor */
export function pageRequest({ first, after }: PageAsked): { first: number; after?: number } {
  if (!after) return { first };
  const [since] = decodeCursor(after) ?? [];
  if (typeof since !== 'number')
    throw new Fault('BAD_USER_INPUT', 'after must be a cursor of this list.', 200, { field: 'after' });
  return { first, after: since };
}

/** A read model's page as a connection. */
export const connectionOf = <Entry extends { readonly since: number }, Node>(
  { entries, hasNextPage }: { readonly entries: readonly Entry[]; readonly hasNextPage: boolean },
  nodeOf: (entry: Entry) => Node,
): Connection<Node> => connection(entries, hasNextPage, ({ since }) => encodeCursor([since]), nodeOf);
