import { v5 as uuidV5 } from 'uuid';
import { canonicalJson } from './json';

type Brand<T, Name extends string> = T & { readonly __brand: Name };

/** The tenant. Lower-case letters and digits; it is part of every stream's name. */
export type AssociationId = Brand<string, 'AssociationId'>;
/** `<category>-<association>.<id>`: tenants are apart by construction. */
export type StreamId = Brand<string, 'StreamId'>;
export type CommandId = Brand<string, 'CommandId'>;
export type EventId = Brand<string, 'EventId'>;
/** Pseudonymous: never a name, a phone number or anything else of the person. */
export type PersonId = Brand<string, 'PersonId'>;
export type EnterpriseId = Brand<string, 'EnterpriseId'>;

/** Holds what exists before any association does: the installation's operators. */
export const platform = 'platform' as AssociationId;

/** Acts where no person does: deadlines, process managers, the installation itself. */
export const systemActor = 'system' as PersonId;

// Fixed for ever: every id in every log hangs on it.
const namespace = '6b5f0f1e-4c64-5d0b-9a3e-6f8d2f0c7a11';

const idPattern = /^[a-z][a-z0-9_]{0,63}$/;
const streamPattern = /^([a-z][A-Za-z0-9]*)-([a-z][a-z0-9_]{0,63})\.([A-Za-z0-9_-]{1,80})$/;

/** @throws RangeError when `id` can't be an association's id */
export function associationId(id: string): AssociationId {
  if (!idPattern.test(id)) throw new RangeError(`"${id.slice(0, 80)}" is not the id of an association.`);
  return id as AssociationId;
}

/** @throws RangeError when a part would break the name's structure */
export function streamId(category: string, association: AssociationId, id: string): StreamId {
  const stream = `${category}-${association}.${id}`;
  if (!streamPattern.test(stream)) throw new RangeError(`"${stream.slice(0, 200)}" is not a stream's name.`);
  return stream as StreamId;
}

/** The parts of a stream's name. @throws RangeError when it is not one */
export function parseStreamId(stream: string): { category: string; association: AssociationId; id: string } {
  const match = streamPattern.exec(stream);
  if (!match) throw new RangeError(`"${stream.slice(0, 200)}" is not a stream's name.`);
  return { category: match[1]!, association: match[2] as AssociationId, id: match[3]! };
}

const derive = (...parts: readonly string[]): string => uuidV5(canonicalJson(parts), namespace);

/** The same person repeating the same operation with the same key means the same command. */
export const commandId = (association: AssociationId, actor: PersonId, operation: string, key: string): CommandId =>
  derive('command', association, actor, operation, key) as CommandId;

/** The n-th event of a command: a retry writes the same ids. */
export const eventId = (command: CommandId, index: number): EventId =>
  derive('event', command, String(index)) as EventId;

/** For an event that no command owns: a deadline that passed. */
export const deadlineEventId = (stream: StreamId, deadline: string, due: string): EventId =>
  derive('deadline', stream, deadline, due) as EventId;

/**
 * The id of a thing that a command brings into being: derived, so that even a very late repeat meets what exists.
 * `part` tells several new things of one command apart.
 */
export const newId = (prefix: string, command: CommandId, part = ''): string =>
  `${prefix}_${derive('entity', command, prefix, part).replaceAll('-', '')}`;

/** The id of a part of an entity, such as one member's charge of an allocation: the same however often it is told. */
export const partId = (prefix: string, whole: string, part: string): string =>
  `${prefix}_${derive('part', whole, prefix, part).replaceAll('-', '')}`;
