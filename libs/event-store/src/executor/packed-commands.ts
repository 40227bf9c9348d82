import type { CommandId, Refusal } from '@jointly/kernel';

/** What a stream remembers of a command that left events. */
export interface RememberedCommand {
  readonly fingerprint: string;
  /** Of its last event. */
  readonly revision: number;
  readonly refusal?: Refusal;
}

/** With the recorded time of its last event, in milliseconds. */
export type DatedCommand = RememberedCommand & { readonly at: number };

/** Id, fingerprint, revision and time. */
const width = 16 + 32 + 6 + 6;
const [fingerprintAt, revisionAt, timeAt] = [16, 48, 54];

/**
 * Commands as a snapshot keeps them, in the order of their last events: 60 bytes each, that are looked into where they
 * lie, so that ten thousand of them are taken up in no time.
 */
export class PackedCommands {
  static readonly none = new PackedCommands(Buffer.alloc(0), {});
  private slots: Int32Array | undefined;

  /** @param refusals by the revision of the command that was refused */
  constructor(
    readonly records: Buffer,
    readonly refusals: Readonly<Record<number, Refusal>>,
  ) {}

  get size(): number {
    return this.records.length / width;
  }

  get(id: CommandId): RememberedCommand | undefined {
    const index = this.find(idBytes(id));
    if (index < 0) return undefined;
    const at = index * width;
    const revision = this.records.readUIntBE(at + revisionAt, 6);
    const fingerprint = this.records.toString('base64url', at + fingerprintAt, at + revisionAt);
    const refusal = this.refusals[revision];
    return { fingerprint, revision, ...(refusal && { refusal }) };
  }

  /** These and later ones. @throws RangeError where a fingerprint is none */
  and(later: ReadonlyMap<CommandId, DatedCommand>): PackedCommands {
    const records = Buffer.alloc(later.size * width);
    const refusals: Record<number, Refusal> = { ...this.refusals };
    let at = 0;
    for (const [id, { fingerprint, revision, at: time, refusal }] of later) {
      idBytes(id).copy(records, at);
      fingerprintBytes(fingerprint).copy(records, at + fingerprintAt);
      records.writeUIntBE(revision, at + revisionAt, 6);
      records.writeUIntBE(time, at + timeAt, 6);
      if (refusal) refusals[revision] = refusal;
      at += width;
    }
    return new PackedCommands(Buffer.concat([this.records, records]), refusals);
  }

  /** Without those that are both older than `keepFor` when the last one came, and not among the last `keepAtLeast`. */
  recent(keepAtLeast: number, keepFor: number): PackedCommands {
    const limit = this.size > 0 ? this.timeOf(this.size - 1) - keepFor : 0;
    let gone = 0;
    while (this.size - gone > keepAtLeast && this.timeOf(gone) < limit) gone++;
    if (gone === 0) return this;
    const records = this.records.subarray(gone * width);
    const first = records.readUIntBE(revisionAt, 6);
    const kept = Object.entries(this.refusals).filter(([revision]) => Number(revision) >= first);
    return new PackedCommands(records, Object.fromEntries(kept));
  }

  private timeOf(index: number): number {
    return this.records.readUIntBE(index * width + timeAt, 6);
  }

  /** Open addressing by the beginning of the ids, which are hashes. */
  private find(id: Buffer): number {
    const slots = (this.slots ??= this.index());
    for (let slot = id.readUInt32BE() % slots.length; ; slot = (slot + 1) % slots.length) {
      const index = slots[slot]! - 1;
      if (index < 0 || id.compare(this.records, index * width, index * width + id.length) === 0) return index;
    }
  }

  /** The last ones first: should an id stand twice, its last event is found. */
  private index(): Int32Array {
    const slots = new Int32Array(2 * this.size + 1);
    for (let index = this.size - 1; index >= 0; index--) {
      let slot = this.records.readUInt32BE(index * width) % slots.length;
      while (slots[slot] !== 0) slot = (slot + 1) % slots.length;
      slots[slot] = index + 1;
    }
    return slots;
  }
}

const idBytes = (id: CommandId): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');

function fingerprintBytes(fingerprint: string): Buffer {
  const bytes = Buffer.from(fingerprint, 'base64url');
  if (bytes.length !== 32) throw new RangeError(`"${fingerprint.slice(0, 80)}" is not the fingerprint of a command.`);
  return bytes;
}
