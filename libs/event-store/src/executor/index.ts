export { CommandExecutor, type ExecutorParts } from './executor';
export { BrokenStream, FoldedStream, type FoldingParts } from './folded-stream';
export { Contended, MalformedCommand, UnknownCommand, type CommandRequest, type Outcome } from './request';
export { resume, type Resumed, type SnapshotReader, type Snapshots, type StoredSnapshot } from './snapshots';
