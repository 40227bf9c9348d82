import type { EventStore, LogStanding } from '@jointly/event-store';
import type { LogHealth } from '../http/health';

/** Milliseconds in which the log has to tell where it ends. */
const headPatience = 2_000;
/** So many attempts in a row that got the copy no further are more than a hiccup. */
const roundsTolerated = 5;

/** The log as health sees it. */
export interface WatchedLog {
  readonly store: Pick<EventStore, 'head'>;
  /** How the copy keeps up; none where the log needs no copy. */
  readonly standing?: () => LogStanding;
}

/** Asks the log how it is doing, and waits no longer for it than whoever asks for the health of a server does. */
export class LogProbe {
  private asking: Promise<string | undefined> | undefined;

  constructor(
    private readonly log: WatchedLog,
    private readonly patience = headPatience,
  ) {}

  async check(): Promise<LogHealth & { readonly ready: boolean }> {
    const silence = await this.whyNoAnswer();
    const standing = this.log.standing?.();
    const lag = standing ? lagOf(standing) : 0;
    if (silence !== undefined)
      return { ready: false, state: 'unreachable', lag, error: [silence, standing?.error].filter(Boolean).join(' ') };
    if (!standing) return { ready: true, state: 'open', lag };
    const { state, fruitless, error } = standing;
    const ready = state !== 'stopped' && fruitless < roundsTolerated;
    return { ready, state, lag, ...(error !== undefined && { error }) };
  }

  /** One question at a time, however often health is asked for while the log is away. */
  private async whyNoAnswer(): Promise<string | undefined> {
    this.asking ??= this.log.store
      .head()
      .then(
        () => undefined,
        ({ message }: Error) => message,
      )
      .finally(() => (this.asking = undefined));
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<string>((resolve) => {
      timer = setTimeout(resolve, this.patience, `The event log has given no answer for ${this.patience / 1_000} s.`);
    });
    return Promise.race([this.asking, late]).finally(() => clearTimeout(timer));
  }
}

const lagOf = ({ state, progressAt }: LogStanding): number =>
  state === 'following' ? 0 : Math.max(0, Math.round((Date.now() - progressAt) / 1_000));
