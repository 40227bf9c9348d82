import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allEvents } from '@jointly/joint-actions';
import { EventRegistry, isSealed, leafBody, leafHash, type JsonObject, type StoredEvent } from '@jointly/kernel';
import { createSealer, deriveSecrets, MemoryKeyStore } from '@jointly/privacy';

/**
 * What logs out there hold, one file per event type and schema version. A new type or version adds a file and its leaf;
 * those that are here never change again: whoever has to change one has broken every log.
 */
interface Golden {
  readonly event: StoredEvent;
  /** What the sealed fields hold, by the path at which they were sealed. */
  readonly opened?: Readonly<Record<string, string>>;
}

const read = (file: string): unknown => JSON.parse(readFileSync(join(__dirname, file), 'utf8'));

const leaves = read('leaves.json') as Readonly<Record<string, string>>;
const files = readdirSync(__dirname).filter((file) => /\.v\d+\.json$/.test(file));
const names = files.map((file) => file.replace(/\.json$/, ''));
const golden = (name: string): Golden => read(`${name}.json`) as Golden;

const registry = new EventRegistry(allEvents);
const versions = allEvents.flatMap(({ type, version }) =>
  Array.from({ length: version }, (_, index) => `${type}.v${index + 1}`),
);

/** The data with its seals opened, as the schemas describe it. */
function opened(data: JsonObject, plain: Golden['opened'] = {}): JsonObject {
  const open = (_key: string, value: unknown): unknown => (isSealed(value) ? plain[value.path] : value);
  return JSON.parse(JSON.stringify(data, open)) as JsonObject;
}

/** The paths of everything sealed in it, sorted. */
const sealedPaths = (data: unknown): string[] => {
  if (isSealed(data)) return [data.path];
  return typeof data === 'object' && data !== null ? Object.values(data).flatMap(sealedPaths).sort() : [];
};

const sealer = createSealer(new MemoryKeyStore(), deriveSecrets(Buffer.alloc(32, 1)));

describe('golden events', () => {
  it('there is one for every version of every event type, and none whose type was forgotten', () => {
    expect(names.sort()).toEqual(versions.sort());
  });

  it.each(versions)('%s is still what its leaf was computed from', (name) => {
    expect(Buffer.from(leafHash(leafBody(golden(name).event))).toString('hex')).toBe(leaves[name]);
  });

  it.each(versions)('%s can still be read, and is valid today', (name) => {
    const { event, opened: plain } = golden(name);
    expect(name).toBe(`${event.type}.v${event.schemaVersion}`);
    const today = registry.upcast(event);
    registry.validate({ type: today.type, data: opened(today.data, plain) });
  });

  it.each(allEvents.map((definition) => [`${definition.type}.v${definition.version}`, definition] as const))(
    '%s seals, where the log has it sealed, and nothing else',
    (name, definition) => {
      const { event, opened: plain } = golden(name);
      const data = sealer.seal(definition, opened(event.data, plain), event);
      expect(sealedPaths(data)).toEqual(sealedPaths(event.data));
    },
  );
});
