import { allAggregates, allEvents } from '@jointly/joint-actions';
import { EventRegistry } from '@jointly/kernel';

/** Everything this build knows, checked when it is made; the main thread and the workers see the same. */
export const aggregates = allAggregates;
export const registry = new EventRegistry(allEvents);
