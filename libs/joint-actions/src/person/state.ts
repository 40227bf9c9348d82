import type { Happened } from '@jointly/kernel';
import type { PersonEvent } from './events';

/** Names and contacts are in no state: no decision may hang on them. */
export interface PersonState {
  readonly status: 'ABSENT' | 'REGISTERED' | 'ERASED';
}

export const noPerson: PersonState = { status: 'ABSENT' };

export function evolvePerson(_state: PersonState, event: Happened<PersonEvent>): PersonState {
  switch (event.type) {
    case 'PersonRegistered':
      return { status: 'REGISTERED' };
    case 'PersonErased':
      return { status: 'ERASED' };
  }
}
