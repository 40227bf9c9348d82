export { CommandExecutor, type ExecutorParts } from './executor';
export { BrokenStream, FoldedStream } from './folded-stream';
export { Contended, MalformedCommand, UnknownCommand, type CommandRequest, type Outcome } from './request';
