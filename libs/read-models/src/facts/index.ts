export * from './documents';
export { facts } from './projection';
export { IndicatorQueries, NothingRecorded, type LogTime, type Scope, type Stated } from './queries';
export type { FoldName, IndicatorStates } from './states';
