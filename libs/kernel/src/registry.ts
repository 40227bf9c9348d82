import { TypeCompiler, type TypeCheck } from '@sinclair/typebox/compiler';
import type { TSchema } from '@sinclair/typebox';
import type { DomainEvent, EventDefinition, Happened, StoredEvent } from './event';

/** An event whose data is not what its schema says: a fault of ours, never written. */
export class InvalidEvent extends Error {
  constructor(type: string, path: string, why: string) {
    super(`${type}${path} is not as its schema says: ${why}.`);
    this.name = 'InvalidEvent';
  }
}

/** An event type or version this build does not know: stop, an older build must not skip it. */
export class UnknownEvent extends Error {
  constructor(type: string, version: number) {
    super(
      `The log holds ${type} version ${version}, which this build does not know. Run the build that wrote it, or a newer one.`,
    );
    this.name = 'UnknownEvent';
  }
}

/** All event schemas of a build, checked when it is made: no type twice, no version out of reach. */
export class EventRegistry {
  private readonly definitions = new Map<string, { definition: EventDefinition; check: TypeCheck<TSchema> }>();

  /** @throws Error naming the first type that is declared twice or lacks an upcaster */
  constructor(definitions: readonly EventDefinition[]) {
    for (const definition of definitions) {
      if (this.definitions.has(definition.type)) throw new Error(`${definition.type} is declared twice.`);
      for (let version = 1; version < definition.version; version++)
        if (!definition.upcasters[version])
          throw new Error(`${definition.type} version ${version} has no upcaster to ${version + 1}.`);
      this.definitions.set(definition.type, { definition, check: TypeCompiler.Compile(definition.schema) });
    }
  }

  all(): EventDefinition[] {
    return [...this.definitions.values()].map(({ definition }) => definition);
  }

  /** @throws UnknownEvent */
  definition(type: string): EventDefinition {
    return this.known(type, 1).definition;
  }

  /** Checks what is about to be written, in plain text. @throws InvalidEvent, UnknownEvent */
  validate(event: DomainEvent): void {
    const { check } = this.known(event.type, 1);
    if (check.Check(event.data)) return;
    const error = check.Errors(event.data).First();
    throw new InvalidEvent(event.type, error?.path ?? '', error?.message ?? 'unknown');
  }

  /** A stored event in today's shape. @throws UnknownEvent */
  upcast(stored: StoredEvent): Happened {
    const { definition } = this.known(stored.type, stored.schemaVersion);
    if (stored.schemaVersion > definition.version) throw new UnknownEvent(stored.type, stored.schemaVersion);
    if (stored.schemaVersion === definition.version) return stored;
    let data = stored.data;
    for (let version = stored.schemaVersion; version < definition.version; version++)
      data = definition.upcasters[version]!(data);
    return { ...stored, data };
  }

  private known(type: string, version: number): { definition: EventDefinition; check: TypeCheck<TSchema> } {
    const entry = this.definitions.get(type);
    if (!entry) throw new UnknownEvent(type, version);
    return entry;
  }
}
