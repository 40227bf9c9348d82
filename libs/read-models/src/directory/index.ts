export * from './documents';
export { directory } from './projection';
export { DirectoryQueries } from './queries';
