export * from './documents';
export { facts } from './projection';
export { IndicatorQueries, NothingRecorded, type Scope, type Stated } from './queries';
export type { FoldName, IndicatorStates } from './states';
