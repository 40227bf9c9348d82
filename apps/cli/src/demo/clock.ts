import { days, instant, later, type Instant } from '@jointly/kernel';
import { Failure } from '../failure';

/** The server's controlled clock, moved by its operator. Deadlines on the way act in the order in which they are due. */
export class ServerClock {
  private constructor(
    private readonly url: string,
    private readonly token: string,
    private time: Instant,
  ) {}

  /** @throws Failure when the server keeps real time */
  static async of(url: string, token: string): Promise<ServerClock> {
    const clock = new ServerClock(url, token, instant(0));
    clock.time = await clock.ask('GET');
    return clock;
  }

  get now(): Instant {
    return this.time;
  }

  /** What the time will be. */
  in(count: number): Instant {
    return later(this.time, days(count));
  }

  /** Lets days pass. */
  async pass(count: number): Promise<void> {
    await this.passTo(this.in(count));
  }

  /** Lets the time come; does nothing when it has. */
  async passTo(to: Instant): Promise<void> {
    if (to > this.time) this.time = await this.ask('POST', { to });
  }

  private async ask(method: 'GET' | 'POST', body?: object): Promise<Instant> {
    const response = await fetch(`${this.url}/demo/clock`, {
      method,
      headers: { authorization: `Bearer ${this.token}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Failure(`The server's clock can't be moved (HTTP ${response.status}).`);
    return ((await response.json()) as { now: Instant }).now;
  }
}

export const afterDays = (from: string, count: number): Instant => later(instant(from), days(count));
