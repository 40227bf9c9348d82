import type { Type } from '@nestjs/common';
import { Field, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'Where a page stands in its list.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'There is more after `endCursor`.' })
  hasNextPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Give it as `after` for the next page. Null on an empty page.' })
  endCursor!: string | null;
}

export interface Connection<Node> {
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
  readonly nodes: readonly Node[];
  readonly pageInfo: PageInfo;
}

/** The connection type of a node type, by Relay's convention. */
export function connectionType<Node extends object>(node: Type<Node>, name: string): Type<Connection<Node>> {
  @ObjectType(`${name}Edge`, { description: `A ${name} in a list.` })
  class Edge {
    @Field(() => String, { description: 'Opaque place of this edge in the list.' })
    cursor!: string;

    @Field(() => node, { description: `The ${name}.` })
    node!: Node;
  }

  @ObjectType(`${name}Connection`, { description: `A page of ${name}s.` })
  class Page {
    @Field(() => [Edge], { description: 'The page with a cursor for each.' })
    edges!: Edge[];

    @Field(() => [node], { description: 'The page without cursors.' })
    nodes!: Node[];

    @Field(() => PageInfo, { description: 'Whether and where it goes on.' })
    pageInfo!: PageInfo;
  }
  return Page;
}

/** Cursors hold the key that a list is ordered by, so that paging never skips or repeats what is there. */
export const encodeCursor = (key: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(key)).toString('base64url');

/** The key in a cursor; undefined when it is none. */
export function decodeCursor(cursor: string): readonly (string | number)[] | undefined {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const isKey = Array.isArray(key) && key.every((part) => typeof part === 'string' || Number.isSafeInteger(part));
    return isKey ? (key as (string | number)[]) : undefined;
  } catch {
    return undefined;
  }
}

/** A page as clients see it. */
export function connection<Row, Node>(
  rows: readonly Row[],
  hasNextPage: boolean,
  cursorOf: (row: Row) => string,
  nodeOf: (row: Row) => Node,
): Connection<Node> {
  const edges = rows.map((row) => ({ cursor: cursorOf(row), node: nodeOf(row) }));
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: { hasNextPage, endCursor: edges.at(-1)?.cursor ?? null },
  };
}
