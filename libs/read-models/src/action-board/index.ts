export * from './documents';
export { actionBoard } from './projection';
export { ActionBoardQueries, type ActionFilter } from './queries';
