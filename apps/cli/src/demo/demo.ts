import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLocalIssuer } from '@jointly/privacy';
import { isCaughtUp } from '../client/health';
import { announce, announceAsJson, type Played } from './announcement';
import { ServerClock } from './clock';
import { castingFor, found } from './founding';
import { eventually } from './play/questions';
import { play } from './play/story';
import { silent, terminalProgress, type Progress } from '../progress';
import { freePort, startServer, type ServerProcess } from './server-process';
import { oilPressers } from './story/oil-pressers';

export interface DemoOptions {
  readonly json: boolean;
  /** Absent: 4000, or any free one when somebody else has it. */
  readonly port?: number;
}

/** No secret, and always the same: ids hang on it, and with them who gets the odd cent. So every telling ends alike. */
const masterKey = Buffer.alloc(32, 'demonstration').toString('base64');

const storyBegins = '2025-05-12T06:00:00.000Z';

/** Starts a server in a directory of its own, plays the story through the public API, and stays until it is stopped. */
export async function demo({ json, port }: DemoOptions): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'jointly-demo-'));
  process.once('exit', () => rmSync(directory, { recursive: true, force: true }));
  const server = await startServer({
    JOINTLY_DATA_DIR: directory,
    JOINTLY_PORT: String(port ?? (await freePort(4000))),
    JOINTLY_MASTER_KEY: masterKey,
    JOINTLY_CLOCK: 'controlled',
    JOINTLY_CLOCK_START: storyBegins,
    JOINTLY_LOG_LEVEL: process.env['JOINTLY_LOG_LEVEL'] ?? 'warn',
  });
  stopWith(server);
  try {
    const played = await playOn(server.url, directory, json ? silent : terminalProgress());
    if (json) announceAsJson(played);
    else await announce(played);
  } catch (error) {
    server.stop();
    throw error;
  }
  await server.ended;
}

async function playOn(url: string, directory: string, progress: Progress): Promise<Played> {
  const casting = castingFor(url, await openLocalIssuer(directory));
  progress.begin('Fifty oil producers found their association', oilPressers.length);
  const cast = await found(casting, () => progress.step());
  progress.end();
  const { token: operatorToken } = await casting('operator');
  const clock = await ServerClock.of(url, operatorToken);
  const story = await play(cast, clock, progress);
  await eventually('the read models do not catch up', async () => (await isCaughtUp(url)) || undefined);
  return { url, cast, operatorToken, story };
}

function stopWith(server: ServerProcess): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => server.stop());
}
