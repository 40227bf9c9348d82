import { days, type CommandId, type Happened, type Refusal } from '@jointly/kernel';

/** What a stream remembers of a command that left events. */
export interface RememberedCommand {
  readonly fingerprint: string;
  readonly revision: number;
  readonly refusal?: Refusal;
}

const keepAtLeast = 10_000;
const keepFor = days(90);

/**
 * The command ids in a stream's folded state: those of the last 90 days of its own time, and at least the last
 * 10,000. It is what makes a repeat harmless on every store, however late and whatever the store itself remembers.
 */
export class CommandMemory {
  private readonly remembered = new Map<CommandId, RememberedCommand & { readonly at: number }>();

  get(id: CommandId): RememberedCommand | undefined {
    return this.remembered.get(id);
  }

  /** Called for every event of the stream, in order. */
  remember(event: Happened): void {
    const { commandId, commandFingerprint, refusal } = event.metadata;
    if (commandId === undefined || commandFingerprint === undefined) return;
    const at = Date.parse(event.recordedAt);
    // Inserted anew, so that iteration order stays the order of last events.
    this.remembered.delete(commandId);
    this.remembered.set(commandId, {
      fingerprint: commandFingerprint,
      revision: event.revision,
      at,
      ...(refusal && { refusal }),
    });
    if (this.remembered.size > keepAtLeast) this.forgetBefore(at - keepFor);
  }

  private forgetBefore(limit: number): void {
    for (const [id, { at }] of this.remembered) {
      if (at >= limit || this.remembered.size <= keepAtLeast) return;
      this.remembered.delete(id);
    }
  }
}
