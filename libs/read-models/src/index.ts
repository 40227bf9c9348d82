export * from './accounts';
export * from './action-board';
export * from './directory';
export * from './facts';
export * from './paging';
export * from './read-models';
export * from './shared-assets';
