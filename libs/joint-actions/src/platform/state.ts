import type { Happened, PersonId } from '@jointly/kernel';
import type { PlatformEvent } from './events';

export interface PlatformState {
  readonly operators: readonly PersonId[];
}

export const noOperators: PlatformState = { operators: [] };

export function evolvePlatform(state: PlatformState, event: Happened<PlatformEvent>): PlatformState {
  switch (event.type) {
    case 'OperatorAppointed':
      return { operators: [...state.operators, event.data.personId] };
  }
}
