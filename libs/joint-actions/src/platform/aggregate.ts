import type { Aggregate } from '@jointly/kernel';
import { AppointOperator } from './appoint-operator';
import type { PlatformEvent } from './events';
import { evolvePlatform, noOperators, type PlatformState } from './state';

export const platformAggregate: Aggregate<PlatformState, PlatformEvent> = {
  category: 'platform',
  initial: noOperators,
  evolve: evolvePlatform,
  commands: [AppointOperator],
};
