export { advance, ControlledClock } from './controlled-clock';
export { erasure } from './erasure';
export type { ProcessStatus } from './follower';
export { reacting, ReactionRefused, type Process, type ProcessManager, type Reaction } from './process';
export { ProcessDatabase, type Timer } from './process-database';
export { startProcesses, type ProcessesOptions, type RunningProcesses } from './run';
export { DeadlineIgnored, Timers, type TimersOptions } from './timers';
