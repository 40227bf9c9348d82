import { refusal, systemActor, type Policy } from '@jointly/kernel';

/** For what follows from the log alone: a process manager asks for it, never a person. */
export const systemOnly: Policy<unknown, unknown, unknown> = ({ actor }) =>
  actor === systemActor
    ? undefined
    : refusal('NOT_PERMITTED', 'This is recorded by the system when what it follows from has happened.');
