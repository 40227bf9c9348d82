import type { Aggregate } from '@jointly/kernel';
import { ErasePerson } from './erase-person';
import { RegisterPerson } from './register-person';
import type { PersonEvent } from './events';
import { evolvePerson, noPerson, type PersonState } from './state';

export const person: Aggregate<PersonState, PersonEvent> = {
  category: 'person',
  initial: noPerson,
  evolve: evolvePerson,
  commands: [RegisterPerson, ErasePerson],
};
