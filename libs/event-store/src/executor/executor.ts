import { randomBytes } from 'node:crypto';
import {
  canonicalJson,
  commandId,
  firstRefusal,
  parseStreamId,
  refusal,
  wellFormed,
  type AnyAggregate,
  type AnyCommandDefinition,
  type Authority,
  type Clock,
  type Command,
  type InputCheck,
  type JsonObject,
  type Known,
  type Refusal,
  type Sealer,
  type StreamId,
} from '@jointly/kernel';
import { EventIdTaken } from '../errors';
import type { AppendResult } from '../port';
import { FoldedStream, type FoldingParts } from './folded-stream';
import { MalformedCommand, UnknownCommand, type CommandRequest, type Outcome } from './request';
import { notYet, StreamActor, type Task } from './stream-actor';
import { StreamActors } from './stream-actors';
import type { Tentative } from './tentative';

export interface ExecutorParts extends FoldingParts {
  readonly aggregates: readonly AnyAggregate[];
  readonly sealer: Sealer;
  readonly clock: Clock;
  /** How many idle streams stay folded in memory. */
  readonly cachedStreams?: number;
}

interface Answer {
  readonly revision: number;
  readonly repeated: boolean;
  readonly refusal?: Refusal;
  readonly state: unknown;
}

/**
 * The one way into the log: load, fold, decide, append at the expected revision; on a conflict read the tail and
 * decide again. Authority is what the log says, at a revision that the event records.
 */
export class CommandExecutor {
  private readonly definitions = new Map<string, { definition: AnyCommandDefinition; check: InputCheck }>();
  private readonly actors: StreamActors;

  constructor(private readonly parts: ExecutorParts) {
    const byCategory = new Map(parts.aggregates.map((aggregate) => [aggregate.category, aggregate]));
    for (const aggregate of parts.aggregates) for (const definition of aggregate.commands) this.declare(definition);
    const { store, registry, sealer, clock } = parts;
    const salt = (): string => randomBytes(16).toString('base64url');
    const workshop = { registry, sealer, clock: clock.kind, salt };
    this.actors = new StreamActors(parts.cachedStreams ?? 10_000, (stream, onIdle) => {
      const aggregate = byCategory.get(parseStreamId(stream).category);
      if (!aggregate) throw new RangeError(`No aggregate keeps the stream ${stream}.`);
      return new StreamActor(new FoldedStream(stream, aggregate, parts), aggregate, store, workshop, onIdle);
    });
  }

  /**
   * Decides and records one command; resolves once its events are durable.
   * @throws UnknownCommand, MalformedCommand, Contended, Overloaded, OutcomeUnknown, AppendTooLarge, InvalidEvent
   */
  async execute(request: CommandRequest): Promise<Outcome> {
    const declared = this.definitions.get(request.type);
    if (!declared) throw new UnknownCommand(request.type);
    const { definition, check } = declared;
    const malformed = check(request.data);
    if (malformed) throw new MalformedCommand(malformed);
    const command = onBehalf(definition, this.commandFor(request));
    const stream = definition.stream(command);
    if (parseStreamId(stream).association !== command.association)
      throw new RangeError(`${request.type} of ${command.association} would be decided on ${stream}.`);
    const task = new CommandTask(
      definition,
      command,
      fingerprintOf(request, this.parts.sealer),
      this.parts.clock,
      (s) => this.load(s),
    );
    const { answer, appended } = await this.submit(stream, task);
    return { commandId: command.id, stream, ...answer, position: await this.positionOf(answer, appended) };
  }

  /** Records the deadlines of a stream that are due, if any. Harmless to repeat. */
  async tick(stream: StreamId): Promise<void> {
    await this.actors.engage(stream).submit({
      prepare: () => Promise.resolve(),
      decide: (tentative) => (tentative.passDeadlines(tentative.timeFor(this.parts.clock.now())) ? undefined : notYet),
    });
  }

  /**
   * A stream folded to what is committed, and at least to the revision that the caller has seen in the feed: for
   * authority, identities and timers. Never for lists.
   */
  async load<State = unknown>(stream: StreamId, atLeast?: number): Promise<Known<State>> {
    const { folded } = this.actors.get(stream);
    await folded.refresh(atLeast);
    folded.rest();
    return { stream, revision: folded.revision, state: folded.state as State };
  }

