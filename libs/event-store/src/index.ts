export * from './errors';
export * from './port';
export * from './executor';
export { openMemoryEventStore } from './memory/memory-event-store';
