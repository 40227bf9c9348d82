import type { AnyAggregate, AnyCommandDefinition, EventDefinition } from '@jointly/kernel';
import { association } from './association/aggregate';
import { associationEvents } from './association/events';
import { enterprise } from './enterprise/aggregate';
import { enterpriseEvents } from './enterprise/events';
import { supplier } from './supplier/aggregate';
import { supplierEvents } from './supplier/events';

/** Every event type there is: what the registry of a build is made of. */
export const allEvents: readonly EventDefinition[] = [...associationEvents, ...enterpriseEvents, ...supplierEvents];

/** Every aggregate there is, by which a stream's category finds its fold, its commands and its deadlines. */
export const allAggregates: readonly AnyAggregate[] = [association, enterprise, supplier];

/** Everything that can be asked for. */
export const allCommands: readonly AnyCommandDefinition[] = allAggregates.flatMap(({ commands }) => commands);