  private async submit(stream: StreamId, task: CommandTask) {
    try {
      return await this.actors.engage(stream).submit(task);
    } catch (error) {
      if (!(error instanceof EventIdTaken)) throw error;
      const { revision, state } = await this.load(stream);
      return { answer: { revision, state, repeated: true, refusal: keyReused }, appended: undefined };
    }
  }

  private declare(definition: AnyCommandDefinition): void {
    if (this.definitions.has(definition.type)) throw new Error(`The command ${definition.type} is declared twice.`);
    this.definitions.set(definition.type, { definition, check: wellFormed(definition.input) });
  }

  private commandFor(request: CommandRequest): Command<JsonObject> {
    const { type, association, actor, data } = request;
    const id = commandId(association, actor, type, request.idempotencyKey);
    const now = this.parts.clock.now();
    return {
      type,
      association,
      id,
      now,
      occurredAt: request.occurredAt ?? now,
      actor,
      correlationId: request.correlationId ?? id,
      causationId: request.causationId ?? id,
      data,
    };
  }

  /** A repeat and a bare refusal have no place of their own: the head is surely late enough. */
  private async positionOf(answer: Answer, appended: AppendResult | undefined) {
    return appended && !answer.repeated ? appended.position : this.parts.store.head();
  }
}

/** The business time and the key are part of what was asked; correlation is not. */
function fingerprintOf(request: CommandRequest, sealer: Sealer): string {
  const { type, association, actor, data, occurredAt = null } = request;
  return sealer.fingerprint(canonicalJson({ type, association, actor, data, occurredAt }));
}

const keyReused = refusal(
  'IDEMPOTENCY_KEY_REUSED',
  'This idempotencyKey was used before with other input. Use a new key for a new request.',
  'idempotencyKey',
);

class CommandTask implements Task<Answer> {
  private known: Record<string, Known> = {};
  private authority: Authority[] = [];

  constructor(
    private readonly definition: AnyCommandDefinition,
    private readonly command: Command<JsonObject>,
    private readonly fingerprint: string,
    private readonly clock: Clock,
    private readonly load: (stream: StreamId) => Promise<Known>,
  ) {}

  async prepare(): Promise<void> {
    const streams: Record<string, StreamId> = this.definition.lookups?.(this.command) ?? {};
    const names = Object.keys(streams);
    const loaded = await Promise.all(names.map((name) => this.load(streams[name]!)));
    this.known = Object.fromEntries(names.map((name, index) => [name, loaded[index]!]));
    this.authority = loaded.map(({ stream, revision }) => ({ stream, revision }));
  }

  decide(tentative: Tentative): Answer | typeof notYet {
    const before = tentative.remembered(this.command.id);
    if (before) return this.repeat(before.fingerprint, before.revision, before.refusal, tentative.state);
    const now = tentative.timeFor(this.clock.now());
    if (!tentative.passDeadlines(now)) return notYet;
    const { occurredAt } = this.command;
    const command = { ...this.command, now, occurredAt: occurredAt === this.command.now ? now : occurredAt };
    const no = fromTheFuture(command) ?? firstRefusal(this.definition.policies, command, tentative.state, this.known);
    const decision = no ? { events: [], refusal: no } : this.definition.decide(command, tentative.state, this.known);
    tentative.accept(command, this.fingerprint, this.authority, decision);
    return answer(tentative, decision.refusal);
  }

  private repeat(fingerprint: string, revision: number, first: Refusal | undefined, state: unknown): Answer {
    if (fingerprint === this.fingerprint) return { revision, repeated: true, state, ...(first && { refusal: first }) };
    return { revision, repeated: true, state, refusal: keyReused };
  }
}

const answer = ({ revision, state }: Tentative, no: Refusal | undefined): Answer => ({
  revision,
  repeated: false,
  state,
  ...(no && { refusal: no }),
});

const fromTheFuture = ({ occurredAt, now }: Command<JsonObject>): Refusal | undefined =>
  occurredAt > now
    ? refusal(
        'OCCURRED_IN_THE_FUTURE',
        'What is recorded must have happened already. Give a time that is not in the future.',
        'occurredAt',
      )
    : undefined;

function onBehalf(definition: AnyCommandDefinition, command: Command<JsonObject>): Command<JsonObject> {
  const party = definition.onBehalfOf?.(command);
  return party === undefined ? command : { ...command, onBehalfOf: party };
}
