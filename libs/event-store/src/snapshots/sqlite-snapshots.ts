import type { StreamId } from '@jointly/kernel';
import type { SnapshotReader, Snapshots, StoredSnapshot } from '../executor';
import { SnapshotFile } from './snapshot-file';

/** What was given up, and why: nobody but the operator needs to hear of it. */
export type OnSnapshotFault = (error: unknown, stream?: StreamId) => void;

/** A file that is thrown away and begun anew whenever something is wrong with it, and done without where that fails. */
class SqliteSnapshots implements Snapshots {
  private file: SnapshotFile | undefined;

  constructor(
    private readonly path: string,
    private readonly onFault: OnSnapshotFault,
  ) {
    try {
      this.file = SnapshotFile.open(path);
    } catch (error) {
      this.startOver(error);
    }
  }

  read(stream: StreamId): StoredSnapshot | undefined {
    try {
      return this.file?.read(stream);
    } catch (error) {
      this.startOver(error);
      return undefined;
    }
  }

  write(stream: StreamId, snapshot: StoredSnapshot): void {
    try {
      this.file?.write(stream, snapshot);
    } catch (error) {
      this.startOver(error);
    }
  }

  report(stream: StreamId, error: unknown): void {
    this.onFault(error, stream);
  }

  close(): void {
    this.file?.close();
    this.file = undefined;
  }

  private startOver(error: unknown): void {
    this.onFault(error);
    try {
      this.close();
      SnapshotFile.remove(this.path);
      this.file = SnapshotFile.open(this.path);
    } catch (again) {
      this.onFault(again);
    }
  }
}

/** Snapshots in a file of their own, made where it does not exist. Never throws: see `Snapshots`. */
export const openSqliteSnapshots = (path: string, onFault: OnSnapshotFault): Snapshots =>
  new SqliteSnapshots(path, onFault);

/** What another thread puts away. Leaves the file as it is, whatever is wrong with it: its writer sees to that. */
class SqliteSnapshotReader implements SnapshotReader {
  private file: SnapshotFile | undefined;

  constructor(
    path: string,
    private readonly onFault: OnSnapshotFault,
  ) {
    try {
      this.file = SnapshotFile.openForReading(path);
    } catch (error) {
      onFault(error);
    }
  }

  read(stream: StreamId): StoredSnapshot | undefined {
    try {
      return this.file?.read(stream);
    } catch (error) {
      this.onFault(error, stream);
      return undefined;
    }
  }

  report(stream: StreamId, error: unknown): void {
    this.onFault(error, stream);
  }

  close(): void {
    this.file?.close();
    this.file = undefined;
  }
}

/** The snapshots in a file that another thread of this process writes. Never throws. */
export const openSqliteSnapshotReader = (path: string, onFault: OnSnapshotFault): SnapshotReader =>
  new SqliteSnapshotReader(path, onFault);
