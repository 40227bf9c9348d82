export * from './events';
export * from './phase';
export * from './schemas';
export * from './state';
