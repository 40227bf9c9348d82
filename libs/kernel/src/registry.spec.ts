import { Type } from '@sinclair/typebox';
import { defineEvent, type StoredEvent } from './event';
import { EventRegistry, InvalidEvent, UnknownEvent } from './registry';
import { personal } from './sealed';

const closed = { additionalProperties: false };
const named = defineEvent({
  type: 'ClusterNamed',
  version: 3,
  description: 'A cluster got its name.',
  schema: Type.Object({ name: Type.String({ maxLength: 10 }), sector: Type.String(), stage: Type.String() }, closed),
  upcasters: {
    1: (data) => ({ ...data, sector: 'unknown' }),
    2: (data) => ({ ...data, stage: `after ${data['sector'] as string}` }),
  },
});
const registered = defineEvent({
  type: 'PersonRegistered',
  description: 'A person is known.',
  schema: Type.Object({ personId: Type.String(), name: personal(Type.String({ maxLength: 5 }), 'personId') }, closed),
});
const registry = new EventRegistry([named, registered]);
const stored = (type: string, schemaVersion: number, data = {}) =>
  ({ type, schemaVersion, data, revision: 4 }) as unknown as StoredEvent;

describe('The registry of events', () => {
  test('is not made with a type declared twice', () => {
    expect(() => new EventRegistry([registered, named, { ...registered }])).toThrow(
      'PersonRegistered is declared twice.',
    );
  });

  test('is not made with a version that can not be reached', () => {
    const gap = { ...named, upcasters: { 1: named.upcasters[1]! } };
    expect(() => new EventRegistry([gap])).toThrow('ClusterNamed version 2 has no upcaster to 3.');
  });

  test('lists what it knows', () => {
    expect(registry.all()).toEqual([named, registered]);
    expect(registry.definition('ClusterNamed')).toBe(named);
    expect(registered.version).toBe(1);
  });

  test('brings old events to the shape of today, step by step, and leaves the rest of them alone', () => {
    const old = stored('ClusterNamed', 1, { name: 'REOP' });
    expect(registry.upcast(old)).toEqual({ ...old, data: { name: 'REOP', sector: 'unknown', stage: 'after unknown' } });
    expect(registry.upcast(stored('ClusterNamed', 2, { sector: 'oil' })).data).toEqual({
      sector: 'oil',
      stage: 'after oil',
    });
    expect(old.data).toEqual({ name: 'REOP' });
  });

  test('hands on an event of today as it is', () => {
    const today = stored('ClusterNamed', 3);
    expect(registry.upcast(today)).toBe(today);
  });

  test.each([
    ['a type it does not know', stored('Unheard', 1), 'Unheard version 1'],
    ['a version newer than its own', stored('ClusterNamed', 4), 'ClusterNamed version 4'],
  ])('stops at %s', (_, event, what) => {
    expect(() => registry.upcast(event)).toThrow(UnknownEvent);
    expect(() => registry.upcast(event)).toThrow(`The log holds ${what}, which this build does not know.`);
  });

  test('lets a valid event be written', () => {
    registry.validate({ type: 'ClusterNamed', data: { name: 'REOP', sector: 'oil', stage: 'PERFORMING' } });
    registry.validate({ type: 'PersonRegistered', data: { personId: 'per_1', name: 'Almaz' } });
  });

  test.each<[string, string, Record<string, string>, string]>([
    ['a missing field', 'ClusterNamed', { name: 'REOP', sector: 'oil' }, 'ClusterNamed/stage'],
    ['a field too many', 'ClusterNamed', { name: 'R', sector: 'oil', stage: 'x', more: 'y' }, 'ClusterNamed/more'],
    ['a text too long', 'ClusterNamed', { name: 'R'.repeat(11), sector: 'oil', stage: 'x' }, 'ClusterNamed/name'],
    [
      'a personal field against its schema',
      'PersonRegistered',
      { personId: 'p', name: 'Almaz!' },
      'PersonRegistered/name',
    ],
  ])('keeps %s from being written', (_, type, data, where) => {
    expect(() => registry.validate({ type, data })).toThrow(InvalidEvent);
    expect(() => registry.validate({ type, data })).toThrow(`${where} is not as its schema says`);
  });

  test('keeps an unknown event from being written', () => {
    expect(() => registry.validate({ type: 'Unheard', data: {} })).toThrow(UnknownEvent);
  });
});
