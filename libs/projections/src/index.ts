export * from './errors';
export * from './projection';
export { projectionPath } from './projection-file';
export type { ProjectionProgress, ProjectionState } from './projector';
export * from './reading';
export { rebuildProjections, type RebuildOptions, type RebuildProgress } from './rebuild';
export { runProjections, type ProgressReport, type ProjectionOptions } from './run';
export * from './standing';
export * from './status';
export {
  documents,
  rows,
  type AnyTable,
  type Documents,
  type DocumentTable,
  type Rows,
  type RowTable,
  type Schema,
  type SqlValue,
  type StoredRow,
  type Writers,
} from './tables';
export * from './worker';
