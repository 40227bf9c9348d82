import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Failure } from '../failure';

const entry = join(__dirname, '../../../api/src/main.js');

/** A server of our own: it lives no longer than this process. */
export interface ServerProcess {
  readonly url: string;
  /** Resolves when it ended, by itself or by `stop`. */
  readonly ended: Promise<void>;
  stop(): void;
}

/** @throws Failure when the server ends before it listens; what it had to say is on standard error */
export async function startServer(settings: Readonly<Record<string, string>>): Promise<ServerProcess> {
  const child = spawn(process.execPath, [entry], {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  process.once('exit', () => child.kill());
  const url = await Promise.race([addressOf(child), ended]);
  if (url === undefined) throw new Failure('The server did not start.');
  return { url, ended, stop: () => child.kill() };
}

/** The server says on a line of its own where it listens; the rest is its log, and goes where it does not disturb. */
function addressOf({ stdout }: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    createInterface({ input: stdout! }).on('line', (line) => {
      if (line.startsWith('{"listening":')) resolve((JSON.parse(line) as { listening: string }).listening);
      else process.stderr.write(`${line}\n`);
    });
  });
}

/** `preferred`, or 0 (any free port) when somebody else has it. */
export const freePort = (preferred: number): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(0));
    probe.listen(preferred, '127.0.0.1', () => probe.close(() => resolve(preferred)));
  });
