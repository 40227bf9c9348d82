import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { Position } from '@jointly/event-store';
import type { AnyProjection } from './projection';
import { projectionPath } from './projection-file';

/** How far a projection's file is, for whoever looks while no projector runs. */
export interface Standing {
  readonly projection: string;
  /** 0 where there is no file yet. */
  readonly position: Position;
  /** Why it stopped, where it did. */
  readonly error?: string;
}

/** Reads what a projector left in its file; changes nothing, also while one runs. */
export function standingOf(directory: string, projection: AnyProjection): Standing {
  const path = projectionPath(directory, projection);
  if (!existsSync(path)) return { projection: projection.name, position: 0n };
  const database = new Database(path, { readonly: true });
  try {
    const row = database.prepare('SELECT position, error FROM checkpoint').get() as CheckpointRow;
    const { position, error } = row;
    return { projection: projection.name, position: BigInt(position), ...(error !== null && { error }) };
  } finally {
    database.close();
  }
}

interface CheckpointRow {
  readonly position: string;
  readonly error: string | null;
}
