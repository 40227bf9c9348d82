import Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { LRUCache } from 'lru-cache';
import type { Position } from '@jointly/event-store';
import type { AnyProjection, Projection } from './projection';
import { projectionPath } from './projection-file';
import type { ProjectionStatus } from './status';
import type { Schema } from './tables';

type TablesOf<P> = P extends { readonly tables: infer Tables } ? Tables : never;
export type SchemaOf<P> = Schema<TablesOf<P>>;

/** A read-only connection of its own to a projection's file, which must have been opened by a projector before. */
export function openReadModel<P extends Pick<Projection, 'name' | 'version' | 'tables'>>(
  directory: string,
  projection: P,
): Kysely<SchemaOf<P>> {
  const path = projectionPath(directory, projection as unknown as AnyProjection);
  const database = new Database(path, { readonly: true, fileMustExist: true });
  return new Kysely<SchemaOf<P>>({ dialect: new SqliteDialect({ database }) });
}

/**
 * Answers kept until the projection they came from has moved on. What is kept is as it was read: whose eyes may see
 * which part of it is decided afterwards, so that no answer leaks from one viewer to another.
 */
export class AnswerCache {
  private readonly answers: LRUCache<string, { readonly at: Position; readonly answer: Promise<object> }>;

  constructor(
    private readonly status: Pick<ProjectionStatus, 'position'>,
    max = 500,
  ) {
    this.answers = new LRUCache({ max });
  }

  /** @param question the query's name and its arguments, as text */
  async answer<Answer extends object>(
    projection: string,
    question: string,
    read: () => Promise<Answer>,
  ): Promise<Answer> {
    // Before the read: an answer may be newer than it says, and then is read once more; never older.
    const at = this.status.position(projection);
    const key = `${projection} ${question}`;
    const kept = this.answers.get(key);
    if (kept?.at === at) return kept.answer as Promise<Answer>;
    const answer = read();
    this.answers.set(key, { at, answer });
    answer.catch(() => this.answers.delete(key));
    return answer;
  }
}
