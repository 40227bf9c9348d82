import { days, type CommandId, type Happened } from '@jointly/kernel';
import { PackedCommands, type DatedCommand, type RememberedCommand } from './packed-commands';

const keepAtLeast = 10_000;
const keepFor = days(90);

/**
 * The command ids in a stream's folded state: those of the last 90 days of its own time, and at least the last
 * 10,000. It is what makes a repeat harmless on every store, however late and whatever the store itself remembers.
 */
export class CommandMemory {
  /** Those since it was packed last. */
  private readonly remembered = new Map<CommandId, DatedCommand>();

  constructor(private packed = PackedCommands.none) {}

  get(id: CommandId): RememberedCommand | undefined {
    return this.remembered.get(id) ?? this.packed.get(id);
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

  /** All of it as a snapshot keeps it; it goes on from there, which also takes less memory. */
  pack(): PackedCommands {
    this.packed = this.packed.and(this.remembered).recent(keepAtLeast, keepFor);
    this.remembered.clear();
    return this.packed;
  }

  private forgetBefore(limit: number): void {
    for (const [id, { at }] of this.remembered) {
      if (at >= limit || this.remembered.size <= keepAtLeast) return;
      this.remembered.delete(id);
    }
  }
}
