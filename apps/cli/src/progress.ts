import { SingleBar, Presets } from 'cli-progress';

/** A bar on standard error, so that standard output stays for what was asked for; none where nobody watches. */
export interface Progress {
  begin(what: string, steps: number): void;
  step(): void;
  /** So many steps are done by now. */
  at(done: number): void;
  end(): void;
}

export function terminalProgress(): Progress {
  const format = '{bar} {percentage}%  {what}';
  const bar = new SingleBar({ format, stream: process.stderr, hideCursor: true, clearOnComplete: true }, Presets.rect);
  return {
    begin: (what, steps) => bar.start(steps, 0, { what }),
    step: () => bar.increment(),
    at: (done) => bar.update(done),
    end: () => bar.stop(),
  };
}

const nothing = (): void => undefined;
export const silent: Progress = { begin: nothing, step: nothing, at: nothing, end: nothing };
