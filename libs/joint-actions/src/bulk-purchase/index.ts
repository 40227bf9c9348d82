export { bulkPurchase } from './aggregate';
export * from './baseline';
export * from './commands';
export * from './events';
export * from './outlook';
export * from './phase';
export * from './schemas';
export * from './state';
