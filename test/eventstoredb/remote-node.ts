import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import type { AssociationId, StreamId } from '@jointly/kernel';
import type { Append, AppendResult, EventStoreDbOptions, LogStanding, SequencedEvent } from '@jointly/event-store';

interface Answer {
  readonly id: number;
  readonly result?: unknown;
  readonly fault?: string;
}

/** A fault that the other process met, by its name; `Died` where it met none and is no more. */
export class RemoteFault extends Error {}

/** A node of the installation in a process of its own. */
export class RemoteNode {
  private readonly waiting = new Map<number, (answer: Answer) => void>();
  private sent = 0;

  private constructor(private readonly child: ChildProcess) {
    child.on('message', (answer: Answer) => this.settle(answer));
    child.on('close', () => {
      for (const id of this.waiting.keys()) this.settle({ id, fault: 'Died' });
    });
  }

  /** @throws RemoteFault when it could not open its log */
  static async open(options: EventStoreDbOptions): Promise<RemoteNode> {
    const program = resolve(__dirname, 'node-process.cjs');
    const child = fork(program, [JSON.stringify(options)], { serialization: 'advanced' });
    const died = once(child, 'close').then(() => [{ fault: 'Died' } as Answer]);
    const [first] = (await Promise.race([once(child, 'message'), died])) as [Answer];
    if (first.fault) throw new RemoteFault(first.fault);
    return new RemoteNode(child);
  }

  get alive(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  append(append: Append): Promise<AppendResult> {
    return this.ask('append', append) as Promise<AppendResult>;
  }

  association(association: AssociationId): Promise<SequencedEvent[]> {
    return this.ask('association', association) as Promise<SequencedEvent[]>;
  }

  stream(stream: StreamId): Promise<unknown[]> {
    return this.ask('stream', stream) as Promise<unknown[]>;
  }

  standing(): Promise<LogStanding> {
    return this.ask('standing', undefined) as Promise<LogStanding>;
  }

  async close(): Promise<void> {
    if (!this.alive) return;
    this.child.send({ what: 'close' });
    await once(this.child, 'close');
  }

  private async ask(what: string, value: unknown): Promise<unknown> {
    const id = this.sent++;
    const { result, fault } = await new Promise<Answer>((answered) => {
      this.waiting.set(id, answered);
      this.child.send({ id, what, value });
    });
    if (fault) throw new RemoteFault(fault);
    return result;
  }

  private settle(answer: Answer): void {
    this.waiting.get(answer.id)?.(answer);
    this.waiting.delete(answer.id);
  }
}
