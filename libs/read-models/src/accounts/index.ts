export * from './documents';
export { accounts } from './projection';
export { AccountQueries, type StatementLine } from './queries';
