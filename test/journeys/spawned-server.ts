import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { openLocalIssuer, type LocalIssuer } from '@jointly/privacy';

export const serverEntry = resolve(__dirname, '../../dist/apps/api/src/main.js');

export const freshDirectory = (): string => mkdtempSync(join(tmpdir(), 'jointly-journey-'));

/** The server as it is shipped, in a process of its own, on a data directory of its own. */
export class SpawnedServer {
  /** What every server of this test file is started with besides. */
  static readonly settings: Record<string, string> = {};

  private constructor(
    readonly url: string,
    readonly directory: string,
    private readonly child: ChildProcess,
    private readonly issuer: LocalIssuer,
  ) {}

  static async start(directory = freshDirectory(), settings: Record<string, string> = {}): Promise<SpawnedServer> {
    const child = spawn(process.execPath, [serverEntry], {
      env: {
        PATH: process.env.PATH,
        JOINTLY_PORT: '0',
        JOINTLY_DATA_DIR: directory,
        JOINTLY_CLOCK: 'controlled',
        JOINTLY_LOG_LEVEL: 'warn',
        ...SpawnedServer.settings,
        ...settings,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const url = await new Promise<string>((found, failed) => {
      createInterface({ input: child.stdout }).on('line', (line) => {
        if (line.startsWith('{"listening":')) found((JSON.parse(line) as { listening: string }).listening);
      });
      child.once('exit', (code) => failed(new Error(`The server ended with ${code}.`)));
    });
    return new SpawnedServer(url, directory, child, await openLocalIssuer(directory));
  }

  token(subject: string): Promise<string> {
    return this.issuer.mint(subject, 3_600);
  }

  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<number | null> {
    if (this.child.exitCode !== null) return this.child.exitCode;
    const ended = new Promise<number | null>((done) => this.child.once('exit', done));
    this.child.kill(signal);
    return ended;
  }

  /** Stops it and throws its data away. */
  async discard(): Promise<void> {
    await this.stop();
    rmSync(this.directory, { recursive: true, force: true });
  }
}
